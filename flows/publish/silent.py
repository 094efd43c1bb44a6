"""Articles that were read and state nothing: remembered beside the release, so that no run reads them again."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from flows.publish.place import STORE, current

SILENT = ".silent.sqlite"
TABLE = "CREATE TABLE IF NOT EXISTS silent (origin TEXT PRIMARY KEY, hash TEXT, reader TEXT) WITHOUT ROWID"


def silent_in(out: Path, reader: str) -> dict[str, str]:
    """The text hashes of articles that this reader found to state nothing, by their origin; none without a release."""
    path = out / STORE / SILENT
    if current(out) is None or not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path)) as db:
            return dict(db.execute("SELECT origin, hash FROM silent WHERE reader = ?", (reader,)))
    except sqlite3.Error:
        return {}  # what cannot be read is read from the articles again


def remember_silent(out: Path, reader: str, articles: Iterable[tuple[str, str]]) -> None:
    """Remembers articles by origin and text hash, beside the release in `out` if there is one."""
    rows = [(origin, hash, reader) for origin, hash in articles]
    path = out / STORE / SILENT
    if not rows or not path.parent.is_dir():
        return
    try:
        _write(path, rows)
    except sqlite3.DatabaseError:
        path.unlink(missing_ok=True)  # broken, or of no use: the next run remembers


def _write(path: Path, rows: list[tuple[str, str, str]]) -> None:
    with closing(sqlite3.connect(path, timeout=60)) as db, db:
        db.execute(TABLE)
        db.executemany("INSERT OR REPLACE INTO silent VALUES (?, ?, ?)", rows)
