"""Work on what strangers wrote, in a process of its own that may take only so long and so much memory."""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from flows.errors import CommuniqueError, SourceError
from flows.parent import work_for_parent

T = TypeVar("T")

MEMORY = 4 * 1024**3  # bytes of address space


def bounded(name: str, task: Callable[..., T], *given: Any, seconds: float, memory: int = MEMORY) -> T:
    """What the task makes of what it is given; a SourceError about `name` when it takes too long or too much."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, memory, task, given), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise SourceError(name, f"this takes longer than {seconds:g} seconds (--time-limit)")
        done, outcome = ours.recv()
    except EOFError as error:
        raise SourceError(name, "the process that worked on it ended without an answer") from error
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if done:
        result: T = outcome
        return result
    raise SourceError(*outcome) if isinstance(outcome, tuple) else CommuniqueError(outcome or f"{name}: failed")


def _work(answer: Connection, memory: int, task: Callable[..., Any], given: tuple[Any, ...]) -> None:
    work_for_parent()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        answer.send((True, task(*given)))
    except SourceError as error:
        answer.send((False, (error.source, error.reason)))
    except CommuniqueError as error:
        answer.send((False, str(error)))
    except MemoryError:
        answer.send((False, f"this needs more than {memory // 1024**2} MiB of memory"))
    except Exception as error:
        answer.send((False, f"unexpected {type(error).__name__}: {error}".replace("\n", " ")))
