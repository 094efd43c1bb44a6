"""IRIs that things bore before they were linked or told apart: which there are, and what of them is published."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from re import search

from flows.errors import PublishError
from flows.model import Verdict
from flows.publish.content import Row
from flows.publish.place import current
from flows.publish.release import Former
from flows.publish.taking import opened
from flows.publish.totals import Totals
from flows.publish.writers.tables import read_table
from flows.settings import Settings

FORMER = "former.csv"
LINKS = "links.csv"
# Columns of the totals, and what they are called in the table of links.
NAMED = {"name": "name", "type": "type", "verdict": "verdict", "iri": "entity_iri", "article": "article_iri"}


def former_iris(links: Sequence[Row], out: Path, settings: Settings) -> list[Former]:
    """What the IRIs of unlinked things in the release in `out` stand for, now that articles were read with these links.

    An IRI that is still in use stands for itself and is not listed. Once given up, it is carried on.
    """
    reread = {_origin(row) for row in links}
    carried = _carried(_rows(out, FORMER))
    before = _before(reread, carried, out, settings)
    used = {str(row["entity_iri"]) for row in (*(row for row in before if _origin(row) not in reread), *links)}
    found = _followed(before, links, carried, used)
    given_up = {str(row["entity_iri"]) for row in before if not _is_linked(row)} | carried.keys()
    return [found[iri] for iri in sorted(given_up - used) if iri in found and found[iri].now]


def _before(reread: Collection[str], carried: Iterable[str], out: Path, settings: Settings) -> list[Row]:
    """Of the decisions in the release, those that matter: on whatever articles that are read again named so far.

    Only that can be given up now. Without totals, or with those of another release, all decisions are read.
    """
    folder = current(out)
    if folder is None or folder == out:
        return list(_rows(out, LINKS))
    with opened(out, settings) as totals:
        if totals.release != folder.name:
            return list(_rows(out, LINKS))
        slugs = [
            slug
            for (slug,) in totals.select("SELECT slug FROM graph WHERE address IS NOT NULL")
            if slug.rpartition("-")[2] in reread
        ]
        iris = {iri for slug in slugs for (iri,) in totals.select("SELECT iri FROM named WHERE slug = ?", (slug,))}
        query = f"SELECT {', '.join(NAMED)} FROM named WHERE iri = ?"
        found = {row for iri in iris | set(carried) for row in totals.select(query, (iri,))}
    return [dict(zip(NAMED.values(), row, strict=True)) for row in sorted(found)]


def still_former(former: Iterable[Former], totals: Totals) -> tuple[Former, ...]:
    """Those IRIs that nothing in the release bears, in their order."""
    return tuple(one for one in former if not totals.is_typed(one.iri))


def newly_linked(former: Iterable[Former], out: Path) -> tuple[Former, ...]:
    """Those that stand for an item now, and that the release in `out` does not list yet."""
    known = {(iri, one.now) for iri, one in _carried(_rows(out, FORMER)).items()}
    linked = (one for one in former if any(search(r"/Q\d+$", now) for now in one.now))
    return tuple(one for one in linked if (one.iri, one.now) not in known)


def rows_of(former: Iterable[Former]) -> tuple[Row, ...]:
    """A row for each IRI and each that stands for it now."""
    return tuple({"former_iri": one.iri, "name": one.name, "entity_iri": now} for one in former for now in one.now)


def _followed(
    before: Iterable[Row], links: Iterable[Row], carried: Mapping[str, Former], used: Collection[str]
) -> dict[str, Former]:
    """What each IRI became: how the same thing of the same article is called now, over all releases."""
    now = {(_origin(row), row["name"], row["type"]): str(row["entity_iri"]) for row in links}
    became: dict[str, set[str]] = {iri: set(one.now) for iri, one in carried.items()}
    names = {iri: one.name for iri, one in carried.items()}
    for row in before:
        old, new = str(row["entity_iri"]), now.get((_origin(row), row["name"], row["type"]))
        if new not in (None, old):
            became[old] = {*(became.get(old, set()) if old not in carried else ()), str(new)}
            names.setdefault(old, str(row["name"]))
    return {iri: Former(iri, name, tuple(sorted(_ends(iri, became, used)))) for iri, name in names.items()}


def _ends(iri: str, became: Mapping[str, Collection[str]], used: Collection[str]) -> set[str]:
    """Where the way of an IRI ends, from one that it became to the next, at one that is in use."""
    ends: set[str] = set()
    waiting, seen = [iri], {iri}
    while waiting:
        after = became.get(waiting.pop(), ())
        on = {one for one in after if one in became and one not in used}
        ends |= {*after} - on
        waiting += on - seen
        seen |= {*after}
    return ends


def _carried(rows: Iterable[Row]) -> dict[str, Former]:
    found: dict[str, Former] = {}
    for row in rows:
        iri = str(row["former_iri"])
        earlier = found[iri].now if iri in found else ()
        found[iri] = Former(iri, str(row["name"]), (*earlier, str(row["entity_iri"])))
    return found


def _origin(row: Row) -> str:
    """What stays of an article's IRI when its title changes."""
    return str(row["article_iri"]).rpartition("-")[2]


def _is_linked(row: Mapping[str, object]) -> bool:
    return row["verdict"] == Verdict.SAME.value


def _rows(out: Path, table: str) -> tuple[Row, ...]:
    """The rows of a table of the release in `out`; none when there is no such table yet."""
    folder = current(out)
    if folder is None or not (folder / table).is_file():
        return ()
    try:
        return read_table((folder / table).read_bytes().decode())
    except ValueError as error:
        raise PublishError(f"{folder / table}: cannot be read ({error})") from error
