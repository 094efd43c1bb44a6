"""The network of `flows.language.network`, for learning with torch; both name their weights the same."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from flows.language.layers import NEVER
from flows.language.network import Numbers, Weights
from flows.language.wordpieces import SHAPES
from flows.training.keep import arranged

Tensors: TypeAlias = dict[str, Tensor]

POSITIONS = 512
ARC, LABEL = 256, 192  # widths in which heads and relations are scored
TRIGGER, ROLE, PAIR, MOOD = 256, 128, 64, 64  # widths in which facts are scored
FARTHEST = 128  # pieces; distances beyond it are one


@dataclass(frozen=True)
class Plan:
    """How large a network is, how it is pooled, and how much of it is dropped while it learns."""

    vocabulary: int
    sizes: Mapping[str, int]  # of each sort of label that a word gets by itself, in order
    relations: int
    width: int
    layers: int
    inner: int
    attention_heads: int
    activation: Literal["gelu", "relu"]
    pooled_before: int  # the layer before which pieces become words; the number of layers: after the last
    layer_drop: float
    head_drop: float
    epsilon: float = 1e-12  # of layer normalisation
    distances: int = 0  # how many classes of distances weigh on attention (MPNet); 0: none
    predicates: int = 0  # of facts; 0: it tells of none
    factualities: int = 0


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of a transformer encoder, normalised after each half as in BERT."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        width = plan.width
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.ln1, self.ln2 = nn.LayerNorm(width, eps=plan.epsilon), nn.LayerNorm(width, eps=plan.epsilon)
        self.up, self.down = nn.Linear(width, plan.inner), nn.Linear(plan.inner, width)

    def forward(self, rows: Tensor, seen: Tensor) -> Tensor:
        """The rows after the layer; `seen` is what is added to the attention that each row pays to each."""
        rows = self.ln1(rows + self.dropped(self.attended(rows, seen)))
        inner = F.relu(self.up(rows)) if self.plan.activation == "relu" else F.gelu(self.up(rows))
        return self.ln2(rows + self.dropped(self.down(inner)))

    def attended(self, rows: Tensor, seen: Tensor) -> Tensor:
        """What each row gathers from the others."""
        batch, length, width = rows.shape
        parts = self.qkv(rows).view(batch, length, 3, self.plan.attention_heads, -1).permute(2, 0, 3, 1, 4)
        drop = self.plan.layer_drop if self.training else 0.0
        gathered = F.scaled_dot_product_attention(*parts, attn_mask=seen.to(parts.dtype), dropout_p=drop)
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
        self.ln = nn.LayerNorm(width, eps=plan.epsilon)
        self.layers = nn.ModuleList(Layer(plan) for _ in range(plan.layers))
        self.near = nn.Embedding(plan.distances, plan.attention_heads) if plan.distances else None
        self.flat = nn.Linear(width, sum(plan.sizes.values()))
        self.arcd, self.arch, self.root = nn.Linear(width, ARC), nn.Linear(width, ARC), nn.Parameter(torch.zeros(width))
        self.bi, self.bih = nn.Parameter(torch.zeros(ARC, ARC)), nn.Parameter(torch.zeros(ARC))
        self.labd, self.labh = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.lab = nn.Linear(LABEL, plan.relations)
        nn.init.zeros_(self.shape.weight)
        nn.init.xavier_uniform_(self.bi)
        if plan.predicates:
            self.add_facts(plan)

    def add_facts(self, plan: Plan) -> None:
        """The scorers of facts: which predicates a word triggers, which words fill the roles, in which mood."""
        roles = 2 * plan.predicates
        self.trig1, self.trig2 = nn.Linear(plan.width, TRIGGER), nn.Linear(TRIGGER, plan.predicates)
        self.rolet, self.rolew = nn.Linear(plan.width, ROLE), nn.Linear(plan.width, ROLE)
        self.roleu = nn.Parameter(torch.randn(roles, ROLE) * 0.3)
        self.rolea, self.roleb = nn.Linear(ROLE, roles, bias=False), nn.Linear(ROLE, roles)
        self.pairs, self.pairo = nn.Linear(plan.width, PAIR), nn.Linear(plan.width, PAIR)
        self.pairb = nn.Parameter(torch.zeros(1))
        self.mood1, self.moodp = nn.Linear(plan.width, MOOD), nn.Parameter(torch.zeros(plan.predicates, MOOD))
        self.mood2 = nn.Linear(MOOD, plan.factualities)
        nn.init.constant_(self.trig2.bias, -5.0)
        nn.init.constant_(self.roleb.bias, -3.0)

    def encode(self, batch: Tensors) -> Tensor:
        """(windows, words, width): what the layers make of each word."""
        rows = self.piece(batch["pieces"]) + self.pos.weight[: batch["pieces"].shape[1]] + self.shape(batch["shapes"])
        rows, seen = F.dropout(self.ln(rows), self.plan.layer_drop, self.training), self.looked_at(batch["piece"])
        for number, layer in enumerate(self.layers):
            if number == self.plan.pooled_before:
                rows, seen = pooled(rows, batch), self.looked_at(batch["word"])
            rows = layer(rows, seen)
        return pooled(rows, batch) if self.plan.pooled_before == len(self.layers) else rows

    def looked_at(self, there: Tensor) -> Tensor:
        """What is added to the attention that is paid to each row: much less than nothing where none is."""
        added = torch.zeros(there.shape, device=there.device).masked_fill(~there, float(NEVER))[:, None, None, :]
        if self.near is None:
            return added
        places = torch.arange(there.shape[1], device=there.device)
        classes = distance_classes(places[None, :] - places[:, None], self.plan.distances)
        return added + self.near(classes).permute(2, 0, 1)[None]

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

    def triggers(self, words: Tensor) -> Tensor:
        """(windows, words, predicates): how well each word tells of a fact of each predicate."""
        return self.trig2(self.dropped(F.relu(self.trig1(self.dropped(words))))).float()

    def roles(self, words: Tensor, asked: Tensor) -> Tensor:
        """(asked, 2, words): how well each word is subject or object of these (window, word, predicate) triggers."""
        window, word, predicate = asked.unbind(1)
        told, filler = self.dropped(F.relu(self.rolet(words))), self.dropped(F.relu(self.rolew(words)))
        both = torch.stack([2 * predicate, 2 * predicate + 1], 1)
        mine = told[window, word]
        wanted = mine[:, None, :] * self.roleu[both] + self.roleb.weight[both]
        level = torch.einsum("kd,krd->kr", mine, self.rolea.weight[both]) + self.roleb.bias[both]
        return (torch.einsum("krd,kjd->krj", wanted, filler[window]) + level[..., None]).float()

    def couples(self, words: Tensor) -> Tensor:
        """(windows, words, words): how well a subject and an object belong to one fact."""
        subjects, objects = self.dropped(F.relu(self.pairs(words))), self.dropped(F.relu(self.pairo(words)))
        return (subjects @ objects.transpose(1, 2) / math.sqrt(PAIR) * 4 + self.pairb).float()

    def moods(self, words: Tensor, asked: Tensor) -> Tensor:
        """(asked, factualities): scores of the factuality of these (window, word, predicate) triggers."""
        window, word, predicate = asked.unbind(1)
        return self.mood2(F.relu(self.mood1(self.dropped(words[window, word])) + self.moodp[predicate])).float()

    def dropped(self, rows: Tensor) -> Tensor:
        """The rows with the dropout of what comes after the layers, while learning."""
        return F.dropout(rows, self.plan.head_drop, self.training)

    def numbers(self) -> dict[str, Numbers]:
        """All weights, as NumPy has them."""
        return {name: value.float().cpu().numpy() for name, value in self.state_dict().items()}


def distance_classes(ahead: Tensor, classes: int) -> Tensor:
    """The class of each distance: near ones each their own, farther ones by logarithm (Raffel and others 2020)."""
    half, exact = classes // 2, classes // 4
    behind, far = (ahead > 0).long() * half, ahead.abs()
    spread = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)
    return behind + torch.where(far < exact, far, (exact + spread.long()).clamp(max=half - 1))


def pooled(rows: Tensor, batch: Tensors) -> Tensor:
    """Each word as the mean of its pieces."""
    place, (windows, _, width) = batch["place"].clamp(min=0), rows.shape
    inside = (batch["place"] >= 0).to(rows.dtype)
    counts = rows.new_zeros(windows, batch["word"].shape[1]).scatter_add(1, place, inside)
    summed = rows.new_zeros(*counts.shape, width)
    summed = summed.scatter_add(1, place[..., None].expand_as(rows), rows * inside[..., None])
    return summed / counts.clamp(min=1)[..., None]


def start_from_encoder(net: Net, encoder: Tensors, layers: Sequence[int]) -> None:
    """Give a network of the same width these layers of a BERT-layout encoder, of each the neurons that weigh most."""
    wanted = {
        "piece.weight": encoder["embeddings.word_embeddings.weight"]
        + encoder.get("embeddings.token_type_embeddings.weight", torch.zeros(1, net.plan.width))[0],
        "pos.weight": encoder["embeddings.position_embeddings.weight"][:POSITIONS],
    }
    if net.near is not None:
        wanted["near.weight"] = encoder["encoder.relative_attention_bias.weight"]
    renamed = {"ln": "embeddings.LayerNorm"}
    for mine, number in enumerate(layers):
        theirs = f"encoder.layer.{number}."
        renamed |= {
            f"layers.{mine}.out": theirs + "attention.output.dense",
            f"layers.{mine}.ln1": theirs + "attention.output.LayerNorm",
            f"layers.{mine}.ln2": theirs + "output.LayerNorm",
        }
        for part in ("weight", "bias"):
            three = [encoder[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            wanted[f"layers.{mine}.qkv.{part}"] = torch.cat(three)
        up, down = encoder[theirs + "intermediate.dense.weight"], encoder[theirs + "output.dense.weight"]
        kept = strongest(up, down, net.plan.inner)
        wanted |= {
            f"layers.{mine}.up.weight": up[kept],
            f"layers.{mine}.up.bias": encoder[theirs + "intermediate.dense.bias"][kept],
            f"layers.{mine}.down.weight": down[:, kept],
            f"layers.{mine}.down.bias": encoder[theirs + "output.dense.bias"],
        }
    wanted |= {
        f"{our}.{part}": encoder[f"{name}.{part}"] for our, name in renamed.items() for part in ("weight", "bias")
    }
    copy_all(net, wanted)


def start_from_network(net: Net, trained: Net, layers: Sequence[int]) -> None:
    """Give a network these layers of a trained one, of each the neurons that weigh most, and all that is no layer."""
    for mine, number in zip(net.layers, layers, strict=True):
        theirs = trained.layers[number]
        kept = strongest(theirs.up.weight, theirs.down.weight, net.plan.inner)
        narrowed = {
            "up.weight": theirs.up.weight[kept],
            "up.bias": theirs.up.bias[kept],
            "down.weight": theirs.down.weight[:, kept],
        }
        copy_all(mine, theirs.state_dict() | narrowed)
    outside = {name: value for name, value in trained.state_dict().items() if not name.startswith("layers.")}
    copy_all(net, outside)


def strongest(up: Tensor, down: Tensor, count: int) -> Tensor:
    """The places of the inner neurons that weigh most, by the matrices into and out of them."""
    places: Tensor = (up.norm(dim=1) * down.norm(dim=0)).topk(count).indices.sort().values
    return places


def start_from_weights(net: Net, weights: Weights) -> None:
    """Give a network the weights that one of the same plan was kept with; what was not kept stays (`keep.py`)."""
    copy_all(net, {name: torch.from_numpy(value) for name, value in arranged(weights).items()})


def copy_all(module: nn.Module, values: Tensors) -> None:
    """Set the weights of these names; those that the module lacks are an error."""
    with torch.no_grad():
        own = module.state_dict()
        for name, value in values.items():
            own[name].copy_(value)
