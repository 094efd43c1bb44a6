"""The flow run here and now, without Prefect: its tasks are called as the functions that they are."""

import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prefect.client.schemas.objects import State

from flows import publish_articles as flow
from flows.errors import FetchError
from flows.summary import Outcome

TASKS = ("ingest", "extract", "link", "map_onto_ontology", "validate", "publish")
Run = Callable[..., Outcome]


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the flow on sources, offline unless told otherwise, and gives the outcome."""
    numbers = iter(range(10_000))
    tasks = {name: getattr(flow, name).fn for name in TASKS}
    for name, function in tasks.items():
        monkeypatch.setattr(flow, name, function)
    monkeypatch.setattr(flow, "ingest", lambda intake: retried(tasks["ingest"], intake, monkeypatch))
    monkeypatch.setattr(flow, "get_run_logger", lambda: logging.getLogger("test"))
    for name in ("create_table_artifact", "create_markdown_artifact"):
        monkeypatch.setattr(flow, name, lambda *_, **__: None)

    def run(out: Path, *sources: Path | str, **options: Any) -> Outcome:
        about = SimpleNamespace(id=f"run-{next(numbers)}", parameters={"sources": list(map(str, sources))})
        monkeypatch.setattr(flow, "runtime", SimpleNamespace(flow_run=about, task_run=SimpleNamespace(run_count=1)))
        ended = flow.publish_articles.fn([str(source) for source in sources], str(out), **{"offline": True, **options})
        outcome: Outcome = ended.data if isinstance(ended, State) else ended
        return outcome

    return run


def retried(ingest: Callable[[Any], Any], intake: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the task gives at its last try, without waiting between two."""
    for count in range(1, len(flow.RETRY_AFTER) + 2):
        monkeypatch.setattr(flow.runtime, "task_run", SimpleNamespace(run_count=count))
        try:
            return ingest(intake)
        except FetchError:
            continue
    raise AssertionError("the last try raises nothing")
