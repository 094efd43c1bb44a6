"""Meetings told before, and who is meant at them: "the two sides" of one meeting of several, "his meeting with X"; the
gathering that a clause means without saying so."""

from collections.abc import Sequence

from flows.extract.grammar.doers import is_judged, preposition, surface_subjects
from flows.extract.mentions.gatherings import is_of_other_times, is_on_record
from flows.extract.mentions.spoken_of import is_subject
from flows.extract.mentions.states import home_of
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

BACK = 4  # sentences back that tell who met somebody
RECALLED = 4  # sentences back in which a gathering is still in mind


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


def gathering_meant(reading: Reading, word: Word) -> Thing | None:
    """The gathering that a clause means without saying so ("Chile stayed away"): of those spoken of in its sentence
    or shortly before, the one that is named most, then the last."""
    index = word.sentence.index
    near = [w for s in reading.sentences[max(0, index - RECALLED) : index + 1] for w in s.words if w.i < word.i]
    nouns = word_set("nominals", "attended")
    attended = [w for w in near if {w.lemma.lower(), w.text.lower()} & nouns and w.i in reading.at]
    attended = [w for w in attended if w.morph.get("Number") != "Plur" or w.text.lower() == "talks"]
    attended = [w for w in attended if w.head.lemma.lower() not in word_set("nominals", "wished")]
    attended = [w for w in attended if not stands_aside(w, word) and not is_of_other_times(w)]
    events = [t for w in reversed(attended) if (t := reading.at[w.i]).type is EntityType.EVENT]
    meant = max(events, key=lambda t: sum(first.i < word.i for first, *_ in t.mentions), default=None)
    return meant if meant is not None and is_spoken_of(reading, meant, word) else None


def stands_aside(gathering: Word, word: Word) -> bool:
    """Whether a gathering only dates something, is only praised or thanked for, or only a relative clause of a word's
    sentence names it."""
    if is_judged(gathering.head):
        return True  # "thanked Chad for hosting the summit"
    clauses = gathering.ancestors() if gathering.sentence is word.sentence else ()
    return preposition(gathering) in {"since", "before", "after", "until"} or any(w.dep == "acl:relcl" for w in clauses)


def is_spoken_of(reading: Reading, event: Thing, word: Word) -> bool:
    """Whether a word may mean a gathering: one that its paragraph names, the first of the article, or one named more
    than once; not one named in passing before."""
    here = any(first.sentence.paragraph == word.sentence.paragraph for first, *_ in event.mentions)
    events = [t for t in reading.things if t.type is EntityType.EVENT and t.mentions]
    first_of_all = min(events, key=lambda t: t.mentions[0][0].i, default=None)
    return (here or event is first_of_all or len(event.mentions) > 1) and not is_on_record(event)
