"""The engine `frames`: article -> entities and facts, by passes in a declared order.

Each pass says what it needs and what it gives, in the words below; the table is checked when it is loaded.

    quotations  what stands between quotation marks        titles     who is told to hold which office
    names       which words name which thing               owners     whose office a title is
    trees       the sentences' trees as they are meant     states     for which state a person or body acts
    mentions    pronouns, nouns and the like -> things     drafts     facts in the making
    dates       drafts with their time, those that stand only with a date dropped without one
    sources     drafts with whose words they are
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from flows.errors import BrokenData
from flows.extract.article import (
    MetadataRow,
    entities_with,
    metadata_fact,
    metadata_facts,
    passages_of,
    speakers_of,
    without_bylines,
)  # fmt: skip
from flows.extract.draft import Draft
from flows.extract.facts.attributed import attribute, own_deed, quoted_by
from flows.extract.facts.borrowed import borrow
from flows.extract.facts.circumstances import Dates, dated, dates_of
from flows.extract.facts.decide import decided
from flows.extract.facts.final import fact_of, unite
from flows.extract.facts.paired import in_pairs
from flows.extract.facts.topics import add_topic
from flows.extract.facts.whereabouts import add_place
from flows.extract.frames.language import frame_verbs
from flows.extract.frames.learned import is_office, learned_drafts, note_company, outdone, put_off_offices, same_fact
from flows.extract.frames.match import Miss, near_misses, read_frames_in
from flows.extract.grammar.kept import keep_answers
from flows.extract.mentions.definite import resolve_nominals
from flows.extract.mentions.epithets import resolve_epithets
from flows.extract.mentions.gatherings import find_nominals
from flows.extract.mentions.groups import find_groups
from flows.extract.mentions.places import find_metonyms, note_adverbs, note_capitals, note_places
from flows.extract.mentions.pronouns import resolve_pronouns
from flows.extract.mentions.short_bodies import join_short_bodies
from flows.extract.mentions.states import note_homelands, note_states
from flows.extract.names.find import find_names, note_parties
from flows.extract.names.shown import stand_ins
from flows.extract.offices.beside import find_titles
from flows.extract.offices.by_verb import find_appointments
from flows.extract.offices.facts import chair_drafts, office_drafts
from flows.extract.offices.heads import find_heads
from flows.extract.offices.owners import with_owners
from flows.extract.offices.retold import retold_drafts
from flows.extract.offices.title import Title, mend_titles
from flows.extract.offices.told import with_told
from flows.extract.reading.reading import Reading
from flows.extract.speech.drafts import told_statement
from flows.extract.speech.interviews import told_in_interview
from flows.extract.speech.quotations import Quoted
from flows.extract.speech.speakers import Speech
from flows.extract.speech.statements import read_statements_in
from flows.extract.trees.doers import mend_doers
from flows.extract.trees.lists import mend_joints
from flows.extract.trees.mend import mend
from flows.extract.trees.presence import mend_presence
from flows.extract.trees.relatives import mend_relatives
from flows.extract.trees.sayings import mend_sayings
from flows.kinds import shipped_kinds
from flows.language.parse import parse
from flows.model import Article, Extraction, PartKind


@dataclass
class Course:
    """An article on its way through the passes. `notes` are the numbers of its paragraphs that are author's notes."""

    article: Article
    reading: Reading
    notes: set[int]
    quoted: Quoted
    titles: list[Title] = field(default_factory=list)
    known: list[Title] = field(default_factory=list)  # titles of those whom only the tables know in such an office
    drafts: list[Draft] = field(default_factory=list)
    dates: dict[int, Dates] = field(default_factory=dict)
    about: list[MetadataRow] = field(default_factory=list)


@dataclass(frozen=True)
class Pass:
    """One pass over an article: what must have been given before it, and what it gives or adds to."""

    name: str
    run: Callable[[Course], None]
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


def read_article(article: Article, passes: Iterable[Pass] | None = None) -> Extraction:
    """All that the article states, with where it says so."""
    return extraction_of(through(article, PASSES if passes is None else passes))


def read_closely(article: Article) -> tuple[Extraction, list[Miss]]:
    """The same, with the frames that some word could have opened and that state nothing there."""
    course = through(article, PASSES)
    return extraction_of(course), [m for s in course.reading.sentences for m in near_misses(course.reading, s)]


def through(article: Article, passes: Iterable[Pass]) -> Course:
    """An article that went through these passes."""
    passages, notes = passages_of(article)
    reading = Reading(article.text, parse(passages, stand_ins))
    reading.title = article.title.value if article.title else ""
    course = Course(article, reading, notes, Quoted(reading))
    for one in passes:
        keep_answers(reading.sentences, "trees" not in one.gives)
        one.run(course)
    return course


def extraction_of(course: Course) -> Extraction:
    """The drafts made final: entities by first mention, facts by first evidence, each once."""
    keys, entities = entities_with(course.reading, course.about)
    facts = [fact_of(course.reading, keys, draft) for draft in course.drafts if draft.is_played()]
    facts += [metadata_fact(keys, row) for row in course.about]
    return Extraction("frames", entities, unite(facts))


def in_order(passes: tuple[Pass, ...]) -> tuple[Pass, ...]:
    """The same passes; BrokenData when one needs what none before it gives, or is called like another."""
    given: set[str] = set()
    for at, one in enumerate(passes):
        if missing := sorted(set(one.needs) - given):
            raise BrokenData(f"pass {one.name!r}: needs {', '.join(missing)}, which no pass before it gives")
        if one.name in {other.name for other in passes[:at]}:
            raise BrokenData(f"pass {one.name!r}: stands in the table twice")
        given |= set(one.gives)
    return passes


def see_titles(course: Course) -> None:
    """Titles beside names and from verbs, and what the tables know."""
    course.titles = [*find_titles(course.reading), *find_appointments(course.reading), *course.known]
    course.titles = with_told(course.reading, course.titles)


def own_titles(course: Course) -> None:
    """Each bare title with its owner."""
    course.titles = with_owners(course.reading, course.titles)


def see_nominals(course: Course) -> None:
    """Definite nouns that speak of what was named."""
    course.known += resolve_nominals(course.reading, course.titles)


def draft_offices(course: Course) -> None:
    """Who holds which office, and what becomes of it."""
    offices = list(office_drafts(course.reading, course.titles))
    course.drafts += [*offices, *retold_drafts(course.reading, offices)]


def draft_chairs(course: Course) -> None:
    """Who presides over which body."""
    course.drafts += chair_drafts(course.reading, course.titles)


def draft_by_frames(course: Course) -> None:
    """What the frames read, some of it in an author's note alone."""
    for sentence in course.reading.sentences:
        for draft in read_frames_in(course.reading, sentence):
            if sentence.paragraph in course.notes or not shipped_kinds()[draft.kind].in_notes:
                course.drafts.append(draft)


def draft_statements(course: Course) -> None:
    """Who said what, but for deeds of their own that a frame has read as facts."""
    speech, by_frames = Speech(), list(course.drafts)
    for sentence in course.reading.sentences:
        here = [d for d in by_frames if d.trigger.sentence is sentence]
        statements = read_statements_in(course.reading, sentence, course.quoted, speech)
        course.drafts += [s for s in statements if not own_deed(s, here)]


def draft_learned(course: Course) -> None:
    """What the network takes for facts: beside the drafts that say the same, or as drafts of their own."""
    by_place = {word.i: word for sentence in course.reading.sentences for word in sentence.words}
    told = partial(told_statement, course.reading, course.quoted)
    for sentence in course.reading.sentences:
        here = [d for d in course.drafts if d.trigger.sentence is sentence]
        for draft in learned_drafts(course.reading, sentence, by_place, told):
            same = next((d for d in here if same_fact(d, draft)), None)
            if same is None and is_office(draft):
                continue  # titles make these
            if same is None:
                here.append(draft)
                course.drafts.append(draft)
            elif same.seen is None or (draft.seen is not None and same.seen.likely < draft.seen.likely):
                same.seen = draft.seen
        note_company(course.reading, here)
        put_off_offices(here)
        rivals = outdone(here)
        course.drafts = [d for d in course.drafts if id(d) not in rivals]


def decide(course: Course) -> None:
    """Only what is likely enough."""
    course.drafts = decided(course.reading, course.drafts)


def without_authors(course: Course) -> None:
    """Drop what only says that the author writes."""
    course.drafts = list(without_bylines(course.drafts, course.article))


def date_drafts(course: Course) -> None:
    """When; a digest's entry has its own date."""
    entries = {part.date for part in course.article.parts if part.date and part.kind is PartKind.DATE}
    pairs = in_pairs(course.reading, course.drafts, dates_of(course.reading))
    course.drafts = list(dated(pairs, entries))


def place_drafts(course: Course) -> None:
    """Where."""
    for draft in course.drafts:
        add_place(course.reading, draft)


def topic_drafts(course: Course) -> None:
    """About what."""
    dates = dates_of(course.reading)
    for draft in course.drafts:
        add_topic(course.reading, draft, [word for _, word in dates[draft.trigger.sentence.index]])


def source_drafts(course: Course) -> None:
    """Who says so, also of what stands in a quotation of several sentences."""
    for draft in course.drafts:
        attribute(course.reading, draft)
    course.drafts = quoted_by(course.drafts)
    told_in_interview(course.reading, course.drafts, speakers_of(course.article))


def borrow_circumstances(course: Course) -> None:
    """When and where, from the gathering at which it happened."""
    borrow(course.reading, course.drafts)


def describe_article(course: Course) -> None:
    """What the article says of itself."""
    course.about = list(metadata_facts(course.reading, course.article))


def over(change: Callable[[Reading], None]) -> Callable[[Course], None]:
    """A change of the reading, as a pass."""
    return lambda course: change(course.reading)


PASSES = in_order((
    Pass("names", over(find_names), (), ("names",)),
    Pass("short bodies", over(join_short_bodies), ("names",), ("names",)),
    Pass("parties of a conflict", over(note_parties), ("names",), ("names",)),
    Pass("trees", lambda c: mend(c.reading, frame_verbs()), ("names",), ("trees",)),
    Pass("doers", over(mend_doers), ("names", "trees"), ("trees",)),
    Pass("joints", over(mend_joints), ("names", "trees"), ("trees",)),
    Pass("relative clauses", over(mend_relatives), ("names", "trees"), ("trees",)),
    Pass("presence", over(mend_presence), ("names", "trees"), ("trees",)),
    Pass("titles", see_titles, ("names", "trees"), ("titles", "names")),
    Pass("titled subjects", lambda c: mend_titles(c.reading, c.titles), ("titles", "trees"), ("trees",)),
    Pass("verbs of saying", over(mend_sayings), ("names", "trees"), ("trees",)),
    Pass("capitals that act", over(find_metonyms), ("names", "trees"), ("mentions",)),
    Pass("nouns", see_nominals, ("names", "trees", "titles"), ("mentions",)),
    Pass("groups", over(find_groups), ("names", "mentions"), ("mentions",)),
    Pass("epithets", lambda c: resolve_epithets(c.reading, c.titles), ("names", "titles"), ("mentions",)),
    Pass("pronouns", over(resolve_pronouns), ("names", "trees", "mentions"), ("mentions",)),
    Pass("titles of whom nouns speak", see_titles, ("mentions", "trees"), ("titles",)),
    Pass("owners of titles", own_titles, ("titles", "mentions"), ("owners",)),
    Pass("heads", lambda c: find_heads(c.reading, c.titles), ("owners",), ("mentions",)),
    Pass("states", lambda c: note_states(c.titles), ("owners",), ("states",)),
    Pass("homelands", over(note_homelands), ("states", "mentions"), ("mentions",)),
    Pass("places", over(note_places), ("names", "mentions"), ("mentions",)),
    Pass("capitals", over(note_capitals), ("names", "mentions"), ("mentions",)),
    Pass("there", over(note_adverbs), ("names", "mentions"), ("mentions",)),
    Pass("gatherings", over(find_nominals), ("names", "trees", "mentions"), ("mentions",)),
    Pass("offices", draft_offices, ("owners",), ("drafts",)),
    Pass("chairs", draft_chairs, ("owners",), ("drafts",)),
    Pass("frames", draft_by_frames, ("trees", "mentions", "states"), ("drafts",)),
    Pass("statements", draft_statements, ("trees", "mentions", "drafts"), ("drafts",)),
    Pass("network", draft_learned, ("trees", "mentions", "drafts"), ("drafts",)),
    Pass("dates", date_drafts, ("drafts", "names"), ("dates",)),
    Pass("whereabouts", place_drafts, ("drafts", "mentions"), ("drafts",)),
    Pass("topics", topic_drafts, ("drafts", "mentions"), ("drafts",)),
    Pass("sources", source_drafts, ("drafts", "mentions"), ("sources",)),
    Pass("decision", decide, ("sources",), ("drafts",)),
    Pass("bylines", without_authors, ("sources",), ("drafts",)),
    Pass("borrowed circumstances", borrow_circumstances, ("dates",), ("drafts",)),
    Pass("about the article", describe_article, ("names",), ("names",)),
))  # fmt: skip
