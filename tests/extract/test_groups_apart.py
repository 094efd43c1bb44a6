"""Whom a list, a count or a name takes in, and whom it leaves out."""

import pytest
from told import entity_of, facts_of, qualifier, read, shown, told


def objects(text: str, predicate: str) -> list[str]:
    """The objects of a predicate in a text, as printed."""
    return [object_ for _, told_by, object_ in told(read(text)) if told_by == predicate]


@pytest.mark.parametrize(
    ("text", "attacked"),
    [
        ("After Chad's invasion of Libya, Egypt and Tunisia closed their borders.", ["Libya"]),
        ("Following Iraq's invasion of Kuwait, Egypt and Syria sent troops.", ["Kuwait"]),
        ("After Germany's invasion of Belgium, Denmark and Norway, the war spread.", ["Belgium", "Denmark", "Norway"]),
        ("Germany invaded Belgium, Denmark and Norway.", ["Belgium", "Denmark", "Norway"]),
    ],
)
def test_a_list_ends_with_the_fronted_phrase(text: str, attacked: list[str]) -> None:
    assert objects(text, "attacked") == attacked


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Following talks with Qatar, Oman and Kuwait joined the Arab League.", ["Oman", "Kuwait"]),
        ("In May Oman and Kuwait joined the Arab League.", ["Oman", "Kuwait"]),
        ("After a meeting in Doral, Florida, Oman and Kuwait joined the Arab League.", ["Oman", "Kuwait"]),
        ("Qatar, Oman and Kuwait joined the Arab League.", ["Qatar", "Oman", "Kuwait"]),
    ],
)
def test_the_names_behind_a_fronted_phrase_do_what_the_verb_says(text: str, joined: list[str]) -> None:
    assert [subject for subject, predicate, _ in told(read(text)) if predicate == "joined"] == joined


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "The African Union met. Its own 15-member Peace and Security Council was silent.",
            ["Peace and Security Council"],
        ),
        ("The African Union met. The 55-member African Union spoke.", ["African Union"]),
        ("The African Union's 55 members met.", ["African Union"]),
    ],
)
def test_a_figure_counts_the_members_of_what_it_stands_before(text: str, counted: list[str]) -> None:
    assert [subject for subject, predicate, _ in told(read(text)) if predicate == "has number of members"] == counted


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("AU Peace and Security Council chief Ada Roe spoke in Oslo.", "AU Peace and Security Council"),
        ("UN Security Council president Ada Roe spoke in Oslo.", "United Nations Security Council"),
    ],
)
def test_a_longer_name_is_no_other_body_of_which_it_ends_in_the_name(text: str, body: str) -> None:
    extraction = read(text)
    bodies = [qualifier(extraction, f, "place") for f in facts_of(extraction, "office")]
    assert [*bodies, *(shown(extraction, f.object) for f in facts_of(extraction, "chairing"))] == [body]


@pytest.mark.parametrize(
    ("text", "attending"),
    [
        ("The summit of the Pacific Islands Forum is typically attended by China and Japan.", 0),
        ("The summit of the Pacific Islands Forum was attended by China and Japan.", 2),
    ],
)
def test_what_is_done_as_a_rule_is_not_told_of_this_time(text: str, attending: int) -> None:
    assert len(facts_of(read(text), "participation")) == attending


@pytest.mark.parametrize(
    ("text", "joining"),
    [
        ("Before Kosovo becomes a full member of UNESCO, it must pay a fee.", 0),
        ("Before Finland became a member of NATO, it was neutral.", 1),
    ],
)
def test_what_a_clause_in_the_present_comes_before_is_not_yet_so(text: str, joining: int) -> None:
    assert len(facts_of(read(text), "accession")) == joining


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Hungary was the last to ratify the Paris Agreement.", "asserted"),
        ("Hungary was the last of the 27 members to ratify the Paris Agreement.", "asserted"),
        ("Hungary will be the last to ratify the Paris Agreement.", "planned"),
        ("Hungary flew to Paris to ratify the Paris Agreement.", "planned"),
    ],
)
def test_the_last_to_do_it_has_done_it(text: str, factuality: str) -> None:
    assert [f.factuality.value for f in facts_of(read(text), "agreement")] == [factuality]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The decision, announced on Monday after a meeting of NATO in Oslo, takes effect today.", "asserted"),
        ("The decision to hold a meeting of NATO in Oslo takes effect today.", "planned"),
    ],
)
def test_a_meeting_before_an_announcement_was_held(text: str, factuality: str) -> None:
    assert {f.factuality.value for f in facts_of(read(text), "hosting")} == {factuality}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("In June Ankara and Stockholm signed a security pact.", {"Turkey", "Sweden", "security pact"}),
        ("In June Ada Roe signed a security pact.", {"Ada Roe", "security pact"}),
    ],
)
def test_a_month_before_a_name_is_no_part_of_it(text: str, parties: set[str]) -> None:
    extraction = read(text)
    agreed = facts_of(extraction, "agreement")
    assert {shown(extraction, end) for f in agreed for end in (f.subject, f.object)} == parties


def test_a_second_clause_with_a_fronted_date_has_its_own_subject() -> None:
    text = "Chad blocked the summit, but in June Ankara and Stockholm signed a security pact."
    extraction = read(text)
    agreed = [f for f in facts_of(extraction, "agreement") if f.predicate == "signed agreement with"]
    assert {shown(extraction, end) for f in agreed for end in (f.subject, f.object)} == {"Turkey", "Sweden"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The thirty-three members of the Union of Rivers met in Quito.", {"33"}),
        ("The African Union has fifty-five members.", {"55"}),
        ("All of NATO's thirty-two members signed.", {"32"}),
    ],
)
def test_a_number_written_with_a_dash_is_one(text: str, counted: set[str]) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "quantity")} == counted


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The Danube Pact has been joined by six EU states.", []),
        ("Several AU countries joined the Sahel Alliance.", []),
        ("Three states joined NATO: Latvia, Estonia and Lithuania.", ["Latvia", "Estonia", "Lithuania"]),
        ("The EU joined the Danube Pact.", ["European Union"]),
    ],
)
def test_some_states_of_a_body_are_not_the_body(text: str, joined: list[str]) -> None:
    assert [subject for subject, predicate, _ in told(read(text)) if predicate == "joined"] == joined


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("So far, nine summits of the bloc have been held in Kenya, Ghana and Togo.", set()),
        ("Twelve meetings of ASEAN ministers took place in the following order: Hanoi, Manila, Jakarta.", set()),
        ("The NATO summit was held in Vilnius.", {"Vilnius"}),
        ("Two meetings of the council were held in Nairobi.", {"Nairobi"}),
    ],
)
def test_several_gatherings_are_not_all_held_in_each_place_of_a_row(text: str, places: set[str]) -> None:
    assert set(objects(text, "held in")) == places


@pytest.mark.parametrize(
    "text",
    [
        "Then the governments of Chile, Bolivia, Peru, and Ecuador issued a joint statement that praised Ada Roe.",
        "On 3 May 2024, the Prime Ministers and the Heads of Government of Norway, Denmark and Latvia met in Riga.",
    ],
)
def test_a_group_does_nothing_with_its_own_members(text: str) -> None:
    extraction = read(text)
    shared = {"issued joint statement with", "met with"}
    done = [f for f in facts_of(extraction) if f.predicate in shared]
    assert {entity_of(extraction, end).type.value for f in done for end in (f.subject, f.object)} <= {"country"}
    assert {e.name for e in extraction.entities if e.type.value in {"person", "organization"}} <= {"Ada Roe"}
