"""The pages of a thing: in short who belongs to it, its time, whom it has to do with; and all that is told of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from flows.site import pictures
from flows.site.facts import Thing
from flows.site.page import Page, Pager, files_of
from flows.site.record import Record
from flows.site.tellings import Group
from flows.site.wording import Told, kind_label, mood, words

TELLINGS = 60  # on the page of a thing, if more are told of it: the newest of each kind
TELLINGS_A_PAGE = 60  # of one kind: all, those of a year, of a month, or so many of a month
MOMENTS = 50  # in the timeline
BELONGING = 40  # under each heading of a body's page
NAMED_IN = 30

OTHERS = 4  # of those who tell the same

ByKind = dict[str, list[Group]]
Pieces = list[tuple[str, list[Group]]]  # of what is told of one kind: what each is called, and what is in it


def entity(iri: str, record: Record) -> Iterator[Page]:
    """Every page of a thing: one, and one more for each so many facts of a kind when there are many."""
    thing, groups = record.things[record.by_iri[iri]], record.groups_of(iri)
    by_kind = _by_kind(groups)
    most = TELLINGS if len(groups) <= TELLINGS else max(TELLINGS // len(by_kind), 3)
    stem = f"entity/{thing.name}"
    whole = {kind: _in_time(some, record) for kind, some in by_kind.items() if len(some) > most}
    shown = []
    for kind, some in by_kind.items():
        latest = _path(stem, kind, whole[kind][-1][0]) if kind in whole else None
        tellings = record.told(some[: -most - 1 : -1], OTHERS)
        shown.append((kind_label(kind), tellings, len(some), latest))
    shows = {**_in_short(thing, groups, record), "by_kind": shown, "articles": record.heads}
    described = f"{thing.label}: {_many(shows['count'], 'fact')} from {_many(shows['naming'], 'article')}."
    yield Page(f"{stem}.html", "entity.html", thing.label, described, shows, files_of(stem), _structured(thing))
    for kind, pieces in whole.items():
        yield from _of_kind(thing, kind, pieces, record)


def _by_kind(groups: Sequence[Group]) -> ByKind:
    """What is told by kind in the order of words.yaml, the oldest first: what comes later moves none of it."""
    by_kind: ByKind = {kind: [] for kind in words()["order"]}
    for group in groups:
        by_kind.setdefault(group.kind, []).append(group)
    return {kind: some for kind, some in by_kind.items() if some}


def _in_time(groups: list[Group], record: Record) -> Pieces:
    """What is told in pieces, by when it was first told, so that one more moves few others: (name, piece)."""
    if len(groups) <= TELLINGS_A_PAGE:
        return [("", groups)]
    years: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        years[record.first_told(group)[:4]].append(group)
    pieces: Pieces = []
    for year, some in years.items():
        months: dict[str, list[Group]] = defaultdict(list)
        for group in some:
            months[record.first_told(group)[:7] if len(some) > TELLINGS_A_PAGE else year].append(group)
        for month, few in months.items():
            parts = [few[n : n + TELLINGS_A_PAGE] for n in range(0, len(few), TELLINGS_A_PAGE)]
            pieces += [(f"{month or 'undated'}{f'-{n}' if n else ''}", part) for n, part in enumerate(parts)]
    return pieces


def _path(stem: str, kind: str, piece: str) -> str:
    return f"{stem}/{kind}.html" if not piece else f"{stem}/{kind}-{piece}.html"


def _of_kind(thing: Thing, kind: str, pieces: Pieces, record: Record) -> Iterator[Page]:
    stem, title = f"entity/{thing.name}", f"{thing.label}: {kind_label(kind)}"
    paths = [_path(stem, kind, name) for name, _ in pieces]
    for (name, some), path, before, after in zip(pieces, paths, [None, *paths], [*paths[1:], None], strict=False):
        pager = Pager(0, before, after)
        told = f"{title}, {name}" if name else title
        made_of = (thing.label, thing.name, before, after, [group.seen for group in some])
        shows = partial(_piece, thing, kind, name, some, pager, record)
        yield Page(path, "kind.html", told, f"{told}, fact by fact.", shows, made_of=made_of)


def _piece(thing: Thing, kind: str, name: str, some: list[Group], pager: Pager, record: Record) -> Mapping[str, Any]:
    shows = {"one": thing, "kind": kind_label(kind), "piece": name, "pager": pager, "articles": record.heads}
    return {**shows, "tellings": record.told(reversed(some), OTHERS)}


def _in_short(thing: Thing, groups: Sequence[Group], record: Record) -> dict[str, Any]:
    happening = sorted((group for group in reversed(groups) if group.moment), key=lambda group: group.moment or "")
    dots, lines = pictures.star(thing, record.ties_of(thing.iri))
    named_in = record.naming(thing.iri)
    return {
        "one": thing,
        "count": sum(len(group.tellings) for group in groups),
        "named_in": named_in[:NAMED_IN],
        "naming": len(named_in),
        "belonging": _belonging(record.told(group for group in reversed(groups) if group.belongs)),
        "timeline": record.told(happening[-MOMENTS:]),
        "earlier": max(len(happening) - MOMENTS, 0),
        "dots": dots if lines else [],
        "lines": lines,
    }


def _structured(thing: Thing) -> Mapping[str, Any]:
    told = {"@context": words()["structured"]["vocabulary"], "@id": thing.iri, "name": thing.label}
    told["@type"] = words()["types"].get(thing.type, ["", "", "Thing"])[2]
    return told | ({"sameAs": words()["wikidata"]["item"] + thing.item} if thing.item else {})


def _belonging(of_it: Iterable[Told]) -> list[tuple[str, list[Told], int]]:
    """Who belongs to a body, by heading, and how many more; by name, those that joined at several times by time."""
    groups: dict[str, list[Told]] = {heading: [] for heading in words()["belonging"]}
    headings: dict[str, list[str]] = defaultdict(list)
    for heading, predicates in words()["belonging"].items():
        for predicate in predicates:
            headings[predicate].append(heading)
    for told in of_it:
        for heading in headings.get(told.fact.predicate, ()):
            groups[words()["belonging_when"].get(mood(told.fact).name, heading)].append(told)
    found = []
    for heading, tellings in groups.items():
        tellings.sort(key=lambda told: (told.fact.subject.words.casefold(), told.fact.qualifiers.get("start", "")))
        if tellings:
            found.append((heading, tellings[:BELONGING], max(len(tellings) - BELONGING, 0)))
    return found


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
