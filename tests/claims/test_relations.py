"""What facts of several articles are to each other, kind by kind and time by time."""

from itertools import permutations

import pytest
from made_of_rows import accounts, office, relations, told

from flows.claims import blocks_of
from flows.claims.rules import shipped_rules
from flows.model import EntityType

PEOPLE = (EntityType.PERSON, EntityType.PERSON)
EVENT = (EntityType.EVENT, EntityType.CITY)
OFFICE = (EntityType.PERSON, EntityType.OFFICE)
PLACED = (EntityType.PERSON, EntityType.COUNTRY)


def joined(day: str, start: str = "", **more: object) -> list:  # type: ignore[type-arg]
    given = {"start": start} if start else {}
    return told(day, "accession", "Finland", "joined", "NATO", **given, **more)  # type: ignore[arg-type]


def summit(day: str, place: str, start: str, name: str = "SCO summit", **more: object) -> list:  # type: ignore[type-arg]
    return told(day, "hosting", name, "held in", place, types=EVENT, start=start, **more)  # type: ignore[arg-type]


def test_one_claim_is_stated_by_several_articles_however_often_it_is_copied() -> None:
    copied = "Finland joined NATO on Tuesday"
    articles = (
        joined("2023-04-04", "2023-04-04", host="wire", words=copied),
        joined("2023-04-05", "2023-04-04", host="copier", words=copied),
        joined("2023-04-06", "2023-04-04", host="herald"),
        joined("2023-04-07", "2023-04-04", host="herald", words="it joined, as this paper wrote"),
    )
    ((claim,),) = [account.claims for account in accounts(*articles)]
    assert claim.tellings == 4
    assert claim.sources == 2
    assert (claim.first, claim.last) == ("2023-04-04", "2023-04-07")
    assert claim.confidence == pytest.approx(0.99)


def test_the_day_refines_the_month_which_refines_the_year() -> None:
    found = relations(joined("2023-05-01", "2023"), joined("2023-05-02", "2023-04"), joined("2023-05-03", "2023-04-04"))
    assert found == [
        ("refines", "2023-05-02", "2023-05-01"),
        ("refines", "2023-05-03", "2023-05-01"),
        ("refines", "2023-05-03", "2023-05-02"),
    ]


def test_two_days_for_one_accession_are_a_disagreement() -> None:
    found = relations(joined("2023-05-01", "2023-04-04"), joined("2024-05-01", "2023-04-05"))
    assert found == [("differsInTime", "2024-05-01", "2023-05-01")]


def test_who_denies_it_denies_it_and_nothing_that_came_later() -> None:
    denied = joined("2023-04-06", factuality="reported", polarity=False)
    assert relations(joined("2023-04-05", "2023-04-04"), denied) == [("denies", "2023-04-06", "2023-04-05")]
    assert relations(denied, joined("2024-05-01", "2024-03-01")) == []


def test_who_is_said_to_be_no_member_did_not_join() -> None:
    outside = told(
        "2023-06-01", "membership", "Finland", "not a member of", "NATO", factuality="reported", polarity=False
    )
    assert relations(joined("2023-04-05", "2023-04-04"), outside) == [("denies", "2023-06-01", "2023-04-05")]


def test_what_was_planned_comes_about_is_put_off_or_called_off() -> None:
    plan = summit("2025-05-01", "Bishkek", "2025-06-16", factuality="planned")
    assert relations(plan, summit("2025-06-17", "Bishkek", "2025-06-16")) == [("fulfils", "2025-06-17", "2025-05-01")]
    later = summit("2025-06-05", "Bishkek", "2025-09-22", factuality="planned")
    assert relations(plan, later) == [("postpones", "2025-06-05", "2025-05-01")]
    off = summit("2025-06-05", "Bishkek", "2025-06-16", factuality="negated", polarity=False)
    assert relations(plan, off) == [("cancels", "2025-06-05", "2025-05-01")]


def test_two_plans_told_at_once_for_two_days_or_places_are_a_disagreement() -> None:
    plan = summit("2025-05-01", "Bishkek", "2025-06-16", factuality="planned")
    day = summit("2025-05-02", "Bishkek", "2025-06-15", factuality="planned")
    place = summit("2025-05-02", "Almaty", "2025-06-16", factuality="planned")
    assert relations(plan, day) == [("differsInTime", "2025-05-02", "2025-05-01")]
    assert relations(plan, place) == [("differsInPlace", "2025-05-02", "2025-05-01")]


def test_a_plan_for_another_place_that_is_told_later_is_another_plan() -> None:
    plan = summit("2025-05-01", "Bishkek", "2025-06-16", factuality="planned")
    assert relations(plan, summit("2025-05-20", "Almaty", "2025-06-16", factuality="planned")) == []
    assert relations(plan, summit("2025-05-20", "Bishkek", "2025-06-14", factuality="planned")) == []


def test_a_signing_that_is_still_to_come_when_its_day_has_passed_was_put_off() -> None:
    def signing(day: str, **more: str) -> list:  # type: ignore[type-arg]
        return told(day, "agreement", "Norway", "signed agreement with", "Turkey", factuality="planned", **more)  # type: ignore[arg-type]

    plan = signing("2025-05-01", start="2025-06-16", topic="offshore wind")
    assert relations(plan, signing("2025-07-01", topic="offshore wind")) == [("postpones", "2025-07-01", "2025-05-01")]
    assert relations(plan, signing("2025-06-10", topic="offshore wind")) != [("postpones", "2025-06-10", "2025-05-01")]
    assert relations(plan, signing("2025-07-01", topic="fish")) == []
    assert relations(plan, signing("2025-07-01")) == []  # another one, for all that is told


def test_holders_of_one_title_in_two_places_do_not_disagree() -> None:
    def governor(day: str, place: str) -> list:  # type: ignore[type-arg]
        return told(day, "office", "Ada Roe", "position held", "governor of the bank", types=OFFICE, place=place)

    assert relations(governor("2025-05-01", "Kenya"), governor("2025-05-02", "Peru")) == []


def test_what_had_been_before_it_was_planned_is_no_fulfilment() -> None:
    plan = summit("2025-05-01", "Bishkek", "2025-06-16", factuality="planned")
    assert relations(plan, summit("2025-05-02", "Dushanbe", "2024-06-16")) == []


def test_two_summits_of_one_body_in_two_years_stay_apart() -> None:
    long = "Shanghai Cooperation Organisation summit"
    assert (
        relations(summit("2025-07-04", "Bishkek", "2025-07-03"), summit("2026-06-27", "Dushanbe", "2026-06-25")) == []
    )
    assert relations(
        summit("2025-07-04", "Bishkek", "2025-07-03"), summit("2025-07-05", "Bishkek", "2025-07-03", name=long)
    ) == [("same", "2025-07-05", "2025-07-04")]


def test_two_people_of_one_name_stay_apart_and_one_whose_office_is_not_told_does_not() -> None:
    def visit(day: str, apart: str) -> list:  # type: ignore[type-arg]
        return told(day, "visit", "John Smith", "visited", "Kenya", types=PLACED, apart=apart, start="2025-04-03")

    minister, banker = visit("2025-04-04", "foreign minister of belize"), visit("2025-04-05", "governor of the bank")
    assert relations(minister, banker) == []
    assert relations(minister, visit("2025-04-05", "")) == [("same", "2025-04-05", "2025-04-04")]


def test_two_congos_stay_apart() -> None:
    def signs(day: str, who: str) -> list:  # type: ignore[type-arg]
        return told(day, "agreement", who, "signed agreement with", "Kenya", start="2025-04-03")

    one, other = signs("2025-04-04", "Republic of the Congo"), signs("2025-04-04", "Democratic Republic of the Congo")
    assert relations(one, other) == []


def test_the_next_holder_and_a_later_figure_succeed_and_never_contradict() -> None:
    def chief(day: str, who: str, **more: str) -> list:  # type: ignore[type-arg]
        office = "Secretary General of the African Union"
        return told(day, "office", who, "position held", office, types=OFFICE, **more)

    def members(day: str, count: str) -> list:  # type: ignore[type-arg]
        return told(day, "quantity", "African Union", "has number of members", count, literal=True)

    assert relations(chief("2025-03-01", "Ada Roe"), chief("2025-09-01", "Ben Poe")) == [
        ("succeeds", "2025-09-01", "2025-03-01")
    ]
    assert relations(members("2025-03-01", "54"), members("2026-03-01", "55")) == [
        ("succeeds", "2026-03-01", "2025-03-01")
    ]
    assert relations(members("2025-03-01", "54"), members("2025-03-02", "55")) == [
        ("differsInNumber", "2025-03-02", "2025-03-01")
    ]


def test_a_holder_succeeds_the_nearest_before_and_not_all_there_ever_were() -> None:
    days = [f"20{year}-03-01" for year in range(10, 17)]
    held = [
        told(day, "office", f"{name} Roe", "position held", "Secretary General of the African Union", types=OFFICE)
        for day, name in zip(days, ("Ada", "Ben", "Cid", "Dora", "Eve", "Finn", "Gil"), strict=True)
    ]
    most = shipped_rules().nearest["succeeds"]
    assert [other for _, one, other in relations(*held) if one == days[-1]] == sorted(days[-1 - most : -1])


def test_who_leaves_ends_a_membership_and_denies_none() -> None:
    member = told("2025-01-01", "membership", "Finland", "member of", "NATO")
    left = told("2025-09-01", "accession", "Finland", "withdrew from", "NATO", start="2025-08-30")
    assert relations(member, left) == [("succeeds", "2025-09-01", "2025-01-01")]


def test_a_city_refines_its_country_and_disagrees_with_another_city() -> None:
    def met(day: str, place: str) -> list:  # type: ignore[type-arg]
        return told(day, "meeting", "Ada Roe", "met with", "Ben Poe", types=PEOPLE, start="2025-04-03", place=place)

    assert relations(met("2025-04-04", "Kenya"), met("2025-04-05", "Nairobi")) == [
        ("refines", "2025-04-05", "2025-04-04")
    ]
    assert relations(met("2025-04-04", "Nairobi"), met("2025-04-05", "Mombasa")) == [
        ("differsInPlace", "2025-04-05", "2025-04-04")
    ]


def test_whoever_is_named_first_in_a_meeting_it_is_one_claim() -> None:
    one = told("2025-04-04", "meeting", "Ada Roe", "met with", "Ben Poe", types=PEOPLE, start="2025-04-03")
    other = told("2025-04-05", "meeting", "Ben Poe", "met with", "Ada Roe", types=PEOPLE, start="2025-04-03")
    assert one[0].claim == other[0].claim


def test_an_account_is_the_same_in_whatever_order_articles_come() -> None:
    articles = [
        joined("2023-05-01", "2023"),
        joined("2023-05-02", "2023-04-04"),
        joined("2023-05-03", "2023-04-05", host="other"),
        joined("2023-05-04", "2023-04-05", factuality="reported", polarity=False),
    ]
    assert len({str(accounts(*order)) for order in permutations(articles)}) == 1


def test_what_only_its_article_can_tell_meets_nothing_elsewhere() -> None:
    crowd = (EntityType.GROUP, EntityType.GROUP)
    articles = [told(day, "meeting", "officials", "met with", "experts", types=crowd) for day in ("2025-04-04",) * 2]
    assert blocks_of(one for article in articles for one in article) == {}


def test_what_presidents_do_is_related_to_what_their_states_do_and_not_merged() -> None:
    states = (EntityType.COUNTRY, EntityType.COUNTRY)
    presidents = (office("Ada Roe", "President of Kenya", "Kenya"), office("Ben Poe", "President of Turkey", "Turkey"))
    met = told(
        "2025-04-04", "meeting", "Ada Roe", "met with", "Ben Poe", types=PEOPLE, start="2025-04-03", beside=presidents
    )
    talked = told("2025-04-05", "meeting", "Turkey", "met with", "Kenya", types=states, start="2025-04-03")
    assert met[0].claim != talked[0].claim
    assert relations(met, talked) == [("refines", "2025-04-04", "2025-04-05")]
    another = told("2025-06-05", "meeting", "Turkey", "met with", "Kenya", types=states, start="2025-06-03")
    assert relations(met, another) == []
