"""Names that the model does not know, read by words that it knows.

A small model that never saw "ECOWAS" takes it for a verb, and "Bosnia and Herzegovina" for two things. So a known name
is shown to it as one familiar word, and its own words hang below the one that takes that word's place in the tree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class StandIn:
    """The words first..last (positions, last + 1) of a document, and the word that is shown in their place."""

    first: int
    last: int
    word: str


Finder = Callable[[str, list[tuple[int, int]]], Iterable[StandIn]]  # text, offsets of its words -> stand-ins


def shown(doc: Doc, find: Finder) -> tuple[Doc, list[tuple[int, int]]]:
    """What the model is shown of a document with fixed sentence starts, and the words (first, last + 1) of the
    document behind each word of that."""
    found = [s for s in find(doc.text, [(t.idx, t.idx + len(t)) for t in doc]) if fits(doc, s)]
    by_first = {stand_in.first: stand_in for stand_in in found}
    places: list[tuple[int, int]] = []
    words: list[str] = []
    at = 0
    while at < len(doc):
        stand_in = by_first.get(at)
        places.append((at, stand_in.last if stand_in else at + 1))
        words.append(stand_in.word if stand_in else doc[at].text)
        at = places[-1][1]
    spaces = [bool(doc[last - 1].whitespace_) for _, last in places]
    starts = [bool(doc[first].is_sent_start) for first, _ in places]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts), places


def fits(doc: Doc, stand_in: StandIn) -> bool:
    """Whether the name stands within one sentence."""
    return not any(doc[i].is_sent_start for i in range(stand_in.first + 1, stand_in.last))


def chief(words: list[str]) -> int:
    """Which of a name's words takes its place in the tree: the one before "of" or "for", else the last one."""
    return next((i - 1 for i, word in enumerate(words) if i and word in {"of", "for", "on", "in"}), len(words) - 1)
