"""The shipped release in parsers and stores of others: each reads the same triples as all others.

What is not installed is skipped, and says so: rapper and serdi (Debian: raptor2-utils, serdi), N3.js (`npm install n3`,
in a folder that NODE_PATH names or in build/node), Oxigraph (PyPI) and Virtuoso (Debian: virtuoso-opensource-7).
"""

import gzip
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import requests
from pyld import jsonld
from stores import LOGIN, Server, as_stored, needed, oxigraph, virtuoso

from flows.push import graphs_of, push
from flows.settings import HOME, ONTOLOGY
from flows.validate import check_file

# rdflib's own readers still use what rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

EXAMPLE = HOME / "output" / "example"
EXAMPLES = ONTOLOGY / "examples"
NODE_PATH = os.pathsep.join((os.environ.get("NODE_PATH", ""), str(HOME / "build" / "node" / "node_modules")))
N3 = """
const {Parser, Writer} = require("n3"), [file, format] = process.argv.slice(1)
const quads = new Parser({format, baseIRI: "https://example.org/"}).parse(require("fs").readFileSync(file, "utf8"))
process.stdout.write(new Writer({format: "N-Quads"}).quadsToString(quads))
"""

Reader = Callable[[Path], bytes]


def pyoxigraph(path: Path) -> bytes:
    return ox.serialize(ox.parse(path=str(path), base_iri="https://example.org/"), format=ox.RdfFormat.N_QUADS) or b""


def with_rdflib(path: Path) -> bytes:
    dataset = rdflib.Dataset(default_union=False)
    with pytest.MonkeyPatch.context() as plain:
        plain.setattr(rdflib, "NORMALIZE_LITERALS", False)  # else it spells a time in Z otherwise
        dataset.parse(path, publicID="https://example.org/")
    return dataset.serialize(format="nquads", encoding="utf-8").replace(b" <urn:x-rdflib:default> .", b" .")


def rapper(path: Path) -> bytes:
    form = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads"}[path.suffix]
    return output(needed("rapper", "Debian: raptor2-utils"), "-q", "-i", form, "-o", "nquads", path)


def serdi(path: Path) -> bytes:
    form = {".ttl": "turtle", ".trig": "trig", ".nq": "nquads"}[path.suffix]
    return output(needed("serdi", "Debian: serdi"), "-i", form, "-o", "nquads", path)


def n3(path: Path) -> bytes:
    node, form = needed("node", "Debian: nodejs"), {".ttl": "Turtle", ".trig": "TriG", ".nq": "N-Quads"}[path.suffix]
    if output(node, "-p", "try { require.resolve('n3') } catch { '' }").strip() == b"":
        pytest.skip("N3.js is not installed here (npm install --prefix build/node n3)")
    return output(node, "-e", N3, "--", path, form)


def pyld(path: Path) -> bytes:
    read = json.loads(path.read_text(encoding="utf-8"))
    return str(jsonld.to_rdf(read, {"format": "application/n-quads", "base": "https://example.org/"})).encode()


READERS: dict[Reader, tuple[str, ...]] = {
    pyoxigraph: (".ttl", ".trig", ".nq", ".jsonld"),
    with_rdflib: (".ttl", ".trig", ".nq", ".jsonld"),
    rapper: (".ttl", ".trig", ".nq"),
    serdi: (".ttl", ".trig", ".nq"),
    n3: (".ttl", ".trig", ".nq"),
    pyld: (".jsonld",),
}
ONE_GRAPH = (".ttl", ".jsonld")


def output(*command: str | Path) -> bytes:
    """What a program prints; one that complains fails the test."""
    environment = {**os.environ, "NODE_PATH": NODE_PATH}
    ran = subprocess.run([str(word) for word in command], env=environment, check=False, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()
    assert not ran.stderr, ran.stderr.decode()
    return ran.stdout


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example with its compressed files unpacked beside them."""
    folder = tmp_path_factory.mktemp("other") / "release"
    shutil.copytree(EXAMPLE, folder)
    for packed in folder.glob("*.gz"):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    return folder


@pytest.fixture(scope="module")
def triples(release: Path) -> set[ox.Triple]:
    """The triples of the release, by its plainest form."""
    return {quad.triple for quad in ox.parse(path=str(release / "dataset.nq"))}


def canonical(quads: bytes) -> set[str]:
    """The quads in RDFC-1.0's form, in which the names of blank nodes play no part."""
    dataset = ox.Dataset(ox.parse(quads, ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize(
    ("read", "ending"),
    [pytest.param(read, end, id=f"{read.__name__}{end}") for read in READERS for end in READERS[read]],
)
def test_a_tool_reads_the_same_quads_as_all_others(read: Reader, ending: str, release: Path) -> None:
    wanted = (release / "dataset.nq").read_bytes()
    if ending in ONE_GRAPH:
        wanted = ox.serialize(
            (quad.triple for quad in ox.parse(wanted, ox.RdfFormat.N_QUADS)), format=ox.RdfFormat.N_QUADS
        )
    assert canonical(read(release / f"dataset{ending}")) == canonical(wanted)


@pytest.mark.parametrize("read", [with_rdflib, rapper, serdi, n3], ids=lambda read: str(read.__name__))
def test_a_tool_reads_each_turtle_file(read: Reader, release: Path) -> None:
    files = sorted(release.rglob("*.ttl"))
    assert len(files) >= 8
    for path in files:
        assert canonical(read(path)) == canonical(pyoxigraph(path)), path.name


JSON_LD = "application/ld+json"
MEDIA = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), 'https://w3id.org/')) }"


@pytest.fixture(scope="module", params=[pytest.param(oxigraph, id="oxigraph"), pytest.param(virtuoso, id="virtuoso")])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store that `communique push` has brought to the release."""
    folder = tmp_path_factory.mktemp("store")
    with request.param(folder / "data") as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("COMMUNIQUE_PUSH_LOGIN", ":".join(LOGIN))
        push(EXAMPLE, server.graphs, folder)
        yield server


@pytest.mark.slow
@pytest.mark.parametrize("ending", MEDIA)
def test_what_comes_out_of_a_store_conforms(
    store: Server, ending: str, triples: set[ox.Triple], tmp_path: Path
) -> None:
    exported, asked = tmp_path / f"exported{ending}", tmp_path / f"asked{ending}"
    form = ox.RdfFormat.from_extension(ending.removeprefix("."))
    told = {quad.triple for graph in graphs_of(EXAMPLE) for quad in ox.parse(store.graph(graph, MEDIA[ending]), form)}
    exported.write_bytes(ox.serialize(told, format=form) or b"")
    asked.write_bytes(store.construct(CONSTRUCT, MEDIA[ending]))
    for path in (exported, asked):
        report = check_file(path)
        assert report.conforms, report.problems[:3]
        assert by_value(quad.triple for quad in ox.parse(path=str(path))) == by_value(triples)


@pytest.mark.slow
@pytest.mark.parametrize("ending", MEDIA)
def test_a_store_changes_nothing_but_how_numbers_are_written(store: Server, ending: str) -> None:
    given = {quad.triple for path in sorted(EXAMPLES.glob("*.ttl")) for quad in ox.parse(path=str(path))}
    graph = "https://example.org/graph/examples"
    store.put(graph, ox.serialize(given, format=ox.RdfFormat.TURTLE) or b"")
    form = ox.RdfFormat.from_extension(ending.removeprefix("."))
    assert by_value(quad.triple for quad in ox.parse(store.graph(graph, MEDIA[ending]), form)) == by_value(given)


def by_value(triples: Iterable[ox.Triple]) -> set[tuple[str, ...]]:
    """The triples with each number as a number: Virtuoso writes the decimal 1.0 as 1 in Turtle, which is an integer."""
    return {(str(quad.subject), str(quad.predicate), _value(quad.object)) for quad in as_stored(triples)}


def _value(term: object) -> str:
    numbers = ("integer", "decimal")
    number = isinstance(term, ox.Literal) and term.datatype.value.endswith(numbers)
    return str(float(term.value)) if isinstance(term, ox.Literal) and number else str(term)


@pytest.mark.slow
def test_virtuoso_loads_each_file_in_bulk(release: Path, triples: set[ox.Triple], tmp_path: Path) -> None:
    isql, folder = needed("isql-vt", "Debian: virtuoso-opensource-7"), tmp_path / "virtuoso"
    graphs = [*graphs_of(EXAMPLE)]
    with virtuoso(folder) as server:
        port = (folder / "ports").read_text(encoding="utf-8").split()[0]
        for name in ("dataset.ttl", "dataset.nq", "dataset.trig", "dataset.nq.gz", "dataset.trig.gz"):
            shutil.copy(release / name, folder)
            words = "".join(f"sparql clear graph <{graph}>; " for graph in graphs)
            words += f"ld_dir('.', '{name}', '{graphs[0]}'); rdf_loader_run();"
            output(isql, port, *LOGIN, f"EXEC={words}")
            held = {triple for graph in graphs for triple in server.triples(graph)}
            assert as_stored(held) == as_stored(triples), name


@pytest.mark.slow
def test_oxigraph_loads_each_file(release: Path, triples: set[ox.Triple], tmp_path: Path) -> None:
    graphs = [*graphs_of(EXAMPLE)]
    media = {".ttl": "text/turtle", ".nq": "application/n-quads", ".trig": "application/trig", ".jsonld": JSON_LD}
    with oxigraph(tmp_path / "store") as server:
        for ending, name in media.items():
            to = {"graph": graphs[0]} if ending in ONE_GRAPH else {}
            content = (release / f"dataset{ending}").read_bytes()
            requests.post(
                server.graphs, content, params=to, headers={"Content-Type": name}, timeout=60
            ).raise_for_status()
            held = {triple for graph in graphs for triple in server.triples(graph)}
            assert as_stored(held) == as_stored(triples), ending
            for graph in graphs:
                gone = requests.delete(server.graphs, params={"graph": graph}, timeout=60)
                assert gone.ok or gone.status_code == 404
