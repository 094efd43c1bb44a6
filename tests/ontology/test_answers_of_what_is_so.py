"""The shipped questions answer with what is so: nothing planned or denied, nobody who left, no row twice."""

import csv
import io
from pathlib import Path

import pytest
from answers import FEDERATED, QUESTIONS, answer, examples
from pyoxigraph import QuerySolutions, Store

OWN = [path for path in QUESTIONS if path.stem not in FEDERATED]
# What they ask for is not so, or is no fact, or they say of each row or number how it stands.
OPEN = (
    "what-is-",
    "what-became-",
    "what-several-",
    "disagreements",
    "promises",
    "which-links-",
    "which-things-",
    "which-articles-",
    "who-agreed-",
    "who-joined-",
    "who-mediates-",
)
SO = [path for path in OWN if not path.stem.startswith(OPEN) or path.stem == "what-is-stated-about-each-thing"]
MOODS = ["planned", "possible", "reported", "negated"]
PREFIXES = """
PREFIX cmq: <https://w3id.org/communique/ontology#>
PREFIX entity: <https://w3id.org/communique/entity/>
PREFIX factuality: <https://w3id.org/communique/factuality/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX status: <https://w3id.org/communique/status/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
THINGS = 'entity:fr rdfs:label "France"@en . entity:nato rdfs:label "NATO"@en . entity:gs rdfs:label "chief"@en .'


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("path", SO, ids=lambda path: path.stem)
def test_what_is_only_planned_possible_reported_or_denied_is_no_answer(path: Path, mood: str) -> None:
    store = examples()
    so = "false" if mood == "negated" else "true"
    store.update(
        f"""{PREFIXES}
        DELETE {{ ?fact cmq:hasFactuality ?word ; cmq:polarity ?so ; cmq:yields ?property ; cmq:comparesAs ?way . }}
        INSERT {{ ?fact cmq:hasFactuality factuality:{mood} ; cmq:polarity {so} . }}
        WHERE {{
            ?fact cmq:hasFactuality ?word ; cmq:polarity ?so .
            OPTIONAL {{ ?fact cmq:yields ?property }} OPTIONAL {{ ?fact cmq:comparesAs ?way }}
        }}"""
    )
    rows = rows_of(path, store)
    assert [row for row in rows if "absent" not in row] == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_no_row_of_an_answer_stands_twice(path: Path) -> None:
    store = examples()
    store.update(
        """INSERT { ?again ?property ?value } WHERE {
            ?fact <https://w3id.org/communique/ontology#isStatedIn> ?article ; ?property ?value
            BIND ( IRI ( CONCAT(STR(?fact), "-again") ) AS ?again )
        }"""
    )
    rows = rows_of(path, store)
    assert [row for row in rows if rows.count(row) > 1] == []


MEMBER = "a cmq:Membership ; cmq:hasStatus status:member ; cmq:hasMember entity:fr"
JOINED = "a cmq:Accession ; cmq:hasStatus status:joined ; cmq:hasCandidate entity:fr"
LEFT = "a cmq:Accession ; cmq:hasStatus status:withdrew ; cmq:hasCandidate entity:fr"


@pytest.mark.parametrize(
    ("told", "is_member"),
    [
        ([(MEMBER, "", "2024-05-01", "a")], True),
        ([(JOINED, "1949-04-04", "2024-05-01", "a")], True),
        ([(JOINED, "1949-04-04", "2024-05-01", "a"), (LEFT, "1966-03-10", "2024-05-01", "a")], False),
        ([(LEFT, "1966-03-10", "2024-05-01", "a"), (JOINED, "2009-04-03", "2024-05-01", "a")], True),
        ([(MEMBER, "", "2024-05-01", "a"), (LEFT, "2020-01-31", "2024-05-01", "a")], False),
        ([(MEMBER, "", "2019-05-01", "a"), (LEFT, "2020-01-31", "2024-05-01", "b")], False),
        ([(LEFT, "1966-03-10", "2019-05-01", "a"), (MEMBER, "", "2024-05-01", "b")], True),
        ([(MEMBER, "", "2019-05-01", "a"), (LEFT, "", "2020-02-01", "b")], False),
        ([(f"{MEMBER} ; cmq:latestEnd '2020-01-31'^^xsd:date", "", "2024-05-01", "a")], False),
        ([(f"{MEMBER} ; cmq:latestEnd '2030-01-31'^^xsd:date", "", "2024-05-01", "a")], True),
    ],
)
def test_members_are_those_who_joined_and_did_not_leave(told: list[tuple[str, ...]], is_member: bool) -> None:
    store = store_of(told, "cmq:hasOrganization entity:nato")
    assert bool(rows_of(question("who-is-a-member-of-what"), store)) is is_member


@pytest.mark.parametrize(
    ("told", "is_member"),
    [
        ([(JOINED, "2024-12-01", "2025-05-01", "a")], True),
        ([(JOINED, "2025-01-02", "2025-05-01", "a")], False),
        ([(JOINED, "1949-04-04", "2025-05-01", "a"), (LEFT, "2025-02-01", "2025-05-01", "a")], True),
        ([(JOINED, "1949-04-04", "2025-05-01", "a"), (LEFT, "2024-12-31", "2025-05-01", "a")], False),
    ],
)
def test_members_on_a_day_had_joined_and_not_left_by_then(told: list[tuple[str, ...]], is_member: bool) -> None:
    store = store_of(told, "cmq:hasOrganization entity:nato")
    assert bool(rows_of(question("members-by-organization-at-a-date"), store)) is is_member


HOLDS = "a cmq:OfficeHolding ; cmq:hasHolder entity:fr ; cmq:yields org:holds"
HELD = "a cmq:OfficeHolding ; cmq:hasHolder entity:fr ; cmq:role 'former chief'@en"


@pytest.mark.parametrize(
    ("told", "answers"),
    [
        ([(HOLDS, "", "2024-05-01", "a"), (HOLDS, "", "2024-09-01", "b")], [["France", "chief", "", "2024-09-01"]]),
        ([(HELD, "", "2024-05-01", "a")], []),
        ([(HOLDS, "", "2024-05-01", "a"), (HELD, "", "2024-09-01", "b")], []),
        ([(HELD, "", "2024-05-01", "a"), (HOLDS, "", "2024-09-01", "b")], [["France", "chief", "", "2024-09-01"]]),
    ],
)
def test_holders_are_those_whose_office_is_not_over(told: list[tuple[str, ...]], answers: list[list[str]]) -> None:
    store = store_of(told, "cmq:hasOffice entity:gs")
    assert rows_of(question("who-holds-which-office"), store) == answers


def test_a_date_finds_every_article() -> None:
    store = examples()
    day = "<http://www.w3.org/2001/XMLSchema#date>"
    every = "SELECT ?article { ?article a <https://schema.org/NewsArticle> }"
    dated = (
        f"SELECT ?article {{ ?article <https://schema.org/datePublished> ?day FILTER ( ?day > '2000-01-01'^^{day} ) }}"
    )
    assert count(store, dated) == count(store, every) > 0


def store_of(told: list[tuple[str, ...]], what: str) -> Store:
    """Facts, each with its words, first day (or none), the day and the article that states it; all are so."""
    store = Store()
    facts = "".join(
        f"entity:f{number} {words} ; {what} ; cmq:hasFactuality factuality:asserted ; cmq:polarity true ; "
        f"cmq:isStatedIn entity:{article} ; cmq:latestStated '{said}'^^xsd:date"
        + (f" ; cmq:earliestStart ?d{number} ; cmq:latestStart ?d{number} ; cmq:start ?d{number} . " if day else " . ")
        for number, (words, day, said, article) in enumerate(told)
    )
    for number, (_, day, _, _) in enumerate(told):
        facts = facts.replace(f"?d{number}", f"'{day}'^^xsd:date")
    store.update(f"{PREFIXES} INSERT DATA {{ {THINGS} {facts} }}")
    return store


def question(name: str) -> Path:
    return next(path for path in QUESTIONS if path.stem == name)


def rows_of(path: Path, store: Store) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer(path, store))))[1:]


def count(store: Store, query: str) -> int:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return sum(1 for _ in found)
