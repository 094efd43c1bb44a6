"""Scores the reader on passages with marked facts, word by word: python tests/quality/passages.py FILE … [--wrong N].

A fact that was read is right when its predicate is a marked one's, when its subject and its object are named or spoken
of by the words that are marked, and when it is denied, only possible, or neither, as marked. Predicates that came
after the passages were marked, which the network does not know either, are left out.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

from flows.model import Reference
from flows.training.judging import Judged, judge
from flows.training.passages import read_passages

LABELS = Path(__file__).resolve().parents[2] / "flows/language/model/facts.json"


@cache
def known() -> frozenset[str]:
    """The predicates that the passages were marked with."""
    return frozenset(json.loads(LABELS.read_text(encoding="utf-8"))["predicates"])


def counted(judged: Iterable[Judged]) -> dict[str, Counter[str]]:
    """right, wrong and missed by predicate, and under `all`; `told`: right with the very factuality."""
    counts: dict[str, Counter[str]] = {"all": Counter()}
    for one in judged:
        for fact, marked in one.read:
            if fact.predicate not in known():
                continue
            for name in ("all", fact.predicate):
                found = counts.setdefault(name, Counter())
                found["wrong" if marked is None else "right"] += 1
                found["told"] += marked is not None and marked.factuality == fact.factuality.value
        for marked in one.missed:
            for name in ("all", marked.predicate):
                counts.setdefault(name, Counter())["missed"] += 1
    return counts


def shares(count: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = count["right"] / max(1, count["right"] + count["wrong"])
    recall = count["right"] / max(1, count["right"] + count["missed"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def judged_all(paths: Sequence[Path], without: Sequence[str] = (), jobs: int = 2) -> list[Judged]:
    """Every passage of the files, judged."""
    passages = [passage for path in paths for passage in read_passages(path)]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(judge, without=frozenset(without)), passages, chunksize=20))


def main() -> None:
    """Print the table, and what is wrong where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--wrong", type=int, default=0, help="how many passages with faults to show")
    parser.add_argument("--without", nargs="*", default=[], help="passes to leave out, say network decision")
    arguments = parser.parse_args()
    judged = judged_all(arguments.files, arguments.without)
    for one in [j for j in judged if j.missed or any(m is None for _, m in j.read)][: arguments.wrong]:
        print(f"\n{one.passage.text}")
        names = {entity.key: entity.name for entity in one.extraction.entities}
        for fact in (fact for fact, marked in one.read if marked is None):
            ends = (names[v.entity] if isinstance(v, Reference) else v.value for v in (fact.subject, fact.object))
            subject, object_ = ends
            rules = ", ".join(trace.rule for trace in fact.traces)
            print(
                f"    wrong  {subject} | {fact.predicate} | {object_} | {fact.factuality} {fact.confidence} ({rules})"
            )
        for marked in one.missed:
            subject, object_ = (one.passage.text[slice(*stretch)] for stretch in (marked.subject, marked.object))
            print(f"    missed {subject} | {marked.predicate} | {object_} | {marked.factuality}")
    counts = counted(judged)
    print(f"\n{'predicate':40} right wrong missed     P     R    F1  told")
    for name, count in sorted(counts.items(), key=lambda row: -row[1]["right"] - row[1]["missed"]):
        line = " ".join(f"{share:5.2f}" for share in (*shares(count), count["told"] / max(1, count["right"])))
        print(f"{name:40} {count['right']:5} {count['wrong']:5} {count['missed']:6} {line}")


if __name__ == "__main__":
    main()
