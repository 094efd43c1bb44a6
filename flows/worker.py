"""A process that does for us what may take for ever, or more memory than there is, and that can be ended."""

import logging
import multiprocessing
import pickle
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from flows.errors import CommuniqueError, SourceError
from flows.parent import work_for_parent

T = TypeVar("T")

START = 60.0  # seconds for its start, in which it loads what it needs
MEMORY = 4 * 1024**3  # bytes for what a command was asked to do once


class Ended(Exception):
    """The worker did not finish; the message says why."""


class TookTooLong(Ended):
    """The worker was ended when its time was over."""


def work_once(name: str, function: Callable[..., T], *args: Any, seconds: float) -> T:
    """What a function gives in a process of its own; a SourceError about `name` when it takes too long or too much."""
    worker = Worker(seconds, MEMORY)
    try:
        return work(worker, name, function, *args)
    finally:
        worker.close()


def work(worker: "Worker", name: str, function: Callable[..., T], *args: Any) -> T:
    """What a function gives in the process of a worker; a SourceError about `name` when it takes too long."""
    try:
        return worker.run(function, *args)
    except TookTooLong as ended:
        raise SourceError(name, f"{ended} (--time-limit)") from ended
    except Ended as ended:
        raise SourceError(name, str(ended)) from ended
    except CommuniqueError:
        raise
    except Exception as error:
        raise SourceError(name, f"unexpected {type(error).__name__}: {error}".replace("\n", " ")) from error


class Worker:
    """One process that does one thing at a time. It starts at the first one, and anew after it was ended.

    seconds:  for one thing
    memory:   bytes for all that it holds, where the system can limit that
    """

    def __init__(self, seconds: float, memory: int) -> None:
        self.seconds = seconds
        self.memory = memory
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def run(self, function: Callable[..., T], *args: Any) -> T:
        """What a function of a module gives; its own errors, or Ended when it took too much or was killed."""
        line = self._line or self._start()
        try:
            line.send((function, args))
            if not line.poll(self.seconds):
                self.close()
                raise TookTooLong(f"it took longer than {self.seconds:g} seconds")
            done, result, told = line.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise Ended("the process that worked on it was ended") from error
        except BaseException:
            # Whoever stops us does not wait.
            self.close()
            raise
        for record in told:
            logging.getLogger(record.name).handle(record)
        if done:
            answer: T = result
            return answer
        if isinstance(result, MemoryError):
            self.close()
            raise Ended(f"it took more than {self.memory // 1024**2} MB of memory") from result
        raise result

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._line = None

    def _start(self) -> Connection:
        # Prefect runs threads, and a forked process would inherit their locks.
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(theirs, self.memory), daemon=True, name="worker")
        self._process.start()
        theirs.close()
        self._line = ours
        with suppress(EOFError, OSError):
            if ours.poll(START):
                ours.recv()
        return ours


def _work(line: Connection, memory: int) -> None:
    work_for_parent()
    _limit(memory)
    told: list[logging.LogRecord] = []
    handler = _Telling(told)
    logging.getLogger("flows").addHandler(handler)
    line.send("ready")
    while True:
        told.clear()
        try:
            function, args = line.recv()
        except EOFError:
            return
        try:
            done, result = True, function(*args)
        except Exception as error:
            done, result = False, error
        try:
            line.send((done, result, told))
        except (pickle.PicklingError, TypeError, AttributeError):
            line.send((False, RuntimeError(f"{result!r}"[:500]), []))


class _Telling(logging.Handler):
    """Keeps what is logged, to be told by the process that was helped."""

    def __init__(self, told: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one record, as text."""
        record.msg, record.args, record.exc_info = record.getMessage(), None, None
        self.told.append(record)


def _limit(memory: int) -> None:
    # Windows has no such limit.
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
