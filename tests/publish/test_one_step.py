"""A release takes the place of the old one in one step: whatever happens, what lies there is whole."""

import errno
import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from released import SETTINGS, published, release

from flows.errors import PublishError
from flows.publish import DATASET_FORMS, STORE, Release, publish, read_index, tidy
from flows.publish.layout import Layout

# Newer Pythons warn of forks beside threads, which other tests may have left running.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")

OLD = release(published(start="2024-04"))
NEW = release(published(start="2024-05"), published("talks", title="Talks about talks"))
FILE_OPERATIONS = {"open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"}
NEVER = 1 << 20
REFUSED = 3  # exit status of a process that could not publish


def whole(out: Path) -> str:
    """The hash of the release in a folder, after each of its files was held against the sums and the index."""
    index = read_index(out)
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS").read_text().splitlines())
    for path, digest in sums.items():
        assert sha256((out / path).read_bytes()).hexdigest() == digest, path
    of_articles = {f"articles/{entry['slug']}/{name}" for entry in index["articles"] for name in entry["files"]}
    clocked = {"run.ttl", "dcat.ttl", "articles.jsonl", "changes.jsonl", "feed.atom"}
    assert {*index["files"], *of_articles} == {*sums, "SHA256SUMS", *clocked}
    assert sha256((out / "run.ttl").read_bytes()).hexdigest() == index["files"]["run.ttl"]["sha256"]
    assert {entry["slug"] for entry in index["articles"]} == {path.name for path in (out / "articles").iterdir()}
    return str(index["canonical_hash"])


def started(task: Callable[[], object]) -> int:
    """A process that does the task."""
    child = os.fork()
    if child == 0:
        try:
            task()
            os._exit(0)
        except PublishError as error:
            print(error, file=sys.stderr)
            os._exit(REFUSED)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


def ended(child: int) -> int:
    """The exit status of a process; minus the number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def in_child(task: Callable[[], object]) -> int:
    """The exit status of a process that did the task."""
    return ended(started(task))


def killed_at(operation: int, out: Path, what: Release) -> int:
    """How many operations on files publishing takes, in a process that is killed right before its n-th one."""
    reader, writer = os.pipe()

    def hook(event: str, _: object) -> None:
        if event in FILE_OPERATIONS:
            os.write(writer, b".")
            if len(seen) == operation:
                os.kill(os.getpid(), signal.SIGKILL)
            seen.append(event)

    seen: list[str] = []

    def task() -> None:
        sys.addaudithook(hook)
        publish(what, out, SETTINGS)

    status = in_child(task)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        done = len(pipe.read())
    assert status == (-signal.SIGKILL if done > operation else 0)
    return done


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    publish(OLD, folder, SETTINGS)
    return folder


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_release_whole(out: Path, tmp_path: Path) -> None:
    moments = copies(out, tmp_path, killed_at(NEVER, copy(out, tmp_path / "measured"), NEW))
    found = []
    for moment, folder in moments.items():
        killed_at(moment, folder, NEW)
        found.append(whole(folder))
    assert set(found) == {whole(out), whole(tmp_path / "measured")}


def test_a_kill_in_the_first_run_leaves_nothing_or_all(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    moments = copies(tmp_path / "empty", tmp_path, killed_at(NEVER, tmp_path / "measured", OLD))
    found = []
    for moment, folder in moments.items():
        killed_at(moment, folder, OLD)
        found.append(whole(folder) if (folder / "index.json").exists() else "")
    assert set(found) == {"", whole(tmp_path / "measured")}


def test_a_run_with_nothing_to_add_removes_what_a_killed_one_left(out: Path) -> None:
    before = whole(out)
    (out / STORE / ".new" / "articles").mkdir(parents=True)
    tidy(out)
    assert (whole(out), (out / STORE / ".new").exists()) == (before, False)


def test_the_next_run_removes_what_a_killed_one_left(out: Path, tmp_path: Path) -> None:
    for folder in copies(out, tmp_path, killed_at(NEVER, copy(out, tmp_path / "measured"), NEW)).values():
        publish(NEW, folder, SETTINGS)
        names = {path.name for path in folder.iterdir()}
        assert names == {path.name for path in (tmp_path / "measured").iterdir()}
        assert len(list((folder / ".releases").glob("[!.]*"))) == 2


def copy(out: Path, to: Path) -> Path:
    return shutil.copytree(out, to, symlinks=True)


def copies(out: Path, tmp_path: Path, last: int) -> dict[int, Path]:
    """A copy of a folder for each moment to kill at: all of the last ones, where the swap is, and some before them."""
    moments = [*range(last - 45, last), *Random(5).sample(range(last - 45), 15)]
    return {moment: copy(out, tmp_path / str(moment)) for moment in moments}


def test_only_the_release_before_the_current_one_is_kept(out: Path) -> None:
    for start in ("2020", "2021", "2022"):
        publish(release(published(start=start)), out, SETTINGS)
    kept = {path.name for path in (out / ".releases").glob("[!.]*")}
    assert kept == {(out / link).readlink().name for link in (".current", ".previous")}


@contextmanager
def untouched(out: Path) -> Iterator[None]:
    before = whole(out), sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))
    yield
    assert (whole(out), sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))) == before


def test_two_runs_into_one_folder_wait_for_each_other(out: Path) -> None:
    names = [f"article-{number}" for number in range(4)]
    children = [started(partial(publish, release(published(name, title=name)), out, SETTINGS)) for name in names]
    assert [ended(child) for child in children] == [0] * len(names)
    whole(out)
    assert {entry["source"] for entry in read_index(out)["articles"]} == {"summit.txt", *(f"{n}.txt" for n in names)}


def test_a_full_disk_leaves_the_earlier_release(out: Path) -> None:
    def task() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        publish(NEW, out, SETTINGS)

    with untouched(out):
        assert in_child(task) == REFUSED


def test_a_writer_that_fails_leaves_the_earlier_release(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_: Layout) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setitem(DATASET_FORMS, "dataset.trig.gz", replace(DATASET_FORMS["dataset.trig.gz"], head=no_space))
    with untouched(out), pytest.raises(PublishError, match="no space left on device; what was published before is unt"):
        publish(NEW, out, SETTINGS)


def test_stopping_in_the_middle_leaves_the_earlier_release(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Layout) -> str:
        raise KeyboardInterrupt

    monkeypatch.setitem(DATASET_FORMS, "dataset.trig.gz", replace(DATASET_FORMS["dataset.trig.gz"], head=stopped))
    with untouched(out), pytest.raises(KeyboardInterrupt):
        publish(NEW, out, SETTINGS)


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    def task() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        publish(OLD, closed / "out", SETTINGS)

    assert in_child(task) == REFUSED
    assert not list(closed.iterdir())


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(PublishError, match=r"out.*: (not a directory|file exists); what"):
        publish(OLD, tmp_path / "out", SETTINGS)


def test_files_of_the_user_are_never_touched(tmp_path: Path) -> None:
    mine = [tmp_path / ".gitkeep", tmp_path / "example" / "dataset.ttl", tmp_path / "notes.md"]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    publish(OLD, tmp_path, SETTINGS)
    publish(NEW, tmp_path, SETTINGS)
    assert [path.read_text() for path in mine] == ["mine"] * len(mine)


def test_a_file_of_the_user_in_the_way_is_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "dataset.ttl").write_text("mine")
    with pytest.raises(PublishError, match=r"dataset\.ttl: this is not ours to replace"):
        publish(OLD, tmp_path, SETTINGS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset.ttl"]


def test_nothing_is_published_from_nothing(out: Path) -> None:
    with untouched(out), pytest.raises(PublishError, match="no article to publish"):
        publish(Release((), OLD.run), out, SETTINGS)


def test_an_index_that_is_no_index_is_named(out: Path) -> None:
    index = (out / "index.json").resolve()
    index.write_text(json.dumps({"format": 0}))
    with pytest.raises(PublishError, match=r"index\.json"):
        publish(NEW, out, SETTINGS)
