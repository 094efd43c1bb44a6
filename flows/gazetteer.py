"""The shipped tables of world affairs' standing cast: who is who, by verified Wikidata item.

Ground, not a stage: the reader finds names with it, the linker decides with it. The rows stand in
mappings/gazetteer/*.tsv; a row without an item is a name that is known, and not verified on Wikidata.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from flows.errors import BrokenData
from flows.model import EntityType
from flows.settings import MAPPINGS

TABLES: dict[str, EntityType] = {
    "countries": EntityType.COUNTRY,
    "cities": EntityType.CITY,
    "organizations": EntityType.ORGANIZATION,
    "media": EntityType.ORGANIZATION,
    "persons": EntityType.PERSON,
    "offices": EntityType.OFFICE,
    "conflicts": EntityType.CONFLICT,
    "events": EntityType.EVENT,
    "regions": EntityType.REGION,
    "concepts": EntityType.CONCEPT,
}
# How long after a source last saw somebody in office we still take them for the holder.
TRUSTED_AFTER_SEEN = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Term:
    """One office that a person held: its name, its item, the country or body (item), ISO dates or None."""

    office: str
    office_item: str | None
    of: str | None
    start: str | None = None
    end: str | None = None
    seen: str | None = None  # ISO date at which the source still saw the person in office
    kind: str = ""  # president, prime minister, foreign minister, monarch, …


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the tables. Items are Wikidata ids ("" when not verified); names are as newspapers print them."""

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
    iso2: str = ""
    iso3: str = ""
    un: str = ""  # countries: member, observer or none
    kind: str = ""  # offices: president, prime minister, foreign minister, head, …; conflicts: war, civil war, …
    places: tuple[str, ...] = ()  # conflicts: names of the countries and regions where it was fought
    parties: tuple[str, ...] = ()  # conflicts: names of those who fought it
    source: str = ""
    fame: int = 0  # how many Wikipedias write about it; 0 when not counted


@dataclass(frozen=True, slots=True)
class Namesake:
    """Something else that bears a name of the tables, and the words of an article that speak for it."""

    label: str
    item: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries, by item and by name; `namesakes` by folded name."""

    entries: dict[str, Entry]
    unverified: tuple[Entry, ...] = ()
    namesakes: dict[str, tuple[Namesake, ...]] = field(default_factory=dict)
    _exact: dict[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    _caseless: dict[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    _demonyms: dict[str, tuple[Entry, ...]] = field(default_factory=dict, repr=False)
    _capitals: dict[str, Entry] = field(default_factory=dict, repr=False)
    _types: dict[EntityType, tuple[Entry, ...]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries of this name, however its accents, dashes, apostrophes and case are printed."""
        folded = fold(name)
        return self._exact.get(folded) or self._caseless.get(folded.casefold(), ())

    def demonym(self, word: str) -> Entry | None:
        """The country of "Kazakh" or "Azeris"; None when no country, or more than one, has it."""
        found = self._demonyms.get(fold(word), ())
        return found[0] if len(found) == 1 else None

    def countries_called(self, word: str) -> tuple[Entry, ...]:
        """The countries that have a name or adjective, however many: "Congolese", "the Congo"."""
        found = [*self.find(word), *self._demonyms.get(fold(word).removeprefix("the "), ())]
        return tuple({entry.label: entry for entry in found if entry.type is EntityType.COUNTRY}.values())

    def capital_of(self, city_item: str) -> Entry | None:
        """The country whose capital this city is, or None."""
        return self._capitals.get(city_item)

    def by_type(self, type: EntityType) -> tuple[Entry, ...]:
        """The entries of one type, verified ones first."""
        return self._types.get(type, ())

    def all(self) -> Iterator[Entry]:
        """Every entry, verified ones first, in the order of the tables."""
        yield from self.entries.values()
        yield from self.unverified

    def names(self) -> Iterator[tuple[str, Entry]]:
        """Every label and alias with its entry; demonyms are in `demonyms`."""
        for entry in self.all():
            for name in (entry.label, *entry.aliases):
                yield name, entry

    def demonyms(self) -> Iterator[tuple[str, Entry]]:
        """Every demonym with its country, also those that several countries share."""
        for entry in self.by_type(EntityType.COUNTRY):
            for word in entry.demonyms:
                yield word, entry

    def holder(self, office: str, of: str, on: str) -> Entry | None:
        """Who held the office (item, kind or words) of a country or body (item) on an ISO date; None when not sure."""
        held = [
            (term.start or "", person)
            for person in self.by_type(EntityType.PERSON)
            for term in person.terms
            if term.of == of and _is_office(term, office) and _covers(term, on)
        ]
        latest = max((start for start, _ in held), default="")
        found = {person.item: person for start, person in held if start == latest}
        return next(iter(found.values())) if len(found) == 1 else None


@lru_cache
def load_gazetteer(folder: Path = MAPPINGS / "gazetteer") -> Gazetteer:
    """The tables of a folder, indexed; the same object for the same folder."""
    terms = _read_terms(folder / "terms.tsv")
    rows = [entry for table, type in TABLES.items() for entry in _read_table(folder / f"{table}.tsv", type, terms)]
    entries = {entry.item: entry for entry in rows if entry.item}
    countries = [entry for entry in rows if entry.type is EntityType.COUNTRY]
    exact = _index((fold(name), entry) for entry in rows for name in (entry.label, *entry.aliases))
    return Gazetteer(
        entries=entries,
        unverified=tuple(entry for entry in rows if not entry.item),
        namesakes=_read_namesakes(folder / "namesakes.tsv"),
        _exact=exact,
        _caseless=_index((k.casefold(), entry) for k, found in exact.items() if not _cased(k) for entry in found),
        _demonyms=_index((fold(word), entry) for entry in countries for word in entry.demonyms),
        _capitals={entry.capital: entry for entry in countries if entry.capital},
        _types={
            type: tuple(sorted((entry for entry in rows if entry.type is type), key=lambda entry: not entry.item))
            for type in EntityType
        },
    )


def fold(name: str) -> str:
    """The name without accents, curly signs, possessive and leading article; case is kept."""
    plain = name.strip()
    if not plain.isascii():
        plain = plain.translate(_PLAIN)
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if "'" in plain:
        plain = re.sub(r"(?:'s|(?<=s)')$", "", plain)
    if plain[:4] in ("the ", "The "):
        plain = plain[4:]
    return plain


_PLAIN = str.maketrans(
    {
        "–": "-", "‑": "-", "‐": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'",
        "“": '"', "”": '"', "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "\xa0": " ",
    }
)  # fmt: skip


def _cased(name: str) -> bool:
    # "WHO" is no "who", "US" no "us": short capitals match as printed only.
    return name.isupper() and len(name) <= 5


def _index(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    index: dict[str, tuple[Entry, ...]] = {}
    for name, entry in pairs:
        found = index.get(name, ())
        if entry not in found:
            index[name] = (*found, entry)
    return index


def _read_table(path: Path, type: EntityType, terms: dict[str, tuple[Term, ...]]) -> Iterator[Entry]:
    for row in _rows(path):
        yield Entry(
            item=row["item"],
            label=row["label"],
            type=EntityType(row.get("type") or type),
            aliases=_cells(row.get("aliases")),
            description=row.get("description", ""),
            demonyms=_cells(row.get("demonyms")),
            country=row.get("country") or row.get("of") or None,
            capital=row.get("capital") or None,
            members=_cells(row.get("members")),
            terms=terms.get(row["item"], ()) if type is EntityType.PERSON else (),
            start=row.get("start") or None,
            end=row.get("end") or None,
            iso2=row.get("iso2", ""),
            iso3=row.get("iso3", ""),
            un=row.get("un", ""),
            kind=row.get("kind", ""),
            places=_cells(row.get("places")),
            parties=_cells(row.get("parties")),
            source=row.get("source", ""),
        )


def _read_terms(path: Path) -> dict[str, tuple[Term, ...]]:
    terms: dict[str, tuple[Term, ...]] = {}
    for row in _rows(path):
        term = Term(
            office=row["office"],
            office_item=row["office_item"] or None,
            of=row["of"] or None,
            start=row["start"] or None,
            end=row["end"] or None,
            seen=row["seen"] or None,
            kind=row["kind"],
        )
        terms[row["person"]] = (*terms.get(row["person"], ()), term)
    return terms


def _read_namesakes(path: Path) -> dict[str, tuple[Namesake, ...]]:
    namesakes: dict[str, tuple[Namesake, ...]] = {}
    for row in _rows(path):
        name = fold(row["name"])
        namesakes[name] = (*namesakes.get(name, ()), Namesake(row["label"], row["item"], _cells(row["cues"])))
    return namesakes


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BrokenData(f"{path.name} is missing in {path.parent.name}/") from None
    head, *lines = text.splitlines()
    columns = head.split("\t")
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise BrokenData(f"{path.name} line {number} has {len(cells)} cells, its header {len(columns)}")
        yield dict(zip(columns, cells, strict=True))


def _cells(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _is_office(term: Term, office: str) -> bool:
    wanted = office.casefold()
    return office == term.office_item or wanted == term.kind or wanted == term.office.casefold()


def _covers(term: Term, on: str) -> bool:
    if not term.start or term.start > on:
        return False
    if term.end:
        return on[: len(term.end)] <= term.end
    known_until = _first_day(term.seen or term.start)
    return on[:10] <= (known_until + TRUSTED_AFTER_SEEN).isoformat()


def _first_day(iso: str) -> date:
    # "2024" and "2024-07" stand for their first day.
    year, month, day = (*iso[:10].split("-"), "01", "01")[:3]
    return date(int(year), int(month), int(day))
