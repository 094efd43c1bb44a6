"""The claims of a release and their relations, kept up to date as articles come and go.

A telling more is added to what is kept of its claim; a claim is held only against those that stand near it in the order
of telling. So an article costs what it tells, whatever was told before. `account_of` (flows/claims) gives the same from
all tellings of a block at once.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from flows.claims import (
    Account,
    Claim,
    Telling,
    blocks_of,
    claim_of,
    houses,
    is_described,
    names_of,
    numbered,
    promise_of,
    unpacked,
)
from flows.publish.pieces import Pieces
from flows.publish.related import Related

Row = tuple[int, str, str, str, str, str, str]
KEY = "SELECT name, own, iri FROM claim JOIN block ON block.n = claim.block WHERE claim.n = ?"
NUMBERED = """
SELECT block.n, claim.n FROM block LEFT JOIN claim ON claim.block = block.n AND own = ? AND iri = ? WHERE name = ?
"""
OWN = "SELECT own FROM claim WHERE n = ?"


class Line(NamedTuple):
    """A row of a table across articles, as text, and what it stands by.

    says:  it in one sentence, for those who are told what is new
    due:   the day after which `late` is the text, "" where it stays as it is
    """

    what: str
    place: str
    text: str
    says: str = ""
    due: str = ""
    late: str = ""


class Matters:
    """The claims of the release that a database is about."""

    def __init__(self, db: sqlite3.Connection, pieces: Pieces) -> None:
        self._db, self._pieces = db, pieces
        self._came: dict[int, list[str]] = defaultdict(list)
        self._went: dict[int, list[str]] = defaultdict(list)
        self._told: dict[str, Telling] = {}  # those that came, by their texts
        self._related = Related(db)

    def tell(self, slug: str, tellings: Iterable[Telling]) -> None:
        """Keeps what an article tells of matters of which others may speak."""
        rows = []
        for block, some in blocks_of(tellings).items():
            for told in some:
                claim, packed = self._numbered(block, told), told.packed()
                self._told[packed] = told
                rows.append((slug, claim, packed))
                self._came[claim].append(packed)
        self._db.executemany("INSERT INTO telling VALUES (?, ?, ?)", rows)

    def take_back(self, slug: str) -> None:
        """Forgets what an article told."""
        for claim, packed in self._db.execute("SELECT claim, told FROM telling WHERE slug = ?", (slug,)):
            self._went[claim].append(packed)
        self._db.execute("DELETE FROM telling WHERE slug = ?", (slug,))

    def settle(self) -> list[int]:
        """The claims of which something else is to be told since it was last asked, by number: those of one block one
        behind the other. A new one of which nothing is to be told is left out."""
        for claim in self._related.in_order({*self._came, *self._went}):
            came, went = Counter(self._came[claim]), Counter(self._went[claim])
            if came != went:
                self._reckon(claim, list((came - went).elements()), bool(went - came))
        for some in (self._came, self._went, self._told):
            some.clear()
        touched, new = self._related.touched()
        return [claim for claim in touched if claim not in new or self._tells(claim)]

    def key(self, claim: int) -> str:
        """What a claim is known by, the same in every database."""
        block, own, iri = self._row(KEY, claim)
        return f"{block}\n{iri}" if own else f"{block}\n~{iri}"

    def _tells(self, claim: int) -> bool:
        """Whether more is told of a claim than its fact tells, or of what became of it."""
        if self._related.is_related(claim):
            return True
        held, (own,) = self._related.held(claim), self._row(OWN, claim)
        return bool(own and held and (is_described(held, related=False) or promise_of(held, ())))

    def account(self, claim: int) -> Account:
        """What is told of a claim: itself, what it is to others, and the promise that it is. Nothing of one that is no
        more."""
        held = self._related.held(claim)
        if held is None:
            return Account((), (), ())
        (own,) = self._row(OWN, claim)
        told = sorted(self._related.shown("one", claim), key=lambda one: (one.other.iri, one.name))
        if not own:
            return Account((), tuple(told), ())
        promise = promise_of(held, ()) and promise_of(held, self._related.shown("other", claim))
        described = is_described(held, related=bool(told)) or self._related.is_related(claim)
        return Account((held,) if described else (), tuple(told), (promise,) if promise else ())

    def put_lines(self, lines: Mapping[int, list[Line]]) -> list[Line]:
        """Keeps the rows of claims in the tables across articles in place of the earlier ones; those that are new."""
        before, touched, new = set[tuple[str, str]](), set[tuple[str, str]](), list[Row]()
        kept = "SELECT claim, what, place, line, late, due, says, rowid FROM across WHERE claim = ?"
        for claim, some in lines.items():
            came = [(claim, one.what, one.place, one.text, one.late, one.due, one.says) for one in some]
            for *row, number in self._db.execute(kept, (claim,)).fetchall():
                line = tuple(row)
                before.add((line[1], line[3]))
                if line in came:
                    came.remove(line)
                else:
                    self._db.execute("DELETE FROM across WHERE rowid = ?", (number,))
                    touched.add((line[1], line[2]))
            new += came
        self._db.executemany("INSERT INTO across VALUES (?, ?, ?, ?, ?, ?, ?)", new)
        touched |= {(line[1], line[2]) for line in new}
        self._join(touched)
        return [one for some in lines.values() for one in some if (one.what, one.text) not in before]

    def as_of(self, day: str) -> None:
        """Has the tables tell which promises are overdue on a day."""
        (before,) = self._row("SELECT value FROM meta WHERE name = 'day'") or ("",)
        if before != day:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('day', ?)", (day,))
            passed = "SELECT what, place FROM across WHERE due <> '' AND due >= ? AND due < ?"
            self._join(set(self._db.execute(passed, (min(before, day), max(before, day)))))

    def _join(self, touched: Iterable[tuple[str, str]]) -> None:
        """Has the tables hold what is told in these places of them."""
        (day,) = self._row("SELECT value FROM meta WHERE name = 'day'") or ("",)
        told = "SELECT iif(due <> '' AND due < ?, late, line) FROM across WHERE what = ? AND place = ? ORDER BY 1"
        tables: dict[str, dict[str, bytes]] = defaultdict(dict)
        for what, place in sorted(touched):
            lines = "".join([line for (line,) in self._db.execute(told, (day, what, place))])
            tables[f"{what}.csv"][place] = lines.encode()
        for table, pieces in tables.items():
            self._pieces.put_each(table, pieces)

    def due_between(self, what: str, first: str, last: str) -> Iterator[tuple[str]]:
        """The sentences of the rows whose day has passed by the last day and had not by the first."""
        query = "SELECT says FROM across WHERE what = ? AND due <> '' AND due >= ? AND due < ?"
        return iter(self._db.execute(query, (what, first, last)))

    def forget(self, claim: int) -> None:
        """Forgets a claim that nobody states any more."""
        self._db.execute("DELETE FROM claim WHERE n = ? AND held IS NULL", (claim,))

    def _numbered(self, block: str, told: Telling) -> int:
        """The number of the claim that a telling states in a block; it is new where nobody had stated it."""
        own = told.block == block
        number, claim = self._row(NUMBERED, own, told.claim, block) or (None, None)
        if number is None:
            number = self._db.execute("INSERT INTO block (name) VALUES (?)", (block,)).lastrowid
        if claim is None:
            new = "INSERT INTO claim (block, own, iri) VALUES (?, ?, ?)"
            claim = self._db.execute(new, (number, own, told.claim)).lastrowid
        return int(claim or 0)

    def _reckon(self, claim: int, came: list[str], lacks: bool) -> None:
        """Has a claim be what its tellings make of it: by adding to it where none went."""
        old = self._related.held(claim)
        if old is None and not lacks:
            new = self._counted(claim, [self._told[packed] for packed in came])
        elif lacks or old is None or old.tellings == 1:
            self._forget_houses(claim)
            new = self._counted(claim, self._tellings(claim))
        else:
            new = old
            for packed in came:
                new = self._with(claim, new, self._told[packed])
        if new != old:
            stands = next((packed for packed in came if new and self._told[packed] is new.one), None)
            self._related.put(claim, old, new, stands)

    def _tellings(self, claim: int) -> list[Telling]:
        rows = self._db.execute("SELECT told FROM telling WHERE claim = ?", (claim,))
        return [unpacked(told) for (told,) in rows]

    def _forget_houses(self, claim: int) -> None:
        for table in ("house", "surest"):
            self._db.execute(f"DELETE FROM {table} WHERE claim = ?", (claim,))

    def _counted(self, claim: int, tellings: list[Telling]) -> Claim | None:
        """A claim from all its tellings, of whose houses nothing is kept yet."""
        if len(tellings) > 1:
            found = list(enumerate(houses(tellings)))
            names = [(claim, name, number) for number, house in found for name in house.names]
            self._db.executemany("INSERT INTO house VALUES (?, ?, ?)", names)
            surest = [(claim, number, house.surest) for number, house in found]
            self._db.executemany("INSERT INTO surest VALUES (?, ?, ?)", surest)
        return claim_of(tellings) if tellings else None

    def _with(self, claim: int, held: Claim, told: Telling) -> Claim:
        """A claim with one telling more."""
        names = names_of(told)
        of_name = "SELECT house FROM house WHERE claim = ? AND name = ?"
        met = {name: row[0] for name in names if (row := self._row(of_name, claim, name))}
        joined = sorted(set(met.values()))
        of_house = "SELECT told FROM surest WHERE claim = ? AND house = ?"
        surest = [float(self._row(of_house, claim, house)[0]) for house in joined]
        house = joined[0] if joined else self._row("SELECT max(house) FROM surest WHERE claim = ?", claim)[0] + 1
        for other in joined[1:]:
            self._db.execute("UPDATE house SET house = ? WHERE claim = ? AND house = ?", (house, claim, other))
            self._db.execute("DELETE FROM surest WHERE claim = ? AND house = ?", (claim, other))
        new = [(claim, name, house) for name in names if name not in met]
        self._db.executemany("INSERT INTO house VALUES (?, ?, ?)", new)
        sure = max(told.confidence, *surest, 0.0)
        self._db.execute("INSERT OR REPLACE INTO surest VALUES (?, ?, ?)", (claim, house, sure))
        return held.told_by(told, numbered(told.article) not in met, surest)

    def _row(self, query: str, *values: object) -> tuple:  # type: ignore[type-arg]
        """The first row, an empty one where there is none."""
        return self._db.execute(query, values).fetchone() or ()
