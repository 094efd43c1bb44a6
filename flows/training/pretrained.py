"""Encoders as their folders keep them -> tensors named as BERT names them, rows of pieces in the model's order."""

import json
from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import load_file

from flows.errors import BrokenData
from flows.language.labels import Labels
from flows.language.layers import EPSILON
from flows.training.encoder import Plan, Tensors

VOCABULARY, CONFIG = "vocab.txt", "config.json"

# MPNet (Song and others 2020) keeps BERT's pieces under other numbers and its own names for these four
OTHER_PIECES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
OTHER_NAMES = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}
FIRST_POSITION = 2  # MPNet counts the places of pieces from there


def read_encoder(folder: Path, pieces: list[str]) -> tuple[Tensors, dict[str, int | float]]:
    """(weights under BERT's names, what a `Plan` must say of them) of an encoder in BERT's or MPNet's layout.

    `pieces` is the order that rows of pieces get. OSError or KeyError for a folder of another kind.
    """
    weights: Tensors = load_file(folder / "model.safetensors")
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    told = {
        "width": config["hidden_size"],
        "attention_heads": config["num_attention_heads"],
        "epsilon": config["layer_norm_eps"],
        "distances": 0,
    }
    own = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(own)}
    if config["model_type"] == "mpnet":
        told["distances"] = config["relative_attention_num_buckets"]
        weights = {renamed(name): value for name, value in weights.items()}
        places = "embeddings.position_embeddings.weight"
        weights[places] = weights[places][FIRST_POSITION:]
    order = [numbers.get(OTHER_PIECES.get(piece, piece), numbers.get(piece, 0)) for piece in pieces]
    rows = "embeddings.word_embeddings.weight"
    weights[rows] = weights[rows][torch.tensor(order)]
    return weights, told


def renamed(name: str) -> str:
    """BERT's name for a weight of MPNet."""
    for theirs, ours in OTHER_NAMES.items():
        if theirs in name:
            return name.replace(theirs, ours)
    return name


def plan_of(told: dict[str, int | float], encoder: Tensors, labels: Labels, drops: tuple[float, float]) -> Plan:
    """The plan of a network as large as an encoder, words pooled after its last layer.

    `drops` say how much is dropped in the layers, and after them.
    """
    layers = layers_in(encoder)
    return Plan(
        vocabulary=len(encoder["embeddings.word_embeddings.weight"]),
        sizes=labels.sizes,
        relations=len(labels.dep),
        predicates=len(labels.predicates),
        factualities=len(labels.factualities),
        width=int(told["width"]),
        layers=layers,
        inner=len(encoder["encoder.layer.0.intermediate.dense.bias"]),
        attention_heads=int(told["attention_heads"]),
        activation="gelu",
        pooled_before=layers,
        layer_drop=drops[0],
        head_drop=drops[1],
        epsilon=float(told["epsilon"]),
        distances=int(told["distances"]),
    )


def student_plan(plan: Plan, layers: int, inner: int, drops: tuple[float, float]) -> Plan:
    """A plan that `flows.language.network` can read: words pooled before the first layer, and ReLU.

    BrokenData where attention weighs distances, which that network does not know.
    """
    if plan.distances:
        raise BrokenData("a student starts from an encoder in the layout of BERT, not of MPNet")
    return replace(
        plan,
        layers=layers,
        inner=inner,
        activation="relu",
        pooled_before=0,
        layer_drop=drops[0],
        head_drop=drops[1],
        epsilon=float(EPSILON),
    )


def layers_in(encoder: Tensors) -> int:
    """How many layers an encoder has."""
    return sum(name.endswith(".intermediate.dense.bias") for name in encoder)
