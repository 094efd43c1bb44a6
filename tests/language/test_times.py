"""Times: found where the text states them, resolved against the article's date, never more precise than the text."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import BrokenData
from flows.language.times import Time, as_meant, find_times
from flows.language.timewords import load_words
from flows.settings import MAPPINGS

TODAY = "2024-07-20"  # a Saturday

# text, then for each time found: its words, start, end, kind
RESOLVED = [
    ("The summit was held on 3–4 July 2024 in Astana.", [("3–4 July 2024", "2024-07-03", "2024-07-04", "range")]),
    ("They met on 10-11 May 2024.", [("10-11 May 2024", "2024-05-10", "2024-05-11", "range")]),
    ("It ran 3—4 July 2024.", [("3—4 July 2024", "2024-07-03", "2024-07-04", "range")]),
    ("on July 15, 2024, he said", [("July 15, 2024", "2024-07-15", None, "point")]),
    ("on 15 July 2024", [("15 July 2024", "2024-07-15", None, "point")]),
    ("the union (founded 1926), a club", [("1926", "1926", None, "point")]),
    ("on the 15th of July, 2024", [("15th of July, 2024", "2024-07-15", None, "point")]),
    ("on July 4th", [("July 4th", "2024-07-04", None, "point")]),
    ("the talks of 9 to 11 July", [("9 to 11 July", "2024-07-09", "2024-07-11", "range")]),
    ("July 9-11, 2023", [("July 9-11, 2023", "2023-07-09", "2023-07-11", "range")]),
    ("between 9 and 11 July", [("between 9 and 11 July", "2024-07-09", "2024-07-11", "range")]),
    ("on 3 and 4 July", [("3 and 4 July", "2024-07-03", "2024-07-04", "range")]),
    ("from June 30 to July 2", [("from June 30 to July 2", "2024-06-30", "2024-07-02", "range")]),
    ("30 June – 2 July 2023", [("30 June – 2 July 2023", "2023-06-30", "2023-07-02", "range")]),
    ("28 December–3 January 2024", [("28 December–3 January 2024", "2023-12-28", "2024-01-03", "range")]),
    ("between 2017 and 2023 the state", [("between 2017 and 2023", "2017", "2023", "range")]),
    ("from 2017 to 2023", [("from 2017 to 2023", "2017", "2023", "range")]),
    ("the years 2017–2023", [("2017–2023", "2017", "2023", "range")]),
    ("the 2023–24 budget", [("2023–24", "2023", "2024", "range")]),
    ("from Monday to Friday", [("from Monday to Friday", "2024-07-15", "2024-07-19", "range")]),
    ("from May to July 2023", [("from May to July 2023", "2023-05", "2023-07", "range")]),
    ("It was founded in 2004.", [("2004", "2004", None, "point")]),
    ("the SCO, back in 2004, formed", [("2004", "2004", None, "point")]),
    ("as early as 2010", [("2010", "2010", None, "point")]),
    ("In 2004, 2008 and 2012 it voted", [(year, year, None, "point") for year in ("2004", "2008", "2012")]),
    ("the treaty (1951) holds", [("1951", "1951", None, "point")]),
    ("2024 was a hard year.", [("2024", "2024", None, "point")]),
    ("this year’s summit", [("this year", "2024", None, "point")]),
    ("Last year it left.", [("Last year", "2023", None, "point")]),
    ("next year", [("next year", "2025", None, "point")]),
    ("the end of last year", [("the end of last year", "2023", None, "point")]),
    ("late last year", [("late last year", "2023", None, "point")]),
    ("this month", [("this month", "2024-07", None, "point")]),
    ("earlier this month", [("earlier this month", "2024-07", None, "point")]),
    ("last month", [("last month", "2024-06", None, "point")]),
    ("next month", [("next month", "2024-08", None, "point")]),
    ("in July", [("July", "2024-07", None, "point")]),
    ("in October", [("October", "2023-10", None, "point")]),
    ("In March NATO met", [("March", "2024-03", None, "point")]),
    ("in May", [("May", "2024-05", None, "point")]),
    ("last October", [("last October", "2023-10", None, "point")]),
    ("next July", [("next July", "2025-07", None, "point")]),
    ("in July last year", [("July last year", "2023-07", None, "point")]),
    ("by late July", [("by late July", None, "2024-07", "until")]),
    ("the September summit", [("September", "2023-09", None, "point")]),
    ("in June 2025", [("June 2025", "2025-06", None, "point")]),
    ("in Sept 2024", [("Sept 2024", "2024-09", None, "point")]),
    ("in Sept. 2024", [("Sept. 2024", "2024-09", None, "point")]),
    ("in February of 2022", [("February of 2022", "2022-02", None, "point")]),
    ("MOSCOW, Aug. 6 (agency)", [("Aug. 6", "2024-08-06", None, "point")]),
    ("in Lima, Dec. 6", [("Dec. 6", "2023-12-06", None, "point")]),
    ("from July 18 to August 2", [("from July 18 to August 2", "2024-07-18", "2024-08-02", "range")]),
    ("July 20–25, 2023", [("July 20–25, 2023", "2023-07-20", "2023-07-25", "range")]),
    ("July 20 to August 3, 2023", [("July 20 to August 3, 2023", "2023-07-20", "2023-08-03", "range")]),
    ("on February 27", [("February 27", "2024-02-27", None, "point")]),
    ("an Arab summit on 27 February", [("27 February", "2024-02-27", None, "point")]),
    ("on February 29", [("February 29", "2024-02-29", None, "point")]),
    ("on Saturday", [("Saturday", "2024-07-20", None, "point")]),
    ("he said Monday that", [("Monday", "2024-07-15", None, "point")]),
    ("on Sunday", [("Sunday", "2024-07-14", None, "point")]),
    ("last Thursday", [("last Thursday", "2024-07-18", None, "point")]),
    ("last Saturday", [("last Saturday", "2024-07-13", None, "point")]),
    ("next Monday", [("next Monday", "2024-07-22", None, "point")]),
    ("Monday, July 15", [("Monday, July 15", "2024-07-15", None, "point")]),
    ("Saturday, July 27", [("Saturday, July 27", "2024-07-27", None, "point")]),
    ("on Saturday, 6 July 2024,", [("Saturday, 6 July 2024", "2024-07-06", None, "point")]),
    ("yesterday", [("yesterday", "2024-07-19", None, "point")]),
    ("Today, the two sides met.", [("Today", "2024-07-20", None, "point")]),
    ("tomorrow", [("tomorrow", "2024-07-21", None, "point")]),
    ("the day before yesterday", [("the day before yesterday", "2024-07-18", None, "point")]),
    ("two days ago", [("two days ago", "2024-07-18", None, "point")]),
    ("three months ago", [("three months ago", "2024-04", None, "point")]),
    ("erupted 10 years ago", [("10 years ago", "2014", None, "point")]),
    ("a year ago", [("a year ago", "2023", None, "point")]),
    ("since 1991", [("since 1991", "1991", None, "since")]),
    ("Ever since July 2014", [("Ever since July 2014", "2014-07", None, "since")]),
    ("since September 11", [("since September 11", "2023-09-11", None, "since")]),
    ("today, and today again", [("today", "2024-07-20", None, "point"), ("today", "2024-07-20", None, "point")]),
    ("since Monday", [("since Monday", "2024-07-15", None, "since")]),
    ("since last year", [("since last year", "2023", None, "since")]),
    ("from 2014 onwards", [("from 2014 onwards", "2014", None, "since")]),
    ("until 2030", [("until 2030", None, "2030", "until")]),
    ("by 2030", [("by 2030", None, "2030", "until")]),
    ("by the end of 2024", [("by the end of 2024", None, "2024", "until")]),
    ("through July 2025", [("through July 2025", None, "2025-07", "until")]),
    ("mid-2024", [("mid-2024", "2024", None, "point")]),
    ("in early 2027", [("early 2027", "2027", None, "point")]),
    ("the start of 2022", [("the start of 2022", "2022", None, "point")]),
    ("in Q1 2027", [("Q1 2027", "2027-01", "2027-03", "range")]),
    ("the third quarter of 2026", [("the third quarter of 2026", "2026-07", "2026-09", "range")]),
    ("the first half of this year", [("the first half of this year", "2024-01", "2024-06", "range")]),
    ("published 2016-07-03", [("2016-07-03", "2016-07-03", None, "point")]),
    ("the deal of 28/10/2004", [("28/10/2004", "2004-10-28", None, "point")]),
    ("the deal of 10/28/2004", [("10/28/2004", "2004-10-28", None, "point")]),
    ("the deal of 3/4/2004", [("3/4/2004", "2004", None, "point")]),
    ("the deal of 3.4.2004", [("3.4.2004", "2004-04-03", None, "point")]),
    ("the period 2003 to 2007", [("2003 to 2007", "2003", "2007", "range")]),
    ("in 2003 and 2007", [("2003", "2003", None, "point"), ("2007", "2007", None, "point")]),
    ("between October and April 2022", [("between October and April 2022", "2021-10", "2022-04", "range")]),
    ("in the summer of 2008", [("2008", "2008", None, "point")]),
    ("the April general elections", [("April", "2024-04", None, "point")]),
    ("on Mondays", [("Mondays", None, None, "recurring")]),
    ("every year", [("every year", None, None, "recurring")]),
    ("every five years", [("every five years", None, None, "recurring")]),
    ("It meets annually.", [("annually", None, None, "recurring")]),
    ("for two years", [("two years", None, None, "duration")]),
    ("for a year", [("a year", None, None, "duration")]),
    ("over the next five years", [("the next five years", None, None, "duration")]),
    ("the past two decades", [("the past two decades", "2004", "2024", "range")]),
]  # fmt: skip

VAGUE = [
    "last week",
    "this week",
    "next weekend",
    "in the 1990s",
    "the late 1990s",
    "in the ’90s",
    "the 19th century",
    "several years ago",
    "nearly two years ago",
    "two weeks ago",
    "decades ago",
    "before 2014",
    "after July 2023",
    "the following year",
    "that month",
    "on a Friday night",
]

NOTHING = [
    "the vote was 334–324",
    "some 2,000 troops",
    "it cost $2004",
    "€1950 a head",
    "2025 soldiers crossed",
    "who established 1926 schools",
    "a force of 2000 soldiers",
    "the deaths of 1800 people",
    "UN Resolution 1701",
    "Flight 1951",
    "he may go",
    "They may, he said, and May’s government agreed",
    "Theresa May said",
    "they march on the capital",
    "an august body",
    "31 June 2024",
    "30 February",
    "USA Today reported",
    "the Sunday Times reported",
    "on Black Friday",
    "Minister January Makamba said",
    "the October Revolution",
    "$3 billion a year",
    "1500 metres",
    "2015.5 points",
    "the 2019-nCoV virus",
    "the number 12",
    "20 per cent",
    "on the second day",
    "a second summit",
    "the sun rose and sat. The sea was calm.",
    "UTC+2000",
    "the March on Rome",
    "version 1.5.2",
    "fell from 2000 to 1500 soldiers",
    "it grew 2024%",
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED, ids=[text for text, _ in RESOLVED])
def test_times_keep_the_precision_of_the_text(
    text: str, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    found = [(time.span.of(text), time.start, time.end, time.kind) for time in find_times(text, TODAY)]
    assert found == expected


@pytest.mark.parametrize("text", VAGUE)
def test_vague_words_get_no_date(text: str) -> None:
    (time,) = find_times(text, TODAY)
    assert (time.start, time.end, time.vague) == (None, None, True)


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_names_and_verbs_are_no_times(text: str) -> None:
    assert find_times(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("will meet in October", ("2024-10", None)),
        ("will meet on Monday", ("2024-07-22", None)),
        ("is to meet on 27 February", ("2025-02-27", None)),
        ("will meet from Monday to Friday", ("2024-07-22", "2024-07-26")),
        ("will meet on 9 to 11 January", ("2025-01-09", "2025-01-11")),
        ("will last until October", (None, "2024-10")),
        ("will meet in October 2024", None),
        ("will meet today", None),
    ],
)
def test_a_time_without_year_says_what_it_is_when_the_clause_looks_ahead(text: str, ahead: object) -> None:
    (time,) = find_times(text, TODAY)
    assert time.ahead == ahead


@pytest.mark.parametrize(
    "text", ["the 2024 summit", "its February 2019 meeting", "Lima’s 2008 gathering", "the July 2023 coup"]
)
def test_a_time_before_its_noun_is_attributive(text: str) -> None:
    (time,) = find_times(text, TODAY)
    assert time.attributive


@pytest.mark.parametrize(
    "text", ["in 2024 leaders met", "met in July 2023 and left", "the coup of 2023", "since the 3 July deal broke"]
)
def test_a_time_of_the_clause_is_not_attributive(text: str) -> None:
    assert [time.attributive for time in find_times(text, TODAY)] == ["deal" in text]


@pytest.mark.parametrize(
    ("text", "forward", "start"),
    [
        ("on Monday", True, "2024-07-22"),
        ("on Monday", False, "2024-07-15"),
        ("in October", True, "2024-10"),
        ("on August 6", True, "2024-08-06"),
        ("on August 6", False, "2023-08-06"),
        ("in 2004", True, "2004"),
    ],
)
def test_the_clause_decides_between_the_days_behind_and_those_ahead(text: str, forward: bool, start: str) -> None:
    (time,) = find_times(text, TODAY)
    assert as_meant(time, forward=forward).start == start


def test_a_near_day_without_year_says_what_it_is_when_the_clause_looks_back() -> None:
    (time,) = find_times("on August 6", TODAY)
    assert (time.start, time.behind) == ("2024-08-06", "2023-08-06")


@pytest.mark.parametrize(
    "text", ["on Monday", "last year", "in July", "two days ago", "on 3 July", "yesterday", "the past two decades"]
)
def test_without_the_articles_date_nothing_is_resolved(text: str) -> None:
    (time,) = find_times(text, "")
    assert (time.start, time.end) == (None, None)


def test_an_article_of_unknown_day_resolves_months_and_years_only() -> None:
    text = "yesterday, last month and last year"
    assert [time.start for time in find_times(text, "2024-07")] == [None, "2024-06", "2023"]


def test_a_date_time_is_as_good_as_a_date() -> None:
    assert find_times("yesterday", "2024-01-01T08:30:00+05:00")[0].start == "2023-12-31"


def test_paragraphs_are_never_bridged() -> None:
    assert [time.start for time in find_times("It ended in July\n\n2024 was calm.", TODAY)] == ["2024-07", "2024"]


def test_a_broken_file_of_words_is_named(tmp_path: Path) -> None:
    whole = (MAPPINGS / "times.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "times.yaml"
    broken.write_text(whole.replace("weekdays:", "weekday:"), encoding="utf-8")
    with pytest.raises(BrokenData, match=r"times\.yaml lacks 'weekdays'"):
        load_words.__wrapped__(broken)


@given(
    st.text(alphabet="0123456789 –-.,/'’()JulyMaSnedthfromlsty\n", max_size=300),
    st.sampled_from(["", "2024", "2024-07", TODAY, "0001-01-01"]),
)
def test_any_text_gives_sorted_times_without_overlap(text: str, today: str) -> None:
    times = find_times(text, today)
    ends = [0, *(time.span.end for time in times)]
    assert all(end <= time.span.start < time.span.end <= len(text) for end, time in zip(ends, times, strict=False))


PIECES = ["from ", "between ", "the ", "2017", "–", "-", " to ", " and ", "July", " ", "May ", "3"]
PIECES += ["11 ", "since ", "last ", "year ", "ago ", ", ", "on ", "mid", "Monday"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_a_range_never_runs_backwards(text: str) -> None:
    def width(iso: str | None, other: str | None) -> int:
        return min(len(iso or ""), len(other or ""))

    ranges = [time for time in find_times(text, TODAY) if isinstance(time, Time) and time.start and time.end]
    assert all(str(t.start)[: width(t.start, t.end)] <= str(t.end)[: width(t.start, t.end)] for t in ranges)


@pytest.mark.parametrize(
    "piece", ["2024-", "2024–", "1–", "9", "July ", "the ", "from ", "3 and ", " ", "2004, ", "of ", "a year ", "-"]
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = perf_counter()
    find_times(text, TODAY)
    # a quadratic reader would need minutes; the bound is loose because test machines are busy
    assert perf_counter() - began < 10
