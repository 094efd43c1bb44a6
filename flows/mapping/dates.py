"""Dates as precise as the text: which type they have, and which days they may mean."""

from calendar import monthrange
from datetime import date, datetime
from re import fullmatch

YEAR = r"\d{4}"
MONTH = r"\d{4}-\d{2}"
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


def _days_of(text: str) -> tuple[str, str]:
    if fullmatch(YEAR, text):
        return date(int(text), 1, 1).isoformat(), date(int(text), 12, 31).isoformat()
    if fullmatch(MONTH, text):
        year, month = map(int, text.split("-"))
        return date(year, month, 1).isoformat(), date(year, month, monthrange(year, month)[1]).isoformat()
    day = datetime.fromisoformat(text).date().isoformat()
    return day, day
