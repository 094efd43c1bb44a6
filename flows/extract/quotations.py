"""Quotations in a sentence: where they stand and which words are theirs."""

from dataclasses import dataclass

from flows.extract.things import Reading
from flows.language.parse import Sentence, Word

OPEN = {"“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True)
class Quotation:
    """The words between quotation marks, marks not included."""

    words: tuple[Word, ...]
    closed: bool

    @property
    def first(self) -> Word:
        """Its first word."""
        return self.words[0]

    @property
    def last(self) -> Word:
        """Its last word."""
        return self.words[-1]

    def text(self, reading: Reading) -> str:
        """The quoted words, verbatim, white space as single blanks."""
        return reading.phrase(self.first, self.last)

    def holds(self, word: Word) -> bool:
        """Whether a word stands inside."""
        return self.first.i <= word.i <= self.last.i


def quotations_in(sentence: Sentence) -> list[Quotation]:
    """The quotations of a sentence in order; one that never closes runs to the sentence's end."""
    found: list[Quotation] = []
    inside: list[Word] | None = None
    closing = ""
    for word in sentence.words:
        mark = word.text
        if inside is None and (mark in OPEN or mark in {'"', "``"}):
            inside, closing = [], OPEN.get(mark, '"')
        elif inside is not None and (mark == closing or (closing == '"' and mark in {'"', "''"})):
            if inside:
                found.append(Quotation(tuple(inside), True))
            inside = None
        elif inside is not None:
            inside.append(word)
    if inside and len(inside) >= 3:
        found.append(Quotation(tuple(inside), False))
    return found
