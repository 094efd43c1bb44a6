"""The first article, as somebody pasted it, and the other development texts; they are not ours to ship."""

import json
import re

import pytest
import requests
from ingest_server import DEVELOPMENT
from outside import missing

from flows.ingest import ingest
from flows.model import Article, PartKind
from flows.settings import Settings

pytestmark = pytest.mark.skipif(not DEVELOPMENT.is_dir(), reason=missing("the development articles"))
NAMES = sorted(path.stem for path in DEVELOPMENT.glob("*.txt"))
SAID = {
    "title": "title",
    "publisher": "publisher",
    "date": "published",
    "description": "description",
    "publisher description": "publisher_description",
    "image caption": "image_caption",
    "image creator": "image_creator",
    "image source": "image_source",
}


@pytest.fixture
def seed(settings: Settings, session: requests.Session) -> Article:
    return ingest(str(DEVELOPMENT / "seed.txt"), settings, session)


def texts(article: Article, *kinds: PartKind) -> list[str]:
    return [part.span.of(article.text) for part in article.paragraphs(*kinds)]


def pasted_paragraphs() -> list[str]:
    """The long paragraphs of the pasted text, with single spaces, in its order."""
    text = (DEVELOPMENT / "seed.txt").read_text(encoding="utf-8")
    return [words for line in text.splitlines() if len(words := " ".join(line.split())) > 100]


def gold(name: str) -> list[dict[str, str]]:
    return [json.loads(row) for row in (DEVELOPMENT / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_body_stands_there_once_though_it_was_pasted_twice(seed: Article) -> None:
    body = texts(seed, PartKind.BODY)
    pasted = pasted_paragraphs()
    assert len(body) == len(set(body)) == 12
    assert [pasted.count(paragraph) for paragraph in body[1:]] == [2] * 11


def test_the_drop_cap_is_back_at_its_word(seed: Article) -> None:
    first = texts(seed, PartKind.BODY)[0]
    assert first == f"D{pasted_paragraphs()[0]}"


@pytest.mark.parametrize("predicate", SAID)
def test_the_metadata_is_exact(predicate: str, seed: Article) -> None:
    expected = [row["object"] for row in gold("seed") if row["predicate"] == predicate]
    assert [getattr(seed, SAID[predicate]).value] == expected


def test_the_publisher_is_found_even_if_nobody_lists_it(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr("flows.ingest.complete.publisher_at", lambda address: None)
    article = request.getfixturevalue("seed")
    assert [article.publisher.value] == [row["object"] for row in gold("seed") if row["predicate"] == "publisher"]


def test_the_author_is_named_where_the_standfirst_says_so(seed: Article) -> None:
    (expected,) = [row for row in gold("seed") if row["predicate"] == "author"]
    (author,) = seed.authors
    assert author.span is not None
    assert author.value == expected["object"] == author.span.of(seed.text)
    assert seed.text[: author.span.end].endswith(expected["evidence"])


def test_the_date_points_to_the_words_that_say_it(seed: Article) -> None:
    assert seed.published is not None
    assert seed.published.span is not None
    assert re.fullmatch(r"\w+ \d+, \d{4}", seed.published.span.of(seed.text))


def test_the_note_is_kept_and_the_disclaimer_is_not(seed: Article) -> None:
    (note,) = texts(seed, PartKind.NOTE)
    assert note.startswith(f"{seed.authors[0].value} is a ")
    assert "own and do not" not in seed.text


def test_only_the_site_is_named_so_there_is_no_address_of_the_article(seed: Article) -> None:
    assert texts(seed, PartKind.URL) == [row["object"] for row in gold("seed") if row["predicate"] == "url"]
    assert seed.url is None


def test_the_kept_copy_is_the_one_under_the_title(seed: Article) -> None:
    title, first = seed.paragraphs(PartKind.TITLE)[0], seed.paragraphs(PartKind.BODY)[0]
    assert title.source_start is not None
    assert first.source_start is not None
    assert title.source_start < first.source_start


@pytest.mark.parametrize("name", NAMES)
def test_every_development_text_holds_the_evidence_of_its_gold(
    name: str, settings: Settings, session: requests.Session
) -> None:
    article = ingest(str(DEVELOPMENT / f"{name}.txt"), settings, session)
    assert [row["evidence"] for row in gold(name) if row["evidence"] not in article.text] == []


def test_a_digest_keeps_the_date_of_each_entry(settings: Settings, session: requests.Session) -> None:
    article = ingest(str(DEVELOPMENT / "wce-organisations.txt"), settings, session)
    dates = [part.date for part in article.paragraphs(PartKind.BODY)]
    assert dates[0] == "2025-01-29"
    assert all(dates)
    assert dates == sorted(dates, key=str)
