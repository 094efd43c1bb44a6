"""Offices of a part of a body, or of one who serves another's office: they are not those of the whole."""

import pytest
from told import facts_of, qualifier, read, shown

OFFICES = [
    ("Ada Roe, head of the UN mission in Chad, left.", "Head of mission of the United Nations"),
    ("The head of the UN mission in Chad, Ada Roe, left.", "Head of mission of the United Nations"),
    ("Ada Roe, head of the NATO alliance, left.", "Head of NATO"),
    ("The head of the bank in Peru, Ada Roe, left.", "Head of the bank of Peru"),
    (
        "Ada Roe, director of the AU Regional Office for Trade in Services, left.",
        "Director of AU Regional Office for Trade in Services",
    ),
    (
        "Ada Roe, Director-General of the NATO Affairs Department, told reporters that it was late.",
        "Director-General of the NATO Affairs Department",
    ),
    ("The envoy to Kenya Ada Roe left.", "Envoy to Kenya"),
    ("Secretary-General Ada Roe of Chad's Ministry of Health left.", "Secretary-General of the Ministry of Health"),
    ("Minister Ada Roe of Chad's ruling party left.", "Minister of Chad"),
    ("The speaker of Chad's Transitional Council, Ada Roe, left.", "Speaker of Transitional Council of Chad"),
    ("Ada Roe, the EU president's envoy for Libya, left.", "President's envoy for Libya of the European Union"),
    ("Ada Roe was named the EU president's envoy for Libya.", "President's envoy for Libya of the European Union"),
    ("Ada Roe, the president's daughter, left.", None),
    ("Ada Roe, who will replace him as NATO spokeswoman from Oslo-based Jon Doe, left.", "Spokeswoman for NATO"),
    ("Ada Roe was the first Swiss head of the council since diplomats of Peru left in 2006.", "Head of the council"),
    ("Ada Roe was the first Swiss head of the World Bank.", "Head of the World Bank"),
]


@pytest.mark.parametrize(("text", "office"), OFFICES)
def test_an_office_is_of_the_part_that_it_is_in(text: str, office: str | None) -> None:
    extraction = read(text)
    rows = {(shown(extraction, f.subject), shown(extraction, f.object)) for f in facts_of(extraction, "office")}
    assert rows == ({("Ada Roe", office)} if office else set())


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Ada Roe, deputy commander of the Peru-US Joint Forces Command, left.",
            "Deputy commander of Peru-US Joint Forces Command",
        ),
        ("Ada Roe, chief of the presidential Peace Office, left.", "Chief of Peace Office"),
        ("Ada Roe, the current consul general in Accra, left.", "Consul general in Accra"),
        ("Ada Roe, the mayor of Accra, left.", "Mayor of Accra"),
    ],
)
def test_an_office_is_of_the_whole_body_and_of_no_place_where_somebody_is_posted(text: str, office: str) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "office")} == {office}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Moscow's envoy, Ada Roe, left.", "Envoy of Russia"),
        ("Manila's top diplomat, Ada Roe, left.", "Top diplomat of the Philippines"),
        ("Kabul's deputy governor, Ada Roe, left.", "Deputy governor of Kabul"),
        ("Ada Roe, until recently Peru's envoy to the World Bank, met them.", "Envoy of Peru to the World Bank"),
    ],
)
def test_a_capital_stands_for_its_state_before_offices_of_states(text: str, office: str) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "office")} == {office}


def test_who_was_something_until_recently_is_it_no_more() -> None:
    extraction = read("Ada Roe, until recently Peru's envoy to the World Bank, met them.")
    assert [qualifier(extraction, f, "role") for f in facts_of(extraction, "office")] == ["former envoy to World Bank"]
