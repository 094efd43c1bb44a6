"""The server of a release: pages, linked data and SPARQL, on the loopback."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest
import requests
import uvicorn
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from flows.serve.answers import Limits, Served
from flows.serve.app import application
from flows.settings import HOME
from flows.site import build

EXAMPLE = HOME / "output" / "example"
VISITS = "SELECT ?visit { ?visit a cmq:Visit }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SECONDS = 4.0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the example's release."""
    folder = tmp_path_factory.mktemp("served")
    site = build(EXAMPLE, folder / "site").start.parent
    limits = Limits(SECONDS, at_once=2)
    served = Served.of(EXAMPLE, folder / "cache", limits)
    server = uvicorn.Server(uvicorn.Config(application(served, site, limits), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
    served.close()


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
        ({"query": f"ASK {{}} #{'x' * 200_000}"}, 413, "bytes"),
    ],
)
def test_what_is_not_answered_is_said_in_a_line(address: str, asked: dict[str, str], status: int, why: str) -> None:
    answer = requests.post(f"{address}/sparql", data=asked)
    assert (answer.status_code, why in answer.text, answer.text.count("\n")) == (status, True, 1)


def test_nothing_asked_is_answered_with_what_can_be_asked(address: str) -> None:
    told = Graph().parse(data=requests.get(f"{address}/sparql").text, format="turtle")
    assert f"{address}/sparql" in {str(subject) for subject in told.subjects()}


def test_an_endless_query_is_ended_while_others_are_answered(address: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(requests.get, f"{address}/sparql", params={"query": ENDLESS})
        assert requests.get(f"{address}/sparql", params={"query": VISITS}).status_code == 200
        assert (endless.result().status_code, "longer than" in endless.result().text) == (503, True)
    assert requests.get(f"{address}/sparql", params={"query": VISITS}).status_code == 200


def test_many_may_ask_at_once(address: str) -> None:
    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(requests.get, f"{address}/sparql", params={"query": VISITS}) for _ in range(200)]
        assert {one.result().text for one in asked if one.result().status_code != 200} == set()


def test_rdflib_asks_it_as_a_store(address: str) -> None:
    store = SPARQLStore(f"{address}/sparql")
    assert len(list(store.query("SELECT ?v { ?v a <https://w3id.org/communique/ontology#Visit> }"))) == 2


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


def test_every_iri_of_the_release_leads_somewhere(address: str) -> None:
    base = "https://w3id.org/communique/"
    lines = (EXAMPLE / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    iris = {row[name] for row in rows[::7] for name in ("fact_iri", "article_iri", "subject_iri", "object_iri")} - {
        None
    }
    for iri in iris:
        shown = requests.get(address + "/" + iri.removeprefix(base), headers={"Accept": "text/html"})
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_what_a_client_has_is_not_sent_again(address: str) -> None:
    first = requests.get(f"{address}/index.html")
    again = requests.get(f"{address}/index.html", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["entity/Q0", "%2e%2e/%2e%2e/etc/passwd", "entity/%00", "a b<c>"])
def test_what_is_not_there_is_not_found(address: str, path: str) -> None:
    assert requests.get(f"{address}/{path}").status_code == 404
