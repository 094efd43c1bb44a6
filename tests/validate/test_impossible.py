"""What cannot be is held back, whatever the reader made of the words."""

from dataclasses import replace

import pytest
import readings
from pyoxigraph import Quad

from flows.mapping import map_reading
from flows.mapping.dates import day_of, latest_day
from flows.model import Fact, Factuality, Field, Span, Verdict
from flows.settings import Settings
from flows.validate import Gate, load_gate, validate

SETTINGS = Settings()
TOO_EARLY = "What an article asserts has begun by the day of its publication; this begins later."
MEMBERS = (
    "“member of”, “not a member of”, “observer of”, “dialogue partner of”: "
    "the organization is an organization or a group."
)
JOINS = readings.fact("accession", "rwanda", "joined", "union", readings.BODY[1])
AGREES = readings.fact("accession", "tanzania", "agreed to join", "union", readings.BODY[1])


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


def held_back(gate: Gate, *facts: Fact, published: str = "2025-07-04") -> dict[str, str]:
    """The key of each fact that the gate holds back, with the reason that it gives."""
    whole = readings.reading(facts=(*readings.facts()[:3], *facts))
    reading = replace(whole, article=replace(whole.article, published=Field(published)))
    _, _, report = validate(map_reading(reading, SETTINGS), gate)
    blamed = {problem.focus: problem.message for problem in report.problems if problem.severity == "violation"}
    return {iri.rpartition("/")[2]: blamed[iri] for iri in report.held_back if "/fact/" in iri}


def begun(fact: Fact, day: str) -> Fact:
    return replace(fact, qualifiers=readings.qualifiers(start=day))


@pytest.mark.parametrize("day", ["2025-07-06", "2025-08", "2026"])
def test_what_is_asserted_does_not_begin_after_the_day_of_publication(gate: Gate, day: str) -> None:
    assert held_back(gate, begun(JOINS, day)) == {JOINS.key: TOO_EARLY}


@pytest.mark.parametrize("day", ["2025-07-04", "2025-07", "2025", "2019-01-01"])
def test_what_may_have_begun_by_then_passes(gate: Gate, day: str) -> None:
    assert held_back(gate, begun(JOINS, day)) == {}


@pytest.mark.parametrize(
    "fact",
    [replace(JOINS, factuality=Factuality.PLANNED), replace(JOINS, factuality=Factuality.REPORTED), AGREES],
    ids=["planned", "reported", "agreed"],
)
def test_what_is_to_come_may_begin_later(gate: Gate, fact: Fact) -> None:
    assert held_back(gate, begun(fact, "2027")) == {}


def test_it_is_already_tomorrow_in_the_east(gate: Gate) -> None:
    late = "2025-07-04T20:00:00+00:00"
    assert held_back(gate, begun(JOINS, "2025-07-05"), published=late) == {}
    assert held_back(gate, begun(JOINS, "2025-07-06"), published=late) == {JOINS.key: TOO_EARLY}


def test_a_post_states_what_has_begun_by_its_own_day() -> None:
    article = readings.article()
    posts = tuple(replace(part, date="2025-07-09") for part in article.parts)
    stated = replace(JOINS, evidence=(Span(0, 5),))
    reading = replace(readings.reading(facts=(stated,)), article=replace(article, parts=posts))
    assert stated_by(map_reading(reading, SETTINGS)) == {"2025-07-09"}


def test_nothing_is_said_of_the_day_where_the_article_has_none() -> None:
    reading = readings.reading(facts=(JOINS,))
    reading = replace(reading, article=replace(reading.article, published=None))
    assert stated_by(map_reading(reading, SETTINGS)) == set()


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [
        ("2025", "2025-12-31", None),
        ("2025-02", "2025-02-28", None),
        ("2025-02-03", "2025-02-03", "2025-02-03"),
        ("2025-02-03T23:30:00-05:00", "2025-02-04", "2025-02-03"),
        ("2025-02-03T08:00:00", "2025-02-03", "2025-02-03"),
        ("soon", None, None),
    ],
)
def test_a_date_has_a_last_day_and_perhaps_one_day(text: str, last: str | None, day: str | None) -> None:
    assert (latest_day(text), day_of(text)) == (last, day)


def test_no_founder_is_the_place_of_the_founding(gate: Gate) -> None:
    founders = readings.facts()[4:6]
    place = readings.fact("founding", "union", "location of formation", "kenya", readings.BODY[0])
    assert held_back(gate, *founders, place) == {place.key: "No founder of a body is the place of its founding."}


def test_a_body_is_founded_in_one_country(gate: Gate) -> None:
    places = [
        readings.fact("founding", "union", "location of formation", place, readings.BODY[0])
        for place in ("rwanda", "tanzania", "kisumu")
    ]
    several = "A body was founded in one country; this article names several."
    assert held_back(gate, *places) == {places[0].key: several, places[1].key: several}
    assert held_back(gate, places[0], places[2]) == {}


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (readings.fact("membership", "kenya", "member of", "uganda", readings.BODY[0]), MEMBERS),
        (readings.fact("membership", "kenya", "member of", "summit", readings.BODY[0]), MEMBERS),
        (
            readings.fact("office", "union", "position held", "foreign minister", readings.BODY[2]),
            "The holder of a holding of an office is a person.",
        ),
        (
            readings.fact("headquarters", "union", "headquartered in", "roe", readings.BODY[0]),
            "The seat of a headquarters is a country, a city or a region.",
        ),
    ],
    ids=["member of a country", "member of a summit", "office held by a body", "seat in a person"],
)
def test_a_role_is_played_by_what_can_play_it(gate: Gate, fact: Fact, message: str) -> None:
    assert held_back(gate, fact) == {fact.key: message}


def test_a_person_who_turns_out_to_be_a_country_holds_no_office(gate: Gate) -> None:
    office = readings.fact("office", "kenya", "position held", "foreign minister", readings.BODY[2])
    assert readings.reading().link_of("kenya").verdict is Verdict.SAME
    assert held_back(gate, office) == {office.key: "The holder of a holding of an office is a person."}


def stated_by(quads: list[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if quad.predicate.value.endswith("#latestStated")}
