"""The canonical hash of each article and of the release is that of RDFC-1.0; test_strangers.py asks jsonld.js."""

import json
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from released import SETTINGS, published, release

from flows.publish import publish

ODD = 'Talks\tabout \\"talks", № 1 🕊\x7f'


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(release(published(), published("talks", title=ODD)), folder, SETTINGS)
    return folder


@pytest.fixture(scope="module")
def hashes(out: Path) -> dict[str, str]:
    """The hash that index.json gives for the graph of each article, and for the release under no name."""
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    return {"": index["canonical_hash"]} | {entry["graph"]: entry["canonical_hash"] for entry in index["articles"]}


def canonical(quads: list[ox.Quad]) -> bytes:
    """The canonical N-Quads by pyoxigraph."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    return b"".join(sorted(lines.splitlines(keepends=True)))


def test_each_hash_is_that_of_the_canonical_quads(out: Path, hashes: dict[str, str]) -> None:
    quads = list(ox.parse(path=str(out / "dataset.nq")))
    assert len(hashes) == 3
    for graph, said in hashes.items():
        of_graph = [quad for quad in quads if graph in ("", quad.graph_name.value)]
        assert said == f"sha256:{sha256(canonical(of_graph)).hexdigest()}"


def test_one_triple_less_is_another_hash(out: Path, hashes: dict[str, str]) -> None:
    quads = list(ox.parse(path=str(out / "dataset.nq")))
    assert hashes[""] != f"sha256:{sha256(canonical(quads[1:])).hexdigest()}"
