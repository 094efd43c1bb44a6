"""IRIs and rows: the same names for the same things, and no more article text than is allowed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import readings
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import BrokenData, UnknownTerm
from flows.iris import article_slug, entity_iri, fact_iri, named_iri, part_of
from flows.kinds import kind_of, load_kinds, shipped_kinds
from flows.model import EntityType, Field, Link, Literal, Reading, Verdict
from flows.rows import COLUMNS, HASHES, cut, digest, row_of, shorten
from flows.settings import Settings

SETTINGS = Settings()


@given(st.text(max_size=300), st.text(min_size=1, max_size=50))
def test_any_title_makes_a_slug_that_is_safe_in_paths(title: str, source: str) -> None:
    slug = article_slug(readings.article(title=Field(title), url=None, source=source))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 69


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("China–led club", "china-led-club"),
        ("Wałęsa’s “visit”", "waesa-s-visit"),
        ("Çağlar in São Tomé", "caglar-in-sao-tome"),
    ],
)
def test_a_slug_keeps_the_words_apart(title: str, slug: str) -> None:
    assert article_slug(readings.article(title=Field(title))).rpartition("-")[0] == slug


def test_two_articles_of_one_title_have_two_slugs() -> None:
    assert article_slug(readings.article()) != article_slug(readings.article(url="https://news.example/other"))


def test_a_corrected_text_keeps_the_slug() -> None:
    assert article_slug(readings.article()) == article_slug(readings.article(text="Corrected.", hash="sha256:0"))


def linked(entity: str, link: Link) -> Reading:
    return replace(readings.reading(), links=(replace(link, entity=entity),))


def test_a_sure_link_gives_the_entity_its_item() -> None:
    (kenya, *_) = readings.entities()
    sure = linked("kenya", Link("kenya", Verdict.SAME, "Q114", "Kenya"))
    assert entity_iri(kenya, sure, SETTINGS).endswith("/entity/Q114")


def test_an_unsure_link_does_not() -> None:
    (kenya, *_) = readings.entities()
    unsure = linked("kenya", Link("kenya", Verdict.UNSURE, score=0.6))
    assert entity_iri(kenya, unsure, SETTINGS) == named_iri("Kenya", EntityType.COUNTRY, SETTINGS)


@pytest.mark.parametrize(("one", "other"), [("River  Union", "river union"), ("Côte d’Ivoire", "Côte d'Ivoire")])
def test_spelling_that_means_nothing_leaves_the_iri_alone(one: str, other: str) -> None:
    assert named_iri(one, EntityType.ORGANIZATION, SETTINGS) == named_iri(other, EntityType.ORGANIZATION, SETTINGS)


def test_an_unlinked_entity_has_this_iri_on_every_machine() -> None:
    iri = named_iri("River Union", EntityType.ORGANIZATION, SETTINGS)
    assert iri == "https://w3id.org/communique/entity/organization-river-union-f2d772b4"


def test_a_fact_key_with_any_characters_makes_a_valid_iri() -> None:
    fact = replace(readings.facts()[0], key="a b/c#d>é")
    assert fact_iri(readings.article(), fact, SETTINGS).endswith("/a%20b%2Fc%23d%3E%C3%A9")


@pytest.mark.parametrize(
    ("iri", "part"),
    [
        ("https://w3id.org/communique/fact/some-slug/7", "fact"),
        ("https://w3id.org/communique/entity/Q114", "entity"),
        ("https://w3id.org/communique/article/some-slug", "article"),
        ("https://w3id.org/communique/article/some-slug#char=1,5", "evidence"),
        ("https://w3id.org/communique/link/some-slug/Q114", "link"),
        ("http://www.wikidata.org/entity/Q114", None),
        ("https://w3id.org/communique/ontology", None),
    ],
)
def test_an_iri_tells_what_it_stands_for(iri: str, part: str | None) -> None:
    assert part_of(iri) == part


def test_a_row_has_the_columns_of_the_facts_table() -> None:
    reading = readings.reading()
    assert all(tuple(row_of(fact, reading, SETTINGS)) == COLUMNS for fact in reading.extraction.facts)


def test_a_row_names_things_by_their_item() -> None:
    reading = readings.reading(links=(Link("kenya", Verdict.SAME, "Q114", "Republic of Kenya", 1.0),))
    membership = reading.extraction.facts[3]
    row = row_of(membership, reading, SETTINGS)
    assert (row["subject"], row["subject_item"], row["object"], row["object_item"]) == (
        "Republic of Kenya",
        "Q114",
        "River Union",
        None,
    )


def test_a_row_quotes_the_article_verbatim() -> None:
    reading = readings.reading()
    for fact in reading.extraction.facts:
        row = row_of(fact, reading, SETTINGS)
        assert reading.article.text[slice(row["start"], row["end"])] == row["evidence"]


def test_the_article_is_called_article() -> None:
    reading = readings.reading()
    assert row_of(reading.extraction.facts[0], reading, SETTINGS)["subject"] == "article"


def test_a_published_row_has_at_most_fifteen_words_of_the_article_in_a_row() -> None:
    reading = readings.reading()
    for fact in reading.extraction.facts:
        row = shorten(row_of(fact, reading, SETTINGS))
        texts = [str(row["object"]), str(row["evidence"]), *dict(row["qualifiers"]).values()]
        assert all(len(re.findall(r"\w+", run)) <= 15 for text in texts for run in text.split("…"))


def test_a_published_row_keeps_offsets_and_a_hash_of_the_whole() -> None:
    reading = readings.reading()
    row = row_of(reading.extraction.facts[-1], reading, SETTINGS)
    short = shorten(row)
    assert tuple(short) == COLUMNS + HASHES
    assert (short["start"], short["end"]) == (row["start"], row["end"])
    assert (short["evidence_sha256"], short["object_sha256"]) == (digest(row["evidence"]), digest(row["object"]))


def test_a_short_text_is_not_cut() -> None:
    assert cut("Kenya is a member of the River Union.") == "Kenya is a member of the River Union."


@given(st.text(max_size=400))
def test_what_is_cut_begins_and_ends_as_the_text_does(text: str) -> None:
    short = cut(text)
    assert short == text or (text.startswith(short.split(" … ")[0]) and text.endswith(short.split(" … ")[-1]))


def test_an_unknown_kind_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownTerm, match=r"'wedding' is no fact kind; known: accession"):
        kind_of(shipped_kinds(), "wedding")


def test_an_unknown_predicate_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownTerm, match=r"'likes' is no predicate of visit; known: visited"):
        kind_of(shipped_kinds(), "visit").predicate("likes")


WENT = "label: a, predicates: {went: {subject: a, object: b}}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- visit", "must map names to blocks"),
        ("visit: {label: a}", "predicates: must map names to blocks"),
        ("visit: {class: Visit, label: a, colour: red, predicates: {}}", "unknown key 'colour'"),
        ("visit: {class: Visit, label: a, predicates: {went: {subject: a}}}", "visit.went: object is missing"),
        (
            "visit: {class: V, label: a, predicates: {went: {subject: a, object: b, object_type: smell}}}",
            "object_type 'smell' is none of entity",
        ),
        ("visit: [", "cannot be read"),
        (
            f"visit: {{class: V, {WENT}, read_by: magic}}",
            "read_by 'magic' is",
        ),
        (
            f"visit: {{class: V, {WENT}, once: twice}}",
            "once: must be true or",
        ),
        (
            f"visit: {{class: V, {WENT}, place: true}}",
            "'place' is to be filled",
        ),
        (
            f"visit: {{class: V, {WENT}, qualifiers: [{{place: smell}}]}}",
            "is no name, and no {name: type of entity}",
        ),
    ],
)
def test_broken_kinds_are_named_with_file_and_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenData, match=re.escape(complaint)) as caught:
        load_kinds(path)
    assert "kinds.yaml" in str(caught.value)


def test_words_that_name_an_entity_stand_for_it() -> None:
    reading = readings.reading()
    author = replace(
        readings.fact("membership", "kenya", "member of", "union", readings.BODY[0]), subject=Literal("Kenya")
    )
    assert (
        row_of(author, reading, SETTINGS)["subject_iri"]
        == row_of(reading.extraction.facts[3], reading, SETTINGS)["subject_iri"]
    )
