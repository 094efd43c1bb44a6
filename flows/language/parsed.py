"""What the language model says of a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.language.tokens import Tokens
from flows.language.told import Told

Name = tuple[int, int, str]  # first token, last + 1, label


@dataclass(frozen=True)
class Parsed(Tokens):
    """Tokens with, for each, Penn tag, part of speech, morphology, lemma, relation to its head and its place (its own
    where it has none); and the names and the facts that the network sees in them."""

    tags: Sequence[str] = ()
    pos: Sequence[str] = ()
    morphs: Sequence[Mapping[str, str]] = ()
    lemmas: Sequence[str] = ()
    deps: Sequence[str] = ()
    heads: Sequence[int] = ()
    names: Sequence[Name] = ()
    told: Sequence[Told] = ()

    @cached_property
    def labels(self) -> list[str]:
        """The label of the name that each token is in, "" outside."""
        labels = [""] * len(self)
        for first, last, label in self.names:
            labels[first:last] = [label] * (last - first)
        return labels


def features_of(morph: str) -> dict[str, str]:
    """`Number=Sing|Person=3` as a mapping; nothing of `_`."""
    return dict(feature.split("=", 1) for feature in morph.split("|") if "=" in feature)
