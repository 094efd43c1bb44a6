"""Each release says what changed since the one before: the quads to replay, and the facts with the reason for each."""

import gzip
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from released import RUN, SETTINGS, published, quads, release

from flows.errors import PublishError
from flows.publish import Release, Withdrawal, copy_release, publish, read_index
from flows.publish.writers.tables import read_table

ATOM = "{http://www.w3.org/2005/Atom}"
TALKS = published("talks", title="Talks about talks")


def heads(out: Path) -> list[dict[str, object]]:
    """What each run changed, in short."""
    return [json.loads(line) for line in (out / "changes.jsonl").read_text(encoding="utf-8").splitlines()]


def facts(out: Path, number: int) -> list[tuple[str, str, str]]:
    lines = gzip.decompress((out / "changes" / f"{number:06}.jsonl.gz").read_bytes()).splitlines()
    told = [json.loads(line) for line in lines]
    return [(one["what"], (one["after"] or one["before"])["predicate"], one["why"]) for one in told]


def replayed(out: Path) -> set[str]:
    """The quads that all patches together leave, each patch applied to what the ones before it left."""
    held: set[str] = set()
    for path in sorted((out / "changes").glob("*.rdfp.gz")):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines(keepends=True):
            if line.startswith("D "):
                held.remove(line[2:])
            elif line.startswith("A "):
                assert line[2:] not in held
                held.add(line[2:])
    return held


def hash_of(nquads: set[str]) -> str:
    """The canonical hash by the rule of the manual."""
    graphs: dict[str, list[str]] = {}
    for line in sorted(nquads):
        graphs.setdefault(line.split()[-2].strip("<>"), []).append(line)
    lines = (f"sha256:{sha256(''.join(graphs[name]).encode()).hexdigest()} {name}\n" for name in sorted(graphs))
    return f"sha256:{sha256(''.join(lines).encode()).hexdigest()}"


def withdrawing(article: str, reason: str = "it was retracted") -> Release:
    return Release((), replace(RUN, id="withdrawing"), withdrawals=(Withdrawal(article, reason),))


def history(out: Path) -> None:
    """Runs that bring, correct, retitle and withdraw articles, and one that changes nothing."""
    publish(release(published(start="2023"), TALKS), out, SETTINGS)
    publish(release(published(start="2024")), out, SETTINGS)
    publish(release(published(start="2024")), out, SETTINGS)
    publish(release(published(title="Ruritania did join"), published("visit", title="A visit")), out, SETTINGS)
    publish(withdrawing("https://news.example/talks"), out, SETTINGS)


def test_replaying_all_changes_from_nothing_gives_the_release(tmp_path: Path) -> None:
    history(tmp_path)
    held = replayed(tmp_path)
    assert {f"{quad} .\n" for quad in quads(tmp_path / "dataset.nq")} == held
    assert hash_of(held) == read_index(tmp_path)["canonical_hash"] == heads(tmp_path)[-1]["hash"]


def test_each_change_goes_on_where_the_one_before_ended(tmp_path: Path) -> None:
    history(tmp_path)
    told = heads(tmp_path)
    assert [head["hash_before"] for head in told] == ["", *(head["hash"] for head in told[:-1])]


def test_a_run_that_changes_nothing_has_no_change(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    publish(release(), tmp_path, SETTINGS)
    assert [head["change"] for head in heads(tmp_path)] == [1]


def test_a_change_tells_the_facts_and_the_reason(tmp_path: Path) -> None:
    history(tmp_path)
    assert facts(tmp_path, 2) == [("changed", "joined", "neither the article nor the reader changed")]
    assert [(what, why) for what, _, why in facts(tmp_path, 4)] == [("went", "the article is no longer published")] * 3


def test_a_change_tells_which_articles_came_changed_and_went(tmp_path: Path) -> None:
    history(tmp_path)
    told = [[(one["what"], one["slug"].rsplit("-", 1)[0]) for one in head["articles"]] for head in heads(tmp_path)]
    assert told[1:] == [
        [("changed", "ruritania-joins-the-alpine-league")],
        [("came", "a-visit"), ("came", "ruritania-did-join"), ("went", "ruritania-joins-the-alpine-league")],
        [("went", "talks-about-talks")],
    ]


def test_a_change_is_written_once(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    first = (tmp_path / "changes" / "000001.rdfp.gz").resolve()
    written = first.stat().st_mtime_ns
    publish(release(TALKS), tmp_path, SETTINGS)
    assert ((tmp_path / "changes" / "000001.rdfp.gz").resolve(), first.stat().st_mtime_ns) == (first, written)


def test_the_checksums_of_the_changes_are_listed(tmp_path: Path) -> None:
    history(tmp_path)
    listed = {name: digest for head in heads(tmp_path) for name, digest in head["files"].items()}
    assert listed == {path.name: sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "changes").iterdir()}


def test_changes_outlive_the_totals(tmp_path: Path) -> None:
    history(tmp_path)
    before = heads(tmp_path)
    (tmp_path / ".releases" / ".totals.sqlite").unlink()
    publish(release(published("late", title="A late one")), tmp_path, SETTINGS)
    assert heads(tmp_path)[:-1] == before
    assert hash_of(replayed(tmp_path)) == read_index(tmp_path)["canonical_hash"]


@pytest.mark.parametrize("named", ["origin", "slug", "iri"])
def test_what_is_withdrawn_is_gone_and_a_tombstone_says_why(tmp_path: Path, named: str) -> None:
    publish(release(published(), TALKS), tmp_path, SETTINGS)
    entry = next(entry for entry in read_index(tmp_path)["articles"] if entry["source"] == "talks.txt")
    publish(withdrawing(entry[named]), tmp_path, SETTINGS)
    (tombstone,) = read_table((tmp_path / "withdrawn.csv").read_bytes().decode())
    assert tombstone == {
        "origin": entry["origin"],
        "article_iri": entry["iri"],
        "withdrawn_on": "2025-01-02",
        "reason": "it was retracted",
    }
    assert "talks" not in (tmp_path / "dataset.ttl").read_text(encoding="utf-8")


def test_the_rest_is_as_if_it_had_never_been_there(tmp_path: Path) -> None:
    publish(release(published(), TALKS), tmp_path / "out", SETTINGS)
    publish(withdrawing("https://news.example/talks"), tmp_path / "out", SETTINGS)
    publish(release(), tmp_path / "once", SETTINGS)
    for name in ("dataset.ttl", "dataset.jsonld.gz", "void.ttl", "facts.csv", "graphs.txt"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "once" / name).read_bytes()


def test_the_last_article_can_be_withdrawn_and_one_comes_back_when_it_is_read_again(tmp_path: Path) -> None:
    publish(release(TALKS), tmp_path, SETTINGS)
    publish(withdrawing("https://news.example/talks"), tmp_path, SETTINGS)
    assert read_index(tmp_path)["counts"]["articles"] == 0
    publish(release(TALKS), tmp_path, SETTINGS)
    assert not (tmp_path / "withdrawn.csv").exists()
    assert hash_of(replayed(tmp_path)) == read_index(tmp_path)["canonical_hash"]


def test_what_is_not_there_cannot_be_withdrawn(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    before = read_index(tmp_path)
    with pytest.raises(PublishError, match=r"news\.example/nowhere: no article of that address, slug or IRI"):
        publish(withdrawing("https://news.example/nowhere"), tmp_path, SETTINGS)
    assert read_index(tmp_path) == before


def test_the_feed_for_people_tells_each_change_the_newest_first(tmp_path: Path) -> None:
    history(tmp_path)
    feed = ElementTree.parse(tmp_path / "feed.atom")
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    articles = ["Articles: 1 went", "Articles: 2 came, 1 went", "Articles: 1 changed", "Articles: 2 came"]
    assert [title for title in titles if title and title.startswith("Articles")] == articles
    # the two articles of the first run give two years for one accession
    assert titles[3:] == ["Across articles: disagreements 1", "Articles: 2 came"]


def test_each_link_of_the_feed_leads_to_a_file(tmp_path: Path) -> None:
    history(tmp_path)
    links = [link.get("href", "") for link in ElementTree.parse(tmp_path / "feed.atom").iter(f"{ATOM}link")]
    assert len(links) == 1 + 2 * len(heads(tmp_path))
    assert all((tmp_path / link.removeprefix(SETTINGS.base)).is_file() for link in links)


def test_a_copy_holds_the_changes(tmp_path: Path) -> None:
    history(tmp_path / "out")
    copy_release(tmp_path / "out", tmp_path / "copy")
    assert replayed(tmp_path / "copy") == replayed(tmp_path / "out")
