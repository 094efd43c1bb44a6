"""The network: what it says of a window does not depend on its neighbours, and weights survive being kept."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flows.language.annotate import Annotator, parts_of
from flows.language.network import Network, Window, read_weights, write_weights
from flows.language.parsed import Parsed
from flows.language.tokens import cut
from flows.language.wordpieces import Vocabulary, parts, plain, shape
from flows.settings import LANGUAGE_MODEL

ANNOTATOR = Annotator(LANGUAGE_MODEL)
PIECES = ["[UNK]", "[CLS]", "[SEP]", "un", "##veil", "##ed", "e", ".", "u", "s", "unveil"]


def window_of(text: str) -> Window:
    words = text.split()
    return Window([ANNOTATOR.pieces.cut(word) for word in words], [shape(word) for word in words], [0])


def read(text: str) -> Parsed:
    """What the model says of a text."""
    (parsed,) = ANNOTATOR.read([cut(text)])
    return parsed


def test_a_window_is_read_the_same_alone_and_beside_longer_ones() -> None:
    short, long = window_of("Kenya joined ."), window_of("The ministers of Peru and Chile met in Lima on Monday .")
    alone, beside = ANNOTATOR.network.read([short])[0], ANNOTATOR.network.read([long, short])[1]
    assert np.allclose(alone.heads, beside.heads, atol=1e-2)
    assert all(np.allclose(alone.labels[name], beside.labels[name], atol=1e-2) for name in alone.labels)


def test_no_word_has_a_head_in_another_sentence() -> None:
    words = window_of("Kenya joined . Chad left .")
    scores = ANNOTATOR.network.read([Window(words.pieces, words.shapes, [0, 3])])[0]
    assert (scores.heads[:3, 4:] < -1000).all()
    assert (scores.heads[3:, 1:4] < -1000).all()
    assert (np.diagonal(scores.heads[:, 1:]) < -1000).all()


def test_kept_weights_come_back_nearly_the_same(tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    weights = {"wide": chance.normal(size=(200, 100)).astype(np.float32), "flat": np.ones(5, np.float32)}
    write_weights(weights, tmp_path / "weights.npz")
    back = read_weights(tmp_path / "weights.npz")
    assert np.abs(back["wide"] - weights["wide"]).max() < 0.02
    assert np.array_equal(back["flat"], weights["flat"])


def test_the_network_counts_its_layers() -> None:
    network = Network(read_weights(LANGUAGE_MODEL / "weights.npz"), ANNOTATOR.labels.sizes, 12)
    assert network.layers == ANNOTATOR.network.layers > 1


@pytest.mark.parametrize(
    ("word", "pieces"),
    [("Unveiled", [10, 5]), ("é", [6]), ("U.S.", [8, 7, 9, 7]), ("Ж", [0]), ("\u200b", [0]), ("unx", [0])],
)
def test_words_are_cut_into_known_pieces(word: str, pieces: list[int]) -> None:
    assert list(Vocabulary(PIECES).cut(word)) == pieces


def test_signs_are_parts_of_their_own() -> None:
    assert parts(plain("Côte-d’Ivoire")) == ["cote", "-", "d", "’", "ivoire"]


def test_shapes_tell_capitals_digits_and_signs_apart() -> None:
    words = ["the", "The", "NATO", "U.S.", "McKay", "12", "12th", "A1", ",", "e.g.", "I"]
    assert len({shape(word) for word in words}) == len(words)


def test_long_sentences_are_read_in_parts() -> None:
    assert list(parts_of([1] * 450, [0, 10])) == [(0, 10), (10, 210), (210, 410), (410, 450)]
    assert list(parts_of([300, 300, 1], [0])) == [(0, 1), (1, 3)]


def test_a_sentence_read_in_parts_is_one_tree() -> None:
    (text,) = ANNOTATOR.read([replace(cut("Kenya met " + "and met " * 150 + "Chad."), starts=[0])])
    assert len(text.sentences) == 1
    assert [i for i, head in enumerate(text.heads) if i == head] == [text.deps.index("ROOT")]


def test_sentence_starts_are_found_where_none_are_told() -> None:
    text = read("Kenya joined the bloc in May. Chad left it a year later. " * 12)
    assert [text.words[first] for first, _ in text.sentences] == ["Kenya", "Chad"] * 12


def test_blanks_hang_on_the_word_before() -> None:
    text = read("Kenya  joined the bloc.")
    assert (text.words[1], text.heads[1], text.deps[2]) == (" ", 0, "ROOT")


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="labels"):
        Annotator(tmp_path)
