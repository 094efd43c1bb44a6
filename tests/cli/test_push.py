"""A release in a real Oxigraph server on the loopback; skipped where that is not installed."""

import gzip
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
import requests

from flows.errors import CommuniqueError
from flows.push import Pushed, graphs_of, push
from flows.settings import HOME

EXAMPLE = HOME / "output" / "example"
OXIGRAPH = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server that keeps its quads in a folder."""
    if OXIGRAPH is None:
        pytest.skip("no Oxigraph server is installed here (pip install oxigraph)")
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    command = [OXIGRAPH, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/store"
    finally:
        server.kill()
        server.wait()


def held(address: str) -> set[ox.Quad]:
    """All quads that a store holds."""
    answer = requests.get(address, headers={"Accept": "application/n-quads"}, timeout=60)
    return set(as_stored(answer.content))


def as_stored(quads: bytes) -> ox.Store:
    """The quads as a store has them, which writes numbers in its own way."""
    store = ox.Store()
    store.load(quads, format=ox.RdfFormat.N_QUADS)
    return store


def test_a_store_holds_the_release_and_is_sent_nothing_twice(tmp_path: Path) -> None:
    with oxigraph(tmp_path / "store") as address:
        first, second = push(EXAMPLE, address, tmp_path), push(EXAMPLE, address, tmp_path)
        assert held(address) == set(as_stored(gzip.decompress((EXAMPLE / "dataset.nq.gz").read_bytes())))
    count = len(graphs_of(EXAMPLE))
    assert (first, second) == (Pushed(count, 0, 0), Pushed(0, 0, count))


def test_what_is_no_longer_in_the_release_goes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "out")
    with oxigraph(tmp_path / "store") as address:
        push(tmp_path / "out", address, tmp_path)
        (tmp_path / "out" / "graphs.txt").write_text("", encoding="utf-8")
        assert push(tmp_path / "out", address, tmp_path).removed == len(graphs_of(EXAMPLE))
        assert held(address) == set()


def test_a_store_that_dies_is_completed_by_the_next_call(tmp_path: Path) -> None:
    with oxigraph(tmp_path / "store") as address:
        pass
    with pytest.raises(CommuniqueError, match="does not answer"):
        push(EXAMPLE, address, tmp_path)
    with oxigraph(tmp_path / "store") as address:
        assert push(EXAMPLE, address, tmp_path).sent == len(graphs_of(EXAMPLE))


@pytest.mark.parametrize(("address", "why"), [("store", "no address"), ("file:///etc/passwd", "no address")])
def test_what_is_no_store_is_refused(address: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match=why):
        push(EXAMPLE, address, tmp_path)
