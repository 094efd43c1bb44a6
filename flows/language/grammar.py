"""What the labels of a sentence's words must agree on; where the likeliest do not, the next likeliest are taken."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.language.layers import NEVER
from flows.language.network import Numbers


@dataclass(frozen=True)
class Choice:
    """The chosen labels of n words, as numbers: how their names are listed."""

    tags: NDArray[np.intp]
    morphs: NDArray[np.intp]
    relations: NDArray[np.intp]

    def listed(self) -> tuple[list[int], list[int], list[int]]:
        """Tags, morphology and relations as plain numbers."""
        return self.tags.tolist(), self.morphs.tolist(), self.relations.tolist()


class Grammar:
    """The rules, for labels listed in this order."""

    def __init__(self, tags: Sequence[str], morphs: Sequence[str], relations: Sequence[str]) -> None:
        self.tags, self.relations = tags, relations
        self.participles = marked([tag == "VBN" for tag in tags]), marked(["VerbForm=Part" in m for m in morphs])
        self.passive_subjects = marked([dep in {"nsubj:pass", "csubj:pass"} for dep in relations])
        self.agents = marked([dep == "obl:agent" for dep in relations])

    def choose(self, words: Sequence[str], heads: NDArray[np.intp], scores: tuple[Numbers, Numbers, Numbers]) -> Choice:
        """The best labels by the scores of tags, morphology and relations. `heads` counts words from 1."""
        tags, morphs, relations = (each.copy() for each in scores)
        says = [self.relations[i] for i in relations.argmax(1)]
        helped = {heads[i] for i, dep in enumerate(says) if dep == "aux:pass"}
        aided = helped | {heads[i] for i, dep in enumerate(says) if dep in {"aux", "cop"}}
        by = {heads[i] for i, dep in enumerate(says) if dep == "case" and words[i].lower() == "by"}
        ruled: list[tuple[Numbers, int, NDArray[np.intp]]] = []
        for i, dep in enumerate(says):
            if dep in {"nsubj:pass", "csubj:pass"} and heads[i] not in helped:
                ruled.append((relations, i, self.passive_subjects))
            if dep == "obl:agent" and i + 1 not in by:
                ruled.append((relations, i, self.agents))
            if dep in {"nsubj", "nsubj:pass"} and heads[i] and heads[i] not in aided:
                # "Finland applied": a participle has no subject of its own without an auxiliary
                ruled += [(tags, heads[i] - 1, self.participles[0]), (morphs, heads[i] - 1, self.participles[1])]
        for table, row, columns in ruled:
            table[row, columns] = NEVER
        return Choice(tags.argmax(1), morphs.argmax(1), relations.argmax(1))


def marked(places: list[bool]) -> NDArray[np.intp]:
    """Where the list says yes."""
    return np.flatnonzero(places)
