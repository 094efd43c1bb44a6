"""Background sentences, as they stand in most articles: what people are and were, what bodies are, where they sit."""

import pytest
from told import DAY, Triple, fact_stating, facts_of, read

from flows.model import EntityType

OLSEN = "Marta Olsen spoke on Monday."


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (f"{OLSEN} She is a professor of law at Aarhus University.", "Professor of law of the Aarhus University"),
        (f"{OLSEN} She was the director of the Nordic Institute.", "Director of the Nordic Institute"),
        (f"{OLSEN} Before that, she was chief economist of the World Bank.", "Chief economist of the World Bank"),
        ("Marta Olsen (born 1953) is an engineer, founder and CEO of Norvind Group.", "CEO of Norvind Group"),
        ("Marta Olsen, chief executive of Norvind Group, spoke.", "Chief executive of Norvind Group"),
        ("Marta Olsen joined Norvind Group as chief executive.", "Chief executive of Norvind Group"),
        (
            f"{OLSEN} She was appointed professor of law at Aarhus University.",
            "Professor of law of the Aarhus University",
        ),
        (f"{OLSEN} She was elected president of Peru in 2011.", "President of Peru"),
        (f"{OLSEN} She was re-elected leader of the Freedom Party.", "Leader of Freedom Party"),
        ("Marta Olsen, a lawyer who became head of the Nordic Institute, spoke.", "Head of the Nordic Institute"),
        ("Marta Olsen is a politician who has been leader of the Freedom Party.", "Leader of Freedom Party"),
        (
            "Marta Olsen is a Danish-American Professor in the Department of Law at Lund University and a pianist.",
            "Professor of the Department of Law",
        ),
        ("Marta Olsen is a fellow at Aarhus University, Lund University and NATO.", "Fellow of NATO"),
        ("The Nordic Institute is led by Marta Olsen.", "Leader of the Nordic Institute"),
        ("Olsen served as director of the Nordic Institute.", "Director of the Nordic Institute"),
        ("Marta Olsen is professor emeritus at Aarhus University.", "Professor emeritus of the Aarhus University"),
        ("Adeyemi was a professor at the University of Ibadan.", "Professor of the University of Ibadan"),
    ],
)
def test_an_office_is_read_wherever_a_clause_says_it_of_somebody(text: str, office: str) -> None:
    stated = read(text)
    held = [fact for fact in facts_of(stated, "office") if fact.predicate == "position held"]
    assert office in {entity.name for entity in stated.entities if held and entity.type is EntityType.OFFICE}


@pytest.mark.parametrize(
    "text",
    [
        f"{OLSEN} Her father was a professor at Aarhus University.",
        f"{OLSEN} She wants to be a professor at Aarhus University.",
        f"{OLSEN} She is no professor at Aarhus University.",
        f"{OLSEN} If she were president of Peru, she would sign.",
        f"{OLSEN} She was not elected president of Peru.",
        f"{OLSEN} She is married to the chairman of Norvind Group.",
        f"{OLSEN} Those who met her were professors at Aarhus University.",
        "Marta Olsen joined the crew as cook.",
        "Marta Olsen, who met those that led the Nordic Institute, spoke.",
        "The police officer, Marta Olsen, met Norvind Group.",
    ],
)
def test_what_is_not_said_of_somebody_is_no_office_of_theirs(text: str) -> None:
    assert facts_of(read(text), "office") == []


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Marta Olsen was a historian and director of the Nordic Institute.", "Historian of the Nordic Institute"),
        ("Marta Olsen, head of the Nordic Institute, the World Bank and NATO signed a letter.", "Head of NATO"),
    ],
)
def test_no_office_is_at_a_body_that_it_is_not_said_of(text: str, office: str) -> None:
    assert office not in {entity.name for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Norvind is a Danish company based in Aarhus.", ("Norvind", "headquartered in", "Aarhus")),
        ("Norvind, a Danish company based in Aarhus, has 40 ships.", ("Norvind", "headquartered in", "Aarhus")),
        ("Norvind was founded in 1999.", ("Norvind", "inception", "1999")),
        ("Catchafire is headquartered in Lima.", ("Catchafire", "headquartered in", "Lima")),
        ("Barnes co-founded the Kanda Group in 1999.", ("Kanda Group", "founded by", "Barnes")),
        ("Founded in 1999, NORVIND sells ships.", ("NORVIND", "inception", "1999")),
        ("Norvind became a bank and is based in Aarhus.", ("Norvind", "headquartered in", "Aarhus")),
        ("Marta Olsen co-founded Norvind in 1999.", ("Norvind", "founded by", "Marta Olsen")),
        ("The Bekele Group is a video game developer based in Adama.", ("Bekele Group", "headquartered in", "Adama")),
        ("The Kanda Group, based in Tarkwabe, sells tea.", ("Kanda Group", "headquartered in", "Tarkwabe")),
    ],
)
def test_what_a_sentence_says_of_a_name_tells_its_kind(text: str, triple: Triple) -> None:
    assert fact_stating(read(text), triple) is not None


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Norvind is not a company.", "Norvind", EntityType.ORGANIZATION),
        ("Brexit is a matter for lawyers.", "Brexit", EntityType.ORGANIZATION),
        ("Haddad is a town on the coast.", "Haddad", EntityType.PERSON),
        ("Peru is a party to the treaty.", "Peru", EntityType.ORGANIZATION),
        ("The Council was founded in 1952.", "Council", EntityType.ORGANIZATION),
    ],
)
def test_what_a_sentence_does_not_say_of_a_name_tells_nothing(text: str, name: str, type_: EntityType) -> None:
    assert (name, type_) not in {(entity.name, entity.type) for entity in read(text).entities}


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Lind Group (formerly Kanda Group) met. Kanda Group is based in Lima.",
            ("Lind Group", "headquartered in", "Lima"),
        ),
        (
            "Lind Group, also known as Kanda Group, met. Kanda Group sits in Lima.",
            ("Lind Group", "headquartered in", "Lima"),
        ),
    ],
)
def test_a_body_is_known_by_its_other_name(text: str, triple: Triple) -> None:
    assert fact_stating(read(text), triple) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Lind Group, now part of Kanda Group, met.",
        "Lind Group, formerly Kanda Group's rival, met.",
        "NATO, also known to the European Union, met.",
    ],
)
def test_a_body_beside_another_is_not_the_same(text: str) -> None:
    assert len([entity for entity in read(text).entities if entity.type is EntityType.ORGANIZATION]) == 2


def test_what_a_participle_says_is_not_said_of_the_body_behind_it() -> None:
    text = "The Lind Group grew out of the Kanda Group, founded in 1978, and the Bekele Group, founded in 1980."
    stated = read(text)
    assert fact_stating(stated, ("Kanda Group", "inception", "1978")) is not None
    assert fact_stating(stated, ("Bekele Group", "inception", "1978")) is None


def test_a_name_does_not_end_with_and() -> None:
    text = "John Banda served on the Council of Economic Advisers and taught at the University of Ibadan and at home."
    assert {"Council of Economic Advisers", "University of Ibadan"} <= {e.name for e in read(text).entities}


def test_of_two_who_share_a_surname_neither_is_meant_by_it_alone() -> None:
    text = "Ada Barnes met Ben Barnes. Barnes joined the Kanda Group."
    assert {"Barnes", "Kanda Group"} & {entity.name for entity in read(text).entities} == {"Kanda Group"}


def test_a_party_is_not_the_one_whose_name_ends_its_own() -> None:
    text = "Marta Olsen joined the Social Democratic Party in 1987."
    assert fact_stating(read(text, date=DAY), ("Marta Olsen", "joined", "Social Democratic Party")) is not None


def test_a_place_behind_a_comma_is_read() -> None:
    assert "Ohio" in {entity.name for entity in read("Marta Olsen was born in Cuyahoga, Ohio, in 1960.").entities}
