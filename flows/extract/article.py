"""What of an article is read, and what it says of itself: title, author, publisher, date, picture."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.extract.draft import Draft
from flows.extract.facts.final import digest
from flows.extract.reading.reading import Reading, Thing, entities_of
from flows.extract.speech.interviews import labels_of, width_of
from flows.gazetteer import load_gazetteer
from flows.iris import ARTICLE
from flows.kinds import kind_read_by
from flows.language.parse import Passage
from flows.model import (
    Article,
    Entity,
    EntityType,
    Fact,
    Factuality,
    Field,
    Literal,
    Mention,
    Part,
    PartKind,
    Reference,
    Span,
    Trace,
    Value,
)

DATELINE = re.compile(
    r"^(?:[A-Z][\w.,’' /-]{0,60}?)?\s*\((?:[A-Z][A-Za-z ./]{1,40}|[a-z]+(?:\.[a-z]+)+)\)\s*\.?\s*(?:--|—|–|-)\s+"
    # "NAIROBI — …", "ST JOHN'S — …", "BAMAKO, Mali — …", "BEIJING/SEOUL — …"
    r"|^(?:[A-Z]{3}|[A-Z]{2}\.? (?=[A-Z]{3}))[A-Z .,’'/-]{0,40}(?:,\s[A-Z][\w.’' -]{2,30})?\s(?:--|—|–)\s+(?![a-z])"
    # "BAMAKO, Mali - …"
    r"|^[A-Z]{3}[A-Z .’'/-]{0,40},\s[A-Z][\w.’' -]{2,30}\s-\s+(?=[A-Z“\"])"
    # "Tokyo (Example News) Japan …", "SUVA, 3 March 2025. Fiji …"
    r"|^[A-Z][\w.,’' /-]{0,40}?\s\((?:CNN|AP|AFP|UPI|Reuters|Xinhua"
    r"|[A-Z][\w ]{1,20} (?:News|Press|Agency|Wire|Times|Post))\)\s+(?=[A-Z])"
    r"|^[A-Z]{3}[A-Z .’'-]{0,40},\s+(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?"
    r"\s*(?:\.|:|--|—|–|-)\s+"
    # "Lima, March 3: …", "Addis Ababa, 10 August 2024 – …"
    r"|^(?!\w+day,)[A-Z][\w.’'/-]{1,20}(?: [A-Z][\w.’'/-]{1,20}){0,2},\s"
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}\b)(?:,?\s\d{4})?"
    # with the agency in brackets, which may stand without a mark: "Lima, May 3 (ANP) The council …"
    r"(?:(?:,?\s\([\w /.]{2,30}\))?(?:\s*(?:--|—|–)\s+|:\s*|\s-\s+)|\s\([A-Z][\w /.]{1,30}\)\s+)(?=[A-Z])"
    # "LIMA (ANP): The council …", "LIMA- The council …"
    r"|^[A-Z]{3}[A-Z .’'-]{0,40}\s\([A-Z][\w /.-]{1,30}\):\s*(?=[A-Z“\"])"
    r"|^[A-Z]{3}[A-Z .’']{0,40}-(?:\s+(?=[A-Z])|(?=The\s))"
    # "LIMA (Example News / Wire - 2nd March) The council …"
    r"|^[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2}\s\([^()/]{2,40}/[^()]{2,40}\)\s+(?=[A-Z])"
)
# "Lima – The council …", "Lima: The council …": a place before a spaced dash or a colon, and the word behind that
LED_IN = re.compile(r"^([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2})( (?:--|—|–|-)|:) (?=([A-Z][\w’'-]*|[“\"]))")
READ = (PartKind.STANDFIRST, PartKind.BODY, PartKind.NOTE)

# predicate -> (field of Article, the type of its entity or the datatype of its literal)
NAMED = {
    "author": ("authors", EntityType.PERSON),
    "publisher": ("publisher", EntityType.ORGANIZATION),
    "image creator": ("image_creator", EntityType.PERSON),
    "image source": ("image_source", EntityType.ORGANIZATION),
}
WRITTEN = {
    "title": ("title", "text"),
    "date": ("published", "date"),
    "description": ("description", "text"),
    "image caption": ("image_caption", "text"),
    "publisher description": ("publisher_description", "text"),
}


def passages_of(article: Article) -> tuple[list[Passage], set[int]]:
    """The paragraphs to read, each without its dateline, and the numbers of those that are author's notes."""
    published = article.published.value[:10] if article.published else ""
    passages: list[Passage] = []
    notes: set[int] = set()
    for part, label in zip(read_parts(article), speakers_of(article), strict=True):
        text = part.span.of(article.text)
        skipped = dateline_width(text, opens=len(passages) < 2) or width_of(label, text)
        if part.kind is PartKind.NOTE:
            notes.add(len(passages))
        passages.append(Passage(text[skipped:], part.span.start + skipped, part.date or published))
    return passages, notes


def dateline_width(text: str, *, opens: bool) -> int:
    """How many letters of a paragraph are its dateline, 0 where it has none; one that `opens` an article, or stands
    behind its lead, may tell of a town that the tables do not know ("Kisumu – The council …")."""
    dateline, led_in = DATELINE.match(text), LED_IN.match(text)
    if dateline or not led_in:
        return dateline.end() if dateline else 0
    place, mark, behind = led_in.groups()
    shouted = place.isupper() and len(place) > 3
    place = place.title() if place.isupper() else place
    city = any(e.type is EntityType.CITY for e in load_gazetteer().find(place))
    pair = bool(load_gazetteer().find(behind) or load_gazetteer().demonym(behind))  # "Lima – Quito talks"
    aside = re.search(r" (?:--|—|–|-) ", text[led_in.end() :].split(". ")[0])
    if mark == ":":
        return led_in.end() if city and opens else 0
    told = (city and (shouted or not pair)) or (opens and not city and behind in {"The", "A", "An"})
    return led_in.end() if told and not aside else 0


def read_parts(article: Article) -> list[Part]:
    """The parts of an article that are read."""
    return [part for part in article.parts if part.kind in READ]


def speakers_of(article: Article) -> list[str]:
    """Who speaks in each of its paragraphs, where an interview says so; "" elsewhere."""
    return labels_of([part.span.of(article.text) for part in read_parts(article)])


def named_fields(article: Article) -> Iterator[tuple[str, Field, EntityType]]:
    """(predicate, field, entity type) of the metadata that names somebody."""
    for predicate, (name, type_) in NAMED.items():
        value = getattr(article, name)
        for field in value if isinstance(value, tuple) else (value,):
            if field is not None and field.value:
                yield predicate, field, type_


def written_fields(article: Article) -> Iterator[tuple[str, Field, str]]:
    """(predicate, field, datatype) of the metadata that is text or a date; the date without its time of day."""
    for predicate, (name, datatype) in WRITTEN.items():
        field = getattr(article, name)
        if field is not None and field.value:
            value = field.value.split("T")[0] if datatype == "date" else field.value
            yield predicate, Field(value, field.span), datatype


def span_of(article: Article, field: Field) -> Span:
    """Where the text says it; the title's or the text's first words when only markup does."""
    if field.span is not None:
        return field.span
    found = article.text.find(field.value)
    if found >= 0:
        return Span(found, found + len(field.value))
    return article.parts[0].span if article.parts else Span(0, min(80, len(article.text)))


def without_bylines(drafts: Iterable[Draft], article: Article) -> Iterator[Draft]:
    """The drafts as if "writes A" were not there, where A is an author of the article."""
    authors = {field.value.casefold() for field in article.authors}
    for draft in drafts:
        if draft.datatype == "quote" and is_one(draft.subject, authors):
            continue
        if is_one(draft.qualifiers.get("attributed to"), authors):
            del draft.qualifiers["attributed to"]
            if draft.status.factuality is Factuality.REPORTED:
                draft.status = replace(draft.status, factuality=Factuality.ASSERTED, reporter=None)
        yield draft


def is_one(filling: object, authors: set[str]) -> bool:
    """Whether a role is filled by one of the authors."""
    return isinstance(filling, Thing) and filling.name.casefold() in authors


MetadataRow = tuple[str, Thing | None, str, str, Span, Thing | None]  # predicate, object, text, datatype, span, subject


def metadata_facts(reading: Reading, article: Article) -> Iterator[MetadataRow]:
    """The article's own facts; people and publishers named there are things like any other."""
    for predicate, field, datatype in written_fields(article):
        subject = None
        if predicate == "publisher description":
            subject = (
                named_thing(reading, article.publisher.value, EntityType.ORGANIZATION) if article.publisher else None
            )
            if subject is None:
                continue
        yield predicate, None, field.value, datatype, span_of(article, field), subject
    if article.url:
        yield "url", None, article.url, "text", span_of(article, Field(article.url)), None
    for predicate, field, type_ in named_fields(article):
        yield predicate, named_thing(reading, field.value, type_), "", "entity", span_of(article, field), None


def named_thing(reading: Reading, name: str, type_: EntityType) -> Thing:
    """The thing of this name, made when the text has none."""
    for thing in reading.things:
        if name.casefold() in {thing.name.casefold(), *(n.casefold() for n in thing.names)}:
            return thing
    thing = Thing(type_, name)
    reading.things.append(thing)
    return thing


def entities_with(reading: Reading, metadata: list[MetadataRow]) -> tuple[dict[int, str], tuple]:  # type: ignore[type-arg]
    """Entities of the text, then those that only the metadata names."""
    keys, entities = entities_of(reading)
    extra = list(entities)
    for predicate, thing, _, _, span, _ in metadata:
        if thing is not None and id(thing) not in keys:
            keys[id(thing)] = f"e{len(extra) + 1}"
            extra.append(Entity(keys[id(thing)], thing.type, thing.name, (Mention(span, "name", predicate),)))
    return keys, tuple(extra)


def metadata_fact(keys: dict[int, str], row: MetadataRow) -> Fact:
    """One fact about the article."""
    predicate, thing, text, datatype, span, subject = row
    value: Value = Reference(keys[id(thing)]) if thing is not None else Literal(text, datatype)
    about: Value = Reference(keys[id(subject)]) if subject is not None else Reference(ARTICLE)
    kind = kind_read_by("metadata").name
    key = digest(kind, predicate, thing.name if thing else text)
    traces = (Trace(f"about the article: {predicate}"),)
    return Fact(key, kind, predicate, about, value, (span,), confidence=0.97, traces=traces)
