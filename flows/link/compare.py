"""What an article states against what Wikidata states: known, new, different, or nothing to compare with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeGuard

from flows.link.items import properties
from flows.link.wikidata import Items, Wikidata
from flows.model import EntityType, Fact, Factuality, Literal, Reading, Reference, Value, Verdict
from flows.settings import MAPPINGS


class Against(StrEnum):
    """How a fact stands against Wikidata."""

    KNOWN = "known"
    NEW = "new"
    DIFFERS = "differs"
    NO_COUNTERPART = "no counterpart"


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate's property on Wikidata.

    carrier:     the side whose item has the statement, subject or object
    single:      whether Wikidata has one value there
    qualifiers:  of start and end those that the property takes
    types:       types of entity that the value may be; none where any may
    ended_by:    predicate that says of the same two that it is over, or ""
    """

    property: str
    carrier: str
    single: bool
    qualifiers: tuple[str, ...] = ()
    types: frozenset[EntityType] = frozenset()
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact against Wikidata: the item and property that say it there, our value and theirs.

    item, property: None when nothing on Wikidata can be compared; `reason` then says why
    pending: Wikidata could not be asked; the next run asks again
    """

    fact: str
    against: Against
    item: str | None = None
    property: str | None = None
    ours: str = ""
    theirs: tuple[str, ...] = ()
    reason: str = ""
    pending: bool = False


def compare_with_wikidata(readings: Sequence[Reading], wikidata: Wikidata) -> list[tuple[Comparison, ...]]:
    """The comparisons of each reading's facts, in their order; asks Wikidata for the items they speak of."""
    wanted = {
        statement.item
        for reading in readings
        for fact in reading.extraction.facts
        if isinstance(statement := state(fact, reading), Statement)
    }
    items = wikidata.get(wanted)
    return [tuple(compare(fact, reading, items) for fact in reading.extraction.facts) for reading in readings]


def compare(fact: Fact, reading: Reading, items: Items) -> Comparison:
    """One fact against the items that were got."""
    statement = state(fact, reading)
    if isinstance(statement, str):
        return Comparison(fact.key, Against.NO_COUNTERPART, reason=statement)
    item = items.found.get(statement.item)
    if item is None:
        pending = statement.item in items.pending
        reason = "Wikidata could not be asked" if pending else "its item is gone"
        return Comparison(
            fact.key, Against.NO_COUNTERPART, statement.item, statement.property, statement.value, (), reason, pending
        )
    theirs = _values(item, statement.property)
    against = _against(statement, theirs)
    return Comparison(fact.key, against, statement.item, statement.property, statement.value, theirs)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact said as Wikidata would say it."""

    item: str
    property: str
    value: str
    single: bool


def state(fact: Fact, reading: Reading) -> Statement | str:
    """The fact as a statement of Wikidata, or in words why there is none."""
    relation = relations().get(fact.predicate)
    if relation is None:
        return f"{fact.predicate!r} has no property on Wikidata"
    if fact.factuality is not Factuality.ASSERTED or not fact.polarity or fact.attributed_to:
        return "only what the article itself asserts is compared"
    sides = (fact.subject, fact.object) if relation.carrier == "subject" else (fact.object, fact.subject)
    item, value = _value(sides[0], reading), _value(sides[1], reading)
    if not item.startswith("Q"):
        return "its subject is not linked"
    if not value:
        return "its object is not linked"
    return Statement(item, relation.property, value, relation.single)


@lru_cache
def relations() -> dict[str, Relation]:
    """The predicates that have a property on Wikidata."""
    _, *lines = (MAPPINGS / "gazetteer" / "relations.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {
        predicate: Relation(
            properties()[property],
            carrier,
            values == "one",
            tuple(qualifiers.split()),
            frozenset(map(EntityType, types.split())),
            ended_by,
        )
        for predicate, property, carrier, values, qualifiers, types, ended_by in rows
    }


def _value(value: Value, reading: Reading) -> str:
    """The item of what is linked, the date of what is a date, else nothing."""
    if isinstance(value, Reference):
        link = reading.link_of(value.entity)
        return link.item or "" if link.verdict is Verdict.SAME else ""
    return value.value if is_plain_date(value) else ""


def is_plain_date(value: Value) -> TypeGuard[Literal]:
    """Whether the value is one year, month or day; Wikidata has no place for spans and clock times."""
    return isinstance(value, Literal) and bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", value.value))


def _values(item: Mapping[str, Any], property: str) -> tuple[str, ...]:
    claims: Iterable[Mapping[str, Any]] = item["claims"].get(property, ())
    return tuple(dict.fromkeys(claim["value"] for claim in claims if claim["value"]))


def _against(statement: Statement, theirs: Sequence[str]) -> Against:
    if any(_same(statement.value, value) for value in theirs):
        return Against.KNOWN
    return Against.DIFFERS if theirs and statement.single else Against.NEW


def _same(ours: str, theirs: str) -> bool:
    # "2001" and "2001-06-15" agree: one is only more precise.
    if ours.startswith("Q") or theirs.startswith("Q"):
        return ours == theirs
    return ours.startswith(theirs) or theirs.startswith(ours)
