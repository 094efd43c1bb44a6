"""Looking names up in the shipped tables."""

import pytest

from flows.gazetteer import fold, load_gazetteer
from flows.model import EntityType

GAZETTEER = load_gazetteer()


def items(name: str) -> list[str]:
    return [entry.item for entry in GAZETTEER.find(name)]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Shanghai Cooperation Organization", "Q485207"),
        ("the Shanghai Cooperation Organisation", "Q485207"),
        ("SCO", "Q485207"),
        ("Kassym–Jomart Tokayev", "Q200881"),
        ("Kassym-Jomart Tokayev’s", "Q200881"),
        ("KAZAKHSTAN", "Q232"),
        ("Türkiye", "Q43"),
        ("Turkiye", "Q43"),
        ("U.S.", "Q30"),
        ("the United States'", "Q30"),
        ("Kiev", "Q1899"),
        ("Kyiv", "Q1899"),
        ("Zelenskiy", "Q3874799"),
        ("Recep Tayyip Erdogan", "Q39259"),
        ("Nguyen Phu Trong", "Q318458"),
        ("the Netherlands", "Q55"),
        ("Denmark", "Q35"),
        ("Holy See", "Q237"),
        ("ISIS", "Q2429253"),
        ("Xinhua", "Q204839"),
    ],
)
def test_a_name_is_found_as_newspapers_print_it(name: str, item: str) -> None:
    assert items(name) == [item]


@pytest.mark.parametrize("word", ["us", "who", "is", "au", "car", "Us", "polish", "turkey vulture"])
def test_common_words_are_no_names(word: str) -> None:
    assert items(word) == []


@pytest.mark.parametrize("name", ["CICA", "RATS", "G77", "Quad"])
def test_known_names_without_a_verified_item_are_found_without_one(name: str) -> None:
    assert items(name) == [""]


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Kazakh", "Kazakhstan"),
        ("Azeris", "Azerbaijan"),
        ("Kyrgyz", "Kyrgyzstan"),
        ("American", "United States"),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("Guinean", "Guinea"),
        ("Bissau-Guinean", "Guinea-Bissau"),
        ("South Sudanese", "South Sudan"),
        ("Burkinabé", "Burkina Faso"),
        ("Bosnian Serb", "Bosnia and Herzegovina"),
    ],
)
def test_a_demonym_names_its_country(word: str, country: str) -> None:
    found = GAZETTEER.demonym(word)
    assert found
    assert found.label == country


@pytest.mark.parametrize("word", ["Congolese", "polish", "Kazakhstan", "European"])
def test_a_word_of_several_countries_or_none_is_no_demonym(word: str) -> None:
    assert GAZETTEER.demonym(word) is None


def test_a_capital_knows_its_country_and_other_cities_do_not() -> None:
    (astana,), (almaty,) = GAZETTEER.find("Astana"), GAZETTEER.find("Almaty")
    country = GAZETTEER.capital_of(astana.item)
    assert country
    assert country.label == "Kazakhstan"
    assert GAZETTEER.capital_of(almaty.item) is None


@pytest.mark.parametrize(
    ("office", "of", "on", "who"),
    [
        ("president", "Kazakhstan", "2024-07-04", "Kassym-Jomart Tokayev"),
        ("president", "Kazakhstan", "2015-07-04", "Nursultan Nazarbayev"),
        ("President of the United States", "United States", "2024-08-09", "Joe Biden"),
        ("foreign minister", "Armenia", "2024-08-09", "Ararat Mirzoyan"),
        ("prime minister", "Malaysia", "2025-05-01", "Anwar Ibrahim"),
    ],
)
def test_an_office_has_the_holder_of_the_day(office: str, of: str, on: str, who: str) -> None:
    (country,) = GAZETTEER.find(of)
    holder = GAZETTEER.holder(office, country.item, on)
    assert holder
    assert holder.label == who


def test_the_secretary_general_is_found_by_the_item_of_the_office() -> None:
    (office,) = GAZETTEER.find("UN Secretary-General")
    (un,) = GAZETTEER.find("United Nations")
    holder = GAZETTEER.holder(office.item, un.item, "2024-08-09")
    assert holder
    assert holder.label == "António Guterres"


@pytest.mark.parametrize("on", ["1950-01-01", "2031-01-01"])
def test_nobody_is_guessed_for_a_day_that_no_source_covers(on: str) -> None:
    (country,) = GAZETTEER.find("Kazakhstan")
    assert GAZETTEER.holder("president", country.item, on) is None


def test_folding_keeps_case_and_drops_what_printers_vary() -> None:
    assert fold("The Côte d’Ivoire’s") == "Cote d'Ivoire"
    assert fold("Evian‑les–Bains") == "Evian-les-Bains"


def test_every_name_is_found_under_itself() -> None:
    lost = [name for name, entry in GAZETTEER.names() if entry not in GAZETTEER.find(name)]
    assert lost == []


def test_demonyms_are_listed_apart_from_names() -> None:
    assert "Kazakh" in {word for word, _ in GAZETTEER.demonyms()}
    assert all(entry.type is EntityType.COUNTRY for _, entry in GAZETTEER.demonyms())
