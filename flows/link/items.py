"""An item as Wikidata answers it -> an entry as the tables hold it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flows.gazetteer import Entry, Gazetteer, Term
from flows.model import EntityType
from flows.settings import MAPPINGS


@dataclass(frozen=True, slots=True)
class TypeWords:
    """The classes and the words that say of an item what type it is."""

    type: EntityType
    classes: frozenset[str]
    words: tuple[str, ...]


def trim(entity: Mapping[str, Any]) -> dict[str, Any]:
    """What we need of an item; small enough to be remembered."""
    claims = entity.get("claims") or {}
    if not isinstance(claims, Mapping):
        raise TypeError(f"claims are {type(claims).__name__}")
    return {
        "id": entity["id"],
        "label": _text(entity.get("labels")),
        "description": _text(entity.get("descriptions")),
        "aliases": _aliases(entity.get("aliases")),
        "revision": entity.get("lastrevid", 0),
        "sitelinks": len(entity.get("sitelinks") or {}),
        "claims": {
            p: [_claim(claim) for claim in claims[p] if claim.get("rank") != "deprecated"]
            for p in properties().values()
            if p in claims
        },
    }


def entry_of(item: Mapping[str, Any], type: EntityType, gazetteer: Gazetteer) -> Entry:
    """The item as an entry of the given type."""
    start, end = _first(item, "inception", "start", "date"), _first(item, "dissolved", "end")
    person = type is EntityType.PERSON
    return Entry(
        item=item["id"],
        label=item["label"],
        type=type,
        aliases=tuple(item["aliases"]),
        description=item["description"],
        country=next(iter(best(item, "citizenship" if person else "country") or best(item, "jurisdiction")), None),
        capital=next(iter(best(item, "capital")), None),
        terms=tuple(_terms(item, gazetteer)) if person else (),
        start=None if person else start,
        end=None if person else end,
        source="wikidata",
        fame=max(1, item["sitelinks"]),
    )


def classes_of(item: Mapping[str, Any]) -> list[str]:
    """The items of the classes that it is an instance of, the preferred ones if any."""
    return best(item, "class")


def type_of(
    item: Mapping[str, Any], classes: Mapping[str, Mapping[str, Any]], types: Iterable[TypeWords]
) -> EntityType | None:
    """The type by its classes, else by its description; None when neither says."""
    types = tuple(types)
    own = classes_of(item)
    above = [*own, *(parent for c in own if c in classes for parent in best(classes[c], "subclass"))]
    for one in above:
        for words in types:
            if one in words.classes:
                return words.type
    labels = [classes[c]["label"] for c in own if c in classes]
    return next((found for text in (*labels, item["description"]) if (found := _by_words(text, types))), None)


@lru_cache
def properties() -> dict[str, str]:
    """Our names of Wikidata's properties that we read."""
    _, *lines = (MAPPINGS / "gazetteer" / "properties.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def best(item: Mapping[str, Any], name: str) -> list[str]:
    """The values of a property, as Wikidata's own rule has it: the preferred ones if any, else the normal ones."""
    claims = item["claims"].get(properties()[name], [])
    preferred = [claim for claim in claims if claim["rank"] == "preferred"]
    return [claim["value"] for claim in preferred or claims if claim["value"]]


def _by_words(text: str, types: Iterable[TypeWords]) -> EntityType | None:
    """The type whose words come first in the text ("city in Kazakhstan"); the longer word wins at one place."""
    places = [
        (match.start(), -len(word), words.type)
        for words in types
        for word in words.words
        if (match := re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE))
    ]
    return min(places, key=lambda place: place[:2])[2] if places else None


def _text(texts: Any) -> str:
    # Empty maps may come as lists; and a name may stand only under "mul".
    if not isinstance(texts, Mapping) or not texts:
        return ""
    chosen = texts.get("en") or texts.get("mul") or next(iter(texts.values()))
    return str(chosen.get("value", ""))


def _aliases(aliases: Any) -> list[str]:
    if not isinstance(aliases, Mapping):
        return []
    return sorted({alias["value"] for language in ("en", "mul") for alias in aliases.get(language, [])})


def _claim(claim: Mapping[str, Any]) -> dict[str, Any]:
    qualifiers = claim.get("qualifiers") or {}
    return {
        "value": _value(claim.get("mainsnak", {})),
        "rank": claim.get("rank", "normal"),
        "qualifiers": {p: _value(qualifiers[p][0]) for p in properties().values() if qualifiers.get(p)},
    }


def _value(snak: Mapping[str, Any]) -> str:
    """An item's id, a date as precise as it is known, or the plain text; "" for unknown and none."""
    value = snak.get("datavalue", {}).get("value", "")
    if not isinstance(value, Mapping):
        return str(value)
    if "time" in value:
        return _date(value)
    return str(value.get("id") or value.get("text") or value.get("amount") or "")


def _date(value: Mapping[str, Any]) -> str:
    match = re.match(r"\+0*(\d{4})-(\d\d)-(\d\d)", value["time"])
    if not match:
        return ""
    year, month, day = match.groups()
    return {11: f"{year}-{month}-{day}", 10: f"{year}-{month}", 9: year}.get(value.get("precision", 11), "")


def _first(item: Mapping[str, Any], *props: str) -> str | None:
    return next((min(values) for prop in props if (values := best(item, prop))), None)


def _terms(item: Mapping[str, Any], gazetteer: Gazetteer) -> Iterable[Term]:
    named = properties()
    for claim in item["claims"].get(named["office"], []):
        office = gazetteer.entries.get(claim["value"])
        yield Term(
            office=office.label if office else claim["value"],
            office_item=claim["value"] or None,
            of=(office.country if office else None) or claim["qualifiers"].get(named["of"]),
            start=claim["qualifiers"].get(named["start"]),
            end=claim["qualifiers"].get(named["end"]),
            kind=office.kind if office else "",
        )
