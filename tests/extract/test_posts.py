"""Posts that background sentences tell: who works for, teaches at, sits on the board of or leads a body as what."""

import pytest
from told import Triple, fact_stating, facts_of, qualifier, read, shown, told

POSTS = [
    (
        "Marta Olsen teaches law at Lund University and Aarhus University.",
        "Marta Olsen",
        "Teacher of the Lund University",
    ),
    (
        "Marta Olsen teaches law at Lund University and Aarhus University.",
        "Marta Olsen",
        "Teacher of the Aarhus University",
    ),
    ("Marta Olsen, who works for the World Bank, wrote the report.", "Marta Olsen", "Employee of the World Bank"),
    ("Marta Olsen was employed by the World Bank in Lima.", "Marta Olsen", "Employee of the World Bank"),
    ("Marta Olsen and Peter Morgan teach at Lund University.", "Peter Morgan", "Teacher of the Lund University"),
    (
        "My colleague Marta Olsen, who now teaches at Lund University, wept.",
        "Marta Olsen",
        "Teacher of the Lund University",
    ),
    ("Marta Olsen works for the World Bank as an economist.", "Marta Olsen", "Economist of the World Bank"),
    ("Marta Olsen sits on the board of Norvind Group.", "Marta Olsen", "Board member of Norvind Group"),
    (
        "Norvind Group is led by Chairman Peter Morgan and Executive Director Marta Olsen.",
        "Marta Olsen",
        "Executive Director of Norvind Group",
    ),
    (
        "Marta Olsen, a tax law professor at Lund University, spoke.",
        "Marta Olsen",
        "Tax law professor of the Lund University",
    ),
    (
        "World Health Organization epidemiologist Marta Olsen spoke.",
        "Marta Olsen",
        "Epidemiologist of the World Health Organization",
    ),
    (
        "Marta Olsen, a campaigner with Amnesty International, spoke.",
        "Marta Olsen",
        "Campaigner of Amnesty International",
    ),
    (
        "Marta Olsen is a Danish historian, currently professor at Lund University.",
        "Marta Olsen",
        "Professor of the Lund University",
    ),
    (
        "Marta Olsen is a professor in the Department of Law at Lund University.",
        "Marta Olsen",
        "Professor of the Lund University",
    ),
]


def test_who_sits_on_a_board_is_no_member_of_the_body() -> None:
    extraction = read("Marta Olsen, a board member of Norvind Group, spoke.")
    assert told(extraction) == [("Marta Olsen", "position held", "Board member of Norvind Group")]


def test_a_year_right_behind_founded_is_when() -> None:
    extraction = read("Norvind Group, established 1926, sells tea.")
    assert told(extraction) == [("Norvind Group", "inception", "1926")]


@pytest.mark.parametrize(("text", "person", "office"), POSTS)
def test_who_works_for_a_body_has_a_post_there(text: str, person: str, office: str) -> None:
    assert fact_stating(read(text), (person, "position held", office)), told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Marta Olsen does not work for the World Bank.",
        "Marta Olsen will work for the World Bank.",
        "Marta Olsen wants to teach at Lund University.",
        "Marta Olsen stopped working for the World Bank in 2020.",
        "The software works at the World Bank.",
        "Marta Olsen works for Peru.",
        "Marta Olsen taught the World Bank a lesson.",
        "Marta Olsen sits on the board.",
        "Kenyan lawyer Marta Olsen spoke.",
        "Marta Olsen, a lawyer for Chad, spoke.",
        "Marta Olsen, a doctor in Kenya, spoke.",
        "A lawyer for Alexei Petrov, Marta Olsen, spoke.",
        "Marta Olsen is a doctor, the head of the World Bank said.",
    ],
)
def test_no_post_is_told_of_who_has_none(text: str) -> None:
    assert facts_of(read(text), "office") == []


def test_the_prime_minister_who_leads_a_party_is_not_the_partys() -> None:
    extraction = read("The African National Congress, led by President Marta Olsen, won.")
    assert (
        fact_stating(extraction, ("Marta Olsen", "position held", "President of the African National Congress")) is None
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The court fined WikiLeaks and its founder, Peter Morgan.", ("WikiLeaks", "founded by", "Peter Morgan")),
        (
            "The court fined Norvind Group and its founder, Peter Morgan.",
            ("Norvind Group", "founded by", "Peter Morgan"),
        ),
    ],
)
def test_its_behind_and_speaks_of_the_name_before(text: str, fact: Triple) -> None:
    assert fact_stating(read(text), fact), told(read(text))


def test_its_leader_behind_and_is_not_that_of_who_acts() -> None:
    extraction = read("Chad banned the Freedom Party and its leader, Peter Morgan.")
    assert [f for f in told(extraction) if f[1] == "position held"] == [
        ("Peter Morgan", "position held", "Leader of Freedom Party")
    ]


def test_its_own_speaks_of_who_acts() -> None:
    extraction = read("Chad signed a treaty with Mali and its own neighbour, Niger.")
    assert fact_stating(extraction, ("Chad", "signed agreement with", "Mali"))


@pytest.mark.parametrize(
    ("aside", "years"),
    [
        ("a position she has held since October 2020", ("2020-10", None)),
        ("a post she assumed in 2019", ("2019", None)),
        ("a post that she left in 2019", (None, "2019")),
        ("a post that has had no power since 2010", (None, None)),
    ],
)
def test_an_office_has_the_years_of_the_post_beside_it(aside: str, years: tuple[str | None, str | None]) -> None:
    extraction = read(f"Anna Okoro, the minister of trade of Peru, {aside}, left.")
    start, end = ({qualifier(extraction, f, name) for f in facts_of(extraction, "office")} for name in ("start", "end"))
    assert (start, end) == ({years[0]}, {years[1]})


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna Okoro previously served as foreign minister of Peru.", "former foreign minister"),
        ("Anna Okoro has served as foreign minister of Peru since 2020.", "foreign minister"),
        ("Anna Okoro serves as foreign minister of Peru.", "foreign minister"),
        ("Anna Okoro was previously a High Court Judge at the Supreme Court of Peru.", "former Judge"),
        ("Anna Okoro is the outgoing president of Peru.", "outgoing president"),
    ],
)
def test_who_served_in_an_office_is_out_of_it(text: str, role: str) -> None:
    extraction = read(text)
    assert {qualifier(extraction, f, "role") for f in facts_of(extraction, "office")} == {role}


def test_the_second_matter_of_an_office_is_nobody() -> None:
    extraction = read("The forum mourned Ada Roe, Secretary for Foreign Affairs and Immigration of Kiribati.")
    assert {shown(extraction, fact.subject) for fact in facts_of(extraction, "office")} == {"Ada Roe"}


def test_the_president_of_a_body_called_in_short_is_so_called() -> None:
    extraction = read("Ada Roe, the Commission president, flew in.")
    assert [shown(extraction, fact.object) for fact in facts_of(extraction, "office")] == ["Commission president"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Israel's UN ambassador, Ada Roe, called for a vote.", "Ambassador of Israel to the United Nations"),
        ("Turkey's NATO ambassador Ada Roe was there.", "Ambassador of Turkey to NATO"),
        ("EU Ambassador Ada Roe opened a school in Kampala.", "Ambassador of the European Union"),
    ],
)
def test_an_ambassador_at_a_body_is_of_the_state(text: str, office: str) -> None:
    extraction = read(text)
    assert [shown(extraction, fact.object) for fact in facts_of(extraction, "office")] == [office]
