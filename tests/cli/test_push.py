"""A release in real triple stores on the loopback; skipped where those are not installed."""

import gzip
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from stores import LOGIN, STORES, Server, as_stored, oxigraph, virtuoso

from flows.errors import CommuniqueError
from flows.push import Pushed, graphs_of, push
from flows.settings import HOME

EXAMPLE = HOME / "output" / "example"
GRAPHS = 5

EACH_STORE = pytest.mark.parametrize("name", ["oxigraph", pytest.param("virtuoso", marks=pytest.mark.slow)])


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Virtuoso asks for, and Oxigraph does not."""
    monkeypatch.setenv("COMMUNIQUE_PUSH_LOGIN", ":".join(LOGIN))


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The shipped example as if it were of several articles."""
    folder = tmp_path / "out"
    folder.mkdir()
    quads = ox.parse(gzip.decompress((EXAMPLE / "dataset.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS)
    parts: list[list[ox.Quad]] = [[] for _ in range(GRAPHS)]
    for number, quad in enumerate(quads):
        graph = ox.NamedNode(f"https://example.org/graph/{number % GRAPHS}")
        parts[number % GRAPHS].append(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    write(folder, parts)
    return folder


def write(folder: Path, parts: list[list[ox.Quad]]) -> None:
    """What push reads of a release: its quads, and a state for each graph."""
    lines = (f"sha256:{len(part)} <{part[0].graph_name.value}>\n" for part in parts)
    (folder / "graphs.txt").write_text("".join(lines), encoding="utf-8")
    quads = (f"{quad} .\n".encode() for part in parts for quad in part)
    (folder / "dataset.nq.gz").write_bytes(gzip.compress(b"".join(quads)))


def assert_holds(server: Server, release: Path) -> None:
    """The store holds each graph of the release, with the same triples, and no other of its address."""
    quads = list(ox.parse(gzip.decompress((release / "dataset.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS))
    assert quads
    for graph in graphs_of(release):
        wanted = {quad.triple for quad in quads if quad.graph_name == ox.NamedNode(graph)}
        assert as_stored(server.triples(graph)) == as_stored(wanted)


@EACH_STORE
def test_a_store_holds_the_release_and_is_sent_nothing_twice(name: str, release: Path, tmp_path: Path) -> None:
    with STORES[name](tmp_path / "store") as server:
        first, second = push(release, server.graphs, tmp_path), push(release, server.graphs, tmp_path)
        assert_holds(server, release)
        push(EXAMPLE, server.graphs, tmp_path)
        assert_holds(server, EXAMPLE)
        assert not server.triples("https://example.org/graph/0")
    assert (first, second) == (Pushed(GRAPHS, 0, 0), Pushed(0, 0, GRAPHS))


@EACH_STORE
def test_only_what_changed_is_sent(name: str, release: Path, tmp_path: Path) -> None:
    with STORES[name](tmp_path / "store") as server:
        push(release, server.graphs, tmp_path)
        quads = list(ox.parse(gzip.decompress((release / "dataset.nq.gz").read_bytes()), ox.RdfFormat.N_QUADS))
        parts = [[quad for quad in quads if quad.graph_name.value.endswith(str(number))] for number in range(GRAPHS)]
        write(release, [parts[0][1:], *parts[1:-1]])
        assert push(release, server.graphs, tmp_path) == Pushed(1, 1, GRAPHS - 2)
        assert_holds(server, release)
        assert not server.triples(f"https://example.org/graph/{GRAPHS - 1}")


@EACH_STORE
def test_a_store_killed_in_the_middle_is_completed_by_the_next_call(
    name: str, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with STORES[name](tmp_path / "store") as server:
        kill_before(server, 3, monkeypatch)
        with pytest.raises(CommuniqueError, match="does not answer"):
            push(release, server.graphs, tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("COMMUNIQUE_PUSH_LOGIN", ":".join(LOGIN))
    with STORES[name](tmp_path / "store") as server:
        assert push(release, server.graphs, tmp_path) == Pushed(GRAPHS - 2, 0, 2)
        assert_holds(server, release)


def kill_before(server: Server, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends the store as `kill -9` does, just before it is sent its third graph, say."""
    from flows import push as pushing

    sent: list[str] = []
    put = pushing._Store.put

    def killing(self: pushing._Store, graph: str, content: bytes) -> None:
        sent.append(graph)
        if len(sent) == number:
            server.process.kill()
            server.process.wait()
        put(self, graph, content)

    monkeypatch.setattr(pushing._Store, "put", killing)


def test_what_is_no_longer_in_the_release_goes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "out")
    with oxigraph(tmp_path / "store") as server:
        push(tmp_path / "out", server.graphs, tmp_path)
        (tmp_path / "out" / "graphs.txt").write_text("", encoding="utf-8")
        assert push(tmp_path / "out", server.graphs, tmp_path).removed == len(graphs_of(EXAMPLE))
        assert not any(server.triples(graph) for graph in graphs_of(EXAMPLE))


@pytest.mark.slow
def test_a_wrong_password_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_PUSH_LOGIN", "dba:wrong")
    with (
        virtuoso(tmp_path / "store") as server,
        pytest.raises(CommuniqueError, match="COMMUNIQUE_PUSH_LOGIN holds name:password"),
    ):
        push(EXAMPLE, server.graphs, tmp_path)


@pytest.mark.parametrize(("address", "why"), [("store", "no address"), ("file:///etc/passwd", "no address")])
def test_what_is_no_store_is_refused(address: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match=why):
        push(EXAMPLE, address, tmp_path)
