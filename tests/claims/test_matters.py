"""What is kept of claims from run to run is what all tellings together give, however they came and went."""

import random
import sqlite3
from collections.abc import Iterable

import pytest
from made_of_rows import SETTINGS, office, told

from flows.claims import MOST, Account, Relation, Telling, account_of, blocks_of
from flows.model import EntityType
from flows.publish.claim_tables import lines_of
from flows.publish.matters import Matters
from flows.publish.pieces import Pieces
from flows.publish.schema import SCHEMA

PEOPLE = (EntityType.PERSON, EntityType.PERSON)
STATES = (EntityType.COUNTRY, EntityType.COUNTRY)
HOUSES = ("wire.example", "herald.example", "")
PRESIDENTS = (office("Ada Roe", "President of Kenya", "Kenya"), office("Ben Poe", "President of Turkey", "Turkey"))


def articles(count: int, days: int) -> dict[str, list[Telling]]:
    """Articles on meetings of two presidents and of their states, and on who joined what."""
    picked = random.Random(count)
    found = {}
    for number in range(count):
        day = f"2025-{1 + number * 11 // count:02}-{1 + number % 28:02}"
        start = f"2025-{1 + picked.randrange(days) // 28:02}-{1 + picked.randrange(days) % 28:02}"
        way = {"host": picked.choice(HOUSES), "confidence": picked.choice((0.7, 0.9))}
        so = picked.choice(({}, {"factuality": "planned"}, {"factuality": "reported", "polarity": False}))
        if number % 3:
            types, who, beside = (
                (STATES, ("Turkey", "Kenya"), ()) if number % 2 else (PEOPLE, ("Ada Roe", "Ben Poe"), PRESIDENTS)
            )
            some = told(
                day, "meeting", who[0], "met with", who[1], types=types, start=start, beside=beside, **way, **so
            )
        else:
            some = told(
                day, "accession", "Finland", "joined", "NATO", start=start[: picked.choice((4, 7, 10))], **way, **so
            )
        found[f"a{number}"] = some
    return found


def kept() -> Matters:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA)
    return Matters(db, Pieces(db, {}))


def at_once(tellings: Iterable[Telling]) -> set[str]:
    """What is told of all blocks, a line for each thing told."""
    accounts = [account_of(block, some) for block, some in blocks_of(tellings).items()]
    return {line for account in accounts for line in lines(account)}


def lines(account: Account) -> set[str]:
    promises = {f"{one.claim} due {one.due}: {one.state} {_line(one.outcome)}" for one in account.promises}
    return {str(claim) for claim in account.claims} | {_line(one) for one in account.relations} | promises


def _line(one: Relation | None) -> str:
    return f"{one.one.one} {one.name} {one.other.one}: {one.why}" if one else ""


class Shelf:
    """What is shown of each claim, as a release would keep it."""

    def __init__(self) -> None:
        self.matters = kept()
        self.shown: dict[int, set[str]] = {}

    def update(self) -> set[str]:
        rows = {}
        for claim in self.matters.settle():
            account = self.matters.account(claim)
            self.shown[claim], rows[claim] = lines(account), lines_of(account, SETTINGS)
            self.matters.forget(claim)
        self.matters.put_lines(rows)
        return set().union(*self.shown.values())


@pytest.mark.parametrize(("count", "days"), [(24, 20), (4 * MOST, 300)])
def test_article_by_article_gives_what_all_at_once_give(count: int, days: int) -> None:
    all_, shelf = articles(count, days), Shelf()
    order = random.Random(1).sample(sorted(all_), count)
    for start in range(0, count, 7):
        for slug in order[start : start + 7]:
            shelf.matters.tell(slug, all_[slug])
        found = shelf.update()
    assert found == at_once(one for some in all_.values() for one in some)


@pytest.mark.parametrize(("count", "days"), [(24, 20), (4 * MOST, 300)])
def test_what_goes_leaves_what_the_others_give(count: int, days: int) -> None:
    all_, shelf = articles(count, days), Shelf()
    for slug, some in all_.items():
        shelf.matters.tell(slug, some)
    shelf.update()
    gone = random.Random(2).sample(sorted(all_), count // 2)
    for start in range(0, len(gone), 5):
        for slug in gone[start : start + 5]:
            shelf.matters.take_back(slug)
        found = shelf.update()
    assert found == at_once(one for slug, some in all_.items() if slug not in gone for one in some)


def test_an_article_read_again_that_tells_the_same_touches_no_claim() -> None:
    all_, shelf = articles(24, 20), Shelf()
    for slug, some in all_.items():
        shelf.matters.tell(slug, some)
    shelf.update()
    shelf.matters.take_back("a3")
    shelf.matters.tell("a3", all_["a3"])
    assert shelf.matters.settle() == []


def test_a_source_more_touches_its_claim_and_nothing_that_stands_beside_it() -> None:
    shelf = Shelf()
    for number, day in enumerate(("2023-04-05", "2023-04-06", "2023-04-09")):
        start = ("2023-04-04", "2023-04-05", "2023-04-04")[number]
        shelf.matters.tell(f"a{number}", told(day, "accession", "Finland", "joined", "NATO", start=start))
    shelf.update()
    shelf.matters.tell(
        "a4", told("2023-04-08", "accession", "Finland", "joined", "NATO", start="2023-04-04", confidence=0.5)
    )
    assert len(shelf.matters.settle()) == 1
