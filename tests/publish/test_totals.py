"""What is counted beside a release is that of the release, whatever happened to it or in between."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from released import RUN, SETTINGS, published, release
from test_one_step import in_child
from test_same_bytes import contents

from flows.publish import PublishedArticle, publish, read_index
from flows.publish.place import install
from flows.publish.totals import SCHEMA, Totals

NAMES = ("summit", "talks", "visit")
TOTALS = Path(".releases") / ".totals.sqlite"

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def one(name: str, **varied: str) -> PublishedArticle:
    return published(name, title=f"A {name}", **varied)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(release(one("summit", start="2023"), one("talks")), tmp_path / "out", SETTINGS)
    return tmp_path / "out"


def all_at_once(folder: Path) -> dict[str, bytes]:
    publish(release(*map(one, NAMES)), folder, SETTINGS)
    return contents(folder)


def test_any_number_of_runs_in_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    expected = all_at_once(tmp_path / "once")
    for order in permutations(NAMES):
        folder = tmp_path / "-".join(order)
        publish(release(one(order[0], start="2020"), one(order[1], start="2021")), folder, SETTINGS)
        for name in order:
            publish(release(one(name)), folder, SETTINGS)
        assert contents(folder) == expected


@pytest.mark.parametrize("broken", ["missing", "empty", "no database", "of an older release"])
def test_totals_that_are_not_those_of_the_release_are_made_again(out: Path, tmp_path: Path, broken: str) -> None:
    if broken == "of an older release":
        shutil.copy(out / TOTALS, tmp_path / "older")
        publish(release(one("summit"), one("harbour")), out, SETTINGS)
        shutil.move(tmp_path / "older", out / TOTALS)
        expected = (*NAMES, "harbour")
    else:
        contents_of = {"missing": None, "empty": b"", "no database": b"not a database" * 100}[broken]
        (out / TOTALS).unlink()
        if contents_of is not None:
            (out / TOTALS).write_bytes(contents_of)
        expected = NAMES
    publish(release(one("summit"), one("visit")), out, SETTINGS)
    publish(release(*map(one, expected)), tmp_path / "once", SETTINGS)
    assert contents(out) == contents(tmp_path / "once")


def test_totals_of_another_version_are_made_again(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "flows.publish.totals.SCHEMA", SCHEMA.replace("withdrawn (origin", "withdrawn (why TEXT, origin")
    )
    publish(release(one("summit")), out, SETTINGS)
    monkeypatch.undo()
    publish(release(one("visit")), out, SETTINGS)
    assert contents(out) == all_at_once(tmp_path / "once")


@pytest.mark.parametrize("moment", ["before the swap", "after the swap", "after the totals"])
def test_a_kill_round_the_swap_is_healed_by_the_next_run(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def then_kill(task: Callable[..., object]) -> Callable[..., None]:
        return lambda *arguments: kill(task(*arguments))

    with monkeypatch.context() as patched:
        if moment == "before the swap":
            patched.setattr("flows.publish.publishing.install", kill)
        elif moment == "after the swap":
            patched.setattr("flows.publish.publishing.install", then_kill(install))
        else:
            patched.setattr(Totals, "commit", then_kill(Totals.commit))
        assert in_child(lambda: publish(release(one("summit"), one("harbour")), out, SETTINGS)) == -signal.SIGKILL
    publish(release(*map(one, (*NAMES, "harbour"))), out, SETTINGS)
    publish(release(*map(one, (*NAMES, "harbour"))), tmp_path / "once", SETTINGS)
    assert contents(out) == contents(tmp_path / "once")


def test_a_release_that_was_put_back_is_the_one_that_grows(out: Path, tmp_path: Path) -> None:
    publish(release(one("harbour")), out, SETTINGS)
    previous = (out / ".previous").readlink()
    (out / ".current").unlink()
    (out / ".current").symlink_to(previous)
    publish(release(one("summit"), one("visit")), out, SETTINGS)
    assert contents(out) == all_at_once(tmp_path / "once")


def test_an_article_is_written_once_however_many_releases_hold_it(out: Path) -> None:
    (entry,) = [entry for entry in read_index(out)["articles"] if entry["source"] == "talks.txt"]
    before = (out / "articles" / entry["slug"]).resolve()
    written = before.stat().st_mtime_ns
    for name in ("visit", "harbour"):
        publish(release(one(name)), out, SETTINGS)
    after = (out / "articles" / entry["slug"]).resolve()
    assert (after, after.stat().st_mtime_ns) == (before, written)


def test_what_no_release_holds_any_more_is_removed(out: Path) -> None:
    for start in ("2020", "2021", "2022"):
        publish(release(one("summit", start=start)), out, SETTINGS)
    kept = {path.resolve() for link in (".current", ".previous") for path in (out / link / "articles").iterdir()}
    assert set((out.resolve() / ".releases" / ".articles").iterdir()) == kept


def test_things_that_articles_share_are_described_once(out: Path) -> None:
    publish(release(*map(one, NAMES)), out, SETTINGS)
    lines = (out / "dataset.ttl").read_text(encoding="utf-8").splitlines()
    assert lines.count("entity:Q900002") == 1


def test_runs_that_read_nothing_that_is_left_are_forgotten_in_the_end(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.publish.totals.KEPT_RUNS", 2)
    for number in range(4):
        run = replace(RUN, id=f"run-{number}", ended=f"2026-01-0{number + 1}T00:00:00+00:00")
        publish(release(one("summit"), run=run), out, SETTINGS)
    said = (out / "run.ttl").read_text(encoding="utf-8")
    assert [f"\nrun:run-{number}\n" in said for number in range(4)] == [False, False, True, True]
    assert f"\nrun:{RUN.id}\n" in said  # it read "talks", which is still there
