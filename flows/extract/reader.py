"""The engine `frames`: article -> entities and facts, read off the trees by the frames of mappings/text/."""

import hashlib
import re
from collections.abc import Iterator

from flows.extract.appointments import find_appointments
from flows.extract.authors import without_bylines
from flows.extract.chairs import chair_drafts
from flows.extract.circumstances import add_time, borrow, dates_in, place_of
from flows.extract.confidence import confidence_of
from flows.extract.coreference import resolve_nominals
from flows.extract.epithets import resolve_epithets
from flows.extract.factuality import status_of
from flows.extract.gatherings import find_nominals
from flows.extract.groups import find_groups
from flows.extract.heads import find_heads
from flows.extract.holdings import office_drafts
from flows.extract.incumbents import with_owners
from flows.extract.interpret import Draft, Filling, read_frames_in
from flows.extract.joints import mend_joints
from flows.extract.metadata import named_fields, span_of, written_fields
from flows.extract.metonyms import find_metonyms
from flows.extract.names import find_names
from flows.extract.parties import note_parties
from flows.extract.places import note_adverbs, note_capitals, note_places
from flows.extract.pronouns import resolve_pronouns
from flows.extract.quotations import Quoted
from flows.extract.relatives import mend_relatives
from flows.extract.repair import mend, mend_titles
from flows.extract.sayings import mend_sayings
from flows.extract.shortforms import join_surnames
from flows.extract.speakers import Speech
from flows.extract.standins import stand_ins
from flows.extract.statements import read_statements_in
from flows.extract.states import note_homelands, note_states
from flows.extract.things import Reading, Thing, entities_of
from flows.extract.titles import find_titles
from flows.extract.topics import topic_of
from flows.extract.united import unite
from flows.kinds import shipped_kinds
from flows.language.parse import Passage, Word, parse
from flows.model import (
    Article,
    EntityType,
    Extraction,
    Fact,
    Factuality,
    Field,
    Literal,
    PartKind,
    Reference,
    Span,
    Value,
)

DATELINE = re.compile(
    r"^(?:[A-Z][\w.,’' /-]{0,60}?)?\s*\([A-Z][A-Za-z ./]{1,24}\)\s*\.?\s*(?:--|—|–|-)\s+"
    r"|^[A-Z]{3}[A-Z .,’'-]{0,40}\s(?:--|—|–)\s+"
)
TALKED = {"meeting", "mediation", "hosting", "participation"}  # kinds whose topic is what was talked about
READ = (PartKind.STANDFIRST, PartKind.BODY, PartKind.NOTE)


def read_article(article: Article) -> Extraction:
    """All that the article states, with where it says so."""
    passages, notes = passages_of(article)
    sentences = parse(passages, stand_ins)
    reading = Reading(article.text, sentences)
    reading.title = article.title.value if article.title else ""
    quoted = Quoted(reading)
    find_names(reading)
    note_parties(reading)
    mend(reading)
    mend_joints(reading)
    mend_relatives(reading)
    titles = [*find_titles(reading), *find_appointments(reading)]
    mend_titles(titles)
    mend_sayings(reading)
    titles = with_owners(reading, titles)
    join_surnames(reading)  # a title may have told a person whom the model took for a place
    find_metonyms(reading)
    known = resolve_nominals(reading, titles)
    find_groups(reading)
    resolve_epithets(reading, titles)
    resolve_pronouns(reading)
    find_groups(reading)
    titles = with_owners(reading, [*find_titles(reading), *find_appointments(reading), *known])
    find_heads(reading, titles)
    note_states(titles)
    note_homelands(reading)
    note_places(reading)
    note_capitals(reading)
    note_adverbs(reading)
    find_nominals(reading)
    drafts = [
        *office_drafts(reading, titles),
        *chair_drafts(titles),
        *without_bylines(sentence_drafts(reading, quoted, article, notes), article),
    ]
    borrow(reading, drafts)
    metadata = list(metadata_facts(reading, article))
    keys, entities = entities_with(reading, metadata)
    facts = [fact_of(reading, keys, draft) for draft in drafts]
    facts += [metadata_fact(keys, row) for row in metadata]
    return Extraction("frames", entities, unite(facts))


def passages_of(article: Article) -> tuple[list[Passage], set[int]]:
    """The paragraphs to read, each without its dateline, and the numbers of those that are author's notes."""
    published = article.published.value[:10] if article.published else ""
    passages: list[Passage] = []
    notes: set[int] = set()
    for part in article.parts:
        if part.kind not in READ:
            continue
        text = part.span.of(article.text)
        dateline = DATELINE.match(text)
        skipped = dateline.end() if dateline else 0
        if part.kind is PartKind.NOTE:
            notes.add(len(passages))
        passages.append(Passage(text[skipped:], part.span.start + skipped, part.date or published))
    return passages, notes


def sentence_drafts(reading: Reading, quoted: Quoted, article: Article, notes: set[int]) -> Iterator[Draft]:
    """Frames and statements of every sentence, with time and place."""
    speech = Speech()
    dated = {p.date for p in article.parts if p.date}
    since, paragraph = "", -1  # the last date told in the paragraph
    for sentence in reading.sentences:
        since = since if sentence.paragraph == paragraph else ""
        dates = [d for d in dates_in(sentence, reading.text, since) if not in_name(reading, d[1])]
        since, paragraph = next((t.start for t, _ in reversed(dates) if t.start), since), sentence.paragraph
        default = sentence.today if sentence.today in dated else None
        drafts = list(read_frames_in(reading, sentence))
        drafts = [d for d in drafts if (d.kind == "article") == (sentence.paragraph in notes and d.kind == "article")]
        drafts += [s for s in read_statements_in(reading, sentence, quoted, speech) if not own_deed(s, drafts)]
        for draft in drafts:
            add_time(draft, dates, default)
            if draft.dated and draft.status.factuality is Factuality.ASSERTED and "start" not in draft.qualifiers:
                continue
            allowed = shipped_kinds()[draft.kind].qualifiers
            if "place" in allowed and draft.kind not in {"statement", "office"} and "place" not in draft.qualifiers:
                place = place_of(reading, draft)
                if place is not None:
                    draft.qualifiers["place"] = place
            if "topic" in allowed and draft.kind in TALKED and "topic" not in draft.qualifiers:
                draft.qualifiers["topic"] = topic_of(reading, draft, [word for _, word in dates])
            attribute(reading, draft)
            if draft.datatype == "date":
                draft.object = draft.qualifiers.get("start", "")
                if not draft.object:
                    continue
            yield draft


def in_name(reading: Reading, word: Word) -> bool:
    """Whether a date is only part of a body's name ("June 4 Movement")."""
    named = reading.at.get(word.i)
    bodies = {EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PERSON}
    return named is not None and reading.how[word.i] == "name" and named.type in bodies


def own_deed(statement: Draft, drafts: list[Draft]) -> bool:
    """Whether somebody only announces a deed of their own that a frame has read as a fact."""
    if statement.qualifiers.get("mode") != "indirect" or statement.trigger.lemma not in {
        "announce",
        "pledge",
        "vow",
        "promise",
    }:
        return False
    below = {w.i for c in statement.trigger.children if c.dep in {"ccomp", "xcomp"} for w in c.subtree()}
    return any(d.subject is statement.subject and d.trigger.i in below for d in drafts)


def attribute(reading: Reading, draft: Draft) -> None:
    """Name the speaker of what is only reported."""
    reporter = draft.status.reporter
    if reporter is None or draft.kind == "statement":
        return
    from flows.extract.arguments import surface_subjects

    for subject in surface_subjects(reporter):
        thing = reading.at.get(subject.i)
        if thing is not None and not thing.parts:
            draft.qualifiers["attributed to"] = thing


# --- drafts to facts ------------------------------------------------------------------------------

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
    from flows.model import Entity, Mention

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
    about: Value = Reference(keys[id(subject)]) if subject is not None else Reference("article")
    key = digest("article", predicate, thing.name if thing else text)
    return Fact(key, "article", predicate, about, value, (span,), confidence=0.97)


def fact_of(reading: Reading, keys: dict[int, str], draft: Draft) -> Fact:
    """A draft, made final."""
    qualifiers = dict(draft.qualifiers)
    speaker = qualifiers.pop("attributed to", None)
    allowed = shipped_kinds()[draft.kind].qualifiers
    rows = tuple(
        (name, as_value(keys, value, "date" if name in {"start", "end"} else "text"))
        for name, value in sorted(qualifiers.items())
        if name in allowed and value not in ("", None)
    )
    span = evidence_of(draft)
    said = " ".join(f"{name}={v.value}" for name, v in rows if isinstance(v, Literal) and v.datatype == "date")
    said += "" if draft.status.polarity else " not"
    names = [v.name if isinstance(v, Thing) else v for v in (draft.subject, draft.object)]
    return Fact(
        key=digest(draft.kind, draft.predicate, *names, span.of(reading.text), draft.status.factuality, said),
        kind=draft.kind,
        predicate=draft.predicate,
        subject=as_value(keys, draft.subject, "text"),
        object=as_value(keys, draft.object, draft.datatype),
        evidence=(span,),
        qualifiers=rows,
        factuality=draft.status.factuality,
        polarity=draft.status.polarity,
        attributed_to=keys.get(id(speaker)) if isinstance(speaker, Thing) else None,
        confidence=confidence_of(reading, draft),
    )


def as_value(keys: dict[int, str], value: Filling, datatype: str) -> Value:
    """A thing as reference, text as literal."""
    return Reference(keys[id(value)]) if isinstance(value, Thing) else Literal(value, datatype)


def evidence_of(draft: Draft) -> Span:
    """From the first to the last word that speaks of the fact, inside one sentence."""
    sentence = draft.trigger.sentence
    words = [w for w in [draft.trigger, *draft.words] if w.sentence is sentence]
    return Span(min(w.start for w in words), max(w.end for w in words))


def digest(*parts: str) -> str:
    """A short key that stays the same as long as what is said and the words that say it do."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


__all__ = ["Word", "read_article", "status_of"]
