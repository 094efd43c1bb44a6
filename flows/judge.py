"""Which engine judges by the shapes: the compiled one where it is installed, else pySHACL."""

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec


@cache
def is_fast() -> bool:
    """Whether the compiled engine, about twenty times as fast as pySHACL, is installed."""
    return find_spec("shifty") is not None


@cache
def judge() -> str:
    """The engine that judges, with its version."""
    return f"pyshifty {version('pyshifty')}" if is_fast() else f"pySHACL {version('pyshacl')}"
