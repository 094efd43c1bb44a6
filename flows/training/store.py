"""Windows in one file of numbers: written where the words are cut, read where a network learns from them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.training.windows import LABELLED, Example, MarkedFact, Window

WINDOWS = "windows.npz"
FACT = ("trigger", "subject", "object", "predicate", "factuality")


def packed(windows: Iterable[Window]) -> dict[str, NDArray[np.int32]]:
    """Windows as flat columns: sentences a window; words, pieces, label sorts, unmarked names and facts a sentence."""
    listed = list(windows)
    sentences = [sentence for window in listed for sentence in window]
    columns: dict[str, list[int]] = {
        "window": [len(window) for window in listed],
        "words": [s.words for s in sentences],
        "counts": [len(s.pieces) for s in sentences],
        "pieces": [p for s in sentences for p in s.pieces],
        "places": [p for s in sentences for p in s.places],
        "shapes": [p for s in sentences for p in s.shapes],
        "unmarked": [sum(1 << number for number in s.unmarked) for s in sentences],
        "facts": [-1 if s.facts is None else len(s.facts) for s in sentences],
        "fact": [getattr(f, part) for s in sentences for f in s.facts or () for part in FACT],
    }
    for kind in LABELLED:
        columns[f"has_{kind}"] = [int(kind in s.labels) for s in sentences]
        columns[f"y_{kind}"] = [label for s in sentences for label in s.labels.get(kind, ())]
    return {name: np.array(values, np.int32) for name, values in columns.items()}


def unpacked(columns: Mapping[str, NDArray[np.int32]]) -> list[Window]:
    """The windows of such columns."""
    rows = {name: iter(column.tolist()) for name, column in columns.items()}

    def take(name: str, count: int) -> list[int]:
        return [next(rows[name]) for _ in range(count)]

    windows: list[Window] = []
    for size in rows["window"]:
        window: Window = []
        for _ in range(size):
            words, count, bits, facts = (next(rows[name]) for name in ("words", "counts", "unmarked", "facts"))
            pieces, places, shapes = (take(name, count) for name in ("pieces", "places", "shapes"))
            labels = {kind: take(f"y_{kind}", words) for kind in LABELLED if next(rows[f"has_{kind}"])}
            marked = None if facts < 0 else tuple(MarkedFact(*take("fact", len(FACT))) for _ in range(facts))
            unmarked = frozenset(i for i in range(bits.bit_length()) if bits >> i & 1)
            window.append(Example(words, pieces, places, shapes, labels, unmarked, marked))
        windows.append(window)
    return windows


def write_windows(path: Path, parts: Mapping[str, Iterable[Window]]) -> None:
    """Write the windows of each part; a part is found again by its name."""
    kept = {f"{part}:{name}": small(column) for part, ws in parts.items() for name, column in packed(ws).items()}
    np.savez_compressed(path, allow_pickle=False, **kept)


def read_windows(path: Path) -> dict[str, list[Window]]:
    """The windows of each part of a file."""
    parts: dict[str, dict[str, NDArray[np.int32]]] = {}
    with np.load(path, allow_pickle=False) as kept:
        for name in kept.files:
            part, column = name.split(":", 1)
            parts.setdefault(part, {})[column] = kept[name].astype(np.int32)
    return {part: unpacked(columns) for part, columns in parts.items()}


def small(column: NDArray[np.int32]) -> NDArray[np.integer]:
    """The column in 16 bits where its numbers fit."""
    fits = column.size == 0 or (column.min() >= np.iinfo(np.int16).min and column.max() <= np.iinfo(np.int16).max)
    return column.astype(np.int16) if fits else column
