"""The pages of a thing: in short who belongs to it, its time, whom it has to do with; and all that is told of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flows.site import pictures, timeline
from flows.site.facts import Fact, Head, Thing
from flows.site.page import Page, Pager, files_of
from flows.site.record import Record
from flows.site.wording import Told, kind_label, merged, mood, words

TELLINGS = 60  # on the page of a thing, if more are told of it: the newest of each kind
TELLINGS_A_PAGE = 60  # of one kind: all, those of a year, of a month, or so many of a month
MOMENTS = 50  # in the timeline
BELONGING = 40  # under each heading of a body's page
NAMED_IN = 30

ByKind = dict[str, list[Told]]
Pieces = list[tuple[str, list[Told]]]  # of the tellings of one kind: what each is called, and what is in it


def entity(iri: str, record: Record) -> Iterator[Page]:
    """Every page of a thing: one, and one more for each so many facts of a kind when there are many."""
    thing = record.things[record.by_iri[iri]]
    facts, named_in = record.facts_of(iri), record.naming(iri)
    by_kind = _by_kind(facts)
    count = sum(map(len, by_kind.values()))
    most = TELLINGS if count <= TELLINGS else max(TELLINGS // len(by_kind), 3)
    stem = f"entity/{thing.name}"
    whole = {kind: _in_time(told, record.heads) for kind, told in by_kind.items() if len(told) > most}
    latest = {kind: _path(stem, kind, pieces[-1][0]) for kind, pieces in whole.items()}
    shows = {
        **_in_short(thing, facts, named_in),
        "by_kind": [
            (kind_label(kind), told[: -most - 1 : -1], len(told), latest.get(kind)) for kind, told in by_kind.items()
        ],
        "articles": record.heads,
    }
    described = f"{thing.label}: {_many(len(facts), 'fact')} from {_many(len(named_in), 'article')}."
    yield Page(f"{stem}.html", "entity.html", thing.label, described, shows, files_of(stem), _structured(thing))
    for kind, pieces in whole.items():
        yield from _of_kind(thing, kind, pieces, record.heads)


def _by_kind(facts: Sequence[Fact]) -> ByKind:
    """What the facts tell, by kind in the order of words.yaml, the oldest first: what comes later moves none of it."""
    groups: ByKind = {kind: [] for kind in words()["order"]}
    for told in merged(reversed(facts)):
        groups.setdefault(told.fact.kind, []).append(told)
    return {kind: told for kind, told in groups.items() if told}


def _in_time(tellings: list[Told], heads: Mapping[str, Head]) -> Pieces:
    """The tellings in pieces, by when they were first told, so that one more moves few others: (name, piece)."""
    if len(tellings) <= TELLINGS_A_PAGE:
        return [("", tellings)]
    years: dict[str, list[Told]] = defaultdict(list)
    for told in tellings:
        years[_first_told(told, heads)[:4]].append(told)
    pieces: Pieces = []
    for year, some in years.items():
        months: dict[str, list[Told]] = defaultdict(list)
        for told in some:
            months[_first_told(told, heads)[:7] if len(some) > TELLINGS_A_PAGE else year].append(told)
        for month, few in months.items():
            parts = [few[n : n + TELLINGS_A_PAGE] for n in range(0, len(few), TELLINGS_A_PAGE)]
            pieces += [(f"{month or 'undated'}{f'-{n}' if n else ''}", part) for n, part in enumerate(parts)]
    return pieces


def _first_told(told: Told, heads: Mapping[str, Head]) -> str:
    return min(heads[fact.article].published for fact in (told.fact, *told.others))


def _path(stem: str, kind: str, piece: str) -> str:
    return f"{stem}/{kind}.html" if not piece else f"{stem}/{kind}-{piece}.html"


def _of_kind(
    thing: Thing, kind: str, pieces: list[tuple[str, list[Told]]], heads: Mapping[str, Head]
) -> Iterator[Page]:
    stem, title = f"entity/{thing.name}", f"{thing.label}: {kind_label(kind)}"
    paths = [None, *(_path(stem, kind, name) for name, _ in pieces), None]
    for number, (name, some) in enumerate(pieces, 1):
        pager = Pager(number, paths[number - 1], paths[number + 1])
        shows = {"one": thing, "kind": kind_label(kind), "tellings": some[::-1], "pager": pager, "articles": heads}
        made_of = (thing.label, thing.name, pager.before, pager.after, [_state(told, heads) for told in some])
        told = f"{title}, {name}" if name else title
        shows["piece"] = name
        yield Page(paths[number] or "", "kind.html", told, f"{told}, fact by fact.", shows, made_of=made_of)


def _state(told: Told, heads: Mapping[str, Head]) -> list[Any]:
    """All that a telling looks like depends on."""
    return [
        [
            fact.row,
            fact.page,
            heads[fact.article].title,
            heads[fact.article].published,
            *(thing.label + thing.name for _, thing in fact.roles),
        ]
        for fact in (told.fact, *told.others)
    ]


def _in_short(thing: Thing, facts: Sequence[Fact], named_in: Sequence[Head]) -> dict[str, Any]:
    moments = timeline.dated(facts)
    dots, lines = pictures.star(thing, facts)
    return {
        "one": thing,
        "count": len(facts),
        "named_in": named_in[:NAMED_IN],
        "naming": len(named_in),
        "belonging": _belonging(thing, facts),
        "timeline": moments[-MOMENTS:],
        "earlier": max(len(moments) - MOMENTS, 0),
        "dots": dots if lines else [],
        "lines": lines,
    }


def _structured(thing: Thing) -> Mapping[str, Any]:
    told = {"@context": words()["structured"]["vocabulary"], "@id": thing.iri, "name": thing.label}
    told["@type"] = words()["types"].get(thing.type, ["", "", "Thing"])[2]
    return told | ({"sameAs": words()["wikidata"]["item"] + thing.item} if thing.item else {})


def _belonging(thing: Thing, facts: Iterable[Fact]) -> list[tuple[str, list[Told], int]]:
    """Who belongs to a body, by heading, and how many more; by name, those that joined at several times by time."""
    of_it = merged(fact for fact in facts if fact.object.thing and fact.object.thing.iri == thing.iri)
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
