"""Compares facts that were read with gold facts: kind, predicate, subject and object, by folded names."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.errors import NothingStated
from flows.extract import extract
from flows.gazetteer import fold, load_gazetteer
from flows.kinds import kind_of, shipped_kinds
from flows.link import link_articles
from flows.model import Article, Extraction, Field, Part, PartKind, Reading, Span
from flows.rows import row_of
from flows.settings import Settings

GOLD = Path(__file__).parent.parent / "gold" / "sentences.jsonl"
FLOORS = Path(__file__).parent / "floors.json"
# of the words that two texts must share to count as one
SAME_TEXT = 0.6
# floors stay so far below what was reached, so that a change for the better may cost one fact
BELOW = 0.01
# predicates that say by themselves that something is denied or only intended: either factuality is right
SAYS_ITSELF = ("not ", "did not ", "offered to ", "seeks ", "applied to ", "asked to ", "agreed to ", "will ")
LOST = {"the", "a", "an", "of", "to", "for", "in"}

Row = Mapping[str, Any]
Gold = dict[str, Any]
Floors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over gold facts; `silent` of the `traps` (sentences that state nothing) yielded nothing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    traps: int = 0
    silent: int = 0
    dated: int = 0  # facts found whose gold has a start
    dates: int = 0  # … and that have it too
    told: int = 0  # facts found with exactly the factuality of the gold

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def shares(self) -> dict[str, float]:
        """What the floors speak of, each between 0 and 1."""
        precision, recall = _share(self.right, self.right + self.wrong), _share(self.right, self.right + self.missed)
        return {
            "precision": precision,
            "recall": recall,
            "f1": _share(2 * precision * recall, precision + recall),
            "silent": _share(self.silent, self.traps),
            "dates": _share(self.dates, self.dated),
            "factuality": _share(self.told, self.right),
        }


def load_gold() -> list[Gold]:
    """The gold sentences: id, text, date and facts."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@cache
def read_gold() -> list[tuple[Gold, Reading]]:
    """Each gold sentence as an article of its own, read and linked offline."""
    gold = load_gold()
    articles = [article_of(sentence) for sentence in gold]
    stated = [(article, extraction_of(article)) for article in articles]
    links = link_articles(stated, offline=True, settings=Settings())
    return [(sentence, Reading(*said, of)) for sentence, said, of in zip(gold, stated, links, strict=True)]


def article_of(sentence: Gold) -> Article:
    """A sentence as a whole article of its date."""
    text = sentence["text"]
    return Article(
        source=sentence["id"],
        text=text,
        parts=(Part(PartKind.BODY, Span(0, len(text))),),
        hash=f"sha256:{sha256(text.encode()).hexdigest()}",
        published=Field(sentence["date"]),
    )


def extraction_of(article: Article) -> Extraction:
    """What an article states; nothing is an answer too."""
    try:
        return extract(article)
    except NothingStated:
        return Extraction("frames", (), ())


def rows_of(reading: Reading) -> list[Row]:
    """What was read in one article as rows, without the facts on the article itself."""
    rows = [row_of(fact, reading, Settings()) for fact in reading.extraction.facts if fact.kind != "article"]
    # the same fact read twice, from two clauses, is one
    return list({(row["predicate"], row["subject"], row["object"], row["factuality"]): row for row in rows}.values())


def score(gold: Sequence[Row], rows: Sequence[Row]) -> Score:
    """How well the rows say the gold facts; each row says one, and one that says an optional fact is not counted."""
    found, free = pair([fact for fact in gold if not fact.get("optional")], rows)
    wrong = pair([fact for fact in gold if fact.get("optional")], free)[1]
    dated = [(fact, row) for fact, row in found if fact["qualifiers"].get("start")]
    return Score(
        right=len(found),
        wrong=len(wrong),
        missed=sum(not fact.get("optional") for fact in gold) - len(found),
        traps=int(not gold),
        silent=int(not gold and not rows),
        dated=len(dated),
        dates=sum(fact["qualifiers"]["start"] == row["qualifiers"].get("start") for fact, row in dated),
        told=sum(_as_sure(row, fact) for fact, row in found),
    )


def pair(gold: Iterable[Row], rows: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row]]:
    """Gold facts with the row that says each, and the rows that are left."""
    free, found = list(rows), []
    for fact in gold:
        said = next((row for row in free if says(row, fact)), None)
        if said is not None:
            free.remove(said)
            found.append((fact, said))
    return found, free


def says(row: Row, fact: Row) -> bool:
    """Whether a row states this gold fact."""
    if (row["kind"], row["predicate"]) != (fact["kind"], fact["predicate"]) or not _same_footing(row, fact):
        return False
    objects = (fact["object"], *fact.get("object_alt", ()))
    if same(row["subject"], fact["subject"]) and any(same(row["object"], named) for named in objects):
        return True
    symmetric = kind_of(shipped_kinds(), row["kind"]).symmetric
    return symmetric and same(row["subject"], fact["object"]) and same(row["object"], fact["subject"])


def same(one: str, other: str) -> bool:
    """Whether two names or texts stand for the same: one table entry, one bag of words, or enough shared words."""
    if one[:4].isdigit() and other[:4].isdigit():
        return one == other
    mine, theirs = _words(one), _words(other)
    if mine == theirs:
        return True
    shared, size = sum((mine & theirs).values()), sum(mine.values()) + sum(theirs.values())
    return size >= 8 and 2 * shared / size >= SAME_TEXT


def rise(floors: Floors, reached: Floors) -> dict[str, dict[str, float]]:
    """The floors raised to just below what was reached; one that was not reached stays where it is."""
    return {
        name: {
            key: max(floors.get(name, {}).get(key, 0.0), int((share - BELOW) * 100) / 100)
            for key, share in reached.get(name, floors.get(name, {})).items()
        }
        for name in sorted({*floors, *reached})
    }


def _same_footing(row: Row, fact: Row) -> bool:
    # what is denied or only possible must be told from what holds; planned or reported is scored by itself
    return _footing(row) == _footing(fact)


def _as_sure(row: Row, fact: Row) -> bool:
    return fact["factuality"] == row["factuality"] or row["predicate"].startswith(SAYS_ITSELF)


def _footing(fact: Row) -> str:
    if fact["predicate"].startswith(SAYS_ITSELF):
        return "holds"
    if not fact.get("polarity", True):
        return "negated"
    return fact["factuality"] if fact["factuality"] in {"negated", "possible"} else "holds"


def _words(name: str) -> Counter[str]:
    entries = load_gazetteer().find(re.sub(r"^[Tt]he ", "", name))
    if entries:
        name = entries[0].label
    found = re.findall(r"[\w.%$]*\w[%]?", re.sub(r"['’]s\b", "", fold(name)))
    countries = (load_gazetteer().demonym(word) for word in found)
    plain = (country.label if country else word for word, country in zip(found, countries, strict=True))
    return Counter(word for phrase in plain for word in phrase.lower().replace("-", " ").split() if word not in LOST)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
