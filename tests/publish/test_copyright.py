"""No file of a release holds more than fifteen words in a row of an article, unless quotes were asked for."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from released import SETTINGS, published, release

from flows.errors import PublishError
from flows.mapping import map_reading
from flows.model import Field, Part, PartKind, Report, Span
from flows.publish import PublishedArticle, publish

LONGEST = 15
TITLE = (
    "Ruritania joins the “Alpine League” after forty years of talks in cold mountain huts and warm hotel lobbies alike"
)
STANDFIRST = (
    "The small kingdom hopes for cheaper cheese, better railways and a seat at the long table where the tall "
    "neighbours decide"
)
WORDS = re.compile(r"\w+")
ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")


def wordy(settings: object = SETTINGS) -> PublishedArticle:
    """An article whose title, standfirst, caption and quotation are all longer than may be copied."""
    reading = published(title=TITLE).reading
    text = f"{reading.article.text}\n\n{STANDFIRST}"
    start = len(text) - len(STANDFIRST)
    article = replace(
        reading.article,
        text=text,
        parts=(*reading.article.parts, Part(PartKind.STANDFIRST, Span(start, len(text)))),
        description=Field(STANDFIRST, Span(start, len(text))),
        image_caption=Field(STANDFIRST, Span(start, len(text))),
        publisher_description=Field(STANDFIRST, Span(start, len(text))),
    )
    read = replace(reading, article=article)
    quads = map_reading(read, settings, with_quotes=settings.with_quotes)
    return PublishedArticle(read, tuple(quads), tuple(quads[:3]), Report(conforms=True))


def words_of(text: str) -> list[str]:
    return WORDS.findall(text.casefold())


def readable(path: Path) -> str:
    """The text of a file, unpacked and with no escape left."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), data.decode("utf-8-sig", "replace"))
    return unquote(text).replace("\\n", " ").replace("\\", "")


def copied(out: Path, article: str) -> dict[str, str]:
    """The files that hold a longer run of the article's words, each with one such run."""
    size = LONGEST + 1
    words = words_of(article)
    runs = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    found = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        read = words_of(readable(path))
        for i in range(len(read) - size + 1):
            if tuple(read[i : i + size]) in runs:
                found[path.relative_to(out).as_posix()] = " ".join(read[i : i + size])
    return found


def test_no_file_copies_more_than_fifteen_words(tmp_path: Path) -> None:
    article = wordy()
    publish(release(article), tmp_path, SETTINGS)
    assert copied(tmp_path, article.reading.article.text) == {}


def test_quotes_are_whole_when_asked_for(tmp_path: Path) -> None:
    settings = replace(SETTINGS, with_quotes=True)
    article = wordy(settings)
    publish(release(article), tmp_path, settings)
    found = copied(tmp_path, article.reading.article.text)
    assert {"dataset.ttl", "dataset.jsonld.gz", "facts.csv", "facts.jsonl"} <= set(found)


def test_quotes_do_not_slip_into_a_release_without(tmp_path: Path) -> None:
    publish(release(wordy()), tmp_path, replace(SETTINGS, with_quotes=True))
    with pytest.raises(PublishError, match="is published there with whole quotations"):
        publish(release(published("talks", title="Talks")), tmp_path, SETTINGS)
    publish(release(wordy()), tmp_path, SETTINGS)
    assert copied(tmp_path / ".current", wordy().reading.article.text) == {}


def test_a_cut_text_still_has_the_hash_of_the_whole(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    rows = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [bool(row["object_sha256"]) for row in rows] == [False, False, True]
    assert all(row["evidence_sha256"] for row in rows)
