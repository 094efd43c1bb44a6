"""Whether confidence means what it says: of the facts that are told with 0.9, nine in ten should be right."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from articles import ARTICLES, are_here, judged_article, read_source, unseen
from scoring import GOLD, Row, pair, read_gold, rows_of

from flows.ingest import example_source

Judged = tuple[float, bool]  # confidence, and whether the fact is right
BINS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts whose confidence lies between two bounds, the upper one not included."""

    low: float
    high: float
    count: int
    told: float  # their mean confidence
    right: float  # the share of them that is right


def judged() -> dict[str, list[Judged]]:
    """Every fact that the reader states on gold, by where the gold lies: its confidence and whether it is right.
    Facts that gold calls optional are left out."""
    found = {"sentences": [fact for gold, reading in read_gold() for fact in judge(gold["facts"], rows_of(reading))]}
    found["example"] = judge(example_gold(), rows_of(read_source(example_source())))
    if are_here():
        found["articles"] = [fact for gold in sorted(ARTICLES.glob("*.gold.jsonl")) for fact in judged_article(gold)]
    return found


def judged_unseen() -> dict[str, list[Judged]]:
    """The same on the articles that no rule was written for: what confidence is worth on a text of tomorrow."""
    return {"unseen articles": [fact for gold in unseen() for fact in judged_article(gold)]} if are_here() else {}


def judge(gold: Sequence[Row], rows: Sequence[Row]) -> list[Judged]:
    """The rows that a gold fact says are right, those that none says are wrong."""
    right, free = pair([fact for fact in gold if not fact.get("optional")], rows)
    wrong = pair([fact for fact in gold if fact.get("optional")], free)[1]
    return [(row["confidence"], True) for _, row in right] + [(row["confidence"], False) for row in wrong]


def example_gold() -> list[Row]:
    """The gold facts of the shipped example, without those about the article itself."""
    lines = (GOLD.parent / "example.gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [{"factuality": "asserted", **fact} for fact in map(json.loads, lines) if fact["kind"] != "article"]


def bins_of(facts: Sequence[Judged]) -> list[Bin]:
    """The facts by confidence; bins without any are left out."""
    found = []
    for low, high in pairwise(BINS):
        inside = [fact for fact in facts if low <= fact[0] < high]
        if inside:
            told = sum(sure for sure, _ in inside) / len(inside)
            found.append(Bin(low, min(high, 1.0), len(inside), told, sum(right for _, right in inside) / len(inside)))
    return found


def error_of(facts: Sequence[Judged]) -> float:
    """The expected calibration error: how far confidence is from the share that is right, on average over the facts."""
    return sum(part.count * abs(part.told - part.right) for part in bins_of(facts)) / max(1, len(facts))


def table_of(sets: dict[str, list[Judged]]) -> Iterator[str]:
    """The reliability table as lines of Markdown: all facts by confidence, then each set with its error."""
    every = [fact for facts in sets.values() for fact in facts]
    yield "| confidence | facts | mean confidence | right |"
    yield "|---|---:|---:|---:|"
    for part in bins_of(every):
        yield f"| {part.low:.2f} to {part.high:.2f} | {part.count} | {part.told:.3f} | {part.right:.3f} |"
    yield ""
    yield "| gold | facts | mean confidence | right | expected calibration error |"
    yield "|---|---:|---:|---:|---:|"
    for name, facts in [*sets.items(), ("all", every)]:
        told, right = (sum(fact[at] for fact in facts) / max(1, len(facts)) for at in (0, 1))
        yield f"| {name} | {len(facts)} | {told:.3f} | {right:.3f} | {error_of(facts):.3f} |"


def fitted(facts: Sequence[Judged], at_least: int = 40, trust: int = 10) -> list[tuple[float, float]]:
    """A rising curve from confidence to the share that is right: bins of at least so many facts, each drawn towards
    the share of all as if `trust` more facts had been seen, pooled until none falls below the one before it."""
    overall = sum(right for _, right in facts) / max(1, len(facts))
    parts: list[list[Judged]] = [[]]
    for _, same in groupby(sorted(facts), key=lambda fact: fact[0]):
        if len(parts[-1]) >= at_least:
            parts.append([])
        parts[-1] += same
    if len(parts) > 1 and len(parts[-1]) < at_least:
        parts[-2] += parts.pop()
    pooled: list[list[Judged]] = []
    for part in parts:
        pooled.append(part)
        while len(pooled) > 1 and share(pooled[-2], overall, trust) >= share(pooled[-1], overall, trust):
            last = pooled.pop()
            pooled[-1] = pooled[-1] + last
    return [
        (round(sum(sure for sure, _ in part) / len(part), 3), round(share(part, overall, trust), 3)) for part in pooled
    ]


def share(part: Sequence[Judged], overall: float, trust: int) -> float:
    """The share that is right, drawn towards the overall one."""
    return (sum(right for _, right in part) + trust * overall) / (len(part) + trust)
