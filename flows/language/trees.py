"""Scores of heads -> the best tree."""

import numpy as np
from numpy.typing import NDArray

from flows.language.network import Numbers


def best_tree(scores: Numbers) -> list[int]:
    """The head of each of n words, counted from 1, and 0 for the one word without a head.

    `scores` is (n, n + 1); its columns are "no head" and the words. Among the trees below the likeliest root, it is the
    one with the highest sum (Chu and Liu 1965, Edmonds 1967).
    """
    heads = scores[:, 1:].argmax(1) + 1
    if len(scores) == 1:
        return [0]
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax())
    heads[root] = 0
    if not circle(heads.tolist()):
        return list(map(int, heads))
    whole = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    whole[1:, 1:] = scores[:, 1:]
    whole[root + 1] = -np.inf
    whole[root + 1, 0] = 0
    return spanning(whole)[1:]


def circle(heads: list[int]) -> list[int]:
    """Words (counted from 1) that are each other's heads in a ring, or nothing. `heads` as in `best_tree`."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        word, path = start, []
        while word and not state[word]:
            state[word] = start
            path.append(word)
            word = heads[word - 1]
        if word and state[word] == start:
            return path[path.index(word) :]
    return []


def spanning(scores: NDArray[np.float64]) -> list[int]:
    """The heads of the best tree below node 0; `scores[i, j]` says how well j heads i. The entry of 0 is 0."""
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = [0, *map(int, scores[1:].argmax(1))]
    ring = circle(heads[1:])
    if not ring:
        return heads
    inside = set(ring)
    outside = [node for node in range(len(scores)) if node not in inside]
    kept = np.array([scores[node, heads[node]] for node in ring])
    entering = scores[np.ix_(ring, outside)] - kept[:, None]  # what it costs to break the ring there
    leaving = scores[np.ix_(outside, ring)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    for inner, head in enumerate(spanning(small)[1:], start=1):
        if inner == len(outside):
            broken = int(entering[:, head].argmax())
            heads[ring[broken]] = outside[head]
        elif head == len(outside):
            heads[outside[inner]] = ring[int(leaving[inner].argmax())]
        else:
            heads[outside[inner]] = outside[head]
    return heads
