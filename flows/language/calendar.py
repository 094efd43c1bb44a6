"""Places calendar words against an article's date, never more precisely than both allow."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Dated:
    """What an expression comes to; the fields are those of `flows.language.times.Time`."""

    start: str | None
    end: str | None
    kind: str = "point"
    vague: bool = False
    ahead: tuple[str | None, str | None] | None = None
    behind: str | None = None


VAGUE = Dated(None, None, vague=True)


@dataclass(frozen=True, slots=True)
class Clock:
    """The article's date as far as it is known; every part may be None."""

    year: int | None
    month_number: int | None
    today: date | None

    def day(self, day: int, month: int, year: int | None) -> Dated | None:
        """A day of a month, without a year the latest or, if that is far back, the next; None: there is no such day."""
        if year is not None:
            return Dated(found.isoformat(), None) if (found := _date(year, month, day)) else None
        if self.year is None or _date(2000, month, day) is None:
            return None if _date(2000, month, day) is None else VAGUE
        middle = self.today or date(self.year, self.month_number or 12, 28)
        # 29 February may be eight years away
        days = [found for near in range(self.year - 8, self.year + 9) if (found := _date(near, month, day))]
        behind, ahead = max(d for d in days if d <= middle), min(d for d in days if d >= middle)
        # nobody leaves out the year of a day that is nearly a year ago when the same day is weeks away
        if 4 * (ahead - middle) < middle - behind:
            return Dated(ahead.isoformat(), None, behind=behind.isoformat())
        return _either(behind.isoformat(), ahead.isoformat())

    def on_weekday(self, dated: Dated, weekday: int | None) -> Dated:
        """The same day, in the year in which it falls on the weekday that the text names beside it."""
        other = dated.behind or (dated.ahead and dated.ahead[0])
        if weekday is None or not dated.start or not other:
            return dated
        fits = [day for day in (dated.start, other) if date.fromisoformat(day).weekday() == weekday]
        return Dated(fits[0], None) if fits else dated

    def month(self, month: int, year: int | None) -> Dated:
        """A month; without a year the nearest up to today, and ahead the nearest from today."""
        if year is not None:
            return Dated(f"{year:04}-{month:02}", None)
        if self.year is None:
            return VAGUE
        current = self.month_number or 12
        behind = self.year if month <= current else self.year - 1
        ahead = self.year if month >= current else self.year + 1
        return _either(f"{behind:04}-{month:02}", f"{ahead:04}-{month:02}")

    def shifted_month(self, month: int, shift: int) -> Dated:
        """ "last July" is over, "next July" has not begun, "this July" is this year's."""
        if self.year is None:
            return VAGUE
        current = self.month_number or 12
        if shift < 0:
            return Dated(f"{self.year - (month >= current):04}-{month:02}", None)
        return Dated(f"{self.year + (shift > 0 and month <= current):04}-{month:02}", None)

    def weekday(self, weekday: int, shift: int | None) -> Dated:
        """A day of the week in the way of news: bare or "this", the latest up to today (which may be today itself), or
        the next where the clause looks forward."""
        if self.today is None:
            return VAGUE
        back, on = (self.today.weekday() - weekday) % 7, (weekday - self.today.weekday()) % 7
        if not shift:
            return _either(self._away(-back), self._away(on))
        away = -(back or 7) if shift < 0 else on or 7
        return Dated(self._away(away), None)

    def shifted_day(self, days: int) -> Dated:
        """Today and its neighbours."""
        return Dated(self._away(days), None) if self.today else VAGUE

    def shifted(self, part: str, shift: int) -> Dated:
        """The calendar year, month or day so many from now; vague for any other unit."""
        if part == "year" and self.year is not None:
            return Dated(f"{self.year + shift:04}", None)
        if part == "month" and self.year is not None and self.month_number is not None:
            months = self.year * 12 + self.month_number - 1 + shift
            return Dated(f"{months // 12:04}-{months % 12 + 1:02}", None)
        return VAGUE

    def ago(self, part: str, count: int) -> Dated:
        """So many units back, in the precision of the unit; decades are round numbers, so vague."""
        if part == "day" and self.today and count < 366:
            return Dated(self._away(-count), None)
        if part in {"year", "month"} and count < 1000:
            return self.shifted(part, -count)
        if part == "decade" and self.year is not None and count < 100:
            return Dated(f"{self.year - 10 * count:04}", None, vague=True)
        return VAGUE

    def stretch(self, first: Dated, last: Dated | None) -> Dated | None:
        """From one day to another of the same month; None when the last one does not exist."""
        if last is None:
            return None
        if first.start is None:
            return Dated(None, None, "range", vague=True)
        end = last.start if last.start and last.start >= first.start else last.ahead and last.ahead[0]
        ahead = (last.ahead and first.ahead and (_same_month(first.ahead[0], last.ahead[0]), last.ahead[0])) or None
        return Dated(first.start, end, "range", ahead=ahead)

    def _away(self, days: int) -> str | None:
        try:
            return (self.today + timedelta(days=days)).isoformat() if self.today else None
        except OverflowError:
            return None


def read_clock(iso: str) -> Clock:
    """The clock of an ISO 8601 date or date-time of any precision; an unreadable one knows nothing."""
    digits = iso[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in digits) or len(digits[0]) != 4 or digits[0] == "0000":
        return Clock(None, None, None)
    year, month, day = (*map(int, digits), 0, 0)[:3]
    today = _date(year, month, day) if month and day else None
    return Clock(year, month if 1 <= month <= 12 else None, today)


def _either(behind: str | None, ahead: str | None) -> Dated:
    return Dated(behind, None, ahead=(ahead, None) if ahead != behind else None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _same_month(first: str | None, last: str | None) -> str | None:
    # both days lie in one month: going by the last day keeps a stretch that began before today together
    return first and last and last[:8] + first[8:]
