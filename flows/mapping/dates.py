"""Dates as precise as the text: which type they have, and which days they may mean."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from re import fullmatch

YEAR = r"\d{4}"
MONTH = r"\d{4}-\d{2}"
FARTHEST_EAST = timedelta(hours=14)  # UTC+14, the Line Islands
DAY = r"\d{4}-\d{2}-\d{2}"


def date_value(text: str) -> dict[str, str] | str:
    """The date as a JSON-LD value typed by its precision; the bare text when it is no date, for the gate to refuse."""
    bounds = days_of(text)
    if bounds is None:
        return text
    if fullmatch(YEAR, text):
        return {"@type": "year", "@value": text}
    if fullmatch(MONTH, text):
        return {"@type": "month", "@value": text}
    if fullmatch(DAY, text):
        return {"@type": "day", "@value": text}
    return {"@type": "moment", "@value": datetime.fromisoformat(text).isoformat()}


def days_of(text: str) -> tuple[str, str] | None:
    """The first and last day that an ISO 8601 date may mean, or None when it is none."""
    try:
        return _days_of(text)
    except ValueError:
        return None


def day_of(text: str) -> str | None:
    """The day of an ISO 8601 date or moment, by the clock of who wrote it; None when it is not so precise."""
    first, last = days_of(text) or ("", None)
    return first if first == last else None


def latest_day(text: str) -> str | None:
    """The last day that it can have been anywhere on earth at an ISO 8601 date or moment, or None when it is none."""
    bounds = days_of(text)
    if bounds is None or fullmatch(rf"{YEAR}|{MONTH}|{DAY}", text):
        return bounds and bounds[1]
    moment = datetime.fromisoformat(text)
    in_greenwich = moment.astimezone(UTC) if moment.tzinfo else moment
    return (in_greenwich + FARTHEST_EAST).date().isoformat()


def _days_of(text: str) -> tuple[str, str]:
    if fullmatch(YEAR, text):
        return date(int(text), 1, 1).isoformat(), date(int(text), 12, 31).isoformat()
    if fullmatch(MONTH, text):
        year, month = map(int, text.split("-"))
        return date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat()
    day = datetime.fromisoformat(text).date().isoformat()
    return day, day
