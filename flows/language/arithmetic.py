"""Matrix products for the language model by NumPy's own BLAS.

Thinc multiplies with BLIS, whose kernels are far behind OpenBLAS on many processors (docs/decisions).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy
from thinc.api import NumpyOps, get_current_ops, set_current_ops
from threadpoolctl import ThreadpoolController


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """Thinc's operations on the processor, with NumPy's matrix product."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices of shapes (n, k) and (k, m), either transposed first if told so."""
        product = numpy.dot(x.T if trans1 else x, y.T if trans2 else y)
        if out is None:
            return product
        out[...] = product
        return out


@contextmanager
def numpy_products() -> Iterator[None]:
    """While it lasts, the models that are made multiply by NumPy, for as long as they live."""
    before = get_current_ops()
    set_current_ops(NumpyProducts())
    try:
        yield
    finally:
        set_current_ops(before)


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
