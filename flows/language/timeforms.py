"""What each form of words comes to on the calendar, or that it is no time at all: one reader a pattern."""

import re

from flows.language.calendar import VAGUE, Clock, Dated
from flows.language.timewords import Words

Match = re.Match[str]


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
    if words.day_before.search(before(match, 6)):
        return None
    return clock.month(words.months[match["month"]], _year(match, clock, words))


def _read_bare_month(match: Match, clock: Clock, words: Words) -> Dated | None:
    if words.day_before.search(before(match, 6)):
        return None
    if match["shift"]:
        return clock.shifted_month(words.months[match["month"]], words.shifts[match["shift"].lower()])
    if match["edge"] is None and not _is_month(match, words):
        return None
    return clock.month(words.months[match["month"]], None)


def _read_weekday(match: Match, clock: Clock, words: Words) -> Dated | None:
    if words.name_before_day.search(before(match, 12)) or words.name_after_day.match(match.string, match.end()):
        return None
    if match["plural"]:
        return Dated(None, None, "recurring")
    if re.search(r"\b(?:on|of) a\s$", before(match, 6)):  # "on a Friday": any
        return VAGUE
    shift = words.shifts[match["shift"].lower()] if match["shift"] else None
    return clock.weekday(words.weekdays[match["weekday"]], shift)


def _read_part(match: Match, clock: Clock, words: Words) -> Dated | None:
    size = 6 if match["half"] or match["half2"] else 3
    number = int(match["q"]) if match["q"] else words.ordinals[match["ordinal"].lower()]
    year = _year(match, clock, words)
    if year is None or number * size > 12:
        return None
    return Dated(f"{year:04}-{(number - 1) * size + 1:02}", f"{year:04}-{number * size:02}", "range")


def _read_slashed(match: Match, clock: Clock, words: Words) -> Dated | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    # 3/4/2024 is March in New York and April in London: only the year is sure
    if one <= 12 and two <= 12 and one != two and match["sep"] == "/":
        return Dated(match["year"], None)
    return clock.day(two, one, year) if two > 12 else clock.day(one, two, year)


def _read_years(match: Match, clock: Clock, words: Words) -> Dated | None:
    last = match["year2"] if len(match["year2"]) == 4 else match["year"][:2] + match["year2"]
    if last <= match["year"] or words.counted_after.match(match.string, match.end()):
        return None
    if match["to"] and (len(match["year2"]) < 4 or words.plural_after.match(match.string, match.end())):
        return None
    # "2004 and 2008" are two years, "between 2004 and 2008" is one stretch
    apart = match["to"] and match["to"].strip() == "and" and (match["from"] or "").lower() != "between"
    return None if apart else Dated(match["year"], last, "range")


def _read_year(match: Match, clock: Clock, words: Words) -> Dated | None:
    return Dated(match["year"], None)


def _read_day_word(match: Match, clock: Clock, words: Words) -> Dated | None:
    # "Russia Today", "USA Today" are papers
    if match[0][0].isupper() and re.search(r"[A-Z]\w*\s$", before(match, 24)):
        return None
    return clock.shifted_day(words.days[" ".join(match[0].lower().split())])


def _read_shift(match: Match, clock: Clock, words: Words) -> Dated | None:
    if re.search(r"\bthe\s$", before(match, 4), re.IGNORECASE):
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
    if (match["number"] or "").lower() in {"a", "an", "one"} and not words.stretch_lead.search(before(match, 12)):
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
    "slashed": _read_slashed,
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


def before(match: Match, length: int) -> str:
    """So many characters before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def _is_month(match: Match, words: Words) -> bool:
    lead, after = before(match, 24), match.string[match.end() : match.end() + 3]
    if words.month_lead.search(lead) or words.month_before.search(lead):
        return words.months[match["month"]] not in words.ambiguous_months or after[:2] not in {"'s", "’s"}
    if words.months[match["month"]] in words.ambiguous_months:
        # "the April vote", but not "the March on Rome"
        noun = words.noun_after.match(match.string, match.end())
        return bool(noun and re.match(r"\s[a-z]", after) and words.determiner_before.search(lead))
    # "Red October", "January Makamba" are names
    return not (re.match(r"\s[A-Z]", after) or re.search(r"\b[A-Z]\w*\s$", lead))


def is_year(match: Match, words: Words, last: int | None) -> bool:
    """Whether four digits are a year, by their neighbours; `last` is where the time before them ends, or None."""
    text, lead = match.string, before(match, 24)
    if words.counted_after.match(text, match.end()):
        return False
    if match["edge"] or (last is not None and re.fullmatch(r",? (?:and |or )?", text[last : match.start()][:8])):
        return True
    counts = words.plural_after.match(text, match.end()) or re.match(
        r"\s(?:to|and)\s\d", text[match.end() : match.end() + 6]
    )
    if counts and words.counting_lead.search(lead):
        return False
    if words.year_lead.search(lead) or (lead[-1:] == "(" and re.match(r"[),;–-]", text[match.end() : match.end() + 1])):
        return True
    if words.founding_lead.search(lead) and re.match(r"[,;).]", text[match.end() : match.end() + 1]):
        return True  # "Acme, founded 1926, sells tea"
    opens = not lead or re.search(r"[.!?\n][”\"’]?\s?$", lead)
    noun = words.noun_after.match(text, match.end()) and words.determiner_before.search(lead)
    return bool(noun or (opens and words.year_verb_after.match(text, match.end())))
