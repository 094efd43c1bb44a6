"""Whom a name may mean, by the shipped tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.gazetteer import Entry, Gazetteer, fold
from flows.link.conflicts import conflicts_meant
from flows.link.offices import offices_said
from flows.link.question import Question
from flows.model import EntityType

TITLES = re.compile(
    r"^(?:(?:Vice|Deputy|Prime|Foreign|Defen[cs]e|First|Crown|Supreme|Secretary|Acting|Former|then)[- ])*"
    r"(?:President|Minister|Premier|Chancellor|Secretary|General|Secretary-General|King|Queen|Emperor|Emir|Sultan|Pope"
    r"|Prince|Princess|Sheikh|Ayatollah|Sir|Lord|Dame|Lady|Dr|Mr|Mrs|Ms|Gen|Sen|Leader|Ambassador|Marshal)\.?\s+(?=\S+\s+\S)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that bears one of the names: how well the name fits (0..1), and in words why."""

    entry: Entry
    fit: float
    reason: str


def shipped_candidates(question: Question, gazetteer: Gazetteer) -> list[Found]:
    """The entries of the tables that the entity may be, the best fit of each."""
    best: dict[str, Found] = {}
    hinted = gazetteer.entries.get(question.entity.item or "")
    if hinted:
        best[hinted.item] = Found(hinted, 0.9, "the reader took it for this")
    for rank, name in enumerate(question.names):
        for found in _by_name(name, question, gazetteer):
            # What the fullest name says counts a little more than what a short form says.
            weighed = Found(found.entry, found.fit - min(rank, 1) * 0.02, found.reason)
            key = found.entry.item or found.entry.label
            if key not in best or best[key].fit < weighed.fit:
                best[key] = weighed
    return sorted(best.values(), key=lambda found: (-found.fit, found.entry.item, found.entry.label))


def name_fit(name: str, entry: Entry) -> tuple[float, str]:
    """How well a name fits an entry, and why."""
    folded = fold(name)
    if folded == fold(entry.label):
        return 1.0, f"{name!r} is its label"
    aliases = {fold(alias) for alias in entry.aliases}
    if folded in aliases:
        return 0.95, f"{name!r} is an alias"
    if folded.casefold() in {alias.casefold() for alias in (*aliases, fold(entry.label))}:
        return 0.9, f"{name!r} is its name in other letters"
    return 0.0, ""


def _by_name(name: str, question: Question, gazetteer: Gazetteer) -> Iterator[Found]:
    for entry in gazetteer.find(name):
        country = gazetteer.capital_of(entry.item)
        if question.type is EntityType.COUNTRY and entry.type is EntityType.CITY and country:
            yield Found(country, 0.9, f"{name!r}, its capital, speaks for its government")
        else:
            yield Found(entry, *name_fit(name, entry))
    if question.type is EntityType.PERSON and (bare := TITLES.sub("", name)) != name:
        yield from (Found(entry, 0.93, f"{bare!r} without the title") for entry in gazetteer.find(bare))
    if question.type is EntityType.CONFLICT:
        yield from (Found(*meant) for meant in conflicts_meant(question, gazetteer))
    if question.type is EntityType.OFFICE:
        for office, role, place in offices_said(name, question, gazetteer):
            yield Found(office, 0.95, f"{role!r} of {place}")
    if country := gazetteer.demonym(name):
        yield Found(country, 0.9, f"{name!r} says who is of it")
