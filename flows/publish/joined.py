"""The files of a release, joined from pieces that were written with each article: streamed, never held whole."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from flows.publish.forms import Form
from flows.publish.index import File
from flows.publish.layout import Layout
from flows.publish.place import article_at
from flows.publish.totals import Totals

PIECES = """
SELECT graph.address, piece.start, piece.size, piece.bytes FROM piece JOIN graph USING (slug)
WHERE piece.form = ? AND piece.size > 0 ORDER BY piece.slug
"""
TOLD = "SELECT text FROM told WHERE form = ? ORDER BY place, iri"
THINGS_AT_ONCE = 1000  # in one member of a compressed file
BUFFER = 1 << 20


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
    yield form.written(form.head(layout))
    between, first = form.written(form.between), True
    articles = article_at(out, "")
    for address, start, size, data in totals.select(PIECES, (name,)):
        if between and not first:
            yield between
        first = False
        yield data or _read(f"{articles}/{address}/{form.file}", start, size)
    lines = (text for (text,) in totals.select(TOLD, (name,)))
    heading = form.heading(layout)
    while some := list(islice(lines, THINGS_AT_ONCE)):
        if between and not first:
            yield between
        first = False
        yield form.written(heading + form.between.join(some))
        heading = ""
    yield form.written(form.foot)


def _read(path: str, start: int, size: int) -> bytes:
    # Thousands of times a run: what a file object and a Path cost would be the most of it.
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.pread(handle, size, start)
    finally:
        os.close(handle)
