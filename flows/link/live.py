"""Whom a name may mean, by live Wikidata: search, then get what the search found, then say what type it is."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from flows.errors import LinkError
from flows.gazetteer import Entry, Gazetteer, fold
from flows.link.candidates import TITLES, Found, name_fit
from flows.link.decide import Case
from flows.link.holders import holder_by, statements_wanted
from flows.link.items import TypeWords, best, classes_of, entry_of, type_of
from flows.link.wikidata import Hit, Items, Wikidata
from flows.model import EntityType
from flows.progress import tell
from flows.settings import MAPPINGS

LOG = logging.getLogger(__name__)

# Groups, general ideas and bare offices have no item that would be right.
UNASKED = {EntityType.GROUP, EntityType.CONCEPT, EntityType.OFFICE}
NEVER_MEANT = ("Wikimedia", "family name", "given name", "surname", "scholarly article", "scientific article")
CLASS_SHARE = 0.5  # candidates asked for, beyond one a name; keeps 200 names within 8 batches, classes included
MOST_CLASSES = 100  # the commonest ones
LONGEST_PHRASE = 6  # words
FEWEST = 100  # candidates worth two batches, however few the names


@dataclass(frozen=True, slots=True)
class Answers:
    """What Wikidata said: hits by name, items by id with their type, and what could not be asked."""

    hits: dict[str, list[Hit]] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()


def ask_wikidata(cases: Sequence[Case], wikidata: Wikidata, gazetteer: Gazetteer) -> list[Case]:
    """The cases with the candidates that Wikidata has for them, or the holder of their office, or marked pending."""
    names = sorted({searched_name(case) for case in cases if is_worth_asking(case)})
    answers = _answers(names, wikidata, gazetteer)
    asked = [_with_candidates(case, answers) if is_worth_asking(case) else case for case in cases]
    return _with_holders(asked, wikidata, gazetteer)


def is_worth_asking(case: Case) -> bool:
    """Whether the entity bears a name of its own and may have an item; a long phrase in small letters is none."""
    name = searched_name(case)
    phrase = name[:1].islower() and len(name.split()) > LONGEST_PHRASE
    return case.question.type not in UNASKED and any(c.isupper() for c in name) and not phrase


def searched_name(case: Case) -> str:
    """The name to search for: the fullest one, without title and article; of a conflict that only a phrase tells,
    the name that the tables know it by."""
    name = case.question.names[0] if case.question.names else ""
    if case.question.type is EntityType.CONFLICT and [found.entry.item for found in case.found] == [""]:
        name = case.found[0].entry.label
    return fold(TITLES.sub("", name))


def load_types(path: Path = MAPPINGS / "gazetteer" / "types.tsv") -> tuple[TypeWords, ...]:
    """Which classes and words make which type."""
    _, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return tuple(
        TypeWords(EntityType(type), frozenset(filter(None, classes.split("|"))), tuple(words.split("|")))
        for type, classes, words in rows
    )


def _answers(names: Sequence[str], wikidata: Wikidata, gazetteer: Gazetteer) -> Answers:
    hits: dict[str, list[Hit]] = {}
    failed = set()
    for done, name in enumerate(names, start=1):
        try:
            hits[name] = [hit for hit in wikidata.search(name) if not _never_meant(hit)]
        except LinkError:
            failed.add(name)
        tell(LOG, "link", done, len(names), name)
    chosen = _choose(hits)
    items = wikidata.get(chosen)
    entries = _entries(items.found, wikidata, gazetteer)
    unread = {name for name, found in hits.items() if any(hit.item in items.pending for hit in found)}
    return Answers(hits, entries, frozenset(failed | unread))


def _choose(hits: Mapping[str, Sequence[Hit]]) -> list[str]:
    """The ids worth getting: each name's first hit, then the second ones, as far as the allowance goes."""
    allowance = max(FEWEST, round(len(hits) * (1 + CLASS_SHARE)))
    rounds = zip_longest(*(hits[name] for name in sorted(hits)))
    ordered = dict.fromkeys(hit.item for rank in rounds for hit in rank if hit)
    return list(ordered)[:allowance]


def _entries(items: Mapping[str, Mapping[str, Any]], wikidata: Wikidata, gazetteer: Gazetteer) -> dict[str, Entry]:
    """The items as entries, keyed by the id that was asked for; merged items carry their new id."""
    types = load_types()
    named = frozenset(c for words in types for c in words.classes)
    seen = Counter(c for item in items.values() for c in classes_of(item) if c not in named)
    unknown = sorted(seen, key=lambda c: (-seen[c], c))[:MOST_CLASSES]
    classes = wikidata.get(unknown).found
    entries = {}
    for asked, item in items.items():
        type = EntityType.CONCEPT if _is_class(item) else type_of(item, classes, types) or EntityType.CONCEPT
        entries[asked] = gazetteer.entries.get(item["id"]) or entry_of(item, type, gazetteer)
    return entries


def _is_class(item: Mapping[str, Any]) -> bool:
    # "SCO summit" is a kind of event, and no summit that an article speaks of. Offices are classes by nature.
    return bool(best(item, "subclass")) and not classes_of(item)


def _with_candidates(case: Case, answers: Answers) -> Case:
    name = searched_name(case)
    hits = answers.hits.get(name, [])
    known = {found.entry.item for found in case.found}
    live = [found for hit in hits if (found := _found(hit, name, answers)) and found.entry.item not in known]
    # A row without an item only says that the name is known: what Wikidata has of that name takes its place.
    kept = [found for found in case.found if found.entry.item or not live]
    return replace(case, found=(*kept, *live), pending=name in answers.pending)


def _with_holders(cases: Sequence[Case], wikidata: Wikidata, gazetteer: Gazetteer) -> list[Case]:
    """The cases of offices, each with who held it on its day when Wikidata names just one."""
    wanted = [statements_wanted(case.question, gazetteer) for case in cases]
    told = wikidata.get(item for statements in wanted for item, _ in statements)
    named = [_named(case, one, told) for case, one in zip(cases, wanted, strict=True)]
    persons = wikidata.get(person for found in named for person in found)
    entries = _entries(persons.found, wikidata, gazetteer)
    lost = told.pending | persons.pending
    return [
        replace(
            case,
            holder=entries.get(next(iter(found))) if len(found) == 1 else None,
            pending=case.pending or bool(lost & {*found, *(item for item, _ in one)}),
        )
        for case, one, found in zip(cases, wanted, named, strict=True)
    ]


def _named(case: Case, statements: Sequence[tuple[str, str]], told: Items) -> set[str]:
    """Whom the statements name as holder on the article's day."""
    on = case.question.on or ""
    read = [(told.found[item], property) for item, property in statements if item in told.found]
    return {person for item, property in read if (person := holder_by(item, property, on))}


def _found(hit: Hit, name: str, answers: Answers) -> Found | None:
    entry = answers.entries.get(hit.item)
    if not entry or not entry.label:
        return None
    fit, reason = name_fit(name, entry)
    if not fit:
        # A search matches beginnings: "Astana" also finds "Astana Opera".
        alike = max(fuzz.ratio(fold(name), fold(other)) for other in (entry.label, *entry.aliases))
        fit, reason = 0.8 * alike / 100, f"{name!r} is like {entry.label!r}"
    return Found(entry, fit, reason)


def _never_meant(hit: Hit) -> bool:
    return any(word in hit.description for word in NEVER_MEANT)
