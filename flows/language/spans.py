"""Scores of name labels -> the names in a row of words."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from flows.language.layers import NEVER
from flows.language.network import Numbers

# A label is 0, outside a name, or 1 + 4 * kind + part.
PARTS = BEGIN, INSIDE, END, SINGLE = range(4)


def part(label: int) -> int | None:
    """Which part of a name the label says, or None outside."""
    return (label - 1) % 4 if label else None


@cache
def turns(labels: int) -> tuple[Numbers, Numbers, Numbers]:
    """(at the start, from one label to the next, at the end): 0 where a label may stand there, else NEVER."""
    opening = np.array([NEVER if part(label) in {INSIDE, END} else 0 for label in range(labels)], np.float32)
    closing = np.array([NEVER if part(label) in {BEGIN, INSIDE} else 0 for label in range(labels)], np.float32)
    between = closing[:, None] + opening[None, :]
    for before in range(1, labels):
        for after in range(1, labels):
            if part(before) in {BEGIN, INSIDE} and part(after) in {INSIDE, END}:
                between[before, after] = 0 if (before - 1) // 4 == (after - 1) // 4 else NEVER
    return opening, between, closing


def best_names(scores: Numbers, kinds: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first word, last + 1, kind) of each name: the best row of labels that makes whole names (Viterbi 1967).

    `scores` is (words, 1 + 4 * kinds).
    """
    if not scores[:, 1:].max(initial=NEVER) > scores[:, 0].min(initial=0):
        return []
    opening, between, closing = turns(scores.shape[1])
    best, back = scores[0] + opening, []
    for row in scores[1:]:
        ways = best[:, None] + between
        back.append(ways.argmax(0))
        best = ways.max(0) + row
    label = int((best + closing).argmax())
    labels = [label]
    for ways_back in reversed(back):
        label = int(ways_back[label])
        labels.append(label)
    return whole_names(labels[::-1], kinds)


def whole_names(labels: list[int], kinds: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of a row of labels."""
    names, start = [], 0
    for i, label in enumerate(labels):
        if part(label) in {BEGIN, SINGLE}:
            start = i
        if part(label) in {END, SINGLE}:
            names.append((start, i + 1, kinds[(label - 1) // 4]))
    return names
