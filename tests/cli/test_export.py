"""A release as files for analysts, opened by what they use."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pandas
import pytest
from ran import Ran

from flows.parquet import as_parquet
from flows.settings import HOME

EXAMPLE = HOME / "output" / "example"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's facts as Parquet."""
    return exported(tmp_path_factory.mktemp("exported") / "facts.parquet")


def exported(to: Path) -> Path:
    """The example's facts in a file."""
    from flows.export import export

    export(EXAMPLE, to)
    return to


def test_duckdb_and_pandas_find_the_rows_of_the_release(table: Path) -> None:
    rows = [json.loads(line) for line in (EXAMPLE / "facts.jsonl").read_text(encoding="utf-8").split("\n") if line]
    found = duckdb.sql(f"SELECT fact_iri, evidence_start FROM '{table}'").fetchall()
    assert found == [(row["fact_iri"], row["start"]) for row in rows]
    assert list(pandas.read_parquet(table)["confidence"]) == [row["confidence"] for row in rows]


def test_days_can_be_compared_however_precise_they_are(table: Path) -> None:
    asked = f"SELECT subject FROM '{table}' WHERE predicate = 'joined' AND earliest_start < DATE '1983-01-01'"
    assert {subject for (subject,) in duckdb.sql(asked).fetchall()} == {"Greece", "Turkey", "Spain"}
    asked = f"SELECT DISTINCT article_published FROM '{table}'"
    assert duckdb.sql(asked).fetchall() == [(date(2024, 7, 12),)]


def test_events_are_counted_as_event_data_are(table: Path) -> None:
    asked = f"SELECT plover_event, plover_mode FROM '{table}' WHERE predicate = 'visited' AND factuality = 'asserted'"
    assert set(duckdb.sql(asked).fetchall()) == {("CONSULT", "visit")}
    asked = f"SELECT count(*) FROM '{table}' WHERE plover_event IS NOT NULL AND factuality IN ('negated', 'possible')"
    assert duckdb.sql(asked).fetchall() == [(0,)]


def test_what_takes_place_is_on_the_map_and_what_is_denied_is_not(tmp_path: Path) -> None:
    told = json.loads(exported(tmp_path / "facts.geojson").read_text(encoding="utf-8"))
    moscow = [one for one in told["features"] if one["properties"]["place"] == "Moscow"]
    assert {tuple(one["geometry"]["coordinates"]) for one in moscow} == {(37.62, 55.75)}
    assert all(one["properties"][name] for one in told["features"] for name in ("says", "stands", "evidence", "source"))
    assert not [one for one in told["features"] if one["properties"]["stands"].startswith("denied")]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("facts.xlsx", EXAMPLE, "its ending says how to write it: .parquet or .geojson"),
        ("no/facts.parquet", EXAMPLE, "there is no such folder"),
        ("facts.parquet", HOME / "docs", "there is no release (articles.jsonl is missing)"),
        ("facts.geojson", HOME / "docs", "there is no release (articles.jsonl is missing)"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    name: str, data: Path, why: str, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("export", tmp_path / name, "--data", data)
    assert (ran.status, why in ran.err, len(ran.err.splitlines())) == (2, True, 1)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_as_parquet_has_numbers_and_days() -> None:
    query = (
        "SELECT ?who ?confidence ?day { ?f a cmq:Visit ; cmq:hasVisitor/rdfs:label ?who ; cmq:confidence ?confidence "
    )
    query += "; cmq:earliestStart ?day } ORDER BY ?day"
    command = [Path(sys.executable).with_name("communique"), "query", query, "--data", EXAMPLE, "--format", "parquet"]
    told = pandas.read_parquet(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))
    assert list(told["day"]) == [date(2024, 7, 5), date(2024, 7, 8)]
    assert told["confidence"].dtype == "float64"
    assert told["who"][0] == "Viktor Orbán"


def test_a_table_without_rows_has_its_columns() -> None:
    told = pandas.read_parquet(io.BytesIO(as_parquet([], {"subject": str, "day": date})))
    assert list(told.columns) == ["subject", "day"]
    assert len(told) == 0


def test_the_readme_counts_as_it_says(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    ((code, printed),) = re.findall(r"```python\n(import duckdb.*?)```\n\n```\n(.*?)```", readme, flags=re.DOTALL)
    monkeypatch.chdir(table.parent)
    exec(code, {})
    assert capsys.readouterr().out.strip() == printed.strip()
