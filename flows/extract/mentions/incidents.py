"""Incidents: what killed, injured or drove out many at once, told by a noun ("the earthquake in Peru") or by a verb
("the ferry sank")."""

from collections.abc import Iterator
from functools import cache

from flows.extract.grammar.arguments import arguments, expand
from flows.extract.grammar.doers import subjects
from flows.extract.mentions.phrases import nominal_name, phrase_words
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import load_words, word_set
from flows.language.parse import Word
from flows.model import EntityType

RECALLED = 4  # sentences back in which an incident is still in mind
LONG = 5  # words of what an incident by verb is called after: "the ferry Santa Rita"
CASES = ("in", "near", "off", "at", "across", "around", "outside")
TYPES = frozenset({EntityType.EVENT, EntityType.CONFLICT})


def incident_meant(reading: Reading, word: Word) -> Thing | None:
    """The incident of which a clause tells, whether or not it says so ("at least nine people died"): the one told
    nearest to a word in its sentence, else the last one told in the few before."""
    index = word.sentence.index
    here = sorted(word.sentence.words, key=lambda one: abs(one.i - word.i))
    before = [one for s in reading.sentences[max(0, index - RECALLED) : index] for one in s.words]
    told = next((thing for one in here if (thing := incident_at(reading, one))), None)
    meant = (thing for one in reversed(before) if (thing := incident_at(reading, one)))
    return told or next((thing for thing in meant if is_in_mind(thing, word)), None)


def is_in_mind(incident: Thing, word: Word) -> bool:
    """Whether a text that has come to a word may still speak of an incident: one of the same paragraph, one told again
    and again, or one with which the text opened; not one named in passing."""
    first = min((begin.sentence.paragraph for begin, *_ in incident.mentions), default=0)
    return first in {0, 1, word.sentence.paragraph} or len(incident.mentions) > 1


def incident_at(reading: Reading, word: Word) -> Thing | None:
    """The incident that a word tells: one told before, or a new one where the word and what stands by it name one."""
    sort = sort_of(word)
    if not sort:
        return None
    present = reading.at.get(word.i)
    if present is not None:
        return present if present.type in TYPES else None
    name = name_of(reading, word)
    known = next((t for t in reversed(list(told_before(reading, word, sort))) if may_be(t, name, word)), None)
    thing = known if known is not None or name is None else Thing(EntityType.EVENT, name)
    if thing is not None:
        reading.note(thing, word, word, "nominal", "an incident")
    return thing


@cache
def sorts() -> dict[str, str]:
    """The sort of each noun of an incident."""
    table: dict[str, list[str]] = load_words("incidents")["sorts"]
    return {noun: sort for sort, nouns in table.items() for noun in nouns}


def sort_of(word: Word) -> str:
    """The sort of incident that a noun or verb tells, "any" for a disaster of any sort, "" for no incident."""
    lemma = word.lemma.lower()
    if word.pos == "VERB":
        sinks = any(s.pos in {"NOUN", "PROPN", "PRON"} for s in subjects(word))
        return sorts().get(deed_of(word), "") if sinks else ""
    if word.pos not in {"NOUN", "PROPN"}:
        return ""
    if word.head.pos in {"NOUN", "PROPN"} and word.dep in {"compound", "nmod:poss"}:
        return ""  # "attack helicopters", "the storm's name"
    return sorts().get(lemma, "any" if lemma in word_set("incidents", "any") else "")


def deed_of(verb: Word) -> str:
    """The noun for what a verb of an incident tells, "" where it tells none: "sink", "go off"."""
    deeds: dict[str, str] = load_words("incidents")["verbs"]
    lemma, behind = verb.lemma.lower(), verb.near(1)
    return deeds.get(f"{lemma} {behind.text.lower()}" if behind else lemma, deeds.get(lemma, ""))


def told_before(reading: Reading, word: Word, sort: str) -> Iterator[Thing]:
    """The incidents told before a word that are of its sort, in the order of the text."""
    for at, thing in sorted(reading.at.items(), key=lambda found: found[0]):
        if at >= word.i or thing.type not in TYPES or reading.how[at] not in {"name", "nominal"}:
            continue
        mine = {sorts().get(w.lower().removesuffix("s"), sorts().get(w.lower(), "")) for w in thing.name.split()} - {""}
        if sort in mine or (sort == "any" and mine):
            yield thing


def may_be(thing: Thing, name: str | None, word: Word) -> bool:
    """Whether an incident told before may be the one that a word tells: where its own words name no other."""
    proper = {w for w in (name or "").split() if w[:1].isupper()}
    indefinite = any(c.dep == "det" and c.lemma.lower() in {"a", "an", "another"} for c in word.children)
    return not indefinite and (
        proper <= set(thing.name.split()) or not {w for w in thing.name.split() if w[:1].isupper()}
    )


def name_of(reading: Reading, word: Word) -> str | None:
    """What an incident is called; None where its words do not tell it from others of its sort."""
    if word.pos == "VERB":
        done_to = [c for c in word.children if c.dep == "obj"]  # who sinks a boat does not sink
        who = next((s for s in done_to or subjects(word) if s.pos in {"NOUN", "PROPN"}), None)
        words = called(who)[:LONG] if who is not None else []
        name = f"{deed_of(word)} of {reading.phrase(words[0], words[-1])}" if words else ""
    else:
        name = nominal_name(reading, word, EntityType.EVENT)
    where, place = next(places_of(reading, word), ("", ""))
    if place and place not in name and name:
        name += f" {where} {place}"
    return name if " " in name else None


def called(noun: Word) -> list[Word]:
    """The words of a phrase, with a name right behind them: "the ferry *Santa Rita*"."""
    words = phrase_words(noun)
    while words[-1].behind[:1] and words[-1].behind[0].pos == "PROPN" and words[-1].pos in {"NOUN", "PROPN"}:
        words.append(words[-1].behind[0])
    return words


def places_of(reading: Reading, word: Word) -> Iterator[tuple[str, str]]:
    """Where an incident is said to be, each place behind its preposition: in a phrase, or as what it struck."""
    told = phrases_of(word)
    verbs = [word.head] if word.dep == "nsubj" and word.head.pos == "VERB" else []
    for verb in [*verbs, *(c for c in word.children if c.dep == "acl:relcl")]:
        struck = arguments(verb)
        if verb.lemma.lower() in word_set("incidents", "reaching"):
            told += [("in", w) for w in struck.get("object", [])]
        if verb in verbs:
            harm = [w for one in struck.get("object", []) for w in (one, *arguments(one).get("of", []))]
            told += [phrase for one in (verb, *harm) for phrase in phrases_of(one)]
    inside = [phrase for _, one in told for phrase in phrases_of(one)]  # "at a market in Juba"
    yield from ((case, name) for case, one in [*told, *inside] for name in named_at(reading, one))


def phrases_of(word: Word) -> list[tuple[str, Word]]:
    """What stands below a word behind a preposition of place, each with it."""
    return [(case, one) for case in CASES for one in arguments(word).get(case, [])]


def named_at(reading: Reading, one: Word) -> Iterator[str]:
    """The names of the places that a word and what is joined to it name."""
    parts = word_set("nominals", "settlement") | word_set("incidents", "part_of_land")
    whose = [c for c in one.children if c.dep == "nmod:poss"]  # "in Chile's north"
    towns = [*arguments(one).get("of", []), *whose] if one.lemma.lower() in parts else []
    for part in [*expand(one), *towns]:
        thing = reading.at.get(part.i) or place_before(reading, part)
        if thing is not None and thing.type in PLACES:
            yield thing.name
        elif thing is None and part.pos == "PROPN" and part.label != "TIME":
            yield " ".join(w.text for w in called(part) if w.pos == "PROPN")


def place_before(reading: Reading, noun: Word) -> Thing | None:
    """The place that a noun for a part of a country bears as its name: "*Sofala* province"."""
    if noun.pos != "NOUN" or noun.lemma.lower() not in word_set("nominals", "settlement"):
        return None
    before = noun.near(-1)
    thing = reading.at.get(before.i) if before is not None and before.head is noun else None
    return thing if thing is not None and thing.type in PLACES else None
