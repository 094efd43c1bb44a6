"""Encoders as their folders keep them -> tensors named as BERT names them, rows of pieces in the model's order."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file

from flows.training.encoder import Tensors

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
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    told = {
        "width": config["hidden_size"],
        "attention_heads": config["num_attention_heads"],
        "epsilon": config["layer_norm_eps"],
        "distances": 0,
    }
    own = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
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


def layers_in(encoder: Tensors) -> int:
    """How many layers an encoder has."""
    return sum(name.endswith(".intermediate.dense.bias") for name in encoder)


def inner_of(encoder: Tensors) -> int:
    """How many inner neurons each of its layers has."""
    return len(encoder["encoder.layer.0.intermediate.dense.bias"])
