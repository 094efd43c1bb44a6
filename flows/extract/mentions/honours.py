"""Titles of honour that speak of who bears them: "the sheikh"."""

from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def honoured(reading: Reading, word: Word, lemma: str) -> bool:
    """Whether a title of honour speaks of the person before whose name it stood last: "the sheikh" of Sheikh Khalid."""
    if lemma not in word_set("names", "honorifics") - word_set("offices", "noun"):
        return False
    named = [
        (first.i, thing)
        for thing in reading.things
        for first, _, how, _ in thing.mentions
        if thing.type is EntityType.PERSON and how == "name" and first.i < word.i
        if lemma in {w.text.lower() for w in (first, *first.before[-1:])}
    ]
    if not named:
        return False
    reading.note(max(named, key=lambda one: one[0])[1], word, word, "nominal", "called by a title of honour")
    return True
