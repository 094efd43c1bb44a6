"""Dates and names of gatherings that belong to something else than the fact beside which they stand."""

import pytest
from told import fact_stating, facts_of, qualifier, read, rows_of, shown, told

from flows.model import Factuality


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The African Union suspended Mali in response to the Jan. 24 coup.", None),
        ("The African Union has suspended Mali, the latest of the sanctions since last month's coup.", None),
        ("The African Union suspended Mali on Monday over last month's coup.", "2024-07-15"),
        ("The African Union suspended Mali last month.", "2024-06"),
    ],
)
def test_the_date_of_a_coup_is_not_that_of_what_answers_it(text: str, start: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "accession")] == [start]


@pytest.mark.parametrize(
    ("text", "start", "factuality"),
    [
        ("The NATO summit, starting July 17 in Oslo, is about trade.", "2024-07-17", "planned"),
        ("The NATO summit, starting July 12 in Oslo, was about trade.", "2024-07-12", "asserted"),
        ("NATO held its summit in Oslo on July 17.", "2023-07-17", "asserted"),
    ],
)
def test_what_starts_in_two_days_starts_this_year(text: str, start: str, factuality: str) -> None:
    extraction = read(text)
    held = [f for f in facts_of(extraction, "hosting") if f.predicate == "held in"]
    assert [(qualifier(extraction, f, "start"), f.factuality.value) for f in held] == [(start, factuality)]


def test_a_gathering_of_others_of_the_same_body_is_another() -> None:
    extraction = read(
        "Ministers gather for the annual African Union Foreign Ministers Meeting in Accra.",
        "The African Union Leaders Meeting opened in Lagos on Monday. Chad stayed away from the meeting.",
    )
    held = {(event, place) for event, predicate, place in told(extraction) if predicate == "held in"}
    assert ("Leaders Meeting", "Lagos") in {(event.removeprefix("African Union "), place) for event, place in held}
    assert not any("Foreign" in event and place == "Lagos" for event, place in held)


def test_a_gathering_is_the_same_under_a_shorter_name() -> None:
    extraction = read("The African Union Leaders Meeting opened in Lagos on Monday. Chad attended the meeting.")
    attended = [event for _, predicate, event in told(extraction) if predicate == "participated in"]
    assert [event.removeprefix("African Union ") for event in attended] == ["Leaders Meeting"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Kenya and Chad reached an agreement on the matter.", None),
        ("Kenya and Chad reached an agreement on the matter of fish.", "matter of fish"),
        ("Kenya and Chad reached an agreement on fish.", "fish"),
    ],
)
def test_a_matter_alone_is_no_topic(text: str, topic: str | None) -> None:
    extraction = read(text)
    topics = [qualifier(extraction, f, "topic") or None for f in facts_of(extraction, "agreement")]
    assert topics == [topic]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("China was barred from attending the African Union summit by this year's host, Chad.", None),
        ("China was barred from attending the African Union summit by Chad.", None),
    ],
)
def test_whoever_hosts_this_year_ends_nothing(text: str, end: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "end") for f in facts_of(extraction, "participation")] == [end]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Ada Roe, the chairperson of the African Union, confirmed the results on Friday.", None),
        ("Ada Roe became chairperson of the African Union on Friday.", "2024-07-12"),
    ],
)
def test_a_chair_does_not_begin_when_its_holder_speaks(text: str, start: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "chairing")] == [start]


def test_national_assemblies_gather_nowhere() -> None:
    text = "The forum includes delegates from national assemblies in Kuwait City."
    assert [f for f in facts_of(read(text), "hosting") if f.predicate == "held in"] == []


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The African Union decided to suspend Chad from the bloc with immediate effect.", "asserted"),
        ("The African Union decided to suspend Chad from the bloc.", "planned"),
    ],
)
def test_what_is_decided_with_immediate_effect_is_done(text: str, factuality: str) -> None:
    assert [f.factuality.value for f in facts_of(read(text), "accession")] == [factuality]


def test_a_row_of_headlines_says_nothing() -> None:
    text = "• NATO hopes truce appears in Chad • Gold up on weaker dollar • Kenya says port is open"
    assert facts_of(read(text), "statement") == []


@pytest.mark.parametrize(
    "text",
    [
        "After talks in Doha on Monday, minister Anne Hale visited Riyadh.",
        "Before the summit in May, minister Anne Hale visited Riyadh.",
    ],
)
def test_the_date_of_what_came_before_or_after_is_not_that_of_the_deed(text: str) -> None:
    extraction = read(text)
    fact = fact_stating(extraction, ("Anne Hale", "visited", "Riyadh"))
    assert fact is not None
    assert qualifier(extraction, fact, "start") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Quispe became trade minister of Peru in May 2024.", ("2024-05", None)),
        ("Ana Quispe was named trade minister of Peru on 3 June 2024.", ("2024-06-03", None)),
        ("Ana Quispe resigned as trade minister of Peru on 3 June 2024.", (None, "2024-06-03")),
        ("Ana Quispe, trade minister of Peru, left Lima on 3 June 2024.", (None, None)),
        ("Ana Quispe, trade minister of Peru, named a judge on 3 June 2024.", (None, None)),
    ],
)
def test_an_office_is_held_from_when_it_is_taken_up(text: str, told: tuple[str | None, str | None]) -> None:
    extraction = read(text)
    (office,) = facts_of(extraction, "office")
    assert (qualifier(extraction, office, "start"), qualifier(extraction, office, "end")) == told


@pytest.mark.parametrize(
    ("text", "predicate", "start", "polarity"),
    [
        ("On Monday the Andean summit was postponed to 9 May 2025.", "held on", "2025-05-09", True),
        ("The Andean summit in Quito was cancelled on Monday.", "held in", None, False),
    ],
)
def test_what_is_put_off_is_planned_for_the_new_day(
    text: str, predicate: str, start: str | None, polarity: bool
) -> None:
    extraction = read(text)
    (held,) = facts_of(extraction, "hosting")
    told_of = (held.predicate, qualifier(extraction, held, "start"), held.factuality.value, held.polarity)
    assert told_of == (predicate, start, "planned", polarity)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe met Li Wen from China in Lima for the first talks since those in Accra in March 2022.",
        "Ada Roe met Li Wen from China in Lima for the first time since one summit in Accra in March 2022.",
        "Ada Roe met Li Wen from China in Lima for the first time since March 2022.",
    ],
)
def test_the_last_time_does_not_date_or_place_this_one(text: str) -> None:
    extraction = read(text)
    (met,) = facts_of(extraction, "meeting")
    assert qualifier(extraction, met, "start") is None
    assert qualifier(extraction, met, "place") == "Lima"


def test_a_day_beside_the_last_time_dates_this_one() -> None:
    extraction = read("Ada Roe met Li Wen on Friday for the first time since their talks in Accra in March 2022.")
    (met,) = facts_of(extraction, "meeting")
    assert qualifier(extraction, met, "start") == "2024-07-12"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Luis Quispe held the position of Premier of Peru from August 2000 – December 2001.", ("2000-08", "2001-12")),
        ("Luis Quispe was premier of Peru from 2005-2007 as well as 2015 to 2017.", ("2005", "2007")),
        ("Luis Quispe met the premier of Peru from 3 May 2000 to 5 May 2000.", (None, None)),
    ],
)
def test_an_office_is_held_from_month_to_month(text: str, term: tuple[str | None, str | None]) -> None:
    extraction = read(text)
    terms = [tuple(qualifier(extraction, f, name) for name in ("start", "end")) for f in facts_of(extraction, "office")]
    assert terms in ([term], [])


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "Minister Okoro flew to Chad on Monday, visited Togo and on Tuesday and Friday he will be in Peru.",
            "2024-07-15",
        ),
        ("Minister Okoro visited Togo on Sunday and he will be in Benin.", "2024-07-14"),
        ("Minister Okoro's trip to Togo came two days after the anniversary of the start of the 1978 war.", None),
        ("During the 1978 war Minister Okoro visited Togo.", "1978"),
    ],
)
def test_a_visit_takes_no_date_of_the_next_clause_nor_of_a_war(text: str, start: str | None) -> None:
    extraction = read(text)
    visits = [f for f in facts_of(extraction, "visit") if shown(extraction, f.object) == "Togo"]
    assert [qualifier(extraction, f, "start") for f in visits] == [start]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The OSCE Chairperson, Finland's minister Maria Okoro, ended her visit to Chad on Friday.", None),
        ("As chair of the OSCE, Finland left the talks on Friday.", None),
        ("Maria Okoro became chair of the OSCE on Friday.", "2024-07-12"),
    ],
)
def test_a_chair_takes_no_date_of_what_its_holder_does(text: str, start: str | None) -> None:
    extraction = read(text)
    assert {qualifier(extraction, f, "start") for f in facts_of(extraction, "chairing")} == {start}


@pytest.mark.parametrize(("verb", "held"), [("will take part", False), ("took part", True)])
def test_a_gathering_to_which_somebody_will_go_is_still_to_come(verb: str, held: bool) -> None:
    day = "tomorrow" if not held else "yesterday"
    extraction = read(f"The leaders {verb} in the open part of the Andean Summit in Lima {day}.")
    (fact,) = [f for f in facts_of(extraction, "hosting") if f.predicate == "held in"]
    assert (fact.factuality is Factuality.ASSERTED) is held


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ada Roe wound up her visit to Kenya on 12 July.", (None, "2024-07-12")),
        ("Ada Roe completed her visit to Kenya on 12 July.", (None, "2024-07-12")),
        ("Ada Roe began her visit to Kenya on 12 July.", ("2024-07-12", None)),
    ],
)
def test_the_day_on_which_a_visit_ends_is_its_end(text: str, day: tuple[str | None, str | None]) -> None:
    extraction = read(text)
    (visit,) = facts_of(extraction, "visit")
    assert (qualifier(extraction, visit, "start"), qualifier(extraction, visit, "end")) == day


@pytest.mark.parametrize(("verb", "day"), [("attended", "2024-07-13"), ("will attend", "2024-07-20")])
def test_this_saturday_is_the_one_that_the_clause_looks_to(verb: str, day: str) -> None:
    extraction = read(f"Ada Roe {verb} this Saturday the Andean summit in Lima.")
    (fact,) = facts_of(extraction, "participation")
    assert qualifier(extraction, fact, "start") == day


def test_what_is_said_is_not_dated_by_what_is_to_come() -> None:
    extraction = read("Ada Roe is due to travel to Accra next month, and said that the African Union had failed Chad.")
    statements = list(facts_of(extraction, "statement"))
    assert statements
    assert [qualifier(extraction, f, "start") for f in statements] == [None]


def test_the_years_that_a_plan_is_for_do_not_date_its_signing() -> None:
    extraction = read("Kenya and Peru signed the Nairobi Action Plan for the 2017-2020 period.")
    assert {qualifier(extraction, f, "start") for f in facts_of(extraction, "agreement")} == {None}


def test_talks_for_which_somebody_came_are_not_dated_a_week_later() -> None:
    text = "Ada Roe visited Georgia on Friday for meetings with Prime Minister Ion Rusu."
    extraction = read(text)
    (visit,) = facts_of(extraction, "visit")
    (meeting,) = facts_of(extraction, "meeting")
    assert str(qualifier(extraction, visit, "start")) < "2024-07-15"
    assert qualifier(extraction, meeting, "start") in {None, qualifier(extraction, visit, "start")}


def test_the_year_of_what_was_done_is_not_that_of_what_is_so() -> None:
    extraction = read("Kosovo declared independence in 2008 and is recognised by Peru and Chad.")
    facts = [f for f in facts_of(extraction) if f.predicate == "recognised"]
    assert facts
    assert {qualifier(extraction, f, "start") for f in facts} == {None}


def test_what_may_happen_in_a_month_is_meant_of_the_nearest() -> None:
    extraction = read("Ion Rusu said Ada Roe could attend the summit in Jeddah on August 19.", date="2024-07-15")
    starts = {str(qualifier(extraction, f, "start")) for f in facts_of(extraction) if f.factuality.value == "possible"}
    assert starts == {"2024-08-19"}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Chad, a dialogue partner of APEC since 1989, signed a trade deal with Fiji in July last year.", "2023-07"),
        ("Chad, which since 1989 has been a partner, signed a trade deal with Fiji in July last year.", "2023-07"),
        ("Chad, since June 2024, has been chairing the African Union.", "2024-06"),
    ],
)  # fmt: skip
def test_since_when_somebody_is_something_dates_no_deed(text: str, start: str) -> None:
    extraction = read(text)
    dates = {qualifier(extraction, f, "start") for f in facts_of(extraction) if f.kind in {"agreement", "chairing"}}
    assert dates == {start}


def test_a_noun_keeps_the_date_in_its_own_phrase_from_what_is_planned() -> None:
    text = (
        "Ways to bring about closer trade since the advent of the African Union at the end of last year were discussed."
    )
    assert rows_of("founding", text) == {("African Union", "inception", "2023")}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("ASEAN had imposed a series of sanctions against Burma following the coup on July 26th.", None),
        ("ASEAN imposed sanctions against Burma on July 2 following a coup in Yangon.", "2024-07-02"),
    ],
)
def test_the_day_of_what_came_before_is_not_that_of_what_followed(text: str, start: str | None) -> None:
    extraction = read(text)
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "sanction")] == [start]


def test_the_day_of_a_flight_is_not_that_of_the_talks_it_is_for() -> None:
    extraction = read("Ana Quispe flew to Lima on Tuesday for talks with Chad.")
    assert [qualifier(extraction, f, "start") for f in facts_of(extraction, "meeting")] == [None]


def test_years_behind_names_are_each_of_its_own_name() -> None:
    extraction = read("Spain (1982), Poland (1999) and Albania (2009) joined the alliance, NATO.")
    starts = {
        (shown(extraction, f.subject), qualifier(extraction, f, "start")) for f in facts_of(extraction, "accession")
    }
    assert starts == {("Spain", "1982"), ("Poland", "1999"), ("Albania", "2009")}
