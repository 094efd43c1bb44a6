"""One IRI, one thing: what has no item is told apart by what the article says of it, or by the article."""

from dataclasses import replace

import pytest
import readings

from flows.iris import entity_iri, value_iri
from flows.mapping import map_reading
from flows.model import (
    Article,
    Entity,
    EntityType,
    Extraction,
    Fact,
    Field,
    Link,
    Literal,
    Mention,
    Reading,
    Reference,
    Span,
    Value,
    Verdict,
)
from flows.settings import Settings
from flows.things import entities_of

SETTINGS = Settings()
HINTS = tuple[tuple[str, str], ...]


def article(number: int, **changes: object) -> Article:
    return replace(readings.article(url=f"https://news.example/{number}"), **changes)


def entity(name: str, type_: EntityType, hints: HINTS = ()) -> Entity:
    return Entity("x", type_, name, (Mention(Span(0, 5), "name"),), hints=hints)


def iri(one: Entity, number: int, *facts: Fact, **changes: object) -> str:
    """The IRI of an entity in the article of that number, which states these facts."""
    return entity_iri(one, Reading(article(number, **changes), Extraction("x", (one,), facts), ()), SETTINGS)


def hosted(start: str | None, place: str | None, kind: str = "hosting", predicate: str = "hosted") -> Fact:
    told = {"start": Literal(start or "", "date"), "place": Literal(place or "")}
    qualifiers: tuple[tuple[str, Value], ...] = tuple((k, v) for k, v in told.items() if v.value)
    return Fact("f", kind, predicate, Literal("Kenya"), Reference("x"), (Span(0, 5),), qualifiers)


SUMMIT = entity("River Union summit", EntityType.EVENT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (hosted("2023", "Nairobi"), hosted("2024", "Nairobi")),
        (hosted("2024", "Nairobi"), hosted("2024", "Kampala")),
        (hosted("2024-03-01", None), hosted("2024-05-01", None)),
        (hosted("2024", None), hosted("2024", None)),
        (hosted(None, "Nairobi"), hosted(None, "Nairobi")),
    ],
    ids=["years", "places", "days", "only a year", "only a place"],
)
def test_two_summits_of_one_body_are_two(one: Fact, other: Fact) -> None:
    assert iri(SUMMIT, 1, one) != iri(SUMMIT, 2, other)


@pytest.mark.parametrize("fact", [hosted("2024", "Nairobi"), hosted("2024-03-01", None), hosted("2024-03", "Nairobi")])
def test_a_summit_of_one_day_or_year_and_place_is_one_in_all_articles(fact: Fact) -> None:
    assert iri(SUMMIT, 1, fact) == iri(SUMMIT, 2, fact)


def test_a_summit_that_bears_its_year_is_one_in_all_articles() -> None:
    named = entity("2024 River Union summit", EntityType.EVENT)
    assert iri(named, 1) == iri(named, 2)


def test_talks_of_one_day_are_not_one_for_that() -> None:
    talks = entity("talks", EntityType.EVENT)
    assert iri(talks, 1, hosted("2024-03-01", None)) != iri(talks, 2, hosted("2024-03-01", None))
    assert iri(talks, 1, hosted("2024-03-01", "Oslo")) == iri(talks, 2, hosted("2024-03-01", "Oslo"))


def test_an_event_that_is_given_two_days_is_of_its_article() -> None:
    days = (hosted("2024-03-01", "Oslo"), replace(hosted("2024-05-01", "Oslo"), key="g"))
    assert iri(SUMMIT, 1, *days) != iri(SUMMIT, 2, *days)


PERU, MALI = ("office", "President of Peru"), ("office", "Mayor of Bamako")


@pytest.mark.parametrize(
    ("type_", "name", "one", "other", "same"),
    [
        (EntityType.PERSON, "John Smith", (PERU,), (MALI,), False),
        (EntityType.PERSON, "John Smith", (PERU,), (PERU,), True),
        (EntityType.PERSON, "John Smith", (("country", "Peru"),), (("country", "Mali"),), False),
        (EntityType.PERSON, "John Smith", (), (), False),
        (EntityType.GROUP, "officials", (("of", "Peru"),), (("of", "Mali"),), False),
        (EntityType.GROUP, "officials", (("of", "Peru"),), (("of", "Peru"),), True),
        (EntityType.GROUP, "officials", (), (), False),
        (EntityType.OFFICE, "foreign minister", (), (), False),
        (EntityType.OFFICE, "foreign minister", (("of", "Peru"),), (("of", "Peru"),), True),
        (EntityType.CONFLICT, "civil war", (), (), False),
        (EntityType.CONFLICT, "civil war", (("in", "Chad"),), (("in", "Chad"),), True),
        (EntityType.WORK, "declaration", (), (), False),
        (EntityType.WORK, "Treaty of Lagos", (), (), True),
        (EntityType.ORGANIZATION, "River Union", (), (), True),
    ],
)
def test_things_of_one_name_are_one_on_evidence_alone(
    type_: EntityType, name: str, one: HINTS, other: HINTS, same: bool
) -> None:
    assert (iri(entity(name, type_, one), 1) == iri(entity(name, type_, other), 2)) is same


def test_an_author_is_one_for_one_publisher() -> None:
    by = {"authors": (Field("Ben Poe"),)}
    poe = entity("Ben Poe", EntityType.PERSON)
    assert iri(poe, 1, **by) == iri(poe, 2, **by)
    assert iri(poe, 1, **by) != iri(poe, 2, **by, publisher=Field("Another Paper"))
    assert iri(poe, 1, **by) != iri(poe, 2, authors=())


def test_words_that_name_no_entity_are_of_their_article() -> None:
    one, other = (replace(readings.reading(), article=article(number)) for number in (1, 2))
    words = Literal("a joint declaration")
    assert value_iri(words, EntityType.WORK, one, SETTINGS) != value_iri(words, EntityType.WORK, other, SETTINGS)


def test_an_article_says_the_same_iri_twice() -> None:
    assert iri(SUMMIT, 1, hosted("2024", None)) == iri(SUMMIT, 1, hosted("2024", None))


def reading_with(*things: Entity) -> Reading:
    whole = readings.reading()
    return replace(whole, extraction=replace(whole.extraction, entities=(*whole.extraction.entities, *things)))


@pytest.mark.parametrize(
    ("type_", "name", "listed"),
    [
        (EntityType.GROUP, "tenth member", False),
        (EntityType.GROUP, "officials", False),
        (EntityType.WORK, "declaration", False),
        (EntityType.EVENT, "meeting", False),
        (EntityType.WORK, "Treaty of Lagos", True),
        (EntityType.PERSON, "Eva Oak", True),
    ],
)
def test_what_only_describes_is_no_entity_of_the_release(type_: EntityType, name: str, listed: bool) -> None:
    read = reading_with(Entity("described", type_, name, (Mention(Span(0, 5), "nominal"),)))
    assert ("described" in {one.key for one in entities_of(read)}) is listed
    labels = {quad.object.value for quad in map_reading(read, SETTINGS) if quad.predicate.value.endswith("#label")}
    assert (name in labels) is listed


def test_what_a_fact_speaks_of_or_a_link_knows_is_listed_however_it_is_named() -> None:
    officials = Entity("described", EntityType.GROUP, "officials", (Mention(Span(0, 5), "nominal"),))
    read = reading_with(officials)
    said = replace(readings.facts()[3], subject=Reference("described"))
    stated = replace(read, extraction=replace(read.extraction, facts=(*read.extraction.facts, said)))
    linked = replace(read, links=(*read.links, Link("described", Verdict.UNSURE, score=0.5)))
    assert [officials in entities_of(one) for one in (read, stated, linked)] == [False, True, True]
