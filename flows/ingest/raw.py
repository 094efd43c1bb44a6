"""What was fetched or read, before anybody looks into it."""

from dataclasses import dataclass

from flows.errors import FetchError


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or read: its bytes, where they came from in the end, and what the server calls them, or ""."""

    url: str
    content: bytes
    media_type: str = ""
    charset: str = ""


def too_large(source: str, limit: int) -> FetchError:
    """The error for a source beyond the limit."""
    size = f"{limit // 1024**2} MB" if limit >= 1024**2 else f"{limit} bytes"
    return FetchError(source, f"it is larger than the limit of {size}")
