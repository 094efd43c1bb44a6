"""Who is meant by an office alone ("the Kazakh president", "the SCO secretary-general"): its holder on that day."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.gazetteer import Entry, Gazetteer
from flows.link.items import properties
from flows.link.offices import offices_said, owners, said
from flows.link.question import Question
from flows.model import EntityType
from flows.settings import MAPPINGS

Item = Mapping[str, Any]


def holder_of(question: Question, gazetteer: Gazetteer) -> Entry | None:
    """The holder of the office at the article's date, by the tables; None when not sure."""
    found = {
        holder.item: holder
        for office in _offices(question, gazetteer)
        if office.country and question.on and (holder := gazetteer.holder(office.item, office.country, question.on))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def statements_wanted(question: Question, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """(item, property) of the statements on Wikidata that may tell the holder: those of the office, else those of
    the body whose office it is."""
    if not _is_nobody_else(question):
        return []
    offices = [(office.item, properties()["holder"]) for office in _offices(question, gazetteer) if office.item]
    bodies = [
        (owner.item, properties()[name])
        for role, place in said(question.entity.name, question, gazetteer)
        if (name := role_properties().get(role.casefold()))
        for owner in owners(place, gazetteer)
        if owner.item and owner.type is EntityType.ORGANIZATION
    ]
    return list(dict.fromkeys(offices or bodies))


def holder_by(item: Item, property: str, on: str) -> str | None:
    """Whom an item's statements name for a day: the latest to begin of those that are dated around it."""
    begun = [(start, claim["value"]) for claim, start, end in _dated(item, property) if _covers(start, end, on)]
    latest = [value for start, value in begun if start == max(begun)[0]]
    return latest[0] if len(latest) == 1 else None


@lru_cache
def role_properties() -> Mapping[str, str]:
    """A role in a body -> our name of the property by which Wikidata says who has it."""
    _, *lines = (MAPPINGS / "gazetteer" / "roles.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _offices(question: Question, gazetteer: Gazetteer) -> Iterator[Entry]:
    if not _is_nobody_else(question):
        return
    for words in (question.entity.name, *question.hints("office")):
        if _only_office(question, words):
            yield from (office for office in gazetteer.find(words) if office.type is EntityType.OFFICE)
            yield from (office for office, _, _ in offices_said(words, question, gazetteer))


def _is_nobody_else(question: Question) -> bool:
    # The reader takes somebody without a name for a group of its own.
    unnamed = question.type in (EntityType.PERSON, EntityType.GROUP)
    return unnamed and question.on is not None and not _speaks_of_another(question)


def _speaks_of_another(question: Question) -> bool:
    """Whether words in it or before it say that it is not, or not for certain, who holds the office now."""
    before = (
        question.text[max(0, mention.span.start - 40) : mention.span.start] for mention in question.entity.mentions
    )
    near = [re.split(r"[.,;:()\n]", words)[-1].split()[-3:] for words in before]
    said = {word.casefold() for words in (*near, re.split(r"[\s-]", question.entity.name)) for word in words}
    return bool(said & other_holder_words())


@lru_cache
def other_holder_words() -> frozenset[str]:
    """Words before an office that say that somebody else is meant than its holder, or nobody in particular."""
    return frozenset((MAPPINGS / "gazetteer" / "other-holders.txt").read_text(encoding="utf-8").split())


def _only_office(question: Question, words: str) -> bool:
    # Somebody called by a name of his own is not linked by his office: the name would have been known.
    return question.entity.name.casefold() == words.casefold() or all(m.how != "name" for m in question.entity.mentions)


def _dated(item: Item, property: str) -> Iterator[tuple[Mapping[str, Any], str, str]]:
    for claim in item["claims"].get(property, []):
        start = claim["qualifiers"].get(properties()["start"])
        if claim["value"] and start:
            yield claim, start, claim["qualifiers"].get(properties()["end"]) or ""


def _covers(start: str, end: str, on: str) -> bool:
    return start <= on[: len(start)] and (not end or on[: len(end)] <= end)
