"""Who is meant: the doer inside a word, the body whose members are told, whole names and titles, "he" and "its"."""

import pytest
import told as tellings
from told import Triple, facts_of, qualifier, read, shown

HELD = "position held"


def told(*paragraphs: str) -> list[Triple]:
    """All that these paragraphs state, by name."""
    return tellings.told(read(*paragraphs))


def names(*paragraphs: str) -> set[str]:
    """The names of all that is named or described."""
    return {entity.name for entity in read(*paragraphs).entities}


@pytest.mark.parametrize(
    "text",
    [
        "The Rapid Support Forces agreed to join the Doha-mediated peace talks.",
        "Boko Haram rejected an Abuja-brokered ceasefire in May.",
    ],
)
def test_the_doer_inside_a_word_is_no_other(text: str) -> None:
    assert not [t for t in told(text) if t[1] == "mediated"]


def test_a_country_inside_a_word_mediates() -> None:
    assert ("Oman", "mediated", "talks between Iran and Iraq") in told(
        "The Oman-mediated talks between Iran and Iraq ended."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Togo joined the Lakes Bank, a lender set up by the ECOWAS states, which includes Ghana and Benin.",
        "Togo joined the Lakes Bank, a lender run by ECOWAS, which comprises Ghana and Benin.",
        "Togo joined the Lakes Bank, a lender run by ECOWAS, whose members include Ghana and Benin.",
        "ECOWAS, which includes Ghana and Benin, met in Accra.",
    ],
)
def test_members_are_those_of_the_body_named_right_before(text: str) -> None:
    assert {t for t in told(text) if t[1] == "member of"} == {
        ("Ghana", "member of", "ECOWAS"),
        ("Benin", "member of", "ECOWAS"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Ada Roe-Owusu opened the hall. Roe-Owusu said it was finished.", "Ada Roe-Owusu"),
        ("The union's envoy, Ada Roe-Owusu, came. Roe-Owusu met the king.", "Ada Roe-Owusu"),
    ],
)
def test_a_surname_keeps_what_a_hyphen_ties_to_it(text: str, name: str) -> None:
    assert {n for n in names(text) if "Owusu" in n} == {name}


def test_talks_between_two_are_no_surname() -> None:
    assert "Vladimir Putin-Narendra" not in names("The Vladimir Putin-Narendra Modi talks lasted an hour.")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Minister for Trade and the Pacific Zoe Harding landed in Suva.",
            ("Zoe Harding", "Minister for Trade and the Pacific"),
        ),
        ("Ada Roe, the minister of higher education, landed in Suva.", ("Ada Roe", "Minister of higher education")),
        (
            "Minister of Industry, Science and Technology Heng Vuthy landed in Suva.",
            ("Heng Vuthy", "Minister of Industry, Science and Technology"),
        ),
        (
            "The chief of the Haitian National Police, Jean Rameau, spoke.",
            ("Jean Rameau", "Chief of Haitian National Police"),
        ),
    ],
)
def test_a_title_is_whole(text: str, office: tuple[str, str]) -> None:
    assert (office[0], HELD, office[1]) in told(text)


def test_the_spokeswoman_of_a_president_named_behind_is_another() -> None:
    text = "“We will wait,” said Ada Roe, spokeswoman for Kenyan president, Peter Mwangi."
    assert {t for t in told(text) if t[1] == HELD and t[0] == "Peter Mwangi"} == {
        ("Peter Mwangi", HELD, "President of Kenya")
    }


def test_a_spokesman_for_a_prime_minister_is_not_the_minister() -> None:
    text = "A spokesman for Prime Minister Jone Tawake said the letter was genuine."
    assert "Jone Tawake" in names(text)
    assert not [t for t in told(text) if t[:2] == ("Jone Tawake", "said")]


def test_a_body_is_called_by_all_that_it_is_for() -> None:
    text = "Mosi Tau chairs the Committee on Trade, Customs and Immigration."
    assert told(text) == [("Mosi Tau", "chairs", "Committee on Trade, Customs and Immigration")]


def test_others_behind_a_comma_are_no_part_of_its_name() -> None:
    assert "Committee on Trade" in names("The Committee on Trade, Ghana and Togo met.")


@pytest.mark.parametrize("deed", ["phoned {}", "held telephone talks with {}", "talked with {} by video link"])
def test_who_speaks_from_afar_meets_nobody(deed: str) -> None:
    text = f"Kenyan president Asha Wanjiru {deed.format('Moses Okello')} on Monday."
    assert not [t for t in told(text) if t[1] == "met with"]


def test_who_calls_on_somebody_meets_them() -> None:
    text = "Asha Wanjiru called on Moses Okello at his home in Kampala on Monday."
    assert ("Asha Wanjiru", "met with", "Moses Okello") in told(text)


def test_the_island_is_a_country_that_is_one() -> None:
    text = (
        "China will have no ties with friends of Taiwan.",
        "The island is under pressure. Its defence ministry said so.",
    )
    assert "Taiwan defence ministry" in names(*text)


def test_a_country_on_land_is_no_island() -> None:
    text = ("China was silent.", "The island is under pressure. Its defence ministry said so.")
    assert "China defence ministry" not in names(*text)


@pytest.mark.parametrize(
    "before",
    [
        "The joint mediation of the African Union, the United States and Saudi Arabia goes on.",
        "Oman and Qatar mediated in the war.",
    ],
)
def test_mediators_are_none_of_the_two_parties(before: str) -> None:
    assert not [
        t for t in told(before, "The two parties signed an agreement on Monday.") if t[1] == "signed agreement with"
    ]


def test_two_who_sent_envoys_are_the_two_sides() -> None:
    text = ("Chad and Niger sent envoys to Lomé.", "The two sides signed an agreement on Monday.")
    assert ("Chad", "signed agreement with", "Niger") in told(*text)


def test_a_former_president_is_not_the_president() -> None:
    text = "President Ada Roe of Kenya spoke. The former Kenyan president stayed at home. He missed the summit in Lomé."
    assert not [t for t in told(text) if t[0] == "Ada Roe" and "participate" in t[1]]


def test_he_behind_somebody_without_a_name_is_nobody_known() -> None:
    text = "President Ada Roe spoke. A minister listened. He visited Lomé on Monday."
    assert not [t for t in told(text) if t[1] == "visited"]


def test_she_is_the_president_who_spoke() -> None:
    assert ("Ada Roe", "visited", "Lomé") in told("President Ada Roe spoke. She visited Lomé on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Paul Ondo and Kodjo Mensah, the presidents of Gabon and Togo, spoke.",
        "Paul Ondo and Kodjo Mensah are the presidents of Gabon and Togo, respectively.",
        "The presidents of Gabon and Togo, Paul Ondo and Kodjo Mensah, spoke.",
    ],
)
def test_holders_and_countries_pair_in_order(text: str) -> None:
    assert [t for t in told(text) if t[1] == HELD] == [
        ("Paul Ondo", HELD, "President of Gabon"),
        ("Kodjo Mensah", HELD, "President of Togo"),
    ]


def test_holders_and_countries_of_another_number_do_not_pair() -> None:
    text = "Paul Ondo, Kodjo Mensah and Ana Vera, the presidents of Gabon and Togo, spoke."
    assert not [t for t in told(text) if t[1] == HELD]


def test_places_pair_with_whom_somebody_met() -> None:
    text = "President Paul Ondo met premier Li Wen and minister Ravi Das in Beijing and Delhi respectively."
    extraction = read(text)
    places = {
        tellings.shown(extraction, f.object): tellings.qualifier(extraction, f, "place")
        for f in tellings.facts_of(extraction, "meeting")
    }
    assert places == {"Li Wen": "Beijing", "Ravi Das": "Delhi"}


def test_gatherings_told_in_one_phrase_are_not_held_in_each_place() -> None:
    text = "The summits of ASEAN and ECOWAS were held in Jakarta and Abuja respectively."
    assert not [t for t in told(text) if t[1] == "held in"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Kenya recognised Kosovo in 2009 and Togo Palestine in 2011.", {("Kenya", "Kosovo"), ("Togo", "Palestine")}),
        ("Kenya recognised Kosovo, and Togo Palestine.", {("Kenya", "Kosovo"), ("Togo", "Palestine")}),
        ("Kenya recognised Kosovo and Palestine in 2009.", {("Kenya", "Kosovo"), ("Kenya", "Palestine")}),
    ],
)
def test_two_names_side_by_side_say_the_verb_again(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(who, whom) for who, what, whom in told(text) if what == "recognised"} == pairs


@pytest.mark.parametrize("office", ["one-time SCO secretary-general", "erstwhile SCO secretary-general"])
def test_who_held_an_office_once_holds_it_no_more(office: str) -> None:
    extraction = read(f"Premier Ada Roe met {office} Nurlan Seitov on Monday.")
    (role,) = (
        tellings.qualifier(extraction, f, "role")
        for f in tellings.facts_of(extraction, "office")
        if tellings.shown(extraction, f.subject) == "Nurlan Seitov"
    )
    assert role is not None
    assert role.split()[0] in {"former", "erstwhile"}


def test_its_seat_is_that_of_the_body_just_named() -> None:
    text = "ECOWAS welcomed the step. Three states founded the Lakes League in 2023; its seat is in Kigali."
    assert not [t for t in told(text) if t[:2] == ("ECOWAS", "headquartered in")]


def test_who_chairs_it_may_chair_the_meeting() -> None:
    text = "Togo sent an envoy of SADC to the meeting in Cusco. Peru's trade minister, Gladys Vela, chaired it."
    assert not [t for t in told(text) if t[1] == "chairs"]


def test_who_chairs_it_chairs_the_body() -> None:
    assert ("Ada Roe", "chairs", "Southern African Development Community") in told("SADC is busy. Ada Roe chairs it.")


def test_a_counterpart_is_not_the_country() -> None:
    text = "The Polish defence minister met his Lithuanian counterpart in Vilnius on Monday."
    assert [t for t in told(text) if t[1] == "met with"] == [
        ("Polish defence minister", "met with", "Lithuanian counterpart")
    ]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (  # a third state was named last
            "Deputy Premier Ada Okello held talks with Tanzania's Foreign Minister Juma Mbeki and Peru's Foreign "
            "Minister Luis Rojas. During the meeting with Minister Mbeki, the two sides agreed to build a road.",
            set(),
        ),
        (
            "Kenyan minister Ada Okello met Fijian minister Bo Hale and Tanzanian minister Juma Mbeki in Lima. Kenya "
            "and Fiji agreed to trade. During the meeting with Minister Mbeki, the two sides signed a treaty.",
            {("Kenya", "Tanzania")},
        ),
        (
            "NATO and Kenya held talks in Brussels. At the meeting with Kenya, the two sides signed a treaty.",
            {("NATO", "Kenya")},
        ),
    ],
)
def test_the_two_sides_of_a_meeting_are_those_who_met_there(text: str, met: set[tuple[str, str]]) -> None:
    signed = {(s, o) for s, predicate, o in told(text) if predicate == "signed agreement with"}
    assert signed == met
    assert not [t for t in told(text) if t[1] == "met with" and t[::2] in {("Tanzania", "Juma Mbeki")}]
    assert ("Peru", "met with", "Juma Mbeki") not in told(text)


def test_no_state_meets_its_own_minister() -> None:
    text = (
        "Kenya and Peru held talks. At a meeting with Peru's Foreign Minister Luis Rojas, the two sides spoke of trade."
    )
    assert {t for t in told(text) if t[1] == "met with"} >= {
        ("Kenya", "met with", "Peru"),
        ("Kenya", "met with", "Luis Rojas"),
    }
    assert ("Peru", "met with", "Luis Rojas") not in told(text)


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        (
            "Kenya's Foreign Minister Peter Okello met Chad's Foreign Minister Issa Deby on Monday. The meeting with "
            "Minister Deby was warm. In his meeting with Luis Rojas of Peru, both sides praised trade.",
            "Peter Okello",
        ),
        ("President Peter Okello arrived in Lima. In his meeting with Luis Rojas, trade came up.", "Peter Okello"),
        (
            "Kenya's Foreign Minister Peter Okello met Chad's Foreign Minister Issa Deby on Monday. Minister Deby "
            "thanked Kenya. In his meeting with Luis Rojas of Peru, both sides praised trade.",
            None,
        ),
    ],
)
def test_his_meeting_is_that_of_who_received_the_one_named_last(text: str, meets: str | None) -> None:
    assert {t[0] for t in told(text) if t[1:] == ("met with", "Luis Rojas")} == ({meets} if meets else set())


def test_he_of_a_new_paragraph_is_not_somebody_who_only_spoke_in_the_last() -> None:
    paragraphs = (
        "Peter Okello, the first leader of Kenya, has died. Peter Okello had been ill. Peter Okello left in 2017.",
        "Education secretary Femi Odinga wrote: “Rest in peace.”",
        "In 1973, he was elected president of the Lakes Union.",
    )
    assert ("Femi Odinga", HELD, "President of the Lakes Union") not in told(*paragraphs)
    assert ("Peter Okello", HELD, "President of the Lakes Union") in told(*paragraphs)


def test_he_of_a_new_paragraph_is_who_spoke_where_the_text_is_about_nobody_else() -> None:
    paragraphs = ("Femi Odinga wrote: “Rest in peace.”", "In 1973, he was elected president of the Lakes Union.")
    assert ("Femi Odinga", HELD, "President of the Lakes Union") in told(*paragraphs)


def test_a_title_of_honour_speaks_of_whose_name_it_stood_before() -> None:
    text = (
        "Qatar's premier, Sheikh Khalid Attiyah, opened the hall. After Joe Biden's victory, the sheikh met Luis Rojas."
    )
    assert ("Khalid Attiyah", "met with", "Luis Rojas") in told(text)
    assert not [
        t for t in told("Khalid Attiyah opened the hall. The sheikh met Luis Rojas.") if t[0] == "Khalid Attiyah"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The first such talks were held in Accra in 2018. Peru attended the talks.", None),
        ("A previous meeting was held in Accra in 2018. Peru attended the meeting.", None),
        ("The meeting in Accra began in 2018. Peru attended the meeting.", "Accra"),
    ],
)
def test_a_gathering_of_other_times_is_not_the_one_attended(text: str, place: str | None) -> None:
    extraction = read(text)
    places = [qualifier(extraction, f, "place") for f in facts_of(extraction, "participation")]
    assert places == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("The body brings together the leaders of Chad and Mali, along with the Sahel Movement.", set()),
        ("The Lakes Council brings together Chad and Mali, along with the Sahel Movement.", {"Lakes Council"}),
    ],
)
def test_who_stands_along_with_members_is_no_body_of_theirs(text: str, members: set[str]) -> None:
    extraction = read(text)
    assert {shown(extraction, f.object) for f in facts_of(extraction, "membership")} == members


def test_who_does_a_thing_along_with_another_does_it_too() -> None:
    extraction = read("Chad signed the accord along with Mali.")
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "agreement")} == {"Chad"}
    assert {shown(extraction, f.object) for f in facts_of(extraction, "agreement")} == {"Mali"}


def test_its_summit_and_its_members_are_those_of_the_body_spoken_of() -> None:
    text = "NATO met in Oslo. Portugal holds the chair of the body. Its next summit will be held in Lima in 2025."
    assert ("NATO next summit", "held in", "Lima") in told(text)
    assert ("Albania", "member of", "NATO") in told("NATO is old. Albania is one of its members.")


def test_it_is_the_body_whose_board_acts() -> None:
    text = "The World Bank's board met on Monday. It approved a loan of 350 million dollars for Malawi."
    assert ("World Bank", "pledged", "350 million dollars") in told(text)
    text = "The World Bank met on Monday. Its board agreed to lend Zambia 400 million dollars."
    assert ("World Bank", "pledged", "400 million dollars") in told(text)


def test_the_named_counterpart_is_met_and_nobody_else() -> None:
    met = [t for t in told("Ana Quispe met her Kenyan counterpart, Kofi Mensah, in Rome.") if t[1] == "met with"]
    assert met == [("Ana Quispe", "met with", "Kofi Mensah")]


def test_whom_a_clause_speaks_of_is_its_subject_where_those_who_say_so_end_the_sentence() -> None:
    text = "Togo left ECOWAS. The country applied to join NATO last week, the officials added, asking not to be named."
    assert ("Togo", "applied to join", "NATO") in told(text)


def test_a_denial_of_a_deal_with_a_government_is_one_of_a_deal_with_its_country() -> None:
    text = "The Southern Guard has signed no ceasefire with the Colombian government."
    assert ("Southern Guard", "signed agreement with", "Colombia") in told(text)


@pytest.mark.parametrize(
    ("text", "incident"),
    [
        ("Fighting around the town of Kutum in Sudan has killed 64 people.", "Fighting around Kutum"),
        ("The death toll of the bombing at a market in Juba has risen to 15.", "bombing in Juba"),
        ("Eleven people were killed when a bomb went off at a market in Juba.", "bombing of bomb in Juba"),
        ("The earthquake in Chile's north killed 31 people.", "earthquake in Chile"),
    ],
)
def test_where_an_incident_is_told_around_or_inside_something(text: str, incident: str) -> None:
    assert incident in {fact[0] for fact in told(text) if fact[1] == "has number of dead"}


def test_founding_members_of_a_body_found_nothing_now() -> None:
    text = "Chad and Mali are founding members of the Lakes Council (LC), a growing body in which Peru has a seat."
    extraction = read(text)
    members = {shown(extraction, f.subject) for f in facts_of(extraction, "membership") if f.predicate == "member of"}
    assert members >= {"Chad", "Mali"}


def test_both_are_the_two_of_whom_the_sentences_before_speak_as_two() -> None:
    text = (
        "Kenya and Norway held talks in Rome. A court in Oslo refused to extradite a banker. The case goes on. The two "
        "countries are to sign a deal. Both states belong to NATO."
    )
    assert {t for t in told(text) if t[1] == "member of"} == {
        ("Kenya", "member of", "NATO"),
        ("Norway", "member of", "NATO"),
    }


def test_the_prime_minister_is_no_deputy() -> None:
    text = (
        "Prime Minister Ana Otieno flew to Lima. Deputy Prime Minister Luis Quispe was present at a banquet there. "
        "Later the prime minister attended the summit of the African Union."
    )
    assert ("Ana Otieno", "participated in", "summit of African Union") in told(text)
    assert ("Luis Quispe", "participated in", "summit of African Union") not in told(text)
    text = "Deputy spokesman Luis Quispe took the floor. The talks go on, the spokesman said."
    assert ("Luis Quispe", "said", "The talks go on") in told(text)


def test_counterparts_of_whom_no_office_is_told_hold_none() -> None:
    text = (
        "Deputy Prime Minister Luis Quispe of Peru and Trade Minister Kari Holm of Norway saw her off. She had met "
        "her Indian and Kenyan counterparts Arun Mehta and Kofi Mensah."
    )
    assert not {t for t in told(text) if t[0] in {"Arun Mehta", "Kofi Mensah"} and t[1] == HELD}
    text = "Foreign Minister Kari Holm of Norway met her Indian and Kenyan counterparts Arun Mehta and Kofi Mensah."
    assert ("Kofi Mensah", HELD, "Foreign Minister of Kenya") in told(text)


def test_a_country_called_by_where_it_lies_is_one_that_lies_there() -> None:
    text = "Kenya cut ties with Samoa in 2003 after the Pacific nation recognised Kosovo."
    assert ("Samoa", "recognised", "Kosovo") in told(text)
    text = "Kenya cut ties with Samoa in 2003 after the African nation recognised Kosovo."
    assert ("Kenya", "recognised", "Kosovo") in told(text)


def test_the_body_to_which_somebody_elects_is_another() -> None:
    text = "The General Assembly elected Kenya, Belgium and Chile to the Geneva-based body."
    assert not {t for t in told(text) if "General Assembly" in t}
    text = (
        "The Human Rights Council has 47 seats. The General Assembly elected Kenya and Chile to the Geneva-based body."
    )
    assert ("United Nations Human Rights Council", "headquartered in", "Geneva") in told(text)
    assert ("African Union", "headquartered in", "Geneva") in told(
        "The African Union met. The Geneva-based body is old."
    )


def test_the_president_is_not_the_one_just_elected() -> None:
    held = "The president complained that agents were beaten."
    text = f"Ana Touray has been elected president of Gambia after defeating Ebrima Roe. {held}"
    assert not {t for t in told(text) if t[:2] == ("Ana Touray", "said")}
    text = f"Ana Touray, the president of Gambia, lost to Ebrima Roe. {held}"
    assert {t for t in told(text) if t[:2] == ("Ana Touray", "said")}


def test_nobody_is_elected_by_a_body_to_itself() -> None:
    before = "The African Union met the Arctic Council. The African Union met on Monday."
    join = ("Chad", "will join", "Arctic Council")
    assert join in told(f"{before} The African Union elected Chad to the Geneva-based body.")
    assert join not in told(f"{before} Ministers elected Chad to the Geneva-based body.")


@pytest.mark.parametrize(("group", "whose"), [("transitional council", False), ("transitional team", True)])
def test_the_council_is_the_one_brought_up_last(group: str, whose: bool) -> None:
    text = (
        "The UN Security Council authorised the mission. It is late until the creation of a {}. "
        "The council said on Tuesday that Peru had left."
    )
    speakers = {who for who, predicate, _ in told(text.format(group)) if predicate == "said"}
    assert ("United Nations Security Council" in speakers) is whose


def test_a_bloc_named_since_is_the_bloc() -> None:
    rows = told("Haiti wants a bloc. The African Union met. The bloc said on Tuesday that Peru had left.")
    assert "African Union" in {who for who, predicate, _ in rows if predicate == "said"}


def test_the_meeting_is_no_inauguration() -> None:
    begun = "Kenya's envoys went to the inauguration of Ana Otieno in Lima. "
    text = begun + "Luis Quispe was joined at the meeting by Norwegian Foreign Minister Kari Holm."
    assert not {t for t in told(text) if t[:2] == ("Kari Holm", "participated in")}
    text = begun + "Luis Quispe was joined at the event by Norwegian Foreign Minister Kari Holm."
    assert ("Kari Holm", "participated in", "inauguration of Ana Otieno") in told(text)


def test_an_ambassador_extraordinary_is_no_name() -> None:
    text = "President Ana Otieno received the new Ambassador Extraordinary and Plenipotentiary of Norway Kari Holm."
    assert not {name for name in names(text) if "Extraordinary" in name and "Ambassador" not in name}


def test_the_union_is_the_one_whose_commission_is_named() -> None:
    rows = told("An envoy of the African Union Commission flew home from Lima. In 2019 Chad left the union.")
    assert ("Chad", "withdrew from", "African Union") in rows


def statements(*paragraphs: str, date: str = tellings.DAY) -> set[str]:
    """Who says something, by name."""
    return {t[0] for t in tellings.told(read(*paragraphs, date=date)) if t[1] == "said"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Zambian Foreign Minister Ada Roe flew to Lima. The Zambian leader said the road is open.", "Zambian leader"),
        ("Zambian Prime Minister Ada Roe flew to Lima. The Zambian leader said the road is open.", "Ada Roe"),
        ("President Ben Poe of Zambia flew to Lima. The Kurdish leader said the road is open.", "Kurdish leader"),
        ("President Ben Poe of Zambia flew to Lima. The Zambian head of state said the road is open.", "Ben Poe"),
        ("Traders met in Lima. The Zambian head of state said the road is open.", "Zambian head of state"),
    ],
)
def test_the_leader_is_who_leads_a_country(text: str, who: str) -> None:
    assert statements(text) == {who}


@pytest.mark.parametrize(
    ("deed", "named"),
    [("Peruvian soldiers shut the road", False), ("Zambian soldiers shut the road", True), ("Rain fell", True)],
)
def test_the_president_is_not_that_of_another_country(deed: str, named: bool) -> None:
    text = f"Zambian President Ben Poe spoke in Lusaka. {deed}, and the president said that it was a mistake."
    assert ("Ben Poe" in statements(text)) is named


def test_the_official_is_not_one_before_whom_another_acted() -> None:
    opening = "A Peruvian official said that the road is shut. "
    assert statements(opening + "It leads to Tacna. The official said that trade suffers.") == {"Peruvian official"}
    assert "Peruvian official" in statements(opening)
    assert (
        len(facts_of(read(opening + "Ada Roe of the bank agreed. The official said that trade suffers."), "statement"))
        == 1
    )


def test_an_adjective_of_a_people_is_nobody() -> None:
    text = "The head of the West Saharan delegation, Envoy for Peace Ada Roe, said that the road is open."
    assert statements(text) == {"Ada Roe"}


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("a senior Peru ministry official", "senior Peru ministry official"),
        ("Peruvian officials", "Peruvian officials"),
        ("Peruvian envoy Ada Roe", "Ada Roe"),
    ],
)
def test_a_source_is_not_the_country_that_it_serves(source: str, who: str) -> None:
    assert statements(f"The road to Tacna is open, according to {source}.") == {who}


def test_nobody_speaks_in_an_agenda() -> None:
    told_so = "the African Union, two roads will be opened."
    assert not statements(f"According to the agenda of a meeting of {told_so}")
    assert statements(f"According to a report of {told_so}") == {"African Union"}


@pytest.mark.parametrize(
    "title",
    ["then Zambian Trade Minister Ada Roe", "then Trade Minister Ada Roe", "Zambia's then-Trade Minister Ada Roe"],
)
def test_who_was_then_in_office_is_not_told_to_be_so_now(title: str) -> None:
    extraction = read(f"The road was opened by {title}.")
    (office,) = facts_of(extraction, "office")
    assert qualifier(extraction, office, "role") == "then Trade Minister"


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("the country's Minister for Foreign Affairs", "Zambia Minister for Foreign Affairs"),
        ("the country's minister", "Zambia minister"),
    ],
)
def test_a_minister_without_a_name_is_called_by_the_whole_office(who: str, name: str) -> None:
    assert statements(f"Zambia wants a pact, {who} said.") == {name}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The day closed with a few words from Ben Poe, in which he recalled that the port is old.", "Ben Poe"),
        ("She read out a letter from Ben Poe, in which he recalled that the port is old.", "Ben Poe"),
        ("She took a ring from Ben Poe, and she recalled that the port is old.", "Ada Roe"),
    ],
)
def test_he_in_words_from_somebody_is_whose_they_are(words: str, who: str) -> None:
    assert statements(f"Queen Ada Roe attended the fair in Lima. {words}") == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("PM Ada Roe of Chad met President Ben Poe. The PM said the port is open.", "Ada Roe"),
        ("Foreign Minister Ada Roe of Chad met PM Ben Poe. The FM said the port is open.", "Ada Roe"),
        ("Chad's Prime Minister Ada Roe met President Ben Poe. The FM said the port is open.", "FM"),
    ],
)
def test_an_office_in_short_is_no_other(text: str, who: str) -> None:
    assert statements(text) == {who}


@pytest.mark.parametrize(
    ("body", "who"),
    [("the delegation", {"Ada Roe"}), ("the Kurdish delegation", set())],
)
def test_the_head_of_a_peoples_delegation_is_not_that_of_another(body: str, who: set[str]) -> None:
    text = f"Head of the Andean Delegation Ada Roe left Lima. The head of {body} said that the road is open."
    assert {name for name in statements(text) if name == "Ada Roe"} == who
