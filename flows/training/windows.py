"""Labelled sentences -> windows of neighbours -> batches of arrays, as the network learns from them."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from flows.language.wordpieces import Vocabulary, shape
from flows.training.labels import UNKNOWN

PIECES_A_WORD = 12
LEAST_WORDS, MOST_WORDS = 16, 110  # a window's length is drawn between these
MOST_PIECES = 240  # of a window; a longer sentence is left out
PIECES_A_BATCH = 6000
LABELLED = ("tag", "morph", "lemma", "dep", "head", "ner")


@dataclass(frozen=True)
class Example:
    """One sentence as numbers: its pieces, each with its word's place and shape, and labels a word by kind.

    `unmarked` are name labels that the corpus does not give, so that a word without a name may have one of them.
    """

    words: int
    pieces: list[int]
    places: list[int]
    shapes: list[int]
    labels: Mapping[str, list[int]]
    unmarked: frozenset[int] = field(default_factory=frozenset)


Window: TypeAlias = list[Example]
Arrays: TypeAlias = dict[str, NDArray[np.generic]]


def example(
    words: Sequence[str],
    vocabulary: Vocabulary,
    labels: Mapping[str, list[int]],
    unmarked: frozenset[int] = frozenset(),
) -> Example:
    """Words cut into pieces, with their labels."""
    cut = [vocabulary.cut(word)[:PIECES_A_WORD] for word in words]
    places = [i for i, pieces in enumerate(cut) for _ in pieces]
    shapes = [shape(words[i]) for i in places]
    return Example(len(words), [piece for pieces in cut for piece in pieces], places, shapes, labels, unmarked)


def windows(documents: Iterable[Sequence[Example]], chance: random.Random) -> Iterator[Window]:
    """Runs of neighbouring sentences of one document, of random length."""
    for document in documents:
        window: Window = []
        target = chance.randint(LEAST_WORDS, MOST_WORDS)
        for sentence in document:
            fits = sentence.words > 0 and len(sentence.pieces) <= MOST_PIECES
            if window and (not fits or overfull([*window, sentence], target)):
                yield window
                window, target = [], chance.randint(LEAST_WORDS, MOST_WORDS)
            if fits:
                window.append(sentence)
        if window:
            yield window


def overfull(window: Window, target: int) -> bool:
    """Whether the window is longer than it should be."""
    return sum(sentence.words for sentence in window) > target or pieces_of(window) > MOST_PIECES


def pieces_of(window: Window) -> int:
    """How many pieces a window has."""
    return sum(len(sentence.pieces) for sentence in window)


def batches(found: Iterable[Window], chance: random.Random) -> list[list[Window]]:
    """Windows of about the same length together, in random order."""
    ordered = sorted(found, key=lambda window: pieces_of(window) + chance.random() * 8)
    result: list[list[Window]] = []
    batch: list[Window] = []
    for window in ordered:
        if batch and (pieces_of(window) + 2) * (len(batch) + 1) > PIECES_A_BATCH:
            result.append(batch)
            batch = []
        batch.append(window)
    if batch:
        result.append(batch)
    chance.shuffle(result)
    return result


def collate(batch: Sequence[Window], vocabulary: Vocabulary, name_count: int) -> Arrays:
    """The arrays of a batch, each with a row a window.

    `pieces`, `shapes`, `place` (each piece's word, -1 without) and `piece` (is there one?) have a column a piece, all
    else a column a word: `word` (is there one?), `start`, `head_allowed` (words, 1 + words), `unmarked` (name labels)
    and a `y_` table for each kind of label.
    """
    longest = max(sum(sentence.words for sentence in window) for window in batch)
    arrays = empty(len(batch), max(map(pieces_of, batch)) + 2, longest, name_count)
    sentences = np.full((len(batch), longest), -1)
    for row, window in enumerate(batch):
        fill(arrays, sentences, row, window)
        end = pieces_of(window) + 1
        arrays["pieces"][row, 0], arrays["pieces"][row, end] = vocabulary.start, vocabulary.end
        arrays["piece"][row, : end + 1] = True
        arrays["unmarked"][row, list(window[0].unmarked)] = True
    within = (sentences[:, :, None] == sentences[:, None, :]) & (sentences[:, :, None] >= 0)
    within &= ~np.eye(longest, dtype=bool)
    root = np.ones((len(batch), longest, 1), bool)
    return arrays | {"head_allowed": np.concatenate([root, within], 2)}


def empty(rows: int, pieces: int, words: int, name_count: int) -> Arrays:
    """Arrays of a batch with nothing in them."""
    tables = {f"y_{kind}": np.full((rows, words), UNKNOWN, np.int64) for kind in LABELLED}
    return tables | {
        "pieces": np.zeros((rows, pieces), np.int64),
        "shapes": np.zeros((rows, pieces), np.int64),
        "place": np.full((rows, pieces), -1, np.int64),
        "piece": np.zeros((rows, pieces), bool),
        "word": np.zeros((rows, words), bool),
        "start": np.zeros((rows, words), np.float32),
        "unmarked": np.zeros((rows, name_count), bool),
    }


def fill(arrays: Arrays, sentences: NDArray[np.int64], row: int, window: Window) -> None:
    """Write a window's sentences into its row; the first column of pieces is the opening sign's."""
    piece, word = 1, 0
    for number, sentence in enumerate(window):
        pieces = slice(piece, piece + len(sentence.pieces))
        words = slice(word, word + sentence.words)
        arrays["pieces"][row, pieces], arrays["shapes"][row, pieces] = sentence.pieces, sentence.shapes
        arrays["place"][row, pieces] = np.array(sentence.places) + word
        arrays["word"][row, words], arrays["start"][row, word] = True, 1
        sentences[row, words] = number
        for kind, values in sentence.labels.items():
            arrays[f"y_{kind}"][row, words] = moved(values, word) if kind == "head" else values
        piece, word = pieces.stop, words.stop


def moved(heads: list[int], words: int) -> list[int]:
    """Heads of a sentence after so many words of its window; 0, no head, stays."""
    return [head and head + words for head in heads]
