"""Figures of several articles: tolls that grow, sums that differ, and whether it is one matter at all."""

import pytest
from made_of_rows import relations, told

from flows.claims.figures import agree, may_grow, range_of, unit_of
from flows.model import EntityType

INCIDENT = (EntityType.EVENT, EntityType.EVENT)
DONOR = (EntityType.COUNTRY, EntityType.COUNTRY)


def toll(day: str, count: str, what: str = "earthquake in Peru", **more: object) -> list:  # type: ignore[type-arg]
    return told(day, "casualties", what, "has number of dead", count, types=INCIDENT, literal=True, **more)  # type: ignore[arg-type]


def sum_of(day: str, amount: str, predicate: str = "pledged", **more: object) -> list:  # type: ignore[type-arg]
    return told(day, "aid", "Chile", predicate, amount, types=DONOR, literal=True, **more)  # type: ignore[arg-type]


def test_a_later_toll_succeeds_the_one_before() -> None:
    found = relations(toll("2026-02-11", "at least 40"), toll("2026-02-12", "63"))
    assert found == [("succeeds", "2026-02-12", "2026-02-11")]


def test_a_later_toll_that_is_lower_is_a_disagreement() -> None:
    assert relations(toll("2026-02-11", "63"), toll("2026-02-12", "40")) == [
        ("differsInNumber", "2026-02-12", "2026-02-11")
    ]


def test_tolls_of_two_countries_have_nothing_to_do_with_each_other() -> None:
    assert relations(toll("2026-02-11", "40"), toll("2026-02-12", "63", "earthquake in Chile")) == []


def test_a_bare_attack_is_not_the_attack_of_another_article() -> None:
    assert relations(toll("2026-02-11", "4", "attack on a market"), toll("2026-02-12", "6", "attack on a bus")) == []


def test_two_sums_for_one_purpose_are_a_disagreement() -> None:
    found = relations(sum_of("2026-02-11", "$5 million", topic="school fund"),
                      sum_of("2026-02-13", "8 million dollars", topic="fund for schools"))  # fmt: skip
    assert found == [("differsInNumber", "2026-02-13", "2026-02-11")]


def test_two_sums_for_two_purposes_are_none() -> None:
    assert relations(sum_of("2026-02-11", "$5 million", topic="bridges"),
                     sum_of("2026-02-13", "8 million dollars", topic="hospitals")) == []  # fmt: skip


def test_what_was_pledged_and_then_given_is_fulfilled() -> None:
    found = relations(sum_of("2026-02-11", "$5 million", topic="school fund"),
                      sum_of("2026-06-01", "five million dollars", "gave", topic="school fund"))  # fmt: skip
    assert found == [("fulfils", "2026-06-01", "2026-02-11")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("at least 40", "42", True),
        ("at least 40", "38", False),
        ("$2.5 million", "2,500,000 dollars", True),
        ("5 million dollars", "5 million euros", False),
        ("about 300", "310", True),
        ("more than 200", "310", True),
        ("400 soldiers", "600 soldiers", False),
        ("45%", "45%", True),
        ("14", "14 members", True),
    ],
)
def test_figures_agree_where_one_number_may_be_meant(one: str, other: str, same: bool) -> None:
    assert agree(one, other) is same


def test_words_are_numbers_with_their_units() -> None:
    assert range_of("one million dollars") == (1e6, 1e6)
    assert unit_of("one million dollars") == unit_of("$1 million") == "dollar"
    assert may_grow("9", "17")
    assert not may_grow("17", "9")
    assert range_of("dozens") is None
