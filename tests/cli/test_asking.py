"""Questions with parameters, on standard input, misspelt; and large releases."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from ran import Ran

from flows.misread import in_one_line
from flows.settings import HOME
from flows.store import on_disk

EXAMPLE = HOME / "output" / "example"


def test_a_parameter_keeps_the_rows_that_have_it(communique: Callable[..., Ran]) -> None:
    asked = ("query", "who-joined-or-left-what", "--data", EXAMPLE, "--format", "csv")
    rows = communique(*asked, "--candidate", "finland", "--organization=NATO").out.splitlines()
    assert rows[0] == communique(*asked).out.splitlines()[0]
    assert [row for row in rows[1:] if "Finland" in row and "NATO" in row] == rows[1:]
    assert len(rows) == 2


def test_a_parameter_stands_where_the_question_binds_it(communique: Callable[..., Ran]) -> None:
    asked = ("query", "members-by-organization-at-a-date", "--data", EXAMPLE, "--organization", "NATO", "--date")
    assert "Finland" in communique(*asked, "2025-01-01").out
    assert "Finland" not in communique(*asked, "2000-01-01").out


def test_the_value_of_a_parameter_is_a_text_alone(communique: Callable[..., Ran]) -> None:
    ran = communique("query", "who-met-whom", "--data", EXAMPLE, "--one", '") || true #')
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "0 rows")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["who-met-whom", "--nobody", "x"], "has no such parameter; it has --one, --other"),
        (["members-by-organization-at-a-date", "--org", "NATO"], "did you mean --organization?"),
        (
            ["members-by-organization-at-a-date", "--date", "2000-1-1"],
            "--date: '2000-1-1' is no date, which is YYYY-MM-DD",
        ),
        (["who-met-whom", "--one"], "stands after the question"),
        (["who-met-whon"], "did you mean who-met-whom"),
        (["ASK { ?s ?p ?o ]"], "this is no SPARQL query: line 1, column 16: this is not understood: ]"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "(SERVICE), which only --federate allows"),
        (["--federate", "SELECT * { SERVICE <http://127.0.0.1:2/> { ?s ?p ?o } }"], "the other server does not answer"),
        ([""], "there is no question in this"),
        (["SELECT * " + "{ " * 101], "its brackets stand too deep in each other"),
    ],
)
def test_a_wrong_question_is_answered_in_a_line(arguments: list[str], why: str, communique: Callable[..., Ran]) -> None:
    ran = communique("query", *arguments, "--data", EXAMPLE)
    assert ran.status == 2
    assert why in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * {\n ?s no:such ?o }", "line 2, column 12: this prefix is not declared"),
        ("SELECT ?x WHER { ?s ?p ?o }", "line 1, column 11: this is not understood: WHER { ?s ?p ?o }"),
        ("SELECT * { ?s ?p ?o", "line 1, column 20: something is missing here"),
        ("DESCRIBE <here>", "line 1, column 16: this is no whole IRI"),
        (
            "SELECT ?s (COUNT(?p) AS ?n) { ?s ?p ?o }",
            "line 1, column 41: it selects a variable that its groups do not have",
        ),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "this changes data, and a release is to be read alone"),
        ("# all\nPREFIX a: <b:b>\nclear all", "this changes data, and a release is to be read alone"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_a_line(text: str, why: str) -> None:
    with pytest.raises(SyntaxError) as wrong:
        ox.Store().query(text)
    assert in_one_line(wrong.value, text) == why


def test_a_question_may_come_on_standard_input(communique: Callable[..., Ran]) -> None:
    assert communique("query", "-", "--data", EXAMPLE, typed="ASK { ?s ?p ?o }").out == "yes\n"


def test_a_store_is_built_once_a_release_and_holds_its_triples(tmp_path: Path) -> None:
    first = on_disk(EXAMPLE, tmp_path)
    built = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.sst")}
    again = on_disk(EXAMPLE, tmp_path)
    plain = ox.Store()
    plain.load(path=str(EXAMPLE / "dataset.ttl"))
    assert {quad.triple for quad in again} == {quad.triple for quad in plain}
    assert len(first) == len(again)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.sst")} == built != {}


def test_triples_are_printed_with_the_prefixes_of_the_release(communique: Callable[..., Ran]) -> None:
    ran = communique("query", "DESCRIBE <entity/Q40>", "--data", EXAMPLE)
    assert "entity:Q40 " in ran.out
    assert "@prefix entity: <https://w3id.org/communique/entity/> ." in ran.out


def test_graphs_of_articles_may_be_asked_by_name(communique: Callable[..., Ran]) -> None:
    asked = "SELECT DISTINCT ?g { GRAPH ?g { ?visit a cmq:Visit } }"
    assert "https://w3id.org/communique/graph/at-75-" in communique("query", asked, "--data", EXAMPLE).out


def test_the_stores_of_a_release_and_of_the_one_before_it_stay(tmp_path: Path) -> None:
    data = tmp_path / "release"
    shutil.copytree(EXAMPLE, data)
    for hash in ("sha256:1", "sha256:2", "sha256:3"):
        (data / "index.json").write_text(json.dumps({"canonical_hash": hash}), encoding="utf-8")
        on_disk(data, tmp_path / "cache")
    (shelf,) = (tmp_path / "cache" / "stores").iterdir()
    assert [path.name[0] for path in sorted(shelf.iterdir())] == ["2", "3"]
