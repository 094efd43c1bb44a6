"""What each graph adds to the files of the data set, and which of it stands in the files of the current release."""

import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from flows.publish.forms import Form

LAID = "CREATE TEMP TABLE laid (form TEXT, slug TEXT, size INTEGER, PRIMARY KEY (form, slug)) WITHOUT ROWID"
OF_ARTICLE = "graph.slug = piece.slug AND graph.address IS NOT NULL"
ALL = f"""
SELECT graph.address, piece.start, piece.size, piece.bytes FROM piece LEFT JOIN graph ON {OF_ARTICLE}
WHERE piece.form = ? AND piece.size > 0 ORDER BY piece.slug
"""
CHANGED = f"""
SELECT laid.slug, laid.size, graph.address, piece.start, piece.size, piece.bytes
FROM laid LEFT JOIN piece USING (form, slug) LEFT JOIN graph ON {OF_ARTICLE} WHERE laid.form = ? ORDER BY laid.slug
"""
WAS = """
INSERT OR IGNORE INTO laid SELECT ?1, ?2, ifnull((SELECT size FROM piece WHERE form = ?1 AND slug = ?2), 0)
"""
OTHERS = "~"  # before the names of all that is no article
SUMS = f"""
SELECT lower(hex(sum)) || ' ' || (size + ?) || char(10) FROM piece
WHERE form = ? AND slug < '{OTHERS}' AND size > 0 ORDER BY slug LIMIT -1 OFFSET 1
"""
GROWN = """
SELECT total((ifnull(piece.size, 0) > 0) - (laid.size > 0)), total(ifnull(piece.size, 0) - laid.size)
FROM laid LEFT JOIN piece USING (form, slug) WHERE laid.form = ?
"""
BETWEEN = "SELECT count(*), total(size) FROM piece WHERE form = ? AND slug > ? AND size > 0"


class Piece(NamedTuple):
    """What a graph adds to a file: the bytes themselves (None or b"": none are kept), or where they stand in that of
    an article, by its address."""

    address: str | None
    start: int
    size: int
    data: bytes | None


class Pieces:
    """The pieces of a release that is changed; what was touched is remembered as it was.

    are_laid: whether it is known where the others stand in the files of the current release
    """

    def __init__(self, db: sqlite3.Connection, forms: Mapping[str, Form]) -> None:
        """`forms` are those to which graphs of articles add."""
        self._db = db
        self._between = {name: form.written(form.between) for name, form in forms.items()}
        self.are_laid = False
        db.execute(LAID)

    def lay(self, known: bool) -> None:
        """Begins to remember; `known` when the pieces are those in the files of the current release."""
        self.are_laid = known
        self._db.execute("DELETE FROM laid")

    def add(self, form: str, slug: str, data: bytes, start: int | None = None) -> None:
        """Keeps what a graph adds to a form: the bytes, or where they start in the article's file, which has them."""
        kept = data if data and start is None else None
        self._db.execute("INSERT OR IGNORE INTO laid VALUES (?, ?, 0)", (form, slug))
        sum = sha256(self._between[form] + data).digest()
        row = (form, slug, start or 0, len(data), sum, kept)
        self._db.execute("INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)", row)

    def put(self, form: str, slug: str, data: bytes) -> None:
        """Has a graph, or whatever else bears a name, add these bytes to a form in place of those before, if any."""
        self.put_each(form, {slug: data})

    def put_each(self, form: str, pieces: Mapping[str, bytes]) -> None:
        """The same of many; b"" where nothing is added any more."""
        stored = "SELECT bytes FROM piece WHERE form = ? AND slug = ?"
        was = {slug: self._db.execute(stored, (form, slug)).fetchone() or (b"",) for slug in pieces}
        self.put_others(form, {slug: data for slug, data in pieces.items() if was[slug][0] != data})

    def put_others(self, form: str, pieces: Mapping[str, bytes]) -> None:
        """The same of bytes that are known to be others than those before: these are not read."""
        # In their order, so that what stands beside each other in the database is touched at once.
        of_them = [(form, slug) for slug in sorted(pieces)]
        self._db.executemany(WAS, of_them)
        self._db.executemany("DELETE FROM piece WHERE form = ? AND slug = ?", of_them)
        new = [(form, slug, len(data), data) for _, slug in of_them if (data := pieces[slug])]
        self._db.executemany("INSERT INTO piece VALUES (?, ?, 0, ?, NULL, ?)", new)

    def are_there(self, form: str) -> bool:
        """Whether anything adds to a form."""
        return self._db.execute("SELECT 1 FROM piece WHERE form = ? LIMIT 1", (form,)).fetchone() is not None

    def take_away(self, slug: str) -> None:
        """Forgets what a graph adds to each form."""
        for form in self._between:
            of_it = (form, slug)
            self._db.execute(WAS, of_it)
            self._db.execute("DELETE FROM piece WHERE form = ? AND slug = ?", of_it)

    def are_untouched(self, form: str) -> bool:
        """Whether the file of a form is as it is in the current release."""
        touched = self._db.execute("SELECT 1 FROM laid WHERE form = ? LIMIT 1", (form,)).fetchone()
        return self.are_laid and touched is None

    def all_of(self, form: str) -> Iterator[Piece]:
        """The pieces of a form, by slug."""
        return map(Piece._make, self._db.execute(ALL, (form,)))

    def size(self, form: str, last: str | None = None) -> int:
        """How long the pieces of a form are, or those before a name, with what stands between them."""
        number, size = self.between(form, "", last)
        return size + max(0, number - 1) * len(self._between[form])

    def grown(self, form: str) -> int:
        """How much longer they are than in the current release, which has some."""
        number, size = self._db.execute(GROWN, (form,)).fetchone()
        return int(size) + int(number) * len(self._between[form])

    def sums(self, form: str) -> tuple[str, tuple[object, ...]]:
        """The query for the lines that tell SHA-256 and size of what each article but the first one adds, with what
        parts it from the one before."""
        return SUMS, (len(self._between[form]), form)

    def are_of_articles(self, form: str) -> bool:
        """Whether articles add to a form."""
        return form in self._between

    def changed(self, form: str) -> Iterator[tuple[str, int, Piece | None]]:
        """By the slug of each graph that was touched: how long its piece was in the current release, and what it is
        now."""
        for slug, was, *now in self._db.execute(CHANGED, (form,)):
            yield slug, was, Piece._make(now) if now[2] else None

    def between(self, form: str, first: str, last: str | None) -> tuple[int, int]:
        """How many pieces stand between those of two graphs, and how long they are together; behind the first one
        where there is no last."""
        query, values = (BETWEEN, (form, first)) if last is None else (f"{BETWEEN} AND slug < ?", (form, first, last))
        number, size = self._db.execute(query, values).fetchone()
        return number, int(size)
