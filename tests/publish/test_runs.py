"""The runs of a release are listed with what each did to it, the newest first."""

from dataclasses import replace
from pathlib import Path

import pytest
from released import RUN, SETTINGS, published, release

from flows.errors import PublishError
from flows.publish import publish
from flows.publish.runs import read_runs

LATER = replace(
    RUN, id="later", name="talks.txt", started="2025-01-03T00:00:00+00:00", ended="2025-01-03T00:00:09+00:00"
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(release(published(), published("talks", title="Talks about talks")), tmp_path, SETTINGS)
    publish(release(published("talks", title="Talks about talks", start="2020"), run=LATER), tmp_path, SETTINGS)
    return tmp_path


def test_each_run_is_told_with_what_it_did(out: Path) -> None:
    later, first = read_runs(out, 10)
    assert later == {
        "ended": LATER.ended,
        "seconds": 9.0,
        "run": "later",
        "name": "talks.txt",
        "articles": 1,
        "came": 0,
        "changed": 1,
        "went": 0,
    }
    assert (first["run"], first["articles"], first["came"]) == (RUN.id, 1, 2)


def test_as_many_as_asked_for_are_told(out: Path) -> None:
    assert [run["run"] for run in read_runs(out, 1)] == ["later"]


def test_runs_whose_totals_were_lost_are_told_by_what_they_read(out: Path) -> None:
    (out / ".releases" / ".totals.sqlite").unlink()
    publish(release(published("visit", title="A visit"), run=replace(RUN, id="last")), out, SETTINGS)
    assert {run["run"] for run in read_runs(out, 10)} == {RUN.id, "later", "last"}


def test_where_nothing_is_published_there_are_no_runs(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing is published here yet"):
        read_runs(tmp_path, 10)


def test_what_cannot_be_read_is_named(out: Path) -> None:
    (out / "run.ttl").resolve().write_text("no turtle", encoding="utf-8")
    with pytest.raises(PublishError, match=r"run\.ttl: the runs cannot be read"):
        read_runs(out, 10)
