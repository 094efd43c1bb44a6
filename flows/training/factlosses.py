"""How far a network's facts are from those that are marked, and from those that its teacher sees."""

import torch
from torch import Tensor
from torch.nn import functional as F

from flows.training.encoder import Net, Tensors

TRIGGER, ROLES, COUPLES, MOODS = 1.0, 1.0, 0.3, 0.4  # weights
SURE = 3.0  # how much more a marked trigger weighs than a word that is none
DOUBTED = 6  # words a window that are no trigger, but likeliest to be taken for one: they have no roles
SEEN = 0.15  # a teacher's triggers are asked for roles from this likelihood on
MOST_ASKED = 1500  # triggers a batch


def from_marks(net: Net, words: Tensor, batch: Tensors) -> Tensor:
    """How far triggers, roles, couples and moods are from the marked facts; 0 where nobody marked any."""
    scores, marked = net.triggers(words), batch["marked"]
    facts = batch["facts"]
    wanted = torch.zeros_like(scores)
    window, trigger, subject, object_, predicate, mood = facts.unbind(1)
    wanted[window, trigger, predicate] = 1
    each = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * (1 + (SURE - 1) * wanted)
    count = wanted.sum().clamp(min=1)
    loss = TRIGGER * (each.sum(-1) * marked).sum() / count
    asked, places = batch["asked"], batch["places"]
    doubted = unlike(scores.detach(), wanted, marked)
    roles = net.roles(words, torch.cat([asked, doubted]))
    filled = torch.zeros_like(roles)
    filled[places, 0, subject] = 1
    filled[places, 1, object_] = 1
    there = batch["word"][torch.cat([asked, doubted])[:, 0]][:, None, :]
    each = F.binary_cross_entropy_with_logits(roles, filled, reduction="none") * there
    loss = loss + ROLES * (each[: len(asked)].sum() + 0.3 * each[len(asked) :].sum()) / count
    loss = loss + COUPLES * couples_loss(net, words, facts)
    if len(facts):
        said = net.moods(words, torch.stack([window, trigger, predicate], 1))
        loss = loss + MOODS * F.cross_entropy(said, mood)
    return loss


def unlike(scores: Tensor, wanted: Tensor, marked: Tensor) -> Tensor:
    """(window, word, predicate) of the likeliest triggers that are none."""
    windows, _, predicates = scores.shape
    open_ = scores.masked_fill((wanted > 0) | ~marked[..., None], -1e4).flatten(1)
    _, at = open_.topk(min(DOUBTED, open_.shape[1]), dim=1)
    row = torch.arange(windows, device=scores.device)[:, None].expand_as(at)
    return torch.stack([row, at // predicates, at % predicates], -1).flatten(0, 1)


def couples_loss(net: Net, words: Tensor, facts: Tensor) -> Tensor:
    """Which subjects and objects of one trigger belong together: told of those whose trigger has several of both."""
    scores = net.couples(words)
    if not len(facts):
        return scores.sum() * 0
    window, trigger, subject, object_, predicate, _ = facts.unbind(1)
    same = (window[:, None] == window) & (trigger[:, None] == trigger) & (predicate[:, None] == predicate)
    one, other = same.nonzero(as_tuple=True)
    true = torch.zeros(*scores.shape, dtype=torch.bool, device=scores.device)
    true[window, subject, object_] = True
    at = window[one], subject[one], object_[other]
    return F.binary_cross_entropy_with_logits(scores[at], true[at].float())


def from_teacher(net: Net, words: Tensor, theirs: Tensor, teacher: Net) -> Tensor:
    """How far triggers, roles, couples and moods are from what a teacher sees in the same windows."""
    with torch.no_grad():
        wanted = torch.sigmoid(teacher.triggers(theirs))
        asked = (wanted > SEEN).nonzero()[:MOST_ASKED]
        filled = torch.sigmoid(teacher.roles(theirs, asked))
        moods = F.softmax(teacher.moods(theirs, asked), -1)
        weight = wanted[asked[:, 0], asked[:, 1], asked[:, 2]]
        couples = torch.sigmoid(teacher.couples(theirs))
    count = wanted.sum().clamp(min=1)
    scores = net.triggers(words)
    loss = F.binary_cross_entropy_with_logits(scores, wanted, weight=1 + (SURE - 1) * wanted, reduction="sum") / count
    if not len(asked):
        return TRIGGER * loss
    roles = F.binary_cross_entropy_with_logits(net.roles(words, asked), filled, reduction="none")
    said = -(moods * F.log_softmax(net.moods(words, asked), -1)).sum(-1)
    loss = TRIGGER * loss + ROLES * (roles.sum((1, 2)) * weight).sum() / count
    likely = torch.einsum("kj,kl->kjl", filled[:, 0], filled[:, 1]) * weight[:, None, None]
    said_couples = F.binary_cross_entropy_with_logits(net.couples(words), couples, reduction="none")[asked[:, 0]]
    return loss + MOODS * (said * weight).sum() / count + COUPLES * (said_couples * likely).sum() / count
