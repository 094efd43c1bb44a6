"""The network of `flows.language.network`, for learning with torch; both name their weights the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from flows.language.network import EPSILON, NEVER, Numbers
from flows.language.wordpieces import SHAPES

Tensors: TypeAlias = dict[str, Tensor]

POSITIONS = 512
HEAD_WIDTH = 32  # of each attention head, as in MiniLM
ARC, LABEL = 256, 192  # widths in which heads and relations are scored


@dataclass(frozen=True)
class Plan:
    """How large a network is, how it is pooled, and how much of it is dropped while it learns."""

    vocabulary: int
    sizes: Mapping[str, int]  # of each sort of label that a word gets by itself, in order
    relations: int
    width: int
    layers: int
    inner: int
    activation: Literal["gelu", "relu"]
    pooled_before: int  # the layer before which pieces become words; the number of layers: after the last
    layer_drop: float
    head_drop: float

    @property
    def attention_heads(self) -> int:
        """How many attention heads a layer has."""
        return self.width // HEAD_WIDTH


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of a transformer encoder, normalised after each half as in BERT."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        width, epsilon = plan.width, float(EPSILON)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.ln1, self.ln2 = nn.LayerNorm(width, eps=epsilon), nn.LayerNorm(width, eps=epsilon)
        self.up, self.down = nn.Linear(width, plan.inner), nn.Linear(plan.inner, width)

    def forward(self, rows: Tensor, seen: Tensor) -> Tensor:
        """The rows after the layer; `seen` says which of them are looked at."""
        rows = self.ln1(rows + self.dropped(self.attended(rows, seen)))
        inner = F.relu(self.up(rows)) if self.plan.activation == "relu" else F.gelu(self.up(rows))
        return self.ln2(rows + self.dropped(self.down(inner)))

    def attended(self, rows: Tensor, seen: Tensor) -> Tensor:
        """What each row gathers from the others."""
        batch, length, width = rows.shape
        parts = self.qkv(rows).view(batch, length, 3, self.plan.attention_heads, -1).permute(2, 0, 3, 1, 4)
        drop = self.plan.layer_drop if self.training else 0.0
        gathered = F.scaled_dot_product_attention(*parts, attn_mask=seen[:, None, None, :], dropout_p=drop)
        return self.out(gathered.transpose(1, 2).reshape(batch, length, width))

    def dropped(self, rows: Tensor) -> Tensor:
        """The rows with dropout, while learning."""
        return F.dropout(rows, self.plan.layer_drop, self.training)


class Net(nn.Module):  # type: ignore[misc]
    """The whole network: batches as `flows.training.windows.collate` makes them in, scores out."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan, width = plan, plan.width
        self.piece, self.pos = nn.Embedding(plan.vocabulary, width), nn.Embedding(POSITIONS, width)
        self.shape = nn.Embedding(SHAPES, width)
        self.ln = nn.LayerNorm(width, eps=float(EPSILON))
        self.layers = nn.ModuleList(Layer(plan) for _ in range(plan.layers))
        self.flat = nn.Linear(width, sum(plan.sizes.values()))
        self.arcd, self.arch, self.root = nn.Linear(width, ARC), nn.Linear(width, ARC), nn.Parameter(torch.zeros(width))
        self.bi, self.bih = nn.Parameter(torch.zeros(ARC, ARC)), nn.Parameter(torch.zeros(ARC))
        self.labd, self.labh = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.lab = nn.Linear(LABEL, plan.relations)
        nn.init.zeros_(self.shape.weight)
        nn.init.xavier_uniform_(self.bi)

    def encode(self, batch: Tensors) -> Tensor:
        """(windows, words, width): what the layers make of each word."""
        rows = self.piece(batch["pieces"]) + self.pos.weight[: batch["pieces"].shape[1]] + self.shape(batch["shapes"])
        rows, seen = F.dropout(self.ln(rows), self.plan.layer_drop, self.training), batch["piece"]
        for number, layer in enumerate(self.layers):
            if number == self.plan.pooled_before:
                rows, seen = pooled(rows, batch), batch["word"]
            rows = layer(rows, seen)
        return pooled(rows, batch) if self.plan.pooled_before == len(self.layers) else rows

    def scores(self, words: Tensor, batch: Tensors) -> Tensors:
        """Scores of labels by sort, of heads under `arc`, and what `relations` wants under `ld` and `lh`."""
        flat = self.flat(self.dropped(words)).float().split(list(self.plan.sizes.values()), -1)
        with_root = torch.cat([self.root.to(words.dtype).expand_as(words[:, :1]), words], 1)
        dependents, heads = (
            self.dropped(F.relu(layer(rows))) for layer, rows in ((self.arcd, words), (self.arch, with_root))
        )
        arcs = (dependents @ self.bi) @ heads.transpose(1, 2) * (4 / math.sqrt(ARC)) + (heads @ self.bih)[:, None, :]
        said = dict(zip(self.plan.sizes, flat, strict=True))
        said["arc"] = arcs.float().masked_fill(~batch["head_allowed"], float(NEVER))
        return said | {"ld": self.dropped(self.labd(words)), "lh": self.dropped(self.labh(with_root))}

    def relations(self, said: Tensors, heads: Tensor) -> Tensor:
        """Scores of the relations between words and these heads (0: no head)."""
        governors = torch.gather(said["lh"], 1, heads[..., None].expand(-1, -1, LABEL))
        return self.lab(F.relu(said["ld"] + governors)).float()

    def dropped(self, rows: Tensor) -> Tensor:
        """The rows with the dropout of what comes after the layers, while learning."""
        return F.dropout(rows, self.plan.head_drop, self.training)

    def numbers(self) -> dict[str, Numbers]:
        """All weights, as NumPy has them."""
        return {name: value.float().cpu().numpy() for name, value in self.state_dict().items()}


def pooled(rows: Tensor, batch: Tensors) -> Tensor:
    """Each word as the mean of its pieces."""
    place, (windows, _, width) = batch["place"].clamp(min=0), rows.shape
    inside = (batch["place"] >= 0).to(rows.dtype)
    counts = rows.new_zeros(windows, batch["word"].shape[1]).scatter_add(1, place, inside)
    summed = rows.new_zeros(*counts.shape, width)
    summed = summed.scatter_add(1, place[..., None].expand_as(rows), rows * inside[..., None])
    return summed / counts.clamp(min=1)[..., None]


def start_from_encoder(net: Net, encoder: Tensors) -> None:
    """Give a network of the same size the weights of a BERT-layout encoder."""
    wanted = {
        "piece.weight": encoder["embeddings.word_embeddings.weight"]
        + encoder["embeddings.token_type_embeddings.weight"][0],
        "pos.weight": encoder["embeddings.position_embeddings.weight"],
    }
    renamed = {"ln": "embeddings.LayerNorm"}
    for i in range(net.plan.layers):
        theirs = f"encoder.layer.{i}."
        renamed |= {
            f"layers.{i}.out": theirs + "attention.output.dense",
            f"layers.{i}.ln1": theirs + "attention.output.LayerNorm",
            f"layers.{i}.up": theirs + "intermediate.dense",
            f"layers.{i}.down": theirs + "output.dense",
            f"layers.{i}.ln2": theirs + "output.LayerNorm",
        }
        for part in ("weight", "bias"):
            three = [encoder[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            wanted[f"layers.{i}.qkv.{part}"] = torch.cat(three)
    wanted |= {
        f"{our}.{part}": encoder[f"{name}.{part}"] for our, name in renamed.items() for part in ("weight", "bias")
    }
    copy_all(net, wanted)


def start_from_network(net: Net, trained: Net, layers: Sequence[int]) -> None:
    """Give a network these layers of a trained one, of each the neurons that weigh most, and all that is no layer."""
    for mine, number in zip(net.layers, layers, strict=True):
        theirs = trained.layers[number]
        weight = theirs.up.weight.norm(dim=1) * theirs.down.weight.norm(dim=0)
        kept = weight.topk(net.plan.inner).indices.sort().values
        narrowed = {
            "up.weight": theirs.up.weight[kept],
            "up.bias": theirs.up.bias[kept],
            "down.weight": theirs.down.weight[:, kept],
        }
        copy_all(mine, theirs.state_dict() | narrowed)
    outside = {name: value for name, value in trained.state_dict().items() if not name.startswith("layers.")}
    copy_all(net, outside)


def copy_all(module: nn.Module, values: Tensors) -> None:
    """Set the weights of these names; those that the module lacks are an error."""
    with torch.no_grad():
        own = module.state_dict()
        for name, value in values.items():
            own[name].copy_(value)
