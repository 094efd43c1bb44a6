"""All forms of a release hold the same triples, whoever reads them."""

import json
from pathlib import Path

import pandas
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic
from released import SETTINGS, published, quads, readable, release

from flows.publish import publish

TURTLE = ("graph.ttl", "dataset.ttl", "report.ttl", "dcat.ttl", "void.ttl", "run.ttl")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(release(published(), published("talks", title="Talks about talks")), folder, SETTINGS)
    return folder


def triples(path: Path) -> set[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in quads(path)}


@pytest.mark.parametrize("name", ["dataset.jsonld", "dataset.nq", "dataset.trig"])
def test_each_form_holds_the_triples_of_the_turtle(out: Path, name: str) -> None:
    assert triples(out / name) == triples(out / "dataset.ttl")


def test_trig_and_nquads_hold_the_same_graphs(out: Path) -> None:
    assert set(quads(out / "dataset.trig")) == set(quads(out / "dataset.nq"))


def test_each_article_has_the_same_triples_in_turtle_and_json(out: Path) -> None:
    for folder in (out / "articles").iterdir():
        assert triples(folder / "graph.ttl") == triples(folder / "graph.jsonld")


def test_rdflib_and_pyoxigraph_read_the_same_graph(out: Path) -> None:
    files = [path for name in TURTLE for path in out.rglob(name)]
    assert len(files) >= len(TURTLE)
    for path in files:
        again = rdflib.Graph().parse(
            data=ox.serialize(ox.parse(path=str(path)), format=ox.RdfFormat.N_TRIPLES), format="nt"
        )
        assert isomorphic(rdflib.Graph().parse(path), again), path.name


# rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_json_as_the_turtle(out: Path) -> None:
    assert isomorphic(
        rdflib.Graph().parse(data=readable(out / "dataset.jsonld"), format="json-ld"),
        rdflib.Graph().parse(out / "dataset.ttl"),
    )


def test_nothing_published_has_a_blank_node(out: Path) -> None:
    for path in sorted(out.rglob("*.ttl")):
        if path.name not in ("communique.ttl", "shapes.ttl"):
            assert not any(isinstance(quad.subject, ox.BlankNode) for quad in ox.parse(path=str(path))), path


def test_a_fact_shows_the_names_of_what_it_is_about(out: Path) -> None:
    things = json.loads(readable(out / "dataset.jsonld"))["graph"]
    accession = next(thing for thing in things if thing["type"] == "Accession")
    assert accession["organization"]["label"] == "Alpine League"


def test_each_thing_is_shown_with_the_facts_about_it(out: Path) -> None:
    things = json.loads(readable(out / "entities.jsonld"))["graph"]
    leagues = [thing for thing in things if thing["label"] == "Alpine League"]
    facts = [fact["candidate"]["label"] for league in leagues for fact in league["facts"]["organization"]]
    assert facts == ["Ruritania", "Graustark"] * 2


def test_what_is_shown_of_things_is_in_the_data(out: Path) -> None:
    shown, data = triples(out / "entities.jsonld"), triples(out / "dataset.ttl")
    facts = {triple for triple in data if "/fact/" in triple[0].value}
    assert facts <= shown <= data


def test_the_table_opens_in_pandas_with_a_row_for_each_fact(out: Path) -> None:
    table = pandas.read_csv(out / "facts.csv")
    assert list(table["predicate"]) == ["joined", "will join", "said"] * 2


def test_the_same_facts_stand_in_the_table_and_in_the_graph(out: Path) -> None:
    rows = [json.loads(line) for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    subjects = {quad.subject.value for quad in ox.parse(path=str(out / "dataset.ttl"))}
    assert {row["fact_iri"] for row in rows} == {iri for iri in subjects if "/fact/" in iri}
