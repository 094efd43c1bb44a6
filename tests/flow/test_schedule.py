"""A schedule that nobody watches must fire: this test waits for a real server, a real minute and a real run."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import requests
import yaml
from prefect import get_client
from prefect.states import Scheduled

from flows.errors import CommuniqueError
from flows.ingest.listing import read_listing
from flows.publish_articles import publish_articles
from flows.schedule import cancel_missed, deployment_name, publish_scheduled, scheduled

HOME = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "communique"
PATIENCE = 150  # seconds: the server's first start, up to a minute until the cron fires, and the run


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A schedule that runs each minute: its server, the login, and its process."""

    address: str
    login: tuple[str, str]
    process: subprocess.Popen[str]

    def ask(self, path: str, question: dict[str, Any]) -> list[dict[str, Any]]:
        """What the server answers."""
        with requests.Session() as session:
            session.auth = self.login
            client = {"client": "test"}
            token = session.get(f"{self.address}/csrf-token", params=client, timeout=10).json()["token"]
            headers = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": "test"}
            found: list[dict[str, Any]] = session.post(
                f"{self.address}/{path}/filter", json=question, timeout=10, headers=headers
            ).json()
            return found


@pytest.fixture
def served(article: Path, tmp_path: Path) -> Iterator[Served]:
    """`communique schedule` with a run each minute."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    options = ["--cron", "* * * * *", "--out", "release", "--offline", "--port", str(free_port())]
    process = subprocess.Popen(
        [COMMAND, "schedule", article.name, *options],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    told = re.search(r"at (http://\S+) \(it asks for (\w+):(\S+)\)", process.stderr.readline())
    assert told is not None
    yield Served(f"{told[1]}/api", (told[2], told[3]), process)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def ended_run(served: Served) -> dict[str, Any] | None:
    """The first run that has ended, as the server records it; None while there is none."""
    states = {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}
    runs = served.ask("flow_runs", {"flow_runs": {"state": states, "parent_task_run_id": {"is_null_": True}}})
    return runs[0] if runs else None


def logged(served: Served, run: str) -> list[str]:
    """What the run wrote into its log, as the web page shows it; waits a little, because logs are sent in bundles."""
    until, messages = monotonic() + 20, list[str]()
    while not messages and monotonic() < until:
        sleep(1)
        messages = [log["message"] for log in served.ask("logs", {"logs": {"flow_run_id": {"any_": [run]}}})]
    return messages


@pytest.mark.slow
def test_a_cron_run_really_fires_and_ends(served: Served, tmp_path: Path) -> None:
    until = monotonic() + PATIENCE
    while not (run := ended_run(served)) and monotonic() < until and served.process.poll() is None:
        sleep(0.5)
    assert run is not None
    assert (run["state_type"], run["auto_scheduled"], run["parameters"]) == ("COMPLETED", True, {})
    assert "Finished in state Completed()" in logged(served, run["id"])
    assert (tmp_path / "release" / "dataset.ttl").is_file()
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=60) == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{served.address}/health", timeout=5)


def test_a_web_page_cannot_drive_the_server_which_dies_with_its_schedule(served: Served) -> None:
    hostile = {"Origin": "https://elsewhere.example", "Host": "elsewhere.example"}
    for path in ("flow_runs/filter", "deployments/filter", "flow_runs/"):
        answer = requests.post(f"{served.address}/{path}", json={}, headers=hostile, timeout=10)
        assert answer.status_code in (401, 403)
        assert answer.headers.get("Access-Control-Allow-Origin") is None
    # Whoever has the login in his browser may still be on another page.
    answer = requests.post(f"{served.address}/flows/filter", json={}, headers=hostile, auth=served.login, timeout=10)
    assert answer.status_code == 403
    until = monotonic() + PATIENCE
    while not (deployments := served.ask("deployments", {})) and monotonic() < until:
        sleep(0.5)
    [deployment] = deployments
    assert deployment["parameters"] == {}
    assert deployment["parameter_openapi_schema"]["properties"] == {}
    os.kill(served.process.pid, signal.SIGKILL)
    served.process.wait()
    assert gone(served.address)


@pytest.mark.slow
def test_a_schedule_starts_its_server_again_and_ends_in_words_when_that_is_in_vain(served: Served) -> None:
    assert deployments(served) == 1
    kill_server(served)
    assert deployments(served) == 1
    until = monotonic() + PATIENCE
    while served.process.poll() is None and monotonic() < until:
        kill_server(served)
        sleep(0.5)
    _, told = served.process.communicate(timeout=60)
    assert served.process.returncode == 2
    assert "the Prefect server ended time and again, and the schedule with it; start it again" in told


def deployments(served: Served) -> int:
    """How many deployments the server knows, as soon as it answers and knows one."""
    until, known = monotonic() + PATIENCE, 0
    while not known and monotonic() < until:
        with suppress(requests.RequestException):
            known = len(served.ask("deployments", {}))
        sleep(0.5)
    return known


def kill_server(served: Served) -> None:
    """Ends the server of a schedule as the machine would that runs out of memory."""
    below = ["ps", "--ppid", str(served.process.pid), "-o", "pid=,args="]
    listed = subprocess.run(below, capture_output=True, text=True).stdout
    for pid, arguments in (line.split(maxsplit=1) for line in listed.splitlines()):
        if "flows.server" in arguments:
            os.kill(int(pid), signal.SIGKILL)


def gone(address: str) -> bool:
    """Whether the server ends within a few seconds."""
    until = monotonic() + 30
    while monotonic() < until:
        try:
            requests.get(f"{address}/health", timeout=5)
        except requests.ConnectionError:
            return True
        sleep(0.2)
    return False


@pytest.mark.parametrize(
    ("cron", "why"),
    [
        ("0 0 30 2 *", "never fires: there is no such day"),
        ("* * * * * *", "has 6 fields; five are meant"),
        ("61 * * * *", "is no cron expression"),
    ],
)
def test_a_cron_expression_that_cannot_be_meant_is_refused_in_words(cron: str, why: str) -> None:
    with pytest.raises(CommuniqueError, match=re.escape(f"{cron!r} {why}")):
        scheduled(cron)


def test_after_a_pause_one_run_does_the_work_of_those_that_were_missed(prefect_server: None) -> None:
    with get_client(sync_client=True) as client:
        flow = client.create_flow(publish_scheduled)
        deployment = client.create_deployment(flow, name="paused")
        times = [datetime.now(UTC) + timedelta(minutes=minutes) for minutes in (-3, -2, -1, 60)]
        runs = [
            client.create_flow_run_from_deployment(deployment, state=Scheduled(scheduled_time=time)) for time in times
        ]
        cancel_missed(deployment, runs[2].id)
        states = [client.read_flow_run(run.id).state for run in runs]
    kinds = [state.type.value for state in states if state is not None]
    assert kinds == ["CANCELLED", "CANCELLED", "SCHEDULED", "SCHEDULED"]


def test_a_run_takes_no_sources_from_anybody_but_the_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMUNIQUE_PLAN", raising=False)
    assert list(publish_scheduled.parameters.properties) == []
    with pytest.raises(CommuniqueError, match="belongs to `communique schedule`"):
        publish_scheduled.fn()


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        (["https://example.org/feeds/world.xml"], "world.xml"),
        (["https://example.org/"], "example.org"),
        (["a.txt", "b.txt", "c.txt"], "a.txt and 2 more"),
    ],
)
def test_a_deployment_is_named_after_its_sources(sources: list[str], name: str) -> None:
    assert deployment_name(sources) == name


def test_the_deployment_for_a_server_of_ones_own_names_a_real_flow_and_real_parameters() -> None:
    declared = yaml.safe_load((Path(__file__).parents[2] / "prefect.yaml").read_text(encoding="utf-8"))
    (deployment,) = declared["deployments"]
    module, name = deployment["entrypoint"].removesuffix(".py").rsplit(".py:", 1)
    assert (module, name) == ("flows/publish_articles", publish_articles.fn.__name__)
    assert set(deployment["parameters"]) <= set(publish_articles.parameters.properties)
    assert publish_articles.parameters.properties["sources"]["type"] == "array"
    assert [len(read_listing(HOME / source)) for source in deployment["parameters"]["sources"]] == [1]
    assert publish_articles.parameters.properties["jobs"]["type"] == "integer"
