"""pySHACL, the referee of the gate, and what it and the compiled engine find as problems of ours."""

import logging
from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from flows.errors import BrokenData
from flows.model import Problem

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
QUIET = logging.getLogger(f"{__name__}.pyshacl")
QUIET.setLevel(logging.CRITICAL)


def refereed(statements: Iterable[Quad | Triple], shapes: Graph) -> list[Problem]:
    """What pySHACL finds in the statements by these shapes, worst first."""
    from pyshacl import validate as ask_pyshacl  # slow to load; a report of the compiled engine needs rdflib alone

    _, results, _ = ask_pyshacl(to_rdflib(statements), shacl_graph=shapes, inplace=True, logger=QUIET)
    if not isinstance(results, Graph):
        raise BrokenData(f"ontology/shapes.ttl: pySHACL cannot use it: {results}")
    return problems_in(results)


def problems_in(results: Graph) -> list[Problem]:
    """The results of a report, worst first."""
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
