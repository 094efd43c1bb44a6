"""What a sentence keeps apart: the last of a row from the rest, one clause from the next, holders from what is held."""

import pytest
from told import facts_of, qualifier, read, rows_of, said, shown


def test_a_clause_behind_a_row_of_examples_tells_of_the_last() -> None:
    text = (
        "It has 18 members, among them Australia, New Zealand, Fiji, Papua New Guinea and the French territories of "
        "New Caledonia and French Polynesia, which became full members of the Pacific Islands Forum in 2016."
    )
    assert {row[0] for row in rows_of("accession", text)} == {"New Caledonia", "French Polynesia"}


def test_a_semicolon_ends_what_is_warned_of() -> None:
    text = "Ghana's foreign ministry warned against any interference; President Ada Roe is expected in Lima."
    rows = said(text)
    assert not any("Lima" in words for _, words in rows)
    visits = facts_of(read(text), "visit")
    assert [f.factuality.value for f in visits] == ["planned"]


@pytest.mark.parametrize("text", ["Lima, (The Herald) The African Union imposed sanctions on Chad."])
def test_the_place_that_opens_a_report_does_nothing(text: str) -> None:
    assert {row[0] for row in rows_of("sanction", text)} == {"African Union"}


def test_a_step_toward_joining_is_a_plan() -> None:
    text = "Kosovo took a big step on Wednesday toward becoming the 47th member of the Council of Europe."
    assert {row[1] for row in rows_of("accession", text)} == {"will join"}


def test_what_a_resolution_is_about_is_not_where_it_was_passed() -> None:
    text = "The Security Council approved on Tuesday a resolution on the situation in Chad."
    extraction = read(text)
    assert [qualifier(extraction, f, "place") for f in facts_of(extraction, "agreement")] == [None]


def test_some_set_apart_are_not_all_the_injured() -> None:
    text = "Heavy shelling in Juba killed one woman and left 11 others, including 10 civilians, injured on Sunday."
    injured = {row[2] for row in rows_of("casualties", text) if "injured" in row[1]}
    assert injured == {"11"}


def test_who_welcomes_the_status_of_an_observer_is_none() -> None:
    text = "Peru welcomed Haiti's observer status in the African Union."
    assert {row[0] for row in rows_of("membership", text)} == {"Haiti"}


def test_what_a_state_lays_claim_to_is_nothing_that_it_says() -> None:
    assert not said("Several islands - among them some that are claimed by Peru - will be under the authority of Chad.")
    assert said("Peru claims that the islands are its own.") == {("Peru", "the islands are its own")}


def test_a_past_spelled_as_the_present_is_no_plan() -> None:
    text = "Mali and Niger formally quit the 50-year-old African Union in January to form their own alliance."
    facts = facts_of(read(text), "accession")
    assert {(f.predicate, f.factuality.value) for f in facts} == {("withdrew from", "asserted")}


def test_what_two_agree_on_a_visit_is_to_come_and_the_visit_is_not() -> None:
    text = "Ada Roe and Ion Rusu agreed on Tuesday to expand trade, in Roe's first official visit to Chad."
    assert [f.factuality.value for f in facts_of(read(text), "visit")] == ["asserted"]
    text = "Ada Roe plans to expand trade, in her first official visit to Chad."
    assert "asserted" not in {f.factuality.value for f in facts_of(read(text), "visit")}


def test_the_country_of_an_address_signs_nothing() -> None:
    text = (
        "The two leaders, who last met in June on the sidelines of the Group of Seven summit in Kananaskis, Canada, "
        "issued a joint statement after their talks."
    )
    assert not any("Canada" in row for row in rows_of("agreement", text))


def test_who_else_says_so_is_no_part_of_what_is_said() -> None:
    text = "Peru said it did not intend to leave, according to a statement by its foreign minister, Ada Roe."
    assert ("Peru", "it did not intend to leave") in said(text)


def test_a_name_ends_before_the_phrase_that_says_where() -> None:
    text = "Ada Roe attended the 67th session of the Authority of Heads of State in the Nigerian capital."
    names = {entity.name for entity in read(text).entities}
    assert not any(name.endswith("Nigerian") for name in names)


def test_the_group_is_not_the_agency_that_carries_the_news() -> None:
    text = (
        "OPEC+ agreed on Saturday to raise output. OPEC+ met online, the Interfax news agency said. "
        "The group's leader, Peru, was pleased. The group was founded in 2016."
    )
    assert "Interfax" not in {row[0] for row in rows_of("founding", text)}


def test_those_whose_presidents_attend_take_part() -> None:
    text = (
        "The Andean summit opened in Quito. The summit was attended by the presidents of Benin, Ghana and Senegal. "
        "Ada Roe, the president of Peru, stayed away."
    )
    rows = {row[0] for row in rows_of("participation", text) if row[1] == "participated in"}
    assert rows == {"Benin", "Ghana", "Senegal"}


def test_a_council_of_another_sort_is_not_the_one_that_has_a_name() -> None:
    text = (
        "Haiti welcomed the vote of the Security Council. "
        "The Caribbean Community set up the transitional council in April 2024."
    )
    assert not any("Security" in row[0] for row in rows_of("founding", text))


def test_a_gathering_named_in_passing_is_not_the_one_attended() -> None:
    text = (
        "The African Union opened a conference on Chad in London.",
        "Mali left the bloc in January after it had invited a rebel to a summit in Uganda.",
        "The United States was represented by a deputy secretary.",
    )
    assert not any("Uganda" in row[2] for row in rows_of("participation", *text))


def test_what_somebody_is_prompted_to_do_is_done() -> None:
    facts = facts_of(read("The ruling prompted Sudan to leave the African Union in March."), "accession")
    assert [(f.predicate, f.factuality.value) for f in facts] == [("withdrew from", "asserted")]


def test_a_threat_keeps_its_verb() -> None:
    assert said("Ada Roe threatened to suspend trade talks with Peru.") == {
        ("Ada Roe", "threatened to suspend trade talks with Peru")
    }


def test_what_is_negotiated_has_not_happened() -> None:
    text = "Peru's premier invited his Swedish counterpart to visit and negotiate his country joining the bloc NATO."
    assert not [f for f in facts_of(read(text), "accession") if f.factuality.value == "asserted"]
    assert rows_of("accession", "They celebrated Sweden joining NATO in 2024.") == {("Sweden", "joined", "NATO")}


def test_no_name_begins_with_and() -> None:
    names = {entity.name for entity in read("Uganda, Tanzania and oil firms signed agreements on Sunday.").entities}
    assert not any(name.startswith("and ") for name in names)


def test_a_word_in_quotation_marks_inside_a_deed_is_not_said() -> None:
    assert not said('Ada Roe has refused to recognise the two "republics".')
    assert said('Ada Roe called the vote a "farce".') == {("Ada Roe", "farce")}


def test_a_verb_behind_a_relative_clause_is_the_sentences() -> None:
    text = (
        "Syria's membership was suspended in November 2011 over President Bashar al-Assad's crackdown on protests. "
        "Saudi Arabia, which long backed rebels fighting Assad, restored ties last month; its foreign minister, Prince "
        "Faisal bin Farhan, travelled to Damascus on April 18, the first such visit since the war began."
    )
    assert ("Faisal bin Farhan", "position held", "Foreign minister of Saudi Arabia") in rows_of("office", text)


@pytest.mark.parametrize(
    ("text", "name", "is_told"),
    [
        ("The West Nordic Council was founded in Nuuk in 1985.", "West Nordic Council", True),
        ("The West Nordic Council was founded in Nuuk in 1985.", "Nordic Council", False),
        ("Peru lifted Trump-era sanctions on officials of the African Union.", "Trump-era", False),
        ("Ada Roe, the Islamist group's acting premier, met Ben Oak.", "Islamist", False),
        ("Kim Ye-rin met Ada Roe in Lima.", "Kim Ye-rin", True),
    ],
)
def test_a_name_is_neither_cut_short_nor_drawn_out(text: str, name: str, is_told: bool) -> None:
    assert (name in {entity.name for entity in read(text).entities}) == is_told


def test_who_secures_the_status_of_an_observer_for_another_has_none() -> None:
    text = "Turkey secured observer status for Northern Cyprus in the Organization of Turkic States."
    assert "Turkey" not in {row[0] for row in rows_of("membership", text)}


def test_a_participle_behind_a_comma_is_the_speakers() -> None:
    text = (
        "Her Excellency praised the efforts of Qatar, Egypt, the UN and the US to reach a ceasefire agreement, "
        "stressing that the suffering inflicted on civilians during the war is unacceptable."
    )
    assert not {who for who, words in said(text) if "suffering" in words} & {"Qatar", "Egypt", "United States"}
    text = (
        '"Our ministers and respective officials would meet to sort out the matter," Oli said without giving details, '
        'describing the "stable governments in both countries" as an "opportune moment".'
    )
    assert "respective officials" not in {who for who, _ in said("Ada Oli spoke.", text)}


def test_where_a_treaty_is_signed_stands_behind_what_it_is_on() -> None:
    extraction = read("Peru signed an agreement with Chad on fish in Rome.")
    assert [qualifier(extraction, f, "place") is not None for f in facts_of(extraction, "agreement")] == [True]


def test_where_a_meeting_is_stands_behind_those_who_meet() -> None:
    extraction = read("Oman hosted indirect talks between Iran and the United States in Muscat last month.")
    assert [qualifier(extraction, f, "place") is not None for f in facts_of(extraction, "mediation")] == [True]


def test_two_countries_in_a_new_paragraph_are_those_of_the_title() -> None:
    title = "Kenya and Somalia agree to open a road"
    aside = "Kenya's president also spoke of Togo's king."
    extraction = read(f"{title}.", aside, "The two countries restored relations in 2021.", title=title)
    told = [f for f in facts_of(extraction) if f.predicate == "restored relations with"]
    assert [{shown(extraction, f.subject), shown(extraction, f.object)} for f in told] == [{"Kenya", "Somalia"}]


def test_nobody_is_absent_from_what_only_a_relative_clause_names() -> None:
    text = (
        "The African Union summit opened in Accra. Chad's Ada Roe, who mediated talks in Lima in 2022, was not present."
    )
    rows = rows_of("participation", text)
    assert rows == {("Ada Roe", "did not participate in", "African Union summit")}


def test_a_bloc_called_so_again_and_again_stays_the_bloc() -> None:
    story = [
        "ECOWAS met in Accra. The bloc lifted its sanctions on Niger.",
        "Niger left the bloc in January. Its treaty asks for a notice of a year.",
        "Niger and Mali formed the Alliance of Sahel States in September 2023.",
    ]
    rows = rows_of("founding", *story, "Ada Roe, the last surviving founder of the bloc, urged it to wait.")
    assert ("ECOWAS", "founded by", "Ada Roe") in rows
    assert not any(row[0] == "Alliance of Sahel States" and row[2] == "Ada Roe" for row in rows)


def test_who_set_up_a_body_set_up_nothing_that_it_launched() -> None:
    founders = "set up in Abu Dhabi in May 1981 by Kuwait, Qatar and Oman"
    rows = rows_of("founding", f"The Gulf Cooperation Council, {founders}, launched a customs union in 2003.")
    assert ("Gulf Cooperation Council", "founded by", "Qatar") in rows
    assert {row[0] for row in rows} == {"Gulf Cooperation Council"}


def test_a_sentence_may_end_in_a_name_that_a_title_is_like() -> None:
    rows = rows_of(
        "office", "Ada Roe met Cambodia's former leader Hun Sen. Deputy Prime Minister Ion Rusu of Chad left."
    )
    assert ("Ion Rusu", "position held", "Deputy Prime Minister of Chad") in rows
    assert rows_of("visit", "Democratic Sen. Deb Roe visited Lima.") == {("Deb Roe", "visited", "Lima")}


def test_a_body_ends_before_the_party_for_which_somebody_sits_there() -> None:
    rows = rows_of("membership", "Ada Roe is now a member of the European Parliament for the People's Movement Party.")
    assert rows == {("Ada Roe", "member of", "European Parliament")}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe, who took over in May after her predecessor left, has not said whether she will run.",
        "Ada Roe did not say that Chad had left the African Union.",
        "Neither Ada Roe nor Ion Rusu said that the deal was dead.",
        "Chad has yet to say that it will leave.",
        "Ada Roe refused to say that the talks had failed.",
    ],
)
def test_what_nobody_has_said_is_no_statement(text: str) -> None:
    assert not said(text)


def test_who_did_not_hesitate_to_say_it_said_it() -> None:
    assert said("Ada Roe did not hesitate to say that Chad had left the African Union.")
    assert said("Ada Roe did not elaborate but said that talks would resume.")


def test_a_member_that_is_not_permanent_is_a_member() -> None:
    rows = rows_of(
        "membership", "Algeria and Somalia are among the 10 non-permanent members of the UN Security Council."
    )
    assert {(row[0], row[1]) for row in rows} == {("Algeria", "member of"), ("Somalia", "member of")}
    rows = rows_of("membership", "Moldova and Ukraine are non-NATO members of the group.")
    assert ("Moldova", "member of", "NATO") not in rows
    rows = rows_of("membership", "Switzerland, a non-member of the European Union, backed the plan.")
    assert rows == {("Switzerland", "not a member of", "European Union")}


def test_two_who_dealt_with_a_third_did_not_deal_with_each_other() -> None:
    rows = rows_of("agreement", "Turkey and Italy reached a deal on fishing with Chad in 2023.")
    assert ("Turkey", "signed agreement with", "Italy") not in rows


def test_an_agreement_that_is_to_be_drawn_up_is_none_yet() -> None:
    assert not rows_of("agreement", "Ada Roe told ministers to draw up a trade deal between Mongolia and Peru.")
    assert rows_of("agreement", "Ada Roe praised the trade deal between Mongolia and Peru.")


def test_the_dead_of_one_paragraph_are_none_of_a_quake_named_in_passing_in_another() -> None:
    story = [
        "Ada Roe spoke of trade.",
        "Peru's premier met the envoy.",
        "Chad gave money for the houses damaged in the Andean earthquake, which killed 153 people.",
    ]
    rows = rows_of("casualties", *story, "Supporters of the king clashed with police on Friday; two people died.")
    assert {row[2] for row in rows if "earthquake" in row[0]} == {"153"}
    rows = rows_of("casualties", "An earthquake struck Peru on Friday.", "At least nine people died.")
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Norway, a non-member of the European Union, backed the plan.", "not a member of"),
        ("Chad, a non-permanent member of the United Nations Security Council, backed the plan.", "member of"),
    ],
)
def test_a_non_member_is_none_but_a_non_permanent_one_is(text: str, predicate: str) -> None:
    assert {row[1] for row in rows_of("membership", text)} == {predicate}


def test_she_who_opens_a_paragraph_is_the_one_whom_the_title_names() -> None:
    story = [
        "Ada Roe, a lawyer, died in Lima on Monday.",
        "Chad's minister, Ion Rusu, said the region had lost a friend.",
    ]
    extraction = read(*story, "She hosted the ministers of Mercosur in Quito in 2001.", title="Obituary: Ada Roe")
    told = [f for f in facts_of(extraction) if f.kind in {"hosting", "meeting"}]
    assert told
    assert {shown(extraction, f.subject) for f in told} <= {"Ada Roe", "Mercosur ministers"}


def test_the_last_of_a_row_with_its_own_preposition_keeps_its_clause() -> None:
    text = "Both are members of the six-nation Andean Community and of OPEC, which Gabon rejoined in 2016."
    assert {row[2] for row in rows_of("accession", text)} == {"OPEC"}


def test_two_states_of_a_new_paragraph_are_no_two_that_the_last_joined() -> None:
    title = "Court hears Gabon and Chad in islands dispute"
    aside = "The claim rests on a 1900 agreement between France and Spain."
    extraction = read("Gabon and Chad met in court.", aside, "The two states restored relations in 2016.", title=title)
    told = [f for f in facts_of(extraction) if f.predicate == "restored relations with"]
    assert [{shown(extraction, f.subject), shown(extraction, f.object)} for f in told] == [{"Gabon", "Chad"}]


def test_a_unit_of_counting_is_no_number_of_dead() -> None:
    assert not {row[2] for row in rows_of("casualties", "The war has killed nearly a half million people.")} & {
        "million"
    }


def test_heads_of_state_are_no_body_that_somebody_joins() -> None:
    assert not rows_of(
        "accession", "Ada Roe is in Pretoria, joining 21 other African Heads of State at the inauguration."
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("According to President Ada Roe's spokesperson Ion Rusu, talks will resume in Lima.", "Ion Rusu"),
        ("According to President Ada Roe, talks will resume in Lima.", "Ada Roe"),
    ],
)
def test_whose_spokesperson_somebody_is_does_not_speak(text: str, speaker: str) -> None:
    assert {who for who, _ in said(text)} == {speaker}


def test_an_office_speaks_and_not_whose_it_is() -> None:
    assert "Ada Roe" not in {
        who for who, _ in said("According to President Ada Roe's office, talks will resume in Lima.")
    }


def test_the_sign_of_a_possessive_set_apart_opens_no_quotation() -> None:
    text = "The chairman, Ion Rusu, declared Ada Roe as Zambia ‘s President Elect in the early hours of today."
    assert not any(words.startswith("s ") for _, words in said(text))


def test_whose_envoy_the_last_of_a_row_is_signs_nothing() -> None:
    text = (
        "The agreement is signed by Ali Roe, the secretary of Iran's Supreme National Security Council, Saudi national"
        " security adviser Musaed bin Mohammed Al-Sosa and Wang Yi, China's most senior diplomat."
    )
    assert "China" not in {row[0] for row in rows_of("agreement", text)}


def test_who_joins_behind_a_semicolon_founded_nothing() -> None:
    text = "ASEAN was founded in Lima in 1967 by Peru, Chad, Togo and Mali; Ghana joined in 1984, Kenya in 1995."
    assert {row[2] for row in rows_of("founding", text) if row[1] == "founded by"} == {"Peru", "Chad", "Togo", "Mali"}
