"""Claims that articles word otherwise: terms of office, plans that were dropped, names in another order."""

import pytest
from made_of_rows import relations, told

from flows.claims.identity import known_as
from flows.model import EntityType

OFFICE = (EntityType.PERSON, EntityType.OFFICE)
SIGNED = (EntityType.ORGANIZATION, EntityType.WORK)


def minister(day: str, who: str = "Ana Quispe", name: str = "Finance minister of Kenya", **more: str) -> list:  # type: ignore[type-arg]
    return told(day, "office", who, "position held", name, types=OFFICE, **more)


def deal(day: str, **more: object) -> list:  # type: ignore[type-arg]
    return told(day, "agreement", "Kenya", "signed agreement with", "Turkey", **more)  # type: ignore[arg-type]


def ratified(day: str, name: str = "Lusaka Convention", **more: object) -> list:  # type: ignore[type-arg]
    return told(day, "agreement", "Kenya", "approved", name, types=SIGNED, **more)  # type: ignore[arg-type]


def test_who_tells_till_when_an_office_was_held_tells_it_more_exactly() -> None:
    found = relations(minister("2025-03-01"), minister("2025-06-01", end="2025-05-20"))
    assert found == [("refines", "2025-06-01", "2025-03-01")]


def test_two_ends_of_one_term_are_a_disagreement_and_those_of_two_terms_none() -> None:
    first = minister("2025-06-01", end="2025-05-20")
    assert relations(first, minister("2025-06-02", end="2025-05-21")) == [("differsInTime", "2025-06-02", "2025-06-01")]
    assert relations(first, minister("2025-06-02", end="2015-05-21")) == []


def test_whoever_is_to_hold_an_office_next_succeeds_and_contradicts_nobody() -> None:
    coming = minister("2025-03-02", "Omar Sesay", factuality="planned", start="2025-04-01")
    assert relations(minister("2025-03-01"), coming) == [("succeeds", "2025-03-02", "2025-03-01")]


def test_what_was_called_off_and_is_planned_again_succeeds() -> None:
    off = deal("2025-03-01", factuality="planned", polarity=False, topic="offshore wind")
    again = deal("2025-04-01", factuality="planned", topic="offshore wind")
    assert relations(off, again) == [("succeeds", "2025-04-01", "2025-03-01")]


def test_what_is_not_to_be_and_what_was_not_are_told_alike() -> None:
    off = deal("2025-03-01", factuality="planned", polarity=False)
    assert relations(off, deal("2025-03-02", factuality="negated", polarity=False)) == [
        ("same", "2025-03-02", "2025-03-01")
    ]


def test_a_ceasefire_is_no_agreement_on_prisoners() -> None:
    truce = deal("2025-03-01", topic="ceasefire")
    assert relations(truce, deal("2025-03-02", topic="prisoners")) == []
    assert relations(truce, deal("2025-03-02", topic="peace")) == [("same", "2025-03-02", "2025-03-01")]


def test_a_treaty_that_is_named_is_ratified_once_however_long_that_takes() -> None:
    promised = ratified("2025-01-10", factuality="planned")
    assert relations(promised, ratified("2025-06-10", factuality="planned")) == [("same", "2025-06-10", "2025-01-10")]
    assert relations(promised, ratified("2025-12-01")) == [("fulfils", "2025-12-01", "2025-01-10")]


def test_a_place_that_the_tables_do_not_know_may_lie_in_a_country() -> None:
    near = deal("2025-03-01", start="2025-02-27", place="Upper Quispetown")
    assert relations(deal("2025-03-02", start="2025-02-27", place="Kenya"), near) == [
        ("refines", "2025-03-01", "2025-03-02")
    ]


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        (EntityType.WORK, "agreement on offshore wind", "offshore wind agreement"),
        (EntityType.OFFICE, "Minister of finance of Kenya", "Finance minister of Kenya"),
        (EntityType.OFFICE, "Secretary-general of the African Union", "Secretary general of the African Union"),
    ],
)
def test_words_of_a_name_in_another_order_name_the_same(type_: EntityType, one: str, other: str) -> None:
    known = {known_as(f"https://example.org/entity/{type_.value}-0123abcd", name) for name in (one, other)}
    assert len(known) == 1
    assert None not in known


def test_the_heads_of_state_and_of_government_are_two() -> None:
    iri = "https://example.org/entity/office-0123abcd"
    assert known_as(iri, "Head of state of Kenya") != known_as(iri, "Head of government of Kenya")


def test_who_fights_for_a_body_stands_for_it() -> None:
    rebels = known_as("https://example.org/entity/group-0123abcd", "Lake Front rebels")
    assert rebels == known_as("https://example.org/entity/organization-0123abcd", "Lake Front")


def test_who_is_leader_in_one_article_is_president_of_the_same_country_in_another() -> None:
    def goes(day: str, office: str) -> list:  # type: ignore[type-arg]
        placed = (EntityType.PERSON, EntityType.COUNTRY)
        return told(day, "visit", "Ana Quispe", "visited", "Kenya", types=placed, apart=office, start="2025-04-03")

    president = goes("2025-04-04", "president of chad")
    assert relations(president, goes("2025-04-05", "leader of chad")) == [("same", "2025-04-05", "2025-04-04")]
    assert relations(president, goes("2025-04-05", "leader of peru")) == []


def test_the_army_of_a_country_is_called_by_its_name_or_adjective() -> None:
    names = ("Kenya army", "Kenyan military", "Kenyan troops")
    assert {known_as("https://example.org/entity/group-kenya-army-12345678", name) for name in names} == {"army Q114"}


def test_what_is_news_of_the_day_is_told_as_exactly_as_the_day() -> None:
    dated = ratified("2025-03-02", start="2025-03-01")
    assert relations(dated, ratified("2025-03-03")) == [("same", "2025-03-03", "2025-03-02")]
    assert relations(dated, ratified("2025-05-03")) == [("refines", "2025-03-02", "2025-05-03")]


def test_what_is_put_off_and_then_held_in_the_same_place_was_planned() -> None:
    def summit(day: str, place: str, start: str, **more: str) -> list:  # type: ignore[type-arg]
        types = (EntityType.EVENT, EntityType.CITY)
        return told(day, "hosting", "African Union summit", "held in", place, types=types, start=start, **more)

    plan = summit("2025-05-01", "Bishkek", "2025-06-16", factuality="planned")
    assert relations(plan, summit("2025-09-23", "Bishkek", "2025-09-22")) == [("fulfils", "2025-09-23", "2025-05-01")]
    assert relations(plan, summit("2025-09-23", "Dushanbe", "2025-09-22")) == []


def test_a_body_called_council_holds_its_summit_by_whatever_name() -> None:
    names = (
        "annual summit of Gulf Cooperation Council",
        "GCC summit",
        "yearly summit of Gulf Cooperation Council leaders",
    )
    assert len({known_as("https://example.org/entity/event-x-12345678", name) for name in names}) == 1


def test_since_when_an_office_is_held_may_be_told_without_whose_it_is() -> None:
    whose = minister("2025-06-01", start="2025-05")
    assert relations(whose, minister("2025-06-02", name="Finance minister", start="2025-04")) == [
        ("differsInTime", "2025-06-02", "2025-06-01")
    ]
    assert relations(whose, minister("2025-06-02", name="Finance minister", start="2025-05-03")) == [
        ("refines", "2025-06-02", "2025-06-01")
    ]


def test_whoever_presides_from_the_day_on_which_another_ends_succeeds() -> None:
    def chair(day: str, who: str, start: str, **more: str) -> list:  # type: ignore[type-arg]
        return told(day, "chairing", who, "chairs", "African Union", start=start, **more)

    held, coming = chair("2025-01-02", "Kenya", "2025"), chair("2025-12-20", "Turkey", "2026-01", factuality="planned")
    assert relations(held, coming) == [("succeeds", "2025-12-20", "2025-01-02")]
