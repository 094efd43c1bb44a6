"""Posts that verbs of working for a body tell: "X teaches at Y", "X, who works for Y", "X is employed by Y"."""

from collections.abc import Iterator

from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import is_passive, preposition, surface_subjects
from flows.extract.grammar.scope import scope_of
from flows.extract.offices.phrase import is_office
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

HOW = "post by verb"


def posts_by_verb(reading: Reading, sentence: Sentence) -> Iterator[Title]:
    """The posts of one sentence, of the persons who work for a named body; where "as" says what the post is, that tells
    it better."""
    for verb in sentence.words:
        told = list(bodies_worked_for(reading, verb)) if verb.pos == "VERB" else []
        if not told or says_as_what(verb) or not is_done(verb):
            continue
        things = [named_by(reading, one) for subject in surface_subjects(verb)[:1] for one in expand(subject)]
        for person in (t for t in things if t is not None and t.type is EntityType.PERSON):
            for role, word, body in told:
                yield Title(person, role, body, verb, word, HOW, verb=verb)


def named_by(reading: Reading, word: Word) -> Thing | None:
    """What a word names, or the name beside a noun that only describes who bears it: "my *colleague* Ada Roe, who"."""
    beside = word.i not in reading.at and word.dep in {"nmod:desc", "appos"}
    return reading.at.get((word.head if beside else word).i)


def bodies_worked_for(reading: Reading, verb: Word) -> Iterator[tuple[str, Word, Thing]]:
    """What somebody is who does what a verb says, and at which body: "teaches at *X and Y*", "is employed by *X*",
    "sits on the board of *X*"."""
    for child in verb.children:
        role = role_by(verb, child) if child.dep.startswith("obl") and child.i > verb.i else ""
        seat = role and preposition(child) == "on"
        for place in (behind(child) if seat else [child]) if role else []:
            for word in expand(place):
                body = reading.at.get(word.i)
                if body is not None and body.type is EntityType.ORGANIZATION and reading.how[word.i] != "metonym":
                    yield role, word, body


def role_by(verb: Word, place: Word) -> str:
    """What somebody is who does what a verb says at, for, by or on something; "" where that tells of no post."""
    words, lemma, link = load_words("offices"), verb.lemma.lower(), preposition(place)
    if is_passive(verb):
        return str(words["employed"]) if link == "by" and lemma in words["employing"] else ""
    if link == "on" and lemma in words["seated"]:
        return str(words["on_seat"].get(place.lemma.lower(), ""))
    return str(words["by_verb_at"].get(lemma, {}).get(link, ""))


def behind(noun: Word) -> list[Word]:
    """Of what a noun is: "the board of directors *of X*"."""
    found = [c for c in noun.children if preposition(c) in {"of", "for", "at"} and c.i > noun.i]
    return found + [c for one in found for c in one.children if preposition(c) in {"of", "for", "at"}]


def says_as_what(verb: Word) -> bool:
    """Whether "as" behind a verb says what the post is: "works for X *as an analyst*"."""
    return any(preposition(c) == "as" and is_office(c) for c in verb.children)


def is_done(verb: Word) -> bool:
    """Whether it is so: neither planned nor denied."""
    status = scope_of(verb)
    return status.polarity and status.factuality in {Factuality.ASSERTED, Factuality.REPORTED}
