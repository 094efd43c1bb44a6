"""Meetings told before, and who is meant at them: "the two sides" of one meeting of several, "his meeting with X"."""

from collections.abc import Sequence

from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.mentions.spoken_of import is_subject
from flows.extract.mentions.states import home_of
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

BACK = 4  # sentences back that tell who met somebody


def partner_at(reading: Reading, noun: Word) -> Thing | None:
    """With whom a noun for talks says that they are: "the meeting with *Minister Roe*"."""
    if noun.pos != "NOUN" or noun.lemma.lower() not in word_set("frames", "talks"):
        return None
    named = (reading.at.get(w.i) for c in noun.children if preposition(c) == "with" for w in c.subtree())
    found = [t for t in named if t is not None and t.type in {EntityType.PERSON, EntityType.COUNTRY}]
    return next((t for t in found if t.type is EntityType.PERSON), found[0] if found else None)


def host_of(reading: Reading, partner: Thing, word: Word) -> Thing | None:
    """Who met somebody, by what the sentences before a word's own tell last; None where none tells of one alone."""
    for index in range(word.sentence.index - 1, max(-1, word.sentence.index - 1 - BACK), -1):
        for verb in reading.sentences[index].words:
            met = any(w.i > verb.i and reading.at.get(w.i) is partner for w in verb.subtree())
            if not met or not is_meeting(verb):
                continue
            subjects = {id(t): t for s in surface_subjects(verb) if (t := reading.at.get(s.i)) is not None}
            return next(iter(subjects.values())) if len(subjects) == 1 else None
    return None


def is_meeting(verb: Word) -> bool:
    """Whether a verb tells that people met: "received X", "held talks with X"."""
    held = verb.child("obj")
    talks = held is not None and held.lemma.lower() in word_set("frames", "talks")
    return verb.pos == "VERB" and (talks or verb.lemma.lower() in word_set("anaphora", "met"))


def sides_met(reading: Reading, word: Word, two: list[Thing], titles: Sequence[Title]) -> list[Thing]:
    """The two states that "both sides" means in a sentence that says with whom a meeting was: those of that one and of
    who met them; of the two named last, where nothing tells who did, only if they hold the one's; [] when unclear. The
    two as they are in any other sentence."""
    partner = next((t for w in word.before if (t := partner_at(reading, w)) is not None), None)
    if partner is None:
        return two
    home, host = home_told(reading, partner, titles), host_of(reading, partner, word)
    if home is None:
        return []
    if host is None:
        return two if home in two else []
    other = home_told(reading, host, titles)
    return [other, home] if other is not None and other is not home else []


def home_told(reading: Reading, thing: Thing, titles: Sequence[Title]) -> Thing | None:
    """A country itself; of a person, the one in whose office the text shows them or whose they are said to be."""
    if thing.type is EntityType.COUNTRY:
        return thing
    owners = (t.owner for t in titles if t.person is thing and t.owner is not None)
    owner = next((o for o in owners if o.type is EntityType.COUNTRY), None)
    return owner or home_of(reading, thing)


def at_his_meeting(reading: Reading, word: Word, found: Thing | None) -> Thing | None:
    """Whom "his" means in "his meeting with X": not the one whom somebody else met just before, but that somebody;
    None where the one met did something since."""
    if found is None or word.dep != "nmod:poss" or partner_at(reading, word.head) is None:
        return found
    host = host_of(reading, found, word)
    if host is None or host is found or host.type is not EntityType.PERSON:
        return found
    done = any(
        f.i < word.i and f.sentence.index >= word.sentence.index - BACK and is_subject(reading, found, f)
        for f, *_ in found.mentions
    )
    return None if done else host
