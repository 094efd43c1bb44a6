"""Finds the dates and times that a text states, as precise as it states them, and not more precise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.language.calendar import Clock, Dated, read_clock
from flows.language.timeforms import READERS, Match, before, is_year
from flows.language.timewords import Words, load_words
from flows.model import Span


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
                  `start` is the latest such date up to the article's
    behind:       only where `start` is in the days to come because that is much nearer: the latest such day in the past
    """

    span: Span
    start: str | None
    end: str | None
    kind: str = "point"
    vague: bool = False
    attributive: bool = False
    ahead: tuple[str | None, str | None] | None = None
    behind: str | None = None


def find_times(text: str, today: str) -> list[Time]:
    """The times that a text states, in text order, none overlapping; `today` is the article's ISO date, or empty."""
    return list(_found(text, today))


@lru_cache(maxsize=1_000)  # a sentence is asked several times
def _found(text: str, today: str) -> tuple[Time, ...]:
    words, clock = load_words(), read_clock(today)
    return tuple(_joined(text, list(_points(text, clock, words)), words))


def as_meant(time: Time, *, forward: bool) -> Time:
    """The same time as a clause means it that looks forward ("will meet in July"), or back ("met in July")."""
    if forward and time.ahead:
        return replace(time, start=time.ahead[0], end=time.ahead[1], ahead=None)
    if not forward and time.behind:
        return replace(time, start=time.behind, behind=None)
    return time


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
        if match and dated and (name != "year" or is_year(match, words, last.span.end if last else None)):
            return _as_time(match, dated, words)
    return None


def _as_time(match: Match, dated: Dated, words: Words) -> Time:
    span = Span(match.start(), match.end())
    attributive = (
        dated.kind == "point"
        and words.noun_after.match(match.string, span.end) is not None
        and words.determiner_before.search(before(match, 24)) is not None
    )
    return Time(span, dated.start, dated.end, dated.kind, dated.vague, attributive, dated.ahead, dated.behind)


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
    word = gap.strip(" ,\n").lower()
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
    if not (first.start and last.start) or _names_year(first, text) or not _names_year(last, text):
        return first.start
    rest, year = first.start[4:], int(last.start[:4])
    return f"{year - (rest > last.start[4:]):04}{rest}"


def _names_year(time: Time, text: str) -> bool:
    return re.search(r"\d{4}", time.span.of(text)) is not None


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
        return replace(time, kind="since", start=time.behind or time.start, behind=None)
    if kind == "until":
        ahead = (None, time.ahead[0]) if time.ahead else None
        return replace(time, kind="until", start=None, end=time.start, ahead=ahead, behind=None)
    return replace(time, start=None, end=None, vague=True, ahead=None, behind=None)
