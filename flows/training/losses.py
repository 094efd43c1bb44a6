"""How far a network's scores are from what the corpora say, and from what its teachers say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from flows.language.layers import NEVER
from flows.training.encoder import Net, Tensors
from flows.training.labels import UNKNOWN


@dataclass(frozen=True)
class Has:
    """Which labels a batch has."""

    trees: bool
    names: bool
    facts: bool


def has(batch: Tensors) -> Has:
    """What a batch has; asked before it is on a GPU, which would have to be waited for."""
    trees, names = (bool((batch[kind] >= 0).any()) for kind in ("y_tag", "y_ner"))
    return Has(trees, names, facts=bool(batch["marked"].any()))


WEIGHTS = {"tag": 0.5, "morph": 0.5, "lemma": 0.3, "arc": 1.0, "ner": 1.5}
START = 0.5


def from_labels(net: Net, said: Tensors, batch: Tensors, has: Has) -> Tensor:
    """How far the scores are from the labels that the batch has; 0 where it has none."""
    loss = said["start"].sum() * 0
    if has.trees:
        loss = loss + from_trees(net, said, batch)
    if has.names:
        loss = loss + WEIGHTS["ner"] * from_names(said["ner"], batch["y_ner"], batch["unmarked"])
    if has.trees or has.names:
        loss = loss + START * from_starts(said, batch, batch["start"])
    return loss


def from_trees(net: Net, said: Tensors, batch: Tensors) -> Tensor:
    """How far tags, morphology, lemmas, heads and relations are from the trees."""
    flat = sum(WEIGHTS[kind] * entropy(said[kind], batch[f"y_{kind}"]) for kind in ("tag", "morph", "lemma"))
    heads = batch["y_head"]
    relations = entropy(net.relations(said, heads.clamp(min=0)), batch["y_dep"])
    return flat + WEIGHTS["arc"] * entropy(said["arc"], heads) + relations


def entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """The mean cross-entropy over the words whose label is known; 0 where none is."""
    summed = F.cross_entropy(scores.flatten(0, -2), labels.flatten(), ignore_index=UNKNOWN, reduction="sum")
    return summed / (labels != UNKNOWN).sum().clamp(min=1)


def from_names(scores: Tensor, labels: Tensor, unmarked: Tensor) -> Tensor:
    """How unlikely the labels are; where a corpus sees no name, the kinds that it never marks may stand as well."""
    right = F.one_hot(labels.clamp(min=0), scores.shape[-1]).bool()
    right = right | ((labels == 0)[..., None] & unmarked[:, None, :])
    likely = F.log_softmax(scores, -1).masked_fill(~right, float(NEVER)).logsumexp(-1)
    return -mean_over(likely, labels >= 0)


def from_starts(said: Tensors, batch: Tensors, starts: Tensor) -> Tensor:
    """How far the scores of sentence starts are from the likelihoods `starts`."""
    each = F.binary_cross_entropy_with_logits(said["start"][..., 0], starts.float(), reduction="none")
    return mean_over(each, batch["word"])


def from_teachers(net: Net, said: Tensors, batch: Tensors, teachers: Sequence[Net], hidden: Sequence[Tensor]) -> Tensor:
    """How far the scores are from the mean of the teachers', by what each of these made of the words (`hidden`)."""
    with torch.no_grad():
        told = [teacher.scores(theirs, batch) for teacher, theirs in zip(teachers, hidden, strict=True)]
        wanted = {kind: mean_of([each[kind] for each in told], likelihoods) for kind in WEIGHTS}
        heads = wanted["arc"].argmax(-1)
        by_each = [teacher.relations(each, heads) for teacher, each in zip(teachers, told, strict=True)]
        relations = mean_of(by_each, likelihoods)
        starts = mean_of([each["start"][..., 0] for each in told], torch.sigmoid)
    seen = batch["word"]
    loss = sum(weight * divergence(said[kind], wanted[kind], seen) for kind, weight in WEIGHTS.items())
    return loss + divergence(net.relations(said, heads), relations, seen) + START * from_starts(said, batch, starts)


def from_words(words: Tensor, theirs: Tensor, seen: Tensor) -> Tensor:
    """How far what stands for each word is from what stands for it in a teacher of the same width."""
    return mean_over((words.float() - theirs.float()).square().mean(-1), seen)


def mean_of(scores: Sequence[Tensor], likely: Callable[[Tensor], Tensor]) -> Tensor:
    """The mean of what several networks hold likely."""
    return torch.stack([likely(each) for each in scores]).mean(0)


def likelihoods(scores: Tensor) -> Tensor:
    """Scores as likelihoods that add up to 1."""
    return F.softmax(scores, -1)


def divergence(scores: Tensor, wanted: Tensor, seen: Tensor) -> Tensor:
    """How far scores are from the likelihoods that are wanted (Kullback and Leibler 1951), over the words seen."""
    return mean_over((wanted * ((wanted + 1e-9).log() - F.log_softmax(scores, -1))).sum(-1), seen)


def mean_over(values: Tensor, seen: Tensor) -> Tensor:
    """The mean of the values that are seen; the others must be finite all the same."""
    return (values * seen).sum() / seen.sum().clamp(min=1)
