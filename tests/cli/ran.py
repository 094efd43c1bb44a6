"""What a command printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str
