"""Examples that must pass, and examples that must not, each for the reason in its first lines."""

from functools import cache
from pathlib import Path

import pytest
from examples import CONFORMING, INVALID, announced, quads_of
from pyoxigraph import BlankNode
from pyshacl import validate as ask_pyshacl
from rdflib import Graph

from flows.kinds import shipped_kinds
from flows.model import Problem
from flows.settings import ONTOLOGY
from flows.validate import Gate, load_gate


@cache
def refereed(path: Path) -> tuple[Problem, ...]:
    """What pySHACL finds in the example."""
    return tuple(load_shipped_gate().referee(quads_of(path)))


@cache
def load_shipped_gate() -> Gate:
    return load_gate()


def violations_of(path: Path) -> set[str]:
    return {problem.message for problem in refereed(path) if problem.severity == "violation"}


@pytest.mark.parametrize("path", CONFORMING, ids=lambda path: path.stem)
def test_an_example_conforms(path: Path) -> None:
    assert violations_of(path) == set()


@pytest.mark.parametrize("path", CONFORMING, ids=lambda path: path.stem)
def test_an_example_has_no_blank_node(path: Path) -> None:
    assert not [quad for quad in quads_of(path) if BlankNode in (type(quad.subject), type(quad.object))]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name.removesuffix(".invalid.rdfp"))
def test_an_invalid_example_is_refused_for_the_reasons_it_names_and_no_other(path: Path) -> None:
    assert violations_of(path) == set(announced(path, "refused", "also"))


@pytest.mark.parametrize("path", [*CONFORMING, *INVALID], ids=lambda path: path.name)
def test_the_fast_engine_finds_what_pyshacl_finds(path: Path) -> None:
    if load_shipped_gate().fast is None:
        pytest.skip("the fast engine is not installed")
    assert tuple(load_shipped_gate().problems(quads_of(path))) == refereed(path)


def test_every_invalid_example_begins_with_its_own_reason() -> None:
    assert all(path.read_text(encoding="utf-8").startswith("# refused: ") for path in INVALID)
    assert len(INVALID) >= 40


def test_an_invalid_example_shows_nothing_but_what_it_changes() -> None:
    large = {"article-states-nothing", "member-before-founding"}  # a whole fact more or less
    rows = {
        path: [line for line in path.read_text("utf-8").splitlines() if line[:2] in {"A ", "D "}] for path in INVALID
    }
    assert {path.name.split(".")[0] for path, changed in rows.items() if len(changed) > 6} == large


def test_every_violation_that_the_shapes_can_find_has_an_example_or_is_of_an_optional_role() -> None:
    shown = {reason for path in INVALID for reason in announced(path, "refused", "also")}
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    query = """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT DISTINCT ?message {
            ?shape sh:message ?message ; sh:disjoint|sh:hasValue|sh:lessThan|sh:lessThanOrEquals|sh:equals ?other .
        }
    """
    assert {str(message) for (message,) in shapes.query(query)} - shown == set()


def test_every_kind_of_fact_has_a_conforming_example() -> None:
    shown = {
        quad.object.value for path in CONFORMING for quad in quads_of(path) if quad.predicate.value.endswith("#type")
    }
    assert {f"https://w3id.org/communique/ontology#{kind.class_name}" for kind in shipped_kinds().values()} <= shown


def test_every_class_of_things_has_a_conforming_example() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    targets = {
        str(target)
        for (target,) in shapes.query("SELECT ?class { ?shape <http://www.w3.org/ns/shacl#targetClass> ?class }")
    }
    shown = {
        quad.object.value for path in CONFORMING for quad in quads_of(path) if quad.predicate.value.endswith("#type")
    }
    assert targets - shown == set()


def test_plain_pyshacl_with_nothing_but_our_files_agrees() -> None:
    data = Graph().parse(ONTOLOGY / "examples" / "membership.ttl")
    conforms, _, text = ask_pyshacl(data, shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"))
    assert conforms, text


def test_an_empty_file_is_refused() -> None:
    conforms, _, text = ask_pyshacl(Graph(), shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"))
    assert not conforms
    assert "This file holds no article" in text
