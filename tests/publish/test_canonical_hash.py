"""The canonical hash of each article is that of RDFC-1.0, that of the release a tree over them."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from released import SETTINGS, published, release
from released import quads as quads_in

from flows.publish import publish, read_index

MANUAL = Path(__file__).parents[2] / "docs" / "release.md"
ODD = 'Talks\tabout \\"talks", № 1 🕊\x7f'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(release(published(), published("talks", title=ODD)), folder, SETTINGS)
    return folder


@pytest.fixture(scope="module")
def hashes(out: Path) -> dict[str, str]:
    """The hash that the index gives for the graph of each article, and for the release under no name."""
    index = read_index(out)
    return {"": index["canonical_hash"]} | {entry["graph"]: entry["canonical_hash"] for entry in index["articles"]}


def canonical(quads: list[ox.Quad]) -> bytes:
    """The canonical N-Quads by pyoxigraph."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    return b"".join(sorted(lines.splitlines(keepends=True)))


def tree(quads: list[ox.Quad]) -> dict[str, str]:
    """The hash of each graph's canonical quads, and under no name that of the lines which list them."""
    graphs = {quad.graph_name.value for quad in quads}
    hashes = {
        graph: f"sha256:{sha256(canonical([quad for quad in quads if quad.graph_name.value == graph])).hexdigest()}"
        for graph in sorted(graphs)
    }
    lines = "".join(f"{said} {graph}\n" for graph, said in hashes.items())
    return {"": f"sha256:{sha256(lines.encode()).hexdigest()}"} | hashes


def test_each_hash_is_that_of_the_canonical_quads(out: Path, hashes: dict[str, str]) -> None:
    quads = quads_in(out / "dataset.nq")
    assert len(hashes) == 3
    told = tree(quads)
    assert told.items() >= hashes.items()
    listed = (line.split() for line in (out / "graphs.txt").read_text(encoding="utf-8").splitlines())
    assert {graph: said for said, graph in listed} == {graph: said for graph, said in told.items() if graph}


def test_one_triple_less_is_another_hash(out: Path, hashes: dict[str, str]) -> None:
    assert hashes[""] != tree(quads_in(out / "dataset.nq")[1:])[""]


def test_the_line_of_the_manual_computes_the_hash_from_the_quads(out: Path, hashes: dict[str, str]) -> None:
    """The documented commands, run as they stand."""
    commands = [line for line in MANUAL.read_text(encoding="utf-8").split("\n") if "canonical" in line]
    shell = [line for line in commands if line.startswith(("sha256sum ", "python3 "))]
    assert len(shell) == 2
    for line in shell:
        done = subprocess.run(line, shell=True, cwd=out, capture_output=True, text=True, check=True)
        assert done.stdout.split()[0] == hashes[""].removeprefix("sha256:")
