"""The tables open in a spreadsheet, do nothing there, and are read back as they were written."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from released import SETTINGS, published, release

from flows.publish import publish
from flows.publish.content import Content, content_of
from flows.publish.layout import load_layout
from flows.publish.writers.tables import (
    read_rows,
    read_table,
    write_facts_table,
    write_links_table,
    write_rows,
)


@pytest.fixture
def content() -> Content:
    return content_of(published(), load_layout(SETTINGS.base), SETTINGS)


def test_rows_are_read_back_whatever_separates_lines_in_them(content: Content) -> None:
    odd = tuple({**row, "evidence": "one\u2028two\u0085three\n“four”"} for row in content.rows)
    assert read_rows(write_rows(replace(content, rows=odd))) == odd


def test_links_that_were_read_back_are_written_the_same(content: Content) -> None:
    once = write_links_table(content)
    assert write_links_table(replace(content, links=read_table(once))) == once


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)"])
def test_a_spreadsheet_runs_nothing(content: Content, cell: str) -> None:
    table = write_facts_table(replace(content, rows=tuple({**row, "object": cell} for row in content.rows)))
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert {row["object"] for row in rows} == {f"'{cell}"}


def test_a_spreadsheet_sees_that_the_table_is_in_utf8(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    assert (tmp_path / "facts.csv").read_bytes().startswith("\ufeffkind,subject".encode())


def test_quotes_commas_and_lines_in_a_cell_stay_in_it(content: Content) -> None:
    odd = 'one, "two"\nthree'
    table = write_facts_table(replace(content, rows=tuple({**row, "evidence": odd} for row in content.rows)))
    assert list(pandas.read_csv(io.StringIO(table.removeprefix("\ufeff")))["evidence"]) == [odd] * 3


def test_each_qualifier_has_a_column_of_its_own(content: Content) -> None:
    table = pandas.read_csv(io.StringIO(write_facts_table(content).removeprefix("\ufeff")))
    assert list(table["qualifier_start"].fillna("")) == ["2024-05", "", ""]


def test_an_unsure_link_shows_its_candidates(content: Content) -> None:
    [unsure] = [row for row in read_table(write_links_table(content)) if row["verdict"] == "unsure"]
    assert unsure["item"] == ""
    columns = ("candidates", "candidate_labels", "candidate_descriptions", "candidate_scores", "candidate_reasons")
    assert [unsure[column] for column in columns] == [
        *("Q900003", "Graustark", "a novel", "0.40", "the name agrees; the type does not")
    ]
