"""What the gate said can be read by people and by programs, and what it held back is in one place alone."""

import json
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SH
from released import SETTINGS, published, readable, release

from flows.iris import fact_iri
from flows.model import Problem, Report
from flows.publish import PublishedArticle, publish, read_index

VERSION = URIRef("http://www.w3.org/ns/dcat#version")
WHY = "An accession | says when."


def with_one_held_back() -> tuple[str, PublishedArticle]:
    """An article whose first fact did not pass, and that fact's IRI."""
    whole = published()
    fact = fact_iri(whole.reading.article, whole.reading.extraction.facts[0], SETTINGS)
    held_back = tuple(quad for quad in whole.quads if quad.subject.value == fact)
    kept = tuple(quad for quad in whole.quads if quad not in held_back)
    problems = (Problem("violation", fact, WHY), Problem("warning", "https://example.org/x", "So so."))
    return fact, replace(whole, quads=kept, held_back=held_back, report=Report(True, problems, (fact,)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(release(with_one_held_back()[1]), tmp_path, SETTINGS)
    [folder] = (tmp_path / "articles").iterdir()
    return folder


def subjects(path: Path) -> set[str]:
    return {quad.subject.value for quad in ox.parse(path=str(path))}


def test_what_was_held_back_is_in_quarantine_alone(folder: Path, tmp_path: Path) -> None:
    fact, _ = with_one_held_back()
    holding = {
        path.name
        for path in folder.iterdir()
        if fact in readable(path.with_suffix(path.suffix.removesuffix(".gz"))).decode()
    }
    assert fact in subjects(folder / "quarantine.ttl")
    assert holding == {"quarantine.ttl", "report.ttl", "report.md"}
    assert fact not in readable(tmp_path / "dataset.nq").decode()


def test_quarantine_says_why(folder: Path) -> None:
    said = {quad.object.value for quad in ox.parse(path=str(folder / "quarantine.ttl"))}
    assert WHY in said
    assert "So so." not in said


def test_each_problem_is_a_result_with_an_address(folder: Path) -> None:
    results = {iri for iri in subjects(folder / "report.ttl") if "#" in iri}
    assert len(results) == 2


def test_a_warning_about_evidence_names_the_facts_that_rest_on_it(tmp_path: Path) -> None:
    whole = published()
    facts = {quad.subject.value for quad in whole.quads if "/fact/" in quad.subject.value}
    evidence, fact = next(
        (quad.object.value, quad.subject.value)
        for quad in whole.quads
        if quad.subject.value in facts and "#char=" in quad.object.value
    )
    report = Report(True, (Problem("warning", evidence, "So so."),), ())
    publish(release(replace(whole, report=report)), tmp_path, SETTINGS)
    [path] = tmp_path.glob("articles/*/report.ttl")
    about = {quad.object.value for quad in ox.parse(path=str(path)) if quad.predicate.value.endswith("/about")}
    assert fact in about
    assert about <= facts


def test_the_report_names_data_shapes_and_engine_in_their_versions(tmp_path: Path) -> None:
    whole = published()
    report = Report(True, engine="judge 1.2.3", shapes=f"sha256:{'5' * 64}")
    publish(release(replace(whole, report=report)), tmp_path, SETTINGS)
    [path] = tmp_path.glob("articles/*/report.ttl")
    said = Graph().parse(path)
    [one] = said.subjects(RDF.type, SH.ValidationReport)
    graph, shapes = said.value(one, DCTERMS.source), said.value(one, SH.shapesGraph)
    entry = json.loads((tmp_path / "articles.jsonl").read_text(encoding="utf-8"))
    assert str(said.value(graph, VERSION)) == entry["canonical_hash"]
    assert str(said.value(shapes, VERSION)) == f"sha256:{'5' * 64}"
    assert str(said.value(said.value(one, PROV.wasAssociatedWith), VERSION)) == "judge 1.2.3"


def test_the_page_for_people_says_what_and_why(folder: Path) -> None:
    page = (folder / "report.md").read_text(encoding="utf-8")
    assert "## What was held back (1)" in page
    assert "| yes | An accession \\| says when. |" in page


def test_nothing_held_back_leaves_no_quarantine(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    assert not list(tmp_path.glob("articles/*/quarantine.ttl"))


def test_what_was_held_back_is_counted(folder: Path, tmp_path: Path) -> None:
    counts = read_index(tmp_path)["counts"]
    assert (counts["facts"], counts["held_back"], counts["warnings"]) == (2, 1, 1)
