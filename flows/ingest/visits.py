"""What is remembered of sources between runs: when each was asked, which version of each page we have, and since when.

It lies beside the release, in SQLite. It is nobody's only copy: without it pages are fetched whole once more.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from pathlib import Path

from flows.ingest.session import Validators

SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    address TEXT PRIMARY KEY, url TEXT, etag TEXT, modified TEXT, origin TEXT, hash TEXT, listed TEXT, left_out TEXT,
    first REAL, last REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS directory (
    address TEXT PRIMARY KEY, url TEXT, etag TEXT, modified TEXT, entries TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, last REAL) WITHOUT ROWID;
"""
REMEMBERED = 90 * 86400.0  # seconds for which a page is remembered that nobody asks for any more


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as it was when it was fetched the last time.

    origin, hash:  of the article that it held: where that lies, and of which text
    listed:        the name of the source that lists it, "" when it was named itself
    left_out:      the filter by which its article was left out, "" when it was read
    first, last:   when it was fetched first, and last, in seconds since 1970
    """

    address: str
    validators: Validators
    origin: str
    hash: str
    listed: str
    left_out: str
    first: float
    last: float


class Visits:
    """What is remembered, as a run found it; `keep` says what it found itself, and `save` writes that down."""

    def __init__(self, path: Path | None) -> None:
        """Reads nothing yet; without a path nothing is ever remembered."""
        self._path = path
        self._pages: list[Visit] = []
        self._directories: list[tuple[str, Validators, list[str]]] = []
        self._asked: list[tuple[str, float]] = []

    def page(self, address: str) -> Visit | None:
        """The last visit of a page; None when there was none."""
        rows = self._select("SELECT * FROM page WHERE address = ?", (address,))
        return _visit(rows[0]) if rows else None

    def pages_of(self, listed: str, since: float) -> list[str]:
        """The pages that a source listed at some time and that were fetched first after a moment."""
        query = "SELECT address FROM page WHERE listed = ? AND first >= ? ORDER BY first DESC, address"
        return [address for (address,) in self._select(query, (listed, since))]

    def directory(self, address: str) -> tuple[Validators, list[str]] | None:
        """The last version of a feed or sitemap and the pages that it listed; None when it was not read yet."""
        rows = self._select("SELECT url, etag, modified, entries FROM directory WHERE address = ?", (address,))
        return (Validators(*rows[0][:3]), json.loads(rows[0][3])) if rows else None

    def asked(self, listed: str) -> float | None:
        """When a source was asked the last time; None when it never was."""
        rows = self._select("SELECT last FROM source WHERE name = ?", (listed,))
        return float(rows[0][0]) if rows else None

    def keep_page(self, visit: Visit) -> None:
        """To be remembered: a page was fetched."""
        self._pages.append(visit)

    def keep_directory(self, address: str, validators: Validators, entries: list[str]) -> None:
        """To be remembered: a feed or sitemap was read."""
        self._directories.append((address, validators, entries))

    def keep_asked(self, listed: str, at: float) -> None:
        """To be remembered: a source was asked."""
        self._asked.append((listed, at))

    def save(self, now: float) -> None:
        """Writes down what was kept, where there is a release to remember it beside."""
        if self._path is None or not self._path.parent.is_dir():
            return
        try:
            self._write(now)
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)  # broken, or of no use: the next run remembers

    def _write(self, now: float) -> None:
        pages = [(v.address, *astuple(v.validators), *astuple(v)[2:]) for v in self._pages]
        directories = [(address, *astuple(of), json.dumps(entries)) for address, of, entries in self._directories]
        with closing(sqlite3.connect(str(self._path), timeout=60)) as db, db:
            for statement in filter(str.strip, SCHEMA.split(";")):
                db.execute(statement)
            _replace(db, "page", pages)
            _replace(db, "directory", directories)
            _replace(db, "source", self._asked)
            db.execute("DELETE FROM page WHERE last < ?", (now - REMEMBERED,))

    def _select(self, query: str, values: tuple[object, ...]) -> list[tuple[str, ...]]:
        if self._path is None or not self._path.is_file():
            return []
        try:
            with closing(sqlite3.connect(str(self._path), timeout=60)) as db:
                return list(db.execute(query, values))
        except sqlite3.DatabaseError:
            return []  # what cannot be read is fetched again


def _replace(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _visit(row: tuple[str, ...]) -> Visit:
    address, url, etag, modified, origin, hash, listed, left_out, first, last = row
    return Visit(address, Validators(url, etag, modified), origin, hash, listed, left_out, float(first), float(last))
