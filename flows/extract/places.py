"""Which places "the waters", "the islands" or "the strait" mean: the last one named so."""

from flows.extract.things import Reading, Thing
from flows.extract.words import load_words
from flows.language.parse import Word
from flows.model import EntityType

REACH = 3  # sentences back


def note_places(reading: Reading) -> None:
    """Let a bare definite noun for a stretch of land or water speak of the last region whose name holds such a word."""
    kinds = load_words("anaphora")["places"]
    for sentence in reading.sentences:
        for word in sentence.words:
            named = kinds.get(word.text.lower())
            if named is None or word.i in reading.at or not is_bare(word):
                continue
            thing = last_named(reading, word, frozenset(named))
            if thing is not None:
                reading.note(thing, word, word, "nominal", "the last place of this sort")


def is_bare(word: Word) -> bool:
    """Whether nothing but "the", "these" or "those" says which one is meant."""
    return [
        c.lemma.lower() in {"the", "this", "that"} for c in word.children if c.dep not in {"case", "cop", "punct"}
    ] == [True]


def last_named(reading: Reading, word: Word, named: frozenset[str]) -> Thing | None:
    """The region named last before a word whose name holds one of these words."""
    for index in range(word.sentence.index, max(-1, word.sentence.index - REACH - 1), -1):
        for other in reversed(reading.sentences[index].words):
            thing = reading.at.get(other.i)
            if thing is None or other.i >= word.i or thing.type is not EntityType.REGION:
                continue
            if named & {w.lower() for w in thing.name.split()}:
                return thing
    return None
