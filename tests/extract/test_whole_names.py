"""Names of persons are read whole, without the titles around them; an office is called what it is called."""

import pytest
from told import facts_of, held, qualifier, read, shown, told

from flows.model import EntityType


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru's foreign minister, Ma. Teresa Okoro, said on Tuesday that Lima had protested.", "Ma. Teresa Okoro"),
        ("Peru's foreign minister, Rodolfo \"Rudy\" Okoro Jr., met Chad's president.", 'Rodolfo "Rudy" Okoro Jr.'),
        ("Peru's foreign minister, Maria do Rosário Okoro, visited Accra.", "Maria do Rosário Okoro"),
        ("Maria do Rosário Okoro, Peru's foreign minister, visited Accra.", "Maria do Rosário Okoro"),
        ("Lesotho's foreign minister, Dr. Sakoane wa Thabane, visited Accra.", "Sakoane wa Thabane"),
        ("Myanmar's foreign minister, U Myint Naing, visited Accra.", "Myint Naing"),
        ("Malaysian Foreign Minister Datuk Seri Zainal Okoro visited Accra.", "Zainal Okoro"),
        ("Samoa's foreign minister, His Excellency Tuiatua Okoro, visited Accra.", "Tuiatua Okoro"),
        ("Peru's Deputy Prime Minister for European Integration Olha Okoro visited Accra.", "Olha Okoro"),
        ("Peru's Cabinet Secretary for Defence Aden Okoro visited Accra.", "Aden Okoro"),
        ("The hero of the Velvet Revolution Vaclav Okoro died. Okoro was president of Chad.", "Vaclav Okoro"),
        ("Lyonpo (Dr.) Tandi Okoro, the foreign minister, met a guest.", "Lyonpo (Dr.) Tandi Okoro"),
    ],
)
def test_a_name_is_whole_without_its_titles(text: str, name: str) -> None:
    assert {person for person, _ in held(text)} == {name}


def test_a_shortened_word_before_a_name_ends_no_sentence() -> None:
    extraction = read("The foreign ministry's envoy Hon. Ada Okoro visited Accra. Chad left.")
    assert [shown(extraction, f.subject) for f in facts_of(extraction, "visit")] == ["Ada Okoro"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "The acting US assistant secretary of state, Ada Okoro, testified.",
            "Acting assistant secretary of state of the United States",
        ),
        ("Chad's defence minister General Ada Okoro met a delegation.", "Defence minister of Chad"),
        ("UN Secretary General Ada Okoro met a delegation.", "Secretary General of the United Nations"),
        (
            "Permanent Representative of Chad to the United Nations Ada Okoro spoke.",
            "Permanent Representative of Chad to the United Nations",
        ),
        ("Ada Okoro is special representative for Chad.", "Special representative for Chad"),
        ("Ada Okoro was UN special envoy for Chad.", "Special envoy for Chad of the United Nations"),
        ("Ambassador of Chad to Peru Ada Okoro spoke.", "Ambassador of Chad to Peru"),
    ],
)
def test_an_office_is_called_what_it_is(text: str, office: str) -> None:
    assert held(text) == {("Ada Okoro", office)}


@pytest.mark.parametrize(
    "text",
    [
        "Long-time leader Ada Okoro has ruled since 1979.",
        "Peru's foreign minister was received by Ada Okoro, the second foreign minister to visit Chad since August.",
        "AU High Representative for Silencing the Guns Ada Okoro visited Juba.",
        "“Ada Okoro is the last dictator in Europe,” Ion Rusu said.",
    ],
)
def test_what_tells_no_office_is_none(text: str) -> None:
    assert not held(text)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("German Chancellor Ada Okoro met her Polish counterpart, Ion Rusu, in Berlin.", set()),
        ("French President Ada Okoro received her British counterpart Ion Rusu.", set()),
        ("Jordan's King Abdullah received his Iraqi counterpart, Ion Rusu.", set()),
        ("Angolan President Ada Okoro received her Zambian counterpart Ion Rusu.", {"President of Zambia"}),
        (
            "Chad's acting energy minister, Ada Okoro, met her Togolese counterpart Ion Rusu.",
            {"Energy minister of Togo"},
        ),
        ("Head of Chad's State Committee for Fish Ada Okoro met her Togolese counterpart Ion Rusu.", set()),
        ("Chad's Minister of Trade Ada Okoro met her Togolese counterpart Ion Rusu.", {"Minister of Trade of Togo"}),
        ("US Secretary of State Ada Okoro met her Turkish counterpart Ion Rusu.", {"Foreign minister of Turkey"}),
        (
            "Chad's foreign minister, Ada Okoro, met her US counterpart Ion Rusu.",
            {"Secretary of state of the United States"},
        ),
        ("Chad's energy minister, Ada Okoro, met her US counterpart Ion Rusu.", set()),
        ("Chad's energy minister, Ada Okoro, met her Togolese counterpart Ion Rusu.", {"Energy minister of Togo"}),
        ("Kenya's Cabinet Secretary for Defence Ada Okoro met her Rwandan counterpart, Ion Rusu.", set()),
        (
            "Peru's envoy to Chad, Ada Okoro, left. Turkey's president and his Iranian counterpart, Ion Rusu, met.",
            set(),
        ),
        (
            "US Secretary of State Ada Okoro met her Peruvian and Chilean counterparts, Ion Rusu and Eva Roe.",
            {"Foreign minister of Peru"},
        ),
    ],
)
def test_a_counterpart_holds_what_is_called_so_there(text: str, offices: set[str]) -> None:
    assert {office for person, office in held(text) if person == "Ion Rusu"} == offices


def test_colleagues_from_two_states_are_paired_in_order() -> None:
    text = "Egypt's foreign minister, Ada Okoro, met her Algerian and Tunisian colleagues, Ion Rusu and Eva Roe."
    told = {(person, office.lower()) for person, office in held(text)}
    assert {("Ion Rusu", "foreign minister of algeria"), ("Eva Roe", "foreign minister of tunisia")} <= told


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("India's ambassador to Nepal, Ada Okoro, handed a cheque to Finance Minister Ion Rusu.", ""),
        ("India's foreign minister, Ada Okoro, met Finance Minister Ion Rusu in Kathmandu.", ""),
        ("India's prime minister, Ada Okoro, sent Finance Minister Ion Rusu to Kathmandu.", " of India"),
        ("India's foreign minister, Ada Okoro, and Finance Minister Ion Rusu left.", " of India"),
    ],
)
def test_a_minister_with_whom_others_deal_is_none_of_theirs(text: str, office: str) -> None:
    assert {told for person, told in held(text) if person == "Ion Rusu"} <= {f"Finance Minister{office}"}
    assert not office or any(person == "Ion Rusu" for person, _ in held(text))


def test_a_counterpart_of_one_of_two_who_were_told_shares_no_office() -> None:
    told = "Peru's prime minister, Ada Okoro, will leave, Foreign Minister Eva Roe said."
    text = f"{told} She will meet her Indian counterpart, Ion Rusu."
    assert not [office for person, office in held(text) if person == "Ion Rusu"]


def test_an_ambassador_of_a_capital_is_its_states() -> None:
    assert ("Ada Okoro", "Ambassador in Vienna of Russia") in held("Moscow's ambassador in Vienna, Ada Okoro, left.")


def test_a_minister_told_behind_an_ambassador_is_not_of_his_state() -> None:
    text = "China summoned Panama's ambassador, Ada Okoro. Assistant Foreign Minister Ion Rusu urged her to wait."
    assert "Assistant Foreign Minister of Panama" not in {office for _, office in held(text)}


def test_a_short_title_behind_the_whole_one_is_no_office_of_its_own() -> None:
    text = "Ada Okoro, Minister for Foreign Affairs, received an envoy. Minister Okoro thanked Chad."
    assert len(held(text)) == 1


def test_a_successor_in_an_office_is_not_of_the_state_told_last() -> None:
    text = "Chad's foreign minister, Ada Okoro, met Peru's. Her successor as foreign minister, Ion Rusu, did not."
    assert not {office for person, office in held(text) if person == "Ion Rusu" and "of" in office}


def test_an_office_of_her_country_is_none_of_a_country() -> None:
    assert not held("Ada Okoro, a lawyer who was foreign minister of her country from 2000 to 2003, died.")


def test_who_is_of_another_state_held_no_office_of_this_one() -> None:
    text = "The UN named Ada Okoro, Denmark's permanent representative to the UN, replacing Ion Rusu of Chad."
    assert {person for person, _ in held(text)} == {"Ada Okoro"}
    text = "Denmark's foreign minister, Ada Okoro, replaced Ion Rusu in May."
    assert ("Ion Rusu", "Foreign Minister of Denmark") in {(p, o.title().replace("Of", "of")) for p, o in held(text)}


def test_the_name_of_a_gathering_opens_no_bracket_that_it_does_not_close() -> None:
    text = "Lima hosted a meeting of the Council of Roads Ministers of the African Union (AU) member states."
    assert all(entity.name.count("(") == entity.name.count(")") for entity in read(text).entities)


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, WTO General Council Chair Adam Okoro (Peru) left.",
        "Ada Roe, with Chair of the Trade Policy Review Body Adam Okoro (Peru), held talks on Monday.",
    ],
)
def test_the_chair_of_a_council_is_no_part_of_a_name(text: str) -> None:
    persons = [e.name for e in read(text).entities if e.type is EntityType.PERSON]
    assert "Adam Okoro" in persons


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chad signed an agreement to join the dairy fund in October in Lima.", "agreement to join the dairy fund"),
        (
            "Chad adopted a law requiring Mali to hand back all the seized cattle in line with the dairy fund's"
            " own rules on herds of goats.",
            "law requiring Mali to hand back all the seized cattle in line with the dairy fund's own rules on"
            " herds of goats",
        ),
    ],
)
def test_a_document_is_called_after_all_that_it_is_to_do_but_when(text: str, name: str) -> None:
    assert name in {entity.name for entity in read(text).entities}


def test_a_number_of_documents_is_none() -> None:
    text = "The heads of state, who are members of the council, signed a number of documents."
    extraction = read(text)
    assert not [f for f in facts_of(extraction) if f.predicate == "signed"]


def test_the_leaders_summit_says_once_whose_it_is() -> None:
    text = "The leaders of the Group of Seven came to the Group of Seven leaders' summit in Lima."
    assert "Group of Seven leaders' summit" in {entity.name for entity in read(text).entities}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("the third prime minister in seven weeks", "prime minister"),
        ("the Third Deputy Prime Minister", "Third Deputy Prime Minister"),
        ("the second president of Peru", "president"),
    ],
)
def test_a_number_that_counts_the_holders_is_no_part_of_an_office(title: str, role: str) -> None:
    extraction = read(f"Ada Roe, {title}, opened the port.")
    (fact,) = facts_of(extraction, "office")
    assert qualifier(extraction, fact, "role") == role


def test_a_nickname_that_ends_a_name_is_closed() -> None:
    assert "Ada Maria Roe 'Addy'" in {e.name for e in read("Prime Minister Ada Maria Roe 'Addy' will go.").entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Secretary of State Antony J. Blinken met Ada Roe.", "Antony Blinken"),
        ("President Kassym-Zhomart Tokayev met Ada Roe.", "Kassym-Jomart Tokayev"),
        ("Secretary of State John Blinken met Ada Roe.", "John Blinken"),
    ],
)
def test_a_known_surname_goes_with_its_own_forename_alone(text: str, name: str) -> None:
    assert (name, "met with", "Ada Roe") in told(read(text))


def test_a_surname_of_two_words_is_that_of_the_one_person_named_in_full() -> None:
    assert ("Pedro Roe Castillo", "said", "the road was open") in told(
        read("President Pedro Roe Castillo met Ada Poe. Roe Castillo said the road was open.")
    )
    assert ("Roe Castillo", "said", "the road was open") in told(
        read("Ada Roe Castillo met Pedro Roe Castillo. Roe Castillo said the road was open.")
    )
