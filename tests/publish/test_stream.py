"""Whoever follows the stream of versions holds what the data set says, whatever came, changed or went."""

import gzip
import re
import socket
import subprocess
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests
from fastapi import FastAPI
from outside import npm_command
from released import RUN, SETTINGS, published, release
from running import running
from test_changes import history, withdrawing

from flows.publish import copy_release, load_dataset, publish, stream
from flows.publish.stream import stream_iri
from flows.serve.answers import Limits, Served
from flows.serve.app import application
from flows.serve.stream import pages

CLIENT = npm_command("ldes-client")
TREE, LDES, DCTERMS = "https://w3id.org/tree#", "https://w3id.org/ldes#", "http://purl.org/dc/terms/"
AS, DCAT = "https://www.w3.org/ns/activitystreams#", "http://www.w3.org/ns/dcat#"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD = "http://www.w3.org/2001/XMLSchema#"
BARE = re.compile(r"^(<[^>]*> <[^>]*>) ((true|false)|([+-]?[0-9]+)|([+-]?[0-9]*[.][0-9]+)) ", re.MULTILINE)
KINDS = {3: "boolean", 4: "integer", 5: "decimal"}
TALKS = published("talks", title="Talks about talks")


@pytest.fixture
def two_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that are soon full."""
    monkeypatch.setattr(stream, "MEMBERS", 2)


@pytest.fixture
def four_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of which three articles with what they tell across fill one, and begin another."""
    monkeypatch.setattr(stream, "MEMBERS", 4)


def page(out: Path, name: str) -> ox.Store:
    """One page as triples, under an address of its own."""
    path = out / "ldes" / name
    store = ox.Store()
    text = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    store.load(text, format=ox.RdfFormat.TRIG, base_iri=f"http://page.example/{name.removesuffix('.gz')}")
    return store


def members(out: Path) -> ox.Store:
    """All pages together."""
    store = ox.Store()
    for path in sorted((out / "ldes").glob("*.trig.gz")):
        store.extend(iter(page(out, path.name)))
    return store


def held(store: ox.Store) -> set[str]:
    """The quads of the last version of each graph, under the graph's own name, as a follower keeps them."""
    query = f"""SELECT ?graph ?member ?event {{ ?member a ?event ; <{DCTERMS}isVersionOf> ?graph ;
        <{DCTERMS}issued> ?at }} ORDER BY ?at"""
    last = {row["graph"]: row for row in store.query(query)}
    versions = [row for row in last.values() if row["event"] != ox.NamedNode(f"{AS}Delete")]
    quads = (
        (quad, row["graph"]) for row in versions for quad in store.quads_for_pattern(None, None, None, row["member"])
    )
    return {str(ox.Quad(quad.subject, quad.predicate, quad.object, graph)) for quad, graph in quads}


def said(out: Path) -> set[str]:
    """The quads of the data set."""
    return {str(quad) for quad in load_dataset(out)}


def test_the_last_versions_are_the_data_set(tmp_path: Path, two_on_a_page: None) -> None:
    history(tmp_path)
    assert held(members(tmp_path)) == said(tmp_path)


def test_a_withdrawn_article_is_deleted_with_its_reason(tmp_path: Path) -> None:
    history(tmp_path)
    query = f"SELECT ?why {{ ?gone a <{AS}Delete> ; <{AS}summary> ?why }}"
    assert [row["why"].value for row in members(tmp_path).query(query)] == ["it was retracted"]


def test_versions_come_one_after_the_other_even_when_the_clock_is_set_back(tmp_path: Path) -> None:
    publish(release(published(start="2023")), tmp_path, SETTINGS)
    back = replace(RUN, id="back", ended="2001-01-01T00:00:00+00:00")
    publish(release(published(start="2024"), run=back), tmp_path, SETTINGS)
    rows = members(tmp_path).query(
        f"SELECT ?event {{ ?m <{DCTERMS}isVersionOf> [] ; <{DCTERMS}issued> ?at ; a ?event }} ORDER BY ?at"
    )
    assert [row["event"].value.removeprefix(AS) for row in rows] == ["Create", "Update"]
    assert held(members(tmp_path)) == said(tmp_path)


def test_only_the_newest_page_changes(tmp_path: Path, two_on_a_page: None) -> None:
    publish(release(published(start="2023"), TALKS, published("visit", title="A visit")), tmp_path, SETTINGS)
    full, growing = ((tmp_path / "ldes" / f"{number:06}.trig.gz").read_bytes() for number in (1, 2))
    publish(release(published(start="2024")), tmp_path, SETTINGS)
    assert (tmp_path / "ldes" / "000001.trig.gz").read_bytes() == full
    assert (tmp_path / "ldes" / "000002.trig.gz").read_bytes().startswith(growing)


def test_full_pages_say_that_they_stay_as_they_are(tmp_path: Path, four_on_a_page: None) -> None:
    publish(release(published(start="2023"), TALKS, published("visit", title="A visit")), tmp_path, SETTINGS)
    ask = f"ASK {{ ?page <{LDES}immutable> true }}"
    assert [bool(page(tmp_path, f"{number:06}.trig.gz").query(ask)) for number in (1, 2)] == [True, False]


def test_the_root_leads_to_each_page_by_time(tmp_path: Path, two_on_a_page: None) -> None:
    history(tmp_path)
    root = page(tmp_path, "index.trig")
    query = f"SELECT DISTINCT ?node {{ <{stream_iri(SETTINGS)}> <{TREE}view>/<{TREE}relation>/<{TREE}node> ?node }}"
    led = sorted(row["node"].value.rpartition("/")[2] for row in root.query(query))
    assert led == sorted(path.name.removesuffix(".gz") for path in (tmp_path / "ldes").glob("*.gz"))


def test_a_stream_that_was_lost_begins_anew(tmp_path: Path) -> None:
    publish(release(published(start="2023"), TALKS), tmp_path, SETTINGS)
    (tmp_path / "ldes" / "000001.trig.gz").unlink()
    publish(release(published(start="2024")), tmp_path, SETTINGS)
    assert held(members(tmp_path)) == said(tmp_path)


def test_a_stream_goes_on_when_the_totals_are_gone(tmp_path: Path, two_on_a_page: None) -> None:
    publish(release(published(start="2023"), TALKS, published("visit", title="A visit")), tmp_path, SETTINGS)
    before = {path.name: path.read_bytes() for path in (tmp_path / "ldes").glob("*.gz")}
    (tmp_path / ".releases" / ".totals.sqlite").unlink()
    publish(release(published(start="2024")), tmp_path, SETTINGS)
    assert all((tmp_path / "ldes" / name).read_bytes().startswith(page) for name, page in before.items())
    assert held(members(tmp_path)) == said(tmp_path)


def test_whole_quotations_leave_the_stream_with_the_release(tmp_path: Path) -> None:
    private = replace(SETTINGS, with_quotes=True)
    publish(release(published(start="2023")), tmp_path, private)
    first = (tmp_path / "ldes" / "000001.trig.gz").read_bytes()
    publish(release(published(start="2024")), tmp_path, SETTINGS)
    assert not (tmp_path / "ldes" / "000001.trig.gz").read_bytes().startswith(first)
    assert held(members(tmp_path)) == said(tmp_path)


def test_full_pages_may_be_kept_for_ever_and_the_newest_is_asked_for_again(
    tmp_path: Path, four_on_a_page: None
) -> None:
    publish(release(published(), TALKS, published("visit", title="A visit")), tmp_path / "out", SETTINGS)
    copy_release(tmp_path / "out", tmp_path / "copy")
    for folder in ("out", "copy"):
        app = FastAPI()
        app.include_router(pages(tmp_path / folder))
        with running(app) as address:
            answers = {name: requests.get(f"{address}/ldes/{name}.trig") for name in ("index", "000001", "000002")}
            again = requests.get(
                f"{address}/ldes/000002.trig", headers={"If-None-Match": answers["000002"].headers["ETag"]}
            )
            plain = requests.get(f"{address}/ldes/000001.trig", headers={"Accept-Encoding": "identity"})
            missing = requests.get(f"{address}/ldes/..%2findex.trig")
        kept = {name: "immutable" in answer.headers["Cache-Control"] for name, answer in answers.items()}
        assert kept == {"index": False, "000001": True, "000002": False}
        assert {answer.headers["Content-Type"] for answer in answers.values()} == {"application/trig"}
        assert (again.status_code, plain.text, missing.status_code) == (304, answers["000001"].text, 404)


@pytest.mark.slow  # the client starts four times
@pytest.mark.skipif(CLIENT is None, reason="ldes-client: neither below COMMUNIQUE_NPM nor on the path")
def test_the_client_of_others_replicates_the_release_over_runs_that_add_correct_and_withdraw(
    tmp_path: Path, two_on_a_page: None
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    out, settings = tmp_path / "out", replace(SETTINGS, files_at=f"http://127.0.0.1:{port}/")
    runs = [
        release(published(start="2023"), TALKS),
        release(published("visit", title="A visit")),
        release(published(start="2024")),
        withdrawing("https://news.example/talks"),
    ]
    publish(runs[0], out, settings)
    served = Served.of(out, tmp_path / "cache", Limits(4.0, at_once=1))
    received = ox.Store()
    with running(application(served, tmp_path / "site", Limits(4.0, at_once=1)), port):
        for number, run in enumerate(runs):
            if number:
                publish(run, out, settings)
            received.extend(replicated(root_in_catalog(out), tmp_path / "state"))
            assert held(received) == said(out)
    served.close()


def root_in_catalog(out: Path) -> str:
    """Where the catalogue says that the stream begins."""
    catalog = ox.Store()
    catalog.load(path=str(out / "dcat.ttl"), format=ox.RdfFormat.TURTLE)
    query = f"""SELECT ?root {{ ?stream <{DCTERMS}conformsTo> <https://w3id.org/ldes/specification> ;
        <{DCAT}endpointURL> ?root }}"""
    (row,) = catalog.query(query)
    return str(row["root"].value)


def replicated(root: str, state: Path) -> list[ox.Quad]:
    """What the client receives that it has not had before."""
    command = [str(CLIENT), root, "--save", str(state)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    # It prints quads in which some literals are bare, as in Turtle: no format knows both.
    spelled = BARE.sub(
        lambda bare: f'{bare[1]} "{bare[2]}"^^<{XSD}{next(KINDS[place] for place in KINDS if bare[place])}> ', told
    )
    return list(ox.parse(spelled, format=ox.RdfFormat.N_QUADS))
