"""Finds the dates and times that a text states, as precise as it states them, and not more precise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.language.calendar import Clock, Dated, read_clock
from flows.language.timewords import Words, load_words
from flows.model import Span

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Time:
    """One stretch of text that says when.

    start, end:   ISO 8601 with the precision of the text ("2024", "2024-07", "2024-07-03"). A point has its date in
                  `start`; "since 1991" has a start only, "until 2030" an end only. Both None: the text says
                  nothing that a calendar could hold ("last week", "in the 1990s", "for two years")
    kind:         point, range, since, until, duration or recurring
    vague:        the words are looser than the dates: they do for sorting, not for a fact
    attributive:  it belongs to the noun after it ("the 2024 summit"), not to the clause
    ahead:        start and end when the clause looks forward ("will meet in July"), where that makes a difference:
                  without a year, `start` is the nearest such date up to the article's, `ahead` the nearest from it on
    """

    span: Span
    start: str | None
    end: str | None
    kind: str = "point"
    vague: bool = False
    attributive: bool = False
    ahead: tuple[str | None, str | None] | None = None


def find_times(text: str, today: str) -> list[Time]:
    """The times that a text states, in text order, none overlapping; `today` is the article's ISO date, or empty."""
    words, clock = load_words(), read_clock(today)
    return list(_joined(text, list(_points(text, clock, words)), words))


def _points(text: str, clock: Clock, words: Words) -> Iterator[Time]:
    at, last = 0, None
    while found := words.opening.search(text, at):
        time = _time_at(text, found.start(), clock, words, last)
        if time is None:
            at = found.end()
            continue
        last, at = time, time.span.end
        yield time


def _time_at(text: str, at: int, clock: Clock, words: Words, last: Time | None) -> Time | None:
    for name, pattern in words.patterns:
        match = pattern.match(text, at)
        dated = READERS[name](match, clock, words) if match else None
        if match and dated and (name != "year" or _is_year(match, words, last)):
            return _as_time(match, dated, words)
    return None


def _as_time(match: Match, dated: Dated, words: Words) -> Time:
    span = Span(match.start(), match.end())
    attributive = (
        dated.kind == "point"
        and words.noun_after.match(match.string, span.end) is not None
        and words.determiner_before.search(_before(match, 24)) is not None
    )
    return Time(span, dated.start, dated.end, dated.kind, dated.vague, attributive, dated.ahead)


# --- one reader a pattern: what the words mean, or None when they mean no time ------------------


def _read_iso(match: Match, clock: Clock, words: Words) -> Dated | None:
    return clock.day(int(match["day"]), int(match["number"]), int(match["year"]))


def _read_day(match: Match, clock: Clock, words: Words) -> Dated | None:
    month, year = words.months[match["month"]], _year(match, clock, words)
    first = clock.day(int(match["day"]), month, year)
    if match["day2"] is None:
        return None if match["from"] or first is None else clock.on_weekday(first, words.weekdays.get(match["weekday"]))
    last = int(match["day2"])
    # "9 and 11 July" are two days, "3 and 4 July" and "between 9 and 11 July" one stretch
    if last <= int(match["day"]) or ("and" in match["to"] and not match["from"] and last != int(match["day"]) + 1):
        return None
    return first and clock.stretch(first, clock.day(last, month, year))


def _read_month(match: Match, clock: Clock, words: Words) -> Dated | None:
    if words.day_before.search(_before(match, 6)):
        return None
    return clock.month(words.months[match["month"]], _year(match, clock, words))


def _read_bare_month(match: Match, clock: Clock, words: Words) -> Dated | None:
    if words.day_before.search(_before(match, 6)):
        return None
    if match["shift"]:
        return clock.shifted_month(words.months[match["month"]], words.shifts[match["shift"].lower()])
    if match["edge"] is None and not _is_month(match, words):
        return None
    return clock.month(words.months[match["month"]], None)


def _read_weekday(match: Match, clock: Clock, words: Words) -> Dated | None:
    if words.name_before_day.search(_before(match, 12)) or words.name_after_day.match(match.string, match.end()):
        return None
    if match["plural"]:
        return Dated(None, None, "recurring")
    shift = words.shifts[match["shift"].lower()] if match["shift"] else None
    return clock.weekday(words.weekdays[match["weekday"]], shift)


def _read_part(match: Match, clock: Clock, words: Words) -> Dated | None:
    size = 6 if match["half"] or match["half2"] else 3
    number = int(match["q"]) if match["q"] else words.ordinals[match["ordinal"].lower()]
    year = _year(match, clock, words)
    if year is None or number * size > 12:
        return None
    return Dated(f"{year:04}-{(number - 1) * size + 1:02}", f"{year:04}-{number * size:02}", "range")


def _read_years(match: Match, clock: Clock, words: Words) -> Dated | None:
    last = match["year2"] if len(match["year2"]) == 4 else match["year"][:2] + match["year2"]
    counts = words.counted_after.match(match.string, match.end())
    return None if last <= match["year"] or counts else Dated(match["year"], last, "range")


def _read_year(match: Match, clock: Clock, words: Words) -> Dated | None:
    return Dated(match["year"], None)


def _read_day_word(match: Match, clock: Clock, words: Words) -> Dated | None:
    # "Russia Today", "USA Today" are papers
    if match[0][0].isupper() and re.search(r"[A-Z]\w*\s$", _before(match, 24)):
        return None
    return clock.shifted_day(words.days[" ".join(match[0].lower().split())])


def _read_shift(match: Match, clock: Clock, words: Words) -> Dated | None:
    if re.search(r"\bthe\s$", _before(match, 4), re.IGNORECASE):
        return Dated(None, None, "duration", vague=True)
    return clock.shifted(words.units[match["unit"].lower()], words.shifts[" ".join(match["shift"].lower().split())])


def _read_ago(match: Match, clock: Clock, words: Words) -> Dated | None:
    if match["inexact"] or not match["number"]:
        return Dated(None, None, vague=True)
    return clock.ago(words.units[words.singular[match[0].lower().split()[-2]]], _number(match, words))


def _read_past(match: Match, clock: Clock, words: Words) -> Dated | None:
    unit = words.units[words.singular[match["unit"].lower()]]
    years = {"year": 1, "decade": 10}.get(unit)
    if not match["number"] or years is None or match["shift"].lower() not in words.backwards or clock.year is None:
        return Dated(None, None, "duration", vague=True)
    return Dated(f"{clock.year - years * _number(match, words):04}", f"{clock.year:04}", "range", vague=True)


def _read_loose(match: Match, clock: Clock, words: Words) -> Dated | None:
    return Dated(None, None, vague=True)


def _read_stretch(match: Match, clock: Clock, words: Words) -> Dated | None:
    # "a year" is no time in "$3 billion a year"
    if (match["number"] or "").lower() in {"a", "an", "one"} and not words.stretch_lead.search(_before(match, 12)):
        return None
    return Dated(None, None, "duration", vague=True)


def _read_recurring(match: Match, clock: Clock, words: Words) -> Dated | None:
    return Dated(None, None, "recurring")


READERS = {
    "iso": _read_iso,
    "day": _read_day,
    "day_us": _read_day,
    "month": _read_month,
    "part": _read_part,
    "years": _read_years,
    "recurring": _read_recurring,
    "weekday": _read_weekday,
    "bare_month": _read_bare_month,
    "decade": _read_loose,
    "ago": _read_ago,
    "past": _read_past,
    "day_word": _read_day_word,
    "shift": _read_shift,
    "anaphoric": _read_loose,
    "stretch": _read_stretch,
    "year": _read_year,
}


def _year(match: Match, clock: Clock, words: Words) -> int | None:
    if match["year"]:
        return int(match["year"])
    return clock.year + words.shifts[match["of"].lower()] if match["of"] and clock.year else None


def _number(match: Match, words: Words) -> int:
    number = match["number"].lower()
    return int(number) if number.isdigit() else words.numbers[number]


def _before(match: Match, length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def _is_month(match: Match, words: Words) -> bool:
    led = words.month_lead.search(_before(match, 12)) is not None
    after = match.string[match.end() : match.end() + 3]
    if words.months[match["month"]] in words.ambiguous_months:
        return led and after[:2] not in {"'s", "’s"}
    # "Red October", "January Makamba" are names, "In July NATO" is not
    named = re.match(r"\s[A-Z]", after) or re.search(r"\b[A-Z]\w*\s$", _before(match, 24))
    return led or not named


def _is_year(match: Match, words: Words, last: Time | None) -> bool:
    text, before = match.string, _before(match, 24)
    if words.counted_after.match(text, match.end()):
        return False
    if match["edge"] or (last and re.fullmatch(r",? (?:and |or )?", text[last.span.end : match.start()][:8])):
        return True
    if words.counting_lead.search(before) and words.plural_after.match(text, match.end()):
        return False
    if words.year_lead.search(before) or (
        before[-1:] == "(" and re.match(r"[),;–-]", text[match.end() : match.end() + 1])
    ):
        return True
    opens = not before or re.search(r"[.!?\n][”\"’]?\s?$", before)
    noun = words.noun_after.match(text, match.end()) and words.determiner_before.search(before)
    return bool(noun or (opens and words.year_verb_after.match(text, match.end())))


# --- what stands between and before two points --------------------------------------------------


def _joined(text: str, times: list[Time], words: Words) -> Iterator[Time]:
    waiting: Time | None = None
    for time in times:
        both = waiting and _range(text, waiting, time, words)
        if waiting and not both:
            yield _led(text, waiting, words)
        waiting = both or time
    if waiting:
        yield _led(text, waiting, words)


def _range(text: str, first: Time, last: Time, words: Words) -> Time | None:
    """Two points that the text makes one stretch, or None."""
    gap = text[first.span.end : last.span.start]
    link = words.range_gap.fullmatch(gap) if len(gap) < 10 else None
    if link is None or {first.kind, last.kind} != {"point"} or not (first.start and last.start):
        return None
    lead = words.range_lead.search(text[max(0, first.span.start - 10) : first.span.start])
    word = gap.strip().lower()
    if word == "and" and not (lead and lead[1].lower() == "between"):
        return None
    start = _with_year_of(first, last, text)
    if start is None or start > last.start:
        return None
    begin = first.span.start - (len(lead[0]) if lead else 0)
    ahead = (first.ahead[0], last.ahead[0]) if first.ahead and last.ahead else None
    return Time(Span(begin, last.span.end), start, last.start, "range", first.vague or last.vague, ahead=ahead)


def _with_year_of(first: Time, last: Time, text: str) -> str | None:
    """The first date of "30 June – 2 July 2024", in the year that only the last one names."""
    if first.start is None or last.start is None or first.ahead is None or last.ahead is not None:
        return first.start
    year = int(last.start[:4])
    rest = first.start[4:]
    return f"{year:04}{rest}" if rest <= last.start[4:] else f"{year - 1:04}{rest}"


def _led(text: str, time: Time, words: Words) -> Time:
    """The same time with the word before it understood: since, until, from … on, before, after."""
    if time.kind != "point" or time.attributive:
        return time
    before = text[max(0, time.span.start - 18) : time.span.start]
    for kind, lead in words.leads:
        if found := lead.search(before):
            span = Span(time.span.start - len(found[0]), time.span.end)
            return _turned(replace(time, span=span), kind)
    onwards = words.onwards.match(text, time.span.end)
    if onwards and (found := words.from_before.search(before)):
        return replace(time, span=Span(time.span.start - len(found[0]), onwards.end()), kind="since")
    return time


def _turned(time: Time, kind: str) -> Time:
    if kind == "since":
        return replace(time, kind="since")
    if kind == "until":
        ahead = (None, time.ahead[0]) if time.ahead else None
        return replace(time, kind="until", start=None, end=time.start, ahead=ahead)
    return replace(time, start=None, end=None, vague=True, ahead=None)
