"""What articles tell across one another: where they disagree, and what became of what was planned."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.site.facts import Head
from flows.site.page import Page, parted
from flows.site.reader import opening
from flows.site.record import Record
from flows.site.wording import words

DISAGREEMENTS = "disagreements.csv"
PROMISES = "promises.csv"
ROWS_A_PAGE = 60

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """What one article tells: in short, in its words, and where; `head` is None for an article that is not there."""

    says: str
    words: str
    day: str
    key: str
    head: Head | None

    @property
    def opens(self) -> str | None:
        """The address that opens the source at these words."""
        return opening(self.head.url, self.words) if self.head and self.head.url and self.words else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides and what the first is to the second: a disagreement, or an outcome and its promise."""

    name: str
    why: str
    one: Side
    other: Side | None


def disagreements(record: Record) -> Iterator[Page]:
    """Where articles disagree; no page where they do not."""
    pairs = [
        Pair(row["relation"], row["why"], _side(row, "one", record), _side(row, "other", record))
        for row in _rows(record.release / DISAGREEMENTS)
    ]
    pairs.sort(key=lambda pair: max(pair.one.day, pair.other.day if pair.other else ""), reverse=True)
    told = "Where articles tell of the same and not the same of it."
    yield from _pages(pairs, "disagreements", "Disagreements", told)


def promises(record: Record) -> Iterator[Page]:
    """What was planned, and what became of it; no page where nothing was."""
    order = [*words()["promises"]]
    pairs = []
    for row in _rows(record.release / PROMISES):
        planned = Side(
            row["says"], row["words"], row["published"], _key(row["fact_iri"]), _head(row["article_iri"], record)
        )
        outcome = None
        if row["outcome"]:
            head = _head(row["outcome_article"], record)
            key = _key(row["outcome_fact"])
            outcome = Side(row["outcome"], row["outcome_words"], row["outcome_published"], key, head)
        pairs.append(Pair(row["state"], row["due"], planned, outcome))
    pairs.sort(key=lambda pair: (order.index(pair.name) if pair.name in order else len(order), pair.why or "~"))
    yield from _pages(pairs, "promises", "Promises", "What was planned, and what became of it.")


def _pages(pairs: Sequence[Pair], stem: str, title: str, told: str) -> Iterator[Page]:
    for path, pager, some in parted(pairs, ROWS_A_PAGE, stem) if pairs else ():
        beside = [{"type": "text/csv", "href": f"data/{stem}.csv", "label": "CSV"}]
        shows = {"pairs": some, "pager": pager, "meanings": words()[stem]}
        yield Page(path, f"{stem}.html", title, told, shows, beside)


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: _plain(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r\n＝＋－＠" else cell


def _side(row: Row, side: str, record: Record) -> Side:
    head = _head(row[f"{side}_article"], record)
    return Side(row[side], row[f"{side}_words"], row[f"{side}_published"], _key(row[f"{side}_fact"]), head)


def _head(article: str, record: Record) -> Head | None:
    return record.heads.get(article.rsplit("/", 1)[-1])


def _key(fact: str) -> str:
    return fact.rsplit("/", 1)[-1]
