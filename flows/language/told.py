"""What the network takes for facts: words that tell of one, the words that fill its roles, and in which mood it stands.

Roles are scored by the predicate (a low-rank form of Dozat and Manning's biaffine attention, 2017); where a trigger has
several subjects and several objects, a score of its own says which belong together.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np

from flows.language.labels import FACT_LABELS, FACT_WEIGHTS
from flows.language.network import Network, Numbers, Window, read_network

LIKELY_TRIGGER, LIKELY_ROLE = 0.2, 0.2  # what is less likely is not told
MOST_FILLERS = 6  # of one role of one trigger


Likely: TypeAlias = tuple[float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as the network sees it: places of words, a predicate of mappings/kinds.yaml, a factuality, and how likely
    it holds the trigger, the subject, the object, that these two belong together, and the factuality (0..1 each); then
    how far the trigger's predicate, the subject and the object come up to the likeliest in their place (0..1 each)."""

    trigger: int
    subject: int
    object: int
    predicate: str
    factuality: str
    likely: Likely

    def moved(self, places: Sequence[int]) -> "Told":
        """The same with other places for the words."""
        trigger, subject, object_ = (places[at] for at in (self.trigger, self.subject, self.object))
        return Told(trigger, subject, object_, self.predicate, self.factuality, self.likely)


class FactReader:
    """A network that tells of facts; `predicates` and `factualities` name its columns."""

    def __init__(self, network: Network, predicates: Sequence[str], factualities: Sequence[str]) -> None:
        self.network, self.weights = network, network.weights
        self.predicates, self.factualities = predicates, factualities

    def read(self, windows: Sequence[Window]) -> list[list[Told]]:
        """The facts told of in each window; places count its words."""
        return [self.told_by(words) for words in self.network.words(windows)]

    def told_by(self, words: Numbers) -> list[Told]:
        """The facts told of by the words (a row each) of one window."""
        w = self.weights
        triggers = likelihood(relu(words @ w["trig1.weight"] + w["trig1.bias"]) @ w["trig2.weight"] + w["trig2.bias"])
        asked = np.argwhere(triggers > LIKELY_TRIGGER)
        if not len(asked):
            return []
        fillers = relu(words @ w["rolew.weight"] + w["rolew.bias"])
        subjects, objects = relu(words @ w["pairs.weight"] + w["pairs.bias"]), words @ w["pairo.weight"]
        width = np.float32(4 / np.sqrt(subjects.shape[1]))
        couples = likelihood(subjects @ relu(objects + w["pairo.bias"]).T * width + w["pairb"])
        found: list[Told] = []
        for word, predicate in asked.tolist():
            roles = self.roles(words[word], predicate, fillers)
            mood = self.mood(words[word], predicate)
            name, factuality = self.predicates[predicate], self.factualities[int(mood.argmax())]
            first, best = triggers[word].max(), roles.max(1)
            for subject, object_, together in combined(roles, couples):
                sure = [triggers[word, predicate], roles[0, subject], roles[1, object_], together, mood.max()]
                sure += [sure[0] / first, sure[1] / best[0], sure[2] / best[1]]
                found.append(Told(word, subject, object_, name, factuality, cast(Likely, tuple(map(float, sure)))))
        return found

    def roles(self, word: Numbers, predicate: int, fillers: Numbers) -> Numbers:
        """(2, words): how likely each word is subject or object of this predicate at this word."""
        w, both = self.weights, [2 * predicate, 2 * predicate + 1]
        mine = relu(word @ w["rolet.weight"] + w["rolet.bias"])
        wanted = mine * w["roleu"][both] + w["roleb.weight"].T[both]
        level = w["rolea.weight"].T[both] @ mine + w["roleb.bias"][both]
        return likelihood(wanted @ fillers.T + level[:, None])

    def mood(self, word: Numbers, predicate: int) -> Numbers:
        """How likely each factuality is."""
        w = self.weights
        inner = relu(word @ w["mood1.weight"] + w["mood1.bias"] + w["moodp"][predicate])
        scores = inner @ w["mood2.weight"] + w["mood2.bias"]
        raised: Numbers = np.exp(scores - scores.max()).astype(np.float32)
        raised /= raised.sum()
        return raised


def load_facts(folder: Path) -> FactReader:
    """The network of a model's folder that tells of facts; OSError, ValueError or KeyError when it is none."""
    labels = json.loads((folder / FACT_LABELS).read_text(encoding="utf-8"))
    network = read_network(folder / FACT_WEIGHTS, {}, labels["attention_heads"])
    return FactReader(network, labels["predicates"], labels["factualities"])


def combined(roles: Numbers, couples: Numbers) -> Iterator[tuple[int, int, float]]:
    """(subject, object, how likely together) of the likely fillers of both roles."""
    subjects, objects = (fillers_of(row) for row in roles)
    several = len(subjects) > 1 and len(objects) > 1
    for subject in subjects:
        for object_ in objects:
            if subject != object_:
                yield subject, object_, float(couples[subject, object_]) if several else 1.0


def fillers_of(likely: Numbers) -> list[int]:
    """The likely words of a role, likeliest first."""
    order = np.argsort(-likely)[:MOST_FILLERS]
    return [int(i) for i in order if likely[i] > LIKELY_ROLE]


def relu(rows: Numbers) -> Numbers:
    """The rows without what is below nothing."""
    kept: Numbers = np.maximum(rows, 0)
    return kept


def likelihood(scores: Numbers) -> Numbers:
    """Scores between 0 and 1."""
    shares: Numbers = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return shares
