"""What is printed can be read by people, by spreadsheets and by programs."""

import csv
import io
import json
import logging

import pytest

from flows import log, show
from flows.summary import counted

ROWS = [
    {
        "subject": "Mali",
        "object": "ECOWAS",
        "qualifiers": {"start": "2024", "place": "Niamey"},
        "note": None,
        "score": 0.5,
    },
    {"subject": 'Says "no", twice', "object": "[red]Chad[/red]", "qualifiers": {}, "note": None, "score": 1.0},
]
COLUMNS = ("subject", "object", "qualifiers", "note", "score")


def test_json_lines_can_be_read_back_whole() -> None:
    assert [json.loads(line) for line in show.as_jsonl(ROWS, COLUMNS).splitlines()] == ROWS


def test_csv_opens_with_its_quotes_and_commas_in_place() -> None:
    rows = list(csv.DictReader(io.StringIO(show.as_csv(ROWS, COLUMNS))))
    assert [row["subject"] for row in rows] == ["Mali", 'Says "no", twice']
    assert rows[0]["qualifiers"] == "start: 2024; place: Niamey"


def test_a_table_leaves_out_columns_in_which_nothing_stands() -> None:
    assert "note" not in show.as_table(ROWS, COLUMNS)


def test_a_table_of_one_article_does_not_repeat_its_name() -> None:
    rows = [{"article": "a.txt", "subject": "Mali"}, {"article": "a.txt", "subject": "Chad"}]
    assert "a.txt" not in show.as_table(rows, ("article", "subject"))
    assert "a.txt" in show.as_table([*rows, {"article": "b.txt", "subject": "Niger"}], ("article", "subject"))


def test_a_table_prints_brackets_as_they_are() -> None:
    assert "[red]Chad[/red]" in show.as_table(ROWS, COLUMNS)


@pytest.mark.parametrize(("number", "words"), [(0, "0 entities"), (1, "1 entity"), (2, "2 entities")])
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "entity", "entities") == words


def test_progress_writes_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with log.progress("flows.test"):
        logging.getLogger("flows.test").info("extract 1 of 1: a", extra={"stage": "extract", "done": 1, "total": 1})
        logging.getLogger("flows.test").info("this is no progress")
    captured = capsys.readouterr()
    assert captured.err == "extract 1 of 1: a\n"
    assert captured.out == ""


@pytest.mark.parametrize("quiet", [True, False])
def test_a_warning_is_said_with_or_without_progress(capsys: pytest.CaptureFixture[str], *, quiet: bool) -> None:
    with log.logging_as(log.LogFormat.TEXT, None, quiet=quiet), log.progress("flows.test"):
        logging.getLogger("flows.test").warning("page.html: only the first of several pages was read")
        logging.getLogger("flows.test").info("nothing that anybody waits for")
    assert capsys.readouterr().err == "communique: page.html: only the first of several pages was read\n"


def test_progress_leaves_the_logger_as_it_was() -> None:
    logger = logging.getLogger("flows.test")
    before = (logger.level, list(logger.handlers))
    with log.progress("flows.test"):
        pass
    assert (logger.level, logger.handlers) == before


def test_a_bar_shows_the_name_of_the_source_as_it_is() -> None:
    bar = log.BarHandler()
    record = logging.makeLogRecord({"msg": "extract 1 of 2: [bold]x.html", "stage": "extract", "done": 1, "total": 2})
    bar.emit(record)
    assert bar.bars.tasks[0].completed == 1
    assert bar.bars.tasks[0].fields["name"] == "[bold]x.html"
    bar.close()
