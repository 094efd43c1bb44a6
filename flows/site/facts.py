"""What pages are made of: things, facts that join them, and the articles that state these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Whom or what the release speaks of; `name` is safe as the name of a file, `item` None without a sure link."""

    iri: str
    name: str
    label: str
    type: str
    item: str | None
    description: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """What plays a role: a thing of the release, or words alone."""

    words: str
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one article; `opens` is the address that opens the source at its words, None where there is none."""

    iri: str
    article: str
    kind: str
    subject: Party
    predicate: str
    object: Party
    qualifiers: Mapping[str, str]
    things: Mapping[str, tuple[Thing, ...]]
    factuality: str
    polarity: bool
    speaker: Party | None
    confidence: float
    evidence: str
    at: int
    opens: str | None
    row: str  # hash of the row that it was read from
    page: int = 1  # of its article, on which it stands

    @property
    def key(self) -> str:
        """The fact's name within its article."""
        return self.iri.rsplit("/", 1)[-1]

    @property
    def roles(self) -> Iterator[tuple[str, Thing]]:
        """Every thing that takes part, by the role that it plays."""
        parties = (("subject", self.subject), ("object", self.object), ("speaker", self.speaker))
        yield from ((role, party.thing) for role, party in parties if party and party.thing)
        yield from ((role, thing) for role, things in self.things.items() for thing in things)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what it says of itself, and its facts in reading order."""

    slug: str
    iri: str
    url: str | None
    title: str
    published: str
    facts: tuple[Fact, ...]
    about: tuple[Fact, ...]

    def of_itself(self, predicate: str) -> tuple[Fact, ...]:
        """What the article says of itself under this predicate."""
        return tuple(fact for fact in self.about if fact.predicate == predicate)


@dataclass(frozen=True, slots=True)
class Head:
    """An article as lists name it: its publisher, and how many facts it states."""

    slug: str
    iri: str
    url: str | None
    title: str
    published: str
    publisher: Party | None
    facts: int
