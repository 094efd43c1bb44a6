"""Frames at work: every word that opens a frame is asked for its roles, and what fills them becomes a statement; and
frames that came close: what was missing where a word could have opened them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.extract.draft import Draft, Filling
from flows.extract.frames.fill import LEFT_OUT, fill, source_words
from flows.extract.frames.fitting import is_anothers, is_with_own
from flows.extract.frames.language import Frame, Role, frames_by_word
from flows.extract.grammar.arguments import arguments, expand
from flows.extract.grammar.doers import only_describes, preposition
from flows.extract.grammar.scope import Status, scope_of
from flows.extract.mentions.resolve import argument_words
from flows.extract.mentions.states import at_home
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.kinds import shipped_kinds
from flows.language.lemmas import base_forms
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

NAMED = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY})  # whose names open no frame
TOLD_APART = frozenset({EntityType.GROUP, EntityType.ORGANIZATION})
MOST = 4  # who fills a frame with `pairs`: a gathering of more is no meeting of each with each


def read_frames_in(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """All that the frames find in one sentence, by position of the trigger."""
    for word in [*sentence.words, *sentence.echoes]:
        fired: set[str] = set()
        for frame in frames_at(reading, word):
            if frame.yields_to & fired:
                continue
            for draft in apply(reading, frame, word):
                fired.add(frame.name)
                yield draft


def frames_at(reading: Reading, word: Word) -> Iterator[Frame]:
    """The frames that a word may open; a word of a name opens none."""
    index, lemma = frames_by_word(), word.lemma.lower()
    if word.pos == "VERB" and (word.pos, lemma) not in index:
        # the model's lemma may be off ("readmitt", "severe" for "severed")
        lemma = next((form for form in base_forms(word.text.lower()) if (word.pos, form) in index), lemma)
    named = reading.at.get(word.i) if reading.how.get(word.i) == "name" else None
    if named is None or named.type not in NAMED:
        several = word.morph.get("Number") == "Plur"
        yield from (f for f in index.get((word.pos, lemma), ()) if not (f.singular and several))


@dataclass(frozen=True)
class Opened:
    """A frame that a word opens: the word around which its roles stand, and what it states there."""

    place: Word
    status: Status
    predicate: str


def apply(reading: Reading, frame: Frame, trigger: Word) -> Iterator[Draft]:
    """The facts that one frame reads off one trigger."""
    opened = opening(reading, frame, trigger)
    if isinstance(opened, str):
        return
    place = opened.place
    for subject, object_, words, more in fillings(reading, frame, trigger, place):
        draft = Draft(
            frame.kind, opened.predicate, subject, object_, opened.status, [trigger, *words, *more],
            f"{frame.kind}.yaml: {frame.name}", frame.confidence, place, roles={"subject": words, "object": more},
            timed=frame.time, when=frame.when, dated=frame.dated, dates=frame.dates,
            datatype="date" if frame.object.time else "text",
        )  # fmt: skip
        for name, role in frame.qualifiers.items():
            values = fill(reading, role, trigger, place)
            if values:
                draft.qualifiers[name], draft.roles[name] = values[0]
                draft.words += values[0][1]
        yield draft


def opening(reading: Reading, frame: Frame, trigger: Word) -> Opened | str:
    """What a frame states with a word that may open it; in words what is missing, when it does not."""
    if frame.object.join and trigger.dep == "conj":
        return "the first of several joined nouns speaks for all"
    place = via_word(arguments(trigger), frame) if frame.via else trigger
    if place is None:
        return "via " + " or ".join(f"{name} {listed(words)}" for name, words in frame.via.items()) + ": not there"
    refused = objection(reading, trigger, place, frame)
    if refused:
        return refused
    status = scope_of(trigger, nominal=frame.part != "verb")
    if not status.stated or (frame.part == "verb" and only_describes(trigger)):
        return f"what {trigger.text} says is not stated here"
    if place is not trigger and scope_of(place).polarity is False:
        return f"{place.text} is denied"
    predicate = said_as(frame, status)
    if predicate is None:
        return f"when: nothing is said of what is {status.factuality.value if status.polarity else 'negated'}"
    told = status.factuality is Factuality.ASSERTED or (frame.dates and status.factuality is Factuality.REPORTED)
    if told and frame.states is not Factuality.ASSERTED:
        status = replace(status, factuality=frame.states)
    if frame.denies:
        status = replace(status, polarity=not status.polarity)
    return Opened(place, status, predicate)


def said_as(frame: Frame, status: Status) -> str | None:
    """The predicate of a frame for what is said in this mood, or None where it says nothing then."""
    said = frame.when.get(status.factuality, frame.predicate)
    if status.polarity:
        return said
    if status.factuality is Factuality.POSSIBLE and said is None:
        return None
    denied = frame.when.get(Factuality.NEGATED)
    if status.factuality in {Factuality.PLANNED, Factuality.POSSIBLE}:
        return denied if frame.time else None  # who will not join may be a member, who will not come stays away
    return denied if Factuality.NEGATED in frame.when else said


def via_word(found: dict[str, list[Word]], frame: Frame) -> Word | None:
    """The word under the frame's `via` argument whose lemma is one of those asked for."""
    for name, lemmas in frame.via.items():
        for word in found.get(name, []):
            for one in expand(word):
                if one.lemma.lower() in lemmas:
                    return one
    return None


def objection(reading: Reading, trigger: Word, place: Word, frame: Frame) -> str:
    """Which of the frame's `not_under`, `unless` and `needs` speaks against it, and with which words; "" when none."""
    governed = trigger.dep in {"xcomp", "acl", "ccomp", "advcl", "obj"} or preposition(trigger) == "as"
    if governed and trigger.head.lemma.lower() in frame.not_under:
        return f"not_under: stands under {trigger.head.text}"
    for source, lemmas in frame.unless.items():
        barred = next((w for w in words_at(trigger, place, source) if is_one_of(reading, w, lemmas)), None)
        if barred is not None:
            return f"unless: {source} is {barred.text}"
    for source, lemmas in frame.needs.items():
        there = words_at(trigger, place, source)
        if not any(is_one_of(reading, w, lemmas) for w in there):
            return f"needs: {source} {listed(lemmas)}; there is {listed(w.text for w in there) or 'nothing'}"
    return ""


def listed(words: Iterable[str]) -> str:
    """Up to six of the words, in order of the alphabet."""
    ordered = sorted(words)
    return ", ".join(ordered[:6]) + (" …" if len(ordered) > 6 else "")


def is_one_of(reading: Reading, word: Word, lemmas: frozenset[str]) -> bool:
    """Whether a word is one of these lemmas, or names a thing of one of these types ("@country"); "*" is any word."""
    thing = reading.at.get(word.i)
    return "*" in lemmas or word.lemma.lower() in lemmas or (thing is not None and f"@{thing.type.value}" in lemmas)


def words_at(trigger: Word, place: Word, source: str) -> list[Word]:
    """The words under a source: the children of some sort for "particle", "case" and "any", the governor for "head";
    "via." starts at the via word."""
    if "|" in source and ">" not in source:
        return [w for name in source.split("|") for w in words_at(trigger, place, name)]
    if source == "particle":
        return [c for c in trigger.children if c.dep in {"compound:prt", "advmod", "mark"}]
    if source == "case":
        return [c for c in trigger.children if c.dep == "case"]
    if source == "head":
        return [trigger.head] if trigger.head is not trigger else []
    if source == "below":
        return trigger.subtree()
    if source == "self":
        return [trigger]
    if source == "any":
        return list(trigger.children)
    if source.startswith("via."):
        return [one for w in argument_words(place, source[4:]) for one in expand(w)]
    return [one for w in argument_words(trigger, source) for one in expand(w)]


def fillings(
    reading: Reading, frame: Frame, trigger: Word, place: Word
) -> Iterator[tuple[Filling, Filling, list[Word], list[Word]]]:
    """Every (subject, object, words of the one, words of the other) that the frame states here."""
    subjects = fill(reading, frame.subject, trigger, place)
    if frame.pairs:
        of_another = trigger.pos == "NOUN" and is_anothers(reading, trigger.first_of_row)
        subjects = [] if of_another or any(is_each(w) for _, words in subjects for w in words) else alike(subjects)
        for at, (first, words) in enumerate(subjects):
            for second, more in subjects[at + 1 :]:
                if first is not second:
                    yield first, second, words, more
        return
    objects = fill(reading, frame.object, trigger, place) if subjects else []
    for subject, words in subjects:
        for object_, more in objects:
            own = isinstance(subject, Thing) and is_with_own(frame.predicate, subject, object_)
            if subject is not object_ and not own and not (frame.object.abroad and is_home(subject, object_)):
                yield subject, object_, words, more


def is_vouched_for(reading: Reading, draft: Draft) -> bool:
    """Whether a frame reads in its sentence what only the network tells, and finds the same words in its roles, but no
    thing there that it takes by itself: "*envoys of nine states* took part in the talks"."""
    told, symmetric = draft.seen, shipped_kinds()[draft.kind].symmetric
    if told is None:
        return False
    for word in draft.trigger.sentence.words:
        for frame in frames_at(reading, word):
            opened = opening(reading, frame, word) if frame.kind == draft.kind and not frame.pairs else ""
            if isinstance(opened, str) or opened.predicate != draft.predicate:
                continue
            subjects, objects = (places_of(role, word, opened.place) for role in (frame.subject, frame.object))
            ends = (told.subject, told.object)
            placed = any(one in subjects and other in objects for one, other in (ends, ends[:: -1 if symmetric else 1]))
            taken = is_taken(frame.subject, draft.subject, draft.roles["subject"])
            taken = taken and is_taken(frame.object, draft.object, draft.roles["object"])
            if placed and taken and opened.status.polarity == draft.status.polarity:
                return True
    return False


def is_taken(role: Role, filling: Filling, words: list[Word]) -> bool:
    """Whether a role takes what fills it: things of its types, text, and what a phrase alone names; of people and
    bodies not those of whom only "the government" speaks."""
    if not isinstance(filling, Thing) or filling.type in role.types:
        return True
    named = any(c.text[:1].isupper() for word in words for c in word.children if c.dep != "det")
    spoken_of = any(c.dep == "det" and c.lemma.lower() == "the" for word in words for c in word.children) and not named
    return filling.type not in PLACES and not (spoken_of and filling.type in TOLD_APART)


def places_of(role: Role, trigger: Word, place: Word) -> set[int]:
    """Where the words stand that may fill a role."""
    said = (source for source in role.sources if source not in LEFT_OUT)
    return {one.i for source in said for word in source_words(trigger, place, source) for one in expand(word)}


def is_each(word: Word) -> bool:
    """Whether "both" before two says that each did it, not that they did it together."""
    return any(c.text.lower() == "both" and c.dep == "cc:preconj" for c in word.children)


def is_home(subject: Filling, object_: Filling) -> bool:
    """Whether somebody is only at home there: the object of a role with `abroad`."""
    return isinstance(subject, Thing) and isinstance(object_, Thing) and at_home(subject, object_)


def alike(values: list[tuple[Filling, list[Word]]]) -> list[tuple[Filling, list[Word]]]:
    """Of those that did something together, the persons alone when countries only say whose they are ("the ministers
    of Chad, A, and Mali, B"); nobody when they are too many for each to have to do with each."""
    if len(values) > MOST:
        return []
    types = [value.type for value, _ in values if isinstance(value, Thing)]
    if types.count(EntityType.PERSON) < 2 or EntityType.COUNTRY not in types:
        return values
    return [(v, words) for v, words in values if isinstance(v, Thing) and v.type is EntityType.PERSON]


@dataclass(frozen=True)
class Miss:
    """A frame ("accession.yaml: joins a body") that a word could have opened, what was missing, and how far it came:
    0 for its own conditions, 1 for the subject, 2 for the object."""

    rule: str
    trigger: str
    missing: str
    came: int


def near_misses(reading: Reading, sentence: Sentence) -> Iterator[Miss]:
    """By word, the frames that it could have opened and that state nothing there."""
    for word in sentence.words:
        for frame in frames_at(reading, word):
            opened = opening(reading, frame, word)
            if isinstance(opened, str):
                yield Miss(f"{frame.kind}.yaml: {frame.name}", word.text, opened, 0)
            elif not any(True for _ in fillings(reading, frame, word, opened.place)):
                came, missing = unfilled(reading, frame, word, opened)
                yield Miss(f"{frame.kind}.yaml: {frame.name}", word.text, missing, came)


def unfilled(reading: Reading, frame: Frame, trigger: Word, opened: Opened) -> tuple[int, str]:
    """Which role nothing fills, with what stands in its places."""
    if not fill(reading, frame.subject, trigger, opened.place):
        return 1, asked(reading, "subject", frame.subject, trigger, opened.place)
    if frame.pairs:
        return 2, "pairs: the subject is one alone, or too many"
    if not fill(reading, frame.object, trigger, opened.place):
        return 2, asked(reading, "object", frame.object, trigger, opened.place)
    return 2, "subject and object are the same, or somebody is only at home there"


def asked(reading: Reading, name: str, role: Role, trigger: Word, place: Word) -> str:
    """What a role asks for, and what stands there instead."""
    there = {w.i: w for source in role.sources for w in source_words(trigger, place, source)}
    told = [f"{w.text} ({reading.at[w.i].type.value if w.i in reading.at else 'no name'})" for w in there.values()]
    wanted = f" {' or '.join(sorted(t.value for t in role.types))}" if role.types else ""
    return f"{name}: wants{wanted} as {listed(role.sources)}; there is {', '.join(told) or 'nothing'}"
