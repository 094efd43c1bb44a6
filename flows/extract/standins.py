"""Words that stand in for known names while a sentence is parsed."""

from collections.abc import Iterator

from flows.extract.known import known_at
from flows.extract.words import load_words
from flows.language.standins import StandIn


def stand_ins(text: str, places: list[tuple[int, int]]) -> Iterator[StandIn]:
    """Which words of a text, given by their offsets, are names of the tables that mislead by their shape, and the word
    that stands in for each."""
    kinds = load_words("standins")
    free = 0
    for name in known_at(text, places):
        words = kinds.get(name.type.value) if name.type and name.how == "name" else None
        start, end = places[name.first][0], places[name.last - 1][1]
        if words and name.first >= free and misleads(text[start:end]):
            after_the = text[:start].rstrip().lower().endswith("the")
            yield StandIn(name.first, name.last, words["after_the" if after_the else "bare"])
            free = name.last


def misleads(name: str) -> bool:
    """Whether a name looks like something else to who does not know it: long capitals like a shouted word, dashes
    like a compound, "and" like two names."""
    return (name.isupper() and len(name) > 3) or "-" in name or " and " in name
