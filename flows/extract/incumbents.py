"""Whose office a bare title names ("President Ada Roe"), where the tables know the person in just that office."""

from dataclasses import replace

from flows.extract.things import Reading, Thing
from flows.extract.titles import Title
from flows.gazetteer import Entry, load_gazetteer


def with_owners(reading: Reading, titles: list[Title]) -> list[Title]:
    """The titles, each bare one with the country that a later phrase or the tables tell."""
    return [
        replace(t, owner=t.person.serves.get(t.role.lower()) or known_owner(reading, t)) if t.owner is None else t
        for t in titles
    ]


def known_owner(reading: Reading, title: Title) -> Thing | None:
    """The country that the person serves on the day in this office, when the text speaks of that country too."""
    entry = load_gazetteer().entries.get(title.person.item or "")
    served = owner_on(entry, title.role.lower(), title.first.sentence.today) if entry else None
    return next((t for t in reading.things if served and t.item == served), None)


def owner_on(entry: Entry, role: str, day: str) -> str | None:
    """The item of the country or body where somebody holds an office of this name on a day."""
    for term in entry.terms:
        if term.kind == role and (term.start or "") <= day <= (term.end or "9999"):
            return term.of
    return None
