"""Processes that end with whoever started them, even when that one was killed."""

import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import parent_process

GRACE = 5.0  # seconds between asking a process to end and ending it
LOOK_EVERY = 1.0  # seconds


def work_for_parent() -> None:
    """For a worker of a pool: Ctrl-C is its parent's to answer, and it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        _watch(parent.join)


def end_with_standard_input() -> None:
    """For a process whose standard input is a pipe: it ends when the other end, held by its parent, is closed."""
    # Not sys.stdin: its lock would be held when the interpreter ends.
    _watch(lambda: os.read(0, 1))


def end_with_parent() -> None:
    """For a process that was started by others: it ends when its parent is another one than now."""
    parent = os.getppid()

    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)

    _watch(wait)


def _watch(wait: Callable[[], object]) -> None:
    def end() -> None:
        wait()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=end, daemon=True, name="ends with its parent").start()
