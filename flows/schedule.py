"""Deployments: which sources are read by which cron, served by a Prefect server whose web page shows the runs."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import requests
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.batch import in_short
from flows.errors import CommuniqueError
from flows.publish_articles import publish_articles

HOST = "127.0.0.1"
PATIENCE = 90.0  # seconds: a first start writes the server's database


def serve(cron: str, sources: list[str], out: Path, **options: object) -> None:
    """Publishes the sources whenever the cron says so (in UTC), until stopped."""
    # A run starts in a process and a folder of its own, so that relative paths would lead elsewhere.
    named = [str(Path(source).resolve()) if Path(source).exists() else source for source in sources]
    publish_articles.serve(
        name=deployment_name(sources),
        schedule=scheduled(cron),
        parameters={"sources": named, "out": str(out.resolve()), **options},
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
    )


def scheduled(cron: str) -> Schedule:
    """The cron expression as Prefect's schedule; one plain error when it is none."""
    try:
        return Cron(cron, timezone="UTC")
    except ValueError as error:
        raise CommuniqueError(f'{cron!r} is no cron expression, such as "0 * * * *" for each full hour') from error


def deployment_name(sources: list[str]) -> str:
    """What Prefect calls the deployment: the first source, and how many follow; without signs that it refuses."""
    return in_short(sources).replace("/", "-").replace("%", "-")


@contextmanager
def server(port: int) -> Iterator[str]:
    """The address of a Prefect server: the one that is configured or runs already, else our own, ended at the end."""
    configured = PREFECT_API_URL.value()
    if configured:
        yield configured
        return
    address = f"http://{HOST}:{port}/api"
    own = None if answers(address) else start(port)
    try:
        if own:
            wait_for(address, own)
        with temporary_settings({PREFECT_API_URL: address}):
            yield address
    finally:
        if own:
            stop(own)


def start(port: int) -> subprocess.Popen[bytes]:
    """A Prefect server on this machine alone, as a process of ours."""
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
    # A session of its own: Ctrl-C must end the runs before it ends the server that records them.
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers."""
    until = monotonic() + PATIENCE
    while not answers(address):
        if process.poll() is not None or monotonic() > until:
            raise CommuniqueError(f"{address}: the Prefect server did not start")
        sleep(0.2)


def answers(address: str) -> bool:
    """Whether a Prefect server answers at the address."""
    try:
        return requests.get(f"{address}/health", timeout=2).ok
    except requests.RequestException:
        return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server and whatever it started."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
