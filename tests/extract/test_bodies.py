"""A definite noun far from the name speaks of the body that bears it, or that the article is about."""

import pytest
from told import Triple, fact_stating, read, told

FILLER = "Trains ran late all day. Few people noticed. It rained until the evening. Nobody complained about that."
CASES: list[tuple[tuple[str, ...], Triple]] = [
    (("Ministers of ECOWAS were late.", FILLER, "The bloc was founded in 1975."), ("ECOWAS", "inception", "1975")),
    (
        (
            "The Nordic Council is older than NATO, and NATO is larger.",
            FILLER,
            "The council was founded in 1952.",
        ),
        ("Nordic Council", "inception", "1952"),
    ),
    (
        ("ASEAN and ASEAN again; the European Union is far.", FILLER, "The bloc was founded in 1967."),
        ("ASEAN", "inception", "1967"),
    ),
    (
        ("The Nordic Council and the Supreme Committee of Weavers met.", FILLER, "The Council was founded in 1952."),
        ("Nordic Council", "inception", "1952"),
    ),
    (
        ("The Harbour Post reported it. The Pacific Islands Forum met.", "The forum was founded in 1971."),
        ("Pacific Islands Forum", "inception", "1971"),
    ),
    (
        (
            "ASEAN and NATO differ; NATO is larger. ASEAN was born in Bangkok. The rain fell.",
            "NATO is far. ASEAN is rich. Few deny it. Brunei joined in 1984.",
        ),
        ("Brunei", "joined", "ASEAN"),
    ),
]


@pytest.mark.parametrize(("paragraphs", "triple"), CASES)
def test_a_definite_noun_speaks_of_the_body_meant(paragraphs: tuple[str, ...], triple: Triple) -> None:
    extraction = read(*paragraphs)
    assert fact_stating(extraction, triple), told(extraction)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("ASEAN differs from the European Union.", FILLER, "The bloc was founded in 1967."),
        ("The Nordic Council differs from the Security Council.", FILLER, "The council was founded in 1952."),
        ("A farmer came.", FILLER, "The bloc was founded in 1967."),
        ("ASEAN met.", "The international community was founded in 1967."),
        ("ASEAN differs from ECOWAS.", FILLER, "The Council was founded in 1952."),
    ],
)
def test_where_two_may_be_meant_nothing_is_said(paragraphs: tuple[str, ...]) -> None:
    assert told(read(*paragraphs)) == []


def test_a_bloc_without_an_item_is_one_too() -> None:
    members = "All members of the African Union but Eritrea have signed the founding agreement."
    facts = told(read(f"AfCFTA is a trade bloc. {members} It was launched at a meeting in Kigali in March 2018."))
    assert [fact[0] for fact in facts if fact[1] == "inception"] == ["African Continental Free Trade Area"]
