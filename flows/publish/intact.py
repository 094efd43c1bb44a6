"""Whether the files of published articles are what they were when they were written."""

import os
from hashlib import sha256
from pathlib import Path

from flows.errors import PublishError
from flows.publish.index import FORMAT, INDEX, read_entries, read_head
from flows.publish.place import ARTICLES, current


def refuse_altered(out: Path) -> None:
    """PublishError when a file of an article in `out` no longer has the checksum that articles.jsonl gives it.

    Only what changed its size, or was touched since the release was made, is read: a run costs what it changes.
    """
    folder = current(out)
    if folder is None or read_head(out)["format"] != FORMAT:
        return
    made = (folder / INDEX).stat().st_mtime_ns
    for entry in read_entries(out):
        place = f"{folder}/{ARTICLES}/{entry['slug']}"
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
