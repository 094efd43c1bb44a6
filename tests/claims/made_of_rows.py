"""Rows of the facts table made by hand, as several articles might give them."""

from collections.abc import Iterable
from typing import Any

from flows.claims import Account, Telling, account_of, blocks_of, tellings
from flows.iris import named_iri
from flows.model import EntityType
from flows.settings import Settings

SETTINGS = Settings(base="https://example.org/")
ITEMS = {
    "Finland": "Q33",
    "NATO": "Q7184",
    "Turkey": "Q43",
    "Kenya": "Q114",
    "Republic of the Congo": "Q971",
    "Democratic Republic of the Congo": "Q974",
    "Shanghai Cooperation Organisation": "Q485207",
    "Bishkek": "Q9361",
    "Dushanbe": "Q9365",
    "African Union": "Q7159",
}


def iri(name: str, type_: EntityType = EntityType.ORGANIZATION, apart: str = "") -> str:
    """The IRI of a thing, by its item where it has one."""
    if name in ITEMS:
        return f"{SETTINGS.base}entity/{ITEMS[name]}"
    return named_iri(name, type_, SETTINGS, apart)


def told(
    day: str,
    kind: str,
    subject: str,
    predicate: str,
    object_: str,
    *,
    types: tuple[EntityType, EntityType] = (EntityType.ORGANIZATION, EntityType.ORGANIZATION),
    apart: str = "",
    host: str = "",
    words: str = "",
    factuality: str = "asserted",
    polarity: bool = True,
    confidence: float = 0.9,
    literal: bool = False,
    beside: tuple[dict[str, Any], ...] = (),
    **qualifiers: str,
) -> list[Telling]:
    """What one article of that day tells by one fact."""
    name = f"{host or day}-{subject}-{predicate}-{object_}-{sorted(qualifiers.items())}"
    row: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "qualifiers": qualifiers,
        "evidence": words or f"{name} says so",
        "subject_iri": iri(subject, types[0], apart),
        "object_iri": None if literal else iri(object_, types[1]),
        "factuality": factuality,
        "polarity": polarity,
        "confidence": confidence,
        "fact_iri": f"{SETTINGS.base}fact/{name}",
        "article_iri": f"{SETTINGS.base}article/{name}",
    }
    return tellings([row, *beside], day, f"https://{host or name.replace(' ', '')[:8] + day}.example/{day}", SETTINGS)


def office(who: str, name: str, state: str) -> dict[str, Any]:
    """The row of an office that the same article tells of."""
    return {
        "kind": "office",
        "subject": who,
        "predicate": "position held",
        "object": name,
        "qualifiers": {"place": state},
        "evidence": f"{name} {who}",
        "subject_iri": iri(who, EntityType.PERSON),
        "object_iri": iri(name, EntityType.OFFICE),
        "factuality": "asserted",
        "polarity": True,
        "confidence": 0.9,
        "fact_iri": f"{SETTINGS.base}fact/{who}",
        "article_iri": f"{SETTINGS.base}article/{who}",
    }


def accounts(*articles: Iterable[Telling]) -> list[Account]:
    """The account of each block that the articles speak of."""
    blocks = blocks_of(one for article in articles for one in article)
    return [account_of(block, told) for block, told in blocks.items()]


def relations(*articles: Iterable[Telling]) -> list[tuple[str, str, str]]:
    """What is found: the name of each relation, with the days on which its sides were first told."""
    return sorted((one.name, one.one.first, one.other.first) for of in accounts(*articles) for one in of.relations)
