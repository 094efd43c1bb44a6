"""Matrix products in one thread."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController


@contextmanager
def one_thread() -> Iterator[None]:
    """While it lasts, products are computed in one thread. The model's are small: on a busy machine, several threads
    wait for each other far longer than they compute."""
    with threads().limit(limits=1, user_api="blas"):
        yield


@cache
def threads() -> ThreadpoolController:
    """The handle on the threads of the libraries that are loaded."""
    return ThreadpoolController()
