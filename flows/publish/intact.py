"""Whether the files of published articles are what they were when they were written."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from flows.errors import PublishError
from flows.publish.index import FORMAT, Entry, read_entries, read_head
from flows.publish.place import ARTICLES, article_at, current
from flows.publish.totals import Totals, entry_in

AT_ONCE = 50  # articles that one run looks at


def refuse_altered(totals: Totals, out: Path) -> None:
    """PublishError when a file of an article in `out` no longer has the checksum that was kept of it.

    Of many articles a run looks at some, and later runs at others; at all where the totals are made anew.
    """
    folder = current(out)
    if folder is None or read_head(out)["format"] != FORMAT:
        return
    for entry, place in _next(totals, out) if totals.release == folder.name else _all(folder, out):
        _refuse(entry, place, out)


def refuse_changed(entry: Entry, address: str, out: Path) -> None:
    """PublishError when a file of this article no longer has the checksum that was kept of it."""
    _refuse(entry, article_at(out, address), out)


def _all(folder: Path, out: Path) -> Iterator[tuple[Entry, Path]]:
    for entry in read_entries(out):
        yield entry, folder / ARTICLES / entry["slug"]


def _next(totals: Totals, out: Path) -> Iterator[tuple[Entry, Path]]:
    for slug in totals.next_in_turn(AT_ONCE):
        row = totals.one("SELECT entry, address FROM graph WHERE slug = ?", (slug,))
        entry = entry_in(row)
        if row and entry:
            yield entry, article_at(out, row[1])


def _refuse(entry: Entry, place: Path, out: Path) -> None:
    for name, said in entry["files"].items():
        if not _is_as_written(f"{place}/{name}", said["bytes"], said["sha256"]):
            raise PublishError(
                f"{out}/{ARTICLES}/{entry['slug']}/{name}: this file is no longer as it was published "
                "(its checksum is not that of articles.jsonl); put it back, or publish into another folder"
            )


def _is_as_written(path: str, size: int, digest: str) -> bool:
    try:
        # Asked of each file of each article, where a Path costs more than the answer.
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return False
    return len(data) == size and sha256(data).hexdigest() == digest
