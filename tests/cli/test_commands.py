"""Each command does what the table of commands promises, and standard output carries only what was asked for."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ran import Ran
from typer.main import get_command

from flows import show
from flows.cli import app
from flows.link.decisions import DECISIONS, load_decisions
from flows.rows import COLUMNS, flat_columns

COMMANDS = sorted(getattr(get_command(app), "commands"))  # noqa: B009  (typer's own class says nothing of it)
README = Path(__file__).parents[2] / "README.md"
RELEASE = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:mali rdfs:label "Mali"@en .
ex:chad rdfs:label "Chad"@en .
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with a small release in it."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "dataset.ttl").write_text(RELEASE, encoding="utf-8")
    return folder


def test_the_commands_are_those_of_the_documentation() -> None:
    shown = re.findall(r"^\| `communique ([a-z]+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(set(shown)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_one_example(command: str, communique: Callable[..., Ran]) -> None:
    ran = communique(command, "--help")
    assert ran.status == 0
    assert ran.out.count(f"Example: communique {command} ") == 1


def test_facts_as_json_lines_have_the_documented_columns_and_verbatim_evidence(
    article: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("facts", article, "--offline", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    text = article.read_text(encoding="utf-8")
    assert ran.status == 0
    assert {"kind", "subject", "predicate", "object"} <= set(rows[0])
    assert {row["article"] for row in rows} == {article.name}
    body = [row for row in rows if row["kind"] != "article"]
    assert body
    assert all(row["evidence"] in text for row in body)


def test_facts_as_csv_open_in_a_spreadsheet(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "--offline", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(rows[0]) == ["article", *flat_columns(COLUMNS)]
    assert {"evidence_start", "evidence_end", "qualifier_start"} <= set(rows[0])
    assert ("Sweden", "NATO") in {(row["subject"], row["object"]) for row in rows}


def test_facts_of_several_sources_and_passages_say_whose_they_are(
    article: Path, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    passages = tmp_path / "passages.jsonl"
    lines = [
        {"id": "one", "text": "Mali withdrew from ECOWAS in January 2025.", "date": "2025-02-01"},
        {"id": "two", "text": "Kazakhstan hosted the summit in Astana.", "date": "2024-07-05"},
    ]
    passages.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ran = communique("facts", passages, article, "--offline", "--format", "jsonl")
    assert {json.loads(line)["article"] for line in ran.out.splitlines()} == {"one", "two", article.name}


def test_entities_are_named_with_item_and_offsets(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("entities", article, "--offline", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    nato = next(row for row in rows if row["surface"] == "NATO")
    assert ran.status == 0
    assert (nato["type"], nato["qid"], nato["verdict"]) == ("organization", "Q7184", "same")
    assert nato["end"] - nato["start"] == len("NATO")
    assert set(rows[0]) == {"article", "surface", "type", "qid", "label", "start", "end", "verdict", "score"}


def test_progress_stays_out_of_standard_output(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("entities", article, "--offline", "--format", "jsonl")
    assert "1 of 1" in ran.err
    assert "1 of 1" not in ran.out


def test_sources_are_taken_from_standard_input(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", "-", "--offline", "--format", "jsonl", typed=f"{article}\n\n{article}\n")
    assert ran.status == 0
    assert {json.loads(line)["article"] for line in ran.out.splitlines()} == {article.name}


@pytest.mark.parametrize(
    ("format", "answer"),
    [
        ("table", "name\nChad\nMali\n2 rows\n"),
        ("csv", "name\nChad\nMali\n"),
    ],
)
def test_a_query_is_answered_with_the_prefixes_of_the_release(
    format: str, answer: str, release: Path, communique: Callable[..., Ran]
) -> None:
    question = "SELECT ?name { ?thing rdfs:label ?name } ORDER BY ?name"
    ran = communique("query", question, "--data", release, "--format", format)
    assert (ran.status, ran.out) == (0, answer)


def test_a_query_may_stand_in_a_file(release: Path, tmp_path: Path, communique: Callable[..., Ran]) -> None:
    path = tmp_path / "labels.rq"
    path.write_text("ASK { ex:mali rdfs:label ?name }", encoding="utf-8")
    assert communique("query", path, "--data", release).out == "yes\n"


def test_a_thing_can_be_described(release: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("query", "describe ex:mali", "--data", release)
    assert ran.status == 0
    assert "Mali" in ran.out


def test_a_query_for_triples_is_answered_in_turtle(release: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("query", "CONSTRUCT WHERE { ex:mali ?p ?o }", "--data", release, "--format", "ttl")
    assert ran.status == 0
    assert '"Mali"@en' in ran.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["SELECT { nonsense"], "this is no SPARQL query"),
        (["no-such-question"], "neither SPARQL, nor a readable file, nor a shipped question"),
        (["ASK { ?s ?p ?o }", "--format", "ttl"], "only CONSTRUCT and DESCRIBE"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(
    arguments: list[str], complaint: str, release: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("query", *arguments, "--data", release)
    assert (ran.status, ran.out) == (2, "")
    assert complaint in ran.err


def test_a_folder_without_a_release_says_how_to_make_one(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("query", "ASK { ?s ?p ?o }", "--data", tmp_path)
    assert ran.status == 2
    assert "communique run" in ran.err


def test_the_shipped_questions_are_listed_and_each_can_be_asked_by_name(
    release: Path, communique: Callable[..., Ran]
) -> None:
    listed = communique("query", "--list")
    names = [line.split()[0] for line in listed.out.splitlines()[1:]]
    assert communique("query", names[-1], "--data", release).status == 0
    # One asks Wikidata, which only --federate allows. The others without the process that the command starts for each.
    assert communique("query", "capitals-of-the-members", "--data", release).status == 2
    others = set(names) - {"capitals-of-the-members"}
    assert all(show.answered(name, release, {}, "table", federate=False) for name in others)


def test_check_says_in_plain_words_what_does_not_conform(release: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("check", release / "dataset.ttl")
    assert ran.status == 1
    assert "does not conform" in ran.out
    assert "violation: " in ran.out


def test_check_names_a_file_that_is_no_rdf_and_goes_on(
    release: Path, article: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("check", article, release / "dataset.ttl")
    assert ran.status == 1
    assert article.name in ran.err
    assert "dataset.ttl" in ran.out


def test_check_with_nothing_readable_gives_status_2(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("check", tmp_path / "nowhere.ttl")
    assert ran.status == 2
    assert "nowhere.ttl" in ran.err


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = Path(sys.executable).parent / "communique"
    script = f"set -o pipefail; '{command}' query --list | true"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_is_explained_with_its_candidates_and_reasons(communique: Callable[..., Ran]) -> None:
    ran = communique("link", "Georgia", "--near", "Tbilisi", "--offline")
    assert ran.status == 0
    assert ran.out.startswith("same: Q230 Georgia (")
    assert "'Georgia' is its label" in ran.out


def test_a_name_that_nobody_knows_is_said_to_have_no_item(communique: Callable[..., Ran]) -> None:
    ran = communique("link", "Petra Ungenannt", "--type", "person", "--offline")
    assert ran.out.startswith("none: no item (")


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    """A release that left one name open."""
    folder = tmp_path / "unsure"
    folder.mkdir()
    (folder / "links.csv").write_text(
        "name,type,verdict,reasons,candidates,candidate_labels,candidate_scores\n"
        "Georgia,region,unsure,two of this name,Q230,Georgia,0.45\n",
        encoding="utf-8-sig",
    )
    return folder


@pytest.mark.parametrize(("typed", "decided"), [("1\n", "Q230"), ("Q1428\n", "Q1428"), ("what?\nn\n", "none")])
def test_a_review_writes_down_what_a_person_decides(
    typed: str,
    decided: str,
    unsure: Path,
    tmp_path: Path,
    communique: Callable[..., Ran],
) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_bytes(DECISIONS.read_bytes().splitlines(keepends=True)[0])
    ran = communique("review", unsure, "--decisions", decisions, typed=typed)
    (row,) = load_decisions(decisions)
    assert (ran.status, row.name, row.decision) == (0, "Georgia", decided)
    assert "Q230  Georgia" in ran.err


def test_a_decision_can_be_meant_for_some_articles_only(
    unsure: Path, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    communique("review", unsure, "--decisions", tmp_path / "decisions.csv", typed="Q1428 if Atlanta\n")
    (row,) = load_decisions(tmp_path / "decisions.csv")
    assert (row.decision, row.context) == ("Q1428", "Atlanta")


def test_a_review_that_is_stopped_decides_nothing(unsure: Path, tmp_path: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("review", unsure, "--decisions", tmp_path / "decisions.csv", typed="q\n")
    assert (ran.status, ran.out.split()[0]) == (0, "0")
    assert not (tmp_path / "decisions.csv").exists()


def test_a_diff_of_what_is_no_release_says_so(tmp_path: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("diff", tmp_path, tmp_path)
    assert ran.status == 2
    assert "nothing is published here yet" in ran.err
