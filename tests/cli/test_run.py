"""`communique run` through the real flow: what it prints, and that nothing that goes wrong harms an earlier release."""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ran import Ran

from flows import publish as publishing

pytestmark = pytest.mark.usefixtures("prefect_server")

COMMAND = Path(sys.executable).parent / "communique"


def contents(out: Path) -> dict[str, bytes]:
    """Every file that a release shows, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes() for path in sorted(out.glob("[!.]*/**/*")) if path.is_file()
    } | {path.name: path.read_bytes() for path in sorted(out.glob("[!.]*")) if path.is_file()}


@pytest.fixture
def earlier(article: Path, tmp_path: Path, communique: Callable[..., Ran]) -> tuple[Path, dict[str, bytes]]:
    """A folder with a release, and what is in it."""
    out = tmp_path / "release"
    assert communique("run", article, "--offline", "--out", out).status in (0, 1)
    return out, contents(out)


@pytest.fixture
def changed(article: Path) -> Path:
    """The article with one sentence more, so that it must be published anew."""
    article.write_text(article.read_text(encoding="utf-8") + "\nCroatia joined NATO in April 2009.\n", encoding="utf-8")
    return article


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder in which this user may make no folder. To root, only the kernel's own ones are closed."""
    if os.geteuid() == 0:
        return Path("/proc/self/release")
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    return folder / "release"


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quota that no release fits into: while one is published, no file may grow beyond a few hundred bytes.

    Not longer than that: the quota is the whole process's, and the tests' own output may go to a file that is larger.
    """
    publish = publishing.publish

    def confined(*arguments: Any) -> Any:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, hard))
        try:
            return publish(*arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    monkeypatch.setattr(publishing, "publish", confined)


def test_a_run_prints_where_the_release_is_and_what_is_in_it(
    article: Path, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("run", article, "--offline", "--out", tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert ran.status == (1 if index["counts"]["held_back"] else 0)
    assert f"Release: {tmp_path / 'out'} (1 new)" in ran.out
    assert "1 article" in ran.out
    assert "linked to Wikidata" in ran.out
    assert "Held back: " in ran.out


def test_a_run_with_nothing_new_says_so(
    earlier: tuple[Path, dict[str, bytes]], article: Path, communique: Callable[..., Ran]
) -> None:
    out, before = earlier
    ran = communique("run", article, "--offline", "--out", out)
    assert ran.status == 0
    assert "up to date" in ran.out
    assert contents(out) == before


def test_a_run_with_one_bad_source_publishes_the_others_and_gives_status_1(
    article: Path, tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    ran = communique("run", tmp_path / "nowhere.txt", article, "--offline", "--out", tmp_path / "out")
    assert ran.status == 1
    assert (tmp_path / "out" / "dataset.ttl").is_file()
    assert (
        len([line for line in ran.err.splitlines() if "nowhere.txt" in line and line.startswith("communique: ")]) == 1
    )


def test_a_run_without_anything_readable_leaves_the_earlier_release(
    earlier: tuple[Path, dict[str, bytes]], tmp_path: Path, communique: Callable[..., Ran]
) -> None:
    out, before = earlier
    ran = communique("run", tmp_path / "nowhere.txt", tmp_path / "neither.txt", "--offline", "--out", out)
    assert ran.status == 2
    assert [line.startswith("communique: ") for line in ran.err.splitlines()[-2:]] == [True, True]
    assert contents(out) == before


def test_a_full_disk_is_said_and_leaves_the_earlier_release(
    earlier: tuple[Path, dict[str, bytes]], changed: Path, full_disk: None, communique: Callable[..., Ran]
) -> None:
    out, before = earlier
    ran = communique("run", changed, "--offline", "--out", out)
    assert ran.status == 2
    assert "what was published before is untouched" in ran.err
    assert contents(out) == before


def test_a_folder_without_permission_is_said(article: Path, closed: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("run", article, "--offline", "--out", closed)
    assert ran.status == 2
    assert f"communique: {closed}" in ran.err
    assert "what was published before is untouched" in ran.err


def test_a_file_in_place_of_the_folder_is_said(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("run", article, "--offline", "--out", article)
    assert ran.status == 2
    assert article.name in ran.err
    assert article.read_text(encoding="utf-8").startswith("URL: ")


def test_ctrl_c_in_the_middle_is_said_and_leaves_the_earlier_release(
    earlier: tuple[Path, dict[str, bytes]], article: Path, tmp_path: Path
) -> None:
    out, before = earlier
    many = []
    for number in range(60):
        path = tmp_path / f"copy-{number}.txt"
        path.write_text(article.read_text(encoding="utf-8").replace("bloc-grows", f"copy-{number}"), encoding="utf-8")
        many.append(path)
    environment = os.environ | {"PREFECT_HOME": str(tmp_path / "prefect")}
    process = subprocess.Popen(
        [COMMAND, "run", *many, "--offline", "--out", out],
        env={name: value for name, value in environment.items() if name != "PREFECT_API_URL"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # Shells start background processes with Ctrl-C switched off.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("extract 5 "):
            process.send_signal(signal.SIGINT)
            break
    # Not `communicate`: it would lose what the loop above has read ahead.
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 2
    assert "communique: stopped; what was published before is untouched" in complaints
    assert "Traceback" not in complaints
    assert contents(out) == before


def test_with_prefects_log_switched_on_a_missing_file_is_still_no_traceback(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    ran = subprocess.run(
        [COMMAND, "run", "nowhere.txt", "--offline", "--out", tmp_path / "out"],
        env=environment | {"PREFECT_LOGGING_LEVEL": "INFO"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "Beginning flow run" in ran.stderr
    assert "Traceback" not in ran.stderr
    # Prefect may still tell of its own records behind it.
    assert "\ncommunique: nowhere.txt: there is no such file" in ran.stderr
