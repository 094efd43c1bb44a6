"""Which of the things named before a word draws a later reference most."""

from collections.abc import Callable

from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

SUBJECT = ("nsubj", "nsubj:pass")
REACH = 3  # sentences back that a definite phrase or pronoun may reach
Fits = Callable[[Reading, Thing, Word], bool]


def anything(reading: Reading, thing: Thing, word: Word) -> bool:
    """Nothing speaks against it."""
    return True


def best_before(reading: Reading, word: Word, types: set[EntityType], fits: Fits = anything) -> Thing | None:
    """The most salient thing of these types before a word: subjects before others, near before far."""
    best: tuple[float, int] = (0.0, -1)
    chosen = None
    beside = said_beside(reading, word)
    for back in range(REACH):
        index = word.sentence.index - back
        if index < 0 or (sentence := reading.sentences[index]).paragraph < word.sentence.paragraph - 1:
            break
        for other in sentence.words:
            if other.i >= word.i:
                break
            thing = reading.at.get(other.i)
            if thing is None or thing.type not in types or thing.parts or thing in beside:
                continue
            if thing.type is EntityType.PERSON and other.i in reading.quoted and word.i not in reading.quoted:
                continue  # the reporter's "he" is none of whom a speaker speaks
            far = 1 + back + 2 * (sentence.paragraph != word.sentence.paragraph)
            score = weight(reading, other) / far
            if not fits(reading, thing, word):
                continue
            if (score, other.i) > best:
                best, chosen = (score, other.i), thing
    return chosen


def weight(reading: Reading, word: Word) -> float:
    """How much a mention draws later references."""
    how = reading.how[word.i]
    top = word
    while top.dep in {"compound", "flat", "amod", "nmod:poss", "nmod:desc"} and top.head is not top:
        top = top.head
    if how == "demonym":
        return 2.0 if top.dep in SUBJECT else 0.8
    if word.dep in SUBJECT:
        return 3.0 if word.head.dep in {"ROOT", "conj"} else 2.2
    if how in {"nominal", "metonym", "pronoun"}:
        return 2.0
    return 1.2 if word.dep in {"obj", "nmod:poss"} else 1.0


def said_beside(reading: Reading, word: Word) -> list[Thing]:
    """What is named before a word as another argument of its verb, for which it cannot stand."""
    before = [w for w in word.sentence.words if w.i < word.i and w.i in reading.at and w.dep != "nmod:poss"]
    return [reading.at[w.i] for w in before if w.first_of_row.head is word.head and word.dep != "nmod:poss"]


def is_told_by_another(reading: Reading, word: Word, thing: Thing) -> bool:
    """Whether another than a thing was called by a noun last, and the thing not named since: by its name ("the Forum on
    Fish … the forum"), or as one that has none."""
    named = [w for w in shortly_before(reading, word) if w.text == word.text.capitalize() and w.pos == "PROPN"]
    return is_unnamed_since(reading, word, thing, named) or is_brought_up(reading, word, thing)


def is_brought_up(reading: Reading, word: Word, thing: Thing) -> bool:
    """Whether a noun brought up something that has no name, and a thing is not named since: "a transitional council …
    the council"."""
    new = [w for w in shortly_before(reading, word) if brings_up(word, w)]
    return is_unnamed_since(reading, word, thing, new)


def is_unnamed_since(reading: Reading, word: Word, thing: Thing, called: list[Word]) -> bool:
    """Whether a thing is not named between the last of the words by which something was called and a word."""
    since = [w for w in shortly_before(reading, word) if called and w.i >= called[-1].i]
    return bool(since) and not any(reading.at.get(w.i) is thing for w in since)


def shortly_before(reading: Reading, word: Word) -> list[Word]:
    """The words before a word in its sentence and the few before."""
    sentences = reading.sentences[max(0, word.sentence.index - REACH) : word.sentence.index + 1]
    return [w for s in sentences for w in s.words if w.i < word.i]


def brings_up(word: Word, other: Word) -> bool:
    """Whether the same noun spoke of something for the first time: "*a* council", not "the bloc, a union of states"."""
    some = any(c.lemma.lower() in {"a", "an"} for c in other.children) and other.child("cop") is None
    told = other.dep in {"appos", "xcomp", "compound"} or any(c.lemma.lower() == "as" for c in other.children)
    return other.lemma == word.lemma and other.pos == "NOUN" and some and not told


def follows_others(reading: Reading, word: Word, land: Thing | None) -> bool:
    """Whether the clause that a word's is joined to tells what people of another country did: "*Peruvian* police held
    them, and the president …"."""
    first = word.head.first_of_row
    subjects = [c for c in first.children if c.dep.startswith("nsubj")] if first is not word.head else []
    front = [c for s in subjects for c in s.children if c.dep in {"amod", "nmod:poss", "compound"}]
    lands = [t for c in front if (t := reading.at.get(c.i)) is not None and t.type is EntityType.COUNTRY]
    return land is not None and bool(lands) and land not in lands


def is_peoples(reading: Reading, word: Word) -> bool:
    """Whether an adjective says whose an office is by a people that is no country: "the *Kurdish* leader", "the head of
    the *Kurdish* delegation"."""
    behind = (c for c in word.children if c.i not in reading.at)
    bodies = [c for c in behind if any(g.dep == "case" and g.text == "of" for g in c.children)]
    front = [c for w in (word, *bodies) for c in w.children if c.dep in {"amod", "compound"} and c.i not in reading.at]
    return any(c.lemma.lower() in word_set("names", "people") for c in front)
