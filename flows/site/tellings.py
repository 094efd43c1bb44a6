"""Which facts on a thing say the same, and in which order they stand, told by little more than numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flows.rows import digest
from flows.site.facts import Fact, Head, Thing
from flows.site.timeline import first_day
from flows.site.wording import is_date, what_it_says, words


class Telling(NamedTuple):
    """One fact on a thing: where it stands, and what is asked of it before it is shown.

    says, seen:  hashes of what it says, and of all that it looks like
    moment:      the first day that its time may mean, for what happens at a time
    belongs:     whether it tells who belongs to the thing
    """

    article: int
    place: int
    kind: str
    says: str
    seen: str
    moment: str | None
    belongs: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings of the same, the surest first; and the number of the article that told it first."""

    tellings: tuple[Telling, ...]
    first: int

    @property
    def kind(self) -> str:
        """The kind of fact that it is."""
        return self.tellings[0].kind

    @property
    def moment(self) -> str | None:
        """The first day that its time may mean."""
        return self.tellings[0].moment

    @property
    def belongs(self) -> bool:
        """Whether it tells who belongs to the thing."""
        return bool(self.tellings[0].belongs)

    @property
    def seen(self) -> list[str]:
        """What it looks like, as hashes."""
        return [telling.seen for telling in self.tellings]


def grouped(tellings: Iterable[Telling], ranks: Mapping[int, int]) -> list[Group]:
    """The tellings of a thing in groups that say the same, those first told the longest ago first.

    `ranks` has the place of each article, the newest first.
    """

    def newest(telling: Telling) -> tuple[int, int]:
        return ranks[telling.article], telling.place

    same: dict[tuple[str, str], list[Telling]] = {}
    for telling in sorted(tellings, key=newest, reverse=True):
        same.setdefault((telling.kind, telling.says), []).append(telling)
    return [
        Group(tuple(sorted(group, key=lambda one: (-one.confidence, *newest(one)))), group[0].article)
        for group in same.values()
    ]


def says_of(fact: Fact) -> str:
    """A hash of what a fact says."""
    return _short(repr(what_it_says(fact)))


def seen_of(fact: Fact, head: Head) -> str:
    """A hash of all that a fact looks like on a page."""
    names = [(role, thing.label, thing.name) for role, thing in fact.roles]
    return _short(repr((fact.row, fact.page, head.title, head.published, names)))


def moment_of(fact: Fact) -> str | None:
    """The first day that a fact's time may mean; None for what happens at no time, or none that a calendar has."""
    day = first_day(fact) if fact.kind in words()["happenings"] and not is_date(fact) else None
    return day.isoformat() if day else None


def belongs_to(fact: Fact, thing: Thing) -> bool:
    """Whether a fact tells that somebody belongs to a thing, or does not."""
    told = any(fact.predicate in predicates for predicates in words()["belonging"].values())
    return told and fact.object.thing is not None and fact.object.thing.iri == thing.iri


def _short(text: str) -> str:
    return digest(text)[7:23]
