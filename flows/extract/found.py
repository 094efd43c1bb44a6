"""A name found in a sentence, and the choice among names that overlap."""

from dataclasses import dataclass

from flows.extract.words import word_set
from flows.gazetteer import Entry
from flows.language.parse import Word
from flows.model import EntityType


@dataclass(frozen=True)
class Found:
    """A name found in a sentence: words first..last (positions in the sentence, last + 1), and what it may be."""

    first: int
    last: int
    type: EntityType | None
    entry: Entry | None = None
    how: str = "name"


def choose(found: list[Found], words: list[Word]) -> list[Found]:
    """The best names that do not overlap: longer first, then those of the tables, then the model's."""

    def rank(one: Found) -> tuple[int, int, int]:
        return (-(one.last - one.first), 0 if one.entry else 1, one.first)

    chosen: list[Found] = []
    for one in sorted(found, key=rank):
        if any(one.first < other.last and other.first < one.last for other in chosen):
            continue
        if one.entry is None and swallows_known(one, found, words):
            continue
        chosen.append(one)
    return sorted(chosen, key=lambda one: one.first)


def swallows_known(one: Found, found: list[Found], words: list[Word]) -> bool:
    """Whether a longer name of unknown standing would hide two known ones, or a known one of its own type
    ("President Xi Jinping", "Indonesia and Malaysia"); "NATO Harbour Assembly" is a body of its own."""
    inside = [o for o in found if o.entry and o.how == "name" and one.first <= o.first and o.last <= one.last]
    if len(inside) >= 2:
        return True
    body = one.type is EntityType.ORGANIZATION and words[one.last - 1].text.lower() in word_set("names", "organization")
    return any(
        (o.type == one.type or o.last - o.first >= 2) and not (body and o.first == one.first and o.last < one.last)
        for o in inside
    )
