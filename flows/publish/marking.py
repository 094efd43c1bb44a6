"""Articles whose pages are gone: what they stated stays published, and says that it can be read there no longer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from flows.publish.changes import Before
from flows.publish.index import canonical_hash
from flows.publish.intact import refuse_changed
from flows.publish.place import article_at
from flows.publish.release import Release
from flows.publish.taking import read_content, take_again, take_out
from flows.publish.totals import Totals, entry_in
from flows.settings import Settings

ORIGINS = "SELECT entry, address FROM graph WHERE entry IS NOT NULL AND origin = ?"


def mark_gone(release: Release, was: Before, totals: Totals, out: Path, settings: Settings) -> Iterator[str]:
    """Marks the articles that a release calls gone, unless they are marked already or not there; their slugs."""
    for gone in release.gone:
        row = totals.one(ORIGINS, (gone.origin,))
        entry = entry_in(row)
        if row is None or entry is None or entry.get("gone"):
            continue
        was.touch(entry["slug"], totals)
        refuse_changed(entry, row[1], out)
        content = read_content(entry, article_at(out, row[1]), settings)
        take_out(entry, row[1], totals, out, settings)
        marked = replace(content, quads=tuple(sorted({*content.quads, *gone.quads}, key=str)))
        entry |= {
            "gone": {"on": gone.day, "status": gone.status},
            "canonical_hash": canonical_hash(marked),
            "counts": {**entry["counts"], "triples": len(set(marked.quads))},
        }
        take_again(marked, entry, row[1], totals, out, settings)
        yield entry["slug"]
