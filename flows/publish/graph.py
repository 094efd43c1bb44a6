"""A graph grouped by subject and put in order, as Turtle and JSON-LD both write it."""

import re
from collections.abc import Iterable
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from flows.errors import PublishError
from flows.publish.layout import Layout

# Turtle's own "a" says which predicate a type has, so that no IRI is spelled here.
TYPE = next(iter(parse("<a:a> a <a:a> .", format=RdfFormat.TURTLE))).predicate.value

NUMBER = re.compile("([0-9]+)")

Pair = tuple[str, NamedNode | Literal]
Subjects = dict[str, list[Pair]]


def by_subject(quads: Iterable[Quad]) -> Subjects:
    """The distinct (predicate, object) pairs of each subject, sorted; graph names are left out."""
    # Keyed by text: hashing a node is slow.
    found: dict[str, dict[tuple[str, str], NamedNode | Literal]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            raise PublishError(f"{quad}: only IRIs and literals are published, no blank nodes")
        found.setdefault(quad.subject.value, {})[quad.predicate.value, str(quad.object)] = quad.object
    return {iri: [(key[0], nodes[key]) for key in sorted(nodes)] for iri, nodes in found.items()}


def sorted_nquads(quads: Iterable[Quad]) -> str:
    """The distinct quads as N-Quads, a quad a line, in order of their bytes."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True)))).decode()


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
    return [node.value for predicate, node in pairs if predicate == TYPE and isinstance(node, NamedNode)]


def graph_of(quad: Quad) -> str:
    """The IRI of the graph that a quad is in, "" for the default graph."""
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
