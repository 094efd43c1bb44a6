"""Offices: who holds which, however the title stands to the name."""

import pytest
from told import entity_named, fact_stating, facts_of, qualifier, read, shown, told

from flows.model import EntityType, Literal

HELD = "position held"


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        ("Ghana's President Maria Santos opened a dam.", "Maria Santos", "President of Ghana"),
        ("Peruvian Prime Minister Ana Quispe opened a dam.", "Ana Quispe", "Prime Minister of Peru"),
        ("Kenya's foreign minister, Peter Morgan, opened a dam.", "Peter Morgan", "Foreign minister of Kenya"),
        ("Peter Morgan, the foreign minister of Kenya, opened a dam.", "Peter Morgan", "Foreign minister of Kenya"),
        ("Ana Quispe, Peru's finance minister, opened a dam.", "Ana Quispe", "Finance minister of Peru"),
        ("The president of Ghana, Maria Santos, opened a dam.", "Maria Santos", "president of Ghana"),
        ("Maria Santos is the president of Ghana.", "Maria Santos", "President of Ghana"),
        ("The junta's head, Maria Santos, has become president of Ghana.", "Maria Santos", "President of Ghana"),
        ("Ghana's president is Maria Santos.", "Maria Santos", "President of Ghana"),
        ("The secretary general of NATO is now Lars Holm.", "Lars Holm", "Secretary General of NATO"),
        ("NATO Secretary General Lars Holm opened a hall.", "Lars Holm", "Secretary General of NATO"),
        ("The Peruvian Foreign Minister, Ana Quispe, opened a dam.", "Ana Quispe", "Foreign Minister of Peru"),
        ("Acting president of Peru Ana Quispe opened a dam.", "Ana Quispe", "Acting president of Peru"),
        ("President Peter Morgan of Ghana opened a dam.", "Peter Morgan", "President of Ghana"),
        ("Peruvian armed forces minister Ana Quispe spoke.", "Ana Quispe", "Armed forces minister of Peru"),
        ("Ana Quispe, Peru's central bank governor, spoke.", "Ana Quispe", "Central bank governor of Peru"),
        ("Ana Quispe, head of Peru's central bank, spoke.", "Ana Quispe", "Head of central bank of Peru"),
        ("U.S. special envoy to Chad John Mensah spoke.", "John Mensah", "Special envoy of the United States to Chad"),
        ("Ghana appoints Kofi Mensah as its ambassador to Chad.", "Kofi Mensah", "Ambassador of Ghana to Chad"),
        ("Ana Quispe was sworn in as the new president of Peru.", "Ana Quispe", "President of Peru"),
        ("Philippine President Ana Quispe opened a dam.", "Ana Quispe", "President of the Philippines"),
        ("Ana Quispe, the chair of ASEAN and a former judge of Peru, spoke.", "Ana Quispe", "Judge of Peru"),
        (
            "Ana Quispe, the Peruvian president of the African Union, spoke.",
            "Ana Quispe",
            "President of the African Union",
        ),
        (
            "Ana Quispe is a visiting fellow at the Lima-based Quispe Institute.",
            "Ana Quispe",
            "Visiting fellow of the Quispe Institute",
        ),
        ("Peru, whose foreign minister, Ana Quispe, resigned, left.", "Ana Quispe", "Foreign minister of Peru"),
        ("Ana Quispe, prime minister and defence minister of Peru, spoke.", "Ana Quispe", "Prime minister of Peru"),
        ("Ana Quispe, prime minister and defence minister of Peru, spoke.", "Ana Quispe", "Defence minister of Peru"),
        ("The bank's chief, Ana Quispe, a former president of Peru, spoke.", "Ana Quispe", "President of Peru"),
        ("Ghana's army chief, General Kofi Mensah, spoke.", "Kofi Mensah", "Army chief of Ghana"),
        (
            "Ghana's ambassador to the United Nations, Kofi Mensah, spoke.",
            "Kofi Mensah",
            "Ambassador of Ghana to the United Nations",
        ),
        (
            "Russian foreign ministry spokeswoman Ana Quispe spoke.",
            "Ana Quispe",
            "Foreign ministry spokeswoman for Russia",
        ),
        (
            "Ana Quispe, a spokeswoman for the Russian foreign ministry, spoke.",
            "Ana Quispe",
            "Spokeswoman for foreign ministry of Russia",
        ),
        (
            "Ana Quispe, the UN special envoy for Chad, spoke.",
            "Ana Quispe",
            "Special envoy for Chad of the United Nations",
        ),
        ("Ana Quispe, Peru's most senior diplomat, spoke.", "Ana Quispe", "Most senior diplomat of Peru"),
        ("Ana Quispe, the leader of the opposition Lima Party, spoke.", "Ana Quispe", "Leader of Lima Party"),
        (
            "Ana Quispe, the president of the breakaway region of Somaliland, spoke.",
            "Ana Quispe",
            "President of Somaliland",
        ),
        ("Ana Quispe, who heads the Lima Peace Forum in Quito, spoke.", "Ana Quispe", "Head of the Lima Peace Forum"),
        ("Sheikh Omar Roe, Peru's prime minister and foreign minister, spoke.", "Omar Roe", "Foreign Minister of Peru"),
        ("Rear Admiral Luis Rojas, a Pentagon spokesman, spoke.", "Luis Rojas", "Spokesman for Pentagon"),
        (
            "Lieutenant General Luis Rojas, chief of staff of the Lima Guard, spoke.",
            "Luis Rojas",
            "Chief of staff of Lima Guard",
        ),
        (
            "Luis Rojas, secretary of Peru's Security Council, spoke.",
            "Luis Rojas",
            "Secretary of Security Council of Peru",
        ),
        (
            "Luis Rojas, president of Peru's National Assembly, spoke.",
            "Luis Rojas",
            "President of National Assembly of Peru",
        ),
        (
            "Luis Rojas, director of the Africa programme at Chatham House, spoke.",
            "Luis Rojas",
            "Director of Africa programme of Chatham House",
        ),
        (
            "Peru's president, Luis Rojas, came; Foreign Minister Ana Quispe stayed.",
            "Ana Quispe",
            "Foreign Minister of Peru",
        ),
        (
            "Peru's foreign minister, Luis Rojas, met his Chilean and Bolivian counterparts, Ana Quispe and Eva Roe.",
            "Ana Quispe",
            "Foreign minister of Chile",
        ),
        (
            "Peru's minister of finance and trade Ana Quispe spoke.",
            "Ana Quispe",
            "Minister of finance and trade of Peru",
        ),
        ("Ana Quispe, Africa analyst at the Lima Bank, spoke.", "Ana Quispe", "Africa analyst of the Lima Bank"),
        ("Peru has closed the dam. Energy Minister Ana Quispe spoke.", "Ana Quispe", "Energy Minister of Peru"),
        ("Ana Quispe heads Peru's central bank.", "Ana Quispe", "Head of central bank of Peru"),
        ("The Lima Council, headed by Ana Quispe, met.", "Ana Quispe", "Head of the Lima Council"),
        ("Ana Quispe's third term as president of Peru begins.", "Ana Quispe", "President of Peru"),
        ("The president of Peru and head of the Lima Bank, Ana Quispe, spoke.", "Ana Quispe", "President of Peru"),
    ],
)
def test_a_title_tells_who_holds_the_office(text: str, person: str, office: str) -> None:
    extraction = read(text)
    assert fact_stating(extraction, (person, HELD, office)) is not None, told(extraction)


def test_the_office_names_role_and_country() -> None:
    extraction = read("Kenya's foreign minister, Peter Morgan, opened a dam.")
    fact = facts_of(extraction, "office")[0]
    assert (qualifier(extraction, fact, "role"), qualifier(extraction, fact, "place")) == ("foreign minister", "Kenya")


def test_titles_in_a_pair_go_to_their_persons_in_order() -> None:
    extraction = read(
        "The Kenyan and Ghanaian foreign ministers, Peter Morgan and John Mensah, respectively, met in Lomé."
    )
    offices = {(s, o) for s, p, o in told(extraction) if p == HELD}
    assert offices == {("Peter Morgan", "Foreign minister of Kenya"), ("John Mensah", "Foreign minister of Ghana")}


def test_titles_of_a_pair_of_countries_go_to_their_persons_in_order() -> None:
    extraction = read("The foreign ministers of Chile and Bolivia, Ana Quispe and Luis Rojas, met in Lima.")
    offices = {(s, o) for s, p, o in told(extraction) if p == HELD}
    assert offices == {("Ana Quispe", "Foreign minister of Chile"), ("Luis Rojas", "Foreign minister of Bolivia")}


@pytest.mark.parametrize("counterpart", ["counterpart John Mensah", "counterpart, Prince John Mensah,"])
def test_a_counterpart_holds_the_same_office_elsewhere(counterpart: str) -> None:
    extraction = read(f"Kenyan Foreign Minister Peter Morgan met his Ghanaian {counterpart} on Monday.")
    assert fact_stating(extraction, ("John Mensah", HELD, "Foreign Minister of Ghana")) is not None, told(extraction)


@pytest.mark.parametrize(
    "text", ["ICC judges Ana Quispe and John Mensah spoke.", "ICC judges Ana Quispe, John Mensah spoke."]
)
def test_a_plural_title_goes_to_all_the_names_behind_it(text: str) -> None:
    assert {s for s, p, _ in told(read(text)) if p == HELD} == {"Ana Quispe", "John Mensah"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan journalist Peter Morgan wrote a book.",
        "U.S. official Peter Morgan wrote a book.",
        "Ghanaian activist Ana Quispe wrote a book.",
    ],
)
def test_an_occupation_is_no_office_of_a_country(text: str) -> None:
    assert facts_of(read(text), "office") == []


def test_an_occupation_at_a_body_is_a_post() -> None:
    extraction = read("Peter Morgan, an economist at the Meridian Institute, came.")
    assert [s for s, p, _ in told(extraction) if p == HELD] == ["Peter Morgan"]


def test_an_office_only_to_be_taken_up_is_planned() -> None:
    facts = facts_of(read("U.S. president-elect Peter Morgan opened a dam."), "office")
    assert [fact.factuality.value for fact in facts] == ["planned"]


def test_who_steps_down_is_a_former_holder() -> None:
    extraction = read("Maria Santos resigned as president of the World Bank on Monday.")
    assert [qualifier(extraction, f, "role") for f in facts_of(extraction, "office")] == ["former president"]


def test_a_former_holder_keeps_the_word() -> None:
    extraction = read("Former Kenyan President Peter Morgan opened a dam.")
    assert [qualifier(extraction, fact, "role") for fact in facts_of(extraction, "office")] == ["former President"]


def test_a_title_without_a_country_states_an_office_of_nobody() -> None:
    extraction = read("Economy Minister Maria Santos met bankers in Lima.")
    assert [f.qualifiers for f in facts_of(extraction, "office")] == [(("role", Literal("Economy Minister", "text")),)]


def test_a_title_that_says_little_states_no_office_without_a_country() -> None:
    assert facts_of(read("Chairman Maria Santos opened a dam."), "office") == []


def test_a_title_makes_an_unknown_name_a_persons() -> None:
    assert entity_named(read("Foreign Minister Zorb Klein opened a dam in Chile."), "Zorb Klein").type.value == "person"


def test_the_office_is_a_hint_for_whoever_links_the_person() -> None:
    person = entity_named(read("Kenya's foreign minister, Peter Morgan, opened a dam."), "Peter Morgan")
    assert dict(person.hints) == {"country": "Kenya", "office": "Foreign minister of Kenya"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Ada Roe, executive secretary of Peru's governing Forward Peru party, said it was late.",
            "Executive secretary of Forward Peru",
        ),
        ("Ada Roe, deputy head of Chad's ruling Forward Party, said it was late.", "Deputy head of Forward Party"),
        ("Ada Roe, head of Peru's central bank, said it was late.", "Head of central bank of Peru"),
        ("Ada Roe, leader of Peru's opposition, said it was late.", "Leader of opposition of Peru"),
    ],
)
def test_whoever_serves_a_ruling_party_serves_no_state(text: str, office: str) -> None:
    extraction = read(text)
    assert [shown(extraction, f.object) for f in facts_of(extraction, "office")] == [office]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Ada Roe, ANC leader and ex-finance minister, spoke.", {"ANC"}),
        ("Ada Roe, Chad's president and defence minister, spoke.", {"Chad"}),
    ],
)
def test_a_party_has_no_minister(text: str, owners: set[str | None]) -> None:
    extraction = read(text)
    assert {qualifier(extraction, f, "place") for f in facts_of(extraction, "office")} == owners


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The former president, Ada Roe, said the vote was fair.", "former president"),
        ("Ex-president Ada Roe said the vote was fair.", "former president"),
        ("The president, Ada Roe, said the vote was fair.", "president"),
    ],
)
def test_a_former_holder_stays_a_former_one(text: str, role: str) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "role") for f in facts_of(extraction, "office")] == [role]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The king received Ambassadors Ada Roe of Syria, Ali Stone of Tunisia and Eva Poe of Chad.",
            {("Ada Roe", "Syria"), ("Ali Stone", "Tunisia"), ("Eva Poe", "Chad")},
        ),
        ("The king received Ambassador Ada Roe of Syria.", {("Ada Roe", "Syria")}),
        ("The king received Ada Roe of Syria and Ali Stone of Tunisia.", set()),
    ],
)
def test_each_of_several_ambassadors_is_sent_by_the_country_behind(text: str, held: set[tuple[str, str]]) -> None:
    extraction = read(text)
    offices = facts_of(extraction, "office")
    assert {(shown(extraction, f.subject), qualifier(extraction, f, "place")) for f in offices} == held


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Its secretary-general, Rosa Lindo, warned of a long winter.", "Secretary-general"),
        ("Pedro Luna, the deputy chairman, told a crowd that the troops would stay.", "Deputy chairman"),
    ],
)
def test_an_office_of_rank_is_told_without_whose_it_is(text: str, office: str) -> None:
    assert office in {object_ for _, predicate, object_ in told(read(text)) if predicate == "position held"}


def test_a_new_minister_is_a_minister() -> None:
    facts = told(read("The new defence minister, Anatolie Nosatii, has been in politics since 2021."))
    assert ("Anatolie Nosatii", "position held", "Defence minister") in facts


def test_the_office_of_who_has_charge_of_something_is_no_body() -> None:
    extraction = read("European Commissioner for Enlargement Marta Kos said the talks were open.")
    assert [entity.name for entity in extraction.entities if entity.type is EntityType.ORGANIZATION] == []


def test_whom_a_president_is_for_is_not_whose_president_that_is() -> None:
    facts = told(read("Ties have been tense since the pro-China president, Omar Roe, took office."))
    assert ("Omar Roe", "position held", "President of China") not in facts
    facts = told(read("MONROVIA - Liberia's president, Omar Roe, has conceded defeat."))
    assert ("Omar Roe", "position held", "President of Liberia") in facts
    facts = told(read("The anti-Western president, Ada Roe, took office."))
    assert ("Ada Roe", "position held", "President") in facts


def test_a_body_before_as_is_not_whose_minister_speaks() -> None:
    text = (
        "Hungary announced its exit from the International Criminal Court as Prime Minister Viktor Orban met a guest."
    )
    offices = {fact[2] for fact in told(read(text)) if fact[1] == "position held"}
    assert "Prime Minister of the International Criminal Court" not in offices


def test_the_ambassador_next_in_a_list_is_not_the_one_before() -> None:
    text = "President of Kenya William Ruto, Ambassador of Ghana to Nairobi J. Mensah and others spoke."
    offices = {fact[2] for fact in told(read(text)) if fact[:2] == ("William Ruto", "position held")}
    assert offices == {"President of Kenya"}


def test_an_ambassador_who_heads_a_body_is_not_its_ambassador() -> None:
    offices = {fact[2] for fact in told(read("The Secretary General of ASEAN Ambassador Ada Roe spoke."))}
    assert offices == {"Secretary General of ASEAN"}
    offices = {fact[2] for fact in told(read("The UN Ambassador Ada Roe spoke."))}
    assert offices == {"Ambassador to the United Nations"}


@pytest.mark.parametrize(
    "text",
    [
        "Fiji's Deputy Prime Minister and Foreign Minister Ada Okello opened a dam.",
        "Deputy Prime Minister and Foreign Minister Ada Okello of Fiji opened a dam.",
    ],
)
def test_a_deputy_who_holds_another_office_holds_both(text: str) -> None:
    offices = {fact[2] for fact in told(read(text)) if fact[:2] == ("Ada Okello", HELD)}
    assert offices == {"Deputy Prime Minister of Fiji", "Foreign Minister of Fiji"}


def test_two_who_are_named_do_not_share_their_offices() -> None:
    text = "Fiji's Deputy Prime Minister Ben Roe and Foreign Minister Ada Okello opened a dam."
    offices = {fact[2] for fact in told(read(text)) if fact[:2] == ("Ada Okello", HELD)}
    assert offices == {"Foreign Minister of Fiji"}


def test_an_inspector_general_is_no_mere_general() -> None:
    facts = told(read("Kenya's Inspector General of Police Femi Odinga opened a dam."))
    assert ("Femi Odinga", HELD, "Inspector General of Police of Kenya") in facts
    facts = told(read("Kenya's General Femi Odinga and an inspector opened a dam."))
    assert not [fact for fact in facts if "nspector" in fact[2]]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Their outgoing chair, interim Chad President, Ada Roe, left.", "Interim President of Chad"),
        ("Ada Roe, the interim Chad president, left.", "Interim president of Chad"),
        ("Ada Roe, the interior minister of Chad, left.", "Interior minister of Chad"),
    ],
)
def test_an_office_held_for_now_says_so(text: str, office: str) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "office")} == {office}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana's president is not Maria Santos.",
        "If Ghana's president is Maria Santos, she will come.",
        "The man who met Ghana's president was Kofi Mensah.",
        "A friend of Ghana's president is Kofi Mensah.",
    ],
)
def test_a_name_behind_an_office_is_not_always_its_holder(text: str) -> None:
    assert not [fact for fact in facts_of(read(text)) if fact.predicate == HELD]


def test_its_head_is_the_one_who_is_named() -> None:
    text = "The Lake Ohrid Council has its seat in Struga. Its president is Ana Quispe."
    assert ("Ana Quispe", HELD, "President of the Lake Ohrid Council") in told(read(text))


@pytest.mark.parametrize(
    ("text", "office", "start"),
    [
        ("Ada Roe assumed the post of president of the World Bank in May.", "President of the World Bank", "2024-05"),
        ("Ada Roe took up the role of NATO secretary general in May.", "Secretary general of NATO", "2024-05"),
        ("Ada Roe has assumed office as president of the World Bank.", "President of the World Bank", None),
        ("Ada Roe held the position of finance minister of Chad.", "Finance minister of Chad", None),
    ],
)
def test_who_takes_up_a_post_holds_its_office(text: str, office: str, start: str | None) -> None:
    extraction = read(text)
    rows = {(shown(extraction, f.object), qualifier(extraction, f, "start")) for f in facts_of(extraction, "office")}
    assert rows == {(office, start)}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe declined the post of president of the World Bank.",
        "Ada Roe started the job of repairing the ministry of Chad.",
    ],
)
def test_a_post_that_nobody_takes_up_is_no_office(text: str) -> None:
    assert not facts_of(read(text), "office")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("From 2018 to 2019, Anna Okoro was Head of the Nordic Council.", ("2018", "2019")),
        ("From 2018 to 2019, Anna Okoro was Deputy Minister of Peru and head of the Nordic Council.", ("2018", "2019")),
        ("From 2018 to 2019, Anna Okoro served as Minister of Finance of Peru.", ("2018", "2019")),
        ("Anna Okoro, who has served as NATO head since 2016, left.", ("2016", None)),
        (
            "Anna Okoro served as Deputy Minister of Peru until 2014 and as Ambassador of Chad from 2014 to 2016.",
            ("2014", "2016"),
        ),
        ("From 2018 to 2019, Anna Okoro, the foreign minister of Peru, visited Chad.", (None, None)),
    ],
)
def test_an_office_has_the_years_of_serving_in_it(text: str, years: tuple[str | None, str | None]) -> None:
    extraction = read(text)
    office = facts_of(extraction, "office")[-1]
    assert (qualifier(extraction, office, "start"), qualifier(extraction, office, "end")) == years
