"""Fit mappings/decision.yaml: how likely a draft is right, by what frames and network say of it.

Usage: python tests/quality/decide.py PASSAGES …

PASSAGES are files of marked passages that neither the network learnt from nor the frames were written by. Of the gold
sentences, by which frames were written, only what the network alone tells is learnt from.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeAlias

import numpy as np
import yaml
from scoring import Gold, load_gold
from scoring import article_of as article_of_gold
from scoring import says as says_gold

from flows.extract.article import entities_with
from flows.extract.facts.decide import WEIGHTS, features, source_of
from flows.extract.facts.final import fact_of
from flows.extract.reader import PASSES, through
from flows.kinds import shipped_kinds
from flows.link import link_articles
from flows.model import Extraction, Reading
from flows.rows import row_of
from flows.settings import Settings
from flows.training.judging import article_of, says
from flows.training.passages import Passage, read_passages

Seen: TypeAlias = tuple[dict[str, float], bool]  # a draft's features, and whether it is right

STAY = 1.0  # how strongly each weight is drawn to nothing
STAY_RARE = 3.0  # the same of weights of one predicate or one source
STEPS = 60
LEFT_OUT = ("decision",)  # the pass that drops drafts


def drafts_of(passage: Passage) -> list[Seen]:
    """Each draft of a passage, whether it is stated or not."""
    article = article_of(passage)
    course = through(article, [one for one in PASSES if one.name not in LEFT_OUT])
    keys, entities = entities_with(course.reading, course.about)
    read = Extraction("frames", entities, ())
    seen: list[Seen] = []
    for draft in course.drafts:
        if shipped_kinds()[draft.kind].read_by != "metadata":
            fact = fact_of(course.reading, keys, draft)
            right = any(says(read, article.text, fact, marked) for marked in passage.facts)
            seen.append((features(course.reading, draft), right))
    return seen


def drafts_of_gold(sentence: Gold) -> list[Seen]:
    """Each draft that the network alone tells of a gold sentence; those that gold calls optional are left out."""
    course = through(article_of_gold(sentence), [one for one in PASSES if one.name not in LEFT_OUT])
    keys, entities = entities_with(course.reading, course.about)
    alone = [draft for draft in course.drafts if source_of(draft) == "network"]
    facts = [fact_of(course.reading, keys, draft) for draft in alone]
    stated = Extraction("frames", entities, tuple(facts))
    (links,) = link_articles([(course.article, stated)], offline=True, settings=Settings())
    reading = Reading(course.article, stated, links)
    seen: list[Seen] = []
    for draft, fact in zip(alone, facts, strict=True):
        row = row_of(fact, reading, Settings())
        said = [gold for gold in sentence["facts"] if says_gold(row, gold)]
        if not any(gold.get("optional") for gold in said):
            seen.append((features(course.reading, draft), bool(said)))
    return seen


def fitted(seen: Sequence[Seen]) -> dict[str, float]:
    """The weights of a logistic regression, drawn to nothing (Hoerl and Kennard 1970), by Newton's method."""
    names = sorted({name for found, _ in seen for name in found})
    place = {name: at for at, name in enumerate(names)}
    table, right = np.zeros((len(seen), len(names))), np.array([float(r) for _, r in seen])
    for row, (found, _) in enumerate(seen):
        for name, value in found.items():
            table[row, place[name]] = value
    stay = np.array([STAY_RARE if name.split()[0] in {"both", "frame", "network"} else STAY for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (likely - right) + stay * weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(stay)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def write(weights: Mapping[str, float], path: Path = WEIGHTS) -> None:
    """Keep the weights; from which likelihood on a draft is stated stays as it is."""
    least = yaml.safe_load(path.read_text(encoding="utf-8"))["least"]
    head = "# How likely a fact is right, by what frames and network say of it: weights of a logistic regression\n"
    head += "# (flows/extract/facts/decide.py), fitted by `python tests/quality/decide.py`.\n"
    head += "# `least`: what is less likely is not stated, by who says it.\n"
    path.write_text(head + yaml.safe_dump({"least": least, "weights": dict(weights)}), encoding="utf-8")


def all_drafts(paths: Sequence[Path]) -> Iterator[Seen]:
    """The drafts of every passage of the files."""
    passages = [passage for path in paths for passage in read_passages(path)]
    with ProcessPoolExecutor(2) as pool:
        for seen in pool.map(drafts_of, passages, chunksize=20):
            yield from seen
        for seen in pool.map(drafts_of_gold, load_gold(), chunksize=20):
            yield from seen


def main() -> None:
    """Read the command line and fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path, nargs="+")
    arguments = parser.parse_args()
    seen = list(all_drafts(arguments.passages))
    write(fitted(seen))
    print(f"{len(seen)} drafts, {sum(right for _, right in seen)} right")


if __name__ == "__main__":
    main()
