"""Styles of address: no part of a name, and nothing between an office and who holds it."""

import pytest
from told import facts_of, held, read, shown


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The Prime Minister of Jamaica, the Most Honourable Ada Roe, chaired the meeting.",
            {("Ada Roe", "Prime Minister of Jamaica")},
        ),
        (
            "The Prime Minister of Grenada, Rt. Hon. Dr. Ada Roe, and Haiti's leader, His Excellency Ben Okoro, left.",
            {("Ada Roe", "Prime Minister of Grenada"), ("Ben Okoro", "Leader of Haiti")},
        ),
        (
            "H.E. Ms. Ada Roe, President of Zambia, spoke to Hon. Ben Okoro, Foreign Minister of Ghana.",
            {("Ada Roe", "President of Zambia"), ("Ben Okoro", "Foreign Minister of Ghana")},
        ),
        ("Kenya's Foreign Minister Amb. Ada Roe left.", {("Ada Roe", "Foreign Minister of Kenya")}),
        ("The Head of Public Service Dr Ada Roe left.", {("Ada Roe", "Head of Public Service")}),
        ("Kenya's ambassador Ada Roe left.", {("Ada Roe", "Ambassador of Kenya")}),
    ],
)
def test_a_style_of_address_is_no_part_of_the_name(text: str, rows: set[tuple[str, str]]) -> None:
    assert held(text) == rows


def test_a_style_with_a_full_stop_ends_no_sentence() -> None:
    extraction = read("The Nairobi summit was attended by H.E. Ada Roe, Hon. Ben Okoro and Amb. Carla Moyo.")
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "participation")} == {
        "Ada Roe",
        "Ben Okoro",
        "Carla Moyo",
    }


def test_who_stands_behind_a_semicolon_has_an_office_of_their_own() -> None:
    text = (
        "Also at the Accra summit were Ada Roe, Chairperson of the African Union Commission; Ben Okoro, Executive "
        "Secretary of ECOWAS; and Carla Moyo, Foreign Minister of Chad."
    )
    extraction = read(text)
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "chairing")} == {"Ada Roe"}
    assert held(text) == {
        ("Ada Roe", "Chairperson of the African Union Commission"),
        ("Ben Okoro", "Executive Secretary of ECOWAS"),
        ("Carla Moyo", "Foreign Minister of Chad"),
    }


def test_those_before_a_common_apposition_share_it() -> None:
    extraction = read("Peru, Chile and Fiji, members of APEC, met in Lima.")
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "membership")} == {"Peru", "Chile", "Fiji"}


def test_an_office_between_commas_is_not_that_of_who_comes_next() -> None:
    rows = held(
        "The session of the council was chaired by Ada Roe, the President of Chad, and was attended by: Ben Okoro, "
        "President of Ghana; Carla Moyo, President of Zambia."
    )
    assert rows == {
        ("Ada Roe", "President of Chad"),
        ("Ben Okoro", "President of Ghana"),
        ("Carla Moyo", "President of Zambia"),
    }


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "It names the head of Peru's Prison Service Ada Roe, Deputy Commissioner of the Royal Peruvian Police "
            "Carla Moyo, and Ben Okoro.",
            {
                ("Ada Roe", "Head of Prison Service of Peru"),
                ("Carla Moyo", "Deputy Commissioner of Royal Peruvian Police"),
            },
        ),
        (
            "The judge met Ada Roe, head of Peru's Prison Service Ben Okoro, and others.",
            {("Ben Okoro", "Head of Prison Service of Peru")},
        ),
        (
            "The deputy head of the Office of the President Ada Roe left.",
            {("Ada Roe", "Deputy head of Office of the President")},
        ),
        ("Peru's Chief of Staff Ada Roe left.", {("Ada Roe", "Chief of Staff of Peru")}),
        ("Ada Roe, head of Peru's Prison Service, left.", {("Ada Roe", "Head of Prison Service of Peru")}),
        (
            "The director of the Ada Roe Institute, Carla Moyo, left.",
            {("Carla Moyo", "Director of the Ada Roe Institute")},
        ),
    ],
)
def test_the_body_that_somebody_serves_ends_before_the_name(text: str, rows: set[tuple[str, str]]) -> None:
    assert held(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Chad's new left-wing president, Ada Roe, left.", {("Ada Roe", "President of Chad")}),
        ("Chad's vice-president, Ada Roe, left.", {("Ada Roe", "Vice-president of Chad")}),
        ("The President of the Republic of Guyana, Ada Roe, left.", {("Ada Roe", "President of Guyana")}),
        ("The President of the Republic of Korea, Ada Roe, left.", {("Ada Roe", "President of South Korea")}),
        (
            "Ada Roe, Ambassador Extraordinary and Plenipotentiary of Peru, and Ben Oak, envoy of Chad, left.",
            {("Ada Roe", "Ambassador Extraordinary and Plenipotentiary of Peru"), ("Ben Oak", "Envoy of Chad")},
        ),
    ],
)
def test_an_office_is_printed_whole(text: str, rows: set[tuple[str, str]]) -> None:
    assert held(text) == rows


def test_a_plural_title_is_no_part_of_the_name() -> None:
    names = {
        entity.name for entity in read("The governor praised Foreign Ministers Carla Faria and Ben Okoro.").entities
    }
    assert {"Carla Faria", "Ben Okoro"} <= names
    assert "Ministry of Trade" in {e.name for e in read("Chad's Ministry of Trade Amb. Ada Roe Oak left.").entities}
