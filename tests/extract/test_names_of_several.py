"""Which of several countries a name means that they share."""

import pytest
from told import facts_of, read, shown


def states(text: str) -> set[str]:
    """The states of which a text tells a fact."""
    extraction = read(text)
    named = {shown(extraction, value) for fact in facts_of(extraction) for value in (fact.subject, fact.object)}
    return {name for name in named if "Congo" in name and name.startswith(("Republic", "Democratic"))}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Congolese state signed an agreement with Gabon in Brazzaville.", "Republic of the Congo"),
        ("The Congolese state signed an agreement with Gabon in Kinshasa.", "Democratic Republic of the Congo"),
        (
            "The Republic of the Congo hosts the summit. On Friday the Congolese state signed an agreement with Gabon.",
            "Republic of the Congo",
        ),
        ("Congo joined the East African Community in 2022.", "Democratic Republic of the Congo"),
    ],
)
def test_a_name_of_several_countries_means_the_one_that_the_text_tells(text: str, state: str) -> None:
    assert states(text) == {state}


def test_a_president_holds_the_office_of_the_own_country() -> None:
    extraction = read("Congolese President Denis Sassou Nguesso met Ali Bongo.")
    offices = [shown(extraction, fact.object) for fact in facts_of(extraction, "office")]
    assert offices == ["President of the Republic of the Congo"]
