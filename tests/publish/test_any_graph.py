"""Whatever a graph holds, Turtle, TriG and JSON-LD say it so that it is read back the same."""

from dataclasses import replace

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as some
from released import SETTINGS, published

from flows.publish.content import Content, content_of
from flows.publish.layout import load_layout
from flows.publish.writers.jsonld import FOOT, write_entities, write_head, write_jsonld
from flows.publish.writers.turtle import (
    Names,
    write_block,
    write_graph,
    write_graphs,
    write_nquads,
    write_prefixes,
    write_turtle,
)

TERMS = load_layout(SETTINGS.base).terms
XSD = TERMS.prefixes["xsd"]
GRAPH = ox.NamedNode("https://example.org/graph/any")
TYPE = next(iter(ox.parse("<a:a> a <a:a> .", format=ox.RdfFormat.TURTLE))).predicate
KNOWN = sorted({term.iri for term in TERMS.terms.values()} - {TYPE.value})
DATATYPES = ("string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth", "nonNegativeInteger", "dateTime")
FORMS = ["1", "007", "+7", "-0", "1.0", ".5", "1.", "true", "1e5", "2024", "2024-07", "9" * 30]

TYPES = ["NewsArticle", "Membership", "Accession", "Country", "Evidence"]
TAGS = ["en", "en-gb", "kk"]


# A busy machine is no reason to fail, and the same examples everywhere show the same failure.
patiently = settings(deadline=None, derandomize=True, max_examples=60)


@some.composite
def graphs(draw: some.DrawFn) -> set[ox.Quad]:
    """Up to a dozen quads about known terms and odd IRIs, with literals of every sort."""

    def node() -> ox.NamedNode:
        if draw(some.booleans()):
            return ox.NamedNode(KNOWN[draw(some.integers(0, len(KNOWN) - 1))])
        return ox.NamedNode("https://example.org/thing/" + draw(some.text("aZ09-._~!$&'()*+,;=:@/?é", max_size=8)))

    def literal() -> ox.Literal:
        text = draw(some.sampled_from(FORMS)) if draw(some.booleans()) else draw(some.text(max_size=12))
        sort = draw(some.sampled_from(["plain", "spoken", "typed"]))
        if sort == "plain":
            return ox.Literal(text)
        if sort == "spoken":
            return ox.Literal(text, language=draw(some.sampled_from(TAGS)))
        return ox.Literal(text, datatype=ox.NamedNode(XSD + draw(some.sampled_from(DATATYPES))))

    few = [node() for _ in range(3)]

    def quad() -> ox.Quad:
        subject = draw(some.sampled_from(few))
        if draw(some.booleans()):
            return ox.Quad(subject, TYPE, ox.NamedNode(TERMS.expand(draw(some.sampled_from(TYPES)))), GRAPH)
        value = draw(some.sampled_from(["few", "node", "literal"]))
        values = {"few": lambda: draw(some.sampled_from(few)), "node": node, "literal": literal}
        return ox.Quad(subject, node(), values[value](), GRAPH)

    return {quad() for _ in range(draw(some.integers(0, 12)))}


def content(graph: set[ox.Quad]) -> Content:
    return replace(content_of(published(), load_layout(SETTINGS.base), SETTINGS), quads=tuple(graph))


def bare(graph: set[ox.Quad]) -> set[tuple[object, ...]]:
    return {(quad.subject, quad.predicate, quad.object) for quad in graph}


def triples(text: str, form: ox.RdfFormat) -> set[tuple[object, ...]]:
    return bare(set(ox.parse(text, format=form)))


@patiently
@given(graphs())
def test_turtle_is_read_back_the_same(graph: set[ox.Quad]) -> None:
    assert triples(write_turtle(content(graph)), ox.RdfFormat.TURTLE) == {
        (q.subject, q.predicate, q.object) for q in graph
    }


@patiently
@given(graphs())
def test_trig_is_read_back_the_same(graph: set[ox.Quad]) -> None:
    written = content(graph)
    trig = write_prefixes(written.layout) + write_graphs(written)
    assert set(ox.parse(trig, format=ox.RdfFormat.TRIG)) == graph


@patiently
@given(graphs().filter(bool))
def test_a_graph_of_blocks_that_are_written_already_is_the_same_trig(graph: set[ox.Quad]) -> None:
    said = content(graph)
    names = Names(said.layout)
    blocks = {iri: write_block(iri, pairs, names) for iri, pairs in said.subjects.items()}
    assert write_graph(GRAPH.value, said.subjects, blocks, said.layout) == write_graphs(said)


@patiently
@given(graphs())
def test_json_is_read_back_the_same(graph: set[ox.Quad]) -> None:
    written = write_jsonld(content(graph))
    assert triples(written, ox.RdfFormat.JSON_LD) == bare(graph)


@patiently
@given(graphs())
def test_nquads_are_the_canonical_form(graph: set[ox.Quad]) -> None:
    dataset = ox.Dataset(graph)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert write_nquads(content(graph)) == "".join(sorted(f"{quad} .\n" for quad in dataset))


@patiently
@given(graphs())
def test_what_is_shown_of_things_is_in_the_graph(graph: set[ox.Quad]) -> None:
    text = write_head(load_layout(SETTINGS.base)) + write_entities(content(graph)) + FOOT
    assert triples(text, ox.RdfFormat.JSON_LD) <= bare(graph)
