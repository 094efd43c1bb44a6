"""The files of a release, joined from pieces that were written with each article: streamed, never held whole.

What stands in the file of the release before is copied from there, many articles at once: so an article that a run
did not touch costs hardly more than the copying of its bytes.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from flows.publish.bulk import Chunk, Source, Stretch, opened_source, write_file
from flows.publish.forms import Form
from flows.publish.index import INDEX, File, read_head
from flows.publish.layout import Layout
from flows.publish.pieces import Piece
from flows.publish.place import article_at, current, hold_as_well
from flows.publish.totals import Totals


def write_form(name: str, form: Form, totals: Totals, layout: Layout, out: Path, folder: Path) -> File:
    """One file of the data set, written into `folder` from the pieces of the articles that lie in `out`."""
    before = _before(name, out) if totals.pieces.are_untouched(name) else None
    if before:
        hold_as_well(before[0], folder / name)
        return before[1]
    return write_file(folder / name, _chunks(name, form, totals, layout, out))


def _chunks(name: str, form: Form, totals: Totals, layout: Layout, out: Path) -> Iterator[Chunk]:
    head, between = form.written(form.head(layout)), form.written(form.between)
    yield head
    first = True
    with _earlier(name, out) as earlier:
        if earlier is None or not totals.pieces.are_laid:
            pieces: Iterable[Piece | Stretch] = totals.pieces.all_of(name)
        else:
            pieces = _stretches(earlier, name, len(head), len(between), totals)
        for piece in pieces:
            if between and not first:
                yield between
            first = False
            yield piece if isinstance(piece, Stretch) else _bytes_of(piece, form, out)
    yield form.written(form.foot)


@contextmanager
def _earlier(name: str, out: Path) -> Iterator[Source | None]:
    """The file of that name in the release before, None where there is none or somebody has changed it."""
    before = _before(name, out)
    if before is None:
        yield None
        return
    with opened_source(before[0]) as source:
        yield source


def _before(name: str, out: Path) -> tuple[Path, File] | None:
    """Where that file lies, and what the release before tells of it."""
    folder = current(out)
    path = folder / name if folder and (folder / INDEX).is_file() else None
    if folder is None or path is None or not path.is_file():
        return None
    state, told = path.stat(), read_head(out)["files"].get(name, {})
    # The index that lists a file is written after it.
    if state.st_size != told.get("bytes") or state.st_mtime_ns > (folder / INDEX).stat().st_mtime_ns:
        return None
    return path, File(told["sha256"], told["bytes"])


def _stretches(earlier: Source, name: str, start: int, between: int, totals: Totals) -> Iterator[Piece | Stretch]:
    """What stands in the earlier file as it is now, as long as possible in one go, and the pieces that do not."""
    last = ""
    for slug, was, now in chain(totals.pieces.changed(name), [(None, 0, None)]):
        number, size = totals.pieces.between(name, last, slug)
        if number:
            end = start + size + (number - 1) * between
            yield Stretch(earlier, start, end)
            start = end + between
        if was:
            start += was + between
        if slug is not None:
            last = slug
        if now:
            yield now


def _bytes_of(piece: Piece, form: Form, out: Path) -> bytes:
    """What a graph adds: the bytes themselves, or what stands in the file of its article."""
    if piece.data or not piece.address:
        return piece.data or b""
    handle = os.open(article_at(out, piece.address) / form.file, os.O_RDONLY)
    try:
        data = os.pread(handle, piece.size, piece.start)
    finally:
        os.close(handle)
    if len(data) < piece.size:
        raise OSError(f"a file of an article ends {piece.size - len(data)} bytes too soon")
    return data
