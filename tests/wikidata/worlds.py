"""Small Wikidatas in the shape of the recorded answers, made from facts of the shipped tables."""

from typing import Any

from replay import Replay

from flows.gazetteer import Entry, load_gazetteer
from flows.model import EntityType

CLASSES = {
    EntityType.COUNTRY: "Q3624078",
    EntityType.ORGANIZATION: "Q245065",
    EntityType.PERSON: "Q5",
    EntityType.CONFLICT: "Q350604",
    EntityType.EVENT: "Q1072326",
    EntityType.OFFICE: "Q4164871",
}


def world_of_the_tables() -> Replay:
    """Everything that the tables verify, as Wikidata would answer it."""
    world = Replay()
    for entry in load_gazetteer().entries.values():
        add(world, entry.item, entry.label, describe(entry), CLASSES.get(entry.type, ""), entry.country, entry.aliases)
    return world


def describe(entry: Entry) -> str:
    """A description that says the type where no class does."""
    return entry.description or entry.type


def add(
    world: Replay,
    item: str,
    label: str,
    description: str,
    kind: str = "",
    country: str | None = None,
    aliases: tuple[str, ...] = (),
    sitelinks: int = 60,
) -> None:
    """One more item, found under its label and aliases."""
    for name in (label, *aliases):
        hit = {"id": item, "label": label, "description": description, "match": {"type": "label", "text": name}}
        world.searches.setdefault(name, []).append(hit)
    prop = "P27" if kind == "Q5" else "P17"
    world.items[item] = {
        "type": "item",
        "id": item,
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": {"en": {"language": "en", "value": description}},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": {
            **({"P31": [claim(kind)]} if kind else {}),
            **({prop: [claim(country)]} if country else {}),
        },
        "sitelinks": {f"wiki{n}": {} for n in range(sitelinks)},
    }


def hold(world: Replay, owner: str, property: str, person: str, start: str, end: str = "") -> None:
    """One more statement that a person holds an office from a day on, or until another."""
    days = {"P580": start, "P582": end}
    dated = {name: [{"datavalue": {"value": moment(day), "type": "time"}}] for name, day in days.items() if day}
    claims = world.items[owner]["claims"].setdefault(property, [])
    claims.append(claim(person) | {"qualifiers": dated})


def moment(day: str) -> dict[str, Any]:
    """A day as Wikidata writes it."""
    return {"time": f"+{day}T00:00:00Z", "precision": 11}


def claim(item: str) -> dict[str, Any]:
    """A statement that has an item as its value."""
    value = {"value": {"entity-type": "item", "id": item}, "type": "wikibase-entityid"}
    return {"mainsnak": {"snaktype": "value", "datavalue": value}, "type": "statement", "rank": "normal"}
