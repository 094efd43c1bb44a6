"""Where a release lies, and how a new one takes the place of the old one in a single step.

    out/.releases/<id>/   releases: the current one, the one before it, and those kept of the earlier ones
    out/.releases/.articles/<hash>/   the files of one article, written once; releases link to them
    out/.current          a link to the current one; replacing it is the single step
    out/.previous         a link to the one before it; .previous-2 to the one before that, and so on
    out/<name>            a link into .current for each name of the release

Whatever else lies in `out` is the user's and is never touched.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from filecmp import cmp
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from flows.errors import PublishError
from flows.publish.links import link_each

STORE = ".releases"
CURRENT = ".current"
PREVIOUS = ".previous"
NEXT = ".next"
STAGING = ".new"
ARTICLES = "articles"
SHARED = f".{ARTICLES}"  # where releases have the files of their articles
CHANGES = "changes"
PAGES = "ldes"
PARTS = "parts"  # where a release lists the parts of its large files
SHARED_CHANGES = f".{CHANGES}"  # where they have the files on what runs changed
READ_ONLY = 0o444
SYNCING = 8  # files at once
ADDRESS = 32  # hexadecimal digits: short enough for the disk to keep a link in its own record


@contextmanager
def replacing(out: Path, keep: int, joined: Collection[str]) -> Iterator[Path]:
    """An empty folder to write the new release into; nobody else publishes into `out` meanwhile.

    Of earlier releases `keep` stay: the one before the current one whole, those before it without the stream of
    versions, which the current one has, and without the files that are joined from those of articles.
    Whatever goes wrong, the earlier release stays and nothing of the new one is left behind.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out):
            (out / STORE).mkdir(exist_ok=True)
            _clean(out, keep, joined)
            try:
                staging = out / STORE / STAGING
                (staging / ARTICLES).mkdir(parents=True)
                for folder in (SHARED, SHARED_CHANGES):
                    (out / STORE / folder).mkdir(exist_ok=True)
                yield staging
            finally:
                _clean(out, keep, joined)
                _sweep(out)
    except (OSError, sqlite3.Error) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise PublishError(
            f"{out}: the release cannot be written there: {reason}; what was published before is untouched"
        ) from error


def tidy(out: Path) -> None:
    """Removes what a run that died left of a release that was not finished; costs nothing where none did."""
    if any((out / STORE).glob(f"{STAGING}*")):
        with locked(out):
            for entry in (out / STORE).glob(f"{STAGING}*"):
                shutil.rmtree(entry)


def install(out: Path, staging: Path, name: str, keep: int) -> Path:
    """Makes a finished folder the current release; `name` says what is in it. Returns where it is now."""
    names = sorted(entry.name for entry in staging.iterdir())
    _refuse_to_overwrite(out, names)
    final = _free(out / STORE / name)
    for folder in filter(Path.is_dir, (staging / PAGES, staging / PARTS, staging)):
        _sync_all(folder)
    staging.rename(final)
    _sync(out / STORE)
    for entry in names:
        if not (out / entry).is_symlink():
            (out / entry).symlink_to(Path(CURRENT) / entry)
    links = [CURRENT, *(previous(number) for number in range(1, keep + 1))]
    for later, earlier in reversed(list(pairwise(links))):
        if (out / later).is_dir():
            _point(out, earlier, (out / later).readlink())
    _point(out, CURRENT, Path(STORE) / final.name)
    _sync(out)
    return final


def previous(number: int) -> str:
    """What the link to the release so many before the current one is called."""
    return PREVIOUS if number == 1 else f"{PREVIOUS}-{number}"


def current(out: Path) -> Path | None:
    """The folder of the current release, or None when nothing is published in `out`; a plain copy counts as well."""
    linked = out / CURRENT
    if linked.is_dir():
        return linked.resolve()
    return out if (out / "index.json").is_file() else None


def keep_article(out: Path, files: Mapping[str, bytes]) -> str:
    """Writes the files of an article where releases share them, unless they are there; returns what they lie under."""
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    address = sha256(sums.encode()).hexdigest()[:ADDRESS]
    final = out / STORE / SHARED / address
    if final.is_dir():
        return address
    new = final.with_name(f"{STAGING}-{address}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    for name, data in files.items():
        (new / name).write_bytes(data)
        # Several releases hold it: whoever edits the one must not spoil the other.
        (new / name).chmod(READ_ONLY)
    _sync_all(new)
    new.rename(final)
    return address


def article_at(out: Path, address: str) -> Path:
    """Where the files of an article lie."""
    return out / STORE / SHARED / address


def take_over(staging: Path, articles: Iterable[tuple[str, str]], out: Path) -> None:
    """Has a release hold articles, by slug and address: one link each, so that it costs no more than what it adds."""
    link_each(articles, f"../../{SHARED}", f"{staging}/{ARTICLES}", f"{current(out)}/{ARTICLES}")


def keep_change(out: Path, data: bytes) -> str:
    """Writes a file on what runs changed where releases share it, unless it is there; returns what it is called."""
    address = sha256(data).hexdigest()[:ADDRESS]
    path = out / STORE / SHARED_CHANGES / address
    if not path.exists():
        new = path.with_name(f"{STAGING}-{address}")
        new.write_bytes(data)
        _sync(new)
        new.rename(path)
        _sync(path.parent)
    return address


def take_changes(staging: Path, part: str, files: Iterable[tuple[str, str]], out: Path) -> None:
    """Has a part of a release hold files on what it and earlier ones changed, by name and by what they are called."""
    (staging / part).mkdir()
    link_each(files, f"../../{SHARED_CHANGES}", f"{staging}/{part}", f"{current(out)}/{part}")


def address_of(path: Path) -> str | None:
    """What a release links to there and shares with others, None when what is there stands in the release itself."""
    return path.readlink().name if path.is_symlink() else None


def share(staging: Path, out: Path, names: Iterable[str]) -> None:
    """Has a release hold those of its files that are as they were in the one before by links to the same bytes."""
    before = current(out)
    if before is None or before == out:
        return
    for name in names:
        old, new = before / name, staging / name
        if old.is_file() and not old.samefile(new) and cmp(old, new, shallow=False):
            new.unlink()
            hold_as_well(old, new)


def hold_as_well(old: Path, new: Path) -> None:
    """Has a file of one release stand in another, by a link to the same bytes."""
    try:
        new.hardlink_to(old)
        new.chmod(READ_ONLY)
    except OSError:  # a disk that knows no such links
        shutil.copyfile(old, new)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds `out` until left; the lock ends with the process, however that ends."""
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _refuse_to_overwrite(out: Path, names: list[str]) -> None:
    for name in names:
        path = out / name
        if _is_ours(path) or not os.path.lexists(path):
            continue
        raise PublishError(f"{path}: this is not ours to replace; move it away, or publish into another folder")


def _is_ours(path: Path) -> bool:
    return path.is_symlink() and path.readlink().parts[:1] == (CURRENT,)


def _clean(out: Path, keep: int, joined: Collection[str]) -> None:
    """Removes what a run that died left behind, and what is not kept of earlier releases."""
    (out / NEXT).unlink(missing_ok=True)
    stay = {previous(number) for number in range(1, keep + 1)}
    for link in out.glob(f"{PREVIOUS}*"):
        if link.is_symlink() and link.name not in stay:
            link.unlink()
    kept = _kept(out)
    for entry in sorted((out / STORE).iterdir()):
        if entry.name not in kept and (entry.name.startswith(STAGING) or not entry.name.startswith(".")):
            shutil.rmtree(entry)
    whole = {(out / link).readlink().name for link in (CURRENT, PREVIOUS) if (out / link).is_symlink()}
    for name in kept - whole:
        for file in joined:
            (out / STORE / name / file).unlink(missing_ok=True)
        shutil.rmtree(out / STORE / name / PAGES, ignore_errors=True)
    for entry in sorted(out.iterdir()):
        if _is_ours(entry) and not entry.exists():
            entry.unlink()


def _sweep(out: Path) -> None:
    """Removes the files of articles that no release holds any more; without a release, all that is ours."""
    keep = _kept(out)
    if not keep:
        shutil.rmtree(out / STORE)
        return
    for shared, parts in ((SHARED, (ARTICLES,)), (SHARED_CHANGES, (CHANGES, PAGES))):
        folders = [out / STORE / name / part for name in keep for part in parts]
        used = {name for folder in folders if folder.is_dir() for name in _linked_in(folder)}
        for name in sorted(set(os.listdir(out / STORE / shared)) - used):  # noqa: PTH208
            entry = out / STORE / shared / name
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _linked_in(folder: Path) -> Iterator[str]:
    """What the links in a folder lead to, by name."""
    with os.scandir(folder) as entries:
        yield from (os.readlink(entry.path).rpartition("/")[2] for entry in entries if entry.is_symlink())  # noqa: PTH115


def _kept(out: Path) -> set[str]:
    """The names of the releases that stay."""
    links = [out / CURRENT, *out.glob(f"{PREVIOUS}*")]
    return {link.readlink().name for link in links if link.is_symlink()}


def _point(out: Path, link: str, target: Path) -> None:
    """Makes a link point elsewhere in one step: at no moment is it absent."""
    (out / NEXT).unlink(missing_ok=True)
    (out / NEXT).symlink_to(target)
    (out / NEXT).replace(out / link)


def _free(folder: Path) -> Path:
    """The folder's name, or the first one with a number behind it that nothing bears yet."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _sync_all(folder: Path) -> None:
    # At once, because the disk then writes many of them in one go.
    with ThreadPoolExecutor(SYNCING) as pool:
        list(pool.map(_sync, [path for path in folder.iterdir() if not path.is_symlink()]))
    _sync(folder)


def _sync(path: Path) -> None:
    """Has the disk hold what was written, so that a power cut after the swap finds it whole."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
