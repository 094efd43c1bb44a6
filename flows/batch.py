"""A batch on its way through the stages: what fails leaves it, with the sentence that says why.

Progress goes to this module's logger: each record carries `stage`, `done` and `total`, for whoever draws a bar.
"""

import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from typing import Any, Generic, TypeVar

from flows.cluster import on_cluster
from flows.errors import FetchError, NothingRead, SourceError
from flows.model import Failure
from flows.parent import work_for_parent
from flows.progress import tell
from flows.worker import Ended, Worker

LOG = logging.getLogger(__name__)

ALONE = 300.0  # seconds for one piece whose process was killed once
MEMORY = 8 * 1024**3  # bytes for the same

T = TypeVar("T")
U = TypeVar("U")


class Batch(Generic[T]):
    """What is still on its way, and what failed so far. No dataclass: Prefect would walk through every fact in it."""

    __slots__ = ("failures", "kept")

    def __init__(self, kept: Iterable[T], failures: Iterable[Failure] = ()) -> None:
        self.kept = tuple(kept)
        self.failures = tuple(failures)

    def __str__(self) -> str:
        return in_short([source_of(piece) for piece in self.kept])

    def with_more(self, other: "Batch[T]") -> "Batch[T]":
        """Both batches as one."""
        return Batch((*self.kept, *other.kept), (*self.failures, *other.failures))

    def each(self, stage: str, step: Callable[[T], U], jobs: int = 1, cluster: str = "") -> "Batch[U]":
        """The batch after one step over each piece, in the same order; with jobs > 1 in that many processes.

        cluster: address of a Dask scheduler whose workers do it instead
        """
        results = list(outcomes(stage, step, self.kept, jobs, cluster))
        failed = [result for result in results if isinstance(result, Failure)]
        return Batch((result for result in results if not isinstance(result, Failure)), (*self.failures, *failed))


def some(batch: Batch[T]) -> Batch[T]:
    """The batch, if anything is left in it; else the reasons why nothing is."""
    if not batch.kept:
        reasons = [f"{failure.source}: {failure.reason}" for failure in batch.failures]
        raise NothingRead("\n".join(reasons or ["there is no source to read"]))
    return batch


def in_short(names: Sequence[str]) -> str:
    """A few words for many names: the only one, or the first and how many more."""
    if not names:
        return "nothing"
    first = names[0].rstrip("/").rsplit("/", 1)[-1] or names[0]
    return first if len(names) == 1 else f"{first} and {len(names) - 1} more"


def outcomes(
    stage: str, step: Callable[[T], U], pieces: Sequence[T], jobs: int = 1, cluster: str = ""
) -> Iterator[U | Failure]:
    """What the step makes of each piece, or why it failed, in the order of the pieces."""
    total = len(pieces)
    with on_cluster(cluster, alone) if cluster and pieces else workers(min(jobs, total)) as run:
        for done, outcome in enumerate(run(partial(attempt, stage, step), pieces), start=1):
            tell(LOG, stage, done, total, source_of(pieces[done - 1]))
            yield outcome


@contextmanager
def workers(jobs: int) -> Iterator[Callable[..., Iterator[Any]]]:
    """A `map` that runs here, or in a pool of processes when there is more than one job."""
    if jobs <= 1:
        yield map
        return
    # Prefect runs threads, and a forked process would inherit their locks.
    spawn = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=work_for_parent) as pool:
        try:
            yield partial(surviving, pool)
        except BaseException:
            # Whoever stops a run does not wait until each worker has read its article.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - others:
                worker.kill()
            raise


def surviving(pool: ProcessPoolExecutor, step: Callable[[T], U], pieces: Sequence[T]) -> Iterator[U | Failure]:
    """What the step makes of each piece; when a process of the pool was killed, the others' pieces are done apart."""
    futures = [submitted(pool, step, piece) for piece in pieces]
    with closing(Worker(ALONE, MEMORY)) as worker:
        for piece, future in zip(pieces, futures, strict=True):
            try:
                if future is None:
                    raise BrokenExecutor
                yield future.result()
            except BrokenExecutor:
                yield apart(worker, step, piece)


def alone(step: Callable[[T], U], piece: T) -> U | Failure:
    """What the step makes of a piece of which the processes of others died, in one that is made for it."""
    with closing(Worker(ALONE, MEMORY)) as worker:
        return apart(worker, step, piece)


def submitted(pool: ProcessPoolExecutor, step: Callable[[T], U], piece: T) -> "Future[U] | None":
    """The promise of the step's result; None when the pool is broken."""
    try:
        return pool.submit(step, piece)
    except BrokenExecutor:
        return None


def apart(worker: Worker, step: Callable[[T], U], piece: T) -> U | Failure:
    """What the step makes of a piece in a process that it may break."""
    try:
        return worker.run(step, piece)
    except Ended as error:
        return Failure(source_of(piece), f"it cannot be read: {error}")


def attempt(stage: str, step: Callable[[T], U], piece: T) -> U | Failure:
    """What the step makes of a piece, or why it failed. Errors that are no single source's fault stop the run."""
    try:
        return step(piece)
    except SourceError as error:
        return failure_of(error)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # A mistake of ours in one article must not take the others with it.
        LOG.debug("%s: unexpected error", source_of(piece), exc_info=error)
        return Failure(source_of(piece), f"could not {stage}: unexpected {type(error).__name__} ({error})")


def failure_of(error: SourceError) -> Failure:
    """The entry in the report for a source that failed."""
    return Failure(error.source, error.reason, isinstance(error, FetchError) and error.transient)


def source_of(piece: Any) -> str:
    """What the user named, for any piece of a batch: an article, whatever holds one, or the name itself."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, tuple):
        return source_of(piece[0])
    inner = next((name for name in ("reading", "article") if hasattr(piece, name)), "source")
    return source_of(getattr(piece, inner))
