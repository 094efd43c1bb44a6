"""A title beside a person's name: what the text calls the office, and whose it is."""

from dataclasses import dataclass

from flows.extract.things import Thing
from flows.language.parse import Word


@dataclass(frozen=True)
class Title:
    """A person, the office the text gives them, and the words from first to last that say so."""

    person: Thing
    role: str
    owner: Thing | None
    first: Word
    last: Word
    how: str
    noun: Word | None = None  # the office noun, where it stands for the person ("foreign minister, X")
    verb: Word | None = None  # the verb that gives or takes the office ("will succeed him as …")


Named = tuple[Thing, int, int]  # person, first and last position in the sentence
