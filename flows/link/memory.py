"""What Wikidata answered before: by question, with the time it was asked. Good and empty answers alike."""

import json
import logging
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONGEST_LOCK = 2.0  # seconds to wait for another run that writes
FRESH = 7 * 24 * 3600.0  # seconds for which an answer is not asked for again
TABLE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, asked REAL NOT NULL, answer TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Remembered:
    """An answer, and whether it is recent enough not to ask again."""

    answer: Any
    fresh: bool


class Memory:
    """Answers on disk in one SQLite file, shared by all runs that use the same folder."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        self._rows = _open(folder)
        self._now = now

    def recall(self, question: str) -> Remembered | None:
        """What was answered to the question, however long ago; None when it was never answered."""
        try:
            with closing(
                self._rows.execute("SELECT asked, answer FROM answers WHERE question = ?", [question])
            ) as rows:
                row = rows.fetchone()
        except sqlite3.DatabaseError as error:  # locked for long by another run, or damaged
            logging.getLogger(__name__).warning("Wikidata's answers could not be read: %s", error)
            return None
        if row is None:
            return None
        try:
            asked, answer = row
            return Remembered(json.loads(answer), 0 <= self._now() - asked < FRESH)
        except (ValueError, TypeError, RecursionError) as error:
            # A damaged row is none: what it answered is asked again.
            logging.getLogger(__name__).warning("Wikidata's answer to %r is damaged: %s", question, error)
            return None

    def keep(self, answers: Mapping[str, Any]) -> None:
        """Keeps the answer to each question; a disk that cannot hold them costs only that they are asked again."""
        now = self._now()
        rows = [(question, now, json.dumps(answer, ensure_ascii=False)) for question, answer in answers.items()]
        try:
            with self._rows:
                self._rows.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
        except sqlite3.DatabaseError as error:
            logging.getLogger(__name__).warning("Wikidata's answers could not be kept: %s", error)

    def close(self) -> None:
        """Lets go of the file."""
        self._rows.close()


def _open(folder: Path) -> sqlite3.Connection:
    """The file in the folder, or a memory for this run only where no file can be had."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _table(sqlite3.connect(folder / "wikidata.sqlite", timeout=LONGEST_LOCK))
    except (OSError, sqlite3.DatabaseError) as error:
        logging.getLogger(__name__).warning("%s cannot keep Wikidata's answers: %s", folder, error)
        return _table(sqlite3.connect(":memory:"))


def _table(rows: sqlite3.Connection) -> sqlite3.Connection:
    try:
        with rows:
            rows.execute(TABLE)
    except sqlite3.DatabaseError:
        rows.close()
        raise
    return rows
