"""What happened, is planned or was denied, in the order of time; and what is planned, as a calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flows.site.facts import Fact, Party
from flows.site.wording import DATE, Told, day, is_date, merged, mood, sentence, when, words

WIDTH = 75  # bytes of a line of iCalendar (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class Moment:
    """What is told of one moment: facts that share all but their subjects, or all but their objects."""

    fact: Fact
    subjects: tuple[Party, ...]
    objects: tuple[Party, ...]


def moments(tellings: Iterable[Told]) -> list[Moment]:
    """Tellings in the order given, those of the same moment that share predicate and subject or object as one."""
    by_subject: dict[tuple[object, ...], list[Fact]] = {}
    for told in tellings:
        by_subject.setdefault(_shares(told.fact, told.fact.subject), []).append(told.fact)
    by_object: dict[tuple[object, ...], list[list[Fact]]] = {}
    for group in by_subject.values():
        alone = len(group) == 1
        key = _shares(group[0], group[0].object) if alone else _shares(group[0], group[0].subject)
        by_object.setdefault((alone, *key), []).append(group)
    return [_moment([fact for group in groups for fact in group]) for groups in by_object.values()]


def _shares(fact: Fact, party: Party) -> tuple[object, ...]:
    played = tuple((role, tuple(thing.iri for thing in things)) for role, things in fact.things.items())
    return (when(fact), party.words, fact.kind, fact.predicate, mood(fact).mark, played)


def _moment(facts: list[Fact]) -> Moment:
    subjects = {fact.subject.words: fact.subject for fact in facts}
    objects = {fact.object.words: fact.object for fact in facts}
    return Moment(facts[0], tuple(subjects.values()), tuple(objects.values()))


def dated(facts: Iterable[Fact]) -> list[Told]:
    """The facts that tell when, by time; those about the same moment in the order given."""
    happening = (fact for fact in facts if fact.kind in words()["happenings"] and first_day(fact) and not is_date(fact))
    return sorted(merged(happening), key=lambda told: first_day(told.fact) or date.min)


def first_day(fact: Fact) -> date | None:
    """The first day that a fact's time may mean; None where it tells none that a calendar has."""
    found = DATE.fullmatch(fact.qualifiers.get("start", ""))
    return _calendar(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def day_after(fact: Fact) -> date | None:
    """The first day after all that a fact's time may mean."""
    told = fact.qualifiers.get("end") or fact.qualifiers.get("start", "")
    found = DATE.fullmatch(told)
    if found is None:
        return None
    year, month, number = int(found[1]), int(found[2] or 12), found[3]
    last = _calendar(year, month, int(number)) if number else _calendar(year + month // 12, month % 12 + 1, 1)
    return last + timedelta(days=1) if last and number else last


def is_within(fact: Fact, first: date | None, last: date | None) -> bool:
    """Whether a fact's time may fall in these days; None leaves an end open, and of both anything does."""
    if first is None and last is None:
        return True
    begins, ends = first_day(fact), day_after(fact)
    if begins is None or ends is None:
        return False
    return (first is None or ends > first) and (last is None or begins <= last)


def _calendar(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def upcoming(planned: Iterable[Fact], today: str) -> tuple[list[Told], list[Told]]:
    """What is planned with a date: what lies after the day `today`, by time; and what lay before it already."""
    tellings = dated(planned)
    ahead = [told for told in tellings if not today or str(day_after(told.fact) or "") > today]
    left = {told.fact.iri for told in ahead}
    return ahead, [told for told in tellings if told.fact.iri not in left]


def calendar(tellings: Iterable[Told], sources: Mapping[str, str], stamps: Mapping[str, str]) -> str:
    """What is planned as iCalendar: `sources` and `stamps` are the address and day of each article by slug.

    What is told by its month or year alone spans all of that, and says so.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//communique//upcoming//EN", "X-WR-CALNAME:Planned events"]
    for told in tellings:
        if mood(told.fact).name != "planned":
            continue  # planned not to be
        lines += _event(told.fact, sources.get(told.fact.article, ""), stamps.get(told.fact.article, ""))
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(fact: Fact, source: str, stamp: str) -> list[str]:
    start, end = first_day(fact), day_after(fact)
    if start is None or end is None or end <= start:
        return []
    told = fact.qualifiers["start"]
    vague = "" if len(told) >= len("2025-01-01") else f" (only {day(told)} is told)"
    place = fact.qualifiers.get("place", "")
    stamped = stamp.replace("-", "") or "19700101"
    return [
        "BEGIN:VEVENT",
        f"UID:{fact.iri}",
        f"DTSTAMP:{stamped}T000000Z",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_escaped('Planned: ' + _bare(fact) + vague)}",
        *([f"LOCATION:{_escaped(place)}"] if place else []),
        f"DESCRIPTION:{_escaped(sentence(fact) + '. The article says: ' + fact.evidence)}",
        *([f"URL:{source}"] if source else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _bare(fact: Fact) -> str:
    return f"{fact.subject.words} {fact.predicate} {fact.object.words}"


def _escaped(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line in pieces of at most WIDTH bytes, no character torn apart."""
    if line.isascii():
        starts = range(WIDTH, len(line), WIDTH - 1)
        return "\r\n ".join([line[:WIDTH], *(line[start : start + WIDTH - 1] for start in starts)])
    pieces, piece, size = [], "", 0
    for sign in line:
        wide = len(sign.encode())
        if size + wide > WIDTH:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + wide
    return "\r\n".join([*pieces, piece])
