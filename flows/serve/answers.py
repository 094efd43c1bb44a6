"""Answers to SPARQL queries in the forms that clients ask for, each by a process that can be ended."""

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
from flows.misread import in_one_line, too_deep
from flows.store import base_of, prefixes_in, stored
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
class Asked:
    """A query, None where nothing is asked, and the graphs that the request names for it."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take in seconds, how many bytes its answer may have, and how many are worked on at once."""

    seconds: float = 30.0
    answer: int = 50_000_000
    at_once: int = field(default_factory=lambda: max(os.cpu_count() or 1, 2))


@dataclass(frozen=True, slots=True)
class Served:
    """A release to be asked: its folder, its store on the disk, what its IRIs begin with, and who answers."""

    data: Path
    store: ox.Store
    path: Path
    base: str
    prefixes: Mapping[str, str]
    workers: "queue.Queue[Worker]"

    @classmethod
    def of(cls, data: Path, cache_folder: Path, limits: Limits) -> "Served":
        """The release in a folder; raises CommuniqueError where there is none."""
        path = stored(data, cache_folder)
        workers: queue.Queue[Worker] = queue.Queue()
        for _ in range(limits.at_once):
            workers.put(Worker(limits.seconds, MEMORY))
        return cls(data, ox.Store.read_only(str(path)), path, base_of(data), prefixes_in(data), workers)

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


def answered(served: Served, asked: Asked, accept: str, limits: Limits) -> tuple[str, bytes]:
    """The media type and text of the answer to a query; raises Refused with the reason where there is none."""
    text = asked.query or ""
    if asks_elsewhere(text):
        raise Refused(403, "this asks another server (SERVICE), which is not done from here")
    if too_deep(text):
        raise Refused(400, "this is no SPARQL query for us: its brackets stand too deep in each other")
    question = _Question(text, asked.default_graphs, asked.named_graphs, accept, limits.answer)
    worker = served.workers.get()
    try:
        return worker.run(_answer, str(served.path), served.base, dict(served.prefixes), question)
    except Ended as ended:
        raise Refused(503, f"the query was ended: {ended}") from ended
    finally:
        served.workers.put(worker)


@dataclass(frozen=True, slots=True)
class _Question:
    """What a worker is asked: a query over graphs, in which form, and how many bytes its answer may have."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    accept: str
    most: int


@cache
def _opened(path: str) -> ox.Store:
    return ox.Store.read_only(path)


def _answer(path: str, base: str, prefixes: dict[str, str], question: _Question) -> tuple[str, bytes]:
    """What a worker does: the answer as (media type, text)."""
    default, named = _as_iris(question.default_graphs), _as_iris(question.named_graphs)
    given: dict[str, Any] = {"default_graph": default, "named_graphs": named} if default or named else {}
    store = _opened(path)
    if len(default) > 1:
        store = _merged(store, default, named)
        given["default_graph"] = [ox.DefaultGraph()]
    try:
        found = store.query(question.text, base_iri=base, prefixes=prefixes, **given)
    except SyntaxError as error:
        raise Refused(400, f"this is no SPARQL query: {in_one_line(error, question.text)}") from None
    forms: Mapping[str, Any] = TRIPLES if isinstance(found, ox.QueryTriples) else ROWS
    offered = [*forms][:2] if isinstance(found, ox.QueryBoolean) else [*forms]
    kind = negotiated(question.accept, offered)
    if kind is None:
        raise Refused(406, f"this is answered as {', '.join(offered)}")
    if isinstance(found, ox.QueryTriples):
        told = ox.serialize(found, format=forms[kind], prefixes=prefixes)
    else:
        told = found.serialize(format=forms[kind])
    if len(told or b"") > question.most:
        raise Refused(503, f"the answer has more than {question.most} bytes; ask with LIMIT")
    return kind, told or b""


def _merged(store: ox.Store, default: Sequence[ox.NamedNode], named: Sequence[ox.NamedNode]) -> ox.Store:
    """Graphs as one default graph, in which what several state stands once, beside named ones."""
    merged = ox.Store()
    for graph in default:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _as_iris(iris: Sequence[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise Refused(400, f"{error}") from None
