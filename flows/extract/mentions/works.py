"""Which treaty or document "the convention", "the pact" speaks of, and which one a clause means that names none."""

from flows.extract.reading.bodies import head_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

RECALLED = 2  # sentences back in which a treaty is still in mind


def work_meant(reading: Reading, word: Word) -> Thing | None:
    """The one document of all named before that a definite noun speaks of: the one that is called by the noun, or, of
    nouns that stand for any treaty, the only one."""
    lemma = word.lemma.lower()
    if lemma not in word_set("anaphora", "paper") or is_told_anew(reading, word, lemma):
        return None
    named = works_before(reading, word)
    bearing = [work for work in named if noun_of(work) == lemma]
    meant = bearing or (named if lemma in word_set("anaphora", "any_paper") else [])
    return meant[0] if len(meant) == 1 else None


def work_implied(reading: Reading, word: Word) -> Thing | None:
    """The one treaty that a clause means without saying so ("Peru has promised to ratify"): told in its sentence or
    shortly before."""
    index = word.sentence.index
    near = [w for s in reading.sentences[max(0, index - RECALLED) : index + 1] for w in s.words if w.i < word.i]
    works = {id(t): t for w in near if (t := reading.at.get(w.i)) is not None and t in works_before(reading, word)}
    return next(iter(works.values())) if len(works) == 1 else None


def works_before(reading: Reading, word: Word) -> list[Thing]:
    """The treaties and documents that are named before a word."""
    return [
        thing
        for thing in reading.things
        if thing.type is EntityType.WORK
        and noun_of(thing) in word_set("anaphora", "paper")
        and any(how == "name" and first.i < word.i for first, _, how, _ in thing.mentions)
    ]


def noun_of(work: Thing) -> str:
    """The noun at the head of a document's name."""
    return head_of(work.name).lower().removesuffix("s")


def is_told_anew(reading: Reading, word: Word, lemma: str) -> bool:
    """Whether the text has told of another one by the noun before: "signed a convention"."""
    before = (w for s in reading.sentences[: word.sentence.index + 1] for w in s.words if w.i < word.i)
    articles = (c for w in before if w.lemma.lower() == lemma and w.i not in reading.at for c in w.children)
    return any(c.dep == "det" and c.lemma.lower() in {"a", "an", "another"} for c in articles)
