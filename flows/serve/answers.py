"""Answers to SPARQL queries in the forms that clients ask for, each by a process that can be ended."""

import json
import os
import queue
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from flows.ask import asks_elsewhere
from flows.errors import CommuniqueError
from flows.parameters import in_one_line
from flows.store import stored
from flows.worker import Ended, Worker

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
# What clients say for the same.
ALSO = {"application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml"}
MEMORY = 4 * 1024**3  # bytes that a process that answers may take


class Refused(CommuniqueError):
    """A request that is not answered, with the HTTP status that says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason

    def __reduce__(self) -> tuple[type["Refused"], tuple[int, str]]:
        # It comes from a process of its own.
        return Refused, (self.status, self.reason)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take in seconds, how many bytes its answer may have, and how many are worked on at once."""

    seconds: float = 30.0
    answer: int = 50_000_000
    at_once: int = field(default_factory=lambda: max(os.cpu_count() or 1, 2))


@dataclass(frozen=True, slots=True)
class Served:
    """A release to be asked: the store on the disk, what its IRIs begin with, and the processes that answer."""

    store: ox.Store
    path: Path
    base: str
    prefixes: Mapping[str, str]
    workers: "queue.Queue[Worker]"

    @classmethod
    def of(cls, data: Path, cache_folder: Path, limits: Limits) -> "Served":
        """The release in a folder; raises CommuniqueError where there is none."""
        path = stored(data, cache_folder)
        store = ox.Store.read_only(str(path))
        with (data / "articles.jsonl").open(encoding="utf-8") as lines:
            first = json.loads(next(lines))
        context = json.loads((data / "context.jsonld").read_text(encoding="utf-8"))["@context"]
        prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
        workers: queue.Queue[Worker] = queue.Queue()
        for _ in range(limits.at_once):
            workers.put(Worker(limits.seconds, MEMORY))
        return cls(store, path, first["iri"].removesuffix(f"article/{first['slug']}"), prefixes, workers)

    def knows(self, iri: ox.NamedNode) -> bool:
        """Whether the release says anything of this IRI."""
        return next(self.store.quads_for_pattern(iri, None, None), None) is not None

    def describe(self, iri: ox.NamedNode, kind: str) -> bytes:
        """What the release says of an IRI, and what of it, as triples in a form of TRIPLES."""
        told = [*self.store.quads_for_pattern(iri, None, None), *self.store.quads_for_pattern(None, None, iri)]
        triples = sorted({quad.triple for quad in told}, key=str)
        return ox.serialize(triples, format=TRIPLES[kind], prefixes=dict(self.prefixes)) or b""

    def close(self) -> None:
        """Ends the processes that answer."""
        while not self.workers.empty():
            self.workers.get().close()


def negotiated(accept: str, offered: Sequence[str]) -> str | None:
    """What a client likes best of what is offered; the first one where it does not care, None where it likes none."""
    wishes = []
    for place, part in enumerate(accept.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        wishes.append((-_quality(parameters), place, ALSO.get(name, name)))
    for quality, _, name in sorted(wishes):
        if quality < 0:
            for one in offered:
                if name in (one, "*/*", f"{one.partition('/')[0]}/*"):
                    return one
    return None


def _quality(parameters: Sequence[str]) -> float:
    try:
        return next((float(one[2:]) for one in parameters if one.startswith("q=")), 1.0)
    except ValueError:
        return 0.0


def answered(served: Served, asked: Mapping[str, Any], accept: str, limits: Limits) -> tuple[str, bytes]:
    """The media type and text of the answer to a query; raises Refused with the reason where there is none."""
    text = asked["query"]
    if text is None:
        raise Refused(400, "ask with ?query=")
    if asks_elsewhere(text):
        raise Refused(403, "this asks another server (SERVICE), which is not done from here")
    graphs = (asked["default-graph-uri"], asked["named-graph-uri"])
    worker = served.workers.get()
    try:
        return worker.run(_answer, str(served.path), dict(served.prefixes), text, graphs, accept, limits.answer)
    except Ended as ended:
        raise Refused(503, f"the query was ended: {ended}") from ended
    finally:
        served.workers.put(worker)


@cache
def _opened(path: str) -> ox.Store:
    return ox.Store.read_only(path)


def _answer(
    path: str, prefixes: dict[str, str], text: str, graphs: tuple[list[str], list[str]], accept: str, most: int
) -> tuple[str, bytes]:
    """What a worker does: the answer as (media type, text)."""
    default, named = ([ox.NamedNode(iri) for iri in iris] for iris in _as_iris(graphs))
    given: dict[str, Any] = {"default_graph": default, "named_graphs": named} if default or named else {}
    try:
        found = _opened(path).query(text, prefixes=prefixes, use_default_graph_as_union=not given, **given)
    except SyntaxError as error:
        raise Refused(400, f"this is no SPARQL query: {in_one_line(error, text)}") from None
    forms: Mapping[str, Any] = TRIPLES if isinstance(found, ox.QueryTriples) else ROWS
    offered = [*forms][:2] if isinstance(found, ox.QueryBoolean) else [*forms]
    kind = negotiated(accept, offered)
    if kind is None:
        raise Refused(406, f"this is answered as {', '.join(offered)}")
    if isinstance(found, ox.QueryTriples):
        told = ox.serialize(found, format=forms[kind], prefixes=prefixes)
    else:
        told = found.serialize(format=forms[kind])
    if len(told or b"") > most:
        raise Refused(503, f"the answer has more than {most} bytes; ask with LIMIT")
    return kind, told or b""


def _as_iris(graphs: tuple[list[str], list[str]]) -> tuple[list[str], list[str]]:
    try:
        for iri in (*graphs[0], *graphs[1]):
            ox.NamedNode(iri)
    except ValueError as error:
        raise Refused(400, f"{error}") from None
    return graphs
