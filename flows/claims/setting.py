"""What of an article bears on all its facts when other articles are held against them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flows.claims.identity import body_of, gathering, held_by, is_bare_work, known_as, leads, may_be, of_a_body
from flows.claims.lands import countries_in, country_of, is_country, owner_of
from flows.claims.rules import shipped_rules
from flows.gazetteer import fold
from flows.kinds import kind_read_by, shipped_kinds

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """What of an article bears on all its facts.

    day:     on which it was published
    sources: what its source is known by
    body:    the one body that it is about, None where there is none, or more than one
    work:    the one treaty, law or document that it names, None where there is none, or more than one
    states:  of which state persons hold offices, by their IRI
    hosts:   which bodies hold a gathering of which only the kind is told, or else in which country it is; by its IRI
    posts:   offices that it tells with whose they are, by their title; for what it then calls by the title alone
    about:   all that it speaks of, by what it is known by in other articles
    """

    day: str
    sources: tuple[str, ...] = ()
    body: str | None = None
    work: str | None = None
    states: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()

    def known(self, iri: str, name: str) -> str | None:
        """By what a thing of the article is known in other articles; text by its words."""
        if not iri:
            return fold(name).casefold()
        if iri in self.hosts and gathering(name) is None:
            return held_by(name, self.hosts[iri])
        if self.body and "/entity/office-" in iri and (office := self.posts.get(title_in(name))):
            return office
        if self.body and leads(iri, name):
            return self.body
        if self.work and is_bare_work(iri, name) and may_be(name, self.work):
            return self.work
        return of_a_body(name, self.body) or known_as(iri, name)


def setting_of(rows: list[Row], published: str | None, url: str | None) -> Setting:
    """The setting of an article, from its rows in the facts table."""
    told = [row for row in rows if row["kind"] != kind_read_by("metadata").name]
    return Setting(
        day_of(published),
        _sources(rows, url),
        _body(rows),
        _work(told),
        _states(rows),
        _hosts(rows),
        _posts(told),
        _about(told),
    )


def day_of(published: str | None) -> str:
    """The day of a date or moment, "" where there is none."""
    day = (published or "")[:10]
    return day if len(day) == 10 else ""


def _states(rows: list[Row]) -> dict[str, str]:
    office = kind_read_by("offices").name
    told = [(str(row["subject_iri"]), row["qualifiers"].get("place", "")) for row in rows if row["kind"] == office]
    return {iri: state for iri, place in told if is_country(place) and (state := country_of(place))}


def _body(rows: list[Row]) -> str | None:
    told = {body for row in rows for key in ("subject", "object") if row[f"{key}_iri"] and (body := _body_in(row, key))}
    return told.pop() if len(told) == 1 else None


def _body_in(row: Row, key: str) -> str | None:
    """The organization that plays a role, or whose gathering or leaders do."""
    iri, name = str(row[f"{key}_iri"]), str(row[key])
    known = known_as(iri, name) or ""
    whose = known.split()
    return body_of(f"/entity/{known}") or (whose[1] if len(whose) == 2 and whose[1].startswith("Q") else None)


def _work(rows: list[Row]) -> str | None:
    told = {known for iri, name in _things(rows) if "/entity/work-" in iri and not is_bare_work(iri, name)
            and (known := known_as(iri, name))}  # fmt: skip
    return told.pop() if len(told) == 1 else None


def _hosts(rows: list[Row]) -> dict[str, tuple[str, ...]]:
    bodies, countries = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in rows:
        kind = shipped_kinds()[row["kind"]]
        roles = kind.predicate(row["predicate"])
        if not kind.gathering:
            continue
        mine, other = ("subject", "object") if roles.subject == kind.gathering else ("object", "subject")
        event, host = str(row[f"{mine}_iri"]), str(row[f"{other}_iri"])
        if body := body_of(host):
            bodies[event].add(body)
        elif host and is_country(str(row[other])) and (state := country_of(str(row[other]))):
            countries[event].add(state)
    return {event: tuple(sorted(bodies[event] or countries[event])) for event in {*bodies, *countries} if event}


def _posts(rows: list[Row]) -> dict[str, str]:
    told = {(title_in(name), known) for iri, name in _things(rows) if "/entity/office-" in iri and " of " in name
            and (known := known_as(iri, name))}  # fmt: skip
    titles = [title for title, _ in told]
    return {title: known for title, known in told if titles.count(title) == 1}


def title_in(name: str) -> str:
    """The title of an office without whose it is, and whether it is the one of today."""
    words = fold(name).casefold().partition(" of ")[0].split()
    return " ".join(word for word in words if word not in shipped_rules().of_no_body)


def _about(rows: list[Row]) -> tuple[str, ...]:
    things = {known for iri, name in _things(rows) if (known := known_as(iri, name))}
    places = {state for row in rows for place in _places(row) if (state := country_of(place))}
    owners = {state for iri, name in _things(rows) if "/entity/group-" in iri and (state := owner_of(name))}
    owners |= {state for iri, name in _things(rows) if "/entity/event-" in iri for state in countries_in(name)}
    return tuple(sorted(things | places | owners))


def _things(rows: list[Row]) -> list[tuple[str, str]]:
    return [(str(row[f"{key}_iri"]), str(row[key])) for row in rows for key in ("subject", "object")
            if row[f"{key}_iri"]]  # fmt: skip


def _places(row: Row) -> list[str]:
    act = shipped_rules().acts.get((row["kind"], row["predicate"]))
    given = (row["qualifiers"].get(name, "") for name in ("place", *(act.beside if act else ())))
    told = [one for told in given for one in told.split("; ") if one]
    return [*told, *(str(row[key]) for key in ("subject", "object") if row[f"{key}_iri"])]


def _sources(rows: list[Row], url: str | None) -> tuple[str, ...]:
    """By what an article's source is known: the host of its address, and its publisher."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    named = shipped_rules().published_by
    publishers = {fold(str(row["object"])).casefold() for row in rows if row["predicate"] == named}
    return tuple(one for one in (host, *sorted(publishers)) if one)
