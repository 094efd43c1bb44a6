"""ontology/shapes.ttl, read once, and what pySHACL finds with it."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from pyshacl import validate as ask_pyshacl
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from flows.errors import BrokenData
from flows.judge import is_fast
from flows.model import Problem
from flows.settings import ONTOLOGY

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
QUIET = logging.getLogger(f"{__name__}.pyshacl")
QUIET.setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Gate:
    """The shapes that everything published must satisfy. `fast` judges in bulk where it is installed; pySHACL
    is the referee, and the tests hold the two to the same results. `version` is the hash of the shapes."""

    shapes: Graph = field(hash=False)
    fast: Callable[[bytes], Graph] | None = None
    version: str = ""

    def problems(self, statements: Iterable[Quad | Triple]) -> list[Problem]:
        """What the shapes find in these statements, worst first; graph names play no part."""
        return self.referee(statements) if self.fast is None else _problems(self.fast(_n_triples(statements)))

    def referee(self, statements: Iterable[Quad | Triple]) -> list[Problem]:
        """The same, by pySHACL."""
        _, results, _ = ask_pyshacl(to_rdflib(statements), shacl_graph=self.shapes, inplace=True, logger=QUIET)
        if not isinstance(results, Graph):
            raise BrokenData(f"ontology/shapes.ttl: pySHACL cannot use it: {results}")
        return _problems(results)


def load_gate(path: Path = ONTOLOGY / "shapes.ttl") -> Gate:
    """The gate that a file of shapes makes."""
    try:
        version = f"sha256:{sha256(path.read_bytes()).hexdigest()}"
        return Gate(Graph().parse(path, format="turtle"), _fast_engine(path), version)
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenData(f"{path}: holds no shapes that can be read: {error}") from error


def _fast_engine(path: Path) -> Callable[[bytes], Graph] | None:
    """The compiled engine, about twenty times as fast as pySHACL, or None where it is not installed."""
    if not is_fast():
        return None
    engine = import_module("shifty").PreparedValidator(path)

    def results(data: bytes) -> Graph:
        # Only to find whether anything is amiss takes less than half of what a report does.
        amiss = engine.validate_algebra(data, graph_mode="data", infer=False, sort_results=False).violations
        if not amiss:
            return Graph()
        shapes = {one.shape_name for one in amiss}
        named = None if None in shapes else sorted(shapes)
        _, report, _ = engine.validate(data, graph_mode="data", shape_names=named, infer=False, sort_results=False)
        return cast(Graph, report)

    return results


def _problems(results: Graph) -> list[Problem]:
    found = {_problem(results, result) for result in results.subjects(RDF.type, SH.ValidationResult)}
    return sorted(found, key=_order)


def _problem(results: Graph, result: Node) -> Problem:
    def said(term: URIRef) -> str:
        value = results.value(result, term)
        return "" if value is None or isinstance(value, BNode) else str(value)

    severity = results.value(result, SH.resultSeverity)
    return Problem(
        severity=SEVERITIES.get(severity, "violation"),
        focus=said(SH.focusNode),
        message=said(SH.resultMessage),
        path=said(SH.resultPath),
        value=said(SH.value),
        shape=said(SH.sourceShape),
    )


def _n_triples(statements: Iterable[Quad | Triple]) -> bytes:
    triples = (said.triple if isinstance(said, Quad) else said for said in statements)
    return cast(bytes, serialize(triples, format=RdfFormat.N_TRIPLES))


def to_rdflib(statements: Iterable[Quad | Triple]) -> Graph:
    """The statements as one rdflib graph."""
    graph = Graph(bind_namespaces="none")
    add = graph.store.add
    for statement in statements:
        add((_term(statement.subject), _term(statement.predicate), _term(statement.object)), graph)
    return graph


@lru_cache(maxsize=1 << 16)
def _term(term: NamedNode | BlankNode | Literal) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    return RdflibLiteral(term.value, lang=term.language, datatype=None if term.language else _datatype(term))


def _datatype(literal: Literal) -> URIRef | None:
    # In SHACL and SPARQL a plain literal and an xsd:string are one; in rdflib they are two.
    name = literal.datatype.value
    return None if name.endswith("XMLSchema#string") else URIRef(name)


def _order(problem: Problem) -> tuple[int, str, str, str, str]:
    worst_first = list(SEVERITIES.values()).index(problem.severity)
    return worst_first, problem.focus, problem.message, problem.path, problem.value
