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
WORD_STEP, PIECE_STEP, ROW_STEP = 16, 32, 8  # sizes of batches are rounded up to these: few shapes are quick on a GPU
LABELLED = ("tag", "morph", "lemma", "dep", "head", "ner")


@dataclass(frozen=True)
class MarkedFact:
    """A fact by the places of its words, counted in their sentence: trigger, subject, object; and label numbers."""

    trigger: int
    subject: int
    object: int
    predicate: int
    factuality: int


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
    facts: tuple["MarkedFact", ...] | None = None  # None where nobody marked any


Window: TypeAlias = list[Example]
Arrays: TypeAlias = dict[str, NDArray[np.generic]]


def example(
    words: Sequence[str],
    vocabulary: Vocabulary,
    labels: Mapping[str, list[int]],
    unmarked: frozenset[int] = frozenset(),
    facts: tuple[MarkedFact, ...] | None = None,
) -> Example:
    """Words cut into pieces, with their labels."""
    cut = [vocabulary.cut(word)[:PIECES_A_WORD] for word in words]
    places = [i for i, pieces in enumerate(cut) for _ in pieces]
    shapes = [shape(words[i]) for i in places]
    return Example(len(words), [piece for pieces in cut for piece in pieces], places, shapes, labels, unmarked, facts)


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


def batches(found: Iterable[Window], chance: random.Random, size: int = PIECES_A_BATCH) -> list[list[Window]]:
    """Windows of about the same length together, in random order."""
    ordered = sorted(found, key=lambda window: pieces_of(window) + chance.random() * 8)
    result: list[list[Window]] = []
    batch: list[Window] = []
    for window in ordered:
        if batch and (pieces_of(window) + 2) * (len(batch) + 1) > size:
            result.append(batch)
            batch = []
        batch.append(window)
    if batch:
        result.append(batch)
    chance.shuffle(result)
    return result


def collate(batch: Sequence[Window], signs: tuple[int, int], name_count: int) -> Arrays:
    """The arrays of a batch, each with a row a window; `signs` are the numbers of what opens and closes one.

    `pieces`, `shapes`, `place` (each piece's word, -1 without) and `piece` (is there one?) have a column a piece, all
    else a column a word: `word` (is there one?), `start`, `head_allowed` (words, 1 + words), `unmarked` (name labels)
    and a `y_` table for each kind of label. `marked` says of each word whether somebody marked its facts; `facts` has a
    row a fact: window, trigger, subject, object (words of the window), predicate, factuality; `asked` a row each
    different trigger: window, word, predicate; `places` says which of these each fact has.
    """
    longest = rounded(max(sum(sentence.words for sentence in window) for window in batch), WORD_STEP)
    rows, columns = rounded(len(batch), ROW_STEP), rounded(max(map(pieces_of, batch)) + 2, PIECE_STEP)
    arrays = empty(rows, columns, longest, name_count)
    sentences = np.full((rows, longest), -1)
    for row, window in enumerate(batch):
        fill(arrays, sentences, row, window)
        end = pieces_of(window) + 1
        arrays["pieces"][row, 0], arrays["pieces"][row, end] = signs
        arrays["piece"][row, : end + 1] = True
        arrays["unmarked"][row, list(window[0].unmarked)] = True
    within = (sentences[:, :, None] == sentences[:, None, :]) & (sentences[:, :, None] >= 0)
    within &= ~np.eye(longest, dtype=bool)
    root = np.ones((rows, longest, 1), bool)
    arrays["head_allowed"] = np.concatenate([root, within], 2)
    return arrays | fact_arrays(batch)


def fact_arrays(batch: Sequence[Window]) -> Arrays:
    """The facts of a batch (see `collate`), the different triggers of them, and each fact's place among these."""
    listed = [fact for row, window in enumerate(batch) for fact in facts_in(row, window)]
    facts = np.array(listed, np.int64).reshape(-1, 6)
    asked, places = np.unique(facts[:, [0, 1, 4]], axis=0, return_inverse=True)
    return {"facts": facts, "asked": asked, "places": places.reshape(-1)}


def rounded(size: int, step: int) -> int:
    """The next multiple of a step."""
    return -(-size // step) * step


def facts_in(row: int, window: Window) -> Iterator[tuple[int, int, int, int, int, int]]:
    """The facts of a window, their words counted through the window."""
    words = 0
    for sentence in window:
        for fact in sentence.facts or ():
            trigger, subject, object_ = (words + place for place in (fact.trigger, fact.subject, fact.object))
            yield row, trigger, subject, object_, fact.predicate, fact.factuality
        words += sentence.words


def empty(rows: int, pieces: int, words: int, name_count: int) -> Arrays:
    """Arrays of a batch with nothing in them."""
    tables = {f"y_{kind}": np.full((rows, words), UNKNOWN, np.int64) for kind in LABELLED}
    return tables | {
        "pieces": np.zeros((rows, pieces), np.int64),
        "shapes": np.zeros((rows, pieces), np.int64),
        "place": np.full((rows, pieces), -1, np.int64),
        "piece": np.zeros((rows, pieces), bool),
        "word": np.zeros((rows, words), bool),
        "marked": np.zeros((rows, words), bool),
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
        arrays["marked"][row, words] = sentence.facts is not None
        sentences[row, words] = number
        for kind, values in sentence.labels.items():
            arrays[f"y_{kind}"][row, words] = moved(values, word) if kind == "head" else values
        piece, word = pieces.stop, words.stop


def moved(heads: list[int], words: int) -> list[int]:
    """Heads of a sentence after so many words of its window; 0, no head, stays."""
    return [head and head + words for head in heads]
