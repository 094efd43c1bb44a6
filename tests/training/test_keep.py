"""A network with a few random weights is kept and read back."""

from pathlib import Path

import numpy as np
import pytest

from flows.errors import BrokenData
from flows.language.annotate import Annotator
from flows.language.labels import Labels
from flows.language.network import Numbers
from flows.language.tokens import cut
from flows.training.keep import arranged, keep

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "two", "ship", "##s", "sail", "."]
LABELS = Labels(
    tag=["NNS", "VBP", "."],
    morph=["NOUN|Number=Plur", "VERB|", "PUNCT|"],
    lemma=["k|0|", "k|1|"],
    dep=["nsubj", "ROOT", "punct"],
    names=["PLACE"],
    attention_heads=2,
)
WIDTH, INNER, ARC, LABEL = 8, 12, 6, 4
FORMS = [("ships", "NNS", "k|1|")]


def linear(name: str, chance: np.random.Generator, inputs: int, outputs: int) -> dict[str, Numbers]:
    """The weights of a layer, as torch names and lays them out."""
    return {
        f"{name}.weight": chance.normal(size=(outputs, inputs)).astype(np.float32),
        f"{name}.bias": np.zeros(outputs, np.float32),
    }


@pytest.fixture
def weights() -> dict[str, Numbers]:
    """All weights of a network of one layer."""
    chance = np.random.default_rng(1)
    found = {
        name: chance.normal(size=shape).astype(np.float32)
        for name, shape in {
            "piece.weight": (len(PIECES), WIDTH),
            "pos.weight": (32, WIDTH),
            "shape.weight": (16, WIDTH),
            "root": (WIDTH,),
            "bi": (ARC, ARC),
            "bih": (ARC,),
        }.items()
    }
    for name in ("ln", "layers.0.ln1", "layers.0.ln2"):
        found |= {f"{name}.weight": np.ones(WIDTH, np.float32), f"{name}.bias": np.zeros(WIDTH, np.float32)}
    sizes = {
        "layers.0.qkv": (WIDTH, 3 * WIDTH),
        "layers.0.out": (WIDTH, WIDTH),
        "layers.0.up": (WIDTH, INNER),
        "layers.0.down": (INNER, WIDTH),
        "flat": (WIDTH, sum(LABELS.sizes.values())),
        "arcd": (WIDTH, ARC),
        "arch": (WIDTH, ARC),
        "labd": (WIDTH, LABEL),
        "labh": (WIDTH, LABEL),
        "lab": (LABEL, len(LABELS.dep)),
    }
    for name, (inputs, outputs) in sizes.items():
        found |= linear(name, chance, inputs, outputs)
    return found


def test_what_is_kept_is_a_model(tmp_path: Path, weights: dict[str, Numbers]) -> None:
    keep(tmp_path / "model", weights, LABELS, PIECES, FORMS)
    (text,) = Annotator(tmp_path / "model").read([cut("Two ships sail.")])
    assert set(text.tags) <= set(LABELS.tag)
    assert all(text.lemmas)
    assert all(text.deps)


def test_labels_pieces_and_forms_come_back(tmp_path: Path, weights: dict[str, Numbers]) -> None:
    keep(tmp_path, weights, LABELS, PIECES, FORMS)
    read = Annotator(tmp_path)
    assert read.labels == LABELS
    assert list(read.pieces.numbers) == PIECES
    assert read.lemmas.known == {("ships", "NNS"): "k|1|"}


def test_matrices_are_turned_and_tables_are_not(weights: dict[str, Numbers]) -> None:
    found = arranged(weights)
    turned = {name for name in weights if found[name].shape != weights[name].shape}
    assert {"flat.weight", "layers.0.up.weight", "lab.weight"} <= turned
    assert not turned & {"piece.weight", "pos.weight", "shape.weight", "bi", "root"}
    assert (found["layers.0.out.weight"] == weights["layers.0.out.weight"].T).all()


def test_pieces_without_vectors_are_refused(tmp_path: Path, weights: dict[str, Numbers]) -> None:
    with pytest.raises(BrokenData, match="8 word pieces, but vectors for 9"):
        keep(tmp_path, weights, LABELS, PIECES[:-1], FORMS)
