"""How good a candidate is for an entity, given what else the article speaks of."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from math import log10

from flows.gazetteer import Entry, Gazetteer, Namesake, fold
from flows.link.candidates import Found
from flows.link.conflicts import is_another, out_of_time
from flows.link.question import Question
from flows.model import EntityType
from flows.settings import MAPPINGS

# What share of a name's fit stays when reader and candidate differ in type.
SAME_TYPE, NEAR_TYPE, OTHER_TYPE = 1.0, 0.85, 0.3
# Anybody may have an item: a name alone is weaker evidence in all of Wikidata than in tables of the known.
LIVE = 0.72
NEAR = [
    {EntityType.COUNTRY, EntityType.REGION},
    {EntityType.COUNTRY, EntityType.ORGANIZATION},
    {EntityType.CITY, EntityType.REGION},
    {EntityType.ORGANIZATION, EntityType.GROUP},
    {EntityType.ORGANIZATION, EntityType.WORK},
    {EntityType.EVENT, EntityType.CONFLICT},
    {EntityType.EVENT, EntityType.WORK},
]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the article is about: how often each item was recognised, and each country touched by one of them."""

    items: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)

    def without(self, entry: Entry | None) -> "Surroundings":
        """The surroundings of one entity: all but itself."""
        if entry is None:
            return self
        return Surroundings(self.items - Counter([entry.item]), self.countries - Counter(_touched(entry)))


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score and the reasons for it; above 1 when more speaks for it than is needed."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


def surroundings(entries: Iterable[Entry | None]) -> Surroundings:
    """The surroundings that these recognised entries make."""
    known = [entry for entry in entries if entry]
    touched = Counter(country for entry in known for country in _touched(entry))
    return Surroundings(Counter(entry.item for entry in known), touched)


def score(found: Found, question: Question, around: Surroundings, gazetteer: Gazetteer) -> Scored:
    """The candidate weighed by name, type, hints, surroundings and time."""
    share, said = _type_share(found.entry.type, question.type)
    reasons = [found.reason, said]
    total = found.fit * share * (LIVE if found.entry.fame else 1.0)
    for points, reason in (
        *_hints(found.entry, question, gazetteer),
        *_company(found.entry, around),
        *_time(found.entry, question),
        *_kind_only(found.entry),
        *_fame(found.entry, question),
        *_namesakes(found.entry, question, gazetteer),
    ):
        total += points
        reasons.append(reason)
    return Scored(found.entry, round(max(0.0, total), 3), tuple(reason for reason in reasons if reason))


@lru_cache
def unlikely_words() -> tuple[str, ...]:
    """Words of descriptions whose bearers seldom make world news."""
    return tuple((MAPPINGS / "gazetteer" / "unlikely.txt").read_text(encoding="utf-8").splitlines())


def _type_share(candidate: EntityType, read: EntityType) -> tuple[float, str]:
    if candidate is read:
        return SAME_TYPE, f"both {read}"
    # A city read as country speaks for a government; a city state read as city is what it is.
    if {candidate, read} in NEAR or (read, candidate) == (EntityType.CITY, EntityType.COUNTRY):
        return NEAR_TYPE, f"{candidate}, read as {read}"
    return OTHER_TYPE, f"{candidate}, but read as {read}"


def _hints(entry: Entry, question: Question, gazetteer: Gazetteer) -> Iterable[tuple[float, str]]:
    """What the text says of the entity's country and office, for or against the candidate."""
    own = _touched(entry)
    for place in question.hints("country"):
        said = {found.item for found in gazetteer.find(place) if found.item} | _demonym_item(place, gazetteer)
        if own and said:
            yield (0.1, f"of {place}") if own & said else (-0.35, f"not of {place}")
    for office in question.hints("office"):
        offices = [found for found in gazetteer.find(office) if found.type is EntityType.OFFICE and found.country]
        if entry.terms and offices:
            held = any(
                term.of == found.country and term.kind == found.kind for term in entry.terms for found in offices
            )
            same_country = any(term.of == found.country for term in entry.terms for found in offices)
            yield (
                (0.1, f"held the office {office}")
                if held
                else (-0.05, "")
                if same_country
                else (-0.3, f"never {office}")
            )


def _company(entry: Entry, around: Surroundings) -> Iterable[tuple[float, str]]:
    """The countries, members and other things that the article speaks of as well."""
    if entry.item and entry.item in around.items:
        yield 0.08, "the article names it elsewhere"
    country = _as_country(entry) or entry.country
    if country and around.countries[country]:
        yield 0.05, "its country is spoken of"
    members = sum(member in around.items for member in entry.members)
    if members >= 2:
        yield 0.05, f"{members} of its members are spoken of"


def _time(entry: Entry, question: Question) -> Iterable[tuple[float, str]]:
    on = question.on
    # An article may well speak of a summit to come, but not of an organization to come.
    if on and entry.start and entry.start[:4] > on[:4] and entry.type not in {EntityType.EVENT, EntityType.CONFLICT}:
        yield -0.4, f"did not exist before {entry.start}"
    if entry.type is EntityType.CONFLICT and out_of_time(entry, on, question.hints("year")):
        yield -0.4, "not fought at that time"
    if entry.type is EntityType.CONFLICT and is_another(question):
        yield -0.4, "one still to come is meant"
    if on and any(term.start and term.start <= on and (not term.end or on <= term.end) for term in entry.terms):
        yield 0.03, "in office at the time"


def _fame(entry: Entry, question: Question) -> Iterable[tuple[float, str]]:
    """How well known a candidate from live Wikidata is, and whether world news would speak of it at all."""
    if not entry.fame:
        return
    yield min(0.15, 0.075 * log10(entry.fame)), f"{entry.fame} Wikipedias write about it"
    unlikely = next((word for word in unlikely_words() if word in entry.description), "")
    if unlikely and unlikely not in question.text:
        yield -0.3, f"{unlikely!r} is not what the article is about"


def _kind_only(entry: Entry) -> Iterable[tuple[float, str]]:
    # "President" alone is the president of some country, not the office as such.
    if entry.type is EntityType.OFFICE and not entry.country:
        yield -0.4, "only the kind of office"


def _namesakes(entry: Entry, question: Question, gazetteer: Gazetteer) -> Iterable[tuple[float, str]]:
    """Words of the article that speak for somebody or something else of the same name; a capital that only stands for
    its country shares none with it."""
    own = {fold(name) for name in (entry.label, *entry.aliases)}
    names = [fold(name) for name in question.names if entry.type is not EntityType.COUNTRY or fold(name) in own]
    for other in (other for name in names for other in gazetteer.namesakes.get(name, ())):
        if entry.item == other.item or entry.label == other.label:
            continue
        cue = _cue(other, question.text)
        if cue:
            yield -0.4, f"{cue!r} speaks for {other.label}"


def _cue(other: Namesake, text: str) -> str:
    return next((cue for cue in other.cues if re.search(rf"\b{re.escape(cue)}\b", text)), "")


def _touched(entry: Entry) -> set[str]:
    """The countries that the entry is, lies in or holds office for."""
    return {country for country in (entry.country, _as_country(entry), *_term_countries(entry)) if country}


def _as_country(entry: Entry) -> str | None:
    return entry.item if entry.type is EntityType.COUNTRY else None


def _term_countries(entry: Entry) -> tuple[str, ...]:
    return tuple(term.of for term in entry.terms if term.of)


def _demonym_item(word: str, gazetteer: Gazetteer) -> set[str]:
    country = gazetteer.demonym(word)
    return {country.item} if country else set()
