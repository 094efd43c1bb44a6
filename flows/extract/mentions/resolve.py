"""From a word of the tree to the things it stands for: names, coordination, lists, delegations."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.grammar.arguments import arguments, expand
from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.grammar.moods import negated
from flows.extract.grammar.standing import stands_for
from flows.extract.mentions.states import country_of_capital, home_of, state_behind, state_of_capital
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


@dataclass(frozen=True)
class Wanted:
    """Which things are asked for.

    types:    entity types accepted
    state:    a person in an office of state, a government or ministry counts as the country
    capital:  a capital counts as its country
    through:  a person or delegation counts as its country or body
    barred:   no noun of these is meant, nor one of a standing of another sort ("*observer* states")
    """

    types: frozenset[EntityType] = frozenset()
    barred: frozenset[str] = frozenset()
    through: bool = False
    state: bool = False
    capital: bool = False


Filled = tuple[Thing, Word]
PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.OFFICE})


def things_of(reading: Reading, word: Word, role: Wanted, depth: int = 0) -> list[Filled]:
    """The things of the accepted types that a word and what is coordinated with it stand for, in text order."""
    found: list[Filled] = []
    for one in expand(word):
        for thing, at in () if is_of_other_sort(one, role) else single(reading, one, role, depth):
            if not any(t is thing for t, _ in found):
                found.append((thing, at))
    return found


def is_of_other_sort(word: Word, role: Wanted) -> bool:
    """Whether a noun tells of those of another standing than a role asks for: "eight members and two *partners*"."""
    barred = role.barred & word_set("names", "standing") | role.barred & word_set("names", "before_standing")
    before = [c.lemma.lower() for c in word.children if c.dep in {"amod", "compound"}] if barred else []
    return not barred.isdisjoint([word.lemma.lower(), *before])


def included(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """ "four officials, including X": those of a group who are named."""
    for child in word.children:
        if child.dep in {"nmod", "obl"} and preposition(child) == "including":
            yield from things_of(reading, child, role, depth + 1)


def is_one_place(word: Word) -> bool:
    """ "in Kananaskis, Alberta, Canada": names joined without "and" are one place, told ever more widely."""
    named = word.pos == "PROPN" and word.lemma.lower() not in word_set("names", "standing")
    return named and not any(c.dep == "cc" for one in expand(word) for c in one.children)


def single(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """The things one word stands for: its own entity, else the members of its list, else whom it represents."""
    state = state_meant(reading, word, role)
    thing = reading.at.get(word.i) if reading.how.get(word.i) != "demonym-modifier" else None
    if state is not None and state.type is EntityType.ORGANIZATION not in role.types:
        state = country_of_capital(reading, word)
    if state is not None:
        yield state, word
    elif thing is not None and any(p.type in role.types for p in thing.parts):
        yield from ((part, word) for part in thing.parts if part.type in role.types)
    elif thing is not None and thing.type in role.types and not thing.parts:
        yield from [(thing, word), *included(reading, word, role, depth)]
    elif thing is not None and role.through and thing.type in PEOPLE:
        yield from represented(reading, word, role, depth)
    elif depth <= 3 and (thing is None or thing.type is EntityType.GROUP):
        yield from framed(reading, word, role, depth)


def state_meant(reading: Reading, word: Word, role: Wanted) -> Thing | None:
    """The country for which a government, an office or a capital stands, where a role takes it for that."""
    state = state_behind(reading, word) if role.state else None
    return state or (state_of_capital(reading, word) if role.capital else None)


def framed(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """The things that a noun without a name of its own only frames: its list, whom it represents, what it counts."""
    listed = list(listing(reading, word, role, depth)) or same_as_head(reading, word, role.types)
    if listed:
        yield from listed
    elif role.through and (word.lemma.lower() in word_set("offices", "representative") or heads_of_what(word)):
        yield from represented(reading, word, role, depth)
    elif word.lemma.lower() in word_set("anaphora", "container"):
        said = [t for w in stands_for(word) if w.dep != "conj" for t in things_of(reading, w, role, depth + 1)]
        inside = word.dep == "obj" and word.head.lemma.lower() in word_set("frames", "seizing")
        many = word.morph.get("Number") == "Plur"  # "the states of western Africa" are no region
        whole = [*under(reading, word, ("of",) if inside else ("of", "in"), role, depth)]
        # "five states of *A, B and C*"
        states = word.lemma.lower() in word_set("anaphora", "country") and len(whole) > 1
        whole = [] if some_alone(word) and not states else whole
        alone = many and len(whole) == 1
        yield from said or (found for found in whole if not (alone and found[0].type is EntityType.REGION))


def heads_of_what(word: Word) -> str:
    """ " of state" or " of government" behind the "heads" that lead them, else ""."""
    if word.lemma.lower() != "head":
        return ""
    of = (c.text for c in word.children if preposition(c) == "of" and c.lemma.lower() in {"state", "government"})
    return next((f" of {what}" for what in of), "")


def some_alone(word: Word) -> bool:
    """Whether a plural counts some of those whom a body unites: "*twelve* EU states" are not the EU."""
    said = {c.lemma.lower() for c in word.children if c.dep in {"det", "amod"}}
    if "other" in said:
        return True  # "like the other ASEAN members"
    counted = word.child("nummod") is not None or bool(said & word_set("anaphora", "some"))
    return word.morph.get("Number") == "Plur" and counted and not said & {"the", "all"}


def same_as_head(reading: Reading, word: Word, types: frozenset[EntityType]) -> list[Filled]:
    """ "X, a former judge who was sanctioned by Y": a noun in apposition is who stands before it; "X is a bloc that
    unites Y": what something is said to be is that."""
    if word.i in reading.at:
        return []
    if word.dep == "appos":
        named = [word.head]
    else:
        said = surface_subjects(word) if word.child("cop") is not None and not negated(word) else []
        named = [one for subject in said for one in expand(subject)]
    things = ((reading.at.get(one.i), one) for one in named)
    return [(t, one) for t, one in things if t is not None and not t.parts and t.type in types]


def listing(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """ "five republics: Russia, Kazakhstan, …", "countries such as India", "from Myanmar to Turkey"."""
    heads_of = [g for c in word.children if c.dep == "nmod" and c.i not in reading.at for g in c.children]
    for child in [
        *word.children,
        *(g for g in heads_of if g.dep == "nmod" and preposition(g) in word_set("grammar", "listing")),
    ]:
        named = (
            child.dep in {"appos", "parataxis", "dep", "list"} and child.i > word.i and child.pos in {"PROPN", "NOUN"}
        )
        such = child.dep in {"nmod", "obl", "amod", "acl"} and preposition(child) in word_set("grammar", "listing")
        if named or such:
            yield from things_of(reading, child, role, depth + 1)
    yield from span_of_kinds(reading, word, role, depth)


def span_of_kinds(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """ "partners, from Myanmar to Turkey": both ends of a from-to phrase that illustrates a plural noun."""
    if word.morph.get("Number") != "Plur":
        return
    ends = [c for c in word.children if preposition(c) in {"from", "to"}]
    ends += [c for e in ends for c in e.children if preposition(c) == "to"]
    if {preposition(e) for e in ends} >= {"from", "to"}:
        for end in ends:
            yield from things_of(reading, end, role, depth + 1)


def represented(reading: Reading, word: Word, role: Wanted, depth: int) -> Iterator[Filled]:
    """The countries or bodies whose people a word names ("delegates from Cambodia", "Kazakh officials")."""
    for child in word.children:
        if says_whose(reading, child):
            for one in expand(child):
                thing = reading.at.get(one.i)
                if thing is not None and thing.type is EntityType.CITY and EntityType.CITY not in role.types:
                    thing = state_of_capital(reading, one)  # "envoys from Lima"
                if thing is not None and len(thing.parts) in {0, 2}:  # "their foreign ministers"
                    whose = (stood_for(reading, part) if one is child else part for part in thing.parts or [thing])
                    yield from ((part, one) for part in whose if part is not None and part.type in role.types)
                elif thing is None and one.lemma.lower() in word_set("anaphora", "container"):
                    listed = list(listing(reading, one, role, depth + 1))
                    yield from listed or under(reading, one, ("of", "in"), role, depth)


def says_whose(reading: Reading, child: Word) -> bool:
    """Whether a word below people says whose they are; "African leaders" are not those of Africa."""
    thing = reading.at.get(child.i)
    adjective = child.dep == "amod" and (thing is None or thing.type is not EntityType.REGION)
    return adjective or child.dep in {"nmod:poss", "compound"} or preposition(child) in {"of", "from"}


def stood_for(reading: Reading, thing: Thing) -> Thing | None:
    """Whom people stand for: of somebody's ministers or envoys ("*his* ministers met X") the state, not the person."""
    return home_of(reading, thing) if thing.type is EntityType.PERSON else thing


def under(reading: Reading, word: Word, prepositions: tuple[str, ...], role: Wanted, depth: int) -> Iterator[Filled]:
    """Things in a prepositional phrase below a noun ("the countries of the Gulf Cooperation Council")."""
    for child in word.children:
        named = child.dep in {"compound", "amod", "nmod:poss"} and reading.how.get(child.i) == "name"
        if preposition(child) in prepositions or (named and reading.at[child.i].type is EntityType.ORGANIZATION):
            yield from things_of(reading, child, role, depth + 1)


def argument_words(word: Word, source: str) -> list[Word]:
    """The words under an argument path: "object", "xcomp|object" for either, "object>of" for an argument of the
    argument, "self" for the word itself."""
    first, _, rest = source.partition(">")
    words: list[Word] = []
    for name in first.split("|"):
        words += [word] if name == "self" else arguments(word).get(name, [])
    if not rest:
        return words
    return [inner for outer in words for one in expand(outer) for inner in argument_words(one, rest)]
