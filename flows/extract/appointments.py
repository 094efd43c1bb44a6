"""Verbs that give, take or end an office: "X left office as …", "Y appoints X as its envoy", "X was sworn in as …"."""

from collections.abc import Iterator

from flows.extract.arguments import is_passive, objects, surface_subjects
from flows.extract.factuality import status_of
from flows.extract.following import office_from
from flows.extract.offices import BODIES, is_filler, is_office_word, owner_at
from flows.extract.things import Reading, Thing
from flows.extract.titles import Title
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality


def find_appointments(reading: Reading) -> list[Title]:
    """Every title that a verb with "as" gives, in text order."""
    return [title for sentence in reading.sentences for title in offices_after_as(reading, sentence)]


def offices_after_as(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """The titles of one sentence, each for the one person whom the verb gives it to or takes it from."""
    words = sentence.words
    for at, word in enumerate(words[:-1]):
        if word.text.lower() != "as" or not opens_office(reading, words, at + 1):
            continue
        verb = next((w for w in reversed(words[max(0, at - 9) : at]) if w.pos == "VERB"), None)
        if verb is None or verb.lemma.lower() not in word_set("offices", "office_verb"):
            continue
        office = office_from(reading, words, at + 1)
        persons = holders_of(reading, verb)
        if office is None or len(persons) != 1:
            continue
        owner = office.owner or giver(reading, verb)
        if owner is not None:
            ends = verb.lemma.lower() in word_set("offices", "ending")
            role = f"former {office.role}" if ends and is_done(verb) else office.role
            given = None if ends else verb  # who is only to resign, or refuses to, is in office
            yield Title(persons[0], role, owner, verb, words[office.last], "office after as", verb=given)


def holders_of(reading: Reading, verb: Word) -> list[Thing]:
    """The persons whose office a verb speaks of: whom it appoints, or who resigns."""
    told = objects(verb) if verb.lemma.lower() in word_set("offices", "giving") else surface_subjects(verb)
    things = [reading.at[w.i] for w in told if w.i in reading.at]
    return [t for t in things if t.type is EntityType.PERSON]


def giver(reading: Reading, verb: Word) -> Thing | None:
    """The country or body that appoints."""
    if verb.lemma.lower() not in word_set("offices", "giving") or is_passive(verb):
        return None
    things = [reading.at[w.i] for w in surface_subjects(verb) if w.i in reading.at]
    return next((t for t in things if t.type in BODIES), None)


def is_done(verb: Word) -> bool:
    """Whether a deed has happened: neither planned nor denied."""
    status = status_of(verb)
    return status.polarity and status.factuality in {Factuality.ASSERTED, Factuality.REPORTED}


def opens_office(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether an office phrase may begin here: an article, an owner or an office word."""
    return is_office_word(words[at]) or is_filler(words[at]) or owner_at(reading, words[at]) is not None
