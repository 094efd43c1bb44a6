"""Real triple stores on the loopback, each in a folder of its own; what asks for one that is missing is skipped."""

import atexit
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pyoxigraph as ox
import pytest
import requests
from requests.auth import HTTPDigestAuth

LOGIN = ("dba", "secret")
START = 60  # seconds: a busy machine takes its time
VIRTUOSO_INI = """
[Database]
DatabaseFile = db
ErrorLogFile = log
LockFile = lock
TransactionFile = transactions
xa_persistent_file = xa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.transactions
[Parameters]
ServerPort = 127.0.0.1:{sql}
CaseMode = 2
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True)
class Server:
    """A store that runs: where graphs are put and got, where it is asked, and its process."""

    graphs: str
    query: str
    process: subprocess.Popen[bytes]

    def graph(self, iri: str, media: str) -> bytes:
        """What a graph holds, by the Graph Store Protocol; nothing when the store has no such graph."""
        answer = requests.get(
            self.graphs, params={"graph": iri}, headers={"Accept": media}, auth=HTTPDigestAuth(*LOGIN), timeout=60
        )
        if answer.status_code == 404:
            return b""
        answer.raise_for_status()
        return answer.content

    def put(self, iri: str, turtle: bytes) -> None:
        """Has a graph hold what this Turtle says."""
        requests.put(
            self.graphs,
            turtle,
            params={"graph": iri},
            headers={"Content-Type": "text/turtle"},
            auth=HTTPDigestAuth(*LOGIN),
            timeout=60,
        ).raise_for_status()

    def construct(self, query: str, media: str) -> bytes:
        """The answer to a CONSTRUCT by the SPARQL protocol."""
        answer = requests.get(self.query, params={"query": query}, headers={"Accept": media}, timeout=60)
        answer.raise_for_status()
        return answer.content

    def triples(self, iri: str) -> set[ox.Triple]:
        """The triples of a graph."""
        return {quad.triple for quad in ox.parse(self.graph(iri, "application/n-triples"), ox.RdfFormat.N_TRIPLES)}


def program(name: str) -> str | None:
    """Where a program is, beside this Python or on the path."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def needed(name: str, how: str) -> str:
    """Where a program is; the test is skipped without it."""
    found = program(name)
    if found is None:
        pytest.skip(f"{name} is not installed here ({how})")
    return found


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """An Oxigraph server that keeps its quads in a folder."""
    command = needed("oxigraph", "pip install oxigraph")
    [port] = _ports(folder, 1)
    address = f"http://127.0.0.1:{port}"
    with _running([command, "serve", "--location", ".", "--bind", f"127.0.0.1:{port}"], folder, port) as process:
        yield Server(f"{address}/store", f"{address}/query", process)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """A Virtuoso server that keeps its quads in a folder; whoever writes must be LOGIN."""
    command = needed("virtuoso-t", "Debian: virtuoso-opensource-7")
    new = not folder.is_dir()
    sql, web = _ports(folder, 2)
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, web=web), encoding="utf-8")
    (folder / "lock").unlink(missing_ok=True)
    if new:
        shutil.copy(_new_database(command), folder)
    with _running([command, "+foreground"], folder, web) as process:
        address = f"http://127.0.0.1:{web}"
        yield Server(f"{address}/sparql-graph-crud-auth", f"{address}/sparql", process)


@cache
def _new_database(command: str) -> Path:
    """A database of Virtuoso with nothing in it but LOGIN, which takes it seconds to make."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=0, web=0), encoding="utf-8")
    passwords = ["+pwdold", "dba", "+pwddba", LOGIN[1], "+pwddav", LOGIN[1]]
    subprocess.run([command, "+foreground", *passwords], cwd=folder, check=True, capture_output=True)
    return folder / "db"


STORES: Mapping[str, Callable[[Path], AbstractContextManager[Server]]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}


def as_stored(triples: Iterable[ox.Triple]) -> set[ox.Quad]:
    """The triples as stores keep them that write numbers in their own way: 0.90 is 0.9, integers are of one type."""
    store = ox.Store()
    store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
    return set(store)


def _ports(folder: Path, count: int) -> list[int]:
    """Ports of the loopback that nobody listens on: for a folder the same each time."""
    kept = folder / "ports"
    if kept.is_file():
        return [int(port) for port in kept.read_text(encoding="utf-8").split()]
    lines = [socket.socket() for _ in range(count)]
    for line in lines:
        line.bind(("127.0.0.1", 0))
    ports = [line.getsockname()[1] for line in lines]
    for line in lines:
        line.close()
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_text(" ".join(map(str, ports)), encoding="utf-8")
    return ports


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(START * 20):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, f"{command[0]} ended with {server.returncode}"
            time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.wait()
