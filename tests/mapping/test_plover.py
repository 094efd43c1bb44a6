"""Which event of PLOVER a fact tells of."""

import csv

import pytest

from flows.kinds import shipped_kinds
from flows.model import Factuality
from flows.plover import TABLE, Event, event_of

EVENTS = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT"} | {
    *("THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT")
}
MODES = {"", "visit", "phone", "third-party", "assist", "withdraw", "expel", "discontinue", "restrict"}


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["predicate"])
def test_a_row_names_a_predicate_of_ours_and_an_event_of_theirs(row: dict[str, str]) -> None:
    assert not shipped_kinds()[row["kind"]].predicate(row["predicate"]).denies
    assert row["event"] in EVENTS
    assert row["planned"] in {"", "AGREE"}
    assert row["mode"] in MODES
    assert row["cameo"].isdecimal()
    assert None not in row.values()


def test_each_predicate_has_one_row_at_most_in_the_order_of_the_alphabet() -> None:
    pairs = [(row["kind"], row["predicate"]) for row in rows()]
    assert pairs == sorted(set(pairs))


@pytest.mark.parametrize(
    ("predicate", "factuality", "polarity", "event"),
    [
        ("visited", Factuality.ASSERTED, True, Event("CONSULT", "visit")),
        ("visited", Factuality.REPORTED, True, Event("CONSULT", "visit")),
        ("visited", Factuality.PLANNED, True, Event("AGREE")),
        ("visited", Factuality.POSSIBLE, True, None),
        ("visited", Factuality.NEGATED, False, None),
        ("visited", Factuality.PLANNED, False, None),
        ("severed relations with", Factuality.ASSERTED, True, Event("SANCTION", "withdraw", "diplomatic")),
        ("severed relations with", Factuality.PLANNED, True, None),
        ("ally of", Factuality.ASSERTED, True, None),
    ],
)
def test_what_happened_is_an_event_and_what_is_denied_is_none(
    predicate: str, factuality: Factuality, polarity: bool, event: Event | None
) -> None:
    kind = "visit" if predicate == "visited" else "partnership"
    assert event_of(kind, predicate, factuality, polarity) == event
