"""How pages say it: dates, how surely something was read, and whether it holds, is planned or is denied."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows.kinds import shipped_kinds
from flows.site.facts import Fact

LOOK = Path(__file__).resolve().parent / "look"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


@cache
def words() -> Mapping[str, Any]:
    """The words of the pages, from words.yaml."""
    read: Mapping[str, Any] = yaml.safe_load((LOOK / "words.yaml").read_text(encoding="utf-8"))
    return read


@dataclass(frozen=True, slots=True)
class Mood:
    """How a fact stands: a class for its colour, its mark, what that means, and how a sentence of it begins."""

    name: str
    mark: str
    means: str
    before: str


def mood(fact: Fact) -> Mood:
    """How a fact stands, in words; what is told not to be so says so, whatever else it is."""
    told = words()["factuality"][fact.factuality]
    mark, means, before = told["mark"], told["means"], told["before"]
    if fact.speaker and fact.factuality == "reported":
        mark, means = f"reported by {fact.speaker.words}", f"{fact.speaker.words} says so; the article reports it."
        before = f"{fact.speaker.words} says: "
    if denies(fact):
        return Mood(fact.factuality, mark, means, "")
    if not fact.polarity and fact.factuality != "negated":
        denial = words()["not_so"]
        return Mood("negated", f"{mark}, {denial['mark']}", f"{means} {denial['means']}", before + denial["before"])
    return Mood(fact.factuality, mark, means, before)


def denies(fact: Fact) -> bool:
    """Whether the words of the predicate say by themselves that something is not so."""
    kind = shipped_kinds().get(fact.kind)
    return kind is not None and fact.predicate in kind.predicates and kind.predicate(fact.predicate).denies


def sureness(confidence: float) -> str:
    """How surely a fact was read, in words."""
    return next(str(step["mark"]) for step in words()["confidence"] if confidence >= step["least"])


def day(date: str) -> str:
    """A date as people write it, as precise as it is: 4 April 2023, April 2023, 2023; other words as they are."""
    found = DATE.fullmatch(date)
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return date
    year, month, number = found[1], found[2], found[3]
    if month is None:
        return year
    named = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {named}" if number else named


def when(fact: Fact) -> str:
    """When it is said to be, in words; empty when no time is told."""
    start, end = fact.qualifiers.get("start", ""), fact.qualifiers.get("end", "")
    if start and end and start != end:
        return f"{day(start)} to {day(end)}"
    return day(start) if start else f"until {day(end)}" if end else ""


def circumstances(fact: Fact) -> list[tuple[str, str, str]]:
    """The qualifiers of a fact but its time: (name, word before it, value)."""
    before, unshown = words()["qualifiers"], {"start", "end", "mode", *words()["unshown"].get(fact.kind, ())}
    return [(name, before.get(name, name), value) for name, value in fact.qualifiers.items() if name not in unshown]


def kind_label(kind: str) -> str:
    """What a person calls a kind of fact."""
    known = shipped_kinds().get(kind)
    return known.label if known else kind


def type_label(type_: str, many: bool = False) -> str:
    """What a person calls a type of thing."""
    one = words()["types"].get(type_, [type_, type_])
    return str(one[1 if many else 0])


def told_object(fact: Fact) -> str:
    """The object of a fact in words; a date as people write it."""
    return day(fact.object.words) if is_date(fact) else fact.object.words


def is_date(fact: Fact) -> bool:
    """Whether the object of a fact is a date."""
    kind = shipped_kinds().get(fact.kind)
    known = kind is not None and fact.predicate in kind.predicates
    return known and kind is not None and kind.predicate(fact.predicate).object_type == "date"


def sentence(fact: Fact) -> str:
    """The fact as one sentence without links, with what it says of time, and whether it is so."""
    told = f"{mood(fact).before}{fact.subject.words} {fact.predicate} {told_object(fact)}"
    place = fact.qualifiers.get("place", "")
    # "held in The Hague in The Hague" says it twice.
    told += f" in {place}" if place and place not in told else ""
    return f"{told} ({when(fact)})" if when(fact) else told


@dataclass(frozen=True, slots=True)
class Told:
    """The same fact as one article or several tell it: the surest telling first."""

    fact: Fact
    others: tuple[Fact, ...] = ()
    unshown: int = 0  # so many more that nobody asked for


def merged(facts: Iterable[Fact]) -> list[Told]:
    """Facts that say the same, each once, in the order in which they first come."""
    same: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        same.setdefault(what_it_says(fact), []).append(fact)
    tellings = (sorted(group, key=lambda fact: (-fact.confidence, fact.iri)) for group in same.values())
    return [Told(group[0], tuple(group[1:])) for group in tellings]


def what_it_says(fact: Fact) -> tuple[object, ...]:
    """What two facts that say the same share."""
    parties = tuple(p.thing.iri if p.thing else p.words for p in (fact.subject, fact.object))
    speaker = fact.speaker.words if fact.speaker else ""
    return (*parties, fact.predicate, fact.factuality, fact.polarity, speaker, fact.qualifiers.get("start"))
