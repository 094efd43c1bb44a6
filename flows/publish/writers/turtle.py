"""Turtle and TriG that a person likes to read and a diff shows well: one subject a block, one object a line."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from flows.publish.content import Content
from flows.publish.graph import TYPE, Pair, Subjects, by_subject, graph_of, in_sections
from flows.publish.layout import Layout

# Turtle's own short forms say which datatypes they stand for.
_SHORT = parse("<a:a> <a:a> 1, 1.0, true .", format=RdfFormat.TURTLE)
_PATTERNS = (r"[+-]?[0-9]+", r"[+-]?[0-9]*\.[0-9]+", r"true|false")
BARE = {
    quad.object.datatype.value: re.compile(pattern)
    for quad, pattern in zip(_SHORT, _PATTERNS, strict=True)
    if isinstance(quad.object, Literal)
}


def write_turtle(content: Content) -> str:
    """The triples as Turtle, in sections and in one order; graph names are left out."""
    return _prefixes(content.layout) + "".join(_sections(content.subjects, content.layout, indent=""))


def write_trig(content: Content) -> str:
    """The quads as TriG, one block a graph."""
    blocks = (_graph(name, subjects, content.layout) for name, subjects in _graphs(content))
    return _prefixes(content.layout) + "".join(blocks)


def write_nquads(content: Content) -> str:
    """The quads as sorted N-Quads, which is their canonical form (RDFC-1.0) because none has a blank node."""
    return content.nquads


def turtle_of(quads: Iterable[Quad], layout: Layout) -> str:
    """Any triples as Turtle in the order of a layout."""
    return _prefixes(layout) + "".join(_sections(by_subject(quads), layout, indent=""))


def _graphs(content: Content) -> Iterator[tuple[str, Subjects]]:
    if content.parts:
        return ((graph_of(part.quads[0]), part.subjects) for part in content.parts if part.quads)
    groups = groupby(sorted(content.quads, key=graph_of), key=graph_of)
    return ((name, by_subject(group)) for name, group in groups)


def _graph(name: str, subjects: Subjects, layout: Layout) -> str:
    if not name:
        return "".join(_sections(subjects, layout, indent=""))
    # Without the keyword GRAPH, which Virtuoso 7 and Raptor do not know.
    return f"\n<{name}> {{" + "".join(_sections(subjects, layout, indent="    ")) + "}\n"


def _prefixes(layout: Layout) -> str:
    # All of them, used or not: a fact more or less then never touches these lines.
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(layout.prefixes.items()))


def _sections(subjects: Subjects, layout: Layout, indent: str) -> Iterator[str]:
    for heading, members in in_sections(subjects, layout):
        yield f"\n{indent}# {heading}\n"
        for iri in members:
            yield _block(iri, subjects[iri], layout, indent)


def _block(iri: str, pairs: list[Pair], layout: Layout, indent: str) -> str:
    lines = sorted(
        (predicate != TYPE, layout.place(predicate), _verb(predicate, layout), _object(node, layout))
        for predicate, node in pairs
    )
    body = "".join(f"{indent}    {verb} {node} ;\n" for _, _, verb, node in lines)
    return f"\n{indent}{_name(iri, layout)}\n{body}{indent}    .\n"


def _verb(predicate: str, layout: Layout) -> str:
    return "a" if predicate == TYPE else _name(predicate, layout)


def _name(iri: str, layout: Layout) -> str:
    return layout.shorten(iri) or f"<{iri}>"


def _object(node: NamedNode | Literal, layout: Layout) -> str:
    if isinstance(node, NamedNode):
        return _name(node.value, layout)
    datatype = node.datatype.value
    if datatype in BARE and BARE[datatype].fullmatch(node.value):
        return node.value
    written, long_form = str(node), f"^^<{datatype}>"
    return written.removesuffix(long_form) + f"^^{_name(datatype, layout)}" if written.endswith(long_form) else written
