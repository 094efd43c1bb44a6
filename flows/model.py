"""What passes between the stages: frozen dataclasses, each of which can be written as JSON and read back.

    ingest -> Article -> extract -> Extraction(entities, facts) -> link -> Links -> map -> quads
    -> validate -> Report -> publish

Offsets are counted in characters of `Article.text`, half open, so that `article.text[start:end]`
is the verbatim evidence.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from flows.article import Article as Article
from flows.article import Field as Field
from flows.article import Part as Part
from flows.article import PartKind as PartKind
from flows.article import Span as Span
from flows.outcomes import Failure as Failure
from flows.outcomes import Problem as Problem
from flows.outcomes import Report as Report

# --- extract ------------------------------------------------------------------------------------


class EntityType(StrEnum):
    """What kind of thing a name stands for."""

    COUNTRY = "country"
    CITY = "city"
    REGION = "region"
    ORGANIZATION = "organization"
    PERSON = "person"
    EVENT = "event"
    CONFLICT = "conflict"
    OFFICE = "office"
    GROUP = "group"  # people named together: "Kazakh officials", "ASEAN foreign ministers"
    WORK = "work"  # treaties, resolutions, laws, agreements
    CONCEPT = "concept"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text speaks of an entity, and how: name, demonym, pronoun, nominal, metonym, title."""

    span: Span
    how: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the article speaks of.

    key:       unique in the article, stable over runs
    name:      the fullest form that the article uses
    mentions:  in text order, at least one
    item:      Wikidata item that the shipped tables already fix for this name, or None: a hint for the linker
    hints:     what the text says that helps to link: ("office", "Foreign Minister of Armenia"), ("country", "Armenia"),
               of a conflict ("in", "Chad"), ("year", "1987")
    """

    key: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    item: str | None = None
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A role's value that is an entity of the same article, by key; the literal "article" is the article itself."""

    entity: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A role's value that is written out. datatype: text, date (ISO 8601, any precision), quote or number."""

    value: str
    datatype: str = "text"


Value = Reference | Literal


class Factuality(StrEnum):
    """Whether the article states that something holds, and how."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Trace:
    """How the reader came to a fact, for who wants to know why; no part of the fact.

    rule:     the frame that states it ("accession.yaml: joins a body"), or the pass and what it went by
              ("offices: title before the name")
    trigger:  the word that opened it; None where only markup says it
    roles:    (subject, object or qualifier, words that filled it), in that order
    """

    rule: str
    trigger: Span | None = None
    roles: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the article states.

    kind, predicate:  as listed in mappings/kinds.yaml, which also says what role the subject and object play
    qualifiers:       (name, value) pairs, sorted by name; names as listed in mappings/kinds.yaml
    polarity:         False when what is said is denied; a reported fact may be denied too
    attributed_to:    key of the entity in whose mouth the fact stands, or None
    evidence:         where the article states it, first the sentence or clause that says it
    confidence:       0..1, calibrated: the share of facts at this value that are right
    traces:           how the reader came to it, one a place where it is said; equal facts may differ here
    """

    key: str
    kind: str
    predicate: str
    subject: Value
    object: Value
    evidence: tuple[Span, ...]
    qualifiers: tuple[tuple[str, Value], ...] = ()
    factuality: Factuality = Factuality.ASSERTED
    polarity: bool = True
    attributed_to: str | None = None
    confidence: float = 1.0
    traces: tuple[Trace, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an engine read in one article; entities by first mention, facts by first evidence.

    print:  by what its text is known again on other sites (flows/copies.py), "" where it cannot be
    """

    engine: str
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    print: str = ""


# --- link ---------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """How sure a link is. Only `same` is published as a link."""

    SAME = "same"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One Wikidata item that an entity may be; score 0..1."""

    item: str
    label: str
    description: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The decision for one entity. `item` and `label` are set when the verdict is `same`, else None and "".

    pending: the network failed before this entity could be looked up; the next run asks again
    type: what the item is, where that is more than the reader could know ("the Peruvian president"); else None
    """

    entity: str
    verdict: Verdict
    item: str | None = None
    label: str = ""
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    pending: bool = False
    type: EntityType | None = None


# --- what a release is made of ------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """One article through extract and link: all that mapping, validation and publishing need."""

    article: Article
    extraction: Extraction
    links: tuple[Link, ...]

    def link_of(self, entity: str) -> Link:
        """The link of one entity; verdict `none` when the linker never saw it."""
        return self._links.get(entity) or Link(entity, Verdict.NONE)

    def entity_of(self, key: str) -> Entity | None:
        """The entity of that key, None when the article has none."""
        return self._entities.get(key)

    def entity_called(self, name: str) -> Entity | None:
        """The first entity of that name, whatever its letters' case; None when the article has none."""
        return self._called.get(name.casefold())

    # Each is asked for many times a fact.
    @cached_property
    def iris(self) -> dict[object, str]:
        """The IRIs of what its roles name, as far as they were asked for (flows/iris.py)."""
        return {}

    @cached_property
    def _links(self) -> dict[str, Link]:
        return {link.entity: link for link in reversed(self.links)}

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {entity.key: entity for entity in reversed(self.extraction.entities)}

    @cached_property
    def _called(self) -> dict[str, Entity]:
        return {entity.name.casefold(): entity for entity in reversed(self.extraction.entities)}
