"""A verb that is said once and meant several times, each time with names and a date of its own."""

import pytest
from told import facts_of, qualifier, read, shown

LISTS = [
    (
        "Ghana joined the African Union in 1963, Togo in 1964, and Benin and Niger in 1980.",
        {("Ghana", "1963"), ("Togo", "1964"), ("Benin", "1980"), ("Niger", "1980")},
    ),
    (
        "Estonia joined NATO in 2004, Montenegro in 2017 and North Macedonia in March 2020.",
        {("Estonia", "2004"), ("Montenegro", "2017"), ("North Macedonia", "2020-03")},
    ),
    (
        "ECOWAS suspended Mali in 2021 and Guinea in 2022.",
        {("Mali", "2021"), ("Guinea", "2022")},
    ),
    (
        "Finland joined NATO in 2023, Sweden in 2024 and Albania fifteen years earlier.",
        {("Finland", "2023"), ("Sweden", "2024"), ("Albania", "2009")},
    ),
    ("Estonia joined NATO in 2004 and Albania five years later.", {("Estonia", "2004"), ("Albania", "2009")}),
    ("Kenya joined the United Nations in 1963, and Malawi in 1964 was a poor country.", {("Kenya", "1963")}),
    ("Peru joined the United Nations in 1945, when Lima in June 1945 was in turmoil.", {("Peru", "1945")}),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_remnant_of_a_list_has_its_own_date(text: str, expected: set[tuple[str, str]]) -> None:
    extraction = read(text)
    accessions = facts_of(extraction, "accession")
    assert {(shown(extraction, fact.subject), qualifier(extraction, fact, "start")) for fact in accessions} == expected


def test_whole_dates_repeat_a_clause_as_years_do() -> None:
    text = "Peru joined NATO on 8 January 1984, Chile on 28 July 1995, Fiji and Mali on 23 July 1997."
    extraction = read(text)
    days = {shown(extraction, f.subject): qualifier(extraction, f, "start") for f in facts_of(extraction, "accession")}
    assert days == {"Peru": "1984-01-08", "Chile": "1995-07-28", "Fiji": "1997-07-23", "Mali": "1997-07-23"}
    text = "Peru joined NATO on 8 January 1984, and Chile praised it on 28 July 1995."
    assert "Chile" not in {shown(read(text), f.subject) for f in facts_of(read(text), "accession")}
