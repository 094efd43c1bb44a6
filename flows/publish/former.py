"""IRIs that things bore before they were linked: which there are, and what of them a release publishes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from flows.errors import PublishError
from flows.iris import named_iri
from flows.model import EntityType, Verdict
from flows.publish.content import Row
from flows.publish.graph import Subjects, types_of
from flows.publish.place import current
from flows.publish.release import Former
from flows.publish.writers.tables import read_table
from flows.settings import Settings

FORMER = "former.csv"
LINKS = "links.csv"


def former_iris(links: Sequence[Row], out: Path, settings: Settings) -> list[Former]:
    """What the IRIs of unlinked things in the release in `out` stand for, now that articles were read with these links.

    An IRI that is still in use stands for itself and is not listed. Once given up, it is carried on.
    """
    reread = {_origin(row) for row in links}
    before = _rows(out, LINKS)
    rows = [*(row for row in before if _origin(row) not in reread), *links]
    carried = _carried(_rows(out, FORMER))
    used = {str(row["entity_iri"]) for row in rows if not _is_linked(row)}
    given_up = {str(row["entity_iri"]) for row in before if not _is_linked(row)} | carried.keys()
    linked = _linked(rows, given_up - used, settings)
    return [linked.get(iri) or carried[iri] for iri in sorted(given_up - used) if iri in linked or iri in carried]


def still_former(former: Iterable[Former], subjects: Subjects) -> tuple[Former, ...]:
    """Those IRIs that nothing in the release bears, in their order."""
    return tuple(one for one in former if not types_of(subjects.get(one.iri, [])))


def newly_linked(former: Iterable[Former], out: Path) -> tuple[Former, ...]:
    """Those that the release in `out` does not list yet."""
    known = {(iri, one.now) for iri, one in _carried(_rows(out, FORMER)).items()}
    return tuple(one for one in former if (one.iri, one.now) not in known)


def rows_of(former: Iterable[Former]) -> tuple[Row, ...]:
    """A row for each IRI and each that stands for it now."""
    return tuple({"former_iri": one.iri, "name": one.name, "entity_iri": now} for one in former for now in one.now)


def _linked(rows: Iterable[Row], given_up: Collection[str], settings: Settings) -> dict[str, Former]:
    """What now bears another IRI than the one that its name and type alone would give it."""
    found: dict[str, Former] = {}
    for row in rows:
        iri = named_iri(str(row["name"]), EntityType(str(row["type"])), settings)
        if iri in given_up and _is_linked(row):
            earlier = found[iri].now if iri in found else ()
            found[iri] = Former(iri, str(row["name"]), tuple(sorted({*earlier, str(row["entity_iri"])})))
    return found


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
