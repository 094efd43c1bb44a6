"""The steps that prefect.yaml gives to those who run a Prefect server of their own, as they are written there."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import requests

HOME = Path(__file__).parents[2]
STEPS = re.findall(r"^# {3}prefect (.+?)(?: {2,}#.*)?$", (HOME / "prefect.yaml").read_text("utf-8"), re.MULTILINE)
STAYING = ("server start", "worker start")
PATIENCE = 120  # seconds

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """That of somebody whose Prefect server listens on a free port, and who keeps the records apart."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    own = {"PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    return {**kept, **own, "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "PREFECT_SERVER_API_PORT": port}


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    """What stays until the test is over."""
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in reversed(processes):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prefect(step: str) -> list[str]:
    """A step as a command of the Prefect that these tests run with."""
    return [sys.executable, "-m", "prefect", *shlex.split(step)]


def wait_for(address: str) -> None:
    """Returns when the server answers."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            if requests.get(f"{address}/health", timeout=5).ok:
                return
        except requests.ConnectionError:
            sleep(0.5)
    raise AssertionError("the server does not answer")


def test_the_steps_end_in_a_run_that_publishes(
    article: Path, tmp_path: Path, environment: dict[str, str], started: list[subprocess.Popen[bytes]]
) -> None:
    for step in STEPS:
        if step.startswith(STAYING):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            started.append(subprocess.Popen(prefect(step), cwd=HOME, env=environment, start_new_session=True, **quiet))
            wait_for(environment["PREFECT_API_URL"])
        else:
            done = subprocess.run(
                prefect(step), cwd=HOME, env=environment, capture_output=True, text=True, timeout=PATIENCE
            )
            assert done.returncode == 0, done.stdout + done.stderr
    release = tmp_path / "release"
    given = [f'sources=["{article}"]', f'out="{release}"', "offline=true"]
    parameters = [word for one in given for word in ("--param", one)]
    run = ["deployment", "run", "publish-articles/hourly", *parameters, "--watch"]
    done = subprocess.run(
        [sys.executable, "-m", "prefect", *run], env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (release / "dataset.ttl").is_file(), done.stdout + done.stderr
    assert len(started) == len(STAYING)
