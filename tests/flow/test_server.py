"""The Prefect server that a run starts for itself: where its records lie, how it fails, and that it leaves nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from flows.errors import ServerError
from flows.server import IN_MEMORY, _kept, own_server, use_own_home

COMMAND = Path(sys.executable).parent / "communique"
NAMES = ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_API_DATABASE_CONNECTION_URL", "PREFECT_PROFILES_PATH")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A user without settings of Prefect, and the folder of her cache."""
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that what the code sets is taken back
        monkeypatch.delenv(name)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "user")
    monkeypatch.setenv("COMMUNIQUE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def profile(home: Path, text: str) -> None:
    """Writes the user's profiles of Prefect."""
    (home / ".prefect").mkdir(parents=True)
    (home / ".prefect" / "profiles.toml").write_text(text, encoding="utf-8")


def test_the_records_lie_in_a_folder_of_ours_for_each_version(environment: Path) -> None:
    use_own_home()
    home = Path(os.environ["PREFECT_HOME"])
    assert (home.parent, home.name[:8]) == (environment, "prefect-")
    assert os.environ["PREFECT_API_DATABASE_CONNECTION_URL"].endswith(f"{home}/prefect.db")


def test_a_home_of_the_users_own_stays(environment: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "mine"))
    use_own_home()
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "mine")


def test_a_profile_that_names_a_server_stays(environment: Path) -> None:
    profile(Path.home(), 'active = "work"\n[profiles.work]\nPREFECT_API_URL = "http://127.0.0.1:4200/api"\n')
    use_own_home()
    assert "PREFECT_HOME" not in os.environ


def test_other_settings_of_a_profile_hold_with_our_home(environment: Path) -> None:
    profile(Path.home(), 'active = "calm"\n[profiles.calm]\nPREFECT_LOGGING_LEVEL = "ERROR"\n')
    use_own_home()
    assert os.environ["PREFECT_PROFILES_PATH"] == str(Path.home() / ".prefect" / "profiles.toml")


def test_a_cache_that_cannot_be_written_gives_way_to_a_passing_folder(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_CACHE", "/proc/self/cache")
    use_own_home()
    assert Path(os.environ["PREFECT_HOME"]).is_dir()


def test_a_locked_or_broken_database_gives_way_to_one_in_memory(environment: Path) -> None:
    use_own_home()
    path = Path(os.environ["PREFECT_HOME"]) / "prefect.db"
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("BEGIN EXCLUSIVE")
        again()
        assert os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] == IN_MEMORY
    database.close()
    path.write_bytes(b"this is no database at all, and was never one" * 100)
    again()
    assert os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] == IN_MEMORY


def again() -> None:
    """As in a new process."""
    for name in NAMES:
        os.environ.pop(name, None)
    use_own_home()


def test_a_server_that_does_not_start_says_why_and_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", f"sqlite+aiosqlite:///{tmp_path}/nowhere/prefect.db")
    with (
        pytest.raises(ServerError, match=r"did not start: .*unable to open database file.*set PREFECT_HOME"),
        own_server(),
    ):
        pass


def test_a_process_that_ends_is_started_again_until_that_is_in_vain() -> None:
    started: list[subprocess.Popen[bytes]] = []
    given_up = threading.Event()

    def start() -> "subprocess.Popen[bytes]":
        started.append(subprocess.Popen(["sleep", "600"], stdin=subprocess.PIPE, start_new_session=True))
        return started[-1]

    with _kept(start(), start, given_up.set):
        for number in (1, 2):
            started[-1].kill()
            until = monotonic() + 30
            while len(started) == number and not given_up.is_set() and monotonic() < until:
                sleep(0.05)
        assert (len(started), given_up.is_set()) == (2, True)
    with _kept(start(), start, given_up.set):
        pass
    assert [process.poll() is None for process in started] == [False, False, False]


def children(of: int) -> set[int]:
    """The processes below a process."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}
    below, found = {of}, set[int]()
    while below := {pid for pid, parent in parents.items() if parent in below} - found:
        found |= below
    return found


def alive(processes: set[int]) -> set[int]:
    """Those of the processes that still run, zombies not counted."""
    states = subprocess.run(["ps", "-eo", "pid=,stat="], capture_output=True, text=True, check=True).stdout
    running = {int(line.split()[0]) for line in states.splitlines() if not line.split()[1].startswith("Z")}
    return processes & running


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sign: sign.name)
def test_what_a_run_started_ends_with_it(article: Path, tmp_path: Path, sign: signal.Signals) -> None:
    many = tmp_path / "many.jsonl"
    words = article.read_text(encoding="utf-8").partition("\n\n")[2].replace("\n", " ").replace('"', "")
    many.write_text("".join(f'{{"id": "p{n}", "text": "{words}"}}\n' for n in range(3000)), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    process = subprocess.Popen(
        [COMMAND, "run", many, "--offline", "--jobs", "2", "--out", tmp_path / "out"],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("extract 5 "):
            break
    started = children(process.pid)
    assert len(started) >= 3  # the server and two workers
    process.send_signal(sign)
    process.stderr.close()
    process.wait(timeout=30)
    until = monotonic() + 20
    while alive(started) and monotonic() < until:
        sleep(0.2)
    assert alive(started) == set()
