"""A release into a triple store, by the SPARQL 1.1 Graph Store Protocol: one graph an article, only what changed."""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

import pyoxigraph as ox
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from flows.errors import CommuniqueError
from flows.rows import digest

LOGIN = "COMMUNIQUE_PUSH_LOGIN"  # name:password
TIMEOUT = (10.0, 300.0)  # seconds to connect, and for each answer
DONE = {200, 201, 202, 204}


@dataclass(frozen=True, slots=True)
class Pushed:
    """How many graphs were sent, removed, and left as they are."""

    sent: int
    removed: int
    unchanged: int


def push(data: Path, address: str, cache: Path, *, anew: bool = False) -> Pushed:
    """Brings a store to the graphs of the release in a folder; what it has by an earlier call is not sent again.

    What was sent is written down below `cache` graph by graph, so that a call that fails is completed by the next;
    `anew` sends all. Raises CommuniqueError for what the store or the release refuses.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise CommuniqueError(f"{address}: this is no address of a store (http://… or https://…)")
    wanted = graphs_of(data)
    record = cache / "pushed" / f"{digest(address).removeprefix('sha256:')[:16]}.json"
    there = {} if anew else _remembered(record)
    store = _Store(address)
    late = {graph: state for graph, state in wanted.items() if there.get(graph) != state}
    gone = [graph for graph in there if graph not in wanted]
    for graph, content in _contents(data, set(late)):
        store.put(graph, content)
        there[graph] = late[graph]
        _remember(record, there)
    for graph in gone:
        store.delete(graph)
        there.pop(graph)
        _remember(record, there)
    return Pushed(len(late), len(gone), len(wanted) - len(late))


def graphs_of(data: Path) -> dict[str, str]:
    """The graphs of a release, each with the hash of what it holds (graphs.txt); raises where there is no release."""
    try:
        lines = (data / "graphs.txt").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CommuniqueError(f"{data}: there is no release to push; `communique run` makes one") from error
    pairs = (line.split() for line in lines if line.strip())
    return {graph.strip("<>"): state for state, graph in pairs}


def _contents(data: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """The triples of each wanted graph as N-Triples, in the order of the release's quads."""
    if not wanted:
        return
    triples: list[ox.Triple] = []
    now = ""
    with gzip.open(data / "dataset.nq.gz") as file:
        for quad in ox.parse(cast(IO[bytes], file), ox.RdfFormat.N_QUADS):
            graph = getattr(quad.graph_name, "value", "")
            if graph != now:
                if now in wanted:
                    yield now, _written(triples)
                now, triples = graph, []
            if graph in wanted:
                triples.append(quad.triple)
    if now in wanted:
        yield now, _written(triples)


def _written(triples: list[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


class _Store:
    """A store at an address, asked with the login that the environment names."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()
        name, colon, password = os.environ.get(LOGIN, "").partition(":")
        self.login: tuple[str, str] | None = (name, password) if colon else None

    def put(self, graph: str, content: bytes) -> None:
        """Has the graph hold these N-Triples and nothing else."""
        # N-Triples is Turtle, which every store takes.
        self._ask("PUT", graph, content, {"Content-Type": "text/turtle; charset=utf-8"})

    def delete(self, graph: str) -> None:
        """Has the store hold no such graph."""
        self._ask("DELETE", graph, None, {})

    def _ask(self, method: str, graph: str, content: bytes | None, headers: Mapping[str, str]) -> None:
        try:
            answer = self._send(method, graph, content, headers)
            if answer.status_code in (401, 403) and self.login and self.session.auth is None:
                self.session.auth = _proof(self.login, answer.headers.get("WWW-Authenticate", ""))
                answer = self._send(method, graph, content, headers)
        except requests.RequestException as error:
            raise CommuniqueError(f"{self.address}: the store does not answer ({type(error).__name__})") from error
        if answer.status_code in DONE or (method == "DELETE" and answer.status_code == 404):
            return
        said = " ".join(answer.text.split())[:160]
        hint = f"; {LOGIN} holds name:password" if answer.status_code in (401, 403) else ""
        raise CommuniqueError(f"{self.address}: the store refuses {graph} ({answer.status_code} {said}){hint}")

    def _send(self, method: str, graph: str, content: bytes | None, headers: Mapping[str, str]) -> requests.Response:
        return self.session.request(
            method,
            self.address,
            params={"graph": graph},
            data=content,
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
        )


def _proof(login: tuple[str, str], challenge: str) -> AuthBase:
    """How a store wants the login to be shown, by what it asks for when it is shown none.

    Virtuoso 7 answers a password that it did not ask for with 401 and no challenge at all.
    """
    proof: AuthBase = HTTPDigestAuth(*login) if "digest" in challenge.lower() else HTTPBasicAuth(*login)
    return proof


def _remembered(record: Path) -> dict[str, str]:
    try:
        read: dict[str, str] = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read


def _remember(record: Path, there: Mapping[str, str]) -> None:
    record.parent.mkdir(parents=True, exist_ok=True)
    staged = record.with_suffix(".new")
    staged.write_text(json.dumps(there), encoding="utf-8")
    staged.replace(record)
