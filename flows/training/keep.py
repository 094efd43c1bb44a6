"""A trained network -> the folder that `flows.language.annotate.Annotator` reads."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from flows.errors import BrokenData
from flows.language.labels import FACT_LABELS, FACT_WEIGHTS, FORMS, LABELS, PIECES, WEIGHTS, Labels
from flows.language.network import Numbers, Weights, write_weights

TABLES = ("piece.", "pos.", "shape.")  # rows to look up, not matrices to multiply by
TREES = ("flat", "arc", "root", "bi", "lab")  # how the scorers of trees and names begin, which a reader of facts lacks


def keep(
    folder: Path,
    weights: Mapping[str, Numbers],
    labels: Labels,
    pieces: Sequence[str],
    forms: Iterable[tuple[str, str, str]],
) -> None:
    """Write the folder. `weights` are named and laid out as torch has them; `pieces` in the order of their numbers."""
    if len(pieces) != len(weights["piece.weight"]):
        raise BrokenData(f"{len(pieces)} word pieces, but vectors for {len(weights['piece.weight'])}")
    folder.mkdir(parents=True, exist_ok=True)
    write_weights(arranged(weights), folder / WEIGHTS)
    listed = json.dumps(asdict(labels), ensure_ascii=False, indent=0)
    (folder / LABELS).write_text(listed + "\n", encoding="utf-8")
    (folder / PIECES).write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    (folder / FORMS).write_text("".join("\t".join(row) + "\n" for row in forms), encoding="utf-8")


def keep_facts(folder: Path, weights: Mapping[str, Numbers], labels: Labels, pieces: Sequence[str]) -> None:
    """Write what tells of facts into the folder of a model of trees and names, whose pieces must be the same."""
    ask_for_pieces(folder, pieces)
    write_weights(arranged({n: w for n, w in weights.items() if not n.startswith(TREES)}), folder / FACT_WEIGHTS)
    told = {name: asdict(labels)[name] for name in ("attention_heads", "predicates", "factualities")}
    (folder / FACT_LABELS).write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def ask_for_pieces(folder: Path, pieces: Sequence[str]) -> None:
    """BrokenData where the model in a folder has other word pieces than these."""
    if pieces != (folder / PIECES).read_text(encoding="utf-8").splitlines():
        raise BrokenData(f"{folder / PIECES}: not the word pieces that the network of facts learns")


def arranged(weights: Mapping[str, Numbers]) -> Weights:
    """The weights as NumPy multiplies by them: torch keeps the matrices of its layers the other way round."""
    return {name: np.ascontiguousarray(w.T if turned(name, w) else w) for name, w in weights.items()}


def turned(name: str, weight: Numbers) -> bool:
    """Whether a weight is the matrix of a layer."""
    return name.endswith(".weight") and weight.ndim == 2 and not name.startswith(TABLES)
