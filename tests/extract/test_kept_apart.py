"""What a sentence keeps apart: the last of a row from the rest, one clause from the next, who holds from what is held."""

import pytest
from told import facts_of, qualifier, read, shown


def rows_of(kind: str, *paragraphs: str) -> set[tuple[str, str, str]]:
    """(subject, predicate, object) of each fact of a kind."""
    extraction = read(*paragraphs)
    return {
        (shown(extraction, f.subject), f.predicate, shown(extraction, f.object)) for f in facts_of(extraction, kind)
    }


def said(*paragraphs: str) -> set[tuple[str, str]]:
    """(speaker, words) of each statement."""
    extraction = read(*paragraphs)
    return {(shown(extraction, f.subject), shown(extraction, f.object)) for f in facts_of(extraction, "statement")}


def test_a_clause_behind_a_row_of_examples_tells_of_the_last() -> None:
    text = (
        "NATO has many members, among them Norway, Italy and the Baltic states of Latvia and Estonia, "
        "which became members of NATO in 2004."
    )
    joined = {row[0] for row in rows_of("accession", text)}
    assert joined and joined <= {"Latvia", "Estonia"}


def test_a_person_in_two_offices_has_both() -> None:
    rows = rows_of("chairing", "Ada Roe, the president of Peru and the chairwoman of Mercosur, left.")
    assert ("Ada Roe", "chairs", "Mercosur") in rows


def test_a_semicolon_ends_what_is_warned_of() -> None:
    text = "Ghana's foreign ministry warned against any interference in its affairs; President Ada Roe is expected in Lima."
    rows = said(text)
    assert not any("Lima" in words for _, words in rows)
    visits = [f for f in facts_of(read(text), "visit")]
    assert [f.factuality.value for f in visits] == ["planned"]


def test_what_is_said_is_not_dated_by_what_is_to_come() -> None:
    extraction = read("Ada Roe is due to travel to Accra next month, and said that the African Union had failed Chad.")
    statements = list(facts_of(extraction, "statement"))
    assert statements and [qualifier(extraction, f, "start") for f in statements] == [None]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The African Union has 55 members. Angola took over its rotating chairmanship.",
            {("Angola", "chairs", "African Union")},
        ),
        (
            "The African Union met in Lima. Russia ended its presidency of the Arctic Council.",
            {("Russia", "chairs", "Arctic Council")},
        ),
    ],
)
def test_the_chair_that_is_held_is_not_the_holders_own(text: str, rows: set[tuple[str, ...]]) -> None:
    assert set(rows_of("chairing", text)) == rows


def test_its_secretary_general_is_not_that_of_the_body_named_most() -> None:
    text = (
        "ASEAN met in Lima. ASEAN was founded in 1967, and Laos joined ASEAN in 1997. "
        "The Lakes Commission, headquartered in Accra, groups Ghana, Chad, Benin and Togo. "
        "Its secretary-general, Ada Roe, said a deal was close."
    )
    assert {row[2] for row in rows_of("office", text)} == {"Secretary-general of the Lakes Commission"}
