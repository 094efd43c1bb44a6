"""Links of a release to the files that releases share: thousands a run, where what a Path costs would be most of it."""

import os
from collections.abc import Iterable


def link_each(entries: Iterable[tuple[str, str]], shared: str, folder: str, earlier: str) -> None:
    """Makes a link in a folder for each name to an address below `shared`.

    One that stands in the earlier folder as well is that one under a second name: a disk takes ten times as long to
    make another.
    """
    for name, address in entries:
        old, new, target = f"{earlier}/{name}", f"{folder}/{name}", f"{shared}/{address}"
        if not (_leads_to(old, target) and _named_twice(old, new)):
            os.symlink(target, new)  # noqa: PTH211


def _leads_to(link: str, target: str) -> bool:
    try:
        return os.readlink(link) == target  # noqa: PTH115
    except OSError:  # there is none, or it is no link
        return False


def _named_twice(link: str, name: str) -> bool:
    """Gives a link a second name; False on a disk that knows no second names of links."""
    try:
        os.link(link, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True
