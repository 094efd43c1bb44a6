"""A Prefect server that goes away in the middle of a run costs no release: it comes back, or the run does without."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from prefect.settings import PREFECT_API_URL, temporary_settings
from test_faults import COMMAND, ENOUGH, articles, is_whole, left_of

from flows.errors import NothingRead, ServerError
from flows.publish_articles import _unrecorded, publish_now
from flows.server import wait_for


@dataclass
class Kept:
    """A server as its users start it, that keeps its address and its records when it is killed and started again."""

    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return self.environment["PREFECT_API_URL"]

    def start(self) -> None:
        """Returns when it answers."""
        port = self.address.removesuffix("/api").rpartition(":")[2]
        command = [sys.executable, "-m", "prefect", "server", "start", "--port", port, "--no-ui"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=self.environment, start_new_session=True, **quiet)
        wait_for(self.address, self.process, lambda: "it says no reason")

    def kill(self) -> None:
        """Ends it, with whatever it started, without a word to anybody."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def runs(self) -> list[dict[str, Any]]:
        """The flow runs that it knows, oldest first."""
        found: list[dict[str, Any]] = requests.post(f"{self.address}/flow_runs/filter", json={}, timeout=60).json()
        return sorted(found, key=lambda run: str(run["created"]))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setattr("flows.server.PATIENCE", ENOUGH)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/api"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    own = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    server = Kept({**kept, **own, "PREFECT_API_URL": address})
    try:
        server.start()
        yield server
    finally:
        server.kill()


def begun(out: Path, sources: list[Path], **variables: str) -> "subprocess.Popen[str]":
    """A run that has read its first article."""
    run = subprocess.Popen(
        [COMMAND, "run", *map(str, sources), "--offline", "--no-site", "--out", str(out)],
        env={name: value for name, value in os.environ.items() if not name.startswith("PREFECT")} | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr is not None
    assert any(line.startswith("extract ") for line in run.stderr)
    return run


def ended(run: "subprocess.Popen[str]") -> str:
    """What a run said to its end, which is a good one."""
    said = run.communicate(timeout=ENOUGH)[1]
    assert run.returncode in (0, 1), said  # 1: the gate held something back
    return "\n".join(line for line in said.splitlines() if line.startswith("communique: "))


def published(out: Path) -> int:
    """How many articles a whole release has."""
    assert is_whole(out)
    return len((out / "articles.jsonl").read_text(encoding="utf-8").splitlines())


@pytest.mark.slow
def test_a_run_goes_on_when_its_server_comes_back_and_without_it_when_not(tmp_path: Path, server: Kept) -> None:
    out, sources = tmp_path / "out", articles(tmp_path / "in", 12)
    patient = {**server.environment, "PREFECT_CLIENT_MAX_RETRIES": "9", "COMMUNIQUE_MARK": f"restart-{os.getpid()}"}
    run = begun(out, sources[:4], **patient)
    server.kill()
    server.start()
    assert "Prefect" not in ended(run)
    assert [known["state_type"] for known in server.runs()] == ["COMPLETED"]
    assert published(out) == 4
    run = begun(out, sources[:8], **{**patient, "PREFECT_CLIENT_MAX_RETRIES": "1"})
    server.kill()
    assert ended(run).startswith(f"communique: the Prefect server at {server.address} has no record of how this run ")
    assert published(out) == 8
    server.start()
    assert "Prefect" not in ended(begun(out, sources, **patient))
    assert published(out) == 12
    assert left_of(f"restart-{os.getpid()}") == []


@pytest.mark.slow
def test_a_server_of_our_own_that_is_killed_is_started_again(tmp_path: Path) -> None:
    mark = f"restart-{os.getpid()}-own"
    run = begun(tmp_path / "out", articles(tmp_path / "in", 4), COMMUNIQUE_MARK=mark)
    listed = subprocess.run(["ps", "--ppid", str(run.pid), "-o", "pid=,args="], capture_output=True, text=True).stdout
    (server,) = (line.split()[0] for line in listed.splitlines() if "flows.server" in line)
    os.kill(int(server), signal.SIGKILL)
    assert "Prefect" not in ended(run)
    assert published(tmp_path / "out") == 4
    assert left_of(mark) == []


def test_an_address_where_no_server_answers_is_named(article: Path, tmp_path: Path) -> None:
    with (
        temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}),
        pytest.raises(
            ServerError, match=r"the Prefect server at http://127\.0\.0\.1:9/api cannot be used \(.+\); what"
        ),
    ):
        publish_now([str(article)], str(tmp_path / "out"), offline=True)
    assert not (tmp_path / "out").exists()


def test_what_stopped_a_run_is_said_though_the_server_went_away_too() -> None:
    try:
        try:
            raise NothingRead("a.txt: it is empty")
        except NothingRead:
            raise ConnectionError("refused")  # noqa: B904  (as Prefect raises it)
    except ConnectionError as error:
        with pytest.raises(NothingRead, match=r"a\.txt: it is empty"):
            _unrecorded([], error)
