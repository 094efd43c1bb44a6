"""A name found in a sentence."""

from dataclasses import dataclass

from flows.gazetteer import Entry
from flows.model import EntityType


@dataclass(frozen=True)
class Found:
    """A name found in a sentence: words first..last (positions in the sentence, last + 1), and what it may be."""

    first: int
    last: int
    type: EntityType | None
    entry: Entry | None = None
    how: str = "name"
