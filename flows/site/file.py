"""A file of the site: where it lies, what it is made of, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

Content = bytes | Path  # what is in it, or the file that it is the same as


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path, a hash of what it is made of, and how to make it."""

    path: str
    made: str
    make: Callable[[], Content]


def file_of(path: str, content: Content) -> File:
    """A file with this content."""
    return File(path, hash_of(content), lambda: content)


def hash_of(content: Content) -> str:
    """The SHA-256 of a content."""
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
