"""The shipped tables of world affairs' standing cast: who is who, by verified Wikidata item.

Ground, not a stage: the reader finds names with it, the linker decides with it.
"""

from dataclasses import dataclass

from flows.model import EntityType


@dataclass(frozen=True, slots=True)
class Term:
    """One office that a person held: its name, its item, the country or body (item), ISO dates or None."""

    office: str
    office_item: str | None
    of: str | None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the tables. Items are Wikidata ids; names are as newspapers print them."""

    item: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    description: str = ""
    demonyms: tuple[str, ...] = ()  # countries: "Kazakh", "Kazakhs", "Kazakhstani"
    country: str | None = None  # cities, persons, offices, organizations of one country: the country's item
    capital: str | None = None  # countries: the capital's item
    members: tuple[str, ...] = ()  # organizations: items of member states, where verified
    terms: tuple[Term, ...] = ()  # persons
    start: str | None = None  # events, conflicts, organizations: ISO date of beginning or founding
    end: str | None = None
