"""A schedule that nobody watches must fire: this test waits for a real server, a real minute and a real run."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import requests
import yaml

from flows.errors import CommuniqueError
from flows.publish_articles import publish_articles
from flows.schedule import deployment_name, scheduled

COMMAND = Path(sys.executable).parent / "communique"
PATIENCE = 150  # seconds: the server's first start, up to a minute until the cron fires, and the run


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(article: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of the server of `communique schedule` with a run each minute, and its process."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    options = ["--cron", "* * * * *", "--out", "release", "--offline", "--port", str(port)]
    process = subprocess.Popen(
        [COMMAND, "schedule", article.name, *options],
        cwd=tmp_path,
        env=environment | {"PREFECT_HOME": str(tmp_path / "prefect")},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    yield f"http://127.0.0.1:{port}/api", process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def ended_run(address: str) -> dict[str, Any] | None:
    """The first run that has ended, as the server records it; None while there is none."""
    question = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
    try:
        runs = requests.post(f"{address}/flow_runs/filter", json=question, timeout=10).json()
    except (requests.RequestException, ValueError):
        return None
    return runs[0] if runs else None


def logged(address: str, run: str) -> list[str]:
    """What the run wrote into its log, as the web page shows it; waits a little, because logs are sent in bundles."""
    until, messages = monotonic() + 20, list[str]()
    while not messages and monotonic() < until:
        sleep(1)
        question = {"logs": {"flow_run_id": {"any_": [run]}}}
        messages = [log["message"] for log in requests.post(f"{address}/logs/filter", json=question, timeout=10).json()]
    return messages


def test_a_cron_run_really_fires_and_ends(served: tuple[str, subprocess.Popen[str]], tmp_path: Path) -> None:
    address, process = served
    until = monotonic() + PATIENCE
    while not (run := ended_run(address)) and monotonic() < until and process.poll() is None:
        sleep(0.5)
    assert run is not None
    assert (run["state_type"], run["auto_scheduled"]) == ("COMPLETED", True)
    assert run["parameters"]["offline"] is True
    assert "Finished in state Completed()" in logged(address, run["id"])
    assert (tmp_path / "release" / "dataset.ttl").is_file()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{address}/health", timeout=5)


def test_a_cron_expression_that_is_none_is_named() -> None:
    with pytest.raises(CommuniqueError, match="'every day' is no cron expression"):
        scheduled("every day")


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
    assert publish_articles.parameters.properties["jobs"]["type"] == "integer"
