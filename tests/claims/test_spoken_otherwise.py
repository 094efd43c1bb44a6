"""Claims that articles word otherwise: terms of office, plans that were dropped, names in another order."""

from typing import Any

import pytest
from made_of_rows import relations, told

from flows.claims.identity import known_as, may_be
from flows.claims.lands import country_of
from flows.claims.setting import Setting
from flows.gazetteer import load_gazetteer
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


def gathered(day: str, name: str, predicate: str, other: str, type_: EntityType, **more: object) -> list:  # type: ignore[type-arg]
    subject, object_ = (other, name) if predicate == "hosted" else (name, other)
    types = (type_, EntityType.EVENT) if predicate == "hosted" else (EntityType.EVENT, type_)
    return told(day, "hosting", subject, predicate, object_, types=types, **more)  # type: ignore[arg-type]


def test_who_tells_the_host_of_a_gathering_tells_no_other_than_who_tells_the_day() -> None:
    held = gathered("2025-07-04", "African Union summit", "held on", "2025-07-03", EntityType.CONCEPT, literal=True)
    hosted = gathered("2025-07-05", "African Union summit", "hosted", "Kenya", EntityType.COUNTRY, start="2025-07-03")
    assert relations(held, hosted) == [("same", "2025-07-05", "2025-07-04")]


def test_what_was_neither_where_nor_when_it_was_planned_fulfils_nothing() -> None:
    plan = gathered(
        "2024-07-06", "African Union summit", "held in", "Bishkek", EntityType.CITY, start="2025", factuality="planned"
    )
    before = gathered("2025-06-20", "African Union summit", "held in", "Dushanbe", EntityType.CITY, start="2024")
    assert relations(plan, before) == []


def test_those_called_by_words_of_the_name_of_a_body_are_its_leaders_where_the_article_is_about_it() -> None:
    def of(body: str | None, name: str) -> str:
        setting = Setting("2025-07-04", body=body)
        return setting.known("https://example.org/entity/event-x-12345678", name) or ""

    east = next(one.item for one in load_gazetteer().find("East African Community"))
    assert of(east, "meeting of East African leaders") == f"summit {east}"
    assert of(east, "meeting of West African leaders") != f"summit {east}"
    assert of(None, "meeting of East African leaders") != f"summit {east}"


def test_an_office_told_at_length_is_the_same_as_in_short() -> None:
    def comes(day: str, office: str) -> list:  # type: ignore[type-arg]
        types = (EntityType.PERSON, EntityType.CITY)
        return told(day, "visit", "Ana Quispe", "visited", "Bishkek", types=types, apart=office, start="2025-04-03")

    long, short = "vice president for africa of the world bank", "vice president of the world bank"
    assert relations(comes("2025-04-04", long), comes("2025-04-05", short)) == [("same", "2025-04-05", "2025-04-04")]
    assert relations(comes("2025-04-04", long), comes("2025-04-05", "mayor of oslo")) == []


def test_a_gift_is_for_the_country_in_which_the_other_article_tells_of_an_incident() -> None:
    def gift(day: str, topic: str, *beside: dict[str, Any], **more: str) -> list:  # type: ignore[type-arg]
        return told(
            day, "aid", "Kenya", "pledged", "5 million dollars", literal=True, beside=beside, topic=topic, **more
        )

    quake: dict[str, Any] = {
        "kind": "casualties", "subject": "earthquake in Peru", "predicate": "has number of dead", "object": "31",
        "qualifiers": {}, "evidence": "31 died", "subject_iri": "https://example.org/entity/event-x-12345678",
        "object_iri": None, "factuality": "asserted", "polarity": True, "confidence": 0.9,
    }  # fmt: skip
    assert relations(gift("2025-04-04", "victims", quake), gift("2025-04-05", "relief", recipient="Peru")) == [
        ("same", "2025-04-05", "2025-04-04")
    ]
    assert relations(gift("2025-04-04", "victims"), gift("2025-04-05", "relief", recipient="Peru")) == []


def test_what_has_a_name_of_several_countries_is_known_to_its_article_alone() -> None:
    group, office = (f"https://example.org/entity/{type_}-x-12345678" for type_ in ("group", "office"))
    assert known_as(group, "Congolese troops") is None
    assert known_as(office, "President of Congo") is None
    assert country_of("Congo") is None
    assert known_as(group, "Kenyan troops") is not None
    assert known_as(office, "President of Gabon") is not None


def test_only_words_for_any_document_stand_for_a_treaty() -> None:
    assert may_be("the pact", "Nile Fisheries Treaty")
    assert not may_be("the resolution", "Nile Fisheries Treaty")
    assert not may_be("the truce", "Nile Fisheries Treaty")
    assert may_be("the truce", "Addis Ababa ceasefire")
