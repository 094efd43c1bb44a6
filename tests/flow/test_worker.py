"""A worker can be ended: by time, by memory, by force; what it was to do fails alone."""

import logging
import os
import signal
import time
from collections.abc import Iterator

import pytest

from flows.batch import Batch
from flows.errors import FetchError, SourceError
from flows.worker import Ended, Worker

GIGABYTE = 1024**3


def die(_: object = None) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dies_at_three(number: str) -> str:
    return number if number != "3" else str(die())


def fail(reason: str) -> None:
    raise FetchError("page.html", reason, transient=True)


def warn(words: str) -> None:
    logging.getLogger("flows.anything").warning("take note: %s", words)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(1.0, GIGABYTE)
    yield worker
    worker.close()


def test_it_gives_what_the_function_gives(worker: Worker) -> None:
    assert worker.run(sum, [1, 2, 3]) == 6


def test_what_takes_too_long_is_ended_and_the_next_thing_is_done(worker: Worker) -> None:
    with pytest.raises(Ended, match="longer than 1 seconds"):
        worker.run(time.sleep, 60)
    assert worker.run(abs, -1) == 1


def test_what_takes_too_much_memory_is_ended_and_the_next_thing_is_done(worker: Worker) -> None:
    with pytest.raises(Ended, match="1024 MB of memory"):
        worker.run(bytes, 4 * GIGABYTE)
    assert worker.run(abs, -1) == 1


def test_a_killed_worker_is_told_and_replaced(worker: Worker) -> None:
    with pytest.raises(Ended, match="was ended"):
        worker.run(die)
    assert worker.run(abs, -1) == 1


def test_an_error_comes_back_whole(worker: Worker) -> None:
    with pytest.raises(SourceError) as caught:
        worker.run(fail, "it is away")
    assert isinstance(caught.value, FetchError)
    assert (caught.value.source, caught.value.reason, caught.value.transient) == ("page.html", "it is away", True)


def test_what_is_logged_in_it_is_logged_here(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    worker.run(warn, "this")
    assert "take note: this" in caplog.messages


def test_a_killed_worker_costs_its_own_piece_alone() -> None:
    batch = Batch("12345").each("extract", dies_at_three, jobs=2)
    assert batch.kept == ("1", "2", "4", "5")
    assert [failure.reason for failure in batch.failures] == [
        "it cannot be read: the process that worked on it was ended"
    ]
