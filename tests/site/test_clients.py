"""What programs that others wrote make of the SPARQL endpoint; those that are not installed are skipped, saying so."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from flows.serve.answers import ROWS, TRIPLES

PREFIX = "PREFIX cmq: <https://w3id.org/communique/ontology#> "
VISITORS = PREFIX + "SELECT ?who { ?v a cmq:Visit ; cmq:hasVisitor ?who }"
MADE = PREFIX + "CONSTRUCT { ?who a cmq:Visitor } WHERE { ?v a cmq:Visit ; cmq:hasVisitor ?who }"
COMUNICA = os.environ.get("COMMUNIQUE_TEST_COMUNICA", "")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_gets_rows(address: str, form: str, method: str) -> None:
    asked = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    asked.setMethod(method)
    asked.setQuery(VISITORS)
    told = asked.query().convert()
    assert "/entity/Q" in (told.toxml() if form == XML else told.decode() if isinstance(told, bytes) else str(told))


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_gets_triples(address: str, form: str) -> None:
    asked = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    asked.setQuery(MADE)
    told = asked.query()
    assert told.response.status == 200
    assert b"Visitor" in told.response.read()


def test_rdflib_asks_it_as_a_store(address: str) -> None:
    store = SPARQLStore(f"{address}/sparql")
    visits = list(store.query(VISITORS))
    assert len(visits) == 2
    assert list(store.triples((visits[0][0], URIRef("http://www.w3.org/2000/01/rdf-schema#label"), None)))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
@pytest.mark.parametrize(
    ("query", "kind"), [(VISITORS, kind) for kind in ROWS] + [(MADE, kind) for kind in TRIPLES], ids=str
)
def test_curl_gets_each_form(address: str, query: str, kind: str) -> None:
    command = ["curl", "-sS", "-i", f"{address}/sparql", "--data-urlencode", f"query={query}", "-H", f"Accept: {kind}"]
    head, _, body = subprocess.run(command, capture_output=True, text=True, check=True).stdout.partition("\n\n")
    assert f"content-type: {kind}" in head.lower()
    assert body.strip()


@pytest.mark.slow
@pytest.mark.skipif(not COMUNICA, reason="COMMUNIQUE_TEST_COMUNICA names no folder with @comunica/query-sparql")
def test_comunica_gets_the_same_rows(address: str) -> None:
    command = Path(COMUNICA) / "node_modules" / ".bin" / "comunica-sparql"
    ours = requests.get(f"{address}/sparql", params={"query": VISITORS}, headers={"Accept": "text/csv"}).text
    for source in (f"sparql@{address}/sparql", f"{address}/sparql"):  # the second finds out by itself what it is
        asked = [str(command), source, VISITORS, "-t", "text/csv"]
        told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=120).stdout
        assert sorted(told.replace("<", "").replace(">", "").split()) == sorted(ours.split())


def processes() -> dict[int, int]:
    """Kilobytes that this process holds, and each that it has started, by number."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss,comm"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=3) for line in listed.splitlines()[1:]]
    return {
        int(pid): int(held) for pid, parent, held, name in rows if str(os.getpid()) in (pid, parent) and name != "ps"
    }


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="there is no ps to tell of processes")
def test_a_thousand_requests_leave_nothing_behind(address: str) -> None:
    def ask(number: int) -> int:
        query = f"{VISITORS} # {number}"
        return requests.get(f"{address}/sparql", params={"query": query}).status_code

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(ask, range(200))) == {200}
        before = processes()
        assert set(pool.map(ask, range(1000))) == {200}
        after = processes()
    assert before.keys() == after.keys()
    assert sum(after.values()) < 1.1 * sum(before.values())


@pytest.mark.slow
def test_those_who_ask_little_are_answered_while_others_ask_without_end(impatient: str) -> None:
    with ThreadPoolExecutor(9) as pool:
        endless = pool.submit(requests.get, f"{impatient}/sparql", params={"query": ENDLESS})
        little = [pool.submit(requests.get, f"{impatient}/sparql", params={"query": VISITORS}) for _ in range(100)]
        assert {one.result().status_code for one in little} == {200}
        assert not endless.done()
        assert (endless.result().status_code, endless.result().text.count("\n")) == (503, 1)
