"""Names that the model does not know, read by words that it knows.

A small model that never saw "ECOWAS" takes it for a verb, and "Bosnia and Herzegovina" for two things. So a known name
is shown to it as one familiar word, and its own words hang below the one that takes that word's place in the tree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flows.language.tokens import Tokens


@dataclass(frozen=True, slots=True)
class StandIn:
    """The words first..last (positions, last + 1) of a text, and the word that is shown in their place."""

    first: int
    last: int
    word: str


Finder = Callable[[str, list[tuple[int, int]]], Iterable[StandIn]]  # text, offsets of its words -> stand-ins


def shown(text: Tokens, find: Finder) -> tuple[Tokens, list[tuple[int, int]]]:
    """What the model is shown of a text with fixed sentence starts, and the tokens (first, last + 1) of the text behind
    each token of that."""
    told = frozenset(text.starts or ())
    stretches = [(start, start + len(word)) for start, word in zip(text.offsets, text.words, strict=True)]
    by_first = {each.first: each for each in find(text.text, stretches) if fits(told, each)}
    places: list[tuple[int, int]] = []
    words: list[str] = []
    at = 0
    while at < len(text):
        stand_in = by_first.get(at)
        places.append((at, stand_in.last if stand_in else at + 1))
        words.append(stand_in.word if stand_in else text.words[at])
        at = places[-1][1]
    spaced = [text.spaced[last - 1] for _, last in places]
    return Tokens(words, spaced, [i for i, (first, _) in enumerate(places) if first in told]), places


def fits(starts: frozenset[int], stand_in: StandIn) -> bool:
    """Whether the name stands within one sentence."""
    return starts.isdisjoint(range(stand_in.first + 1, stand_in.last))


def chief(words: list[str]) -> int:
    """Which of a name's words takes its place in the tree: the one before "of" or "for", else the last one."""
    if len(words) == 1 or holds_bracket(words):
        return 0
    return next((i - 1 for i, word in enumerate(words) if i and word in {"of", "for", "on", "in"}), len(words) - 1)


def holds_bracket(words: list[str]) -> bool:
    """Whether a word stands in for itself and for the short form in brackets behind it: "Union ( AU )"."""
    return words[1:2] == ["("]


def unbracketed(words: list[str], places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The (first, last + 1) words of a name; of one with a short form in brackets those before it, then that."""
    for first, last in places:
        if holds_bracket(words[first:last]):
            return [(places[0][0], first + 1), (first + 2, first + 3)]
    return [(places[0][0], places[-1][1])]
