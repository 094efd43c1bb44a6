"""The files of a release, joined from pieces that were written with each article: streamed, never held whole.

What stands in the file of the release before is copied from there, many articles at once: so an article that a run
did not touch costs hardly more than the copying of its bytes. A large file is not read for its checksum: the release
lists the checksum of each of its parts, which was taken when the part was written.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
    joined = _Joined(name, form, form.written(form.head(layout)), totals, out)
    before = _before(name, out) if totals.pieces.are_laid else None
    size = joined.size(before[1] if before else None)
    in_parts = size >= LARGE
    if before and totals.pieces.are_untouched(name) and before[1].in_parts == in_parts:
        _hold(before[0], before[1], folder)
        return before[1]
    return joined.write_in_parts(size, folder) if in_parts else write_file(folder / name, joined.chunks())


@dataclass(frozen=True, slots=True)
class _Joined:
    """A file over all articles: its name, how it is joined, and what it begins with."""

    name: str
    form: Form
    head: bytes
    totals: Totals
    out: Path

    def size(self, before: File | None) -> int:
        """How long it is, by how long it was; 0 where its pieces are not those of articles."""
        if before and before.in_parts:
            return before.size + self.totals.pieces.grown(self.name)
        if not self.totals.pieces.are_of_articles(self.name):
            return 0
        return len(self.head) + self.totals.pieces.size(self.name) + len(self.form.written(self.form.foot))

    def write_in_parts(self, size: int, folder: Path) -> File:
        """Writes it into `folder` with the list of its parts: what stands behind the articles is read, and no more."""
        of_articles = self.totals.pieces.size(self.name, OTHERS)
        start = len(self.head) + of_articles if of_articles else 0
        end = write_end_read(folder / self.name, self.chunks(), start)
        if end.size != size:
            raise OSError(f"{self.name} is not as long as its parts")
        (folder / PARTS).mkdir(exist_ok=True)
        parts = chain(self._parts() if start else (), [_line(end.sha256, size - start)])
        return File(write_file(folder / PARTS / f"{self.name}.txt", parts).sha256, size, in_parts=True)

    def chunks(self) -> Iterator[Chunk]:
        """What stands in it: the head, the pieces with what parts them, the foot."""
        between, first = self.form.written(self.form.between), True
        yield self.head
        with _earlier(self.name, self.out) as earlier:
            if earlier is None or not self.totals.pieces.are_laid:
                pieces: Iterable[Piece | Stretch] = self.totals.pieces.all_of(self.name)
            else:
                pieces = _stretches(earlier, self.name, len(self.head), len(between), self.totals)
            for piece in pieces:
                if between and not first:
                    yield between
                first = False
                yield piece if isinstance(piece, Stretch) else _bytes_of(piece, self.form, self.out)
        yield self.form.written(self.form.foot)

    def _parts(self) -> Iterator[bytes]:
        """A line for what each article adds, the first one with the head."""
        for piece in islice(self.totals.pieces.all_of(self.name), 1):
            first = self.head + _bytes_of(piece, self.form, self.out)
            yield _line(sha256(first).hexdigest(), len(first))
        yield from self.totals.texts(*self.totals.pieces.sums(self.name))


def _line(sum: str, size: int) -> bytes:
    """What a list says of a part, if it is not empty."""
    return f"{sum} {size}\n".encode() if size else b""


def _hold(path: Path, file: File, folder: Path) -> None:
    """Has a file of the release before stand in `folder` as well, with the list of its parts, if any."""
    listed = file.summed_at(path.name)
    (folder / listed).parent.mkdir(exist_ok=True)
    for name in {path.name, listed}:
        hold_as_well(path.parent / name, folder / name)


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
    told = told_file(read_head(out)["files"].get(name, {}))
    if told is None or path.stat().st_size != told.size:
        return None
    # The index that lists a file is written after it, and after the list of its parts.
    written, listed = (folder / INDEX).stat().st_mtime_ns, folder / told.summed_at(name)
    as_it_was = listed.is_file() and max(path.stat().st_mtime_ns, listed.stat().st_mtime_ns) <= written
    return (path, told) if as_it_was else None


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
