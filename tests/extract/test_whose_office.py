"""Whose office it is that stands near a name, whether it is held, and what it is called."""

import pytest
from told import facts_of, held, qualifier, read, rows, rows_of, shown


def test_a_person_in_two_offices_has_both() -> None:
    rows = rows_of("chairing", "Ada Roe, the president of Peru and the chairwoman of Mercosur, left.")
    assert ("Ada Roe", "chairs", "Mercosur") in rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The African Union has 55 members. Angola took over its rotating chairmanship.",
            {("Angola", "chairs", "African Union")},
        ),
        (
            "The African Union met in Lima. Russia ended its presidency of the Arctic Council.",
            {("Russia", "chairs", "Arctic Council")},
        ),
    ],
)
def test_the_chair_that_is_held_is_not_the_holders_own(text: str, rows: set[tuple[str, ...]]) -> None:
    assert set(rows_of("chairing", text)) == rows


def test_its_secretary_general_is_not_that_of_the_body_named_most() -> None:
    text = (
        "ASEAN met in Lima. ASEAN was founded in 1967, and Laos joined ASEAN in 1997. "
        "The Lakes Commission, headquartered in Accra, groups Ghana, Chad, Benin and Togo. "
        "Its secretary-general, Ada Roe, said a deal was close."
    )
    assert {row[2] for row in rows_of("office", text)} == {"Secretary-general of the Lakes Commission"}


def test_an_office_of_one_for_whom_another_works_is_not_the_others() -> None:
    assert not rows_of("office", "The press secretary of the Prime Minister of Chad Ada Roe called it a success.")
    told = rows_of("office", "The council met the Prime Minister of Chad Ada Roe.")
    assert told == {("Ada Roe", "position held", "Prime Minister of Chad")}


def test_the_chair_in_a_list_is_not_the_one_before() -> None:
    text = (
        "The summit was attended by the Prime Minister of Hungary Viktor Orbán, the Chairman of the People's Council "
        "of the Parliament of Chad Mahamat Saleh and others."
    )
    rows = rows_of("chairing", text)
    assert rows == {("Mahamat Saleh", "chairs", "People's Council of the Parliament of Chad")}
    rows = rows_of("chairing", "Ada Roe, the chairwoman of the African Union, left with Ion Rusu.")
    assert rows == {("Ada Roe", "chairs", "African Union")}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Peru's foreign minister, Ada Okoro, met her Chadian counterpart, Ion Rusu.", {"foreign minister"}),
        ("Minister Ada Okoro of Peru met her Chadian counterpart, Ion Rusu.", set()),
        ("Ion Rusu was the first foreign leader to go to Chad after the coup.", set()),
    ],
)
def test_only_an_office_named_whole_is_a_counterparts(text: str, offices: set[str]) -> None:
    rows = rows_of("office", text)
    assert {row[2].split(" of ")[0].lower() for row in rows if row[0] == "Ion Rusu"} == offices


def test_who_is_elected_to_the_chair_of_a_body_follows_no_president() -> None:
    text = (
        "Peru's President Ada Roe was elected chairwoman of the Andean Community on Sunday, succeeding Chile's Ion "
        "Rusu, who had held the post for two terms."
    )
    assert "Ion Rusu" not in {row[0] for row in rows_of("office", text)}
    rows = rows_of("office", "Peru's President Ada Roe took office on Sunday, succeeding Ion Rusu.")
    assert ("Ion Rusu", "position held", "President of Peru") in rows


def test_its_last_president_is_the_subjects() -> None:
    text = (
        "Peru called the Red Dawn group a terrorist organisation in May. "
        "Haiti has held no elections since 2016, and its last elected president, Ada Roe, was shot in 2021."
    )
    assert {row[2] for row in rows_of("office", text)} == {"President of Haiti"}


def test_a_host_in_his_capacity_as_chair_is_the_chair() -> None:
    text = (
        "Cambodian Prime Minister Ben Oak and Thailand's acting prime minister, Ada Roe, met for more than two hours "
        "in Putrajaya, Malaysia's administrative capital, at talks hosted by Prime Minister Ion Rusu in his capacity "
        "as ASEAN chair."
    )
    assert {row[0] for row in rows_of("chairing", text)} == {"Ion Rusu"}


def test_a_country_before_an_office_is_no_one_more_of_a_row() -> None:
    text = "Ada Roe met Kenyan President William Ruto and US Deputy Secretary of State Christopher Landau."
    assert {row[2] for row in rows_of("meeting", text)} == {"William Ruto", "Christopher Landau"}


def test_who_heads_a_council_is_a_person() -> None:
    text = (
        "The transitional council, headed by Laurent Saint-Cyr, met. Saint-Cyr welcomed Kenyan President William Ruto."
    )
    assert ("Laurent Saint-Cyr", "person") in {(e.name, e.type.value) for e in read(text).entities}


def test_a_deputy_director_is_called_so() -> None:
    text = "Ada Roe, an 82-year-old former deputy managing director of the International Monetary Fund, has ruled."
    extraction = read(text)
    (fact,) = facts_of(extraction, "office")
    assert "deputy managing director" in str(qualifier(extraction, fact, "role"))


def test_nobody_takes_up_the_office_that_they_held_before() -> None:
    text = (
        "The last meeting elected Ghana's former Foreign Minister, Ada Roe, as the next Secretary-General. She will "
        "take up the post on 1 April 2025, succeeding Ion Rusu, who has served since 2016."
    )
    assert not any(row[0] == "Ion Rusu" and "Ghana" in row[2] for row in rows_of("office", text))


def test_the_speaker_of_a_movement_is_of_its_parliament() -> None:
    text = (
        "Lawmakers from Hezbollah and its ally, the Amal Movement of parliament speaker Nabih Berri, cast blank "
        "ballots in the first round."
    )
    assert not any("Amal" in row[2] for row in rows_of("office", text))


def test_a_prince_who_is_an_envoy_is_called_so() -> None:
    text = "Saudi envoy Prince Yazid bin Farhan met Saudi Crown Prince Mohammed bin Salman."
    assert {row[2] for row in rows_of("office", text)} == {
        "Envoy of Saudi Arabia",
        "Crown Prince of Saudi Arabia",
    }


def test_who_does_as_a_chair_did_is_no_chair() -> None:
    text = "The African Union Commission chairperson, Ada Roe, welcomed the accord, as did the United States."
    assert {row[0] for row in rows_of("chairing", text)} == {"Ada Roe"}


def test_who_led_a_case_holds_no_office() -> None:
    assert not rows_of("office", "Ada Roe, who led the case against China, died in April.")
    assert rows_of("office", "Ada Roe, who heads the Peruvian Peace Institute, spoke in April.")


def test_ministers_of_the_two_are_of_no_two() -> None:
    text = "The foreign ministers of the two countries, Ada Roe and Ion Rusu, will meet in Berlin next week."
    assert not rows_of("office", text)


def test_who_left_a_post_left_no_body() -> None:
    text = "The UN Security Council named Ada Roe, filling a post vacant since Abdou Bathily of Senegal quit in April."
    assert not rows_of("accession", text)


def test_in_a_row_that_begins_with_a_title_each_title_stands_before_its_name() -> None:
    text = (
        "The king received the new Ambassador of Kenya, Ms Ana Otieno, the new Ambassador of Peru, Mr Luis Quispe, and "
        "the new Ambassador of Norway, Ms Kari Holm."
    )
    assert held(text) == {
        ("Ana Otieno", "Ambassador of Kenya"),
        ("Luis Quispe", "Ambassador of Peru"),
        ("Kari Holm", "Ambassador of Norway"),
    }
    text = "He met the premier of Peru, Ana Otieno, the envoy of Chad, Major General Al Roe, and others."
    assert ("Ana Otieno", "Envoy of Chad") not in held(text)


def test_in_a_row_that_begins_with_a_name_each_title_stands_behind_its_name() -> None:
    text = "The king received Ana Otieno, the ambassador of Kenya, Luis Quispe, the ambassador of Peru, and others."
    assert held(text) == {("Ana Otieno", "Ambassador of Kenya"), ("Luis Quispe", "Ambassador of Peru")}


def test_names_behind_a_row_of_nouns_are_not_those_of_its_last_alone() -> None:
    opening = "The Arctic Council backs the talks. "
    row = "They gather the parties, mediators and observers: Chad, Ghana and Mali."
    assert not rows_of("membership", opening + row)
    row = "The 5 + 2 format includes representatives of the parties, mediators and observers: Chad, the OSCE and Mali."
    assert not rows_of("membership", opening + row)
    told = "The Arctic Council has eight members and three observers: Chad, Ghana and Mali."
    assert ("Mali", "observer of", "Arctic Council") in rows_of("membership", told)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("The court replaces prosecutor Ana Touray of Gambia.", set()),
        ("Foreign Minister Ana Touray of Gambia spoke.", {"Foreign Minister of the Gambia"}),
        ("President Ana Touray of Gambia spoke.", {"President of the Gambia"}),
    ],
)
def test_behind_an_office_of_courts_a_country_is_where_its_holder_is_from(text: str, offices: set[str]) -> None:
    assert {office for _, office in held(text)} - {"Prosecutor"} == offices


def test_who_is_sworn_in_holds_the_office_of_the_body_that_does_it() -> None:
    text = "The International Criminal Court has sworn in a top defense lawyer Ana Touray as its new prosecutor."
    assert held(text) == {("Ana Touray", "Prosecutor of the International Criminal Court")}


def test_a_title_of_honour_stands_between_an_office_and_its_name() -> None:
    assert held("The team was led by President Eng. Kofi Touray of Ghana.") == {("Kofi Touray", "President of Ghana")}


def test_whose_chair_is_at_its_end_is_not_in_it() -> None:
    assert not rows_of("chairing", "The meeting marked the end of Chad's presidency of the Arctic Council.")
    assert rows_of("chairing", "Delegates praised Chad's presidency of the Arctic Council.")


def test_an_office_is_not_called_by_half_of_what_it_heads() -> None:
    offices = {
        office for _, office in held("UN envoy Ben Touray met with the head of the Houthi ruling council, Al Roe.")
    }
    assert not any(office.endswith("ruling") for office in offices)


def test_the_office_behind_as_well_as_is_that_of_another() -> None:
    text = "Norway recalled Ambassador Kari Holm, as well as Norway's consul general in Lima, over the statue."
    assert held(text) == {("Kari Holm", "Ambassador")}
    text = "Kari Holm, Norway's ambassador as well as its consul general, left."
    assert held(text) >= {("Kari Holm", "Ambassador of Norway"), ("Kari Holm", "Consul general")}


@pytest.mark.parametrize(
    "text",
    [
        "WTO general council chairman Ada Roe left on Friday.",
        "Ada Roe, the WTO general council chairwoman, left on Friday.",
        "UNESCO executive board chairwoman Ada Roe left on Friday.",
    ],
)
def test_who_chairs_a_council_of_a_body_does_not_chair_it(text: str) -> None:
    assert not rows_of("chairing", text)
    assert rows_of("chairing", "WTO chairman Ada Roe left on Friday.")
    assert rows_of("chairing", "Security Council chair Ada Roe left on Friday.")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe, head of the UN-led mission in Mali, left.",
        "Ada Roe was named chief of the NATO-backed force on Monday.",
        "Ada Roe joined the WHO as Chief of the Inter-country support team in Harare.",
    ],
)
def test_who_heads_what_a_body_leads_does_not_head_the_body(text: str) -> None:
    assert not held(text)


def test_the_president_of_the_eu_council_is_that_of_the_european_council() -> None:
    assert ("Ada Roe", "President of the European Council") in held("EU Council President Ada Roe left on Friday.")


def test_what_is_in_brackets_parts_no_owner_from_what_is_owned() -> None:
    text = "Chad entered the eurozone and the European Union's (EU) border-free Schengen area on Monday."
    joined = {body for _, predicate, body in rows_of("accession", text) if predicate == "joined"}
    assert joined == {"euro area", "Schengen Area"}


def test_a_counterpart_heads_no_body_of_another_state() -> None:
    text = "Chad's head of the State Committee for National Security, Ion Rusu, met his Kenyan counterpart, Ada Roe."
    extraction = read(text)
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "office")} == {"Ion Rusu"}


def test_who_holds_the_post_in_which_another_follows_is_not_out_of_office() -> None:
    extraction = read("She succeeds Jon Doe, President of Malawi, who previously held the post.")
    assert [qualifier(extraction, f, "role") for f in facts_of(extraction, "office")] == ["President"]


def test_who_held_a_post_until_a_year_is_out_of_office() -> None:
    extraction = read("Jon Doe, President of Malawi, who held the post until 2022, left.")
    assert "former President" in [qualifier(extraction, f, "role") for f in facts_of(extraction, "office")]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "The UN chief Ana Vei has named Norwegian Ada Roe as her special envoy for Libya.",
            ("Ada Roe", "Special envoy for Libya of the United Nations"),
        ),
        (
            "UN Secretary-General Ana Vei appointed Ada Roe of Norway as her special representative for Mali.",
            ("Ada Roe", "Special representative for Mali of the United Nations"),
        ),
        (
            "Kenya's President Ana Vei appointed Ada Roe as her special envoy for Chad.",
            ("Ada Roe", "Special envoy for Chad"),
        ),
    ],
)
def test_an_envoy_is_that_of_the_body_whose_head_sends_them(text: str, office: tuple[str, str]) -> None:
    assert office in rows(text, "position held")


def test_who_is_told_as_a_chair_of_something_else_is_not_the_one_before() -> None:
    text = (
        "Ada Roe, who is the current Deputy Chair of ECOWAS, will join the meeting. It was attended by states which "
        "comprise of Togo as the Chair of ECOWAS; Mali as the Deputy Chair of ECOWAS; and Chad as the Chair of Organ "
        "on Politics."
    )
    assert "Ada Roe" not in {s for s, _ in rows(text, "chairs")}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The visiting president of Togo, Jon Doe, spoke in Lima.", "President of Togo"),
        ("On Monday Ana Roe met Togo's visiting foreign minister, Jon Doe.", "Foreign minister of Togo"),
        ("Jon Doe is a visiting professor at the Accra Institute.", "Visiting professor of the Accra Institute"),
    ],
)
def test_where_a_president_is_does_not_name_the_office(text: str, office: str) -> None:
    assert ("Jon Doe", office) in rows(text, "position held")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ada Roe won an election on Thursday to be the new president of the Asian Development Bank.", "planned"),
        ("Ada Roe, the president of the Asian Development Bank, won an election on Thursday.", "asserted"),
    ],
)
def test_who_won_the_vote_for_an_office_is_still_to_take_it_up(text: str, status: str) -> None:
    extraction = read(text)
    offices = facts_of(extraction, "office")
    assert {f.factuality.value for f in offices if "Bank" in shown(extraction, f.object)} == {status}


def test_who_is_met_is_not_the_body_that_they_direct() -> None:
    text = "Andrew Bailey met IMF managing director Kristalina Georgieva in Lima."
    assert rows(text, "met with") == {("Andrew Bailey", "Kristalina Georgieva")}


def test_a_place_before_the_article_is_not_whose_office_it_is() -> None:
    extraction = read("Ben Oak received in Lima the Secretary General of the Andean Community, Ada Roe.")
    held = {shown(extraction, f.object) for f in facts_of(extraction, "office")}
    assert held == {"Secretary General of the Andean Community"}
