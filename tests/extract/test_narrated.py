"""Dates counted from the date before: "two years later", "the following February"."""

import pytest

from flows.extract.grammar.dates import narrated
from flows.language.times import find_times


def dates(text: str, since: str = "") -> list[str | None]:
    return [time.start for time in narrated(find_times(text, "2024-09-01"), text, since) if time.start]


@pytest.mark.parametrize(
    ("text", "since", "expected"),
    [
        ("Suriname came two years later.", "1973-07-04", ["1975"]),
        ("Bermuda joined the following February.", "2022-07", ["2023-02"]),
        ("Bermuda joined the following November.", "2022-07", ["2022-11"]),
        ("It left the following year.", "2022-07", ["2023"]),
        ("It left the next month.", "2022-12", ["2023-01"]),
        ("It left the year before.", "2022", ["2021"]),
        ("It left three months earlier.", "2022-02", ["2021-11"]),
        ("It was born in 1991 and left a decade later.", "", ["1991", "2001"]),
        ("It left in May and came back in June of the same year.", "2019-01", ["2024-05", "2024-06"]),
        ("It left the following year.", "", []),
        ("It left three months earlier.", "2022", []),
        ("It left ten days later.", "2022", []),
        ("It left ten days later.", "2022-12-28", ["2023-01-07"]),
        ("It left a week earlier.", "2024-03-04", ["2024-02-26"]),
        ("It left the next day.", "2024-02-28", ["2024-02-29"]),
        ("It left the following week.", "2024-02", []),
    ],
)
def test_a_story_counts_from_the_date_before(text: str, since: str, expected: list[str]) -> None:
    assert dates(text, since) == expected
