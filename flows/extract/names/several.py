"""Names that several countries have ("Congolese"): which of them a text means, by whom and what else it names."""

from collections.abc import Iterable

from flows.extract.reading.reading import Reading, Thing
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Sentence
from flows.model import EntityType


def settle_several(reading: Reading) -> None:
    """Let each name that several countries have mean the one of them that the sentence, or else the text, tells by its
    own name, its capital or one of its people; where it tells none, or more, the first of the tables."""
    for thing in [one for one in reading.things if one.type is EntityType.COUNTRY]:
        for mention in list(thing.mentions):
            first, last, how, reason = mention
            owners = sharers_of(reading.phrase(first, last))
            meant = told(reading, owners, first.sentence) or told(reading, owners, None)
            if meant is not None and meant.item != thing.item:
                thing.mentions.remove(mention)
                thing.places.discard((first.i, last.i))
                target = reading.of_entry(meant)
                if how == "name":
                    target.names[reading.phrase(first, last)] += 1
                reading.note(target, first, last, how, reason)
        if not thing.mentions:
            reading.things.remove(thing)


def told(reading: Reading, owners: Iterable[Entry], sentence: Sentence | None) -> Entry | None:
    """The one country of several of which a sentence, or the whole text, tells beside the name that they share."""
    found = [one for one in owners if any(points_to(reading, thing, one, sentence) for thing in reading.things)]
    return found[0] if len(found) == 1 else None


def points_to(reading: Reading, thing: Thing, country: Entry, sentence: Sentence | None) -> bool:
    """Whether a thing is a country under a name that is its alone, its capital or one of its people, and is named in a
    sentence or, without one, anywhere."""
    tables = load_gazetteer()
    entry = tables.entries.get(thing.item or "")
    its_own = thing.item == country.item
    if not (its_own or (entry is not None and country in (tables.capital_of(entry.item), country_of(entry)))):
        return False
    named = [(f, e) for f, e, *_ in thing.mentions if sentence is None or f.sentence is sentence]
    return any(not its_own or not sharers_of(reading.phrase(f, e)) for f, e in named)


def country_of(entry: Entry) -> Entry | None:
    """The country of a known person."""
    return load_gazetteer().entries.get(entry.country or "") if entry.type is EntityType.PERSON else None


def sharers_of(name: str) -> tuple[Entry, ...]:
    """The countries that have a name or adjective, where they are several; else none."""
    found = load_gazetteer().countries_called(name)
    return found if len(found) > 1 else ()
