"""Articles that are taken out of a release: their facts go, and a tombstone says which, when and why."""

import json
from pathlib import Path

from flows.errors import PublishError
from flows.publish.changes import Before
from flows.publish.index import Entry
from flows.publish.intact import refuse_changed
from flows.publish.place import current
from flows.publish.release import Release
from flows.publish.taking import WITHDRAWN, take_out
from flows.publish.totals import Totals, entry_in
from flows.publish.writers.tables import WITHDRAWN_COLUMNS, read_table, write_withdrawn
from flows.settings import Settings

NAMED = "SELECT entry, address FROM graph WHERE entry IS NOT NULL AND (origin = ?1 OR slug = ?1 OR article = ?1)"
COPIES = "SELECT entry, address FROM graph WHERE json_extract(entry, '$.copy_of') = ?"

__all__ = ["WITHDRAWN", "withdraw", "withdrawn_in", "write_tombstones"]


def withdraw(release: Release, was: Before, totals: Totals, out: Path, settings: Settings) -> None:
    """Takes out the articles that a release withdraws, with their copies. PublishError when one is not there."""
    for withdrawal in release.withdrawals:
        row = totals.one(NAMED, (withdrawal.article,))
        entry: Entry | None = entry_in(row)
        if row is None or entry is None:
            raise PublishError(f"{withdrawal.article}: no article of that address, slug or IRI is published in {out}")
        copies = [(json.loads(text), address) for text, address in totals.select(COPIES, (entry["iri"],))]
        for one, address in [(entry, row[1]), *copies]:
            was.touch(one["slug"], totals)
            refuse_changed(one, address, out)
            take_out(one, address, totals, out, settings)
            totals.withdraw(one["origin"], one["iri"], release.run.ended[:10], withdrawal.reason)


def write_tombstones(totals: Totals) -> str:
    """withdrawn.csv, "" when nothing was withdrawn."""
    rows = totals.select("SELECT origin, article, day, reason FROM withdrawn ORDER BY origin")
    told = [dict(zip(WITHDRAWN_COLUMNS, row, strict=True)) for row in rows]
    return write_withdrawn(told) if told else ""


def withdrawn_in(out: Path) -> set[str]:
    """Where the articles came from that were withdrawn from the release in `out`."""
    folder = current(out)
    path = folder / WITHDRAWN if folder else None
    if path is None or not path.is_file():
        return set()
    return {str(row["origin"]) for row in read_table(path.read_bytes().decode())}
