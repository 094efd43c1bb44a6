"""The gate lets through what conforms, and holds back the smallest part of what does not, with the reason."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
import readings
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from pyshacl import validate as ask_pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS, SH, XSD

from flows.errors import BrokenData, SourceError
from flows.mapping import map_reading
from flows.model import Fact, Link, Span, Verdict
from flows.settings import ONTOLOGY, Settings
from flows.validate import Gate, files, load_gate, validate, validate_all, validate_file
from flows.validate.referee import to_rdflib

SETTINGS = Settings()
SELF_MEMBER = readings.fact("membership", "union", "member of", "union", readings.BODY[0])
UNDATED = readings.fact("founding", "union", "inception", "someday", readings.BODY[0])
TOO_FAR = replace(
    readings.fact("visit", "roe", "visited", "nairobi", readings.BODY[3]), key="too-far", evidence=(Span(600, 9000),)
)
ENDS_FIRST = readings.fact(
    "membership",
    "rwanda",
    "member of",
    "union",
    readings.BODY[1],
    qualifiers=readings.qualifiers(start="2020", end="2019-05"),
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate()


def quads_with(*more: Fact) -> list[Quad]:
    """The quads of the hand-made reading, with more facts."""
    return map_reading(readings.reading(facts=(*readings.facts(), *more)), SETTINGS)


def facts_in(quads: list[Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if "/fact/" in quad.subject.value}


def conforms(quads: list[Quad]) -> bool:
    return bool(ask_pyshacl(to_rdflib(quads), shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"))[0])


def test_what_conforms_passes_whole(gate: Gate) -> None:
    kept, held_back, report = validate(quads_with(), gate)
    assert (kept, held_back, report.conforms, report.held_back) == (quads_with(), [], True, ())


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        (SELF_MEMBER, "Nobody is a member of itself."),
        (UNDATED, "A founding has at most one inception, and it is a year, a month, a day or a moment."),
        (TOO_FAR, "Evidence ends inside the text of its article."),
        (ENDS_FIRST, "The earliest start is one day, not after the latest end."),
    ],
)
def test_a_fact_that_does_not_conform_is_held_back_alone_and_says_why(gate: Gate, fact: Fact, message: str) -> None:
    kept, held_back, report = validate(quads_with(fact), gate)
    iri = next(iri for iri in facts_in(quads_with(fact)) if iri.endswith(f"/{fact.key}"))
    assert facts_in(quads_with(fact)) - facts_in(kept) == {iri}
    assert facts_in(held_back) == set(report.held_back) == {iri}
    assert [problem.message for problem in report.problems if problem.focus == iri] == [message]


def test_what_is_kept_conforms_under_plain_pyshacl(gate: Gate) -> None:
    kept, _, report = validate(quads_with(SELF_MEMBER, UNDATED, TOO_FAR, ENDS_FIRST), gate)
    assert report.conforms
    assert conforms(kept)


@pytest.mark.parametrize("more", [(), (SELF_MEMBER,)])
def test_what_is_only_remarked_is_told_as_the_referee_tells_it(gate: Gate, more: tuple[Fact, ...]) -> None:
    unlikely = [replace(one, confidence=0.3) for one in readings.facts()[:2]]
    quads = map_reading(readings.reading(facts=(*readings.facts()[2:], *unlikely, *more)), SETTINGS)
    remarked = [problem for problem in gate.problems(quads) if problem.severity == "info"]
    assert len(remarked) == len(unlikely)
    assert set(gate.problems(quads)) == set(gate.referee(quads))


def test_nothing_is_lost_between_kept_and_held_back(gate: Gate) -> None:
    quads = quads_with(SELF_MEMBER, UNDATED, TOO_FAR, ENDS_FIRST)
    kept, held_back, _ = validate(quads, gate)
    assert sorted(map(str, [*kept, *held_back])) == sorted(map(str, quads))


def test_a_plain_triple_goes_with_the_only_fact_that_yields_it(gate: Gate) -> None:
    _, held_back, _ = validate(quads_with(SELF_MEMBER), gate)
    assert [quad for quad in held_back if quad.predicate.value.endswith("#memberOf")]


def test_a_plain_triple_stays_when_another_fact_yields_it(gate: Gate) -> None:
    again = replace(readings.facts()[3], key="again", evidence=(Span(0, 9999),))
    kept, _, _ = validate(quads_with(again), gate)
    assert [quad for quad in kept if quad.predicate.value.endswith("#memberOf")]


def test_evidence_goes_with_its_fact_unless_another_fact_shares_it(gate: Gate) -> None:
    kept, held_back, _ = validate(quads_with(SELF_MEMBER, TOO_FAR), gate)
    assert {quad.subject.value.split("#")[1] for quad in held_back if "#char=" in quad.subject.value} == {
        "char=600,9000"
    }
    assert any("#char=198,297" in quad.subject.value for quad in kept)


def test_a_link_to_something_that_is_no_item_is_held_back_and_the_facts_stay(gate: Gate) -> None:
    links = (*readings.links()[1:], Link("kenya", Verdict.SAME, "L114", "Kenya", 0.9))
    quads = map_reading(readings.reading(links=links), SETTINGS)
    kept, held_back, report = validate(quads, gate)
    assert report.conforms
    assert facts_in(kept) == facts_in(quads)
    assert not [quad for quad in kept if quad.object == NamedNode("http://www.wikidata.org/entity/L114")]
    assert any("/entity/L114" in iri or "/link/" in iri for iri in report.held_back)
    assert held_back


def test_a_score_that_is_no_share_holds_the_link_back(gate: Gate) -> None:
    links = (Link("kenya", Verdict.SAME, "Q114", "Kenya", 97.0),)
    kept, _, report = validate(map_reading(readings.reading(links=links), SETTINGS), gate)
    assert report.conforms
    assert not [quad for quad in kept if quad.predicate.value.endswith("sameAs")]
    assert [iri.rsplit("/", 1)[-1] for iri in report.held_back] == ["Q114"]


def test_a_thing_without_a_name_takes_its_facts_with_it(gate: Gate) -> None:
    quads = quads_with()
    nameless = [
        quad
        for quad in quads
        if not (quad.subject.value.endswith("/Q1037") and quad.predicate.value.endswith("#label"))
    ]
    kept, _, report = validate(nameless, gate)
    assert report.conforms
    assert not [quad for quad in kept if "Q1037" in f"{quad.subject}{quad.object}"]
    assert len(facts_in(quads)) - len(facts_in(kept)) == 1


def test_a_wrong_address_goes_and_the_article_stays(gate: Gate) -> None:
    quads = map_reading(readings.reading(url="ftp://news.example/page"), SETTINGS)
    kept, _, report = validate(quads, gate)
    assert report.conforms
    assert "ftp://news.example/page" not in {quad.object.value for quad in kept}
    assert facts_in(kept) == facts_in(quads)


def test_a_plain_triple_that_no_fact_backs_is_held_back(gate: Gate) -> None:
    graph = quads_with()[0].graph_name
    kenya = NamedNode("https://w3id.org/communique/entity/Q114")
    stray = Quad(kenya, NamedNode("https://schema.org/foundingDate"), Literal("1963"), graph)
    kept, held_back, report = validate([*quads_with(), stray], gate)
    assert held_back == [stray]
    assert kept == quads_with()
    assert report.problems[0].message.startswith("A plain triple rests on an asserted fact")


def test_an_article_whose_facts_all_fail_is_held_back_whole(gate: Gate) -> None:
    kept, held_back, report = validate(map_reading(readings.reading(facts=(SELF_MEMBER,)), SETTINGS), gate)
    assert (kept, report.conforms) == ([], False)
    assert held_back


def test_an_empty_graph_does_not_conform(gate: Gate) -> None:
    kept, held_back, report = validate([], gate)
    assert (kept, held_back, report.conforms) == ([], [], False)
    assert report.problems[0].message.startswith("This file holds no article")


def test_warnings_are_published_and_reported(gate: Gate) -> None:
    quads = map_reading(readings.reading(publisher=None), SETTINGS)
    kept, _, report = validate(quads, gate)
    assert kept == quads
    assert ("warning", "This article does not say who published it.") in {
        (problem.severity, problem.message) for problem in report.problems
    }


def test_many_articles_in_one_go_give_what_each_gives_alone(gate: Gate) -> None:
    batch = [
        map_reading(
            readings.reading(
                source=f"source {number}",
                url=f"https://news.example/{number}",
                facts=(*readings.facts(), *((SELF_MEMBER, TOO_FAR)[: number % 3])),
            ),
            SETTINGS,
        )
        for number in range(5)
    ]
    together = validate_all(batch, gate)
    for checked, quads in zip(together, batch, strict=True):
        kept, held_back, report = validate(quads, gate)
        assert (list(checked.kept), set(checked.held_back)) == (kept, set(held_back))
        assert checked.report == report


def test_an_article_that_names_a_thing_otherwise_is_not_held_against_its_neighbour(gate: Gate) -> None:
    here = quads_with()
    there = [renamed(quad) for quad in here]
    assert there != here
    together = validate_all([here, there], gate)
    assert [checked.report for checked in together] == [validate(quads, gate)[2] for quads in (here, there)]


def renamed(quad: Quad) -> Quad:
    """The quad, in capital letters where it is the label of a thing."""
    if quad.predicate.value != str(RDFS.label) or "/entity/" not in quad.subject.value:
        return quad
    return Quad(quad.subject, quad.predicate, Literal(quad.object.value.upper()), quad.graph_name)


def test_the_union_of_what_is_kept_conforms(gate: Gate) -> None:
    batch = [
        map_reading(readings.reading(source=f"s{number}", url=None, facts=(*readings.facts(), UNDATED)), SETTINGS)
        for number in range(3)
    ]
    assert conforms([quad for checked in validate_all(batch, gate) for quad in checked.kept])


def test_without_the_fast_engine_the_gate_decides_the_same(gate: Gate) -> None:
    quads = quads_with(SELF_MEMBER, UNDATED, TOO_FAR)
    assert validate(quads, replace(gate, fast=None)) == validate(quads, gate)


def test_the_gate_gives_the_same_report_each_time(gate: Gate) -> None:
    quads = quads_with(SELF_MEMBER, UNDATED, TOO_FAR, ENDS_FIRST)
    assert validate(quads, gate) == validate(quads, load_gate())


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "rdf", "nq", "trig"])
def test_any_rdf_file_can_be_checked(tmp_path: Path, gate: Gate, ending: str) -> None:
    path = tmp_path / f"graph.{ending}"
    format_ = RdfFormat.from_extension(ending)
    assert format_
    path.write_bytes(serialize((Triple(q.subject, q.predicate, q.object) for q in quads_with()), format=format_))
    assert validate_file(path, gate).conforms


def test_a_gzipped_file_can_be_checked(tmp_path: Path, gate: Gate) -> None:
    path = tmp_path / "graph.ttl.gz"
    conforming = (ONTOLOGY / "examples" / "membership.ttl").read_text(encoding="utf-8")
    spoilt = conforming.replace("cmq:hasOrganization entity:Q7159", "cmq:hasOrganization entity:Q114")
    spoilt = spoilt.replace("    org:memberOf entity:Q7159 ;\n", "").replace("    cmq:yields org:memberOf ;\n", "")
    path.write_bytes(gzip.compress(spoilt.encode()))
    report = validate_file(path, gate)
    assert "Nobody is a member of itself." in [problem.message for problem in report.problems]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("graph.ttl", b"<a> <b", "is no Turtle"),
        ("graph.docx", b"", ".docx is the ending of no RDF format that we read"),
        ("graph.ttl.gz", b"plain", "cannot be read"),
        ("graph", b"", "no ending is the ending of no RDF format"),
    ],
)
def test_a_file_that_is_no_rdf_is_named(tmp_path: Path, gate: Gate, name: str, content: bytes, complaint: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=complaint) as caught:
        validate_file(path, gate)
    assert name in str(caught.value)


def as_a_store_gives_it_back(release: str) -> str:
    """What stores make of numbers between loading and CONSTRUCT: whole ones are integers, no zero is left over.

    Oxigraph does so with counts, and Virtuoso with decimals when it writes Turtle.
    """
    whole = r'"(\d+)"\^\^<([^>]+#)nonNegativeInteger>'
    integers = re.sub(whole, r'"\1"^^<\2integer>', release)
    short = re.sub(r'"(\d\.\d*?)0+"(\^\^<[^>]+#decimal>)', r'"\1"\2', integers).replace('."^^', '"^^')
    return re.sub(r'"(\d+)"\^\^<([^>]+#)decimal>', r'"\1"^^<\2integer>', short)


def test_no_shape_insists_on_a_type_of_numbers_that_stores_change(gate: Gate) -> None:
    """Oxigraph makes integers of all whole numbers, Virtuoso's Turtle makes them of decimals such as 1.0."""
    changed = {XSD.decimal, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.int, XSD.long}
    insisting = {shape for kind in changed for shape in gate.shapes.subjects(SH.datatype, kind)}
    # Those without a name are each one of several that a shape accepts.
    insisting = {shape for shape in insisting if isinstance(shape, URIRef)}
    assert insisting == set()


def test_what_comes_back_from_a_store_conforms_as_the_file_does(tmp_path: Path, gate: Gate) -> None:
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads_with())
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    changed = as_a_store_gives_it_back(written.decode())
    assert 'score> "0"^^<http://www.w3.org/2001/XMLSchema#integer>' in changed
    assert changed != written.decode()
    path = tmp_path / "back.nt"
    path.write_text(changed, encoding="utf-8")
    assert validate_file(path, gate).problems == ()
    assert gate.problems(parse(changed, format=RdfFormat.N_TRIPLES)) == []


@pytest.mark.parametrize(
    ("literal", "kind"),
    [
        ('"2024-13"^^xsd:gYearMonth', "gYearMonth"),
        ('"8.5E-1"^^xsd:decimal', "decimal"),
        ('"2024-07-03T99"^^xsd:date', "date"),
        ('"2023-02-29"^^xsd:date', "date"),
        ('"NaN"^^xsd:decimal', "decimal"),
        ('" 5"^^xsd:integer', "integer"),
        ('"-1"^^xsd:nonNegativeInteger', "nonNegativeInteger"),
        ('"yes"^^xsd:boolean', "boolean"),
        ('"\\u0001"^^xsd:date', "date"),
    ],
)
def test_a_literal_that_is_none_of_its_datatype_is_refused(tmp_path: Path, gate: Gate, literal: str, kind: str) -> None:
    path = tmp_path / "graph.ttl"
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    path.write_text(f"{prefix}\n<https://example.org/a> <https://example.org/p> {literal} .\n", encoding="utf-8")
    report = validate_file(path, gate)
    assert not report.conforms
    assert report.problems[0].message == f"This is no xsd:{kind}."


@pytest.mark.parametrize(
    "literal", ['"NaN"^^xsd:double', '"-INF"^^xsd:float', '"0024-02-29Z"^^xsd:date', '"+05"^^xsd:integer']
)
def test_a_strange_literal_of_its_datatype_is_let_pass(tmp_path: Path, gate: Gate, literal: str) -> None:
    path = tmp_path / "graph.ttl"
    prefix = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    path.write_text(f"{prefix}\n<https://example.org/a> <https://example.org/p> {literal} .\n", encoding="utf-8")
    assert [problem for problem in validate_file(path, gate).problems if "xsd:" in problem.message] == []


def test_a_confidence_that_is_no_number_is_refused_and_does_not_stop_the_gate(tmp_path: Path, gate: Gate) -> None:
    path = tmp_path / "graph.ttl"
    example = (ONTOLOGY / "examples" / "membership.ttl").read_text(encoding="utf-8")
    path.write_text(re.sub(r"(cmq:confidence) [\d.]+", r'\1 "NaN"^^xsd:double', example), encoding="utf-8")
    assert not validate_file(path, gate).conforms


def test_a_byte_order_mark_is_no_fault(tmp_path: Path, gate: Gate) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + (ONTOLOGY / "examples" / "membership.ttl").read_bytes())
    assert validate_file(path, gate).conforms


def test_triple_terms_are_answered_in_words(tmp_path: Path, gate: Gate) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> .", encoding="utf-8")
    with pytest.raises(SourceError, match="triple terms"):
        validate_file(path, gate)


def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024**2)
    path = tmp_path / "graph.nt.gz"
    path.write_bytes(gzip.compress(b"#" * 3 * 1024**2))
    with pytest.raises(SourceError, match="larger than 1 MiB"):
        validate_file(path, gate)


def test_a_missing_file_is_named(tmp_path: Path, gate: Gate) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.ttl: cannot be read: No such file"):
        validate_file(tmp_path / "nowhere.ttl", gate)


def test_broken_shapes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text("<a> <b", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"shapes\.ttl: holds no shapes"):
        load_gate(path)
