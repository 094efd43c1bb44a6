"""How a run that did not go well is shown: a state of its own, a line for each failed source, and whoever is told."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any, ClassVar
from uuid import UUID

import pytest
import requests
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId
from prefect.client.schemas.objects import StateType

from flows.errors import NothingRead
from flows.model import Failure
from flows.publish_articles import PARTLY, publish_now
from flows.server import own_server
from flows.telling import tell, told

COMMAND = Path(sys.executable).parent / "communique"


class Listener(BaseHTTPRequestHandler):
    """Keeps what it is told."""

    heard: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Whoever is told of failures; what was said so far."""
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    Listener.heard.clear()
    monkeypatch.setenv("COMMUNIQUE_ON_FAILURE", f"http://127.0.0.1:{server.server_address[1]}/")
    yield Listener.heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_run_in_which_sources_failed_ends_in_a_state_of_its_own_and_is_told(
    article: Path, tmp_path: Path, listener: list[dict[str, Any]], prefect_server: None
) -> None:
    out = tmp_path / "out"
    outcome = publish_now([str(article), str(tmp_path / "nowhere.txt")], str(out), offline=True)
    number = UUID(json.loads((out / "index.json").read_text(encoding="utf-8"))["run"]["id"])
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(number).state
        artifacts = client.read_artifacts(
            artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[number]))
        )
    assert state is not None
    assert (state.name, state.type) == (PARTLY, StateType.FAILED)
    assert state.message is not None
    assert state.message.startswith("1 source failed: nowhere.txt: there is no such file")
    assert len(outcome.articles) == 1
    (said,) = listener
    assert (said["run"], said["state"], said["out"]) == (str(number), PARTLY, str(out))
    assert [failure["source"] for failure in said["failures"]] == ["nowhere.txt"]
    (table,) = (json.loads(artifact.data) for artifact in artifacts if artifact.type == "table")
    assert [cell for row in table for cell in row.values() if cell in (None, "")] == []


def test_a_run_that_reads_nothing_is_told_too(
    tmp_path: Path, listener: list[dict[str, Any]], prefect_server: None
) -> None:
    with pytest.raises(NothingRead):
        publish_now([str(tmp_path / "nowhere.txt")], str(tmp_path / "out"), offline=True)
    assert [(said["state"], "nowhere.txt" in said["message"]) for said in listener] == [("Failed", True)]


def test_a_command_gets_what_failed_on_its_standard_input(tmp_path: Path) -> None:
    script = tmp_path / "keep.py"
    script.write_text("import sys; open(sys.argv[1], 'w').write(sys.stdin.read())", encoding="utf-8")
    what = told(PARTLY, "1 source failed", [Failure("a.txt", "it is empty")], {"run": "7"})
    tell(f"{sys.executable} {script} {tmp_path / 'told.json'}", what)
    assert json.loads((tmp_path / "told.json").read_text(encoding="utf-8")) == {
        "run": "7",
        "state": PARTLY,
        "message": "1 source failed",
        "failures": [{"source": "a.txt", "reason": "it is empty"}],
    }


@pytest.mark.parametrize("whom", ["http://127.0.0.1:9/", "/no/such/command", "false", "'"])
def test_whoever_cannot_be_told_is_named_in_one_line(whom: str, caplog: pytest.LogCaptureFixture) -> None:
    tell(whom, {"state": PARTLY})
    assert [record.getMessage().count("\n") for record in caplog.records] == [0]


@pytest.mark.slow
def test_the_web_page_of_our_server_asks_our_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    with own_server(page=True) as server:
        page = server.address.removesuffix("/api")
        assert requests.get(f"{page}/ui-settings", timeout=20).json()["api_url"] == server.address
        assert "<html" in requests.get(page, timeout=20).text


@pytest.mark.slow
def test_a_run_that_is_terminated_says_one_sentence_and_leaves_no_process(article: Path, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    more = article.read_text(encoding="utf-8") + "\n\nKazakhstan hosted the summit in Astana on 3 July 2024." * 2000
    article.write_text(more, encoding="utf-8")
    process = subprocess.Popen(
        [COMMAND, "run", article, "--offline", "--out", tmp_path / "out"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=120)[1]
    assert (process.returncode, rest) == (2, "communique: stopped; what was published before is untouched\n"), first
    until = monotonic() + 20
    while group_of(process.pid) and monotonic() < until:
        sleep(0.5)
    assert group_of(process.pid) == []


def group_of(leader: int) -> list[int]:
    """The processes of a process group, Prefect's server among them, which has a session of its own."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in listed.splitlines())
    return [int(pid) for pid, group, _ in rows if int(group) == leader]
