"""The names that a release left open, and what people make of them: at the terminal, or in a table of links."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import BrokenData
from flows.link.decisions import DECISIONS, Decision, append_decision
from flows.model import Candidate, Verdict

SEPARATOR = "|"  # between the values of one cell
READ = ("name", "type", "verdict", "reasons", "candidates", "candidate_labels", "candidate_scores")


@dataclass(frozen=True, slots=True)
class OpenName:
    """One name that is unsure in a release: why, whom it may mean, and how often."""

    name: str
    type: str
    reasons: str
    candidates: tuple[Candidate, ...]
    times: int = 1

    def label_of(self, item: str) -> str:
        """The label of one of the candidates; "" for another item."""
        return next((candidate.label for candidate in self.candidates if candidate.item == item), "")

    def decided(self, decision: str, context: str = "") -> Decision:
        """The decision that it is this item, "none" or "skip"; only in articles with the words of `context`, if any."""
        return Decision(self.name, self.type, context, decision, self.label_of(decision))


def open_names(links: Path) -> list[OpenName]:
    """The unsure names of a release's links.csv, the most frequent first."""
    unsure = [row for row in _rows(links) if row["verdict"] == Verdict.UNSURE.value]
    times = Counter((row["name"], row["type"]) for row in unsure)
    first = {(row["name"], row["type"]): _open_name(row) for row in reversed(unsure)}
    return [replace(first[key], times=times[key]) for key in sorted(first, key=lambda key: (-times[key], key))]


def review(names: Iterable[OpenName], choose: Callable[[OpenName], Decision | None], path: Path = DECISIONS) -> int:
    """How many names were decided, one by one. `choose` says how; None ends the review."""
    decided = 0
    for name in names:
        chosen = choose(name)
        if chosen is None:
            break
        append_decision(chosen, path)
        decided += 1
    return decided


def take_over(links: Path, path: Path = DECISIONS) -> int:
    """How many decisions were taken over from a table of links in which somebody filled in the column `decision`."""
    rows = _rows(links, "decision")
    filled = [(_open_name(row), row["decision"].strip(), (row.get("context") or "").strip()) for row in rows]
    decisions = dict.fromkeys(name.decided(decision, context) for name, decision, context in filled if decision)
    for decision in decisions:
        append_decision(decision, path)
    return len(decisions)


def _rows(links: Path, *more: str) -> list[dict[str, str]]:
    # The mark that makes spreadsheets read UTF-8 is no part of the first column's name.
    with links.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and (missing := {*READ, *more} - rows[0].keys()):
        raise BrokenData(f"{links} has no column {', '.join(sorted(missing))}")
    return rows


def _open_name(row: dict[str, str]) -> OpenName:
    columns = ("candidates", "candidate_labels", "candidate_descriptions", "candidate_scores")
    cells = [row.get(column, "").split(SEPARATOR) for column in columns]
    # A table that a person edited may have lost a column or a value; the items are what counts.
    filled = zip(*(cell + [""] * (len(cells[0]) - len(cell)) for cell in cells), strict=False)
    candidates = (
        Candidate(item, label, description, float(score or 0)) for item, label, description, score in filled if item
    )
    return OpenName(row["name"], row["type"], row["reasons"], tuple(candidates))
