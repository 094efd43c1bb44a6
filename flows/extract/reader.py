"""The engine `frames`: article -> entities and facts, read off the trees by the frames of mappings/text/."""

import re
from collections.abc import Iterator

from flows.extract.article import entities_with, metadata_fact, metadata_facts, without_bylines
from flows.extract.draft import Draft
from flows.extract.facts.attributed import attribute, own_deed, quoted_by
from flows.extract.facts.circumstances import add_time, borrow, place_of
from flows.extract.facts.final import fact_of
from flows.extract.facts.topics import topic_of
from flows.extract.facts.united import unite
from flows.extract.frames.language import frame_verbs
from flows.extract.frames.match import read_frames_in
from flows.extract.grammar.dates import dates_in
from flows.extract.mentions.definite import resolve_nominals
from flows.extract.mentions.epithets import resolve_epithets
from flows.extract.mentions.gatherings import find_nominals
from flows.extract.mentions.groups import find_groups
from flows.extract.mentions.places import find_metonyms, note_adverbs, note_capitals, note_places
from flows.extract.mentions.pronouns import resolve_pronouns
from flows.extract.mentions.short_bodies import join_short_bodies
from flows.extract.mentions.states import note_homelands, note_states
from flows.extract.names.find import find_names
from flows.extract.names.misleading import stand_ins
from flows.extract.names.parties import note_parties
from flows.extract.names.short import join_surnames
from flows.extract.offices.beside import find_titles
from flows.extract.offices.by_verb import find_appointments
from flows.extract.offices.facts import chair_drafts, office_drafts
from flows.extract.offices.heads import find_heads
from flows.extract.offices.owners import with_owners
from flows.extract.offices.title import mend_titles
from flows.extract.reading.reading import Reading
from flows.extract.speech.quotations import Quoted
from flows.extract.speech.speakers import Speech
from flows.extract.speech.statements import read_statements_in
from flows.extract.trees.lists import mend_joints
from flows.extract.trees.mend import mend
from flows.extract.trees.relatives import mend_relatives
from flows.extract.trees.sayings import mend_sayings
from flows.kinds import shipped_kinds
from flows.language.parse import Passage, Word, parse
from flows.model import Article, EntityType, Extraction, Factuality, PartKind

DATELINE = re.compile(
    r"^(?:[A-Z][\w.,’' /-]{0,60}?)?\s*\([A-Z][A-Za-z ./]{1,24}\)\s*\.?\s*(?:--|—|–|-)\s+"
    r"|^[A-Z]{3}[A-Z .,’'-]{0,40}\s(?:--|—|–)\s+"
    # "Tokyo (Example News) Japan …", "SUVA, 3 March 2025. Fiji …"
    r"|^[A-Z][\w.,’' /-]{0,40}?\s\((?:CNN|AP|AFP|UPI|Reuters|Xinhua"
    r"|[A-Z][\w ]{1,20} (?:News|Press|Agency|Wire|Times|Post))\)\s+(?=[A-Z])"
    r"|^[A-Z]{3}[A-Z .’'-]{0,40},\s+(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?"
    r"\s*(?:\.|:|--|—|–|-)\s+"
)

READ = (PartKind.STANDFIRST, PartKind.BODY, PartKind.NOTE)


def read_article(article: Article) -> Extraction:
    """All that the article states, with where it says so."""
    passages, notes = passages_of(article)
    sentences = parse(passages, stand_ins)
    reading = Reading(article.text, sentences)
    reading.title = article.title.value if article.title else ""
    quoted = Quoted(reading)
    find_names(reading)
    join_short_bodies(reading)
    note_parties(reading)
    mend(reading, frame_verbs())
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
        *without_bylines(quoted_by(sentence_drafts(reading, quoted, article, notes)), article),
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
        drafts = [d for d in drafts if sentence.paragraph in notes or not shipped_kinds()[d.kind].in_notes]
        drafts += [s for s in read_statements_in(reading, sentence, quoted, speech) if not own_deed(s, drafts)]
        for draft in drafts:
            add_time(draft, dates, default)
            if not draft.status.stated:
                continue
            if draft.dated and draft.status.factuality is Factuality.ASSERTED and "start" not in draft.qualifiers:
                continue
            kind = shipped_kinds()[draft.kind]
            if kind.place and "place" not in draft.qualifiers:
                place = place_of(reading, draft)
                if place is not None:
                    draft.qualifiers["place"] = place
            if kind.topic and "topic" not in draft.qualifiers:
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
