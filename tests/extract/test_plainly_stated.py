"""Plain facts in words that real pages use: credentials handed over, guests received, who the members are."""

import pytest
from told import read, rows

Rows = set[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Ana Roe presented her credentials to President Jon Doe on Monday.", {("Ana Roe", "Jon Doe")}),
        (
            "President Jon Doe has received credentials from Ambassadors Ana Roe and Eva Vei.",
            {("Jon Doe", "Ana Roe"), ("Jon Doe", "Eva Vei")},
        ),
        ("Ana Roe presented her plan to the parliament of Togo on Monday.", set()),
        ("Ana Roe did not present her credentials to President Jon Doe.", set()),
        (
            "Chadian minister Ana Roe received in Lima on Sunday outgoing NATO Secretary-General Jon Doe.",
            {("Ana Roe", "Jon Doe")},
        ),
        ("Ana Roe received visiting President of Togo Jon Doe at State House.", {("Ana Roe", "Jon Doe")}),
        ("Ana Roe received in Lima on Sunday a prize.", set()),
    ],
)
def test_who_met_whom(text: str, met: Rows) -> None:
    assert rows(text, "met with") == met


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (
            "The member states of the East African Community are Burundi and Kenya.",
            {("Burundi", "East African Community"), ("Kenya", "East African Community")},
        ),
        ("The candidate countries of the European Union are Serbia and Albania.", set()),
        ("NATO partner countries, including Austria, protested.", set()),
    ],
)
def test_who_is_a_member(text: str, members: Rows) -> None:
    assert rows(text, "member of") == members


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The premier met Ambassadors Ana Roe (Togo) and Eva Vei (Fiji).", {"Ana Roe", "Eva Vei"}),
        ("The premier met Ambassador Ana Roe and Eva Vei.", {"Ana Roe", "Eva Vei"}),
    ],
)
def test_a_title_of_several_is_no_name(text: str, names: set[str]) -> None:
    assert {e.name for e in read(text).entities if e.type.value == "person"} == names


@pytest.mark.parametrize(
    ("text", "mediated"),
    [
        (
            "Qatar had played a successful mediating role in the fishing dispute between Togo and Benin.",
            {("Qatar", "fishing dispute between Togo and Benin")},
        ),
        ("Qatar had played a leading role in the fishing dispute between Togo and Benin.", set()),
    ],
)
def test_who_played_a_mediating_role(text: str, mediated: Rows) -> None:
    assert rows(text, "mediated") == mediated


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The Nordic Council held an extraordinary meeting at the State House in Abuja on Saturday.",
            {("extraordinary meeting", "Abuja")},
        ),
        ("The Nordic Council held an extraordinary meeting with the House in mind on Saturday.", set()),
    ],
)
def test_a_house_in_a_town_tells_the_town(text: str, places: Rows) -> None:
    assert rows(text, "held in") == places
