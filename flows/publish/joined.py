"""The files of a release, joined from pieces that were written with each article: streamed, never held whole.

What stands in the file of the release before is copied from there, many articles at once: so an article that a run
did not touch costs hardly more than the copying of its bytes. A large file is not read for its checksum: the release
lists the checksum of each of its parts, which was taken when the part was written.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from flows.publish.bulk import Chunk, Source, Stretch, opened_source, write_end_read, write_file
from flows.publish.forms import Form
from flows.publish.index import INDEX, File, read_head, told_file
from flows.publish.layout import Layout
from flows.publish.pieces import OTHERS, Piece
from flows.publish.place import PARTS, article_at, current, hold_as_well
from flows.publish.totals import Totals

LARGE = 1 << 24  # bytes of a file from which on its checksum is that of the list of its parts


def write_form(name: str, form: Form, totals: Totals, layout: Layout, out: Path, folder: Path) -> File:
    """One file of the data set, written into `folder` from the pieces of the articles that lie in `out`."""
    pieces, head, foot = totals.pieces, form.written(form.head(layout)), form.written(form.foot)
    size = len(head) + pieces.size(name) + len(foot)
    in_parts = size >= LARGE and pieces.are_of_articles(name)
    before = _before(name, out) if pieces.are_untouched(name) else None
    if before and before[1].in_parts == in_parts:
        _hold(before[0], before[1], folder)
        return before[1]
    chunks = chain([head], _joined(name, form, len(head), totals, out), [foot])
    if not in_parts:
        return write_file(folder / name, chunks)
    of_articles = pieces.size(name, OTHERS)
    start = len(head) + of_articles if of_articles else 0
    end = write_end_read(folder / name, chunks, start)
    if end.size != size:
        raise OSError(f"{name} is not as long as its parts")
    first = head + b"".join(_bytes_of(piece, form, out) for piece in islice(pieces.all_of(name), 1))
    parts = chain([_line(first)], totals.texts(*pieces.sums(name))) if start else iter(())
    rest = [f"{end.sha256} {size - start}\n".encode()] if size > start else []
    return File(write_file(_list_of(name, folder), chain(parts, rest)).sha256, size, in_parts)


def _hold(path: Path, file: File, folder: Path) -> None:
    """Has a file of the release before stand in `folder` as well, with the list of its parts, if any."""
    hold_as_well(path, folder / path.name)
    if file.in_parts:
        hold_as_well(_list_of(path.name, path.parent), _list_of(path.name, folder))


def _list_of(name: str, folder: Path) -> Path:
    """Where a release lists the parts of one of its files; the folder is there."""
    (folder / PARTS).mkdir(exist_ok=True)
    return folder / PARTS / f"{name}.txt"


def _line(part: bytes) -> bytes:
    return f"{sha256(part).hexdigest()} {len(part)}\n".encode()


def _joined(name: str, form: Form, start: int, totals: Totals, out: Path) -> Iterator[Chunk]:
    """The pieces with what stands between them; in the file they begin at `start`."""
    between, first = form.written(form.between), True
    with _earlier(name, out) as earlier:
        if earlier is None or not totals.pieces.are_laid:
            pieces: Iterable[Piece | Stretch] = totals.pieces.all_of(name)
        else:
            pieces = _stretches(earlier, name, start, len(between), totals)
        for piece in pieces:
            if between and not first:
                yield between
            first = False
            yield piece if isinstance(piece, Stretch) else _bytes_of(piece, form, out)


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
    state, told = path.stat(), told_file(read_head(out)["files"].get(name, {}))
    # The index that lists a file is written after it.
    if told is None or state.st_size != told.size or state.st_mtime_ns > (folder / INDEX).stat().st_mtime_ns:
        return None
    return path, told


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
