"""Dates that a story counts from the date before: "two years later", "the following February", "the same year"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Sentence, Word
from flows.language.times import Time, find_times
from flows.language.timewords import load_words
from flows.model import Span

THAT = re.compile(r"\bthat\s+$", re.IGNORECASE)
SAME_YEAR = re.compile(r"\s+(?:of\s+)?(?:the same|that) year\b")
EXACT = re.compile(r"[12]\d{3}-\d{2}-\d{2}")
DAYS = {"day": 1, "week": 7}
MONTHS = {"month": 1, "year": 12, "decade": 120}


@lru_cache(maxsize=1)
def counted() -> re.Pattern[str]:
    """ "two years later", "the following year", "the next February"."""
    words = load_words()
    later, earlier, following, after, before = (
        any_of(word_set("narration", key)) for key in ("later", "earlier", "following", "after", "before")
    )
    units, months = any_of([*DAYS, *MONTHS]), any_of(m for m in words.months if len(m) > 3 or m == "May")
    tens = any_of(word for word, number in words.numbers.items() if number > 19)  # "twenty-one years later"
    counting = (
        rf"(?<!\w-)(?:(?P<tens>{tens})-)?(?P<number>{any_of(words.numbers)}|\d{{1,2}})"
        rf"\s+(?P<unit>{units})s?\s+(?:{later}|(?P<sooner>{earlier}))"
    )
    naming = rf"(?i:the\s+(?:{following}))\s+(?P<next>(?i:year|month|week|day)|{months})\b(?!\s+\d)"
    beside = rf"(?i:the\s+(?P<beside>year|month|week|day)\s+(?:{after}|(?P<prior>{before})))(?=[.,;])"
    return re.compile(rf"\b(?:(?i:{counting})|{naming}|{beside})")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def narrated(times: list[Time], text: str, since: str) -> Iterator[Time]:
    """The dates of a text, those counted from a date before placed after it; `since` is the last date before the
    text, or ""."""
    relative = {match.start(): match for match in counted().finditer(text)}
    spans = {at: match.end() for at, match in relative.items()}
    told = [t for t in times if not any(at < t.span.end and t.span.start < end for at, end in spans.items())]
    points: list[tuple[int, Time | re.Match[str]]] = [(t.span.start, t) for t in told]
    points += list(relative.items())
    for _, one in sorted(points, key=lambda point: point[0]):
        time = one if isinstance(one, Time) else placed(one, since)
        if time is None:
            continue
        again = SAME_YEAR.match(text, time.span.end)
        if again and since and time.start and time.start[4:]:
            time = replace(time, start=since[:4] + time.start[4:], end=None, span=Span(time.span.start, again.end()))
        if THAT.search(text[: time.span.start]) and time.start and time.start[4:] and len(time.start) == len("2024-07"):
            placed_then = in_year_of(time, since)
            if placed_then is None:
                continue
            time = placed_then
        since = time.start or since
        yield time


def in_year_of(time: Time, since: str) -> Time | None:
    """The month of "that December", in the year of the date before or the next one; None where none was told before."""
    if not since:
        return None
    year, month = int(since[:4]), time.start[5:7] if time.start else ""
    return replace(time, start=f"{year + (month < since[5:7]):04}-{month}", end=None, ahead=None, behind=None)


def placed(match: re.Match[str], since: str) -> Time | None:
    """The date of a relative expression, no more exact than the one it counts from; None when that is not known."""
    span, words = Span(match.start(), match.end()), load_words()
    if not since:
        return None
    year, month = int(since[:4]), int(since[5:7] or 0)
    named = match["next"]
    if named in words.months:
        month_named = words.months[named]
        later = month_named <= month if month else True
        return Time(span, f"{year + later:04}-{month_named:02}", None)
    unit = (match["unit"] or named or match["beside"]).lower()
    number = words.numbers.get((match["number"] or "one").lower()) or int(match["number"])
    number += words.numbers[match["tens"].lower()] if match["tens"] else 0
    back = -1 if match["sooner"] or match["prior"] else 1
    if unit in DAYS:
        days = timedelta(DAYS[unit] * number * back)
        return Time(span, (date.fromisoformat(since) + days).isoformat(), None) if EXACT.fullmatch(since) else None
    steps = MONTHS[unit] * number * back
    if unit in {"year", "decade"}:
        return Time(span, f"{year + steps // 12:04}", None)
    total = year * 12 + month - 1 + steps
    return Time(span, f"{total // 12:04}-{total % 12 + 1:02}", None) if month else None


def dates_in(sentence: Sentence, text: str, since: str = "") -> list[tuple[Time, Word]]:
    """The resolved dates of a sentence, each with the word that heads its phrase; `since` is the last date before."""
    found = []
    said = text[sentence.start : sentence.end]
    for time in narrated(find_times(said, sentence.today), said, since):
        start, end = time.span.start + sentence.start, time.span.end + sentence.start
        inside = [w for w in sentence.words if w.start < end and w.end > start and w.text.strip()]
        if inside and (time.start or time.end) and not time.vague:
            tops = [w for w in inside if w.head is w or not (start <= w.head.start < end)]
            tops = [w for w in tops if w.dep not in {"punct", "case"}] or inside
            if time.kind == "until" and inside[-1].behind[:1] and inside[-1].behind[0].text in POSSESSIVE:
                continue  # "by this year's host" sets no end
            found.append((time, tops[0]))
    return found


def opens_date(word: Word) -> bool:
    """Whether with a word a date begins, by its preposition or without: "to join it | *in* October"."""
    said = word.head if word.dep == "case" else word
    return said.label == "TIME" and word is min(said.subtree(), key=lambda w: w.i)
