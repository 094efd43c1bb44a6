"""The best tree and the best names: against trying all."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.language.spans import best_names, turns, whole_names
from flows.language.trees import best_tree, circle


def is_tree(heads: tuple[int, ...]) -> bool:
    return heads.count(0) == 1 and not circle(list(heads))


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_best_below_its_root(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    scores[np.arange(words), np.arange(words) + 1] = -1e4
    found = tuple(best_tree(scores))
    root = found.index(0)
    trees = [t for t in product(range(words + 1), repeat=words) if is_tree(t) and t.index(0) == root]
    best = max(trees, key=lambda t: sum(scores[i, h] for i, h in enumerate(t)))
    assert found == best


@pytest.mark.parametrize(
    ("heads", "ring"), [([0, 1, 2], []), ([2, 1], [1, 2]), ([0, 3, 4, 2], [2, 3, 4]), ([2, 0, 2], [])]
)
def test_a_ring_is_found(heads: list[int], ring: list[int]) -> None:
    assert sorted(circle(heads)) == ring


@given(st.integers(0, 10_000))
def test_names_are_whole_and_the_best(seed: int) -> None:
    kinds = ["PERSON", "PLACE"]
    scores = np.random.default_rng(seed).normal(size=(3, 9)).astype(np.float32)
    opening, between, closing = turns(9)

    def worth(row: tuple[int, ...]) -> float:
        steps = sum(between[a, b] for a, b in pairwise(row))
        return float(sum(scores[i, x] for i, x in enumerate(row)) + opening[row[0]] + steps + closing[row[-1]])

    best = max(product(range(9), repeat=3), key=worth)
    assert best_names(scores, kinds) == whole_names(list(best), kinds)


def test_no_name_where_none_is_likely() -> None:
    scores = np.zeros((4, 9), np.float32)
    scores[:, 0] = 1
    assert best_names(scores, ["PERSON", "PLACE"]) == []
