"""What the files of a release say of the things that articles share, a few things a piece, so that one that changes has
few others written anew with it."""

import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256

from flows.publish.forms import Form
from flows.publish.graph import Pair, Subjects, subjects_in
from flows.publish.layout import Layout
from flows.publish.pieces import Pieces

# After the names of all articles and claims: so the things stand behind them in every file.
PREFIX = "~~"
TOGETHER = 16  # things in a piece, on average
TEXTS = "SELECT text FROM told WHERE form = ? AND (place, iri) >= (?, ?) AND (place, iri) < (?, ?) ORDER BY place, iri"
BEGINS = {
    way: f"SELECT place, iri FROM told WHERE form = ? AND begins AND (place, iri) {way} (?, ?) ORDER BY {order} LIMIT 1"
    for way, order in (("<", "place DESC, iri DESC"), ("<=", "place DESC, iri DESC"), (">", "place, iri"))
}
FIRST, LAST = ("", ""), ("\U0010ffff", "")

Place = tuple[str, str]  # by what a thing stands in its order, and its IRI


class Things:
    """What each form says of each thing, and the pieces that it makes."""

    def __init__(self, db: sqlite3.Connection, pieces: Pieces) -> None:
        self._db, self._pieces = db, pieces
        self._touched: set[tuple[str, Place]] = set()

    def tell(self, form: str, place: Place, text: str | None) -> None:
        """Has a form say this of a thing, nothing where there is no text."""
        told = self._db.execute("SELECT text FROM told WHERE form = ? AND place = ? AND iri = ?", (form, *place))
        if told.fetchone() == (text and (text,)):
            return
        if text:
            self._db.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", (form, *place, begins(place), text))
        else:
            self._db.execute("DELETE FROM told WHERE form = ? AND place = ? AND iri = ?", (form, *place))
        self._touched.add((form, place))

    def join(self, forms: Iterable[tuple[str, Form]], layout: Layout) -> None:
        """Makes the pieces anew in which something else is said now."""
        by_name = dict(forms)
        changed = set[tuple[str, Place]]()
        for name, place in self._touched:
            changed.add((name, self._begin(name, place)))
            if begins(place):  # it parts what stands before it, or did so
                changed |= {(name, place), (name, self._begin(name, place, "<"))}
        for name, begin in sorted(changed):
            self._put(name, by_name[name], begin)
        for name in {name for name, _ in self._touched}:
            some = self._db.execute("SELECT 1 FROM told WHERE form = ? LIMIT 1", (name,)).fetchone()
            heading = by_name[name].heading(layout) if some else ""
            self._pieces.put(name, PREFIX, by_name[name].written(heading))
        self._touched.clear()

    def showing(self, iris: Iterable[str]) -> set[str]:
        """The shared things that point to one of these, and so show its name."""
        query = "SELECT DISTINCT subject FROM shared WHERE object = ?"
        return {subject for iri in iris for (subject,) in self._db.execute(query, (f"<{iri}>",))}

    def shown(self, pairs: Iterable[Pair], layout: Layout) -> Subjects:
        """What is shown of the shared things that these lead to, wherever they are pointed to."""
        # In place of what nothing is shown of stands its IRI, as of what nothing is said of.
        return self.pairs(sorted({node.value for _, node in pairs if not node.datatype}), layout.stub)

    def pairs(self, iris: Iterable[str], predicates: Sequence[str] = ()) -> Subjects:
        """All that is said of these shared things, or what is with some predicates."""
        query = "SELECT predicate, object FROM shared WHERE subject = ?"
        query += f" AND predicate IN ({', '.join('?' * len(predicates))})" if predicates else ""
        said = ((iri, self._db.execute(query, (iri, *predicates))) for iri in iris)
        lines = [f"<{iri}> <{predicate}> {node} .\n" for iri, rows in said for predicate, node in rows]
        return subjects_in("".join(sorted(lines)), "")

    def _begin(self, form: str, place: Place, way: str = "<=") -> Place:
        """What the piece begins with in which a thing of that place stands, or what is before it."""
        return self._db.execute(BEGINS[way], (form, *place)).fetchone() or FIRST

    def _put(self, name: str, form: Form, begin: Place) -> None:
        end = self._db.execute(BEGINS[">"], (name, *begin)).fetchone() or LAST
        texts = [text for (text,) in self._db.execute(TEXTS, (name, *begin, *end))]
        gone = begin != FIRST and self._begin(name, begin) != begin
        self._pieces.put(name, slug_of(begin), b"" if gone else form.written(form.between.join(texts)))


def slug_of(begin: Place) -> str:
    """The name of the piece that begins there."""
    return f"{PREFIX} " if begin == FIRST else f"{PREFIX}{begin[0]}\n{begin[1]}"


def begins(place: Place) -> bool:
    """Whether a piece begins with a thing: told by its IRI alone, so that the same things make the same pieces."""
    return sha256(place[1].encode()).digest()[0] < 256 // TOGETHER
