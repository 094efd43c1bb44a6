"""A fact in the making."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.extract.grammar.scope import Status
from flows.extract.reading.reading import Thing
from flows.kinds import kind_read_by, shipped_kinds
from flows.language.parse import Word
from flows.language.told import Told
from flows.model import Factuality

Filling = Thing | str
RULE = "network"  # the rule of a draft that the network alone tells


def made_by(reader: str) -> tuple[str, str]:
    """The kind whose facts a part of the reader makes, and its one predicate."""
    kind = kind_read_by(reader)
    (predicate,) = kind.predicates
    return kind.name, predicate


@dataclass
class Draft:
    """A fact in the making: values are things or text; `words` are those that speak of it.

    `rule` is the frame or pass that makes it, `roles` the words that filled its subject, object and qualifiers, where
    the maker knows them: what Fact.traces is made of.
    """

    kind: str
    predicate: str
    subject: Filling
    object: Filling
    status: Status
    words: list[Word]
    rule: str
    base: float
    trigger: Word
    qualifiers: dict[str, Filling] = field(default_factory=dict)
    roles: dict[str, list[Word]] = field(default_factory=dict)
    timed: bool = True
    has_time: bool = False  # whether the dates of its sentence were asked
    dated: bool = False  # stands only with a date
    dates: frozenset[str] = frozenset()  # prepositions of the dates that may be its own; any where there are none
    datatype: str = "text"
    turn: tuple[str, Word] | None = None  # "start" or "end", and the verb whose date that is
    when: Mapping[Factuality, str | None] = field(default_factory=dict)  # other predicates, by factuality
    seen: Told | None = None  # what the network says of it
    vouched: bool = (
        False  # whether a frame finds what the network alone tells, but for the types of what fills its roles
    )
    crowd: int = 1  # how many the network tells by the same word and predicate
    told: tuple[int, int] | None = None  # where the words stand that a statement puts into somebody's mouth

    def put_off(self) -> None:
        """Make what seemed to be so one to come, under the predicate for that, if there is one."""
        self.status = replace(self.status, factuality=Factuality.PLANNED)
        predicate = self.when.get(Factuality.PLANNED, self.predicate)
        self.status = self.status if predicate is not None else replace(self.status, stated=False)
        self.predicate = predicate or self.predicate

    def is_played(self) -> bool:
        """Whether its subject and object are of types that may play the roles of its predicate."""
        predicate = shipped_kinds()[self.kind].predicate(self.predicate)
        played = ((self.subject, predicate.subject_types), (self.object, predicate.object_types))
        return all(filling.type in types for filling, types in played if isinstance(filling, Thing))

    def tells(self, word: Word) -> bool:
        """Whether a word is part of what is said and so speaks of neither the time nor the place of saying it."""
        return self.told is not None and self.told[0] <= word.start < self.told[1]
