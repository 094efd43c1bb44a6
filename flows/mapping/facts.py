"""One fact as a JSON-LD record: roles, qualifiers, how surely, and where the article says it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from flows.errors import UnknownTerm
from flows.iris import ARTICLE, article_iri, evidence_iri, fact_iri
from flows.kinds import Kind, Predicate, kind_of, shipped_kinds
from flows.mapping.cast import Cast, Record
from flows.mapping.context import Context
from flows.mapping.dates import date_value, days_of, latest_day
from flows.model import Article, EntityType, Fact, Factuality, Literal, Reading, Reference, Value
from flows.plover import event_of
from flows.rows import digest, mood_of, name_of
from flows.settings import Settings


class Compared(Protocol):
    """How a fact stands against Wikidata, and the values that Wikidata has in its place."""

    @property
    def against(self) -> str:
        """known, new, differs or no counterpart."""

    @property
    def theirs(self) -> tuple[str, ...]:
        """Identifiers of items, or dates."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the record of a fact is written with.

    limit:     how much article text a literal may carry
    compared:  by fact key, for those facts that were held against Wikidata
    claims:    by fact key, the IRI of the claim that it states, which other articles may state as well
    """

    reading: Reading
    settings: Settings
    context: Context
    cast: Cast
    limit: Callable[[str], str]
    compared: Mapping[str, Compared]
    claims: Mapping[str, str]


def fact_record(fact: Fact, page: Page) -> Record:
    """The JSON-LD record of one fact."""
    kind = kind_of(shipped_kinds(), fact.kind)
    predicate = kind.predicate(fact.predicate)
    return {
        **_provenance(fact, page),
        **_roles(fact, kind, predicate, page),
        **_qualifiers(fact, kind, page),
        **_days(fact, kind, predicate, page.reading),
        **_stated(fact, kind, page.reading.article),
        **_event(fact, page),
        **_comparison(page.compared.get(fact.key), page),
    }


def _provenance(fact: Fact, page: Page) -> Record:
    article, settings = page.reading.article, page.settings
    first, *further = (evidence_iri(article, span, settings) for span in fact.evidence)
    record: Record = {
        "id": fact_iri(article, fact, settings),
        "confidence": f"{fact.confidence:.2f}",
        "evidence": first,
        "factuality": page.context.code("factuality", fact.factuality.value),
        "furtherEvidence": sorted(set(further) - {first}),
        "label": _label(fact, page),
        "polarity": fact.polarity,
        "statedIn": article_iri(article, settings),
    }
    if fact.key in page.claims:
        record["states"] = page.claims[fact.key]
    if fact.attributed_to:
        record["attributedTo"] = page.cast.iri(Reference(fact.attributed_to), EntityType.PERSON)
    return record


def _roles(fact: Fact, kind: Kind, predicate: Predicate, page: Page) -> Record:
    record: Record = {"type": kind.class_name}
    if predicate.status:
        record["status"] = page.context.code("status", predicate.status)
    record |= _value(predicate.subject, fact.subject, EntityType.CONCEPT, page)
    if predicate.object_type == "date":
        return record | {predicate.object: date_value(name_of(fact.object, page.reading))}
    if predicate.object_type == "quote":
        record["contentHash"] = digest(name_of(fact.object, page.reading))
    return record | _value(predicate.object, fact.object, predicate.names, page)


def _qualifiers(fact: Fact, kind: Kind, page: Page) -> Record:
    record: dict[str, list[object]] = {}
    for name, value in fact.qualifiers:
        if name not in kind.qualifiers:
            raise UnknownTerm(f"{name!r} is no qualifier of {kind.name}; known: {', '.join(kind.qualifiers)}")
        for term, written in _qualifier(name, value, kind.names.get(name, EntityType.CONCEPT), page).items():
            record.setdefault(term, []).append(written)
    return dict(record)


def _qualifier(name: str, value: Value, names: EntityType, page: Page) -> Record:
    if name in ("start", "end"):
        return {name: date_value(name_of(value, page.reading))}
    if page.context.is_code(name):
        return {name: page.context.code(name, name_of(value, page.reading))}
    return _value(name, value, names, page)


def _value(term: str, value: Value, names: EntityType, page: Page) -> Record:
    """The word of the context and the value under it: a thing's IRI, or text within its limit."""
    if not page.context.is_node(term):
        return {term: page.limit(name_of(value, page.reading))}
    if isinstance(value, Literal) and value.value != ARTICLE and page.context.knows(f"{term}Text"):
        return {f"{term}Text": page.limit(value.value)}
    return {term: page.cast.iri(value, names)}


def _days(fact: Fact, kind: Kind, predicate: Predicate, reading: Reading) -> Record:
    """The first and last days of its start and end, so that dates of different precision can be compared."""
    starts = [value for name, value in fact.qualifiers if name == "start"]
    if predicate.object_type == "date" and kind.read_by != "metadata":
        starts.append(fact.object)
    ends = [value for name, value in fact.qualifiers if name == "end"]
    started, ended = list(_bounds(starts, reading)), list(_bounds(ends, reading))
    record: Record = {}
    if started:
        record |= {"earliestStart": min(first for first, _ in started), "latestStart": max(last for _, last in started)}
    if ended:
        record["latestEnd"] = max(last for _, last in ended)
    return record


def _stated(fact: Fact, kind: Kind, article: Article) -> Record:
    """The last day on which the words that state it can have been published; none of what the page says of itself."""
    if kind.read_by == "metadata":
        return {}
    posts = [part.date for part in article.parts if part.date and part.span.covers(fact.evidence[0])]
    published = [article.published.value] if article.published else []
    days = [day for day in map(latest_day, (*published, *posts)) if day]
    return {"latestStated": max(days)} if published and days else {}


def _event(fact: Fact, page: Page) -> Record:
    """The event of PLOVER that it tells of."""
    event = event_of(fact.kind, fact.predicate, fact.factuality, fact.polarity)
    if event is None:
        return {}
    record: Record = {"ploverEvent": page.context.code("ploverEvent", event.event)}
    told = {"ploverMode": event.mode, "ploverContext": event.context}
    return record | {term: word for term, word in told.items() if word}


def _bounds(values: list[Value], reading: Reading) -> Iterator[tuple[str, str]]:
    for value in values:
        days = days_of(name_of(value, reading))
        if days:
            yield days


def _comparison(compared: Compared | None, page: Page) -> Record:
    if compared is None:
        return {}
    first, *rest = compared.against.split()
    code = page.context.code("against", first + "".join(word.capitalize() for word in rest))
    return {"against": code, "theirs": list(compared.theirs) if code == "differs" else []}


def _label(fact: Fact, page: Page) -> str:
    words = [name_of(fact.subject, page.reading), fact.predicate, name_of(fact.object, page.reading)]
    if fact.factuality is not Factuality.ASSERTED or not fact.polarity:
        words.append(f"({mood_of(fact.kind, fact.predicate, fact.factuality.value, fact.polarity)})")
    return page.limit(" · ".join(words))
