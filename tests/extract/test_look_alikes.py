"""Texts that look as if they stated a fact, beside those that do."""

import pytest
from told import facts_of, qualifier, read, said, shown, told

from flows.model import Factuality

Rows = set[tuple[str, ...]]


def with_start(text: str, kind: str) -> Rows:
    """(subject, predicate, object, start) of each fact of a kind."""
    extraction = read(text)
    return {
        (
            shown(extraction, f.subject),
            f.predicate,
            shown(extraction, f.object),
            str(qualifier(extraction, f, "start") or ""),
        )
        for f in facts_of(extraction, kind)
    }


@pytest.mark.parametrize(
    ("text", "kind", "rows"),
    [
        (
            "NATO summits were held in Oslo in 2022 and Riga in 2023.",
            "hosting",
            {("NATO summits", "held in", "Oslo", "2022"), ("NATO summits", "held in", "Riga", "2023")},
        ),
        (
            "Ada Roe visited Accra in March 2022 and Lima in May 2023.",
            "visit",
            {("Ada Roe", "visited", "Accra", "2022-03"), ("Ada Roe", "visited", "Lima", "2023-05")},
        ),
        (
            "Fiji signed agreements with Peru in 2022, and Chad last year.",
            "agreement",
            {("Fiji", "signed agreement with", "Peru", "2022"), ("Fiji", "signed agreement with", "Chad", "2023")},
        ),
        (
            "Peru joined NATO in April 2023 and Chad in March 2024.",
            "accession",
            {("Peru", "joined", "NATO", "2023-04"), ("Chad", "joined", "NATO", "2024-03")},
        ),
    ],
)
def test_names_in_a_row_have_each_its_own_date(text: str, kind: str, rows: Rows) -> None:
    assert with_start(text, kind) == rows


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Chad declared independence in August 1991 and joined the African Union that December.", "1991-12"),
        ("Chad declared independence in August 1991 and joined the African Union that January.", "1992-01"),
        ("Chad joined the African Union last December.", "2023-12"),
    ],
)
def test_that_month_is_one_of_the_year_before_it(text: str, start: str) -> None:
    assert with_start(text, "accession") == {("Chad", "joined", "African Union", start)}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Ada Roe said on Friday that Chad would leave the pact, the state news agency Andina reported.",
            "Ada Roe",
            "Chad would leave the pact",
        ),
        ("Ada Roe said the border was open, officials say.", "Ada Roe", "the border was open"),
        ("Ada Roe said the army, the navy and the police said nothing.", "Ada Roe",
         "the army, the navy and the police said nothing"),
        ("According to Ada Roe, the head of the bank, the summit backed the plan.", "Ada Roe",
         "the summit backed the plan"),
        ("According to Reuters, a British news agency, the ministers of Chad agreed to pay.", "Reuters",
         "the ministers of Chad agreed to pay"),
        ("According to Ada Roe, the African Union, the United Nations and the EU will pay.", "Ada Roe",
         "the African Union, the United Nations and the EU will pay"),
    ],
)  # fmt: skip
def test_who_else_says_so_is_no_part_of_what_is_said(text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in said(text)


def test_the_news_agency_is_no_other_body_named_before() -> None:
    text = "It met in Lima, the Andina news agency reported. It went to the Security Council, the news agency added."
    assert {speaker for speaker, _ in said(text)} == {"Andina news agency"}


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Lawmakers voted on the resolution on Peru's accession to NATO on Monday.", False),
        ("Chad ratified Peru's accession to NATO on Friday.", False),
        ("Chad gave its approval to Peru's accession to NATO on Monday.", False),
        ("Peru's accession to NATO in 2013 opened its borders.", True),
        ("Chad welcomed Peru's entry into NATO in June 2022.", True),
    ],
)
def test_what_is_voted_on_is_not_done(text: str, joined: bool) -> None:
    asserted = [f for f in facts_of(read(text), "accession") if f.factuality.value == "asserted"]
    assert bool(asserted) is joined


@pytest.mark.parametrize(
    ("text", "allied"),
    [
        ("Peru and Chad are key strategic partners for Fiji.", False),
        ("Peru and Chad are not only neighbours for Fiji but also important strategic partners.", False),
        ("Peru and Chad are strategic partners.", True),
    ],
)
def test_partners_for_another_are_not_each_others(text: str, allied: bool) -> None:
    pairs = {(subject, object_) for subject, _, object_ in told(read(text))}
    assert (("Peru", "Chad") in pairs) is allied


def test_not_only_denies_nothing() -> None:
    assert not any(predicate.startswith("not ") for _, predicate, _ in
                   told(read("Peru and Chad are not only members of NATO but also allies.")))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Greek Cypriot leader Ada Roe opened a hall.", "Greek Cypriot leader"),
        ("The Bosnian Serb leader, Ada Roe, opened a hall.", "Bosnian Serb leader"),
        ("Kurdish leader Ada Roe opened a hall.", "Kurdish leader"),
        ("Cypriot leader Ada Roe opened a hall.", "Leader of Cyprus"),
        ("South Korean president Ada Roe opened a hall.", "President of South Korea"),
        ("The committee met under President Ada Roe.", "President"),
    ],
)
def test_the_leader_of_a_people_is_not_that_of_a_state(text: str, office: str) -> None:
    assert {object_ for _, predicate, object_ in told(read(text)) if predicate == "position held"} == {office}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The head of the bloc, Maria do Carmo Silva, said the talks had failed.", "Maria do Carmo Silva"),
        ("Sheikh Nasser Al Hamad Al Thani said the talks had failed.", "Nasser Al Hamad Al Thani"),
        ("The head of the bloc, Luiz Costa e Silva, said the talks had failed.", "Luiz Costa e Silva"),
    ],
)
def test_names_are_whole(text: str, name: str) -> None:
    assert {speaker for speaker, _ in said(text)} == {name}


def test_a_treaty_signs_nothing() -> None:
    rows = told(
        read(
            "Chad signed the access agreement (RAA) on Monday.", "The RAA opens ports. It had signed accords with Peru."
        )
    )
    assert not any(subject == "RAA" for subject, *_ in rows)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Angola hosts the 13th Summit, to be held in 2030.", "planned"),
        ("Angola hosted the 13th Summit.", "asserted"),
    ],
)
def test_what_is_to_be_held_is_only_planned(text: str, factuality: str) -> None:
    assert [f.factuality.value for f in facts_of(read(text), "hosting")] == [factuality]


def test_a_gathering_that_ended_on_a_day_did_not_begin_then() -> None:
    extraction = read("The 12th summit of ECOWAS ended on Sunday in Abuja.")
    (held,) = facts_of(extraction, "hosting")
    assert (qualifier(extraction, held, "start"), qualifier(extraction, held, "end")) == (None, "2024-07-14")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Kenya hosted the ministers, Ada Roe and Ben Poe, in separate meetings in Nairobi on Sunday.", False),
        ("Peru's president, Ada Roe, whose predecessor Ben Poe had met Cleo Doe in Lima, spoke.", False),
        ("Ada Roe and Ben Poe held meetings in Nairobi on Sunday.", True),
    ],
)
def test_who_each_met_alone_did_not_meet(text: str, met: bool) -> None:
    pairs = [{subject, object_} for subject, predicate, object_ in told(read(text)) if predicate == "met with"]
    assert any("Ada Roe" in pair for pair in pairs) is met


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("M23 rebels captured another mining town in North Kivu.", "North Kivu"),
        ("Boko Haram seized an army base in Borno.", "Borno"),
    ],
)
def test_who_takes_a_town_has_not_taken_its_region(text: str, place: str) -> None:
    assert not any(predicate == "controls" and object_ == place for _, predicate, object_ in told(read(text)))


def test_who_leads_a_committee_of_a_body_does_not_lead_the_body() -> None:
    chaired = {object_ for _, predicate, object_ in told(read("The Senate committee on trade, led by Ada Roe, met."))
               if predicate == "chairs"}  # fmt: skip
    assert "Senate" not in chaired


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia would never have attacked Chad, said the former premier, Ada Roe, in a letter from prison.",
         "Russia would never have attacked Chad"),
        ("Ada Roe said the senate would never allow it, and Ben Poe, his aide, called the plan a gift.",
         "the senate would never allow it"),
        ("Had Oman joined the pact, Ada Roe argues, it could never have brokered the exchange.",
         "Had Oman joined the pact it could never have brokered the exchange"),
    ],
)  # fmt: skip
def test_what_is_said_is_whole_and_no_more(text: str, words: str) -> None:
    assert ("Ada Roe", words) in said(text)


def test_ministers_who_said_stands_in_a_relative_clause_said_no_half_clause() -> None:
    assert not any("was worsening" in words and "crisis" not in words for _, words in
                   said("Envoys spoke of the crisis in Chad, which ministers said was worsening."))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The senators rejected a motion calling on Peru to leave the pact.", False),
        ("The Chilean government issued a statement calling on Peru to leave the pact.", True),
    ],
)
def test_who_rejects_a_motion_does_not_say_what_it_says(text: str, speaks: bool) -> None:
    assert bool(said(text)) is speaks


def test_the_congress_of_a_state_is_no_gathering() -> None:
    rows = told(read("Mercosur suspended Paraguay after the congress in Asuncion removed President Ada Roe."))
    assert not any(predicate == "held in" for _, predicate, _ in rows)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "A readout released by Tehran referred to last month's deal, saying: “We want to stress how good it is.”",
            None,
        ),
        ("Ada Roe told the council on Monday: “We want to stress how good it is.”", "2024-07-15"),
    ],
)
def test_the_date_of_what_is_spoken_of_is_not_that_of_speaking(text: str, start: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "statement")] == [start]


def test_the_leader_is_not_the_vice_president_told_before() -> None:
    rows = told(read("Luiz Costa of Brazil sent his vice president, Ben Poe.", "The Argentine leader stayed at home."))
    assert ("Ben Poe", "position held", "Vice president of Argentina") not in rows


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Fiji and Chad signed an accord. Their prime ministers, Ada Roe and Ben Poe, will meet in May.",
            {("Ada Roe", "Prime minister of Fiji"), ("Ben Poe", "Prime minister of Chad")},
        ),
        (
            "Ada Roe, once acting president, is a candidate.",
            {("Ada Roe", "Acting president")},
        ),
    ],
)
def test_offices_go_to_their_holders(text: str, offices: set[tuple[str, str]]) -> None:
    assert {(who, office) for who, predicate, office in told(read(text)) if predicate == "position held"} == offices


def test_who_was_once_minister_is_a_former_one() -> None:
    extraction = read("The bank opened. Its head, Peter Morgan, was once Peru's finance minister.")
    assert "former finance minister" in {qualifier(extraction, f, "role") for f in facts_of(extraction, "office")}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Peru, which holds the rotating presidency of Mercosur until September, wants more freedom.", "2024-09"),
        ("Peru held the rotating presidency of Mercosur until September.", "2023-09"),
    ],
)
def test_until_looks_ahead_in_the_present(text: str, end: str) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "end") for f in facts_of(extraction, "chairing")] == [end]


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Peru may announce its decision at a conference in Oslo in August.", "possible"),
        ("Peru announced the figures at a conference in Oslo in June.", "asserted"),
    ],
)
def test_a_gathering_at_which_something_may_be_done_may_be(text: str, factuality: str) -> None:
    held = [f for f in facts_of(read(text), "hosting") if f.predicate == "held in"]
    assert {f.factuality.value for f in held} <= {factuality}


def test_what_is_ended_does_not_begin_then() -> None:
    extraction = read("Chad ended its defence agreement with France in May.")
    (fact,) = facts_of(extraction, "agreement")
    assert (qualifier(extraction, fact, "start"), qualifier(extraction, fact, "end")) == (None, "2024-05")


def test_who_leaves_without_saying_what_leaves_what_was_left_before() -> None:
    text = (
        "Hungary announced its withdrawal from NATO. It takes effect when the United Nations is told. "
        "Burundi left in 2017."
    )
    assert not any(object_ == "United Nations" for _, _, object_ in told(read(text)))


def test_a_body_of_the_next_clause_is_not_what_somebody_asks_to_join() -> None:
    text = "ASEAN met. Turkey, a dialogue partner, has long asked to join, but its membership of NATO forbids it."
    assert ("Turkey", "asked to join", "NATO") not in told(read(text))


def test_who_hands_over_an_office_to_somebody_need_not_meet() -> None:
    assert not any(predicate == "met with" for _, predicate, _ in told(read("Ada Roe handed over to Ben Poe in May.")))


def test_a_journey_elsewhere_is_no_place_of_the_first() -> None:
    extraction = read("Ada Roe had gone to Lima first in December and to Accra in January.")
    assert {qualifier(extraction, f, "place") for f in facts_of(extraction, "visit")} == {None}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Peru signed an accord with Brussels in May.", {("Peru", "signed agreement with", "European Union")}),
        ("Togo severed relations with Lima in May.", {("Togo", "severed relations with", "Peru")}),
        (
            "Norway recalled its ambassador from Brussels on Monday.",
            {("Norway", "recalled ambassador from", "Belgium")},
        ),
        ("Every Gulf state bar Oman cut ties with Doha in June 2017.", set()),
        ("Togo was invited to the Arab League's economic session as a guest.", set()),
    ],
)
def test_capitals_guests_and_exceptions(text: str, rows: Rows) -> None:
    assert set(told(read(text))) == rows


def test_the_leader_of_a_party_called_first_is_no_first_leader() -> None:
    rows = told(read("New Zealand First leader Ada Roe opened a hall."))
    assert not any(predicate == "position held" for _, predicate, _ in rows)


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        (
            "The African Union and the M23, which is backed by Rwanda, missed a deadline.",
            ("Rwanda", "backs", "African Union"),
        ),
        (
            "Observers from the Organization of American States and the Carter Center called the vote peaceful.",
            ("Carter Center", "observer of", "Organization of American States"),
        ),
        (
            "Spain recalled its ambassador to Israel on Monday after Pablo Rojas announced an embargo.",
            ("Pablo Rojas", "position held", "Ambassador of Spain to Israel on Monday after"),
        ),
    ],
)
def test_what_stands_beside_is_not_what_it_is_said_of(text: str, forbidden: tuple[str, str, str]) -> None:
    assert forbidden not in told(read(text))


def test_who_sinks_a_boat_does_not_sink() -> None:
    rows = told(read("The United States sank a boat off Venezuela on July 2, killing 11 people."))
    assert not any("United States" in subject for subject, predicate, _ in rows if predicate == "has number of dead")


def test_whoever_said_that_others_failed_to_sign_denies_it() -> None:
    text = "Peru and Chad failed to sign the fisheries treaty on Tuesday, Ada Roe conceded."
    assert not any(f.polarity for f in facts_of(read(text), "agreement") if f.predicate == "signed")


def test_who_is_said_to_be_something_leaves_no_half_clause() -> None:
    assert not said("The army killed 11 people who, Ada Roe said, were members of the gang.")


def test_whose_somebody_is_does_not_meet() -> None:
    rows = told(read("Vietnam's To Lam and Laos's Thongloun Sisoulith held talks in Vientiane on Friday."))
    assert not any(
        {"Vietnam", "Laos"} & {subject, object_} for subject, predicate, object_ in rows if predicate == "met with"
    )


@pytest.mark.parametrize(
    ("text", "fact", "holds"),
    [
        (
            "Why did Kenya sever relations with Peru in 2023? Nobody knows.",
            ("Kenya", "severed relations with", "Peru"),
            False,
        ),
        (
            "Did Kenya sever relations with Peru in 2023? Nobody knows.",
            ("Kenya", "severed relations with", "Peru"),
            False,
        ),
        ("Kenya belongs to the African Union.", ("Kenya", "member of", "African Union"), True),
        ("Morocco, which belonged to NATO for years, bought ships.", ("Morocco", "member of", "NATO"), False),
        ("In the last season of the drama, Kenya joins NATO.", ("Kenya", "joined", "NATO"), False),
        ("In the last season of drought, Kenya joined NATO.", ("Kenya", "joined", "NATO"), True),
        ("Kenya has, if the papers are to be believed, joined NATO.", ("Kenya", "joined", "NATO"), False),
        ("On Sunday Ghana signed a pact with Chad.", ("Ghana", "signed agreement with", "Chad"), True),
        ("Malta joined the eurozone in 2008.", ("Malta", "joined", "euro area"), True),
        ("The former Soviet republic of Georgia joined NATO.", ("Georgia", "joined", "NATO"), True),
        ("After it left NATO, Kenya bought ships.", ("Kenya", "withdrew from", "NATO"), True),
        ("OPEC met in Lima. When it left NATO, Kenya bought ships.", ("Kenya", "withdrew from", "NATO"), False),
        ("Newcomer Finland signed a pact with Chad.", ("Finland", "signed agreement with", "Chad"), True),
        ("How Kenya joined NATO is not clear.", ("Kenya", "joined", "NATO"), True),
        ("Wannabe NATO member Kenya bought ships.", ("Kenya", "member of", "NATO"), False),
        ("Legend has it that Kenya joined NATO.", ("Kenya", "joined", "NATO"), False),
        ("Fears Kenya left NATO prove wrong.", ("Kenya", "withdrew from", "NATO"), False),
        ("Ada Roe is due in Lima on Saturday, where she meets Ben Oak.", ("Ada Roe", "met with", "Ben Oak"), False),
        ("The director of the film, Ada Roe, visited Accra.", ("Ada Roe", "visited", "Accra"), True),
        ("Angola, until 2023 an OPEC member, bought ships.", ("Angola", "member of", "OPEC"), False),
        ("Chad fired shots. NATO's envoy, Ada Roe, met both sides.", ("Ada Roe", "met with", "NATO"), False),
        ("Malta is a member of NATO, which it joined in 2004.", ("Malta", "joined", "NATO"), True),
        ("Malta is a member of NATO, and in 2004 it joined OPEC.", ("Malta", "joined", "OPEC"), True),
        ("Chad, the paper claims, has joined NATO.", ("Chad", "joined", "NATO"), False),
        ("In Ada Roe's dystopian novella Japan quits NATO.", ("Japan", "withdrew from", "NATO"), False),
        (
            "With the signing of a rail pact by Peru and Chad, work can begin.",
            ("Peru", "signed agreement with", "Chad"),
            True,
        ),
        (
            "Peru and all other members of the African Union signed a pact.",
            ("Peru", "signed agreement with", "African Union"),
            False,
        ),
        ("Peru, along with every other member of NATO, backed Fiji.", ("NATO", "backs", "Fiji"), False),
        ("Peru recalled its ambassador from Tel Aviv.", ("Peru", "recalled ambassador from", "Israel"), True),
        (
            "Ada Roe is vying to be NATO's secretary-general.",
            ("Ada Roe", "position held", "Secretary-general of NATO"),
            False,
        ),
    ],
)
def test_moods_beside_their_look_alikes(text: str, fact: tuple[str, str, str], holds: bool) -> None:
    extraction = read(text)
    rows = [f for f in facts_of(extraction) if f.factuality is Factuality.ASSERTED and f.polarity]
    so = {(shown(extraction, f.subject), f.predicate, shown(extraction, f.object)) for f in rows}
    assert (fact in so) is holds


def test_people_of_whom_there_is_none_are_nobody() -> None:
    assert not told(read("No Kenyan minister has visited Chad since 2022."))
