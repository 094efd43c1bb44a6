"""The parties inside the name of a conflict: "Russia's invasion of Ukraine" names the two countries as well."""

from flows.extract.reading.reading import Reading, Thing
from flows.gazetteer import Entry, load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

MOST = 3  # words of a country's name


def note_parties(reading: Reading) -> None:
    """Let the countries named inside a conflict's name speak for themselves; its noun keeps the conflict."""
    for thing in [t for t in reading.things if t.type is EntityType.CONFLICT]:
        for first, last, how, _ in list(thing.mentions):
            if how == "name" and last is not first:
                note_inside(reading, thing, first.until(last))


def note_inside(reading: Reading, conflict: Thing, words: list[Word]) -> None:
    """The countries in one printed name of a conflict."""
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + MOST), at, -1):
            name = " ".join(w.text for w in words[at:end])
            entry = next((e for e in load_gazetteer().find(name) if e.type is EntityType.COUNTRY), None)
            how = "name" if entry is not None else "demonym"
            entry = entry or (load_gazetteer().demonym(name) if end == at + 1 else None)
            if entry is not None and words[at].text[:1].isupper() and reading.at.get(words[at].i) is conflict:
                reading.note(country_of(reading, entry), words[at], words[end - 1], how, "a party in a conflict's name")
                at = end - 1
                break
        at += 1


def country_of(reading: Reading, entry: Entry) -> Thing:
    """The thing of a country of the tables, made when it is new."""
    known = next((t for t in reading.things if t.item == entry.item), None)
    return known or Thing(EntityType.COUNTRY, entry.label, entry.item)
