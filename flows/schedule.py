"""Deployments: which sources are read by which cron, served by a Prefect server whose web page shows the runs."""

import asyncio
import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from prefect import flow, get_client, runtime
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterNextScheduledStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import State, StateType
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect.states import Cancelled
from prefect.types import DateTime
from prefect.types.entrypoint import EntrypointType

from flows.batch import in_short
from flows.errors import CommuniqueError, ServerError
from flows.parent import end_with_parent
from flows.publish_articles import publish_articles
from flows.server import HOST, answers, own_server
from flows.settings import NAMES_CONFIG, config_file

PLAN = "COMMUNIQUE_PLAN"  # the variable by which a run learns what to read; whoever reaches the server cannot set it
GRACE = 60.0  # seconds after its time limit until a run that answers nothing any more is ended from outside


def serve(cron: str, sources: list[str], out: Path, minutes: float, **options: object) -> None:
    """Publishes the sources whenever the cron says so (in UTC), one run at a time, until stopped."""
    # A run starts in a process and a folder of its own, so that relative paths would lead elsewhere.
    named = [str(Path(source).resolve()) if Path(source).exists() else source for source in sources]
    plan = {"sources": named, "out": str(out.resolve()), "seconds": minutes * 60, "options": options}
    os.environ[PLAN] = json.dumps(plan)
    if path := config_file():
        os.environ[NAMES_CONFIG] = str(path)
    publish_scheduled.serve(
        name=deployment_name(sources),
        schedule=scheduled(cron),
        description=f"Reads {', '.join(named)} and publishes into {plan['out']}.",
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
        limit=1,
    )


@flow(name="publish-by-the-clock")
def publish_scheduled() -> State[Any] | None:
    """Publishes what `communique schedule` was told to; a run takes no sources or folder from anybody else."""
    if PLAN not in os.environ:
        raise CommuniqueError("this flow belongs to `communique schedule`, and runs there alone")
    plan = json.loads(os.environ[PLAN])
    end_with_parent()
    _end_after(plan["seconds"] + GRACE)
    cancel_missed(UUID(runtime.deployment.id), UUID(runtime.flow_run.id))
    timed = publish_articles.with_options(timeout_seconds=plan["seconds"])
    ended: State[Any] = timed(plan["sources"], plan["out"], **plan["options"], return_state=True)
    # Its own end is that of the run that it held.
    return None if ended.is_completed() else State(type=ended.type, name=ended.name, message=ended.message)


def _end_after(seconds: float) -> None:
    last = threading.Timer(seconds, os._exit, (1,))
    last.daemon = True
    last.start()


def cancel_missed(deployment: UUID, this: UUID) -> None:
    """Cancels the runs that were due before now and did not start: after a pause one run does the work of all."""
    due = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        next_scheduled_start_time=FlowRunFilterNextScheduledStartTime(before_=DateTime.now(UTC)),
    )
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=due):
            if run.id != this:
                missed: State[None] = Cancelled(message="Its time passed; the run that started then does its work.")
                client.set_flow_run_state(run.id, missed, force=True)


def scheduled(cron: str) -> Schedule:
    """The cron expression as Prefect's schedule; one plain error when it is none, or never fires."""
    # The server's own reckoning, imported late: it brings the whole server along.
    from prefect.server.schemas.schedules import CronSchedule

    if not cron.startswith("@") and len(cron.split()) != 5:
        raise CommuniqueError(f"{cron!r} has {len(cron.split())} fields; five are meant: minute hour day month weekday")
    try:
        reckoned = CronSchedule(cron=cron, timezone="UTC")
    except ValueError as error:
        raise CommuniqueError(f'{cron!r} is no cron expression, such as "0 * * * *" for each full hour') from error
    try:
        dates = asyncio.run(reckoned.get_dates(1))
    except ValueError:
        dates = []
    if not dates:
        raise CommuniqueError(f"{cron!r} never fires: there is no such day")
    return Cron(cron, timezone="UTC")


def deployment_name(sources: list[str]) -> str:
    """What Prefect calls the deployment: the first source, and how many follow; without signs that it refuses."""
    return in_short(sources).replace("/", "-").replace("%", "-")


@contextmanager
def server(port: int) -> Iterator[tuple[str, str | None]]:
    """A Prefect server's address, and the login that it asks for if it is our own.

    The schedule ends with our own when that ends time and again, and with another one that is away for minutes.
    """
    configured = PREFECT_API_URL.value()
    if configured:
        yield configured, None
        return
    address = f"http://{HOST}:{port}/api"
    if answers(address):
        _refuse_closed(address)
        with temporary_settings({PREFECT_API_URL: address}):
            yield address, None
        return
    died = threading.Event()

    def end() -> None:
        died.set()
        os.kill(os.getpid(), signal.SIGTERM)

    with own_server(port, page=True, lost=end) as own:
        known: dict[Any, Any] = {PREFECT_API_URL: own.address, PREFECT_API_AUTH_STRING: own.login}
        with temporary_settings(known):
            try:
                yield own.address, own.login
            finally:
                if died.is_set():
                    raise ServerError(
                        "the Prefect server ended time and again, and the schedule with it; start it again"
                    )


def _refuse_closed(address: str) -> None:
    """The server of another schedule obeys only that one."""
    if requests.get(f"{address}/admin/version", timeout=10).status_code in (401, 403):
        raise ServerError(
            f"{address}: a Prefect server with a login runs there, perhaps another schedule's; choose another --port, "
            "or set PREFECT_API_URL and PREFECT_API_AUTH_STRING"
        )
