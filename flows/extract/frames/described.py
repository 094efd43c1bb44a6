"""What the words of a fact that the network tells stand for: things, figures, texts, and whom or what only a phrase
names: "the rebel commander", "gunmen", "the port of Rafah", "the army said"."""

from collections.abc import Iterable, Iterator
from functools import cache

from flows.extract.draft import Filling
from flows.extract.frames.fill import amount, in_digits, is_text
from flows.extract.frames.fitting import is_for_people
from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import preposition
from flows.extract.mentions.phrases import new_thing, nominal_type, phrase_words
from flows.extract.mentions.resolve import same_as_head
from flows.extract.mentions.states import state_of_capital
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.kinds import ANY_TYPE, Predicate
from flows.language.parse import Word
from flows.model import EntityType

MAKING = frozenset({EntityType.EVENT, EntityType.CONFLICT, EntityType.WORK, EntityType.GROUP})  # of a noun alone
ROW_WORDS = 4  # of the phrase behind an ordinal that belongs to it
PARTIES = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})


def subjects_at(reading: Reading, predicate: Predicate, word: Word) -> list[Thing]:
    """What fills the subject: things, or what only a noun with its modifiers names: people, a body."""
    found = things_at(reading, word, predicate.subject_types)
    if found or word.i in reading.at:
        return found
    made = (thing_made(reading, predicate, word, type_) for type_ in described_subject(reading, predicate, word))
    return first_of(made)


def objects_at(reading: Reading, predicate: Predicate, trigger: Word, word: Word) -> list[Filling]:
    """What fills the object: things, a figure, a text; nothing that a clause's date fills later."""
    if predicate.object_types == {EntityType.OFFICE}:
        return [reading.phrase(word, word)]
    if predicate.object_type == "entity":
        there: list[Filling] = list(things_at(reading, word, predicate.object_types))
        if predicate.name in word_set("frames", "between_states") and (state := state_of_capital(reading, word)):
            there = [state]  # "an accord with *Lima*"
        elif predicate.name in word_set("frames", "broken") and state_of_capital(reading, word) is not None:
            return []  # whose ties were cut in a capital is left to the frames
        there = there or parties_at(reading, predicate, word) or place_named(reading, predicate, word)
        if there or word.i in reading.at or word.pos not in {"NOUN", "PROPN"} or is_some_of(word):
            return there
        made = (thing_made(reading, predicate, word, type_) for type_ in described_object(reading, predicate, word))
        return [*first_of(made)]
    if predicate.object_type in {"date", "quote"}:
        return [""]
    if predicate.object_type == "number":
        figure = in_digits(amount(word)) or place_in_row(reading, word)
        part = word.lemma.lower() == "member"  # "a delegation of 29 EU members" is not all of them
        return [figure] if figure and not part else []
    words = phrase_words(word)
    return [reading.phrase(words[0], words[-1])] if is_text(words) and trigger not in words else []


def is_some_of(word: Word) -> bool:
    """Whether a noun only says how many there are of what another names bare: "a *number* of documents"."""
    whole = (c for c in word.children if preposition(c) == "of")
    return word.lemma.lower() in word_set("anaphora", "measure") and any(
        c.pos == "NOUN" and all(g.dep == "case" for g in c.children) for c in whole
    )


def place_named(reading: Reading, predicate: Predicate, word: Word) -> list[Filling]:
    """The place of a name that nobody else knows for one, where only a place can be meant: "visited *Midrand*"."""
    run = [word, *(c for c in word.children if c.dep == "flat")]
    named = all(w.pos == "PROPN" and w.text[:1].isupper() and w.label != "TIME" for w in run)
    if predicate.names is not EntityType.REGION or not named or word.i in reading.at or word.child("compound"):
        return []
    place = reading.called(EntityType.CITY, reading.phrase(run[0], run[-1]))
    reading.note(place, run[0], run[-1], "name", "a name where only a place can stand")
    return [place]


def first_of(made: Iterable[Thing | None]) -> list[Thing]:
    """The first that there is, if any."""
    return [thing for thing in (next((one for one in made if one is not None), None),) if thing is not None]


def things_at(reading: Reading, word: Word, types: frozenset[EntityType]) -> list[Thing]:
    """The things of these types that a word names or stands for."""
    thing = reading.at.get(word.i)
    thing = thing or named_inside(reading, word)
    if thing is not None:
        found = [part for part in thing.parts if part.type in types and part in reading.things]
        return found or ([thing] if thing.type in types and thing in reading.things else [])
    said = same_as_head(reading, word, types) if word.child("cop") is not None else []
    return [thing for thing, _ in said if thing in reading.things]


def named_inside(reading: Reading, word: Word) -> Thing | None:
    """The thing whose name a noun without one of its own closes or opens."""
    before = [c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i]
    organs = word_set("anaphora", "inner") | word_set("anaphora", "of_its_own")
    apart = word.lemma.lower() in organs  # "the Senate *committee*" is not the Senate
    if apart or (word.pos == "NOUN" and (is_for_people(word) or len(before) > 1)):
        return None
    inside = {"flat", "appos"} if word.pos == "PROPN" else {"flat", "compound", "appos"}  # "West African Trade *Zone*"
    named = (c for c in word.children if c.dep in inside and c.i in reading.at)
    return next((reading.at[c.i] for c in named), None)


def thing_made(reading: Reading, predicate: Predicate, word: Word, type_: EntityType) -> Thing | None:
    """A thing of what only a phrase names, or a noun alone where that tells enough."""
    if type_ is EntityType.REGION and word.lemma.lower() in word_set("nominals", "settlement"):
        return next((reading.at[c.i] for c in word.children if is_place(reading, c)), None)  # "the capital of Peru"
    thing = new_thing(reading, word, type_)
    if thing is None and word.pos == "NOUN" and may_stand_alone(predicate, word, type_):
        thing = reading.called(type_, word.text)
        reading.note(thing, word, word, "nominal", "a noun alone")
    return thing


def may_stand_alone(predicate: Predicate, word: Word, type_: EntityType) -> bool:
    """Whether a noun without more tells who or what is meant: "the army said", "attended the funeral", "left the
    fund"."""
    several = word.morph.get("Number") == "Plur" and (speaks(predicate) or predicate.bare)
    if not (is_definite(word) or several):
        return False
    if speaks(predicate):
        return word.lemma.lower() not in word_set("speech", "document") - word_set("speech", "telling_document")
    if type_ in {EntityType.EVENT, EntityType.CONFLICT}:
        # "hosts the summit" is all there is
        told_by_others = type_ is EntityType.CONFLICT or predicate.status is not None
        return told_by_others and nominal_type(word) is type_
    return type_ is EntityType.ORGANIZATION and word.lemma.lower() in word_set("nominals", "body")


def is_definite(word: Word) -> bool:
    """Whether a noun has the definite article."""
    return any(c.dep == "det" and c.lemma.lower() in {"the", "this"} for c in word.children)


def speaks(predicate: Predicate) -> bool:
    """Whether a predicate tells who said something."""
    return predicate.object_type == "quote"


@cache
def bodies() -> frozenset[str]:
    """The nouns for bodies."""
    lists = "anaphora/organization anaphora/organ speech/bodies offices/state_body nominals/body"
    return frozenset[str]().union(*(word_set(*one.split("/")) for one in lists.split()))


def described_subject(reading: Reading, predicate: Predicate, word: Word) -> Iterator[EntityType]:
    """What a noun may name that does what a predicate tells, though nothing is called so."""
    types = predicate.subject_types
    several, body = word.morph.get("Number") == "Plur", word.lemma.lower() in bodies()
    if word.pos not in {"NOUN", "PROPN"} or is_somebodys(reading, word) or is_persons(reading, word):
        return
    holder = word.lemma.lower() in word_set("offices", "noun") and is_definite(word) and not several
    if holder and not speaks(predicate):
        return  # "the foreign minister" is somebody whom the text names
    if predicate.object_type == "date" and EntityType.CONFLICT in types and nominal_type(word) is EntityType.CONFLICT:
        yield EntityType.CONFLICT
    if EntityType.GROUP in types and (is_of_people(word) or (speaks(predicate) and word.pos == "NOUN")):
        yield EntityType.GROUP
    if EntityType.ORGANIZATION in types and (
        body or (EntityType.PERSON not in types and any(tells_which(c) for c in word.children))
    ):
        yield EntityType.ORGANIZATION


def is_of_people(word: Word) -> bool:
    """Whether a noun speaks of people: several, those of an office, or a crowd."""
    several = word.morph.get("Number") == "Plur"
    return several or is_for_people(word) or word.lemma.lower() in word_set("nominals", "faction")


def described_object(reading: Reading, predicate: Predicate, word: Word) -> Iterator[EntityType]:
    """What a phrase may name that such a fact is about though nothing is called so: a gathering, a war, a treaty,
    people, a place by the name of another, or a body that other nouns tell ("the Red Sea patrol")."""
    types = predicate.object_types
    if predicate.names in MAKING:
        bare = predicate.names is EntityType.WORK and len(phrase_words(word)) == 1  # "adopted the *euro*"
        if not bare or nominal_type(word) is EntityType.WORK:
            yield predicate.names
        return
    site = word.lemma.lower() in word_set("nominals", "site") and EntityType.REGION in types
    if site or (predicate.names is EntityType.REGION and any(is_place(reading, c) for c in word.children)):
        yield EntityType.REGION
    elif EntityType.GROUP in types and word.morph.get("Number") == "Plur":
        yield EntityType.GROUP
    if predicate.bare and nominal_type(word) is EntityType.EVENT:
        yield EntityType.EVENT
    if EntityType.ORGANIZATION in types and (
        word.lemma.lower() in bodies() or (types != ANY_TYPE and any(tells_which(c) for c in word.children))
    ):
        yield EntityType.ORGANIZATION


def is_place(reading: Reading, word: Word) -> bool:
    """Whether a word names the place that a phrase is about: "the port *of Kismayo*", "*Goma*'s airport"."""
    thing = reading.at.get(word.i)
    inside = word.dep in {"nmod:poss", "compound"} or preposition(word) in word_set("nominals", "region_of")
    return inside and thing is not None and thing.type in PLACES


def tells_which(word: Word) -> bool:
    """Whether a modifier tells which body is meant: "the trilateral commission", not "the international community"."""
    return word.dep == "compound" or (word.dep == "amod" and word.lemma.lower() not in word_set("anaphora", "no_bloc"))


def is_somebodys(reading: Reading, noun: Word) -> bool:
    """Whether a pronoun says whose a noun is ("its prime minister"), and the text not of whom that speaks."""
    return any(c.dep == "nmod:poss" and c.pos == "PRON" and c.i not in reading.at for c in noun.children)


def is_persons(reading: Reading, noun: Word) -> bool:
    """Whether behind a noun stands a clause of the person to whom it belongs: "the cabinet of *Ada Roe, who* flew"."""
    of = [c for c in noun.children if c.i in reading.at and reading.at[c.i].type is EntityType.PERSON and c.i > noun.i]
    clauses = [c for w in (noun, *of) for c in w.children if c.dep == "acl:relcl"]
    return bool(of) and any(w.text.lower() == "who" for clause in clauses for w in clause.children)


def place_in_row(reading: Reading, word: Word) -> str:
    """The place in a row that an ordinal tells, with the short phrase that says of what ("fifth in the region"); "" for
    any other word."""
    if word.morph.get("NumType") != "Ord" or word.dep == "amod":
        return ""
    behind = next((c for c in word.children if c.i > word.i and c.dep in {"nmod", "obl"}), None)
    words = [w for w in behind.subtree() if w.i > word.i] if behind is not None else []
    return reading.phrase(word, words[-1]) if 0 < len(words) <= ROW_WORDS and words[0] is word.near(1) else word.text


def parties_at(reading: Reading, predicate: Predicate, word: Word) -> list[Filling]:
    """The names of those between whom something is, where no single one of them may be it: "Russia and Ukraine"."""
    if EntityType.GROUP not in predicate.object_types or PARTIES & predicate.object_types:
        return []
    joined = expand(word.first_of_row)
    named = [thing for thing in (reading.at.get(one.i) for one in joined) if thing is not None]
    together = len(named) > 1 and all(thing.type in PARTIES | {EntityType.CITY} for thing in named)
    return [" and ".join(dict.fromkeys(thing.name for thing in named))] if together else []
