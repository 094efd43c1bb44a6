"""Turtle and TriG that a person likes to read and a diff shows well: one subject a block, one object a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from pyoxigraph import Literal, Quad, RdfFormat, parse

from flows.iris import own_spaces
from flows.publish.content import Content
from flows.publish.graph import TYPE, Node, Pair, Subjects, by_subject, graph_of, in_sections
from flows.publish.layout import Layout
from flows.publish.terms import by_space, prefixed

STEP = "\t"  # at the beginning of a line: one sign, because there are thousands of them in an article
Sections = list[tuple[str, list[str]]]

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
    own = Names(content.layout, by_space(own_spaces(content.name, content.settings)), content.address)
    shared = content.layout.headings[content.layout.others]
    sections = (
        *_written([one for one in content.sections if one[0] != shared], content.subjects, own, indent=""),
        *_written([one for one in content.sections if one[0] == shared], content.subjects, Names(content.layout), ""),
    )
    return write_prefixes(content.layout) + own.declared() + "".join(sections)


def own_blocks(content: Content, document: str) -> str:
    """Of what `write_turtle` wrote, the blocks on things that are the article's alone: the first ones."""
    start = len(write_prefixes(content.layout))
    end = document.rfind(shared_heading(content.layout)) if content.shared else len(document)
    return document[start:end]


def write_shared_block(iri: str, pairs: list[Pair], _: Subjects, layout: Layout) -> str:
    """What is said of one thing that articles share."""
    return write_block(iri, pairs, Names(layout))


def shared_heading(layout: Layout) -> str:
    """The lines above what articles share."""
    return _heading(layout.headings[layout.others], "")


def write_graphs(content: Content) -> str:
    """The quads as TriG without its prefixes, one block a graph."""
    names = Names(content.layout)
    return "".join(_graph(name, subjects, sections, names) for name, subjects, sections in _graphs(content))


def write_graph(name: str, subjects: Subjects, blocks: Mapping[str, str], layout: Layout) -> str:
    """One such graph, of which the blocks on its subjects are written already, as they stand outside of a graph."""
    # No sign of a literal is a line's end: there it is written otherwise.
    inside = {iri: block[:-1].replace("\n", f"\n{STEP}") + "\n" for iri, block in blocks.items()}
    sections = (
        _heading(heading, STEP) + "".join([inside[iri] for iri in members])
        for heading, members in in_sections(subjects, layout)
    )
    return write_opening(name) + "".join(sections) + "}\n"


def write_opening(graph: str) -> str:
    """What the block of a graph begins with."""
    return f"\n<{graph}> {{"


def write_nquads(content: Content) -> str:
    """The quads as sorted N-Quads, which is their canonical form (RDFC-1.0) because none has a blank node."""
    return content.nquads


def turtle_of(quads: Iterable[Quad], layout: Layout) -> str:
    """Any triples as Turtle in the order of a layout."""
    return write_prefixes(layout) + "".join(_sections(by_subject(quads), Names(layout), indent=""))


def blocks_of(quads: Iterable[Quad], layout: Layout) -> str:
    """The same without prefixes and headings, to stand behind others in a file."""
    names, subjects = Names(layout), by_subject(quads)
    return "".join(write_block(iri, subjects[iri], names) for _, iris in in_sections(subjects, layout) for iri in iris)


def write_prefixes(layout: Layout) -> str:
    """The lines that a Turtle file begins with."""
    # All of them, used or not: a fact more or less then never touches these lines.
    return "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(layout.prefixes.items()))


@dataclass(frozen=True, slots=True)
class Names:
    """How Turtle names an IRI: by a prefix of the layout, by one that holds for one article, or in full.

    own:      the article's own prefixes, by their namespaces
    written:  what it named before
    """

    layout: Layout
    own: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    written: dict[str, str] = field(default_factory=dict)

    def declared(self) -> str:
        """The lines that make the article's own names hold."""
        prefixes = "".join(f"@prefix {prefix}: <{space}> .\n" for space, prefix in sorted(self.own.items()))
        return f"\n@base <{self.address}> .\n{prefixes}"

    def of(self, iri: str) -> str:
        """The name of an IRI."""
        if self.address and iri.startswith(self.address) and iri[len(self.address) :][:1] in ("", "#"):
            return f"<{iri.removeprefix(self.address)}>"
        return (self.own and prefixed(iri, self.own)) or self.layout.shorten(iri) or f"<{iri}>"

    def object(self, node: Node) -> str:
        """A node as the object of a triple."""
        written = self.written.get(node.text)
        if written is None:
            written = self.written[node.text] = _object(node, self)
        return written


def write_block(iri: str, pairs: list[Pair], names: Names, indent: str = "") -> str:
    """All that is said of one subject."""
    layout = names.layout
    lines = sorted([(_verb(predicate, layout), names.object(node)) for predicate, node in pairs])
    body = "".join([f"{indent}{STEP}{verb} {node} ;\n" for (_, _, verb), node in lines])
    return f"\n{indent}{names.of(iri)}\n{body}{indent}{STEP}.\n"


def _graphs(content: Content) -> Iterator[tuple[str, Subjects, Sections]]:
    """Each graph by its name: what is said in it of each subject, and the subjects in sections."""
    if len(content.graphs) == 1:
        yield content.graphs[0], content.subjects, content.sections
        return
    for name, group in groupby(sorted(content.quads, key=graph_of), key=graph_of):
        subjects = by_subject(group)
        yield name, subjects, in_sections(subjects, content.layout)


def _graph(name: str, subjects: Subjects, sections: Sections, names: Names) -> str:
    if not name:
        return "".join(_written(sections, subjects, names, indent=""))
    # Without the keyword GRAPH, which Virtuoso 7 and Raptor do not know.
    return write_opening(name) + "".join(_written(sections, subjects, names, indent=STEP)) + "}\n"


def _sections(subjects: Subjects, names: Names, indent: str) -> Iterator[str]:
    return _written(in_sections(subjects, names.layout), subjects, names, indent)


def _written(sections: Sections, subjects: Subjects, names: Names, indent: str) -> Iterator[str]:
    for heading, members in sections:
        yield _heading(heading, indent)
        for iri in members:
            yield write_block(iri, subjects[iri], names, indent)


def _heading(heading: str, indent: str) -> str:
    return f"\n{indent}# {heading}\n"


@lru_cache(maxsize=1 << 12)
def _verb(predicate: str, layout: Layout) -> tuple[bool, int, str]:
    """How a predicate is written, behind what it is put in order by."""
    written = "a" if predicate == TYPE else layout.shorten(predicate) or f"<{predicate}>"
    return predicate != TYPE, layout.place(predicate), written


def _object(node: Node, names: Names) -> str:
    if not node.datatype:
        return names.of(node.value)
    datatype = node.datatype
    if datatype in BARE and BARE[datatype].fullmatch(node.value):
        return node.value
    written, long_form = node.text, f"^^<{datatype}>"
    if not written.endswith(long_form):
        return written
    return f"{written.removesuffix(long_form)}^^{names.layout.shorten(datatype) or f'<{datatype}>'}"
