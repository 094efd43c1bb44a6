"""The network of the language model: numbers of word pieces in, scores for each word out. NumPy only.

A transformer encoder (Vaswani and others 2017, BERT's layout) over words: each word begins as the mean of its pieces,
and after the last layer gets scores for its labels, for each other word as its head (Dozat and Manning 2017), and for
the relation to it. `flows/training` has the same network for learning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from flows.language.layers import EPSILON, NEVER, Layers

Numbers: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = dict[str, Numbers]

WORDS_AT_ONCE = 600  # in one product: what stays in the cache
PIECES = "piece.weight"


@dataclass(frozen=True)
class Window:
    """Neighbouring sentences to read together: `pieces` and `shapes` a word, and each sentence's first word."""

    pieces: Sequence[tuple[int, ...]]
    shapes: Sequence[int]
    starts: Sequence[int] | None  # None: where the sentences start is asked of the network

    def __len__(self) -> int:
        return len(self.pieces)

    def spans(self) -> list[tuple[int, int]]:
        """(first word, last + 1) of each sentence; one span when their starts are not known."""
        starts = [*(self.starts or [0]), len(self)]
        return list(pairwise(starts))


@dataclass(frozen=True)
class Scores:
    """What the network says of a window of n words.

    `labels` has an (n, labels) matrix for each name in `sizes`; `heads` is (n, n + 1), where column 0 is "no head" and
    column k + 1 the window's word k; `dependents` and `governors` are what `Network.relations` wants.
    """

    labels: dict[str, Numbers]
    heads: Numbers
    dependents: Numbers
    governors: Numbers


@dataclass(frozen=True)
class Rows:
    """A matrix as it is kept, of which a few rows are wanted at a time: they are restored when they are asked for."""

    values: NDArray[np.int8] | NDArray[np.float16]
    scale: Numbers | None

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows, columns."""
        return self.values.shape

    def __getitem__(self, numbers: NDArray[np.intp]) -> Numbers:
        return restored(self.values[numbers], None if self.scale is None else self.scale[numbers])

    def whole(self) -> Numbers:
        """All of it."""
        return restored(self.values, self.scale)


class Kept(Mapping[str, Numbers]):
    """Weights as they are kept, each in float32 when it is asked for: most only once, to be made bytes again."""

    def __init__(self, rows: Mapping[str, Rows]) -> None:
        self.rows = rows

    def __getitem__(self, name: str) -> Numbers:
        return self.rows[name].whole()

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Network:
    """The weights, ready to be multiplied. `sizes` says how many labels of each name there are, in order."""

    def __init__(self, weights: Mapping[str, Numbers], sizes: dict[str, int], attention_heads: int) -> None:
        self.kept, self.sizes, self.attention_heads = weights, sizes, attention_heads
        # those of the layers are with the layers, and of the vectors of word pieces a few are wanted at a time
        self.weights = {name: weights[name] for name in weights if name != PIECES and not name.startswith("layers.")}
        self.pieces = weights.rows[PIECES] if isinstance(weights, Kept) else weights[PIECES]
        self.layers = sum(name.endswith(".qkv.weight") for name in weights)
        self.width = self.pieces.shape[1]

    @cached_property
    def encoder(self) -> Layers:
        """The layers, ready to run."""
        return Layers(self.kept, self.attention_heads)

    def read(self, windows: Sequence[Window]) -> list[Scores]:
        """The scores of each window, in the order given."""
        words = iter(self.words(windows))
        return [scores for some in batches(windows) for scores in self.read_batch(some, list(islice(words, len(some))))]

    def words(self, windows: Sequence[Window]) -> list[Numbers]:
        """What the layers make of each word of each window, in the order given: (words, width) each."""
        return self.encoder.run([self.embedded(window) for window in windows])

    def read_batch(self, windows: list[Window], words: Sequence[Numbers]) -> Iterator[Scores]:
        """The scores of windows that are read together."""
        hidden = np.concatenate(words)
        flat = self.product("flat", hidden)
        root = self.weights["root"].reshape(1, -1)
        dependents = np.maximum(self.product("arcd", hidden), 0) @ self.weights["bi"]
        heads, no_head = (np.maximum(self.product("arch", rows), 0) for rows in (hidden, root))
        below, above, no_relation = (
            *(self.product(name, hidden) for name in ("labd", "labh")),
            self.product("labh", root),
        )
        parts = np.cumsum(list(self.sizes.values()))[:-1]
        for window, (a, b) in zip(windows, bounds_of(windows), strict=True):
            candidates = np.concatenate([no_head, heads[a:b]])
            scores = dependents[a:b] @ candidates.T
            scores *= np.float32(4 / np.sqrt(len(self.weights["bi"])))
            scores += candidates @ self.weights["bih"]
            labels = dict(zip(self.sizes, np.split(flat[a:b], parts, axis=1), strict=True))
            governors = np.concatenate([no_relation, above[a:b]])
            yield Scores(labels, within_sentences(scores, window), below[a:b], governors)

    def embedded(self, window: Window) -> Numbers:
        """Each word of a window as the mean of its pieces."""
        counts = np.fromiter(map(len, window.pieces), np.intp, len(window))
        numbers = np.fromiter((piece for word in window.pieces for piece in word), np.intp, counts.sum())
        shapes = np.repeat(np.fromiter(window.shapes, np.intp, len(window)), counts)
        pieces = self.pieces[numbers] + self.weights["shape.weight"][shapes]
        pieces += self.weights["pos.weight"][1 : len(numbers) + 1]
        firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        summed: Numbers = np.add.reduceat(self.normal("ln", pieces), firsts, axis=0)
        summed /= counts[:, None].astype(np.float32)
        return summed

    def relations(self, scores: Scores, heads: NDArray[np.intp]) -> Numbers:
        """(words, relations): how well each relation holds between the words and their heads (0: no head)."""
        return self.product("lab", np.maximum(scores.dependents + scores.governors[heads], 0))

    def product(self, name: str, rows: Numbers) -> Numbers:
        """A linear layer."""
        weight = self.weights[name + ".weight"]
        flat = rows.reshape(-1, rows.shape[-1]) @ weight
        flat += self.weights[name + ".bias"]
        return flat.reshape(*rows.shape[:-1], weight.shape[1])

    def normal(self, name: str, rows: Numbers) -> Numbers:
        """Each row brought to mean 0 and variance 1, then scaled (layer normalisation)."""
        rows = rows - rows.mean(-1, keepdims=True)
        rows /= np.sqrt(np.einsum("...i,...i->...", rows, rows)[..., None] / np.float32(self.width) + EPSILON)
        rows *= self.weights[name + ".weight"]
        rows += self.weights[name + ".bias"]
        return rows


def batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """The windows in their order, so many together as go into one product."""
    batch: list[Window] = []
    for window in windows:
        if batch and sum(map(len, batch)) + len(window) > WORDS_AT_ONCE:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def bounds_of(windows: Sequence[Window]) -> list[tuple[int, int]]:
    """(first word, last + 1) of each window among the words of all."""
    return list(pairwise(accumulate(map(len, windows), initial=0)))


def within_sentences(heads: Numbers, window: Window) -> Numbers:
    """The scores of heads; a word of another sentence, or the word itself, is never one."""
    allowed = np.full(heads.shape, NEVER)
    allowed[:, 0] = 0
    for first, last in window.spans():
        allowed[first:last, first + 1 : last + 1] = 0
    np.fill_diagonal(allowed[:, 1:], NEVER)
    return heads + allowed


def read_weights(path: Path) -> Weights:
    """Weights as `write_weights` keeps them, in float32; OSError, ValueError or KeyError when they are not."""
    with np.load(path, allow_pickle=False) as kept:
        names = [name for name in kept.files if not name.endswith(".scale")]
        return {name: restored(kept[name], kept.get(name + ".scale")) for name in names}


def read_network(path: Path, sizes: dict[str, int], attention_heads: int) -> Network:
    """The network that these weights make."""
    with np.load(path, allow_pickle=False) as kept:
        names = [name for name in kept.files if not name.endswith(".scale")]
        rows = {name: Rows(kept[name], kept.get(name + ".scale")) for name in names}
        return Network(Kept(rows), sizes, attention_heads)


def restored(values: NDArray[np.int8] | NDArray[np.float16], scale: Numbers | None) -> Numbers:
    """Float32 again."""
    if scale is None:
        return values.astype(np.float32)
    return np.multiply(values, scale, dtype=np.float32)


def write_weights(weights: Weights, path: Path) -> None:
    """Keep weights in a tenth of their size or so: matrices as bytes with one scale a row, the rest in 16 bits."""
    kept: dict[str, NDArray[np.generic]] = {}
    for name, values in sorted(weights.items()):
        if values.ndim == 2 and values.size > 10_000:
            scale = np.maximum(np.abs(values).max(1, keepdims=True) / 127, 1e-8).astype(np.float32)
            kept[name], kept[name + ".scale"] = np.round(values / scale).astype(np.int8), scale
        else:
            kept[name] = values.astype(np.float16)
    np.savez(path, allow_pickle=False, **kept)
