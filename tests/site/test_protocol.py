"""The SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), row by row after its test suite, in our words.

Updates are refused, whatever else would be wrong with them: a release is to be read alone.
"""

from dataclasses import dataclass, field

import pytest
import requests
from served import THREE

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")

ARTICLE = {n: THREE.format("article", n) for n in (1, 2, 3)}
GRAPH = {n: THREE.format("graph", n) for n in (1, 2, 3)}
NOWHERE = [("default-graph-uri", "https://data.example/graph/none")]
ONE_AND_TWO = f"ASK {{ <{ARTICLE[1]}> a ?type . <{ARTICLE[2]}> a ?type }}"
IN_GRAPHS = f"ASK {{ GRAPH ?g {{ <{ARTICLE[1]}> a ?type }} GRAPH ?h {{ <{ARTICLE[2]}> a ?type }} }}"
ONE_BY_FORM = f"query=ASK%7B%3C{ARTICLE[1]}%3E+a+%3Ft%7D&default-graph-uri={GRAPH[1]}".encode()
AS_UTF_16 = {"Content-Type": "application/sparql-query; charset=UTF-16"}
AS_UTF_8 = {"Content-Type": f"{FORM['Content-Type']}; charset=UTF-8"}
DEFAULT = [("default-graph-uri", GRAPH[1]), ("default-graph-uri", GRAPH[2])]
NAMED = [("named-graph-uri", GRAPH[1]), ("named-graph-uri", GRAPH[2])]
FULL = [("default-graph-uri", GRAPH[3]), *NAMED]
IN_ALL = (
    f"ASK {{ <{ARTICLE[3]}> a ?type . GRAPH ?g {{ <{ARTICLE[1]}> a ?type }} GRAPH ?h {{ <{ARTICLE[2]}> a ?type }} }}"
)
FROM_THIRD = f"ASK FROM <{GRAPH[3]}> {{ GRAPH ?g {{ <{ARTICLE[1]}> a ?type }} GRAPH ?h {{ <{ARTICLE[2]}> a ?type }} }}"


@dataclass(frozen=True)
class Case:
    """A request, and what answers it: a truth, one of some media types, or a status."""

    name: str
    answer: bool | tuple[str, ...] | int
    method: str = "POST"
    params: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(query: str, graphs: list[tuple[str, str]]) -> dict[str, object]:
    """What a query by GET is made of."""
    return {"method": "GET", "params": [("query", query), *graphs]}


def direct(query: str, graphs: list[tuple[str, str]]) -> dict[str, object]:
    """What a query by POST is made of, as it is."""
    return {"params": graphs, "headers": DIRECT, "body": query.encode()}


CASES = [
    Case("by form", True, params=NOWHERE, headers=FORM, body=b"query=ASK%20%7B%7D"),
    Case("by form with a charset", True, headers=AS_UTF_8, body=b"query=ASK+%7B%7D"),
    Case("by GET", True, **get("ASK {}", NOWHERE)),
    Case("directly", True, **direct("ASK {}", [])),
    Case("default graphs by GET", True, **get(ONE_AND_TWO, DEFAULT)),
    Case("default graphs by POST", True, **direct(ONE_AND_TWO, DEFAULT)),
    Case("default graphs in a form", True, headers=FORM, body=ONE_BY_FORM),
    Case("another default graph than asked for", False, **get(ONE_AND_TWO, DEFAULT[:1])),
    Case("named graphs by GET", True, **get(IN_GRAPHS, NAMED)),
    Case("named graphs by POST", True, **direct(IN_GRAPHS, NAMED)),
    Case("named graphs are no default graph", False, **direct(ONE_AND_TWO, NAMED)),
    Case("both kinds of graphs", True, **direct(IN_ALL, FULL)),
    Case("the graphs of the request count, not those of the query", True, **direct(FROM_THIRD, NAMED)),
    Case("graphs of the query", False, **direct(f"ASK FROM <{GRAPH[3]}> {{ <{ARTICLE[1]}> a ?type }}", [])),
    Case("no graphs named at all", True, **direct(ONE_AND_TWO, [])),
    Case("rows", ROWS, **direct("SELECT (1 AS ?value) {}", NOWHERE)),
    Case("a truth", ROWS[:2], **direct("ASK {}", NOWHERE)),
    Case("a description", TRIPLES, **direct("DESCRIBE <http://example.org/>", NOWHERE)),
    Case("triples", TRIPLES, **direct("CONSTRUCT { <s> <p> 1 } WHERE {}", NOWHERE)),
    Case("another method", 405, "PUT", [("query", "ASK {}"), *NOWHERE], FORM),
    Case("two queries", 400, "GET", [("query", "ASK {}"), ("query", "SELECT * {}")]),
    Case("text of another kind", 415, headers={"Content-Type": "text/plain"}, body=b"ASK {}"),
    Case("a form that does not say so", 415, body=b"query=ASK%20%7B%7D"),
    Case("a query that does not say so", 415, body=b"ASK {}"),
    Case("no query in a form", 400, headers=FORM, body=b"query2=ASK"),
    Case("UTF-16", 400, headers=DIRECT, body="ASK {}".encode("utf-16")),
    Case("UTF-16 that says so", 415, headers=AS_UTF_16, body="ASK {}".encode("utf-16")),
    Case("no UTF-8 in a form", 400, headers=FORM, body=b"query=ASK%20%7B%7D%20%23%ff"),
    Case("no UTF-8 in the address", 400, "GET", headers={"Raw": "?query=ASK%20%7B%7D%20%23%ff"}),
    Case("a wrong query", 400, **get("ASK {", [])),
    Case("an update by form", 403, headers=FORM, body=b"update=CLEAR+ALL"),
    Case("an update directly", 403, headers=UPDATE, body=b"CLEAR ALL"),
    Case("an update by GET", 403, "GET", [("update", "CLEAR ALL")]),
    Case("two updates", 403, headers=FORM, body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("an update as a query", 400, **direct("CLEAR ALL", [])),
    Case("an update with graphs", 403, params=[("using-graph-uri", GRAPH[1])], headers=UPDATE, body=b"CLEAR ALL"),
    Case("a wrong update", 403, headers=FORM, body=b"update=CLEAR%20XYZ"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_request_is_answered_as_the_protocol_says(case: Case, three: str) -> None:
    headers = dict(case.headers)
    where = f"{three}/sparql/{headers.pop('Raw', '')}"
    answer = requests.request(case.method, where, params=case.params, headers=headers, data=case.body)
    kind = answer.headers["Content-Type"].partition(";")[0]
    if isinstance(case.answer, bool):
        assert (answer.status_code, answer.json()["boolean"]) == (200, case.answer)
    elif isinstance(case.answer, int):
        assert (answer.status_code, kind, answer.text.count("\n")) == (case.answer, "text/plain", 1)
    else:
        assert (answer.status_code, kind in case.answer) == (200, True)


@pytest.mark.parametrize("graphs", [[], DEFAULT, FULL])
def test_what_several_articles_state_is_counted_once(graphs: list[tuple[str, str]], three: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?thing <https://data.example/label> ?label }"
    params = [("query", query), *graphs]
    told = requests.get(f"{three}/sparql", params=params, headers={"Accept": "text/csv"})
    assert told.text.split() == ["n", "1"]
