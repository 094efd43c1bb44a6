"""The release of the shipped example, made by the real command, under the eyes of tools that are not ours."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from prefect.settings import PREFECT_API_URL
from rdflib import BNode, Graph
from rdflib.compare import isomorphic

HOME = Path(__file__).resolve().parent.parent.parent
COMMAND = Path(sys.executable).parent / "communique"
CLOCKED = ("index.json", "articles.jsonl", "changes", "feed.atom", "ldes", "run.ttl", "dcat.ttl")


@pytest.fixture(scope="session")
def release(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, published by `communique run` without its pages."""
    return published(tmp_path_factory.mktemp("example"), {"TZ": "UTC", "PYTHONHASHSEED": "1"})


def published(folder: Path, surroundings: dict[str, str]) -> Path:
    """What `communique run` publishes when it is called in a folder, with these variables set."""
    environment = os.environ | {"PREFECT_API_URL": str(PREFECT_API_URL.value())} | surroundings
    done = subprocess.run(
        [COMMAND, "run", "--no-site"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return folder / "output"


def contents(release: Path) -> dict[str, bytes]:
    """Every file of a release but those that know the clock, by its path."""
    paths = [Path(folder, name) for folder, _, names in os.walk(release, followlinks=True) for name in names]
    files = {path.relative_to(release).as_posix(): path for path in paths}
    return {name: files[name].read_bytes() for name in sorted(files) if not name.startswith((".", *CLOCKED))}


def test_the_same_bytes_come_from_another_folder_time_zone_language_and_hash_seed(
    release: Path, tmp_path: Path
) -> None:
    other = published(tmp_path, {"TZ": "Asia/Almaty", "PYTHONHASHSEED": "4711", "LC_ALL": "C", "LANG": "C"})
    assert contents(other) == contents(release)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_turtle_and_json_ld_hold_the_same_triples_by_rdflib(release: Path) -> None:
    turtle = Graph().parse(release / "dataset.ttl")
    assert len(turtle) > 500
    json_ld = gzip.decompress((release / "dataset.jsonld.gz").read_bytes())
    assert isomorphic(turtle, Graph().parse(data=json_ld, format="json-ld"))


def test_turtle_and_json_ld_hold_the_same_triples_by_oxigraph(release: Path) -> None:
    def triples(name: str) -> set[str]:
        return {str(quad.triple) for quad in ox.parse(path=release / name)}

    with gzip.open(release / "dataset.jsonld.gz") as json_ld:
        again = {str(quad.triple) for quad in ox.parse(json_ld, format=ox.RdfFormat.JSON_LD)}
    assert triples("dataset.ttl") == again


def test_nothing_published_is_a_blank_node(release: Path) -> None:
    nodes = {node for triple in Graph().parse(release / "dataset.ttl") for node in triple}
    assert [node for node in nodes if isinstance(node, BNode)] == []


def test_plain_pyshacl_finds_that_the_release_conforms(release: Path) -> None:
    shapes = Graph().parse(HOME / "ontology" / "shapes.ttl")
    conforms, _, text = pyshacl.validate(
        Graph().parse(release / "dataset.ttl"), shacl_graph=shapes, allow_warnings=True
    )
    assert conforms, text


def test_the_run_alone_speaks_of_the_clock(release: Path) -> None:
    index = json.loads((release / "index.json").read_text(encoding="utf-8"))
    started = index["run"]["started"]
    assert [name for name, content in contents(release).items() if started.encode() in content] == []
    assert started in (release / "run.ttl").read_text(encoding="utf-8")


def test_the_reviewed_release_is_what_a_run_gives_today(release: Path) -> None:
    # When the reader has become better: `make example`, and look at what git says has changed.
    reviewed, today = contents(HOME / "output" / "example"), contents(release)
    # names alone: pytest would compare the files line by line, for an hour
    assert sorted(name for name in reviewed | today if reviewed.get(name) != today.get(name)) == []
