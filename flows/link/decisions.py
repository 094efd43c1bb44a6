"""What people decided about names: read first, and nothing overrules it."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from flows.errors import BrokenData, UnknownTerm
from flows.gazetteer import fold
from flows.link.question import Question
from flows.model import EntityType
from flows.settings import MAPPINGS

DECISIONS = MAPPINGS / "decisions.csv"
COLUMNS = ("name", "type", "context", "decision", "label")


@dataclass(frozen=True, slots=True)
class Decision:
    """A name means this item, or nothing on Wikidata ("none"), or is left open ("skip").

    type:    only for entities of this type; "" for all
    context: only in articles whose text holds these words; "" in all
    label:   the item's name, for those who read the file
    """

    name: str
    type: str
    context: str
    decision: str
    label: str = ""


def load_decisions(path: Path = DECISIONS) -> tuple[Decision, ...]:
    """The decisions of a file, narrower ones first; none when the file is not there."""
    if not path.exists():
        return ()
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))
    decisions = [_read(row, f"{path.name} line {number}") for number, row in enumerate(rows, start=2)]
    return tuple(sorted(decisions, key=lambda decision: (not decision.context, not decision.type)))


def decide_by_hand(question: Question, decisions: Iterable[Decision]) -> Decision | None:
    """The decision that speaks of this entity, or None."""
    names = {fold(name).casefold() for name in question.names}
    return next(
        (
            decision
            for decision in decisions
            if fold(decision.name).casefold() in names
            and decision.type in ("", question.type)
            and decision.context in question.text
        ),
        None,
    )


def append_decision(decision: Decision, path: Path = DECISIONS) -> None:
    """Adds a decision to the end of the file, which is made when missing."""
    check_decision(decision, "the new decision")
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(COLUMNS)
        writer.writerow([decision.name, decision.type, decision.context, decision.decision, decision.label])


def decisions_csv(decisions: Sequence[Decision]) -> str:
    """The decisions as the text of such a file."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(decision, column) for column in COLUMNS] for decision in decisions)
    return out.getvalue()


def _read(row: dict[str, str], where: str) -> Decision:
    if missing := [column for column in COLUMNS[:4] if row.get(column) is None]:
        raise BrokenData(f"{where} has no {' and no '.join(missing)}")
    decision = Decision(*((row.get(column) or "").strip() for column in COLUMNS))
    check_decision(decision, where)
    return decision


def check_decision(decision: Decision, where: str) -> None:
    """BrokenData or UnknownTerm, with the place, for a decision that cannot be one."""
    if not decision.name:
        raise BrokenData(f"{where} names nothing")
    if decision.type and decision.type not in set(EntityType):
        raise UnknownTerm(f"{where}: {decision.type!r} is no type; known: {', '.join(sorted(EntityType))}")
    word = decision.decision
    if word not in ("none", "skip") and not (word[:1] == "Q" and word[1:].isdigit()):
        raise BrokenData(f"{where}: {word!r} is no item, nor none, nor skip")
