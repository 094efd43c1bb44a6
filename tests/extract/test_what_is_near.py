"""What stands near a word is not always its own: a short form in brackets, a second title, the day of another deed."""

import pytest
from told import facts_of, qualifier, read, rows, shown

Rows = set[tuple[str, ...]]


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("African Union (AU) Chairperson Ada Roe left.", "chairs", {("Ada Roe", "African Union")}),
        (
            "Ada Roe has been appointed Chairperson of the European Union (EU) Military Committee on Training.",
            "chairs",
            {("Ada Roe", "Military Committee on Training")},
        ),
        ("Ada Roe is the chairperson of the Arab League (AL) troika.", "chairs", set()),
        ("Ada Roe is the chairperson of the Arab League (AL).", "chairs", {("Ada Roe", "Arab League")}),
        (
            "The 5th Pacific Islands Forum (PIF) Leaders Meeting opened in Suva on Monday.",
            "held in",
            {("5th PIF Leaders Meeting", "Suva")},
        ),
        (
            "Ada Roe, the ambassador of the United Arab Emirates (UAE) to Uganda, left.",
            "position held",
            {("Ada Roe", "Ambassador of the United Arab Emirates to Uganda")},
        ),
    ],
)
def test_a_short_form_in_brackets_parts_no_phrase(text: str, predicate: str, expected: Rows) -> None:
    assert rows(text, predicate) == expected


def test_a_short_form_in_brackets_stands_for_the_same_body_later() -> None:
    text = "Ministers met at a Baltic Assembly (BA) meeting in Riga on Monday. The BA President Ada Roe spoke."
    assert rows(text, "position held") == {("Ada Roe", "President of Baltic Assembly")}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "They thanked the Custodian of the Two Holy Mosques King Omar bin Musa for his help.",
            {("Omar bin Musa", "King")},
        ),
        ("They thanked the Chairman of the African Union President Jon Doe for his help.", {("Jon Doe", "President")}),
        (
            "They thanked the envoy of the African Union Secretary-General Ada Roe.",
            {("Ada Roe", "Secretary-General of the African Union")},
        ),
        ("The wife of Kenyan President Jon Doe arrived.", {("Jon Doe", "President of Kenya")}),
        ("Special representative Ada Roe of Norway will stay on.", set()),
        (
            "Special representative Ada Roe of the European Union left.",
            {("Ada Roe", "Special representative of the European Union")},
        ),
        ("She follows outgoing bank president Jon Doe of Chile.", {("Jon Doe", "President")}),
        ("She met President Jon Doe of Chile.", {("Jon Doe", "President of Chile")}),
    ],
)  # fmt: skip
def test_whose_office_a_title_is(text: str, offices: Rows) -> None:
    assert rows(text, "position held") == offices


def test_where_somebody_is_from_is_no_part_of_the_name() -> None:
    extraction = read("The UN chief Ana Vei has named Norwegian Ada Roe as her special envoy for Libya.")
    assert {shown(extraction, f.subject) for f in facts_of(extraction, "office")} == {"Ada Roe", "Ana Vei"}


@pytest.mark.parametrize(
    ("text", "chairs"),
    [
        ("A briefing was given in Suva by the Chair of the ASEAN Mediation Team.", set()),
        ("A briefing was given in Suva by the ASEAN Chair Ada Roe.", {("Ada Roe", "ASEAN")}),
    ],
)
def test_a_team_is_nobody_who_chairs(text: str, chairs: Rows) -> None:
    assert rows(text, "chairs") == chairs


@pytest.mark.parametrize(
    ("text", "hosted", "attended"),
    [
        (
            "Jon Doe attended the Commonwealth Summit hosted in Luanda on 23 April.",
            set(),
            {("Jon Doe", "Commonwealth Summit")},
        ),
        (
            "Jon Doe attended the Commonwealth Summit hosted by Angola on 23 April.",
            {("Angola", "Commonwealth Summit")},
            {("Jon Doe", "Commonwealth Summit")},
        ),
        ("Angola hosted the Commonwealth Summit in Luanda.", {("Angola", "Commonwealth Summit")}, set()),
    ],
)
def test_who_attends_what_was_hosted_somewhere_hosts_nothing(text: str, hosted: Rows, attended: Rows) -> None:
    assert (rows(text, "hosted"), rows(text, "participated in")) == (hosted, attended)


def test_a_month_is_no_part_of_the_name_of_what_is_chaired_in_it() -> None:
    text = "Ana Roe is the ambassador of Chile and the Chairperson of the PSC for March."
    assert {o for _, o in rows(text, "chairs")} == {"PSC"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They spoke at a meeting with the Bureau of the Assembly of the African Union in Angola.", set()),
        (
            "They spoke at the 30th Assembly of the African Union in Addis Ababa.",
            {("30th Assembly of African Union", "Addis Ababa")},
        ),
    ],
)
def test_a_body_that_has_organs_is_no_gathering(text: str, places: Rows) -> None:
    assert rows(text, "held in") == places


@pytest.mark.parametrize(
    ("text", "severed"),
    [
        (
            "Chad, Mali and Togo signed a deal. The three countries severed diplomatic and trade ties with Peru.",
            {("Chad", "Peru"), ("Mali", "Peru"), ("Togo", "Peru")},
        ),
        ("Chad and Gabon severed diplomatic ties.", {("Chad", "Gabon")}),
        ("Kuwait joined its neighbours in severing ties with Qatar.", {("Kuwait", "Qatar")}),
    ],
)  # fmt: skip
def test_who_breaks_with_a_third_does_not_break_with_each_other(text: str, severed: Rows) -> None:
    assert rows(text, "severed relations with") == severed


def test_who_does_not_join_others_in_a_deed_did_not_do_it() -> None:
    facts = facts_of(read("Kuwait did not join its neighbours in severing ties with Qatar."), "partnership")
    assert [f.polarity for f in facts] == [False]


@pytest.mark.parametrize(
    ("text", "backed"),
    [
        (
            "The Government of National Accord (GNA) left the talks. The GNA is backed by Turkey while the "
            "Tobruk-based government is supported by Egypt.",
            "Turkey",
        ),
        (
            "The Government of National Accord (GNA) left the talks. The government is backed by Turkey.",
            "Turkey",
        ),
    ],
)
def test_a_government_based_elsewhere_is_another(text: str, backed: str) -> None:
    assert {s for s, o in rows(text, "backs") if "Accord" in o} == {backed}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "The UN chief has named the deputy of his former envoy to Libya, Ada Roe, as mediator.",
            set(),
        ),
        ("The UN chief has named his former envoy to Libya, Ada Roe, as mediator.", {("Ada Roe", "Envoy to Libya")}),
    ],
)
def test_a_deputy_is_not_whom_they_stand_in_for(text: str, offices: Rows) -> None:
    assert {row for row in rows(text, "position held") if "nvoy" in row[1]} == offices


def test_where_a_deal_was_signed_aside_is_not_what_it_is_about() -> None:
    extraction = read("Chad and Mali signed on Wednesday a peace deal on the margins of a regional summit in Ethiopia.")
    topics = {qualifier(extraction, f, "topic") for f in facts_of(extraction, "agreement")}
    assert not any("margins" in str(topic) for topic in topics)
    assert not any("margins" in shown(extraction, f.object) for f in facts_of(extraction, "agreement"))
