"""Claims: what several articles state, gathered from their tellings, with how many independent sources state it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from math import prod

from flows.claims.dates import days_of
from flows.claims.telling import DECODER, Telling, unpacked

SUREST = 0.99  # all come through one reader, so that no number of sources makes more of it


MOST_NAMES = 1 << 63  # names are known by numbers below it

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What tellings of one IRI state together; `one` stands for them: the first that is surest.

    tellings:    how many there are
    articles:    how many articles state it
    among:       a number that is the same for claims which the same articles state
    surest:      how many independent sources were read with which confidence, by the highest of each
    factualities:  how often it is told in which
    first, last: days of publication of the earliest and the latest article, "" where none says
    acting:      whether somebody in office states it, for whom a state may be told to have done it
    """

    iri: str
    one: Telling
    tellings: int
    articles: int
    among: int
    surest: tuple[tuple[float, int], ...]
    factualities: Counts
    first: str
    last: str
    acting: bool

    @property
    def sources(self) -> int:
        """How many independent sources state it: what one house prints is of one source."""
        return sum(count for _, count in self.surest)

    @property
    def confidence(self) -> float:
        """That at least one source was read rightly."""
        unsure = prod((1 - told) ** count for told, count in self.surest)
        return max(min(1 - unsure, SUREST), self.surest[-1][0])

    @property
    def days(self) -> tuple[int, int] | None:
        """The days that its time may mean, None where it gives none."""
        return days_of(self.one.time)

    @property
    def told(self) -> tuple[int, int] | None:
        """From when to when it is told, None where no article says when it was published."""
        return _from_to(self.first, self.last)

    @property
    def alone(self) -> int | None:
        """By what the one article is known that states it, None where several do."""
        return self.among if self.articles == 1 else None

    def told_by(self, told: Telling, elsewhere: bool, met: Sequence[float]) -> "Claim":
        """The claim with one telling more; `elsewhere` when its article had not stated it yet, `met` how surely the
        sources were read with which it shares a house or its words, and with which it makes one now."""
        surest = Counter(dict(self.surest))
        surest.subtract(met)
        surest[max(told.confidence, *met, 0.0)] += 1
        days = [day for day in (self.first, self.last, told.day) if day]
        return Claim(
            iri=self.iri,
            one=min(self.one, told, key=_rank),
            tellings=self.tellings + 1,
            articles=self.articles + elsewhere,
            among=(self.among + elsewhere * numbered(told.article)) % MOST_NAMES,
            surest=tuple(sorted((one, count) for one, count in surest.items() if count)),
            factualities=tuple(sorted((Counter(dict(self.factualities)) + Counter([told.factuality])).items())),
            first=min(days, default=""),
            last=max(days, default=""),
            acting=self.acting or bool(told.stands),
        )

    def packed(self, one: str | None = None) -> str:
        """The claim as text, which `claim_in` reads back; `one` is that of the telling which stands for it, where it is
        known."""
        counts = (self.tellings, self.articles, self.among, self.surest, self.factualities)
        rest = _json([*counts, self.first, self.last, self.acting])
        return f"{rest}\n{one or self.one.packed()}"


_json = json.JSONEncoder(separators=(",", ":")).encode


@lru_cache(maxsize=1 << 14)
def _from_to(first: str, last: str) -> tuple[int, int] | None:
    begins, ends = days_of(first), days_of(last)
    return (begins[0], ends[1]) if begins and ends else None


def claim_in(text: str) -> Claim:
    """A claim from its text."""
    counts, _, one = text.partition("\n")
    (tellings, articles, among, surest, factualities, first, last, acting), _ = DECODER.raw_decode(counts)
    told = unpacked(one)
    sure, as_told = tuple(map(tuple, surest)), tuple(map(tuple, factualities))
    return Claim(told.claim, told, tellings, articles, among, sure, as_told, first, last, acting)


def claims_in(tellings: Iterable[Telling]) -> list[Claim]:
    """The claims of a block, in the order in which they were first told; in whatever order the tellings come."""
    groups: dict[str, list[Telling]] = defaultdict(list)
    for told in tellings:
        groups[told.claim].append(told)
    return sorted(map(claim_of, groups.values()), key=lambda claim: (claim.first, claim.iri))


def claim_of(group: Sequence[Telling]) -> Claim:
    """The claim that all of these tellings state."""
    if len(group) == 1:
        return _told_once(group[0])
    days = [told.day for told in group if told.day]
    articles = {told.article for told in group}
    one = min(group, key=_rank)
    return Claim(
        iri=one.claim,
        one=one,
        tellings=len(group),
        articles=len(articles),
        among=sum(map(numbered, articles)) % MOST_NAMES,
        surest=tuple(sorted(Counter(house.surest for house in houses(group)).items())),
        factualities=tuple(sorted(Counter(told.factuality for told in group).items())),
        first=min(days, default=""),
        last=max(days, default=""),
        acting=any(told.stands for told in group),
    )


def _told_once(one: Telling) -> Claim:
    sure, told_as, by = ((max(one.confidence, 0.0), 1),), ((one.factuality, 1),), numbered(one.article)
    return Claim(one.claim, one, 1, 1, by, sure, told_as, one.day, one.day, bool(one.stands))


@dataclass
class House:
    """An independent source: by what it is known, and the highest confidence with which it was read."""

    names: set[int] = field(default_factory=set)
    surest: float = 0.0


def houses(group: Iterable[Telling]) -> list[House]:
    """The independent sources: tellings that share a host, a publisher or their very words are one."""
    found: dict[int, House] = {}
    for told in group:
        names = names_of(told)
        met = {id(found[name]): found[name] for name in names if name in found}
        first, *others = sorted(met.values(), key=lambda house: -len(house.names)) or [House()]
        first.names.update(names, *(house.names for house in others))
        first.surest = max(first.surest, told.confidence, *(house.surest for house in others))
        found |= dict.fromkeys(names, first)
        for house in others:
            found |= dict.fromkeys(house.names, first)
    return list({id(house): house for house in found.values()}.values())


def names_of(told: Telling) -> set[int]:
    """By what the source of a telling is known: its host and publisher, its words, its article; as numbers."""
    return {numbered(name) for name in (*told.sources, told.article)}


def numbered(name: str) -> int:
    """A name as a number that is short to keep."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % MOST_NAMES


def _rank(told: Telling) -> tuple[float, str, str]:
    return -told.confidence, told.day, told.fact
