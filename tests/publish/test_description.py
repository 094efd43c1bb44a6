"""What a release says of itself is true, and conforms to the shapes for it."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyshacl
import pytest
import yaml
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, SH, VOID
from released import RUN, SETTINGS, published, release

from flows.publish import publish
from flows.settings import MAPPINGS

SHAPES = Graph().parse(MAPPINGS / "release" / "shapes.ttl")
DATASET = URIRef("https://example.org/dataset")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DQV = Namespace("http://www.w3.org/ns/dqv#")
FILES = ("dcat.ttl", "void.ttl", "run.ttl")
FLOORS = Path(__file__).parent.parent / "quality" / "floors.json"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(release(published("earlier", title="An earlier visit")), folder, SETTINGS)
    later = replace(RUN, id="second", versions=(("code", "0.1.0"), ("model", "sha256:4567")))
    publish(release(published(), published("talks", title="Talks"), run=later), folder, SETTINGS)
    return folder


@pytest.fixture(scope="module")
def said(out: Path) -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(out / name)
    return graph


def messages(graph: Graph) -> set[str]:
    """What the shapes object to."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=SHAPES)
    return {str(text) for text in report.objects(None, SH.resultMessage)}


def test_what_a_release_says_of_itself_conforms(said: Graph) -> None:
    assert messages(said) == set()


MANDATORY = sorted(
    (str(SHAPES.value(shape, SH.path)), str(SHAPES.value(shape, SH.message)))
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape)
    if (shape, SH.minCount, None) in SHAPES or (shape, SH.hasValue, None) in SHAPES
)


@pytest.mark.parametrize(("path", "message"), MANDATORY)
def test_whatever_is_left_out_is_missed(said: Graph, path: str, message: str) -> None:
    fewer = Graph() + said
    fewer.remove((None, URIRef(path), None))
    assert message in messages(fewer)


WRONG = [
    (DCAT.byteSize, Literal("-1"), "A file says its size in bytes."),
    (DQV.value, Literal("1.5"), "A measurement is a share between 0 and 1."),
    (DCAT.startDate, Literal("2031-01-01"), "A period starts before it ends."),
    (PROV.startedAtTime, Literal("2031-01-01T00:00:00+00:00"), "A run starts before it ends."),
    (SPDX.checksumValue, Literal("00ff"), "A checksum is 64 hexadecimal digits."),
]


@pytest.mark.parametrize(("predicate", "value", "message"), WRONG)
def test_what_is_wrong_is_named(said: Graph, predicate: URIRef, value: Literal, message: str) -> None:
    subject, right = next(said.subject_objects(predicate))
    wrong = Graph() + said
    wrong.set((subject, predicate, Literal(str(value), datatype=right.datatype)))
    assert message in messages(wrong)


def test_each_file_has_the_size_and_checksum_that_is_said(out: Path, said: Graph) -> None:
    for file in said.subjects(RDF.type, DCAT.Distribution):
        data = (out / str(said.value(file, DCAT.downloadURL)).rsplit("/", 1)[1]).read_bytes()
        assert int(said.value(file, DCAT.byteSize)) == len(data)
        checksum = said.value(said.value(file, SPDX.checksum), SPDX.checksumValue)
        assert checksum.toPython().hex() == sha256(data).hexdigest()


def test_each_file_of_the_data_set_is_described(out: Path, said: Graph) -> None:
    described = {str(url).rsplit("/", 1)[1] for url in said.objects(None, DCAT.downloadURL)}
    data = {path.name for path in out.iterdir() if path.name.startswith(("dataset.", "entities.", "facts.", "links."))}
    assert described == data


def test_the_counts_are_those_of_the_data(out: Path, said: Graph) -> None:
    data = Graph().parse(out / "dataset.ttl")
    assert int(said.value(DATASET, VOID.triples)) == len(data)
    for part in said.objects(DATASET, VOID.classPartition):
        kind = said.value(part, VOID["class"])
        assert int(said.value(part, VOID.entities)) == len(set(data.subjects(RDF.type, kind)))


def test_the_links_to_wikidata_are_counted(out: Path, said: Graph) -> None:
    data = Graph().parse(out / "dataset.ttl")
    [linkset] = said.subjects(RDF.type, VOID.Linkset)
    links = [node for node in data.objects(None, said.value(linkset, VOID.linkPredicate)) if "wikidata.org" in node]
    assert int(said.value(linkset, VOID.triples)) == len(links) > 0


def test_coverage_is_that_of_the_articles(said: Graph) -> None:
    period = said.value(DATASET, DCTERMS.temporal)
    places = {str(said.value(place, RDFS.label)) for place in said.objects(DATASET, DCTERMS.spatial)}
    assert str(said.value(period, DCAT.startDate)) == "2024-06-01"
    assert places == {"Ruritania"}


def test_no_more_accuracy_is_claimed_than_is_tested() -> None:
    metrics = yaml.safe_load((MAPPINGS / "release" / "dataset.yaml").read_text(encoding="utf-8"))["metrics"]
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["sentences"]
    assert metrics["reader-precision"]["value"] <= floors["precision"]
    assert metrics["reader-recall"]["value"] <= floors["recall"]


WHO_SAID_IT = """
SELECT ?article ?run ?version WHERE {
    ?article a prov:Entity .
    ?graph prov:wasDerivedFrom ?article ; prov:wasGeneratedBy ?run .
    ?run prov:used ?model .
    ?model rdfs:label "model"@en ; dcat:version ?version .
}
"""


def test_which_run_with_which_model_said_this_is_one_query(said: Graph) -> None:
    found = {(str(a).split("/")[-1][:5], str(run).split("/")[-1], str(v)) for a, run, v in said.query(WHO_SAID_IT)}
    assert found == {
        ("an-ea", RUN.id, "sha256:0123"),
        ("rurit", "second", "sha256:4567"),
        ("talks", "second", "sha256:4567"),
    }
