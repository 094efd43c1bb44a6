"""Work on other machines: a Dask cluster does what a pool of processes does here, batch by batch.

Its workers have this package installed. Needs the extra `dask`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from typing import Any, TypeVar

from flows.errors import ServerError

T = TypeVar("T")
U = TypeVar("U")

LARGEST = 8  # pieces of a batch: sending one costs a few milliseconds, reading an article a third of a second
ROUNDS = 4  # batches a worker at least, so that none waits long for the last
PATIENCE = 30  # seconds until the scheduler has to answer


@contextmanager
def on_cluster(address: str, alone: Callable[[Any, Any], Any]) -> Iterator[Callable[..., Iterator[Any]]]:
    """A `map` whose batches run on the workers of a Dask scheduler, in the order of the pieces.

    A batch whose worker was lost runs on another one. `alone` does a piece that workers die of time and again.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ServerError("cluster: a Dask cluster needs the extra: pip install 'communique[dask]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ServerError(f"cluster: no Dask scheduler answers at {address}") from error
    with client:
        yield partial(_mapped, client, alone)


def _mapped(
    client: Any, alone: Callable[[Any, Any], Any], step: Callable[[Any], Any], pieces: Sequence[Any]
) -> Iterator[Any]:
    from distributed import KilledWorker

    batches = list(batched(pieces, max(1, len(client.scheduler_info()["workers"]))))
    futures = [client.submit(each, step, batch, pure=False) for batch in batches]
    try:
        for batch, future in zip(batches, futures, strict=True):
            try:
                yield from future.result()
            except KilledWorker:
                yield from (alone(step, piece) for piece in batch)
    finally:
        client.cancel(futures)


def batched(pieces: Sequence[T], workers: int) -> Iterator[Sequence[T]]:
    """The pieces in batches, of a size that keeps so many workers busy to the end."""
    size = max(1, min(LARGEST, ceil(len(pieces) / (workers * ROUNDS))))
    yield from (pieces[start : start + size] for start in range(0, len(pieces), size))


def each(step: Callable[[T], U], pieces: Sequence[T]) -> list[U]:
    """What the step makes of each piece of a batch, on a worker."""
    return [step(piece) for piece in pieces]
