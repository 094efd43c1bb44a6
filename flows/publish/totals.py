"""What a release holds, kept beside it in SQLite, so that a new one counts and describes only what changed.

Nothing here is anybody's only copy: whatever is missing is read again from the files of the current release
(`flows/publish/follow.py`). It changes in one transaction, which a run that fails or is killed leaves undone.
"""

import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from flows.model import EntityType
from flows.publish.content import Content
from flows.publish.forms import Form
from flows.publish.graph import TYPE, Pair
from flows.publish.layout import Layout
from flows.publish.matters import Matters
from flows.publish.pieces import Pieces
from flows.publish.schema import SCHEMA
from flows.publish.things import Things
from flows.rows import digest

NUMBER = re.compile("[0-9]+")
NQUADS = "dataset.nq.gz"
TRIG = "dataset.trig.gz"
DIGITS = 20  # more than any number in an IRI of ours has
CACHE = 12 << 10  # KiB of memory
AT_ONCE = 512  # rows of a query
KEPT_RUNS = 100  # beside those that read an article which is still there


class Totals:
    """The rows of one release. They are those of `release` once `commit` was called with its name."""

    def __init__(self, path: Path, layout: Layout, forms: Mapping[str, Form], version: str) -> None:
        """Opens the file and begins to change it; rows that another `version` of the forms wrote are thrown away."""
        self._path, self._layout, self._forms = path, layout, forms
        self._dirty: set[str] = set()
        self._reshown: set[str] = set()  # those that are shown otherwise by what points to them
        self._counts: Counter[tuple[str, str]] = Counter()  # not written yet
        self._same = layout.terms.expand("sameAs"), layout.terms.prefixes["wd"]
        self._db = self._open(digest(SCHEMA + version))
        self.pieces = Pieces(self._db, forms)
        self.matters = Matters(self._db, self.pieces)
        self._things = Things(self._db, self.pieces)

    def close(self) -> None:
        """Gives up whatever was not committed."""
        self._db.close()

    def commit(self, release: str) -> None:
        """Keeps what was changed: it is what the release of that name holds."""
        self._set("release", release)
        self._write_counts()
        self._db.execute("COMMIT")

    @property
    def release(self) -> str:
        """The name of the release that the rows are of, "" when they are of none."""
        return self._one("SELECT value FROM meta WHERE name = 'release'") or ""

    def add(self, content: Content, about: Mapping[str, Any]) -> None:
        """Takes in what a graph says; `about` has the columns of the table of graphs but its slug."""
        columns = ("iri", "hash", "origin", "article", "address", "entry", "published", "run", "about", "sums")
        row = (content.name, *(about.get(column) for column in columns))
        self._db.execute(f"INSERT INTO graph VALUES ({', '.join('?' * len(row))})", row)
        self._count(content, 1)
        said = ("entity_iri", "name", "type", "verdict", "article_iri")
        rows = [(content.name, *(link[column] for column in said)) for link in content.links]
        self._db.executemany("INSERT INTO named VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._db.executemany("INSERT INTO statement VALUES (?, ?)", [(content.name, one) for one in content.statements])

    def retell(self, graphs: Mapping[str, Mapping[str, str] | None]) -> None:
        """Has graphs that are nobody's articles be there, by slug with IRI and hash, or (None) be no more."""
        gone = [(slug,) for slug, told in graphs.items() if told is None]
        self._db.executemany("DELETE FROM graph WHERE slug = ?", gone)
        upsert = "INSERT INTO graph (slug, iri, hash) VALUES (:slug, :iri, :hash) "
        upsert += "ON CONFLICT (slug) DO UPDATE SET hash = excluded.hash"
        self._db.executemany(upsert, [{"slug": slug, **told} for slug, told in sorted(graphs.items()) if told])

    def remove(self, content: Content) -> None:
        """Takes out what `add` took in; the content is that of the graph as it was."""
        self._count(content, -1)
        self.matters.take_back(content.name)
        self.pieces.take_away(content.name)
        for table in ("graph", "named", "statement"):
            self._db.execute(f"DELETE FROM {table} WHERE slug = ?", (content.name,))

    def tally(self, what: str) -> Counter[str]:
        """How many there are of something, by name."""
        self._write_counts()
        rows = self._db.execute("SELECT name, n FROM tally WHERE what = ? AND n <> 0 ORDER BY name", (what,))
        return Counter(dict(rows))

    def count(self, what: str, counts: Mapping[str, int], sign: int = 1) -> None:
        """Adds to a tally, or takes away from it."""
        for name, n in counts.items():
            self._counts[what, name] += sign * n

    def _write_counts(self) -> None:
        rows = [(*named, n) for named, n in self._counts.items() if n]
        upsert = "INSERT INTO tally VALUES (?, ?, ?) ON CONFLICT (what, name) DO UPDATE SET n = n + excluded.n"
        self._db.executemany(upsert, rows)
        self._counts.clear()

    def select(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other."""
        return iter(self._db.execute(query, values))

    def texts(self, query: str, values: Sequence[object] = ()) -> Iterator[bytes]:
        """The texts of a query, one a row, one behind the other, many at a time."""
        cursor = self._db.execute(query, values)
        while rows := cursor.fetchmany(AT_ONCE):
            yield "".join([text for (text,) in rows]).encode()

    def one(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None when there is none."""
        return next(self.select(query, values), None)

    def next_in_turn(self, most: int) -> list[str]:
        """The slugs of some articles, another time those of the next ones, and at last of the first ones again."""
        some = "SELECT slug FROM graph WHERE address IS NOT NULL AND slug > ? ORDER BY slug LIMIT ?"
        last = self._one("SELECT value FROM meta WHERE name = 'looked'")
        slugs = [slug for (slug,) in self.select(some, (last or "", most))]
        slugs += [slug for (slug,) in self.select(some, ("", most - len(slugs)))]
        self._set("looked", slugs[-1] if slugs else "")
        return sorted({*slugs})

    def remembered(self, name: str, version: str, write: Callable[[], str]) -> str:
        """A text that was written by an earlier run of that version, else what is written now."""
        before = self._one(f"SELECT value FROM meta WHERE name = '{name}'") or ""
        if before.partition("\n")[0] != version:
            before = f"{version}\n{write()}"
            self._set(name, before)
        return str(before.partition("\n")[2])

    def begin(self, release: str) -> None:
        """Begins to change what is held of that release, "" when there is none yet."""
        self.pieces.lay(bool(release) and self.release == release)

    def keep_run(self, iri: str, ended: str, text: str) -> None:
        """Remembers what run.ttl says of a run, or (with no time) of something that runs made use of."""
        self._db.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", (iri, ended, text))

    def keep_change(self, number: int, head: str) -> None:
        """Remembers what a run changed, in short."""
        self._db.execute("INSERT OR REPLACE INTO change VALUES (?, ?)", (number, head))

    def keep_page(self, number: int, members: int, first: str, last: str, address: str | None) -> None:
        """Remembers a page of the stream of versions."""
        self._db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)", (number, members, first, last, address))

    def withdraw(self, origin: str, article: str, day: str, reason: str) -> None:
        """Remembers that an article was withdrawn, and why."""
        self._db.execute("INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?, ?)", (origin, article, day, reason))

    def take_back(self, origin: str) -> None:
        """Forgets that an article was withdrawn."""
        self._db.execute("DELETE FROM withdrawn WHERE origin = ?", (origin,))

    def forget_history(self) -> None:
        """Forgets changes and withdrawals, before those of another release are read."""
        self.forget_changes()
        self._db.execute("DELETE FROM withdrawn")

    def forget_changes(self) -> None:
        """Forgets what earlier runs changed, with the stream that tells of it."""
        self._db.execute("DELETE FROM change")
        self._db.execute("DELETE FROM page")

    def forget_runs(self) -> None:
        """Forgets old runs that read nothing which is still there."""
        latest = "SELECT iri FROM run WHERE ended <> '' ORDER BY ended DESC, iri LIMIT ?"
        used = "SELECT DISTINCT run FROM graph WHERE run IS NOT NULL"
        self._db.execute(
            f"DELETE FROM run WHERE ended <> '' AND iri NOT IN ({latest}) AND iri NOT IN ({used})", (KEPT_RUNS,)
        )

    def is_typed(self, iri: str) -> bool:
        """Whether some graph says of what type a shared thing is."""
        return self.one("SELECT 1 FROM shared WHERE subject = ? AND predicate = ?", (iri, TYPE)) is not None

    def settle(self) -> None:
        """Describes anew each shared thing of which something else is said now."""
        for iri in sorted(self._dirty | self._things.showing(self._reshown)):
            place = NUMBER.sub(lambda found: found[0].zfill(DIGITS), iri)
            pairs = self._things.pairs([iri]).get(iri)
            self._count_thing(iri, pairs)
            shown = self._things.shown(pairs or (), self._layout)
            for name, form in self._forms.items():
                if form.thing:
                    text = form.thing(iri, pairs, shown, self._layout) if pairs else None
                    self._things.tell(name, (place, iri), text)
        self._things.join(self._forms.items(), self._layout)
        self._dirty.clear()
        self._reshown.clear()

    def _count_thing(self, iri: str, pairs: list[Pair] | None) -> None:
        """Counts a shared thing once, however many articles speak of it."""
        was = self.one("SELECT typed FROM thing WHERE iri = ?", (iri,))
        typed = None if pairs is None else any(predicate == TYPE for predicate, _ in pairs)
        if typed is None:
            self._db.execute("DELETE FROM thing WHERE iri = ?", (iri,))
        else:
            self._db.execute("INSERT OR REPLACE INTO thing VALUES (?, ?)", (iri, typed))
        self.count("size", {"things": 1, "typed": was[0]} if was else {}, -1)
        self.count("size", {} if typed is None else {"things": 1, "typed": int(typed)})

    def _open(self, version: str) -> sqlite3.Connection:
        try:
            return self._opened(version)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._path.unlink()  # no database, or a broken one: it is made again from the files
            return self._opened(version)

    def _opened(self, version: str) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None, timeout=60)
        db.execute("PRAGMA page_size = 16384")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"PRAGMA cache_size = -{CACHE}")
        db.execute("BEGIN IMMEDIATE")
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        known = "meta" in tables and db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        if not known or known[0] != version:
            for table in tables:
                db.execute(f"DROP TABLE {table}")
            for statement in filter(str.strip, SCHEMA.split(";")):
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
        return db

    def _set(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _one(self, query: str) -> Any:
        row = self.one(query)
        return row[0] if row else None

    def _count(self, content: Content, sign: int) -> None:
        pairs = [pair for of_subject in content.own.values() for pair in of_subject]
        typed = sum(any(predicate == TYPE for predicate, _ in of_subject) for of_subject in content.own.values())
        self.count("size", {"triples": len(pairs), "subjects": len(content.own), "entities": typed}, sign)
        self._count_pairs(pairs, sign)
        countries = Counter(
            f"{link['item']}\t{link['label']}"
            for link in content.links
            if link["type"] == EntityType.COUNTRY and link["item"]
        )
        self.count("country", countries, sign)
        for iri, of_subject in content.shared.items():
            changed = [pair for pair in of_subject if self._share(iri, pair, sign)]
            self._count_pairs(changed, sign)
            self.count("size", {"triples": len(changed)}, sign)
            if changed:
                self._dirty.add(iri)
            if any(predicate in self._layout.stub for predicate, _ in changed):
                self._reshown.add(iri)

    def _count_pairs(self, pairs: Iterable[Pair], sign: int) -> None:
        listed = list(pairs)
        self.count("property", Counter(predicate for predicate, _ in listed), sign)
        self.count("class", Counter(node.value for predicate, node in listed if predicate == TYPE), sign)
        same, wikidata = self._same
        links = sum(predicate == same and node.value.startswith(wikidata) for predicate, node in listed)
        self.count("size", {"links": links}, sign)

    def _share(self, iri: str, pair: Pair, sign: int) -> bool:
        """One graph more or less that says this; whether it is the first or the last one."""
        said = (iri, pair[0], str(pair[1]))
        upsert = "INSERT INTO shared VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n RETURNING n"
        ((n,),) = self._db.execute(upsert, (*said, sign)).fetchall()
        if n == 0:
            self._db.execute("DELETE FROM shared WHERE subject = ? AND predicate = ? AND object = ?", said)
        return bool(n == (1 if sign > 0 else 0))


def quads_in(piece: bytes) -> tuple[Quad, ...]:
    """The quads of a piece of the form that says all: compressed N-Quads."""
    return tuple(parse(gzip.decompress(piece), format=RdfFormat.N_QUADS))


def entry_in(row: Sequence[Any] | None) -> dict[str, Any] | None:
    """The entry of the index that a row with its text holds."""
    return json.loads(row[0]) if row else None
