"""What a role noun is said of: one rule a construction, each with the words it finds."""

from collections.abc import Callable, Iterable

from flows.extract.grammar.doers import (
    clause_subjects,
    companions,
    is_verbal,
    objects,
    preposition,
    subjects,
    surface_subjects,
)
from flows.extract.words import word_set
from flows.language.parse import Word


def stands_for(noun: Word) -> list[Word]:
    """What a role noun is said of: by copula, apposition, "as", "become", "including", or a title before a name."""
    return [word for rule in RULES for word in rule(noun)]


def by_verb(noun: Word) -> list[Word]:
    """ "X is a member", "X became a member", "X was elected member"."""
    if any(c.dep == "cop" for c in noun.children):
        return [*surface_subjects(noun), *companions(noun)]
    given = noun.dep == "xcomp" and noun.head.lemma in word_set("grammar", "given")
    return [*surface_subjects(noun.head), *companions(noun.head)] if given else []


def by_place(noun: Word) -> list[Word]:
    """ "X, a member", "member X", "the eight-member group"; "X, a founder and a member"."""
    if noun.dep == "appos" and (names_another(noun) or is_of_several(noun)):
        return []
    before_name = noun.dep == "compound" and noun.head.i > noun.i and noun.head.pos == "PROPN"
    before_name = before_name and noun.head.lemma.lower() not in word_set("names", "standing")  # "Member States"
    counting = noun.dep == "compound" and noun.child("nummod") is not None
    if noun.dep in {"appos", "nmod:desc"} or before_name or counting:
        return [noun.head]
    if noun.dep == "conj" and noun.head.dep == "appos":
        return [] if is_example(noun.head) else [noun.head.head]
    return of_the_first(noun) if noun.dep == "conj" else []


def is_of_several(noun: Word) -> bool:
    """Whether a plural behind one person's name is the next of a row: "led by Ada Roe, *members* of the council, …"."""
    several = noun.head.dep == "conj" or any(c.dep == "conj" and c.i < noun.i for c in noun.head.children)
    return not several and noun.head.label == "PERSON" and noun.morph.get("Number") == "Plur"


def names_another(noun: Word) -> bool:
    """Whether a phrase behind a name ends in the name of somebody else, whose office it tells: "X, the chair of the
    *council Ada Roe*, and Y"."""
    words = [w for w in noun.subtree() if w.i > noun.i]
    named = [w for w in words if w.label == "PERSON" and w.dep in {"appos", "nmod", "flat"}]
    joined = next((w for w in words if w.text in {",", "(", "–", "—"}), None)
    return any((joined is None or w.i < joined.i) and not preposition(w) for w in named)


def is_example(name: Word) -> bool:
    """Whether a name is the first of those that a plural counts, not said of it: "members, among them *Fiji* and …"."""
    return name.pos == "PROPN" and name.head.pos == "NOUN" and name.head.morph.get("Number") == "Plur"


def of_the_first(noun: Word) -> list[Word]:
    """What the first of joined nouns is said of, when a copula or an apposition says it of all."""
    said = stands_for(noun.head) if any(c.dep == "cop" for c in noun.head.children) else []
    return said + [c for c in noun.head.children if c.dep == "appos" and c.i > noun.i and not is_of_all(noun, c)]


def below(noun: Word) -> list[Word]:
    """ "the member, X", "members such as X", "two observer states, X and Y" (hung as coordination)."""
    found = [c for c in noun.children if c.dep == "appos" and not is_of_all(noun, c)] + listed(noun, {"nmod"})
    if noun.morph.get("Number") == "Plur":
        named = [c for c in noun.children if c.dep == "conj" and c.pos == "PROPN"]
        found += [c for c in named if not any(g.dep == "cc" and g.i < c.i for g in c.children)]
    return found


def is_of_all(noun: Word, name: Word) -> bool:
    """Whether names behind a colon are those of a whole row of nouns, not of its last alone: "the parties, mediators
    and *observers*: A, B and C", but "six members and two observers: A and B"."""
    joined = noun.dep == "conj" and noun.child("nummod") is None
    return joined and any(w.text == ":" for w in noun.until(name))


def listed(noun: Word, relations: Iterable[str]) -> list[Word]:
    """What "such as" and the like list below a noun."""
    listing = word_set("grammar", "listing")
    return [c for c in noun.children if c.dep in relations and preposition(c) in listing]


def by_number(noun: Word) -> list[Word]:
    """ "a number of members, including X", "the members include X", "X is one of the members"."""
    of_some = noun.dep == "nmod" and preposition(noun) == "of"
    found = listed(noun.head, {"nmod", "appos"}) if of_some and noun.head.lemma in word_set("grammar", "sets") else []
    if noun.dep == "nsubj" and noun.head.lemma == "include":
        found += objects(noun.head)
    counted = noun.head.lemma.lower() in {"one", "first", "last"} or noun.head.pos in {"ADJ", "NUM"}
    return found + (stands_for(noun.head) if of_some and counted else [])


def by_as(noun: Word) -> list[Word]:
    """ "X, as chair of Y, …", "in its capacity as chair", "X acts as chair", "regards X as chair"."""
    head = noun.head
    if noun.dep not in {"obl", "nmod"} or preposition(noun) != "as":
        return []
    if is_verbal(head):
        ahead = noun.i < head.i or head.lemma.lower() not in word_set("offices", "regarding")
        return subjects(head) if ahead and subjects(head) else objects(head) or subjects(head)
    if head.lemma.lower() in word_set("grammar", "acting"):
        doers = [w for w in head.before if w.dep == "obl:agent"]  # "hosted by X in his capacity as chair"
        return doers[-1:] if doers and head.child("nmod:poss") is not None else clause_subjects(head)
    return (surface_subjects(head) if any(c.dep == "cop" for c in head.children) else []) or [head]


def of_those(word: Word) -> list[Word]:
    """ "Among those *present* were A and B"."""
    head = word.head
    some = {head.text.lower(), head.lemma.lower()} & word_set("grammar", "those")
    said = word.pos == "ADJ" and some and head.i < word.i
    return stands_for(head) if said else []


RULES: tuple[Callable[[Word], list[Word]], ...] = (by_verb, by_place, below, by_number, by_as, of_those)


def joint_of(between: list[str], pauses: frozenset[str] = frozenset({","})) -> str:
    """ "and" or "," for what may join two names of a list, "" for anything else; `pauses`: what may stand for a comma,
    a semicolon only between holders of offices ("founded by A and B; C joined in May")."""
    rest = [w for w in between if w not in {"the", "both"}]
    rest = rest[1:] if len(rest) > 1 and rest[0] in pauses else rest
    if rest in (["and"], ["or"], ["as", "well", "as"]):
        return "and"
    return "," if len(rest) == 1 and rest[0] in pauses else ""
