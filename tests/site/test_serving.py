"""The server of a release: pages, linked data and SPARQL, on the loopback."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests
from made import BASE, fact, make_release
from rdflib import Graph

from flows.serve.linked import LinkedData
from flows.settings import HOME
from flows.site import build

EXAMPLE = HOME / "output" / "example"
VISITS = "SELECT ?visit { ?visit a cmq:Visit }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("how", ["get", "form", "body"])
def test_a_query_is_answered_however_it_comes(address: str, how: str) -> None:
    if how == "get":
        answer = requests.get(f"{address}/sparql", params={"query": VISITS})
    elif how == "form":
        answer = requests.post(f"{address}/sparql", data={"query": VISITS})
    else:
        kind = {"Content-Type": "application/sparql-query"}
        answer = requests.post(f"{address}/sparql", data=VISITS, headers=kind)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert len(answer.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (VISITS, ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"]),
        ("ASK {}", ["application/sparql-results+json", "application/sparql-results+xml"]),
        ("CONSTRUCT WHERE { ?v a cmq:Visit }", ["text/turtle", "application/ld+json", "application/n-triples"]),
    ],
)
def test_answers_come_in_the_form_asked_for(address: str, query: str, kinds: list[str]) -> None:
    for kind in kinds:
        answer = requests.get(f"{address}/sparql", params={"query": query}, headers={"Accept": f"{kind}, */*;q=0.1"})
        assert answer.headers["Content-Type"].partition(";")[0] == kind
        assert answer.content


@pytest.mark.parametrize(
    ("asked", "status", "why"),
    [
        ({"query": "SELECT {"}, 400, "this is no SPARQL query: line 1"),
        ({"query": ["ASK {}", "ASK {}"]}, 400, "one query at a time"),
        ({"update": "CLEAR ALL"}, 403, "read alone"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }"}, 403, "SERVICE"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400, "IRI"),
        ({"query": "SELECT * " + "{ " * 101}, 400, "too deep"),
        ({"query": f"ASK {{}} #{'x' * 200_000}"}, 413, "bytes"),
    ],
)
def test_what_is_not_answered_is_said_in_a_line(address: str, asked: dict[str, str], status: int, why: str) -> None:
    answer = requests.post(f"{address}/sparql", data=asked)
    assert (answer.status_code, why in answer.text, answer.text.count("\n")) == (status, True, 1)


def test_nothing_asked_is_answered_with_what_can_be_asked(address: str) -> None:
    told = Graph().parse(data=requests.get(f"{address}/sparql").text, format="turtle")
    assert f"{address}/sparql" in {str(subject) for subject in told.subjects()}


def test_an_endless_query_is_ended_while_others_are_answered(impatient: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(requests.get, f"{impatient}/sparql", params={"query": ENDLESS})
        assert requests.get(f"{impatient}/sparql", params={"query": VISITS}).status_code == 200
        assert (endless.result().status_code, "longer than" in endless.result().text) == (503, True)
    assert requests.get(f"{impatient}/sparql", params={"query": VISITS}).status_code == 200


def test_many_may_ask_at_once(address: str) -> None:
    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(requests.get, f"{address}/sparql", params={"query": VISITS}) for _ in range(200)]
        assert {one.result().text for one in asked if one.result().status_code != 200} == set()


def test_a_thing_is_a_page_for_people_and_triples_for_programs(address: str) -> None:
    thing = f"{address}/entity/Q7184"
    shown = requests.get(thing, headers={"Accept": "text/html"})
    assert (shown.history[0].status_code, shown.url) == (303, f"{address}/entity/Q7184.html")
    for kind in ("text/turtle", "application/ld+json", "application/n-triples"):
        told = requests.get(thing, headers={"Accept": kind}).content
        assert "NATO" in {
            getattr(quad.object, "value", "") for quad in ox.parse(told, ox.RdfFormat.from_media_type(kind))
        }
    assert requests.get(thing, headers={"Accept": "image/png"}).status_code == 406


def test_every_iri_of_the_release_leads_to_a_page_and_to_triples(address: str) -> None:
    base = "https://w3id.org/communique/"
    with gzip.open(EXAMPLE / "dataset.nq.gz", "rt", encoding="utf-8") as quads:
        found = {iri.partition("#")[0] for iri in re.findall(rf"<{base}([^>]*)>", quads.read())}
    # Those of facts and links are many, and alike.
    some = {path for path in found if not path.startswith(("fact/", "link/"))} | set(sorted(found)[::9])
    assert {path.partition("/")[0] for path in some} >= {
        "article",
        "entity",
        "fact",
        "graph",
        "link",
        "ontology",
        "status",
    }
    for path in sorted(some):
        shown = requests.get(f"{address}/{path}", headers={"Accept": "text/html"})
        assert (path, shown.status_code, shown.headers["Content-Type"]) == (path, 200, "text/html; charset=utf-8")
        assert (path, shown.history[0].status_code) == (path, 303)
        told = requests.get(f"{address}/{path}", headers={"Accept": "application/n-triples"})
        assert (path, told.status_code, told.content != b"") == (path, 200, True)
        again = requests.get(
            f"{address}/{path}", headers={"Accept": "application/n-triples", "If-None-Match": told.headers["ETag"]}
        )
        assert (again.status_code, again.content) == (304, b"")


def test_an_article_is_answered_with_all_that_it_states(address: str) -> None:
    slug = next((EXAMPLE / "articles").iterdir()).name
    told = requests.get(f"{address}/article/{slug}", headers={"Accept": "application/n-triples"}).content
    whole = ox.Store()  # which changes numbers, as the one that answered did
    whole.load(path=str(EXAMPLE / "articles" / slug / "graph.ttl"))
    assert {quad.triple for quad in ox.parse(told, ox.RdfFormat.N_TRIPLES)} == {quad.triple for quad in whole}


def test_a_query_may_use_the_prefixes_of_the_release(address: str) -> None:
    told = requests.get(f"{address}/sparql", params={"query": "DESCRIBE entity:Q40"}, headers={"Accept": "text/turtle"})
    assert (told.status_code, "entity:Q40 " in told.text) == (200, True)


def test_a_head_is_a_get_without_its_body(address: str) -> None:
    for path in ("", "entity/Q7184.html", "sparql", "sparql?query=ASK%20%7B%7D"):
        told, head = requests.get(f"{address}/{path}"), requests.head(f"{address}/{path}")
        assert (head.status_code, head.content) == (200, b"")
        assert {**head.headers, "date": ""} == {**told.headers, "date": ""}


@pytest.mark.parametrize("path", ["sparql", "entity/Q7184", "data/facts.csv"])
def test_a_page_elsewhere_may_ask(address: str, path: str) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    allowed = requests.options(f"{address}/{path}", headers=asked)
    assert (allowed.status_code, allowed.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in allowed.headers["Access-Control-Allow-Headers"]
    told = requests.get(
        f"{address}/{path}", headers={"Origin": "https://elsewhere.example", "Accept": "text/turtle, */*"}
    )
    assert (told.status_code, told.headers["Access-Control-Allow-Origin"]) == (200, "*")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "x> <http://evil.example"])
def test_a_foreign_name_for_this_machine_is_refused(address: str, host: str) -> None:
    for path in ("sparql", "index.html"):
        assert requests.get(f"{address}/{path}", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(address: str, method: str) -> None:
    for path in ("sparql", "entity/Q7184", "index.html"):
        answer = requests.request(method, f"{address}/{path}")
        assert (answer.status_code, answer.text) == (405, "this is to be read alone: GET, HEAD, and POST at /sparql\n")


def test_what_a_client_has_is_not_sent_again(address: str) -> None:
    first = requests.get(f"{address}/index.html")
    again = requests.get(f"{address}/index.html", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["entity/Q0", "%2e%2e/%2e%2e/etc/passwd", "entity/%00", "a b<c>"])
def test_what_is_not_there_is_not_found(address: str, path: str) -> None:
    assert requests.get(f"{address}/{path}").status_code == 404


def test_a_fact_of_a_long_article_leads_to_the_page_that_shows_it(tmp_path: Path) -> None:
    facts = [fact(f"State {number}", "joined", "League") for number in range(250)]
    release = make_release(tmp_path / "out", ("One", "2030-01-01", facts))
    site = build(release, tmp_path / "site").start.parent
    linked = LinkedData(ox.Store(), release, site, BASE, {})
    assert linked.page_of("fact/article-0/7") == "article/article-0.html#7"
    assert linked.page_of("fact/article-0/150") == "article/article-0/2.html#150"
