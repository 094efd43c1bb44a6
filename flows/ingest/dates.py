"""Dates as pages print them, brought to ISO 8601 and never more precise than they are."""

import re
from datetime import date, datetime, timedelta, timezone

from flows.ingest.words import phrases

EARLIER = ("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?")
LATER = ("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?")
MONTH = rf"(?P<month>{'|'.join(EARLIER + LATER)})\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
SHAPES = [
    re.compile(WEEKDAY + shape, re.IGNORECASE)
    for shape in (
        rf"{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}(?!\d)",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}(?!\d)",
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{MONTH},?\s+{YEAR}(?!\d)",
    )
]
TIME = re.compile(
    r"(?:T|,|\s|\||-|–|—|at)*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|GMT|UTC|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
READING_TIME = re.compile(r"[\s|·•,–—-]*\(?(?:about\s+)?\d+\s*-?\s*min(?:ute)?s?\.?(?:\s+read)?\)?\s*", re.IGNORECASE)
LONGEST = 80  # characters of a line that is nothing but a date


def date_line(text: str, order: str | None = None) -> tuple[str, str] | None:
    """(ISO date or date-time, the words that say it) when a line says nothing else; None when it says more."""
    if len(text) > LONGEST:
        return None
    offset = opening_length(text)
    if (clock := TIME.match(text, offset)) and ":" in clock[0]:
        offset = clock.end() + len(text[clock.end() :]) - len(text[clock.end() :].lstrip(" ,|·•–—-"))
    found = read_date(text[offset:], order)
    if found is None:
        return None
    value, length = found
    # A time in a zone that nobody can place is no news, but no more than a date either.
    clock = TIME.match(text, offset + length)
    rest = text[clock.end() if clock else offset + length :]
    reading = READING_TIME.fullmatch(rest)
    return (value, text[offset : offset + length]) if reading or not rest.strip(" .|·•") else None


def read_date(text: str, order: str | None = None) -> tuple[str, int] | None:
    """(ISO date or date-time at the beginning of a text, how many characters say it); None when there is none."""
    for shape in SHAPES:
        found = shape.match(text)
        day = day_of(found, order) if found else None
        if found and day:
            clock = TIME.match(text, found.end()) if len(day) == 10 else None
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
        return f"{said['year']}-{month:02}"
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
    elif zone[:1] in {"+", "-"}:
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    else:
        return None
    if abs(offset) >= timedelta(days=1):
        return None
    moment = datetime(2000, 1, 1, hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=timezone(offset))
    return moment.isoformat().split("T")[1]


def opening_length(text: str) -> int:
    """How many characters go before the date: "Published on ", "Last updated: "."""
    folded = text.casefold()
    for phrase in phrases("date_openings"):
        if folded.startswith(phrase) and len(text) == len(folded):
            rest = text[len(phrase) :]
            if rest[:1] in {" ", ":"}:
                return len(phrase) + len(rest) - len(rest.lstrip(" :"))
    return 0
