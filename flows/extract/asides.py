"""Sources named in an aside: "According to X, …" and "…, according to X"."""

from collections.abc import Iterator

from flows.extract.reported import trimmed
from flows.extract.speakers import SPEAKING
from flows.extract.things import Reading, Thing
from flows.language.parse import Sentence, Word
from flows.model import EntityType

Found = list[tuple[int, Thing]]  # place in the sentence, who is named there
FAR = 22  # words behind "according to" that may name the source


def according_to(reading: Reading, sentence: Sentence, quoted: set[int]) -> Iterator[tuple[Thing, list[Word], Word]]:
    """(source, the words that are theirs, "according") of each such aside, read off the commas, which are surer here
    than the tree."""
    words = sentence.words
    for at in range(len(words) - 2):
        if words[at].text.lower() != "according" or words[at + 1].text.lower() != "to" or words[at].i in quoted:
            continue
        comma = next((i for i in range(at + 2, len(words)) if words[i].text == ","), len(words))
        found = sources(reading, words, at)
        person = next((t for i, t in found if i < comma and t.type is EntityType.PERSON), None)
        named = [t for i, t in found if i < comma]
        source = person or (named[-1] if named else None)
        if source is None:
            continue
        if at > 1 or comma == len(words):
            yield source, trimmed(words[:at]), words[at]
        elif person is not None or not names_person(found, comma + 1):
            yield source, trimmed(words[comma + 1 :]), words[at]


def sources(reading: Reading, words: list[Word], at: int) -> Found:
    """Who is named within reach of "according to"."""
    reach = range(at + 2, min(at + FAR, len(words)))
    found = [(i, reading.at[words[i].i]) for i in reach if words[i].i in reading.at]
    return [(i, t) for i, t in found if t.type in SPEAKING and not t.parts and reading.how[words[i].i] != "demonym"]


def names_person(found: Found, place: int) -> bool:
    """Whether a person stands right there: an apposition behind the comma leaves too many readings."""
    return any(i == place and t.type is EntityType.PERSON for i, t in found)
