"""Rows of persons with their offices: each has their own, each takes part, and no name or office runs into the next."""

import pytest
from told import facts_of, read, shown

ROWS = [
    (
        "The talks in Oslo were attended by presidents Ada Roe of Chad, Bo Lee of Peru and Ion Rusu of Moldova.",
        {("Ada Roe", "President of Chad"), ("Bo Lee", "President of Peru"), ("Ion Rusu", "President of Moldova")},
    ),
    (
        "Several foreign ministers came, including Ada Roe from Chad; Bo Lee, Peru; and Dr. Ion Rusu, Moldova.",
        {
            ("Ada Roe", "Foreign minister of Chad"),
            ("Bo Lee", "Foreign minister of Peru"),
            ("Ion Rusu", "Foreign minister of Moldova"),
        },
    ),
    (
        "The defence ministers are Chad's Ada Roe, Peru's Bo Lee and Moldova's Ion Rusu.",
        {
            ("Ada Roe", "Defence minister of Chad"),
            ("Bo Lee", "Defence minister of Peru"),
            ("Ion Rusu", "Defence minister of Moldova"),
        },
    ),
    (
        "Cabinet Secretaries Dr Ada Roe (Interior), Amb Bo Lee (Foreign Affairs) and Ion Rusu (ICT) left Lima.",
        {
            ("Ada Roe", "Cabinet Secretary for Interior"),
            ("Bo Lee", "Cabinet Secretary for Foreign Affairs"),
            ("Ion Rusu", "Cabinet Secretary for ICT"),
        },
    ),
    ("Presidents Ada Roe and Bo Lee left Lima.", {("Ada Roe", "President"), ("Bo Lee", "President")}),
    (
        "Vice President Ada Roe and Chief of Staff Bo Lee Jr. left Lima with Justice Mia Sole.",
        {("Ada Roe", "Vice President"), ("Bo Lee Jr.", "Chief of Staff")},
    ),
    (
        "The ambassadors include Ada Roe from Chad, Bo Lee from Peru, and Ion Rusu, the High Commissioner of Fiji.",
        {
            ("Ada Roe", "Ambassador of Chad"),
            ("Bo Lee", "Ambassador of Peru"),
            ("Ion Rusu", "High Commissioner of Fiji"),
        },
    ),
    (
        "The talks were attended by Minister of Trade of Fiji Ada Roe, Foreign Minister of Chad Ion Rusu and Director "
        "of the Harbour Regional Structure (HRS) Executive Committee Juma Gios.",
        {("Ada Roe", "Minister of Trade of Fiji"), ("Ion Rusu", "Foreign Minister of Chad")},
    ),
    ("Ambassador Ada Roe from Chad left Lima.", {("Ada Roe", "Ambassador of Chad")}),
    ("The pact was signed by then-President Ada Roe.", {("Ada Roe", "President")}),
    ("The foreign ministers criticised rebels, including Ada Roe of Chad and Bo Lee of Peru.", set()),
    ("Malaysia's new ambassadors include Ada Roe (Chad) and Bo Lee (Peru).", set()),
    (
        "Electoral Board of Peru Chairperson Ada Roe and Foreign Minister of Fiji Bo Lee spoke in Oslo.",
        {("Ada Roe", "Chairperson of Electoral Board of Peru"), ("Bo Lee", "Foreign Minister of Fiji")},
    ),
    (
        "The Deputy Commissioner of the Royal Harbour Police Brian Brennan and the King of Fiji Ion Rusu agree.",
        {("Brian Brennan", "Deputy Commissioner of Royal Harbour Police"), ("Ion Rusu", "King of Fiji")},
    ),
    (
        "Peru's Minister of Trade, Animal Husbandry and Fisheries Ada Roe and President of Fiji Bo Lee left.",
        {
            ("Ada Roe", "Minister of Trade, Animal Husbandry and Fisheries of Peru"),
            ("Bo Lee", "President of Fiji"),
        },
    ),
    (
        "The presidents of Kenya, Ada Roe; Somalia, Bo Lee; and Uganda, Ion Rusu, met.",
        {("Ada Roe", "President of Kenya"), ("Bo Lee", "President of Somalia"), ("Ion Rusu", "President of Uganda")},
    ),
    (
        "Heads of State attending the event include Senegal's Ada Roe and Chad's Bo Lee.",
        {("Ada Roe", "Head of State of Senegal"), ("Bo Lee", "Head of State of Chad")},
    ),
    ("Leaders attending the event include Senegal's Ada Roe and Chad's Bo Lee.", set()),
    (
        "He received the new envoy of Fiji, Mr Abdel Lee, the new envoy of Angola, Ms Maria De Fatima Jardim, the new "
        "envoy of Peru, Ms Ada Roe, during a ceremony.",
        {
            ("Abdel Lee", "Envoy of Fiji"),
            ("Maria De Fatima Jardim", "Envoy of Angola"),
            ("Ada Roe", "Envoy of Peru"),
        },
    ),
    (
        "President of Kazakhstan Kassym-Zhomart Tokayev and the Secretary General of SAPTA Hadi Maro left.",
        {
            ("Kassym-Jomart Tokayev", "President of Kazakhstan"),
            ("Hadi Maro", "Secretary General of SAPTA"),
        },
    ),
]


SINGLE = [
    ("Malaysian PM Ada Roe and Thai FM Bo Lee met.", {"Prime Minister of Malaysia", "Foreign Minister of Thailand"}),
    ("At 3 PM Ada Roe of Fiji left.", set()),
    ("Guyana's Foreign Affairs and International Cooperation Minister, Ada Roe, left.",
     {"Foreign Affairs and International Cooperation Minister of Guyana"}),
    ("The permanent representative of Antigua and Barbuda, Ambassador Ada Roe, signed.",
     {"Permanent representative of Antigua and Barbuda"}),
    ("NATO Acting Secretary General Ambassador Ada Roe spoke.", {"Acting Secretary General of NATO"}),
    ("The Director General of the International Atomic Energy Agency (IAEA) Ada Roe spoke.",
     {"Director General of the International Atomic Energy Agency"}),
    ("Fiji's Prime Minister and Caricom Chairman Dr Ada Roe spoke.", {"Prime Minister of Fiji"}),
    ("Peru's Deputy Prime Minister and Minister of Trade Ada Roe spoke.",
     {"Deputy Prime Minister of Peru", "Minister of Trade of Peru"}),
    ("She wrote to Brazilian director general Ada Roe.", set()),
    ("He met the leader of the opposition SDS Ada Roe.", {"Leader of SDS"}),
    ("The High Commissioner of the Republic of Fiji to the Federal Republic of Nigeria, His Excellency Bo Lee, left.",
     {"High Commissioner of Fiji to Nigeria"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "offices"), SINGLE)
def test_an_office_is_whole_whatever_its_form(text: str, offices: set[str]) -> None:
    assert {office for _, office in rows_of("office", text)} == offices


def test_an_unnamed_holder_told_in_short_speaks() -> None:
    assert rows_of("visit", "The Indian PM arrived in Nepal on Friday.") == {("Indian PM", "Nepal")}


def rows_of(kind: str, text: str) -> set[tuple[str, str]]:
    """(subject, object) of each fact of a kind."""
    extraction = read(text)
    return {(shown(extraction, f.subject), shown(extraction, f.object)) for f in facts_of(extraction, kind)}


@pytest.mark.parametrize(("text", "holders"), ROWS)
def test_each_of_a_row_has_their_own_office(text: str, holders: set[tuple[str, str]]) -> None:
    assert rows_of("office", text) == holders


def test_all_of_a_row_take_part() -> None:
    text = (
        "The Lima Summit was attended by President of Chad Omar Lee Doe, Ion Rusu, the Prime Minister of Peru, the "
        "Emir of Qatar Sami Doe and Secretary General of SAPTA Hadi Maro."
    )
    assert {one for one, _ in rows_of("participation", text)} == {"Omar Lee Doe", "Ion Rusu", "Sami Doe", "Hadi Maro"}


def test_the_next_of_a_row_does_not_share_the_chair() -> None:
    text = "NATO Chairperson Ada Roe and Foreign Minister Bo Lee spoke in Oslo."
    assert rows_of("chairing", text) == {("Ada Roe", "NATO")}
    text = "NATO Chairman and Prime Minister of Peru Ion Rusu, OAS Secretary General Bo Lee and Ada Roe held talks."
    assert rows_of("chairing", text) == {("Ion Rusu", "NATO")}
