"""The matcher: what counts as the same fact, and what must not."""

from typing import Any

import pytest
from scoring import Score, rise, same, says, score


def fact(subject: str, predicate: str, object: str, kind: str = "accession", **more: Any) -> dict[str, Any]:
    row = {"kind": kind, "subject": subject, "predicate": predicate, "object": object}
    return {**row, "qualifiers": {}, "factuality": "asserted", **more}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the SCO", "Shanghai Cooperation Organisation"),
        ("António Guterres", "Antonio Guterres"),
        ("President of Kazakhstan", "Kazakh President"),
        ("UN Security Council", "United Nations Security Council"),
        ("the talks have reached a dead end", "the talks have reached a dead end."),
    ],
)
def test_two_names_of_one_thing_are_the_same(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("South Korea", "North Korea"),
        ("Niger", "Nigeria"),
        ("Sudan", "South Sudan"),
        ("2024", "2024-07"),
        ("President of Serbia", "Prime Minister of Serbia"),
        ("the court's ruling must be respected", "nothing of the kind was ever promised to anyone"),
    ],
)
def test_names_of_different_things_are_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)


def test_direction_matters_except_in_symmetric_kinds() -> None:
    assert not says(fact("NATO", "joined", "Sweden"), fact("Sweden", "joined", "NATO"))
    assert says(fact("Xi", "met with", "Lula", "meeting"), fact("Lula", "met with", "Xi", "meeting"))


def test_a_denied_fact_is_not_the_fact() -> None:
    denied = fact("Serbia", "joined", "NATO", factuality="negated")
    assert not says(fact("Serbia", "joined", "NATO"), denied)
    assert says({**denied, "polarity": False}, denied)


def test_an_optional_fact_is_neither_right_nor_wrong() -> None:
    gold = [fact("Sweden", "joined", "NATO"), fact("Finland", "joined", "NATO", optional=True)]
    rows = [fact("Finland", "joined", "NATO"), fact("Norway", "joined", "NATO")]
    assert score(gold, rows) == Score(right=0, wrong=1, missed=1)


def test_a_fact_read_in_a_trap_counts_against_silence() -> None:
    assert score([], [fact("Poland", "joined", "chorus")]).shares()["silent"] == 0


def test_floors_rise_with_the_score_and_never_fall() -> None:
    raised = rise({"sentences": {"precision": 0.9, "recall": 0.1}}, {"sentences": {"precision": 0.5, "recall": 0.5}})
    assert raised == {"sentences": {"precision": 0.9, "recall": 0.49}}


def test_floors_of_what_was_not_scored_stay() -> None:
    assert rise({"articles": {"f1": 0.5}}, {"sentences": {"f1": 0.333}})["articles"]["f1"] == 0.5
