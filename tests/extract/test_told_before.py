"""What a text has named before, spoken of again: offices and what becomes of them, treaties, two countries, a visit."""

import pytest
from told import fact_stating, qualifier, read, told

HELD = "position held"
MINISTER = ("Ana Quispe", HELD, "Finance minister of Peru")


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("Peru's finance minister, Ana Quispe, resigned on 3 May.", "end", "2024-05-03"),
        ("Peruvian finance minister Ana Quispe spoke. She stepped down on 3 May.", "end", "2024-05-03"),
        ("Peruvian finance minister Ana Quispe left. Quispe had held the post since 2021.", "start", "2021"),
        ("Peruvian finance minister Ana Quispe spoke. She took office on 3 May.", "start", "2024-05-03"),
        ("Peruvian finance minister Ana Quispe spoke. She has been in office since 2021.", "start", "2021"),
        ("Ana Quispe spoke in Lima. She became finance minister of Peru in May 2023.", "start", "2023-05"),
        ("Peruvian finance minister Ana Quispe spoke. Quispe has been finance minister since 2021.", "start", "2021"),
    ],
)
def test_an_office_begins_and_ends_when_the_text_says_so_later(text: str, name: str, day: str) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, MINISTER)
    assert fact is not None, told(extraction)
    assert qualifier(extraction, fact, name) == day


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian finance minister Omar Sesay spoke. His predecessor, Ana Quispe, was jailed.",
        "Omar Sesay was sworn in as finance minister of Peru. He succeeds Ana Quispe.",
        "Peruvian finance minister Omar Sesay spoke. Ana Quispe held the post before him.",
    ],
)
def test_who_held_an_office_before_its_holder_has_held_it(text: str) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, MINISTER)
    assert fact is not None, told(extraction)
    assert (qualifier(extraction, fact, "role") or "").startswith("former ")


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian finance minister Ana Quispe resigned from the board of a bank on 3 May.",
        "Peruvian finance minister Ana Quispe denied that she had resigned on 3 May.",
        "Peruvian finance minister Ana Quispe may resign on 3 May.",
        "Peruvian finance minister Ana Quispe took a new job on 3 May.",
    ],
)
def test_what_is_given_up_otherwise_ends_no_office(text: str) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, MINISTER)
    assert fact is not None, told(extraction)
    assert qualifier(extraction, fact, "start") is None
    assert qualifier(extraction, fact, "end") is None


def test_who_only_was_to_be_minister_gave_up_no_office() -> None:
    fact = fact_stating(read("Ana Quispe, who was to be finance minister of Peru, resigned."), MINISTER)
    assert fact is None or fact.factuality.value != "asserted"


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Peru signed the Lusaka Convention in May. Chile ratified the convention in June.", "Chile", "approved"),
        ("Peru signed the Lusaka Treaty in May. Chile ratified the pact in June.", "Chile", "approved"),
        ("Peru ratified the Lusaka Treaty in May. Chile has promised to ratify by July.", "Chile", "approved"),
        ("Peru's Congress ratified the Lusaka Treaty in May.", "Peru", "approved"),
    ],
)
def test_the_treaty_is_the_one_that_the_text_has_named(text: str, who: str, what: str) -> None:
    extraction = read(text)
    name = "Lusaka Convention" if "Convention" in text else "Lusaka Treaty"
    assert fact_stating(extraction, (who, what, name)), told(extraction)


def test_a_treaty_told_anew_is_another_one() -> None:
    text = "Peru signed the Lusaka Convention. Chile drafted a convention on whales. Chile ratified the convention."
    extraction = read(text)
    assert fact_stating(extraction, ("Chile", "approved", "Lusaka Convention")) is None, told(extraction)


def test_two_countries_are_those_named_last_also_a_sentence_or_two_before() -> None:
    text = (
        "Peruvian President Ana Quispe will fly to Togo. She will meet Togolese President Omar Sesay. "
        "Both countries are members of the OAS."
    )
    extraction = read(text)
    for country in ("Peru", "Togo"):
        assert fact_stating(extraction, (country, "member of", "OAS")), told(extraction)


def test_what_is_signed_during_a_visit_is_signed_on_its_day() -> None:
    text = (
        "Ana Quispe will visit Togo on 20 July. Peru and Togo will sign a fishing agreement with Chad during the visit."
    )
    extraction = read(text)
    fact = fact_stating(extraction, ("Peru", "signed agreement with", "Chad"))
    assert fact is not None, told(extraction)
    assert qualifier(extraction, fact, "start") == "2024-07-20"


def test_what_is_called_off_has_the_day_for_which_it_was_set() -> None:
    extraction = read("The visit of Peruvian President Ana Quispe to Togo, set for 20 July, has been cancelled.")
    fact = fact_stating(extraction, ("Ana Quispe", "visited", "Togo"))
    assert fact is not None, told(extraction)
    assert not fact.polarity
    assert qualifier(extraction, fact, "start") == "2024-07-20"


def test_who_called_off_a_trip_does_not_go() -> None:
    extraction = read("Peruvian President Ana Quispe called off her trip to Togo.")
    fact = fact_stating(extraction, ("Ana Quispe", "visited", "Togo"))
    assert fact is not None, told(extraction)
    assert not fact.polarity


def test_a_gathering_that_is_moved_to_another_month_has_not_been_held() -> None:
    extraction = read("The Andean summit in Lima has been moved to September.")
    fact = fact_stating(extraction, ("Andean summit", "held in", "Lima"))
    assert fact is not None, told(extraction)
    assert (fact.factuality.value, qualifier(extraction, fact, "start")) == ("planned", "2024-09")


def test_since_when_somebody_is_a_member_does_not_date_what_they_do() -> None:
    extraction = read("Peru, a member of the OAS since 1948, left the OAS.")
    left = fact_stating(extraction, ("Peru", "withdrew from", "OAS"))
    member = fact_stating(extraction, ("Peru", "member of", "OAS"))
    assert left is not None, told(extraction)
    assert member is not None, told(extraction)
    assert qualifier(extraction, left, "start") is None
    assert qualifier(extraction, member, "start") == "1948"


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "At least 60 people were killed in fighting in Kampala.",
            ("fighting in Kampala", "has number of dead", "at least 60"),
        ),
        (
            "The East African Grain Council was founded in Kigali in 1998.",
            ("East African Grain Council", "location of formation", "Kigali"),
        ),
        ("The African Union has suspended Mali's membership.", ("Mali", "suspended from", "African Union")),
    ],
)
def test_what_a_tagger_or_a_table_takes_apart_is_read_whole(text: str, triple: tuple[str, str, str]) -> None:
    extraction = read(text)
    assert fact_stating(extraction, triple), told(extraction)


def test_an_ambassador_to_a_country_holds_no_office_of_it() -> None:
    extraction = read("Ana Quispe was appointed ambassador to Kenya.")
    offices = [name for _, predicate, name in told(extraction) if predicate == HELD]
    assert all("of Kenya" not in name for name in offices)
