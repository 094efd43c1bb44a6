"""Lists and doers that the tree hangs wrongly, and the time and place of what is stated."""

import pytest
from told import fact_stating, facts_of, qualifier, read, shown, told


def objects(text: str, predicate: str) -> set[str]:
    """Everything that a predicate has as object."""
    return {o for _, p, o in told(read(text)) if p == predicate}


def subjects(text: str, predicate: str) -> set[str]:
    """Everything that a predicate has as subject."""
    return {s for s, p, _ in told(read(text)) if p == predicate}


@pytest.mark.parametrize(
    "text",
    [
        "Mali, Niger and Burkina Faso withdrew from ECOWAS.",
        "Mali, Niger, and Burkina Faso withdrew from ECOWAS.",
        "Countries such as Mali, Niger and Burkina Faso withdrew from ECOWAS.",
    ],
)
def test_what_a_list_does_each_of_it_does(text: str) -> None:
    assert subjects(text, "withdrew from") == {"Mali", "Niger", "Burkina Faso"}


def test_doers_after_by_belong_to_the_passive_verb() -> None:
    text = "The Andean Community was founded in Cartagena by Bolivia, Chile, Colombia, Ecuador and Peru in 1969."
    assert objects(text, "founded by") == {"Bolivia", "Chile", "Colombia", "Ecuador", "Peru"}


def test_a_list_after_a_colon_spells_out_the_noun() -> None:
    text = "The Andean Community was founded by five states: Bolivia, Chile, Colombia, Ecuador and Peru."
    assert objects(text, "founded by") == {"Bolivia", "Chile", "Colombia", "Ecuador", "Peru"}


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("in 2011", "2011"),
        ("in May 2011", "2011-05"),
        ("on 15 May 2011", "2011-05-15"),
        ("last month", "2024-06"),
        ("last year", "2023"),
        ("in May", "2024-05"),
    ],
)
def test_a_date_is_as_precise_as_the_text(phrase: str, date: str) -> None:
    extraction = read(f"Kenya joined BRICS {phrase}.")
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "accession")] == [date]


def test_a_planned_date_lies_ahead() -> None:
    extraction = read("Peru’s president Ana Quispe will visit Ghana in May.")
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "visit")] == ["2025-05"]


def test_a_range_has_two_ends() -> None:
    extraction = read("Kenya met Ghana in Accra on 3–4 July 2024.")
    fact = facts_of(extraction, "meeting")[0]
    assert (qualifier(extraction, fact, "start"), qualifier(extraction, fact, "end")) == ("2024-07-03", "2024-07-04")


def test_a_place_belongs_to_what_happens_there() -> None:
    extraction = read("Kenya met Ghana in Accra on 3–4 July 2024.")
    assert qualifier(extraction, facts_of(extraction, "meeting")[0], "place") == "Accra"


def test_no_date_is_made_up() -> None:
    extraction = read("Kenya joined BRICS. The harvest of 2011 was good.")
    fact = fact_stating(extraction, ("Kenya", "joined", "BRICS"))
    assert fact is not None
    assert qualifier(extraction, fact, "start") is None


def test_the_date_of_another_clause_is_left_alone() -> None:
    extraction = read("Kenya joined BRICS after Chad had left the African Union in 2011.")
    fact = fact_stating(extraction, ("Kenya", "joined", "BRICS"))
    assert fact is not None, told(extraction)
    assert qualifier(extraction, fact, "start") is None


def test_a_meeting_is_about_what_it_is_to_discuss() -> None:
    text = "Ana Quispe met Pablo Rojas in Quito to discuss fishing rights."
    extraction = read(text)
    assert qualifier(extraction, facts_of(extraction, "meeting")[0], "topic") == "fishing rights"


def test_a_meeting_at_a_palace_is_where_the_palace_is() -> None:
    text = "Ana Quispe met Pablo Rojas at the presidential palace in Quito."
    extraction = read(text)
    assert qualifier(extraction, facts_of(extraction, "meeting")[0], "place") == "Quito"


@pytest.mark.parametrize(
    ("text", "start", "factuality"),
    [
        ("The visit follows Ada Roe's recent trip to Ghana in May.", "2024-05", "asserted"),
        ("The talks in Oslo follow Ada Roe's trip to Ghana in May.", "2024-05", "asserted"),
        ("The plan includes Ada Roe's trip to Ghana in September.", "2024-09", "planned"),
    ],
)
def test_what_is_recent_lies_behind(text: str, start: str, factuality: str) -> None:
    extraction = read(text)
    fact = next(f for f in facts_of(extraction, "visit"))
    assert (qualifier(extraction, fact, "start"), fact.factuality.value) == (start, factuality)


def test_a_visit_does_not_take_the_date_of_what_it_follows() -> None:
    extraction = read("Ada Roe's visit to Ghana follows the African Union summit in May.")
    (visit,) = facts_of(extraction, "visit")
    assert (qualifier(extraction, visit, "start"), visit.factuality.value) == (None, "asserted")


@pytest.mark.parametrize(
    ("over", "topic"), [("a working dinner", None), ("lunch", None), ("the border", "border"), ("fish", "fish")]
)
def test_a_meal_is_not_what_a_meeting_is_about(over: str, topic: str | None) -> None:
    extraction = read(f"President Lena Ortiz of Peru and President Paul Grey of Chad met in Lima over {over}.")
    assert [qualifier(extraction, f, "topic") for f in facts_of(extraction, "meeting")] == [topic]


def test_half_a_million_is_not_a_million() -> None:
    texts = {"half a million": "half a million", "nearly a half million": "about a half million", "40": "40"}
    for said, counted in texts.items():
        extraction = read(f"The floods killed {said} people in Peru.")
        assert [shown(extraction, f.object) for f in facts_of(extraction, "casualties")] == [counted]


def test_who_is_received_may_stand_behind_where() -> None:
    extraction = read("President Lena Ortiz of Peru received in Riga Anna Weber.")
    assert ("Lena Ortiz", "met with", "Anna Weber") in told(extraction)
