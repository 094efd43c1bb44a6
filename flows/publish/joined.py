"""The files of a release, joined from pieces that were written with each article: streamed, never held whole.

What stands in the file of the release before is copied from there, many articles at once: so an article that a run
did not touch costs hardly more than the copying of its bytes.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path

from flows.publish.forms import Form
from flows.publish.index import INDEX, File, read_head
from flows.publish.layout import Layout
from flows.publish.place import article_at, current
from flows.publish.totals import Totals

PIECES = "SELECT slug FROM piece WHERE form = ? AND size > 0 ORDER BY slug"
LAID = "SELECT slug, size, holds FROM laid WHERE form = ? ORDER BY slug"
PIECE = """
SELECT graph.address, piece.start, piece.size, piece.bytes FROM piece JOIN graph USING (slug)
WHERE piece.form = ? AND piece.slug = ?
"""
TOLD = "SELECT text FROM told WHERE form = ? ORDER BY place, iri"
THINGS_AT_ONCE = 1000  # in one member of a compressed file
BUFFER = 1 << 20

Stretch = tuple[int, int]  # where it begins and ends in the earlier file


def write_form(name: str, form: Form, totals: Totals, layout: Layout, out: Path, folder: Path) -> File:
    """One file of the data set, written into `folder` from the pieces of the articles that lie in `out`."""
    return write_file(folder / name, _chunks(name, form, totals, layout, out))


def write_file(path: Path, chunks: Iterable[bytes]) -> File:
    """A file made of chunks, with its checksum and size."""
    whole, size = sha256(), 0
    with path.open("wb", buffering=BUFFER) as file:
        for chunk in chunks:
            file.write(chunk)
            whole.update(chunk)
            size += len(chunk)
    return File(whole.hexdigest(), size)


def _chunks(name: str, form: Form, totals: Totals, layout: Layout, out: Path) -> Iterator[bytes]:
    head, between = form.written(form.head(layout)), form.written(form.between)
    yield head
    first = True
    with _earlier(name, out) as earlier:
        laid = _laid(name, len(head), len(between), totals) if earlier is not None else {}
        for piece in _stretches((slug for (slug,) in totals.select(PIECES, (name,))), laid, len(between)):
            if between and not first:
                yield between
            first = False
            if isinstance(piece, str):
                yield _written_piece(name, form, piece, totals, out)
            elif earlier is not None:
                yield from _read(earlier, *piece)
    lines = (text for (text,) in totals.select(TOLD, (name,)))
    heading = form.heading(layout)
    while some := list(islice(lines, THINGS_AT_ONCE)):
        if between and not first:
            yield between
        first = False
        yield form.written(heading + form.between.join(some))
        heading = ""
    yield form.written(form.foot)


@contextmanager
def _earlier(name: str, out: Path) -> Iterator[int | None]:
    """The file of that name in the release before, None where there is none or somebody has changed it."""
    folder = current(out)
    path = folder / name if folder and (folder / INDEX).is_file() else None
    if folder is None or path is None or not path.is_file():
        yield None
        return
    state, told = path.stat(), read_head(out)["files"].get(name, {})
    # The index that lists a file is written after it.
    if state.st_size != told.get("bytes") or state.st_mtime_ns > (folder / INDEX).stat().st_mtime_ns:
        yield None
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _laid(name: str, start: int, between: int, totals: Totals) -> dict[str, Stretch]:
    """Where the piece of each article that no run has touched since stands in the earlier file."""
    found = {}
    for slug, size, holds in totals.select(LAID, (name,)):
        if holds:
            found[slug] = (start, start + size)
        start += size + between
    return found


def _stretches(slugs: Iterable[str], laid: dict[str, Stretch], between: int) -> Iterator[str | Stretch]:
    """What stands in the earlier file as it is now, as long as possible in one go, and the slugs of what does not."""
    stretch: Stretch | None = None
    for slug in slugs:
        place = laid.get(slug)
        if stretch and place and place[0] == stretch[1] + between:
            stretch = (stretch[0], place[1])
            continue
        if stretch:
            yield stretch
        stretch = place
        if stretch is None:
            yield slug
    if stretch:
        yield stretch


def _written_piece(name: str, form: Form, slug: str, totals: Totals, out: Path) -> bytes:
    """What an article adds: the bytes themselves, or what stands in its file."""
    address, start, size, data = totals.one(PIECE, (name, slug)) or (None, 0, 0, b"")
    if data or not address:
        return bytes(data or b"")
    handle = os.open(article_at(out, address) / form.file, os.O_RDONLY)
    try:
        return b"".join(_read(handle, start, start + size))
    finally:
        os.close(handle)


def _read(handle: int, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from one place to another."""
    while start < end:
        data = os.pread(handle, min(BUFFER, end - start), start)
        if not data:
            raise OSError(f"a file of the release ends {end - start} bytes too soon")
        yield data
        start += len(data)
