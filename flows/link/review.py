"""The names that a release left open, and what a person makes of them: for `communique review`."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.errors import BrokenData
from flows.link.decisions import DECISIONS, Decision, append_decision
from flows.model import Verdict

CANDIDATE = re.compile(r"(Q\d+) (.*?) \((\d\.\d+)\)")


@dataclass(frozen=True, slots=True)
class OpenName:
    """One name that is unsure in a release: why, whom it may mean (item, label, score), and how often."""

    name: str
    type: str
    reasons: str
    candidates: tuple[tuple[str, str, float], ...]
    times: int = 1

    def label_of(self, item: str) -> str:
        """The label of one of the candidates; "" for another item."""
        return next((label for candidate, label, _ in self.candidates if candidate == item), "")


def open_names(links: Path) -> list[OpenName]:
    """The unsure names of a release's links.csv, the most frequent first."""
    with links.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and (missing := {"name", "type", "verdict", "reasons", "candidates"} - rows[0].keys()):
        raise BrokenData(f"{links} has no column {', '.join(sorted(missing))}")
    unsure = [row for row in rows if row["verdict"] == Verdict.UNSURE.value]
    times = Counter((row["name"], row["type"]) for row in unsure)
    first = {(row["name"], row["type"]): row for row in reversed(unsure)}
    return [_open_name(first[key], times[key]) for key in sorted(first, key=lambda key: (-times[key], key))]


def review(names: Iterable[OpenName], choose: Callable[[OpenName], str | None], path: Path = DECISIONS) -> int:
    """How many names were decided. `choose` says an item, "none" or "skip"; None ends the review."""
    decided = 0
    for name in names:
        chosen = choose(name)
        if chosen is None:
            break
        append_decision(Decision(name.name, name.type, "", chosen, name.label_of(chosen)), path)
        decided += 1
    return decided


def _open_name(row: dict[str, str], times: int) -> OpenName:
    candidates = tuple((item, label, float(score)) for item, label, score in CANDIDATE.findall(row["candidates"]))
    return OpenName(row["name"], row["type"], row["reasons"], candidates, times)
