"""What was read of late, kept in the cache: when it turns out who told a story first, nothing is asked for again.

No part of a release, for it holds whole texts.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from time import time
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.model import Article, Extraction

TABLE = "CREATE TABLE IF NOT EXISTS reading (key TEXT PRIMARY KEY, at REAL, said BLOB) WITHOUT ROWID"
KEPT = 14 * 86400.0  # seconds; copies appear within days
FILE = "readings.sqlite"

Stated = tuple[Article, Extraction]


class Lately:
    """Articles with what they state, by origin and text, as one reader read them."""

    def __init__(self, folder: Path, reader: str) -> None:
        """`folder` is that of the cache; `reader` names whatever has a say in what an article states."""
        self._path, self._reader = folder / FILE, reader

    def keep(self, stated: Iterable[Stated]) -> None:
        """Keeps what may turn out to be a copy, or no copy any more; where nothing can be kept it is read again."""
        now = time()
        rows = [
            (self._key(article.url or article.source, article.hash), now, zlib.compress(_form().dump_json(one)))
            for one in stated
            for article, extraction in [one]
            if extraction.print
        ]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(str(self._path), timeout=60)) as db, db:
                db.execute(TABLE)
                db.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)
                db.execute("DELETE FROM reading WHERE at < ?", (now - KEPT,))
        except (sqlite3.Error, OSError):
            return

    def find(self, wanted: Iterable[tuple[str, str]]) -> Iterator[Stated]:
        """Those that are kept of articles by origin and text hash."""
        for origin, hash in wanted:
            try:
                with closing(sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)) as db:
                    row = db.execute("SELECT said FROM reading WHERE key = ?", (self._key(origin, hash),)).fetchone()
                if row:
                    said: Stated = _form().validate_json(zlib.decompress(row[0]))
                    yield said
            except (sqlite3.Error, OSError, zlib.error, ValidationError):
                continue

    def _key(self, origin: str, hash: str) -> str:
        return f"{hash} {self._reader} {origin}"


@cache
def _form() -> TypeAdapter[Any]:
    return TypeAdapter(tuple[Article, Extraction])
