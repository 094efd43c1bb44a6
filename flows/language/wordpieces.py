"""Words -> the pieces that the language model knows, and the shape of each word.

Pieces are cut as BERT cuts them (Devlin and others 2019: lower case, no accents, longest match first), so that a
vocabulary of that kind can be read.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 60  # letters; a longer word is cut there
SHAPES = 16


class Vocabulary:
    """The known pieces; a word's first piece is plain, those after it begin with `##`."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        self.unknown, self.start, self.end = (self.numbers[name] for name in (UNKNOWN, START, END))
        self.cut = lru_cache(maxsize=50_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        found: list[int] = []
        for part in parts(plain(word[:LONGEST])):
            found += self.longest_first(part)
        return tuple(found) or (self.unknown,)

    def longest_first(self, part: str) -> list[int]:
        """The pieces of a run of letters, or the unknown one."""
        found, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and (number := self.numbers.get(("##" if start else "") + part[start:end])) is None:
                end -= 1
            if end == start or number is None:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def plain(word: str) -> str:
    """In lower case and without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in letters if unicodedata.category(c) not in {"Mn", "Cc", "Cf"})


def parts(word: str) -> list[str]:
    """Runs of letters and digits; each other sign is a part of its own."""
    found: list[str] = []
    joined = False
    for sign in word:
        if sign.isspace():
            joined = False
        elif sign.isalnum():
            found[-1:] = [found[-1] + sign] if joined else [*found[-1:], sign]
            joined = True
        else:
            found.append(sign)
            joined = False
    return found


@lru_cache(maxsize=50_000)
def shape(word: str) -> int:
    """What the lower case loses: one of SHAPES classes of capitals, digits and signs."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        digits = any(c.isdigit() for c in word)
        return (1 if word.isdigit() else 2) if digits else 3 if word.isspace() else 4
    if any(c.isdigit() for c in word):
        return 5 if letters[0].isupper() else 6
    dotted = "." in word
    if all(c.isupper() for c in letters):
        return (8 if dotted else 7) if len(letters) == 1 else 9 if dotted else 10
    if not any(c.isupper() for c in letters):
        return 11 if dotted else 12
    if word[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 13 if dotted else 14
    return 15
