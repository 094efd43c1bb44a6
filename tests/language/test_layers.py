"""The layers in bytes: close to the same layers in floats, whatever is read beside, and the same on every processor."""

from collections.abc import Sequence

import numpy as np
import pytest

from flows.language import layers
from flows.language.layers import Layers, Numbers, alike
from flows.language.network import read_weights
from flows.language.onnx import varint
from flows.settings import LANGUAGE_MODEL

WEIGHTS = read_weights(LANGUAGE_MODEL / "weights.npz")
HEADS = 12
CHANCE = np.random.default_rng(11)
WINDOWS = [normal for n in (3, 17, 40) for normal in [CHANCE.normal(size=(n, 384)).astype(np.float32)]]


def in_floats(words: Numbers) -> Numbers:
    """The layers by their definition (Vaswani and others 2017)."""
    for i in range(sum(name.endswith(".qkv.weight") for name in WEIGHTS)):
        name = f"layers.{i}."
        query, key, value = product(name + "qkv", words).reshape(len(words), 3, HEADS, -1).transpose(1, 2, 0, 3)
        looks = np.exp(query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1]))
        mixed = (looks / looks.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(words.shape)
        words = normal(name + "ln1", words + product(name + "out", mixed))
        inner = np.maximum(product(name + "up", words), 0)
        words = normal(name + "ln2", words + product(name + "down", inner))
    return words


def product(name: str, rows: Numbers) -> Numbers:
    return rows @ WEIGHTS[name + ".weight"] + WEIGHTS[name + ".bias"]


def normal(name: str, rows: Numbers) -> Numbers:
    rows = (rows - rows.mean(-1, keepdims=True)) / rows.std(-1, keepdims=True)
    return rows * WEIGHTS[name + ".weight"] + WEIGHTS[name + ".bias"]


def off(found: Sequence[Numbers], wanted: Sequence[Numbers]) -> float:
    """How far one is from the other, as a share of how large that is."""
    apart, whole = np.concatenate(found) - np.concatenate(wanted), np.concatenate(wanted)
    return float(np.sqrt((apart**2).mean() / (whole**2).mean()))


def test_layers_in_bytes_say_nearly_what_they_say_in_floats() -> None:
    assert 0 < off(Layers(WEIGHTS, HEADS).run(WINDOWS), [in_floats(window) for window in WINDOWS]) < 0.04


def test_a_window_is_read_alike_whatever_is_read_beside_it() -> None:
    ready = Layers(WEIGHTS, HEADS)
    assert off([ready.run(WINDOWS)[0]], ready.run(WINDOWS[:1])) < 0.01


def test_processors_without_products_of_signed_bytes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for signed in (True, False):
        monkeypatch.setattr(layers, "has_byte_products", lambda signed=signed: signed)
        found.append(np.concatenate(Layers(WEIGHTS, HEADS).run(WINDOWS)))
    assert np.array_equal(*found)


def test_nothing_is_read_of_no_windows() -> None:
    assert Layers(WEIGHTS, HEADS).run([]) == []


def test_windows_of_one_length_are_read_together() -> None:
    groups = alike([5, 90, 6, 90, 300])
    assert groups == [[4], [1, 3], [2, 0]]


@pytest.mark.parametrize(("value", "told"), [(1, "01"), (300, "ac02"), (-1, "ff" * 9 + "01")])
def test_whole_numbers_are_written_in_groups_of_seven_bits(value: int, told: str) -> None:
    assert varint(value).hex() == told
