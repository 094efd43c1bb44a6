"""Whose office, which place, which country: what stands near a name is not always its own."""

import pytest
from told import facts_of, qualifier, read, rows, shown

Rows = set[tuple[str, ...]]


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "The foreign and defence ministers of Peru, Ana Quispe and Luis Rojas respectively, left Lima.",
            {("Ana Quispe", "Foreign minister of Peru"), ("Luis Rojas", "Defence minister of Peru")},
        ),
        (
            "Ana Quispe and Luis Rojas are the foreign and trade ministers of Peru.",
            {("Ana Quispe", "Foreign minister of Peru"), ("Luis Rojas", "Trade minister of Peru")},
        ),
        ("The trade and foreign affairs ministers of Peru and Chile, Ana Quispe and Luis Rojas, met in Lima.", set()),
        (
            "Peru's energy minister, Ana Quispe, met Luis Rojas, her counterpart from Chile, in Lima.",
            {("Ana Quispe", "Energy minister of Peru"), ("Luis Rojas", "Energy minister of Chile")},
        ),
        (
            "Peru's interior minister, Ana Quispe, and her colleague from Chile, Luis Rojas, spoke in Lima.",
            {("Ana Quispe", "Interior minister of Peru"), ("Luis Rojas", "Interior minister of Chile")},
        ),
        (
            "Peruvian President Ana Quispe and a colleague from Chile, Luis Rojas, wrote a book.",
            {("Ana Quispe", "President of Peru")},
        ),
        ("When she arrived in Nairobi, Ana Quispe was met by Kenya's president.", set()),
        ("Mexican governor Ana Quispe flew to Houston on Monday.", set()),
        (
            "Before she became Peru's foreign minister in 2020, Ana Quispe had written a book.",
            {("Ana Quispe", "Foreign minister of Peru")},
        ),
        (
            "Peruvian president Ana Quispe visited Baku. That country's energy minister, Rauf Aliyev, was there.",
            {("Ana Quispe", "President of Peru"), ("Rauf Aliyev", "Energy minister of Azerbaijan")},
        ),
        (
            "Kenya's foreign minister, Ana Quispe, flew to Juba and met the country's president, Luis Rojas.",
            {("Ana Quispe", "Foreign minister of Kenya"), ("Luis Rojas", "President of South Sudan")},
        ),
        ("Backed by Ana Quispe, the head of the World Bank called for calm.", set()),
        (
            "Brazzaville's trade minister, Ana Quispe, left.",
            {("Ana Quispe", "Trade minister of the Republic of the Congo")},
        ),
        (
            "Peruvian foreign minister Ana Quispe called her counterparts from Chad and Mali, Luis Rojas and Eva Roe.",
            {
                ("Ana Quispe", "Foreign minister of Peru"),
                ("Luis Rojas", "Foreign minister of Chad"),
                ("Eva Roe", "Foreign minister of Mali"),
            },
        ),
        ("Ana Quispe, who leads the Peru-Chile border commission, and the Tajik-Afghan team left.", set()),
    ],
)
def test_an_office_is_that_of_its_own_country(text: str, offices: Rows) -> None:
    assert rows(text, "position held") == offices


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Leaders attended the ASEAN summit in Jakarta and the climate conference in Dubai.",
            {("ASEAN summit", "Jakarta"), ("climate conference", "Dubai")},
        ),
        (
            "Chile hosted the APEC summit in Santiago and a climate conference in Lima in 2019.",
            {("APEC summit", "Santiago"), ("climate conference", "Lima")},
        ),
    ],
)
def test_gatherings_in_a_row_have_each_its_own_place(text: str, places: Rows) -> None:
    assert rows(text, "held in") == places


def test_who_hosts_two_gatherings_hosts_each_in_its_place() -> None:
    extraction = read("Chile hosted the APEC summit in Santiago and a climate conference in Lima in 2019.")
    hosted = {
        (shown(extraction, f.object), str(qualifier(extraction, f, "place")))
        for f in facts_of(extraction, "hosting")
        if f.predicate == "hosted"
    }
    assert hosted == {("APEC summit", "Santiago"), ("climate conference", "Lima")}


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        (
            "Presidents Juan Solano of Ecuador and Rita Campos of Peru visited Cairo and Tokyo respectively.",
            {("Juan Solano", "Cairo"), ("Rita Campos", "Tokyo")},
        ),
        (
            "Juan Solano and Rita Campos, the presidents of Peru and Chile respectively, flew to Tokyo.",
            {("Juan Solano", "Tokyo"), ("Rita Campos", "Tokyo")},
        ),
        ("When she arrived in Nairobi, Ana Quispe was met by Kenya's president.", {("Ana Quispe", "Nairobi")}),
        ("In Accra, Ghana's president, Ana Quispe, received the head of the World Bank, Luis Rojas.", set()),
    ],
)
def test_who_went_where(text: str, visits: Rows) -> None:
    assert rows(text, "visited") == visits


def test_verbs_that_share_their_subjects_share_what_goes_respectively() -> None:
    extraction = read("Peru and Chile changed course and joined NATO in 2011 and 2004 respectively.")
    starts = {
        (shown(extraction, f.subject), qualifier(extraction, f, "start")) for f in facts_of(extraction, "accession")
    }
    assert starts == {("Peru", "2011"), ("Chile", "2004")}


def test_who_offers_to_mediate_is_not_one_of_the_two() -> None:
    text = "Islamabad recalled its envoy from Kabul, and Beijing offered to mediate between the two neighbours."
    assert all("China" not in o for _, o in rows(text, "offered to mediate"))


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The African Union Commission said that Gabon was again a member in good standing.", set()),
        ("The African Union said that Gabon was again a member in good standing.", {"African Union"}),
    ],
)
def test_no_state_belongs_to_a_commission(text: str, bodies: set[str]) -> None:
    assert {o for s, o in rows(text, "member of") if s == "Gabon"} == bodies


@pytest.mark.parametrize(
    ("text", "predicate", "seats"),
    [
        (
            "The Lima Bank and the Quito Bank, based in Lima and Quito respectively, lent Chad money.",
            "headquartered in",
            {("Lima Bank", "Lima"), ("Quito Bank", "Quito")},
        ),
        ("Ana Quispe, who chairs Mercosur's parliament, left.", "chairs", {("Ana Quispe", "Mercosur parliament")}),
        (
            "Peru joined the Convention against Corruption in 2004.",
            "joined",
            {("Peru", "Convention against Corruption")},
        ),
        ("Ana Quispe and Luis Rojas met each other in Lima.", "met with", {("Ana Quispe", "Luis Rojas")}),
        ("Moses Banda met the head of the World Bank.", "met with", {("Moses Banda", "World Bank head")}),
        (
            "Peru is a member of NATO, and in 2004 it joined the African Union.",
            "joined",
            {("Peru", "African Union")},
        ),
    ],
)
def test_plain_sentences_are_read(text: str, predicate: str, seats: Rows) -> None:
    assert rows(text, predicate) == seats


def test_twenty_one_years_are_more_than_one() -> None:
    extraction = read("Gabon left OPEC in 1995. Twenty-one years later it rejoined the cartel.")
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "accession")] == ["1995", "2016"]


def test_a_government_is_no_organization_named_before() -> None:
    text = "The Government of Peru hailed the move. The organization, founded in 1960, has its seat in Lima."
    assert not facts_of(read(text), "founding")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Ada Roe expressed her gratitude to Chad for hosting the African Union summit.", {"Chad"}),
        ("Ada Roe paid tribute to Chad for hosting the African Union summit.", {"Chad"}),
        ("Chad won praise for hosting the African Union summit.", {"Chad"}),
    ],
)
def test_who_is_thanked_did_what_the_thanks_are_for(text: str, host: set[str]) -> None:
    extraction = read(text)
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "hosting") if f.predicate == "hosted"} == host


def test_a_gathering_in_a_town_has_no_second_place() -> None:
    text = "The second meeting took place in May 2019 in Nairobi, the third in Kisumu, and the fourth in Accra (Ghana)."
    extraction = read(text)
    places = {qualifier(extraction, f, "place") for f in facts_of(extraction, "hosting") if f.predicate == "held in"}
    assert places == {None}
