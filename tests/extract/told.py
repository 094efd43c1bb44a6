"""Sentences as articles of their own, and what the reader makes of them, by name instead of by key."""

from functools import lru_cache
from hashlib import sha256

from flows.extract.reader import read_article
from flows.gazetteer import fold, load_gazetteer
from flows.model import Article, Entity, Extraction, Fact, Field, Literal, Part, PartKind, Span, Value

DAY = "2024-07-15"
Triple = tuple[str, str, str]


def article_of(*paragraphs: str, date: str = DAY, note: str = "", title: str = "") -> Article:
    """An article of these paragraphs, and of an author's note and a title when there are any."""
    text, parts = "", []
    for kind, paragraph in [*((PartKind.BODY, p) for p in paragraphs), *([(PartKind.NOTE, note)] if note else [])]:
        text += "\n\n" if text else ""
        parts.append(Part(kind, Span(len(text), len(text) + len(paragraph))))
        text += paragraph
    digest = f"sha256:{sha256(text.encode()).hexdigest()}"
    named = Field(title) if title else None
    return Article("a sentence", text, tuple(parts), digest, title=named, published=Field(date))


@lru_cache(maxsize=512)
def read(*paragraphs: str, date: str = DAY, note: str = "", title: str = "") -> Extraction:
    """What these paragraphs state."""
    return read_article(article_of(*paragraphs, date=date, note=note, title=title))


def facts_of(extraction: Extraction, kind: str = "") -> list[Fact]:
    """The facts of one kind, or all but those about the article itself."""
    return [fact for fact in extraction.facts if (fact.kind == kind if kind else fact.kind != "article")]


def entity_of(extraction: Extraction, value: Value | str | None) -> Entity:
    """The entity that a value (or key) refers to."""
    key = value if isinstance(value, str) else getattr(value, "entity", "")
    return next(entity for entity in extraction.entities if entity.key == key)


def entity_named(extraction: Extraction, name: str) -> Entity:
    """The entity of this name."""
    return next(entity for entity in extraction.entities if plain(name) in names_of(entity))


def names_of(entity: Entity) -> set[str]:
    """Every name of an entity: its own and those that the tables know."""
    entry = load_gazetteer().entries.get(entity.item or "")
    return {plain(name) for name in (entity.name, *((entry.label, *entry.aliases) if entry else ()))}


def means(extraction: Extraction, value: Value, name: str) -> bool:
    """Whether a value is what this name says."""
    if isinstance(value, Literal):
        return plain(value.value) == plain(name)
    return value.entity != "article" and plain(name) in names_of(entity_of(extraction, value))


def fact_stating(extraction: Extraction, triple: Triple) -> Fact | None:
    """The first fact that says this, or None."""
    subject, predicate, object_ = triple
    for fact in extraction.facts:
        named = means(extraction, fact.subject, subject) and means(extraction, fact.object, object_)
        if fact.predicate == predicate and named:
            return fact
    return None


def told(extraction: Extraction) -> list[Triple]:
    """All facts as printed triples, for a failing test to show."""
    return [
        (shown(extraction, fact.subject), fact.predicate, shown(extraction, fact.object))
        for fact in facts_of(extraction)
    ]


def rows_of(kind: str, *paragraphs: str) -> set[Triple]:
    """What the facts of one kind tell in these paragraphs."""
    extraction = read(*paragraphs)
    return {
        (shown(extraction, f.subject), f.predicate, shown(extraction, f.object)) for f in facts_of(extraction, kind)
    }


def held(*paragraphs: str) -> set[tuple[str, str]]:
    """Who holds which office."""
    return {(person, office) for person, _, office in rows_of("office", *paragraphs)}


def said(*paragraphs: str) -> set[tuple[str, str]]:
    """Who says what."""
    return {(speaker, words) for speaker, _, words in rows_of("statement", *paragraphs)}


def rows(text: str, predicate: str, date: str = DAY) -> set[tuple[str, str]]:
    """Of whom or what a predicate is told, and with what."""
    return {(subject, object_) for subject, told_by, object_ in told(read(text, date=date)) if told_by == predicate}


def shown(extraction: Extraction, value: Value) -> str:
    """A value as a reader would print it."""
    if isinstance(value, Literal):
        return value.value
    return "article" if value.entity == "article" else entity_of(extraction, value).name


def qualifier(extraction: Extraction, fact: Fact, name: str) -> str | None:
    """A qualifier as printed, or None."""
    value = dict(fact.qualifiers).get(name)
    return None if value is None else shown(extraction, value)


def mentions_of(extraction: Extraction, text: str, name: str) -> list[tuple[str, str]]:
    """(words, how) of every mention of the entity of this name, in text order."""
    return [(mention.span.of(text), mention.how) for mention in entity_named(extraction, name).mentions]


def plain(name: str) -> str:
    """A name as compared: accents, signs, case and the leading article do not count."""
    return fold(name).casefold()
