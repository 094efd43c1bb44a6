"""Claims: what several articles state, gathered from their tellings, with how many independent sources state it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from flows.claims.dates import days_of
from flows.claims.telling import Telling

SUREST = 0.99  # all come through one reader, so that no number of sources makes more of it


@dataclass(frozen=True, slots=True)
class Claim:
    """What tellings of one IRI state together; `one` stands for them: the first that is surest.

    sources:     how many independent ones; what one house prints, or prints word for word after another, is one
    first, last: days of publication of the earliest and the latest article, "" where none says
    confidence:  that at least one source was read rightly
    """

    iri: str
    one: Telling
    tellings: tuple[Telling, ...]
    sources: int
    first: str
    last: str
    confidence: float

    @property
    def factualities(self) -> list[tuple[str, int]]:
        """How often it is told in which factuality."""
        return sorted(Counter(told.factuality for told in self.tellings).items())

    @property
    def articles(self) -> tuple[str, ...]:
        """The IRIs of the articles that state it."""
        return tuple(sorted({told.article for told in self.tellings}))

    @property
    def days(self) -> tuple[int, int] | None:
        """The days that its time may mean, None where it gives none."""
        return days_of(self.one.time)

    @property
    def told(self) -> tuple[int, int] | None:
        """From when to when it is told, None where no article says when it was published."""
        first, last = days_of(self.first), days_of(self.last)
        return (first[0], last[1]) if first and last else None


def claims_in(tellings: Iterable[Telling]) -> list[Claim]:
    """The claims of a block, in the order in which they were first told; in whatever order the tellings come."""
    groups: dict[str, list[Telling]] = defaultdict(list)
    for told in sorted(tellings, key=_order):
        groups[told.claim].append(told)
    return sorted((_claim(iri, group) for iri, group in groups.items()), key=lambda claim: (claim.first, claim.iri))


def _order(told: Telling) -> tuple[str, float, str]:
    return told.day, -told.confidence, told.fact


def _claim(iri: str, group: list[Telling]) -> Claim:
    days = [told.day for told in group if told.day]
    best = independent(group)
    unsure = prod(1 - told for told in best)
    return Claim(
        iri=iri,
        one=min(group, key=lambda told: (-told.confidence, told.day, told.fact)),
        tellings=tuple(group),
        sources=len(best),
        first=min(days, default=""),
        last=max(days, default=""),
        confidence=max(min(1 - unsure, SUREST), *best) if best else 0.0,
    )


def independent(group: Iterable[Telling]) -> list[float]:
    """For each independent source the highest confidence with which it was read: tellings that share a host, a
    publisher or their very words are one source."""
    groups: list[tuple[set[str], float]] = []
    for told in group:
        mine, sure = set(told.sources) | {told.article}, told.confidence
        apart = []
        for names, other in groups:
            if names & mine:
                mine, sure = mine | names, max(sure, other)
            else:
                apart.append((names, other))
        groups = [*apart, (mine, sure)]
    return sorted(sure for _, sure in groups)
