"""Frames at work: every word that opens a frame is asked for its roles, and what fills them becomes a statement."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flows.extract.arguments import arguments, expand, measured, preposition
from flows.extract.bodies import body_implied
from flows.extract.counted import cardinal
from flows.extract.factuality import Status, status_of
from flows.extract.frames import Frame, Role, frames_by_word
from flows.extract.gatherings import gathering_meant
from flows.extract.phrases import PLACES, naming_left, new_thing, nominal_type, phrase_words, short_phrase
from flows.extract.resolve import Filled, argument_words, is_one_place, things_of
from flows.extract.states import at_home
from flows.extract.things import Reading, Thing
from flows.extract.verbs import base_forms
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

Filling = Thing | str
LEFT_OUT = {"implied": body_implied, "gathering": gathering_meant}  # sources of what a clause means without saying so
MOST = 4  # who fills a frame with `pairs`: a gathering of more is no meeting of each with each


@dataclass
class Draft:
    """A fact in the making: values are things or text; `words` are those that speak of it."""

    kind: str
    predicate: str
    subject: Filling
    object: Filling
    status: Status
    words: list[Word]
    frame: str
    base: float
    trigger: Word
    qualifiers: dict[str, Filling] = field(default_factory=dict)
    timed: bool = True
    dated: bool = False  # stands only with a date
    datatype: str = "text"
    told: tuple[int, int] | None = None  # where the words stand that a statement puts into somebody's mouth

    def tells(self, word: Word) -> bool:
        """Whether a word is part of what is said and so speaks of neither the time nor the place of saying it."""
        return self.told is not None and self.told[0] <= word.start < self.told[1]


def read_frames_in(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    """All that the frames find in one sentence, by position of the trigger."""
    index = frames_by_word()
    for word in [*sentence.words, *sentence.echoes]:
        lemma = word.lemma.lower()
        if word.pos == "VERB" and (word.pos, lemma) not in index:
            # the model's lemma may be off ("readmitt", "severe" for "severed")
            lemma = next((form for form in base_forms(word.text.lower()) if (word.pos, form) in index), lemma)
        if (word.pos, lemma) not in index:
            continue
        named = reading.at.get(word.i)
        if (
            named is not None
            and reading.how[word.i] == "name"
            and named.type.value in {"person", "organization", "country"}
        ):
            continue
        fired: set[str] = set()
        for frame in index[word.pos, lemma]:
            if frame.yields_to & fired or (frame.singular and word.morph.get("Number") == "Plur"):
                continue
            for draft in apply(reading, frame, word):
                fired.add(frame.name)
                yield draft


def apply(reading: Reading, frame: Frame, trigger: Word) -> Iterator[Draft]:
    """The facts that one frame reads off one trigger."""
    if frame.object.join and trigger.dep == "conj":
        return  # the first of several joined nouns speaks for all
    found = arguments(trigger)
    place = trigger
    if frame.via:
        via = via_word(found, frame)
        if via is None:
            return
        place = via
    if not admitted(reading, trigger, place, frame):
        return
    status = status_of(trigger, nominal=frame.part != "verb")
    if place is not trigger and status_of(place).polarity is False:
        return
    predicate = frame.when.get(status.factuality, frame.predicate)
    if not status.polarity and Factuality.NEGATED in frame.when:
        predicate = frame.when[Factuality.NEGATED]
    elif not status.polarity and status.factuality is Factuality.PLANNED:
        return  # what nobody will do is no plan
    if predicate is None:
        return
    if status.factuality is Factuality.ASSERTED and frame.states is not Factuality.ASSERTED:
        status = replace(status, factuality=frame.states)
    for subject, object_, words in fillings(reading, frame, trigger, place):
        draft = Draft(
            frame.kind, predicate, subject, object_, status, [trigger, *words], frame.name, frame.confidence, place
        )
        draft.timed = frame.time
        draft.dated = frame.dated
        draft.datatype = "date" if frame.object.time else "text"
        for name, role in frame.qualifiers.items():
            values = fill(reading, role, trigger, place)
            if values:
                draft.qualifiers[name] = values[0][0]
                draft.words += values[0][1]
        yield draft


def via_word(found: dict[str, list[Word]], frame: Frame) -> Word | None:
    """The word under the frame's `via` argument whose lemma is one of those asked for."""
    for name, lemmas in frame.via.items():
        for word in found.get(name, []):
            for one in expand(word):
                if one.lemma.lower() in lemmas:
                    return one
    return None


def admitted(reading: Reading, trigger: Word, place: Word, frame: Frame) -> bool:
    """Whether the frame's `needs` hold and none of its `unless`."""
    if (
        frame.not_under
        and trigger.dep in {"xcomp", "acl", "ccomp", "advcl", "obj"}
        and trigger.head.lemma.lower() in frame.not_under
    ):
        return False
    for source, lemmas in frame.unless.items():
        if any(is_one_of(reading, w, lemmas) for w in words_at(trigger, place, source)):
            return False
    for source, lemmas in frame.needs.items():
        if not any(is_one_of(reading, w, lemmas) for w in words_at(trigger, place, source)):
            return False
    return True


def is_one_of(reading: Reading, word: Word, lemmas: frozenset[str]) -> bool:
    """Whether a word is one of these lemmas, or names a thing of one of these types ("@country"); "*" is any word."""
    thing = reading.at.get(word.i)
    return "*" in lemmas or word.lemma.lower() in lemmas or (thing is not None and f"@{thing.type.value}" in lemmas)


def words_at(trigger: Word, place: Word, source: str) -> list[Word]:
    """The words under a source: the children of some sort for "particle", "case" and "any", the governor for "head";
    "via." starts at the via word."""
    if source == "particle":
        return [c for c in trigger.children if c.dep in {"compound:prt", "advmod", "mark"}]
    if source == "case":
        return [c for c in trigger.children if c.dep == "case"]
    if source == "head":
        return [trigger.head] if trigger.head is not trigger else []
    if source == "below":
        return trigger.subtree()
    if source == "any":
        return list(trigger.children)
    if source.startswith("via."):
        return [one for w in argument_words(place, source[4:]) for one in expand(w)]
    return [one for w in argument_words(trigger, source) for one in expand(w)]


def fillings(
    reading: Reading, frame: Frame, trigger: Word, place: Word
) -> Iterator[tuple[Filling, Filling, list[Word]]]:
    """Every (subject, object, words) that the frame states here."""
    subjects = fill(reading, frame.subject, trigger, place)
    if frame.pairs:
        subjects = alike(subjects)
        for at, (first, words) in enumerate(subjects):
            for second, more in subjects[at + 1 :]:
                if first is not second and not (len(subjects) > 2 and same_state(first, second)):
                    yield first, second, [*words, *more]
        return
    objects = fill(reading, frame.object, trigger, place) if subjects else []
    for subject, words in subjects:
        for object_, more in objects:
            if subject is not object_ and not (frame.object.abroad and is_home(subject, object_)):
                yield subject, object_, [*words, *more]


def same_state(first: Filling, second: Filling) -> bool:
    """Whether two persons hold offices of one state: among more, they come together rather than meet each other."""
    states = [value.state for value in (first, second) if isinstance(value, Thing)]
    return len(states) == 2 and states[0] is not None and states[0] is states[1]


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


def fill(reading: Reading, role: Role, trigger: Word, place: Word) -> list[tuple[Filling, list[Word]]]:
    """What fills a role, with the words that say it: the first source that has an acceptable value decides."""
    if role.constant:
        return [(role.constant, [])]
    if role.time:
        return [("", [])]  # filled in with the clause's date later
    said = False
    for source in role.sources:
        if source in LEFT_OUT:  # only where nothing at all is said
            meant = None if said else LEFT_OUT[source](reading, trigger)
            return [(meant, [])] if meant else []
        values: list[tuple[Filling, list[Word]]] = []
        words = source_words(trigger, place, source)
        said = said or any(is_naming(reading, word) for word in words)
        for word in words:
            if any(word in measured(at) for _, told in values for at in told):
                continue  # "a round of talks" is one thing
            here = value_of(reading, role, word)
            inside = source.rpartition(">")[2].removeprefix("via.") in {"in", "at"}
            one = (inside or PLACES >= role.types > set()) and is_one_place(word)
            values += here[:1] if one else here
        if values:
            return unique(values)
    return []


def is_naming(reading: Reading, word: Word) -> bool:
    """Whether a word names or describes something, other than a date or a mere sort ("*associate* member")."""
    sort = word.dep in {"compound", "amod"} and word.pos == "NOUN"
    return word.i in reading.at or (word.pos in {"NOUN", "PROPN"} and word.label != "TIME" and not sort)


def source_words(trigger: Word, place: Word, source: str) -> list[Word]:
    """The head words under a source name."""
    if source.startswith("via."):
        return argument_words(place, source[4:])
    return argument_words(trigger, source)


def value_of(reading: Reading, role: Role, word: Word) -> list[tuple[Filling, list[Word]]]:
    """The values that one head word gives for a role."""
    lemma = word.lemma.lower()
    if (role.lemmas and lemma not in role.lemmas) or lemma in role.barred:
        if not role.lemmas or lemma in role.barred:
            return []
        if not any(w.lemma.lower() in role.lemmas for w in expand(word)):
            return []
    if role.number:
        found = in_digits(amount(word))
        return [(found, [word])] if found else []
    if role.text and word.label == "TIME":
        return []  # "signed a treaty on June 27"
    if role.text:
        if role.left and nominal_type(word) is not None:
            words = naming_left(word)
            return [(reading.phrase(words[0], words[-1]), words)] if words else []
        words = phrase_words(word) if not role.short else short_phrase(word, join=role.join)
        return [(reading.phrase(words[0], words[-1]), words)] if is_text(words) else []
    things: list[Filled] = things_of(reading, word, role)
    if not things and role.types == {EntityType.ORGANIZATION} and word.lemma.lower() in word_set("anaphora", "thing"):
        body = body_implied(reading, word) if word.i not in reading.at else None
        return [(body, [word])] if body else []
    if role.named:
        told = [f for f in things if f[0].type is not EntityType.GROUP or f[0].hints]  # not just "the ministers"
        return [(thing_named(reading, role, thing, at), [at]) for thing, at in told]
    if len(things) > 1 and role.together:
        return [(" and ".join(thing.name for thing, _ in things), [at for _, at in things])]
    if things and not role.together:
        return [(thing, [at]) for thing, at in things]
    if role.create is not None and may_be_made(reading, role, word):
        thing = new_thing(reading, word, role.create)
        return [(thing, [word])] if thing is not None else []
    return []


def may_be_made(reading: Reading, role: Role, word: Word) -> bool:
    """Whether a noun may become a thing of the role's own making; "Syrians" are people without a noun."""
    lemma = word.lemma.lower()
    people = role.create is EntityType.GROUP and reading.how.get(word.i) == "demonym" and word.pos in {"NOUN", "PROPN"}
    return (not role.lemmas or lemma in role.lemmas) and (not role.created or lemma in role.created or people)


def amount(word: Word) -> str:
    """A figure with its unit, without "about" and the like: "45%", "$2.9 trillion", "four"; "" when there is none."""
    if word.pos == "NUM" and not any(c.dep == "nummod" for c in word.children):
        return word.text
    figures = [
        c for c in word.children if c.dep in {"nummod", "compound"} and (c.pos in {"NUM", "SYM"} or c.text == "$")
    ]
    if not figures:
        return ""
    places = [word.i, *(w.i for f in figures for w in f.subtree() if w.pos in {"NUM", "SYM"})]
    words = [w for w in word.sentence.words if min(places) <= w.i <= max(places)]
    text, end = "", -1
    for one in words:
        text += ("" if not text or one.start == end else " ") + one.text
        end = one.end
    return text


def in_digits(text: str) -> str:
    """A small number in digits, also when it is written out ("fifteen")."""
    number = cardinal(text.lower())
    return text if number is None else str(number)


def thing_named(reading: Reading, role: Role, after: Thing, word: Word) -> Thing:
    """The conflict (or what the role creates) called after a thing, made when it is new."""
    type_, name = role.create or EntityType.CONFLICT, role.named.format(after.name)
    for thing in reading.things:
        if thing.type is type_ and thing.name == name:
            return thing
    thing = Thing(type_, name)
    reading.things.append(thing)
    thing.add(word, word, "nominal", "called after what the text names")
    return thing


def is_text(words: list[Word]) -> bool:
    """Whether a phrase says anything: it holds a word of meaning."""
    return any(w.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} for w in words)


def unique(values: list[tuple[Filling, list[Word]]]) -> list[tuple[Filling, list[Word]]]:
    """Each value once."""
    kept: list[tuple[Filling, list[Word]]] = []
    for value, words in values:
        if not any(value is other or (isinstance(value, str) and value == other) for other, _ in kept):
            kept.append((value, words))
    return kept


__all__ = ["Draft", "Filling", "preposition", "read_frames_in"]
