"""Bodies told again by the capitalised noun that their name is built on: "the Council", "a Commission official"."""

from collections import Counter

from flows.extract.reading.bodies import HEAD_NOUN, bears, is_bloc, named_before, named_most
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

WEAK = frozenset({EntityType.ORGANIZATION, EntityType.REGION, EntityType.EVENT})


def join_short_bodies(reading: Reading) -> None:
    """ "the Council": the body named before in full that bears the noun, in place of a body of its own."""
    for sentence in reading.sentences:
        for at, word in enumerate(sentence.words):
            if is_short(reading, sentence.words, at) and (body := body_told(reading, word)) is not None:
                reading.note(body, word, word, "name", HEAD_NOUN)


def is_short(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether a word is a body's noun written as a name, with "the" or before another noun, and no more than that."""
    word, lemma = words[at], words[at].text.lower()
    if not word.text.istitle() or lemma not in word_set("names", "organization") | word_set("anaphora", "organization"):
        return False
    present = reading.at.get(word.i)
    if present is not None and (present.item or present.type not in WEAK or set(present.names) - {word.text}):
        return False
    follows = [w.text for w in words[at + 1 : at + 4]]
    if follows and follows[0] in {"of", "for", "on"} and any(w.istitle() for w in follows[1:]):
        return False  # "the Committee of Ministers"
    if at and words[at - 1].text.lower() == "the":
        return [w.text for w in words[max(0, at - 3) : at - 1]] != ["State", "of"]
    return at > 0 and words[at - 1].text[:1].islower() and bool(follows) and words[at + 1].pos == "NOUN"


def body_told(reading: Reading, word: Word) -> Thing | None:
    """The one body before a word that bears its noun; of several the one bloc, else the one that is clearly named
    most."""
    named = named_before(reading, word)
    bearing = Counter(
        {body: n for body, n in named.items() if body.name != word.text and bears(body, word.text.lower())}
    )
    blocs = [body for body in bearing if is_bloc(body)]
    if len(bearing) == 1 or len(blocs) == 1:
        return blocs[0] if blocs else next(iter(bearing))
    return named_most(reading, bearing)
