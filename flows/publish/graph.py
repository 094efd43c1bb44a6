"""A graph grouped by subject and put in order, as Turtle and JSON-LD both write it."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from flows.errors import PublishError
from flows.publish.layout import Layout

# Turtle's own "a" says which predicate a type has, so that no IRI is spelled here.
TYPE = next(iter(parse("<a:a> a <a:a> .", format=RdfFormat.TURTLE))).predicate.value

STRING = Literal("").datatype.value
IN_A_LANGUAGE = Literal("", language="en").datatype.value
NUMBER = re.compile("([0-9]+)")


class Node(NamedTuple):
    """The object of a triple, as every writer asks for it: what is asked of pyoxigraph's is made anew each time.

    text:      as N-Triples has it
    datatype:  the IRI of a literal's, "" for an IRI
    """

    text: str
    value: str
    datatype: str = ""
    language: str | None = None

    def __str__(self) -> str:
        return self.text


Pair = tuple[str, Node]
Subjects = dict[str, list[Pair]]


def by_subject(quads: Iterable[Quad]) -> Subjects:
    """The distinct (predicate, object) pairs of each subject, sorted; graph names are left out."""
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
    return subjects_in(_sorted_lines(triples), "")


def sorted_nquads(quads: Iterable[Quad]) -> str:
    """The distinct quads as N-Quads, a quad a line, in order of their bytes."""
    return _sorted_lines(serialize(quads, format=RdfFormat.N_QUADS) or b"")


def subjects_in(text: str, graph: str) -> Subjects:
    """The same of sorted N-Quads that are all in one graph; "" is the default graph."""
    end = len(f" <{graph}> ." if graph else " .")
    nodes, found = dict[str, Node](), dict[str, list[Pair]]()
    # Not splitlines: it also splits at line separators that may stand inside a literal.
    for line in text.split("\n")[:-1]:
        subject, predicate, rest = line.split(" ", 2)
        object = rest[:-end]
        node = nodes.get(object)
        if node is None:
            node = nodes[object] = _node(object)
        if subject not in found:
            found[subject] = []
        found[subject].append((predicate[1:-1], node))
    unnamed = [iri for iri in found if iri[0] != "<"]
    if unnamed:
        raise _unpublished(unnamed[0])
    return {iri[1:-1]: pairs for iri, pairs in found.items()}


def _sorted_lines(text: bytes) -> str:
    # In the order in which they come they are nearly sorted; a set would lose that.
    return b"".join(sorted(dict.fromkeys(text.splitlines(keepends=True)))).decode()


def _node(text: str) -> Node:
    """What an object is that N-Triples write so."""
    value, _, behind = text[1:].rpartition('"')
    if text[0] == "<" and text[1] != "<":
        return Node(text, text[1:-1])
    if text[0] != '"':
        raise _unpublished(text)
    if "\\" in value:
        value = next(iter(parse(f"<a:a> <a:a> {text} .", format=RdfFormat.N_TRIPLES))).object.value
    if behind[:1] == "@":
        return Node(text, value, IN_A_LANGUAGE, behind[1:])
    return Node(text, value, behind[3:-1] or STRING)


def _unpublished(text: str) -> PublishError:
    return PublishError(f"{text}: only IRIs and literals are published, no blank nodes")


def in_sections(subjects: Subjects, layout: Layout) -> list[tuple[str, list[str]]]:
    """Each heading with its subjects; a subject stands in the first section that one of its types is listed in."""
    ranked = sorted((layout.rank(types_of(pairs)), _place(iri, pairs, layout), iri) for iri, pairs in subjects.items())
    return [
        (layout.headings[rank], [iri for _, _, iri in members])
        for rank, members in groupby(ranked, key=lambda member: member[0])
    ]


def _place(iri: str, pairs: list[Pair], layout: Layout) -> list[str | int]:
    """What a subject stands by in its section, with numbers in it compared as numbers."""
    where = [node.value for predicate, node in pairs if predicate == layout.stands_by]
    # Split so, texts and numbers alternate, and two places compare like with like.
    return [int(part) if number % 2 else part for number, part in enumerate(NUMBER.split(min(where, default=iri)))]


def types_of(pairs: list[Pair]) -> list[str]:
    """The IRIs of a subject's types."""
    return [node.value for predicate, node in pairs if predicate == TYPE and not node.datatype]


def graph_of(quad: Quad) -> str:
    """The IRI of the graph that a quad is in, "" for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
