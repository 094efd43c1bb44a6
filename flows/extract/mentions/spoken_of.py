"""Where a thing was last spoken of before a pronoun, whether as a subject, or right before it."""

from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def chain(word: Word) -> list[Word]:
    """A word and what is joined to it."""
    return [word, *(w for c in word.children if c.dep == "conj" for w in chain(c))]


def last_place(reading: Reading, thing: Thing, word: Word) -> int:
    """Where a thing was last spoken of before a word."""
    return max((last.i for _, last, *_ in thing.mentions if last.i < word.i), default=-1)


def sentence_start(reading: Reading, thing: Thing, word: Word) -> int:
    """Where the sentence begins in which a thing was last the subject before a word; 0 when it was none."""
    subjects = (
        f for f, *_ in thing.mentions if f.i < word.i and f.head.dep != "ccomp" and is_subject(reading, thing, f)
    )
    last = max(subjects, key=lambda w: w.i, default=None)
    return last.sentence.words[0].i if last is not None else 0


def is_subject(reading: Reading, thing: Thing, first: Word) -> bool:
    """Whether a mention is the subject of a clause, its title counted in."""
    return any(w.dep.startswith("nsubj") and reading.at.get(w.i) is thing for w in (first, first.head))


def stood_beside_another(reading: Reading, found: Thing, word: Word) -> bool:
    """Whether the last mention of somebody stands behind a "she" that means another, in that one's sentence."""
    before = [f for f, *_ in found.mentions if f.i < word.i]
    last = max(before, key=lambda w: w.i, default=None)
    if last is None or is_subject(reading, found, last):
        return False
    start = last.sentence.words[0].i
    same = [w for w in last.sentence.words if start <= w.i < last.i and w.text.lower() == word.text.lower()]
    return any(w.dep == "nsubj" and reading.at.get(w.i) is not found for w in same)


def done_by(verb: Word, word: Word) -> list[Word]:
    """ "talks hosted by X in *his* capital": who did what a participle tells of a noun."""
    return [c for c in verb.children if verb.dep == "acl" and c.dep == "obl:agent" and c.i < word.i]


def moved_there(verb: Word, word: Word) -> list[Word]:
    """ "invited X to Lima, *where he* is due": who is asked or brought to a place is the one who is there."""
    there = any(c.dep == "advmod" and c.lemma.lower() == "where" for c in word.head.children)
    moved = there and verb.lemma.lower() in word_set("anaphora", "moving")
    return [c for c in verb.children if c.dep == "obj" and c.i < word.i] if moved else []


def named_beside(reading: Reading, word: Word, types: set[EntityType]) -> list[Thing]:
    """The name right before "and its …", whoever the subject is: "Chad banned *the front* and its leader"."""
    noun, joint = word.head, word.near(-1)
    last = joint.near(-1) if joint is not None and joint.dep == "cc" else None
    if word.dep != "nmod:poss" or noun.dep != "conj" or last is None or word.i > noun.i:
        return []
    thing = reading.at.get(last.i)
    own = any(w.text.lower() == "own" for w in word.until(noun))
    named = reading.how.get(noun.head.i) == "name" and reading.at.get(noun.head.i) is thing
    return [thing] if thing is not None and thing.type in types and named and not own else []
