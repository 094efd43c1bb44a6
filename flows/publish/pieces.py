"""What each graph adds to the files of the data set, and which of it stands in the files of the current release."""

import sqlite3

LAID = "CREATE TEMP TABLE laid (form TEXT, slug TEXT, size INTEGER, PRIMARY KEY (form, slug)) WITHOUT ROWID"
CHANGED = """
SELECT laid.slug, laid.size, ifnull(piece.size, 0) FROM laid LEFT JOIN piece USING (form, slug)
WHERE laid.form = ? ORDER BY laid.slug
"""
BETWEEN = "SELECT count(*), total(size) FROM piece WHERE form = ? AND slug > ? AND size > 0"


class Pieces:
    """The pieces of a release that is changed; what was touched is remembered as it was.

    are_laid: whether it is known where the others stand in the files of the current release
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.are_laid = False
        db.execute(LAID)

    def lay(self, known: bool) -> None:
        """Begins to remember; `known` when the pieces are those in the files of the current release."""
        self.are_laid = known
        self._db.execute("DELETE FROM laid")

    def add(self, form: str, slug: str, start: int, size: int, data: bytes) -> None:
        """Keeps what a graph adds to a form: the bytes, or where in the article's file they stand."""
        self._db.execute("INSERT OR IGNORE INTO laid VALUES (?, ?, 0)", (form, slug))
        self._db.execute("INSERT INTO piece VALUES (?, ?, ?, ?, ?)", (form, slug, start, size, data or None))

    def put(self, form: str, slug: str, data: bytes) -> None:
        """Has a graph, or whatever else bears a name, add these bytes to a form in place of those before, if any."""
        was = self._db.execute("SELECT size, bytes FROM piece WHERE form = ? AND slug = ?", (form, slug)).fetchone()
        if (was[1] if was else b"") == data:
            return
        self._db.execute("INSERT OR IGNORE INTO laid VALUES (?, ?, ?)", (form, slug, was[0] if was else 0))
        if not data:
            self._db.execute("DELETE FROM piece WHERE form = ? AND slug = ?", (form, slug))
        elif was:
            self._db.execute(
                "UPDATE piece SET size = ?, bytes = ? WHERE form = ? AND slug = ?", (len(data), data, form, slug)
            )
        else:
            self._db.execute("INSERT INTO piece VALUES (?, ?, 0, ?, ?)", (form, slug, len(data), data))

    def are_there(self, form: str) -> bool:
        """Whether anything adds to a form."""
        return self._db.execute("SELECT 1 FROM piece WHERE form = ? LIMIT 1", (form,)).fetchone() is not None

    def take_away(self, slug: str) -> None:
        """Forgets what a graph adds to each form."""
        self._db.execute("INSERT OR IGNORE INTO laid SELECT form, slug, size FROM piece WHERE slug = ?", (slug,))
        self._db.execute("DELETE FROM piece WHERE slug = ?", (slug,))

    def are_untouched(self, form: str) -> bool:
        """Whether the file of a form is as it is in the current release."""
        touched = self._db.execute("SELECT 1 FROM laid WHERE form = ? LIMIT 1", (form,)).fetchone()
        return self.are_laid and touched is None

    def changed(self, form: str) -> list[tuple[str, int, int]]:
        """By the slug of each graph that was touched: how long its piece was in the current release, and is now."""
        return list(self._db.execute(CHANGED, (form,)))

    def between(self, form: str, first: str, last: str | None) -> tuple[int, int]:
        """How many pieces stand between those of two graphs, and how long they are together; behind the first one
        where there is no last."""
        query, values = (BETWEEN, (form, first)) if last is None else (f"{BETWEEN} AND slug < ?", (form, first, last))
        number, size = self._db.execute(query, values).fetchone()
        return number, int(size)
