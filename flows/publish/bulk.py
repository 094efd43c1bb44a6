"""Large files, read and written past the kernel's own copies of them where the disk allows it.

A file of the release is copied once a run, most of it as it was. A copy through the kernel's memory takes pages that
nobody asks for again, and on a virtual machine each of them has to be fetched: several times the cost of hashing it.
"""

import errno
import fcntl
import mmap
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flows.publish.index import File

BUFFER = 1 << 21  # bytes read or written at once: with fewer, the asking costs more than the copying
ALIGNED = 1 << 12  # a disk is addressed in multiples of it
DIRECT = getattr(os, "O_DIRECT", 0)  # 0 where the system knows no such thing


class Source:
    """A file of which parts are copied; it reads ahead, so that parts in their order are read once."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._window, self._begin, self._end = _buffer(), 0, 0
        if os.fstat(handle).st_size >= BUFFER:
            _past_the_kernel(handle, True)

    def read_into(self, free: memoryview, start: int) -> int:
        """How many bytes from a place on were put where there is room; 0 behind the end of the file."""
        if not self._begin <= start < self._end:
            self._begin = start - start % ALIGNED
            self._end = self._begin + self._read()
        part = self._window[start - self._begin : min(start + len(free), self._end) - self._begin]
        free[: len(part)] = part
        return len(part)

    def _read(self) -> int:
        try:
            return os.preadv(self._handle, [self._window], self._begin)
        except OSError as error:
            if error.errno != errno.EINVAL or not _past_the_kernel(self._handle, False):
                raise
            return self._read()


class Stretch(NamedTuple):
    """What stands in a file from one place to another."""

    source: Source
    start: int
    end: int


Chunk = bytes | Stretch


@contextmanager
def opened_source(path: Path) -> Iterator[Source]:
    """A file to copy from."""
    handle = os.open(path, os.O_RDONLY)
    try:
        yield Source(handle)
    finally:
        os.close(handle)


def write_file(path: Path, chunks: Iterable[Chunk]) -> File:
    """A file made of chunks, with its checksum and size."""
    whole = sha256()
    size = _write_all(path, chunks, whole.update)
    return File(whole.hexdigest(), size)


def write_end_read(path: Path, chunks: Iterable[Chunk], start: int) -> File:
    """A file made of chunks, with the checksum of what stands from a place on, and its size."""
    end, size = sha256(), 0

    def see(block: memoryview) -> None:
        nonlocal size
        end.update(block[max(0, start - size) :])
        size += len(block)

    _write_all(path, chunks, see)
    return File(end.hexdigest(), size)


def _write_all(path: Path, chunks: Iterable[Chunk], see: Callable[[memoryview], object]) -> int:
    size = 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        for block in _in_blocks(chunks):
            see(block)
            _past_the_kernel(handle, len(block) == BUFFER)  # the last block may be of any length
            size += len(block)
            _write(handle, block)
    finally:
        os.close(handle)
    return size


def _write(handle: int, block: memoryview) -> None:
    while block:
        try:
            block = block[os.write(handle, block) :]
        except OSError as error:
            if error.errno != errno.EINVAL or not _past_the_kernel(handle, False):
                raise


def _in_blocks(chunks: Iterable[Chunk]) -> Iterator[memoryview]:
    """The same bytes, as many as fit into one buffer at a time, which is filled again for each next block."""
    buffer, size = _buffer(), 0
    for chunk in chunks:
        start, end = (chunk.start, chunk.end) if isinstance(chunk, Stretch) else (0, len(chunk))
        while start < end:
            number = _fill(buffer[size : size + end - start], chunk, start)
            start, size = start + number, size + number
            if size == BUFFER:
                yield buffer
                size = 0
    yield buffer[:size]


def _fill(free: memoryview, chunk: Chunk, start: int) -> int:
    """How many bytes of a chunk were put where there is room, from that place on."""
    if isinstance(chunk, Stretch):
        number = chunk.source.read_into(free, start)
        if not number:
            raise OSError(f"a file of the release ends {chunk.end - start} bytes too soon")
        return number
    part = memoryview(chunk)[start : start + len(free)]
    free[: len(part)] = part
    return len(part)


def _buffer() -> memoryview:
    """Room for a block, where a disk can read from and write to; in one piece, where the system gives such."""
    room = mmap.mmap(-1, BUFFER, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_HUGEPAGE"):
        with suppress(OSError):  # a system made without
            room.madvise(mmap.MADV_HUGEPAGE)
    return memoryview(room)


def _past_the_kernel(handle: int, past: bool) -> bool:
    """Has a file be read or written past the kernel's memory, or through it; whether it was not."""
    flags = fcntl.fcntl(handle, fcntl.F_GETFL)
    wanted = flags | DIRECT if past else flags & ~DIRECT
    try:
        return wanted != flags and not fcntl.fcntl(handle, fcntl.F_SETFL, wanted)
    except OSError:
        return False  # a disk, or a part of memory, that knows one way only
