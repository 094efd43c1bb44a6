"""Whether the files of published articles are what they were when they were written."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from flows.errors import PublishError
from flows.publish.index import FORMAT, INDEX, Entry, read_entries, read_head
from flows.publish.place import ARTICLES, article_at, current
from flows.publish.totals import Totals, entry_in

AT_ONCE = 100  # articles that one run looks at


def refuse_altered(totals: Totals, out: Path) -> None:
    """PublishError when a file of an article in `out` no longer has the checksum that was kept of it.

    Of many articles a run looks at some, and later runs at others; at all where the totals are made anew. Only what
    changed its size, or was touched since the release was made, is read.
    """
    folder = current(out)
    if folder is None or read_head(out)["format"] != FORMAT:
        return
    made = (folder / INDEX).stat().st_mtime_ns
    for entry, place in _next(totals, out) if totals.release == folder.name else _all(folder, out):
        _refuse(entry, place, made, out)


def refuse_changed(entry: Entry, address: str, out: Path) -> None:
    """PublishError when a file of this article no longer has the checksum that was kept of it."""
    folder = current(out)
    _refuse(entry, article_at(out, address), (folder / INDEX).stat().st_mtime_ns if folder else 0, out)


def _all(folder: Path, out: Path) -> Iterator[tuple[Entry, Path]]:
    for entry in read_entries(out):
        yield entry, folder / ARTICLES / entry["slug"]


def _next(totals: Totals, out: Path) -> Iterator[tuple[Entry, Path]]:
    for slug in totals.next_in_turn(AT_ONCE):
        row = totals.one("SELECT entry, address FROM graph WHERE slug = ?", (slug,))
        entry = entry_in(row)
        if row and entry:
            yield entry, article_at(out, row[1])


def _refuse(entry: Entry, place: Path, made: int, out: Path) -> None:
    for name, said in entry["files"].items():
        if not _is_as_written(f"{place}/{name}", said["bytes"], said["sha256"], made):
            raise PublishError(
                f"{out}/{ARTICLES}/{entry['slug']}/{name}: this file is no longer as it was published "
                "(its checksum is not that of articles.jsonl); put it back, or publish into another folder"
            )


def _is_as_written(path: str, size: int, digest: str, made: int) -> bool:
    try:
        # Asked of each file of each article, where a Path costs more than the answer.
        stat = os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    if stat.st_size != size:
        return False
    if max(stat.st_mtime_ns, stat.st_ctime_ns) <= made:
        return True
    return sha256(Path(path).read_bytes()).hexdigest() == digest
