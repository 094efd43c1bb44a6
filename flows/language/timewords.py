"""The words of mappings/times.yaml made into patterns. Each pattern is bounded, so that finding stays linear."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.settings import MAPPINGS

SPACE = r"(?:[ \t\u00a0\u2009\u202f]{1,3}|\n(?!\n))"
DASH = r"[-‐‑‒–—−]"
# Not inside a word, a number, a sum of money or a code
CLEAN = r"(?<![\w$€£¥₽₹.,#/+@%–—-])"
DAY_CLEAN = r"(?<![\w$€£¥.,/#])(?<!\d[-–—])"
# 1500–2099: older years stand bare in no newspaper
DIGITS = r"(?:1[5-9]|20)\d\d(?!\d)"
YEAR = DIGITS + r"(?![\w%°]|[.,:/]\d|-\w)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
AFTER_DAY = r"(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)"


@dataclass(frozen=True, slots=True)
class Words:
    """Names to numbers, and the patterns: `opening` finds where a time may begin; `patterns` are tried there."""

    months: Mapping[str, int]
    ambiguous_months: frozenset[int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    singular: Mapping[str, str]
    days: Mapping[str, int]
    shifts: Mapping[str, int]
    backwards: frozenset[str]
    opening: re.Pattern[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    leads: tuple[tuple[str, re.Pattern[str]], ...]
    day_before: re.Pattern[str]
    month_lead: re.Pattern[str]
    month_before: re.Pattern[str]
    stretch_lead: re.Pattern[str]
    year_lead: re.Pattern[str]
    founding_lead: re.Pattern[str]
    counting_lead: re.Pattern[str]
    counted_after: re.Pattern[str]
    plural_after: re.Pattern[str]
    year_verb_after: re.Pattern[str]
    noun_after: re.Pattern[str]
    determiner_before: re.Pattern[str]
    name_before_day: re.Pattern[str]
    name_after_day: re.Pattern[str]
    range_gap: re.Pattern[str]
    range_lead: re.Pattern[str]
    from_before: re.Pattern[str]
    onwards: re.Pattern[str]


@lru_cache(maxsize=1)
def load_words(path: Path = MAPPINGS / "times.yaml") -> Words:
    """The words of times from their file, made into patterns; BrokenData says what the file lacks."""
    try:
        return _words(yamls.load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as wrong:
        raise BrokenData(f"{path.name} cannot be read: {wrong}") from wrong
    except KeyError as wrong:
        raise BrokenData(f"{path.name} lacks {wrong}") from wrong
    except (TypeError, AttributeError) as wrong:
        raise BrokenData(f"{path.name} has an entry of the wrong form: {wrong}") from wrong


def _words(table: dict[str, Any]) -> Words:
    months = {name: number for number, names in table["months"].items() for name in names}
    plurals = {unit: table["plurals"].get(unit, unit + "s") for unit in table["units"]}
    parts = _parts(table, months, plurals)
    return Words(
        months=months,
        ambiguous_months=frozenset(months[name] for name in table["ambiguous_months"]),
        weekdays={name: number for number, name in enumerate(table["weekdays"])},
        numbers=table["numbers"],
        ordinals=table["ordinals"],
        units=table["units"],
        singular={**{plural: unit for unit, plural in plurals.items()}, **{unit: unit for unit in plurals}},
        days=table["days"],
        shifts=table["shifts"],
        backwards=frozenset(table["backwards"]),
        opening=_opening(table, months),
        patterns=tuple((name, re.compile(_fill(form, parts))) for name, form in FORMS),
        leads=tuple((kind, _last(table[kind])) for kind in ("since", "until", "loose")),
        # "30 February": no such day, so no such month either
        day_before=re.compile(rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?{SPACE}$"),
        month_lead=_last(table["month_leads"]),
        month_before=re.compile(rf"\b{_any(months, group=True)}(?:{parts['to']}|,{SPACE})$"),
        stretch_lead=_last(table["stretches"]),
        year_lead=_last([*table["year_leads"], *table["edges"]]),
        founding_lead=_last(table["founding_leads"]),
        counting_lead=_last(table["counting_leads"]),
        counted_after=re.compile(rf"{SPACE}(?i:{_any(table['counted'])})\b"),
        plural_after=re.compile(rf"{SPACE}(?!(?:was|has|is|as|this|its|onwards)\b)[a-z]+s\b"),
        year_verb_after=re.compile(rf"{SPACE}(?:{_any(table['year_verbs'])})\b"),
        noun_after=re.compile(rf"(?:['’]s)?{SPACE}(?!(?:{_any(table['no_nouns'])})\b)\w"),
        determiner_before=re.compile(
            rf"(?i:(?:\b|(?=['’]))(?:{_any(table['determiners'])})){SPACE}(?:[\w-]+{SPACE})?$"
        ),
        name_before_day=re.compile(rf"\b(?:{_any(table['weekday_names_after'])}){SPACE}$"),
        name_after_day=re.compile(rf"{SPACE}(?:{_any(table['weekday_names_before'])})\b"),
        range_gap=re.compile(rf"{SPACE}?{DASH}{SPACE}?|,?{SPACE}(?:{_any(table['range'])}){SPACE}"),
        range_lead=re.compile(rf"\b((?i:{_any(table['from'])})){SPACE}$"),
        from_before=re.compile(rf"\b(?i:from){SPACE}$"),
        onwards=re.compile(rf"{SPACE}(?:{_any(table['onwards'])})\b"),
    )


# In the order they are tried: the longest reading first. «x» is a part from `_parts`.
YEAR_AFTER = r"(?:,?«w»(?P<year>«year»)|«w»(?:of«w»)?(?P<of>(?i:«shifts»))«w»year\b)"
FORMS = (
    ("iso", r"«clean»(?P<year>«digits»)-(?P<number>\d\d)-(?P<day>\d\d)(?![\w-])"),
    (
        "day",
        r"(?:(?P<from>(?i:from|between))«w»)?(?:(?P<weekday>«weekday»),?«w»(?:the«w»)?)?«day_clean»(?P<day>«day»)«th»"
        r"(?:(?P<to>«to»)(?P<day2>«day»)«th»)?(?:«w»of)?«w»(?P<month>«month»)\b\.?" + YEAR_AFTER + "?",
    ),
    (
        "day_us",
        r"(?:(?P<from>(?i:from|between))«w»)?(?:(?P<weekday>«weekday»),?«w»)?(?P<month>«month»)\b\.?«w»(?P<day>«day»)«th»"
        r"(?:(?P<to>«to»)(?P<day2>«day»)«th»)?" + YEAR_AFTER + "?",
    ),
    ("month", r"(?:(?i:«edges»)(?:«w»|-))?(?P<month>«month»)\b\.?(?:«w»of)?" + YEAR_AFTER),
    (
        "part",
        r"(?:the«w»)?(?:(?P<half>H)|Q)?(?:(?P<q>(?<=[QH])[1-4])|(?P<ordinal>(?i:«ordinals»))«w»«part»(?:«w»of)?)"
        + YEAR_AFTER,
    ),
    ("slashed", r"«clean»(?P<one>\d{1,2})(?P<sep>[/.])(?P<two>\d{1,2})(?P=sep)(?P<year>«year»)"),
    (
        "years",
        r"(?:(?P<from>(?i:from|between))«w»)?«clean»(?P<year>«digits»)(?:(?P<dash>«w»?«dash»«w»?)|(?P<to>«to»))"
        r"(?P<year2>«digits»|\d\d)(?![\w%-]|[.,]\d)",
    ),
    (
        "recurring",
        r"(?i:(?:(?:«recurring»)«w»(?:(?:\d{1,2}|«number»)«w»)?(?:«unit»|«plural»|«weekday»|«month»)|«recurring_words»))\b",
    ),
    ("weekday", r"(?:(?P<shift>(?i:«shifts»))«w»)?(?P<weekday>«weekday»)(?P<plural>s)?\b"),
    ("bare_month", r"(?:(?P<edge>(?i:«edges»))(?:«w»|-)|(?P<shift>(?i:«shifts»))«w»)?(?P<month>«long_month»)\b"),
    (
        "decade",
        r"(?:(?i:the)«w»)?(?:(?i:early|mid|late)(?:«w»|-))?"
        r"(?:«clean»(?:1[5-9]|20)\d0['’]?s|['’]\d0s|(?:1\d|2[01])(?:st|th)«w»century)\b",
    ),
    (
        "ago",
        r"(?i:(?:(?P<inexact>«inexact»)«w»)?(?:(?P<number>\d{1,3}|«number»)«w»|(?:«uncounted»)«w»)?(?:«unit»|«plural»)«w»ago)\b",
    ),
    (
        "past",
        r"(?i:(?:the«w»)?(?P<shift>past|last|next|coming|previous)«w»(?:(?P<number>\d{1,3}|«number»)|(?:«uncounted»))«w»"
        r"(?P<unit>«plural»))\b",
    ),
    ("day_word", r"(?i:«days»)\b"),
    ("shift", r"(?i:(?:(?:«edges»)«w»)?(?P<shift>«shifts»)«w»(?P<unit>«unit»))\b"),
    ("anaphoric", r"(?i:(?:«anaphoric»)«w»(?:«unit»))\b"),
    ("stretch", r"(?i:(?:(?:«inexact»)«w»)?(?:\d{1,3}|(?P<number>«number»)|«uncounted»)«w»(?:«unit»|«plural»))\b"),
    ("year", r"(?:(?P<edge>(?i:«edges»))(?:«w»|-)|«clean»)(?P<year>«year»)"),
)


def _parts(table: dict[str, Any], months: Iterable[str], plurals: Mapping[str, str]) -> dict[str, str]:
    return {
        "w": SPACE,
        "clean": CLEAN,
        "day_clean": DAY_CLEAN,
        "dash": DASH,
        "digits": DIGITS,
        "year": YEAR,
        "day": DAY,
        "th": AFTER_DAY,
        "to": rf"(?:{SPACE}?{DASH}{SPACE}?|{SPACE}(?:{_any(table['range'])}){SPACE})",
        "part": "(?:quarter|(?P<half2>half))",
        "month": _any(months, group=True),
        "long_month": _any((name for name in months if len(name) > 4 or name in {"May", "June", "July"}), group=True),
        "weekday": _any(table["weekdays"], group=True),
        "number": _any(table["numbers"], group=True),
        "unit": _any(table["units"], group=True),
        "plural": _any(plurals.values(), group=True),
        **{
            name: _any(table[name], group=True)
            for name in (
                "ordinals",
                "days",
                "shifts",
                "anaphoric",
                "edges",
                "inexact",
                "uncounted",
                "recurring",
                "recurring_words",
            )
        },
    }


def _opening(table: dict[str, Any], months: Iterable[str]) -> re.Pattern[str]:
    phrases = (table["days"], table["shifts"], table["anaphoric"], table["edges"], table["inexact"], table["uncounted"])
    single = (
        table["from"],
        table["numbers"],
        table["units"],
        table["recurring"],
        table["recurring_words"],
        table["ordinals"],
    )
    begins = {phrase.split()[0] for group in (*phrases, *single) for phrase in group} | {
        "the",
        "past",
        "previous",
        "coming",
    }
    names = _any([*months, *table["weekdays"]], group=True)
    plurals = _any([table["plurals"].get(unit, unit + "s") for unit in table["units"]], group=True)
    return re.compile(
        rf"(?<!\w)(?<!\d[.,])(?:\d|['’]\d0s|[QH][1-4]\b|(?i:{_any(begins, group=True)}|{plurals})\b|{names}(?:\b|s\b))"
    )


def _fill(form: str, parts: Mapping[str, str]) -> str:
    return re.sub("«([^»]+)»", lambda name: parts[name[1]], form)


def _any(names: Iterable[str], *, group: bool = False) -> str:
    """Any of these phrases, the longest first, with free white space."""
    ordered = sorted((str(name) for name in names), key=lambda name: (-len(name), name))
    either = "|".join(SPACE.join(re.escape(word) for word in name.split()) for name in ordered)
    return f"(?:{either})" if group else either


def _last(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases right before a place."""
    return re.compile(rf"\b(?i:{_any(phrases, group=True)}){SPACE}$")
