"""Dates as pages print them, brought to ISO 8601 and never more precise than they are."""

import re
from datetime import date, datetime, timedelta, timezone

from flows.ingest.words import phrases

EARLIER = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?")
LATER = ("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")
MONTH = rf"(?P<month>{'|'.join(EARLIER + LATER)})\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
DAY, YEAR = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
OVER = r"(?:(?!\d)|(?=\d{1,2}:\d\d))"  # some pages glue the time to the year: "20252:15 AM"
SHAPES = [
    re.compile(WEEKDAY + shape, re.IGNORECASE)
    for shape in (
        rf"{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}{OVER}",
        rf"{MONTH}\s+{DAY}(?:,\s*|\s+){YEAR}{OVER}",
        rf"{YEAR}(?P<sign>[-/.])(?P<number>\d\d?)(?P=sign)(?P<day>\d\d?)(?!\d)",
        rf"{YEAR}(?P<number>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{MONTH},?\s+{YEAR}(?!\d)",
        rf"{YEAR}-(?P<number>\d\d)(?![\d-])",
    )
]
TIME = re.compile(
    r"(?:T|,|\s|\||-|–|—|at)*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?|GMT|UTC|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
# The time of a compact date: "T101500Z". Before a date: "0319 GMT", "(1119 HKT)", "10 a.m.,".
COMPACT_TIME = re.compile(
    r"T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>(?!))?(?P<zone>Z|[+-]\d\d:?\d\d)?(?!\d)", re.IGNORECASE
)
HOUR = re.compile(
    r"\(?(?:(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{1,2}(?=\s*[ap]\.?m))(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:[A-Z]{1,4}T|GMT|UTC|Z|[+-]\d\d:?\d\d)\b)?"
    r"|\d{4}\s*(?:[A-Z]{1,4}T|GMT|UTC)\b|(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?)\)?",
    re.IGNORECASE,
)
AGO = re.compile(r"(?:(?:an?|\d+)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago|just now)\b", re.IGNORECASE)
BETWEEN = re.compile(r"(?:[\s|·•,;:/()\[\].–—-]|\b(?:at|on)\b)*", re.IGNORECASE)
READING_TIME = re.compile(r"[\s|·•,–—-]*\(?(?:about\s+)?\d+\s*-?\s*min(?:ute)?s?\.?(?:\s+read)?\)?\s*", re.IGNORECASE)
# Who signs a line of dates: "Xinhua Editor: Ada Roe".
SIGNATURE = re.compile(r"(?:[A-Z][\w.&-]*\s+)?(?:editors?|source|desk)\s*:\s*[\w .&-]{1,40}$", re.IGNORECASE)
# "LOMÉ, 4 March 2025 (Example Agency) —"
DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\d,()]{1,40}),\s+(?P<date>[^()–—]{6,30}?)\s*(?:\([^()]{2,30}\))?\s*(?:--|[-–—])?"
)
EITHER_WAY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}(?!\d)")  # 4/3/2025
LONGEST = 140  # characters of a line that is nothing but a date, or when something was published and when updated


def date_line(text: str, order: str | None = None) -> tuple[str, str] | None:
    """(ISO date or date-time, the words that say it) when a line says nothing else; None when it says more.

    Of a line with the dates of publication and of updates it is that of publication."""
    if len(text) > LONGEST:
        return None
    alone = DATELINE.fullmatch(text)
    said = dates_of_line(alone["date"] if alone and alone["place"].isupper() else text, order)
    first = next((one for one in said if not one[2]), said[0] if said else None)
    return first[:2] if first else None


def updated_by_line(text: str) -> str | None:
    """The last ISO day of an update that a line of nothing but dates tells; None when it tells none."""
    found = dates_of_line(text, None) if len(text) <= LONGEST else []
    return max((value[:10] for value, _, updated in found if updated and len(value) >= len("2025-03-04")), default=None)


def opens_with_date(text: str) -> bool:
    """Whether a text begins with a date or with when it was published, even where nobody can say which day is meant."""
    opening = opening_of(text)
    rest = text[opening[0] :] if opening else text
    return read_date(rest) is not None or EITHER_WAY.match(rest) is not None


def dates_of_line(text: str, order: str | None) -> list[tuple[str, str, bool]]:
    """(ISO date, the words that say it, whether it is that of an update) of a line of nothing but dates; else none."""
    found: list[tuple[str, str, bool]] = []
    place, label = 0, ""
    while place < len(text):
        rest = text[place:]
        if opening := opening_of(rest):
            place, label = place + opening[0], opening[1]
        elif (dated := read_date(rest, order)) and (label or not found):
            value, length = dated
            found.append((value, rest[:length], label in phrases("update_openings")))
            label = ""
            # A time in a zone that nobody can place is no news, but no more than a date either.
            clock = TIME.match(rest, length) if len(value) == 10 else None
            place += clock.end() if clock else length
        elif passed := HOUR.match(rest) or AGO.match(rest) or (READING_TIME.fullmatch(rest) if found else None):
            place += passed.end()
        elif found and SIGNATURE.match(rest):
            return found
        elif between := BETWEEN.match(rest)[0]:  # type: ignore[index]  # it matches the empty text too
            place += len(between)
        else:
            return []
    return found


def read_date(text: str, order: str | None = None) -> tuple[str, int] | None:
    """(ISO date or date-time at the beginning of a text, how many characters say it); None when there is none."""
    for shape in SHAPES:
        found = shape.match(text)
        day = day_of(found, order) if found else None
        if found and day:
            clock = (COMPACT_TIME.match(text, found.end()) or TIME.match(text, found.end())) if len(day) == 10 else None
            if clock and (moment := time_of(clock)):
                return f"{day}T{moment}", clock.end() - (len(clock[0]) - len(clock[0].rstrip()))
            return day, found.end()
    return None


def day_of(found: re.Match[str], order: str | None) -> str | None:
    """The ISO date of a match, or None when the calendar has no such day or nobody can say which it is."""
    said = found.groupdict()
    if said.get("first"):
        return numbers(int(said["first"]), int(said["second"]), int(said["year"]), order)
    month = int(said["number"]) if said.get("number") else month_number(said["month"])
    if not said.get("day"):
        return f"{said['year']}-{month:02}" if 1 <= month <= 12 else None
    return iso(int(said["year"]), month, int(said["day"]))


def numbers(first: int, second: int, year: int, order: str | None) -> str | None:
    """The ISO date of "7/12/2024": by the publisher's custom, or where only one reading is a date."""
    readings = {"day-month": iso(year, second, first), "month-day": iso(year, first, second)}
    if order:
        return readings[order]
    possible = sorted({reading for reading in readings.values() if reading})
    return possible[0] if len(possible) == 1 else None


def iso(year: int, month: int, day: int) -> str | None:
    """The day in ISO 8601, or None when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 for "Jan." and "January"."""
    months = [month[:3] for month in EARLIER + LATER]
    return months.index(name[:3].casefold()) + 1


def time_of(clock: re.Match[str]) -> str | None:
    """The time with its zone, or None when it names a zone that is no fixed distance from UTC, or no zone at all."""
    hour, half = int(clock["hour"]), (clock["half"] or "").casefold()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = (clock["zone"] or "").upper()
    if hour > 23 or int(clock["minute"]) > 59 or int(clock["second"] or 0) > 59:
        return None
    if zone in {"Z", "GMT", "UTC"}:
        offset = timedelta()
    elif from_utc := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d\d?):?(\d\d)?", zone):
        offset = timedelta(hours=int(from_utc[2]), minutes=int(from_utc[3] or 0))
        offset *= -1 if from_utc[1] == "-" else 1
    else:
        return None
    if abs(offset) >= timedelta(days=1):
        return None
    moment = datetime(2000, 1, 1, hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=timezone(offset))
    return moment.isoformat().split("T")[1]


def opening_of(text: str) -> tuple[int, str] | None:
    """(how many characters go before a date, which opening they are): "Published on ", "Last updated: "; or None."""
    folded = text.casefold()
    if len(folded) != len(text):
        return None
    for phrase in (*phrases("update_openings"), *phrases("date_openings")):
        if folded.startswith(phrase):
            rest = text[len(phrase) :]
            if rest[:1] in {" ", ":"}:
                return len(phrase) + len(rest) - len(rest.lstrip(" :")), phrase
    return None
