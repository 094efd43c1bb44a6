"""Names that more than one thing bears: persons and papers called like places, two states called Congo."""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.names.found import Found
from flows.extract.words import word_set
from flows.gazetteer import fold, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

PLACES = frozenset({EntityType.COUNTRY, EntityType.CITY, EntityType.REGION})


def called_like_places(words: list[Word], known: list[Found], others: list[Found]) -> Iterator[Found]:
    """ "Ireland Baldwin joined …" is a person, "Malta Today reported …" a paper; `others` are names found by other
    means, one of which may begin behind the place ("President of Peru | Ada Roe")."""
    taken = {at for one in known for at in range(one.first, one.last)}
    taken |= {one.first for one in others if one.last - one.first > 1}
    for one in known:
        behind = words[one.last] if one.last < len(words) else None
        if one.type not in PLACES or one.how != "name" or behind is None or one.last in taken:
            continue
        if not behind.text[:1].isupper():
            continue
        place = words[one.first]
        beside = (behind.dep == "flat" and behind.head is place) or (behind.head, behind.dep) == (place.head, place.dep)
        if one.last - one.first == 1 and beside and behind.label == "PERSON":
            yield Found(one.first, one.last + 1, EntityType.PERSON)
        elif behind.text.lower() in word_set("names", "paper"):
            yield Found(one.first, one.last + 1, EntityType.ORGANIZATION)


def by_cues(text: str, words: list[Word], found: Found) -> Found:
    """A name that several things of the tables bear, as the one of which its sentence gives a cue ("Congo's president
    spoke in Brazzaville"); `text` is the sentence."""
    if found.entry is None or found.how != "name":
        return found
    printed = fold(" ".join(w.text for w in words[found.first : found.last]))
    bearers = [n for n in load_gazetteer().namesakes.get(printed, ()) if n.item]
    told = [n for n in bearers if any(cue in text for cue in n.cues)]
    entry = load_gazetteer().entries.get(told[0].item) if len(told) == 1 else None
    return replace(found, entry=entry, type=entry.type) if entry is not None else found
