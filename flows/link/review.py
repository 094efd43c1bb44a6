"""The names that a release left open, and what people make of them: at the terminal, or in a table of links."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import BrokenData
from flows.link.decisions import DECISIONS, Decision, append_decision, check_decision
from flows.model import Candidate, Verdict

ITEM = re.compile(r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(?P<item>q\d+)/?", re.IGNORECASE)
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
        item = _item(decision)
        return Decision(self.name, self.type, context, item, self.label_of(item))


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
    """How many decisions were taken over from a table of links in which somebody filled in the column `decision`.

    As OpenRefine writes its records, a row without a name belongs to the name above it; an item may be its address.
    """
    decisions = dict.fromkeys(
        decision for record in _records(_rows(links, "decision"), links) if (decision := _decision_of(record, links))
    )
    for decision in decisions:
        append_decision(decision, path)
    return len(decisions)


def _records(rows: list[dict[str, str]], links: Path) -> list[list[tuple[int, dict[str, str]]]]:
    """The rows of each name with their numbers as a spreadsheet counts them, the header being row 1."""
    records: list[list[tuple[int, dict[str, str]]]] = []
    for number, row in enumerate(rows, start=2):
        if row["name"].strip():
            records.append([(number, row)])
        elif records:
            records[-1].append((number, row))
        elif any(row.values()):
            raise BrokenData(f"{links} row {number}: names nothing, and no row above it does")
    return records


def _decision_of(record: list[tuple[int, dict[str, str]]], links: Path) -> Decision | None:
    """What a name's rows decide, or None; BrokenData where they decide twice, or for what is no item."""
    filled = [(number, _item(row["decision"])) for number, row in record if row["decision"].strip()]
    if not filled:
        return None
    if len({decision for _, decision in filled}) > 1:
        rows = " and ".join(f"{number} {decision}" for number, decision in filled)
        raise BrokenData(f"{links}: {record[0][1]['name']!r} is decided twice: rows {rows}")
    number, decision = filled[0]
    first = record[0][1]
    candidates = [candidate for _, row in record for candidate in _open_name(row).candidates]
    name = replace(_open_name(first), name=first["name"].strip(), candidates=tuple(candidates))
    decided = name.decided(decision, first.get("context", "").strip())
    check_decision(decided, f"{links} row {number}")
    return decided


def _item(cell: str) -> str:
    """The item that a cell names, by its identifier in any case or by its address; else the words of the cell."""
    found = ITEM.fullmatch(cell.strip())
    return found["item"].upper() if found else cell.strip()


def _rows(links: Path, *more: str) -> list[dict[str, str]]:
    # The mark that makes spreadsheets read UTF-8 is no part of the first column's name.
    with links.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, restval=""))
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
