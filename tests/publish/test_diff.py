"""The difference between two releases names exactly the facts that changed, and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from released import ITEMS, RUN, SETTINGS, published, release

from flows.errors import PublishError
from flows.mapping import map_reading
from flows.model import Link, Report, Verdict
from flows.publish import PublishedArticle, Release, diff, publish
from flows.publish.content import Row

TALKS = published("talks", title="Talks about talks")


def changes(tmp_path: Path, old: Release, new: Release) -> list[tuple[str, str, tuple[str, ...], str]]:
    for name, what in (("old", old), ("new", new)):
        publish(what, tmp_path / name, SETTINGS)
    found = diff(tmp_path / "old", tmp_path / "new")
    return [(change.what, _about(change.after or change.before or {}), change.columns, change.why) for change in found]


def _about(row: Row) -> str:
    return str(row.get("predicate") or row["name"])


def without(article: PublishedArticle, fact: str) -> PublishedArticle:
    extraction = article.reading.extraction
    fewer = replace(extraction, facts=tuple(one for one in extraction.facts if one.key != fact))
    return again(article, replace(article.reading, extraction=fewer))


def again(article: PublishedArticle, reading: object) -> PublishedArticle:
    return PublishedArticle(reading, tuple(map_reading(reading, SETTINGS)), (), Report(conforms=True))


def test_two_equal_releases_have_no_difference(tmp_path: Path) -> None:
    assert changes(tmp_path, release(published(), TALKS), release(TALKS, published())) == []


def test_one_altered_article_names_exactly_the_altered_fact(tmp_path: Path) -> None:
    reader = replace(RUN, versions=(("code", "0.1.0"), ("model", "sha256:4567")))
    old, new = release(published(start="2024-04"), TALKS), release(published(start="2024-05"), TALKS, run=reader)
    assert changes(tmp_path, old, new) == [("changed", "joined", ("qualifier_start",), "the reader changed: model")]


def test_a_fact_that_went_with_the_text_is_named(tmp_path: Path) -> None:
    article = without(published(), "accession-2")
    shorter = replace(article.reading, article=replace(article.reading.article, hash="sha256:other"))
    old, new = release(published(), TALKS), release(again(article, shorter), TALKS)
    assert changes(tmp_path, old, new) == [("went", "will join", (), "the article changed")]


def test_all_facts_of_a_new_article_came(tmp_path: Path) -> None:
    found = changes(tmp_path, release(published()), release(published(), TALKS))
    assert [(what, why) for what, _, _, why in found] == [("came", "the article is new")] * 3


@pytest.mark.parametrize(
    ("reason", "why"), [("decided by hand", "a decision by hand"), ("the name agrees", "a link changed")]
)
def test_a_link_that_changed_is_the_reason(tmp_path: Path, reason: str, why: str) -> None:
    article = published()
    links = tuple(link for link in article.reading.links if link.entity != "Ruritania")
    other = Link("Ruritania", Verdict.SAME, "Q900009", "Ruritania", 1.0, (reason,))
    linked = again(article, replace(article.reading, links=(*links, other)))
    found = changes(tmp_path, release(article), release(linked))
    assert found == [
        ("changed", "joined", ("subject_iri", "subject_item"), f"{why}: Ruritania"),
        ("linked otherwise", "Ruritania", ("item", "entity_iri"), reason),
    ]
    assert ITEMS["Ruritania"] != other.item


def test_a_name_that_was_linked_since_is_listed_with_its_new_iri_and_why(tmp_path: Path) -> None:
    article = published()
    links = tuple(link for link in article.reading.links if link.entity != "Anna Zenda")
    found = Link("Anna Zenda", Verdict.SAME, "Q900005", "Anna Zenda", 0.9, ("'Anna Zenda' is its label",))
    publish(release(article), tmp_path / "old", SETTINGS)
    publish(release(again(article, replace(article.reading, links=(*links, found)))), tmp_path / "new", SETTINGS)
    [linked] = [change for change in diff(tmp_path / "old", tmp_path / "new") if change.what == "linked"]
    assert str(linked).startswith("linked: Anna Zenda (person); item: none → Q900005; entity_iri: https://example.org/")
    assert str(linked).endswith(": 'Anna Zenda' is its label")


def test_a_change_reads_as_one_line(tmp_path: Path) -> None:
    publish(release(published(start="2024-04")), tmp_path / "old", SETTINGS)
    publish(release(published(start="2024-05")), tmp_path / "new", SETTINGS)
    [change] = diff(tmp_path / "old", tmp_path / "new")
    assert str(change).startswith("changed: Ruritania · joined · Alpine League; qualifier_start: 2024-04 → 2024-05 (")


def test_a_release_can_be_held_against_the_one_before_it(tmp_path: Path) -> None:
    publish(release(published(start="2024-04")), tmp_path, SETTINGS)
    publish(release(published(start="2024-05")), tmp_path, SETTINGS)
    assert len(diff(tmp_path / ".previous", tmp_path)) == 1


def test_what_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing is published here yet"):
        diff(tmp_path, tmp_path)
