"""What the claims of a release are to each other, kept up to date as claims come, go and change: each is held only
against those that stand near it in the order of telling."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from flows.claims import MOST, Claim, Relation, acting_for, between, claim_in, is_described, promise_of
from flows.claims.rules import shipped_rules

AT_HAND = 1 << 14  # claims in memory
# The claims next to one: those of its own block, or persons in office as well.
NEAR = {
    (own, after): f"SELECT n, own FROM claim WHERE block = ? AND {'own = 1' if own else '1'} AND "
    f"(first, iri, own) {'>' if after else '<'} (?, ?, ?) "
    f"ORDER BY {', '.join(f'{key} {way}' for key in ('first', 'iri', 'own'))} LIMIT {MOST}"
    for own in (True, False)
    for after, way in ((True, "ASC"), (False, "DESC"))
}
BY_DISTANCE = """
SELECT other, name, act, shown FROM relation JOIN claim ON claim.n = other WHERE one = ? ORDER BY far, claim.iri
"""
# Those that are held against each other one behind the other, so that each is read once.
IN_ORDER = "SELECT n FROM claim JOIN json_each(?) ON n = value ORDER BY block, first, iri, own"
SHOWN = """
SELECT 1 FROM relation WHERE one = ? AND shown UNION ALL SELECT 1 FROM relation WHERE other = ? AND shown LIMIT 1
"""
DESCRIBED = "SELECT 1 FROM across WHERE claim = ? AND what = 'claims' LIMIT 1"  # as it was told last
IN_OFFICE = "SELECT 1 FROM claim WHERE block = ? AND own = 0 AND first IS NOT NULL LIMIT 1"

Pair = tuple[int, int]  # the numbers of two claims
Told = tuple[str, str, int, int, str]  # what a relation is, why, whether it is exact, how far, and to which act
Place = tuple[int, int]  # the number of a claim, and whether it is of its own block


@dataclass(frozen=True, slots=True)
class Order:
    """What stands before and after a claim, the nearest first; in a mixed order only claims of two sorts are a pair."""

    claim: Place
    before: list[Place]
    after: list[Place]
    mixed: bool

    def near(self) -> Iterator[tuple[Place, Place]]:
        """The pairs of the claim and each of its neighbours, the earlier first."""
        pairs = (*((other, self.claim) for other in self.before), *((self.claim, other) for other in self.after))
        return filter(self._is_pair, pairs)

    def parted(self) -> Iterator[tuple[Place, Place]]:
        """The pairs on both sides of the claim that are near each other without it alone."""
        pairs = zip(reversed(self.before), self.after[MOST - len(self.before) :], strict=False)
        return filter(self._is_pair, pairs)

    def _is_pair(self, pair: tuple[Place, Place]) -> bool:
        return not self.mixed or pair[0][1] != pair[1][1]


class Related:
    """The relations in a database, and the claims in it as they are held against each other."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._touched: set[int] = set()
        self._unchosen: set[int] = set()  # claims that stand in other relations of which some are named
        self._unsettled: set[int] = set()  # claims to which others stand in other relations
        self._new: set[int] = set()  # claims that nobody had stated
        self._claims: dict[int, Claim] = {}

    def in_order(self, claims: Collection[int]) -> list[int]:
        """The claims by their blocks, in the order of telling."""
        return [claim for (claim,) in self._db.execute(IN_ORDER, (json.dumps(sorted(claims)),))]

    def touched(self) -> tuple[list[int], set[int]]:
        """The claims whose relations are others, or are shown otherwise, since it was last asked; those among them
        that nobody had stated."""
        for claim in self.in_order(self._unchosen):
            self._choose_nearest(claim)
        for claim in self.in_order(self._unsettled):
            self._choose(claim)
            if self._is_told_otherwise(claim):
                self._touched.add(claim)
        touched = self.in_order(self._touched), self._new
        self._touched, self._unchosen, self._unsettled, self._new = set(), set(), set(), set()
        return touched

    def _is_told_otherwise(self, claim: int) -> bool:
        """Whether something else is told of a claim for those that stand in other relations to it: what became of a
        promise, or that it stands in one at all."""
        held = self.held(claim)
        if held is None or promise_of(held, ()):
            return True
        was_described = self._db.execute(DESCRIBED, (claim,)).fetchone() is not None
        return not is_described(held, related=False) and self.is_related(claim) != was_described

    def is_related(self, claim: int) -> bool:
        """Whether a claim stands in a relation that is shown."""
        return self._db.execute(SHOWN, (claim, claim)).fetchone() is not None

    def held(self, claim: int) -> Claim | None:
        """What is kept of a claim, None where nobody states it."""
        if claim not in self._claims:
            (text,) = self._db.execute("SELECT held FROM claim WHERE n = ?", (claim,)).fetchone()
            if text is None:
                return None
            if len(self._claims) > AT_HAND:
                self._claims.clear()
            self._claims[claim] = claim_in(text)
        return self._claims[claim]

    def put(self, claim: int, old: Claim | None, new: Claim | None, text: str | None = None) -> None:
        """Has a claim be another than it was, and stand in the relations that follow; `text` is that of the telling
        which stands for it, where it is known."""
        moved = old is None or new is None or old.first != new.first
        if old and moved:
            self._leave(claim)
        values = (new.first, new.packed(text)) if new else (None, None)
        self._db.execute("UPDATE claim SET first = ?, held = ? WHERE n = ?", (*values, claim))
        if new:
            self._claims[claim] = new
        else:
            self._claims.pop(claim, None)
        self._touched.add(claim)
        if old is None:
            self._new.add(claim)
        if new and moved:
            self._enter(claim)
        elif old and new and (old.among != new.among or _seen(old) != _seen(new)):
            told = self._told("one", claim) | self._told("other", claim)
            self._meet(claim, told, all_sorts=_seen(old) != _seen(new))
        if old and new and old.one != new.one:
            for one, other in list(self._pairs_of(claim, "shown")):
                self._mark(one, other)

    def shown(self, side: str, claim: int) -> Iterator[Relation]:
        """The relations that are shown of which a claim is one side."""
        query = f"SELECT one, other, name, why, exact FROM relation WHERE {side} = ? AND shown"
        for first, second, name, why, exact in list(self._db.execute(query, (claim,))):
            one, other = self.held(first), self.held(second)
            if one and other:
                yield Relation(name, one, other, why, bool(exact))

    def _leave(self, claim: int) -> None:
        """Takes a claim out of the order of telling: those that it kept apart may come near each other."""
        for one, other in list(self._pairs_of(claim)):
            self._drop(one, other)
        for order in self._orders(claim):
            for earlier, later in order.parted():
                self._judge(earlier, later, self._told("one", earlier[0]) | self._told("other", earlier[0]))

    def _enter(self, claim: int) -> None:
        """Puts a claim into the order of telling, and holds it against its neighbours."""
        for order in self._orders(claim):
            for (one, _), (other, _) in order.parted():
                self._drop(one, other)
                self._drop(other, one)
        self._meet(claim, {})

    def _meet(self, claim: int, told: Mapping[Pair, Told], all_sorts: bool = True) -> None:
        """Holds a claim against its neighbours: those of all sorts, or only those of the other one; `told` are the
        relations that it has so far."""
        for order in self._orders(claim):
            if all_sorts or order.mixed:
                for pair in order.near():
                    self._judge(*pair, told)

    def _orders(self, claim: int) -> Iterator[Order]:
        """What stands near a claim: of its own block, and, where persons in office stand for its parties, of the other
        sort in the order of all."""
        query = "SELECT block, own, first, iri FROM claim WHERE n = ?"
        block, own, first, iri = self._db.execute(query, (claim,)).fetchone()
        mixed = not own or self._db.execute(IN_OFFICE, (block,)).fetchone()
        for is_mixed in (*([False] if own else ()), *([True] if mixed else ())):
            place = (block, first, iri, own)
            before, after = (list(self._db.execute(NEAR[not is_mixed, later], place)) for later in (False, True))
            yield Order((claim, own), before, after, is_mixed)

    def _judge(self, earlier: Place, later: Place, told: Mapping[Pair, Told]) -> None:
        """Has the relation of two claims be what it is now; `told` are those that the one or the other has so far."""
        (first, own), (second, other_own) = earlier, later
        one, other = self._claims.get(first) or self.held(first), self._claims.get(second) or self.held(second)
        if one is None or other is None:
            return
        if own == other_own:
            found = between(one, other)
        else:
            found = acting_for(one, other) if other_own else acting_for(other, one)
        wanted = (found.name, found.why, int(found.exact), found.far, found.other.one.act) if found else None
        for pair, side in (((first, second), one), ((second, first), other)):
            if found and wanted and found.one is side:
                if (was := told.get(pair)) != wanted:
                    if was:
                        self._drop(*pair)
                    self._put(pair, wanted)
            elif pair in told:
                self._drop(*pair)

    def _told(self, side: str, claim: int) -> dict[Pair, Told]:
        """The relations of which a claim is one side, by its sides."""
        rows = self._db.execute(
            f"SELECT one, other, name, why, exact, far, act FROM relation WHERE {side} = ?", (claim,)
        )
        return {(one, other): (name, why, exact, far, act) for one, other, name, why, exact, far, act in rows}

    def _put(self, pair: Pair, told: Told) -> None:
        """Has two claims stand in a relation. Where only the nearest are named, that is chosen when all are known."""
        chosen = told[0] in shipped_rules().nearest
        self._db.execute("INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*pair, *told, not chosen))
        if chosen:
            self._unchosen.add(pair[0])
        else:
            self._mark(*pair)

    def _drop(self, one: int, other: int) -> None:
        gone = "DELETE FROM relation WHERE one = ? AND other = ? RETURNING shown"
        for (shown,) in self._db.execute(gone, (one, other)).fetchall():
            if shown:
                self._mark(one, other)
                self._unchosen.add(one)

    def _mark(self, one: int, other: int) -> None:
        self._touched.add(one)
        self._unsettled.add(other)

    def _choose_nearest(self, claim: int) -> None:
        """Of the relations of one name that a claim has to those that tell of one act, the nearest are shown."""
        limits, found = shipped_rules().nearest, Counter[tuple[str, str]]()
        for other, name, act, was in list(self._db.execute(BY_DISTANCE, (claim,))):
            if name in limits:
                found[name, act] += 1
                if was != (now := int(found[name, act] <= limits[name])):
                    self._db.execute("UPDATE relation SET shown = ? WHERE one = ? AND other = ?", (now, claim, other))
                    self._mark(claim, other)

    def _choose(self, claim: int) -> None:
        """Of the relations of one name to a claim those are shown whose times agree, if there are any."""
        rows = list(self._db.execute("SELECT one, name, exact, shown FROM relation WHERE other = ?", (claim,)))
        exact = {name for _, name, is_exact, _ in rows if is_exact}
        for one, name, is_exact, was in rows:
            if name not in shipped_rules().nearest and was != (now := int(is_exact or name not in exact)):
                self._db.execute("UPDATE relation SET shown = ? WHERE one = ? AND other = ?", (now, one, claim))
                self._touched.add(one)

    def _pairs_of(self, claim: int, which: str = "1") -> Iterator[tuple[int, int]]:
        for side in ("one", "other"):
            yield from self._db.execute(f"SELECT one, other FROM relation WHERE {side} = ? AND {which}", (claim,))


def _seen(claim: Claim) -> tuple[object, ...]:
    """What of a claim bears on what it is to others of its sort."""
    return claim.one, claim.first, claim.last, claim.alone
