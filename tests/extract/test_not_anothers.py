"""What belongs to the next in a row, to a person's ministers or home, or to the word behind a dash, and not to who
stands beside it."""

import pytest
from told import facts_of, held, qualifier, read, rows_of, shown

from flows.model import Factuality

Rows = set[tuple[str, str, str]]


def moods_of(kind: str, *paragraphs: str) -> set[str]:
    """The factuality of each fact of a kind."""
    return {f.factuality.value for f in facts_of(read(*paragraphs), kind)}


def test_his_visit_is_that_of_who_made_the_remarks() -> None:
    text = "Luis Quispe recalled remarks by Ana Touray during her visit to Chad."
    assert {who for who, _, _ in rows_of("visit", text)} == {"Ana Touray"}
    text = (
        "Luis Quispe also referred to harsh criticism of the Algerian government by Israeli Foreign Minister Yair Roe "
        "during his visit to Chad earlier this month to celebrate the resumption of ties."
    )
    assert not {who for who, _, _ in rows_of("visit", text)} & {"Luis Quispe"}
    text = "Luis Quispe met Ana Touray during his visit to Chad."
    assert {who for who, _, _ in rows_of("visit", text)} == {"Luis Quispe"}


def test_whom_somebodys_ministers_met_that_one_has_not_met() -> None:
    opening = "President Luis Quispe of Peru left Lima. "
    met = {(who, whom) for who, _, whom in rows_of("meeting", opening + "His ministers met Ana Touray in Accra.")}
    assert met <= {("Peru", "Ana Touray")}
    text = (
        "Peruvian President Luis Quispe and Chilean President Ana Rojas will meet after talks held by their ministers."
    )
    assert ("Luis Quispe", "Ana Rojas") not in {
        (shown(e, f.subject), shown(e, f.object))
        for e in [read(text)]
        for f in facts_of(e, "meeting")
        if f.factuality.value == "asserted"
    }


def test_a_word_joined_by_a_dash_is_not_cut_from_what_an_office_heads() -> None:
    assert held("Ana Touray, the head of Peru's top policy-making council, spoke.") == {
        ("Ana Touray", "Head of top policy-making council of Peru")
    }
    assert held("Ana Touray, the head of Peru's delegation - which left - spoke.") == {
        ("Ana Touray", "Head of delegation of Peru")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Head of the Peruvian Delegation Timo Quispe, who chaired the session, spoke.",
        "The new president of the QPA Timo Quispe addressed the assembly.",
        "The leader of the opposition QPA Timo Quispe spoke.",
    ],
)
def test_a_body_before_a_persons_name_is_none_of_it(text: str) -> None:
    people = {e.name for e in read(text).entities if e.type.value == "person"}
    assert people == {"Timo Quispe"}


@pytest.mark.parametrize(
    "text",
    [
        "Lima – Ana Touray said that Chad had left.",
        "Quito: Ana Touray said that Chad had left.",
        "Lima/Quito, 7 December 2023 (abc/XYZ) - Ana Touray said that Chad had left.",
        "LIMA (Example News / Wire - 20th March, 2022) Ana Touray said that Chad had left.",
    ],
)
def test_the_place_of_a_dateline_is_nobody_who_speaks(text: str) -> None:
    assert rows_of("statement", text) == {("Ana Touray", "said", "Chad had left")}
    assert {e.name for e in read(text).entities} == {"Ana Touray", "Chad"}


def test_a_town_that_nobody_knows_is_told_by_what_follows_its_dash() -> None:
    assert not {who for who, _, _ in rows_of("statement", "Isukmu – The envoy said that Chad had left.")} & {"Isukmu"}
    told = rows_of("statement", "Hezbollah – the movement from Lebanon – said that Chad had left.")
    assert {who for who, _, _ in told} <= {"Hezbollah"}


def test_a_blocs_agency_is_not_the_bloc() -> None:
    assert {who for who, _, _ in rows_of("statement", "The UN agency said that Chad had left.")} == {"UN agency"}
    assert {who for who, _, _ in rows_of("statement", "The ASEAN bloc said that Chad had left.")} == {"ASEAN"}


def test_what_a_body_is_to_be_like_that_is_only_asked_for_is_not_so() -> None:
    text = "The plan provides for a lakes council chaired by Ana Touray and based in Lima."
    assert not rows_of("chairing", text) | rows_of("headquarters", text)
    text = "The deal calls for the formation of a 17-member government, headed by Ana Touray as prime minister."
    assert not held(text)
    text = "Chad praised the lakes council chaired by Ana Touray."
    assert {who for who, _, _ in rows_of("chairing", text)} == {"Ana Touray"}


def test_a_meeting_of_which_only_the_report_is_named_is_not_the_one_attended() -> None:
    text = (
        "ASEAN held a summit in Lima. The summit took up the report of the fifth meeting of the lakes committee. "
        "Chad attended the meeting."
    )
    assert not any("committee" in at for _, _, at in rows_of("participation", text))


def test_its_143rd_conference_is_that_of_the_body_which_admits_a_state() -> None:
    text = "Chad was admitted as a full member of OPEC during its 143rd extraordinary conference held in Lima."
    assert {event for event, _, _ in rows_of("hosting", text)} == {"OPEC 143rd extraordinary conference"}


def test_a_summit_beside_which_somebody_plans_to_meet_is_not_over() -> None:
    text = "The two leaders will hold a meeting on August 1 on the sidelines of the Arab League summit in Cairo."
    extraction = read(text)
    told = [(f.factuality.value, qualifier(extraction, f, "start")) for f in facts_of(extraction, "hosting")]
    assert told == [("planned", "2024-08-01")]
    text = "They seek ways to bring about closer ties since the advent of the Lakes Economic Community last year."
    assert moods_of("founding", text) == {"asserted"}


def test_letters_that_spell_the_end_of_a_name_are_those_of_the_body_at_its_end() -> None:
    text = "Chad joined the Council of Ministers of the Lakes Trade Union (LTU). The LTU was founded in 2002."
    assert rows_of("founding", text) == {("Lakes Trade Union", "inception", "2002")}
    text = "Chad joined the Union of the Lake States (ULS). The ULS was founded in 2002."
    assert rows_of("founding", text) == {("Union of the Lake States", "inception", "2002")}


def test_a_government_called_after_its_head_is_that_of_the_state() -> None:
    assert {who for who, _, _ in rows_of("sanction", "The Obama government sanctioned Chad.")} <= {"United States"}
    assert {who for who, _, _ in rows_of("partnership", "The Merkel government recognised Kosovo in 2008.")} == {
        "Germany"
    }
    assert "Germany" not in {who for who, _, _ in rows_of("partnership", "The Quispe government recognised Kosovo.")}


def test_what_somebody_speaks_ahead_of_is_still_to_come() -> None:
    assert moods_of("visit", "On the eve of her visit to Chad, Ana Touray said that talks had failed.") == {"planned"}
    text = "On the eve of the Lima meeting the seven ministers signed an agreement."
    assert moods_of("hosting", text) == {"asserted"}
    assert moods_of("visit", "After her visit to Chad, Ana Touray said that talks had failed.") == {"asserted"}


def test_he_is_of_whom_a_spokesman_spoke_who_did_nothing_else() -> None:
    told = ("Ben Touray will travel to Lima for talks, said spokesman Luis Rojas.", "He will then head to Quito.")
    assert {(who, where) for who, _, where in rows_of("visit", *told)} == {
        ("Ben Touray", "Lima"),
        ("Ben Touray", "Quito"),
    }
    told = ("Ben Touray left.", "Luis Rojas said that Chad had won.", "He will then head to Quito.")
    assert {who for who, _, _ in rows_of("visit", *told)} == {"Luis Rojas"}


@pytest.mark.parametrize(
    "text", ["Chad, a non-member of NATO, left.", "The talks drew non-members of NATO, such as Chad."]
)
def test_who_is_no_member_is_none(text: str) -> None:
    assert ("Chad", "member of", "NATO") not in rows_of("membership", text)
    assert ("Chad", "member of", "NATO") in rows_of("membership", "Chad, a non-permanent member of NATO, left.")


@pytest.mark.parametrize("land", ["Guinea-Bissau", "Timor-Leste"])
def test_a_dash_inside_a_name_parts_nothing(land: str) -> None:
    assert ("Ada Roe", f"President of {land}") in held(f"Ada Roe, the president of {land}, left.")


def test_who_is_only_recommended_is_not_in_office_yet() -> None:
    recommended = "Leaders accepted a recommendation to appoint jurist, Justice Ben Okoro, as the president of NATO."
    assert moods_of("office", recommended) == {"planned"}
    assert moods_of("office", "Leaders appointed jurist Ben Okoro, as the president of NATO.") == {"asserted"}


def test_whose_nomination_is_endorsed_is_not_in_office_yet() -> None:
    text = "The council endorsed the nomination of Luis Quispe as Andean Economic Commission board chairman."
    assert moods_of("chairing", text) <= {"planned"}
    assert moods_of("office", text) <= {"planned"}
    assert moods_of("office", "Luis Quispe served as Peru's foreign minister.") == {"asserted"}


@pytest.mark.parametrize(
    ("text", "kind", "forbidden"),
    [
        (
            "The talks were attended by the Director of the Private Office of the Secretary General of NATO, Ion Rusu.",
            "office",
            "Ion Rusu",
        ),
        ("NATO recognises Moldova and Georgia as aspiring members.", "partnership", "NATO"),
        (
            "The envoy met a team led by Prime Minister Ion Rusu, members of the Rights Council and others.",
            "membership",
            "Ion Rusu",
        ),
        (
            "The Slovak parliament gave the green light to Sweden joining the Atlantic Alliance.",
            "accession",
            "Slovakia",
        ),
        ("The pact was founded in 2004 by Latin American leaders Ada Roe and Ion Rusu.", "office", "Ada Roe"),
        ("Erbil, Iraq (cabinet.gov.example) – Prime Minister Ada Roe met with the envoy Ion Rusu.", "meeting", "Iraq"),
    ],
)
def test_who_is_only_near_does_or_holds_nothing(text: str, kind: str, forbidden: str) -> None:
    extraction = read(text)
    assert forbidden not in {shown(extraction, fact.subject) for fact in facts_of(extraction, kind)}


def test_what_somebody_is_only_let_do_is_not_done() -> None:
    extraction = read("The Slovak parliament gave the green light to Sweden joining the Atlantic Alliance.")
    assert all(fact.factuality is not Factuality.ASSERTED for fact in facts_of(extraction, "accession"))


def test_who_recognises_a_state_as_one_does() -> None:
    extraction = read("Kenya recognised Kosovo as an independent state in May.")
    assert [shown(extraction, fact.object) for fact in facts_of(extraction, "partnership")] == ["Kosovo"]


def test_a_minister_does_nothing_with_the_own_state_nor_what_a_participle_only_describes() -> None:
    extraction = read(
        "In Lima, the Ministers of Chad, Mali, Togo and Ghana issued a joint statement, condemning a military buildup"
        " near on the border of Ghana and in the illegally occupied and annexed Crimean Peninsula, backed Ghana's bid."
    )
    assert not [fact for fact in facts_of(extraction, "conflict") if fact.predicate == "controls"]
    pairs = {(shown(extraction, f.subject), shown(extraction, f.object)) for f in facts_of(extraction, "agreement")}
    assert not {(one, other) for one, other in pairs if one.startswith(f"{other} ")}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "The Trade Minister of Kenya Ada Roe, together with her Malian and Togolese counterparts – Ben Poe and Carl"
            " Low – met with leaders of Chad.",
            {("Ada Roe", "Chad leaders"), ("Ben Poe", "Chad leaders"), ("Carl Low", "Chad leaders")},
        ),
        ("Ada Roe met together with Ben Poe in Lima.", {("Ada Roe", "Ben Poe")}),
    ],
)
def test_who_goes_together_to_others_does_not_meet_each_other(text: str, pairs: set[tuple[str, str]]) -> None:
    extraction = read(text)
    met = facts_of(extraction, "meeting")
    assert {(shown(extraction, fact.subject), shown(extraction, fact.object)) for fact in met} == pairs


@pytest.mark.parametrize(
    ("text", "sought"), [("Chad and Mali seek closer ties with Lima.", 0), ("Chad seeks a trade deal with Mali.", 1)]
)
def test_who_wants_to_be_a_friend_wants_no_agreement(text: str, sought: int) -> None:
    assert len([f for f in facts_of(read(text)) if f.predicate == "seeks agreement with"]) == sought


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Zambian judge Ada Roe left the African Court.", []),
        ("High Court Judge Ada Roe left Lusaka.", ["Judge of the High Court"]),
        ("President Kofi appointed Mr Ada Roe as president of the port.", ["President", "President"]),
        ("Tigray Region President Ada Roe left.", ["President of Tigray"]),
    ],
)
def test_an_office_is_of_whom_it_is_said_to_be(text: str, offices: list[str]) -> None:
    extraction = read(text)
    assert [shown(extraction, fact.object) for fact in facts_of(extraction, "office")] == offices


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("On Ms Poe’s last day as trade secretary, Rena Low, the Governor, announced it.", ["Governor"]),
        ("On the last day as trade secretary, Rena Low opened a port.", ["Trade secretary"]),
        ("Ada Roe is the ninth president of this country, Peru.", []),
    ],
)
def test_what_somebody_was_is_no_office_of_who_is_named_behind(text: str, offices: list[str]) -> None:
    extraction = read(text)
    assert [shown(extraction, fact.object) for fact in facts_of(extraction, "office")] == offices


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Talks on peace in the Sahel were held in Lima.", None),
        ("The Andean talks were held in Peru, in the town of Lima.", "Lima"),
    ],
)
def test_a_place_beside_where_talks_are_held_is_told_if_more_exact(text: str, place: str | None) -> None:
    extraction = read(text)
    held = [f for f in facts_of(extraction, "hosting") if f.predicate == "held in"]
    assert qualifier(extraction, held[0], "place") == place


def test_a_title_right_before_a_name_is_not_that_of_who_acts_on_its_bearer() -> None:
    said = (
        "Prime Minister Ada Roe called on Mongolia's President Bat Dorj on Friday.",
        "At the start of the talks, Ada Roe congratulated President Dorj for winning the vote.",
    )
    assert held(*said) == {("Ada Roe", "Prime Minister"), ("Bat Dorj", "President of Mongolia")}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "The talks were led by the chairman of the Lofa region Ben Oak, the chairman of the Nimba region Al Moe, "
            "the head of the city of Buchanan and a district named after him, and others.",
            {("Ben Oak", "Chairman of Lofa region"), ("Al Moe", "Chairman of Nimba region")},
        ),
        (
            "The group includes Ben Oak, head of the council of the Royal Court Al bin Moe, and others.",
            {("Al bin Moe", "Head of the council of the Royal Court")},
        ),
        (
            "The king received Ben Oak, the ambassador of Kenya, Al Moe, the ambassador of Peru, and others.",
            {("Ben Oak", "Ambassador of Kenya"), ("Al Moe", "Ambassador of Peru")},
        ),
    ],
)
def test_an_office_of_a_row_is_that_of_the_name_on_its_own_side(text: str, offices: set[tuple[str, str]]) -> None:
    assert held(text) == offices


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            "Visiting Chinese State Councilor and Defence Minister Li Wu met on Thursday with Premier Ana Otieno.",
            {("Li Wu", "Ana Otieno")},
        ),
        ("Vice President and Party Chairman Ben Oak met Premier Ana Otieno.", {("Ben Oak", "Ana Otieno")}),
    ],
)
def test_two_titles_with_no_article_before_a_name_are_one_person(text: str, met: set[tuple[str, str]]) -> None:
    extraction = read(text)
    assert {(shown(extraction, f.subject), shown(extraction, f.object)) for f in facts_of(extraction, "meeting")} == met


def test_the_title_of_another_country_before_and_is_somebody_else() -> None:
    assert "Olaf Moe" not in {
        person for person, office in held("French President and German Chancellor Olaf Moe met.") if "France" in office
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Four ministers and General Ben Oak accompanied President Ana Otieno on her visit to Jordan.", "Ana Otieno"),
        ("King Harald welcomed President Kofi Mensah on his state visit to Norway.", "Kofi Mensah"),
        ("Foreign Minister Ben Oak met Kofi Mensah during his visit to Norway.", "Ben Oak"),
    ],
)
def test_who_is_received_or_led_is_the_one_on_the_visit(text: str, who: str) -> None:
    extraction = read(text)
    assert {shown(extraction, fact.subject) for fact in facts_of(extraction, "visit")} == {who}


def test_who_is_helped_does_what_the_helped_does() -> None:
    extraction = read(
        "Kenya works with Uganda to help the country fulfil its role as the rotating African Union chair."
    )
    assert {shown(extraction, fact.subject) for fact in facts_of(extraction, "chairing")} == {"Uganda"}


@pytest.mark.parametrize(
    ("text", "person", "office"),
    [
        ("Foreign Minister S.Rao met his Mongolian counterpart B.Battor.", "B.Battor", "Foreign Minister of Mongolia"),
        (
            "The envoy met the Minister for Foreign Affairs of Japan T.Kono in Lima.",
            "T.Kono",
            "Minister for Foreign Affairs of Japan",
        ),
        (
            "Mongolian Vice Minister for Foreign Affairs Kh.Battor left.",
            "Kh.Battor",
            "Vice Minister for Foreign Affairs of Mongolia",
        ),
    ],
)
def test_initials_with_no_blank_behind_belong_to_the_name(text: str, person: str, office: str) -> None:
    assert (person, office) in held(text)


def test_initials_with_no_blank_behind_are_known_from_the_tables() -> None:
    assert held("Ada Roe met Russian President V.Putin.") == {("Vladimir Putin", "President of Russia")}
    assert "Ada Roe" not in {person for person, _ in held("Ada Roe met President of Russia V.Putin.")}


def test_who_works_in_the_office_of_the_president_is_no_president() -> None:
    text = "Present were Chief of Staff of the Office of the President Zoya Bat and Vice Minister for Trade Ben Oak."
    assert not {office for person, office in held(text) if person == "Zoya Bat"}
    assert held("The office of President Ada Roe said so.") == {("Ada Roe", "President")}


def test_his_predecessor_behind_another_name_is_that_of_nobody_told() -> None:
    text = (
        "Ana Otieno, the premier of Kenya, praised the choice of Ben Oak as rector of the Accra University, after his "
        "predecessor Al Moe died."
    )
    assert "Al Moe" not in {person for person, _ in held(text)}
    text = "The ambassador of Peru, Luis Quispe, took over from his predecessor Ana Rojas in May."
    assert ("Ana Rojas", "Ambassador of Peru") in held(text)


def test_a_gathering_of_ministers_keeps_its_printed_name() -> None:
    text = "Deputy Premier Ada Roe chaired the Special ASEAN Foreign Ministers’ Meeting."
    assert rows_of("chairing", text) == {("Ada Roe", "chairs", "Special ASEAN Foreign Ministers’ Meeting")}


def test_an_officer_among_others_behind_a_name_is_the_next_in_the_list() -> None:
    said = ("Ada Roe met Pakistani Prime Minister Omar Khan, the army chief, and other officials.",)
    assert held(*said) == {("Omar Khan", "Prime Minister of Pakistan")}
    assert ("Omar Khan", "Army chief") in held("Ada Roe met Omar Khan, the army chief, and left.")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The PM's Press Secretary Ada Roe briefed reporters.", "Press Secretary"),
        ("The talks are led by chief Thai negotiator Ada Roe.", "Chief negotiator of Thailand"),
        ("Deputy Kenyan ambassador Ada Roe left.", "Deputy ambassador of Kenya"),
        ("The ministry told the press President Ada Roe would go.", "President"),
    ],
)
def test_an_office_is_told_with_what_it_is_for_and_its_rank(text: str, office: str) -> None:
    assert held(text) == {("Ada Roe", office)}


def test_a_leader_who_chairs_a_body_too_speaks_once() -> None:
    extraction = read("Fiji's leader and outgoing ASEAN chair Ada Roe said the accord holds.")
    assert {shown(extraction, fact.subject) for fact in facts_of(extraction, "statement")} == {"Ada Roe"}


def test_a_paper_called_after_a_people_is_not_the_state() -> None:
    for text in ("In May, The Australian reported that the accord holds.", "Ada Roe told The American she would go."):
        assert not {e.name for e in read(text).entities} & {"Australia", "United States"}
    assert "Australia" in {e.name for e in read("In May, the Australian government backed Peru.").entities}


def test_a_statement_says_what_its_issuer_says_whoever_is_named_between() -> None:
    extraction = read("China's foreign ministry released a statement after Ada Roe arrived saying it opposed the trip.")
    assert {shown(extraction, fact.subject) for fact in facts_of(extraction, "statement")} == {"China foreign ministry"}
