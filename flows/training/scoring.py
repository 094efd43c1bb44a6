"""How many facts of passages that nobody learnt from a network finds, by the words that it was told."""

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from flows.training.course import casting
from flows.training.encoder import Net

if TYPE_CHECKING:
    from flows.training.learn_facts import School

LIKELY = 0.5


def fact_scores(net: Net, school: "School") -> str:
    """Precision, recall and F1 of (subject, object, predicate) by head words, and how many moods are right."""
    right = found = wanted = moods = 0
    with torch.no_grad(), casting(school.device):
        for batch, _ in school.shown("facts-shown"):
            told = read_facts(net, net.encode(batch))
            window, _, subject, object_, predicate, mood = batch["facts"].unbind(1)
            rows = torch.stack([window, subject, object_, predicate], 1).tolist()
            gold = {tuple(row): m for row, m in zip(rows, mood.tolist(), strict=True)}
            same = gold.keys() & told.keys()
            right, found, wanted = right + len(same), found + len(told), wanted + len(gold)
            moods += sum(gold[key] == told[key] for key in same)
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"facts P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, moods {moods / max(1, right):.3f}"


def read_facts(net: Net, words: Tensor) -> dict[tuple[int, ...], int]:
    """(window, subject, object, predicate) -> mood of every fact that is likelier than not."""
    triggers = torch.sigmoid(net.triggers(words))
    asked = (triggers > LIKELY).nonzero()
    if not len(asked):
        return {}
    roles, couples = torch.sigmoid(net.roles(words, asked)).cpu(), torch.sigmoid(net.couples(words)).cpu()
    moods = net.moods(words, asked).argmax(-1)
    found: dict[tuple[int, ...], int] = {}
    for (window, _, predicate), role, mood in zip(asked.tolist(), roles, moods.tolist(), strict=True):
        subjects, objects = (likely(part) for part in role)
        several = len(subjects) > 1 and len(objects) > 1
        for subject in subjects:
            for object_ in objects:
                if subject != object_ and not (several and couples[window, subject, object_] < LIKELY):
                    found[window, subject, object_, predicate] = mood
    return found


def likely(scores: Tensor) -> list[int]:
    """The words that fill a role likelier than not."""
    return [int(at) for at in (scores > LIKELY).nonzero()[:, 0]]
