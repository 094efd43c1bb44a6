"""Large files are copied as they are, whatever way the disk knows."""

import errno
import os
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from flows.publish import bulk
from flows.publish.bulk import BUFFER, Stretch, opened_source, write_file

LONG = Random(1).randbytes(3 * BUFFER + 1234)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of several buffers."""
    path = tmp_path / "source"
    path.write_bytes(LONG)
    return path


def copied(source: Path, path: Path, cuts: list[int]) -> bytes:
    """A file of a head, the parts of another one between these places with a word in between, and a foot."""
    with opened_source(source) as opened:
        parts = [Stretch(opened, start, end) for start, end in pairwise(cuts)]
        chunks = [piece for part in parts for piece in (part, b"between")]
        told = write_file(path, [b"head", *chunks, LONG[: 2 * BUFFER], b"foot"])
    written = path.read_bytes()
    assert (told.sha256, told.size) == (sha256(written).hexdigest(), len(written))
    return written


@pytest.mark.parametrize("cuts", [[0, len(LONG)], [1, 5000, 5001, BUFFER + 7, 3 * BUFFER], [9, BUFFER, 2 * BUFFER]])
def test_parts_are_copied_wherever_they_begin(source: Path, tmp_path: Path, cuts: list[int]) -> None:
    parts = [LONG[start:end] for start, end in pairwise(cuts)]
    expected = b"".join([b"head", *(piece for part in parts for piece in (part, b"between"))])
    assert copied(source, tmp_path / "file", cuts) == expected + LONG[: 2 * BUFFER] + b"foot"


def test_a_file_that_fits_the_buffer_or_is_empty_is_written(tmp_path: Path) -> None:
    assert [write_file(tmp_path / str(size), [LONG[:size]]).size for size in (BUFFER, 0)] == [BUFFER, 0]
    assert [(tmp_path / str(size)).read_bytes() for size in (BUFFER, 0)] == [LONG[:BUFFER], b""]


def test_a_disk_that_knows_one_way_only_gives_the_same(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cuts = [3, BUFFER + 11, len(LONG)]
    usual = copied(source, tmp_path / "usual", cuts)
    refused = _refusing(monkeypatch)
    assert copied(source, tmp_path / "otherwise", cuts) == usual
    assert refused or not bulk.DIRECT


def _refusing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Has the disk refuse what does not go through the kernel's memory, as some do once it is tried."""
    refused, write, read = list[int](), os.write, os.preadv

    def direct(handle: int) -> bool:
        return bool(bulk.fcntl.fcntl(handle, bulk.fcntl.F_GETFL) & bulk.DIRECT)

    def refuse(handle: int) -> None:
        if direct(handle):
            refused.append(handle)
            raise OSError(errno.EINVAL, "Invalid argument")

    def writing(handle: int, block: memoryview) -> int:
        refuse(handle)
        return write(handle, block)

    def reading(handle: int, room: list[memoryview], start: int) -> int:
        refuse(handle)
        return read(handle, room, start)

    monkeypatch.setattr(bulk.os, "write", writing)
    monkeypatch.setattr(bulk.os, "preadv", reading)
    return refused


def test_a_disk_that_takes_little_at_a_time_gives_the_same(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(bulk.os, "write", lambda handle, block: write(handle, block[:100_001]))
    assert copied(source, tmp_path / "file", [0, len(LONG)]).startswith(b"head" + LONG)


def test_a_file_that_ends_too_soon_is_no_copy(source: Path, tmp_path: Path) -> None:
    with opened_source(source) as opened, pytest.raises(OSError, match="ends 10 bytes too soon"):
        write_file(tmp_path / "file", [Stretch(opened, 0, len(LONG) + 10)])
