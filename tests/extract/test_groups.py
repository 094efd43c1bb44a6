"""People and bodies without a name of their own, known by whose they are."""

import pytest
from told import entity_named, fact_stating, facts_of, read, shown, told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenyan officials opened the dam.", "Kenyan officials"),
        ("The Peruvian foreign ministry opened an office.", "Peruvian foreign ministry"),
        ("Kenya's foreign ministry opened an office.", "Kenya foreign ministry"),
    ],
)
def test_a_group_is_known_by_its_owner(text: str, name: str) -> None:
    assert entity_named(read(text), name).type.value == "group"


def test_the_owner_is_a_hint() -> None:
    assert dict(entity_named(read("Kenyan officials opened the dam."), "Kenyan officials").hints) == {"of": "Kenya"}


def test_a_group_named_twice_is_one() -> None:
    extraction = read("Kenyan officials opened the dam. Kenyan officials praised it.")
    assert len(entity_named(extraction, "Kenyan officials").mentions) == 2


def test_officials_of_nobody_are_no_group() -> None:
    assert [e for e in read("Officials opened the dam.").entities if e.type.value == "group"] == []


def test_delegates_count_as_those_they_speak_for() -> None:
    extraction = read("Delegates from Chad and Niger met in Accra.")
    meetings = [(s, o) for s, p, o in told(extraction) if p == "met with"]
    assert meetings == [("Chad", "Niger")]


def test_a_body_of_a_country_can_speak() -> None:
    extraction = read("The Peruvian foreign ministry said the dam was safe.")
    assert fact_stating(extraction, ("Peruvian foreign ministry", "said", "the dam was safe")) is not None
    assert [fact.kind for fact in facts_of(extraction)] == ["statement"]


def test_each_of_those_sanctioned_is_told() -> None:
    extraction = read("The European Union has imposed sanctions on two conglomerates and ten officials.")
    assert {shown(extraction, f.object) for f in facts_of(extraction, "sanction")} == {
        "two conglomerates",
        "ten officials",
    }


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        (
            "The presidents of Kenya and Togo visited Lima in May.",
            {("Kenya president", "Lima"), ("Togo president", "Lima")},
        ),
        (
            "The Kenyan and Togolese foreign ministers visited Lima in May.",
            {("Kenya foreign minister", "Lima"), ("Togo foreign minister", "Lima")},
        ),
        ("The president of Kenya visited Lima in May.", {("Kenya president", "Lima")}),
    ],
)
def test_each_country_has_its_own_holder_of_an_office(text: str, visits: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in told(read(text)) if p == "visited"} == visits


def test_ministers_who_meet_are_told_as_their_countries() -> None:
    extraction = read("The foreign ministers of Kenya and Togo met in Lima in May.")
    assert [(s, p, o) for s, p, o in told(extraction) if p != "said"] == [("Kenya", "met with", "Togo")]
