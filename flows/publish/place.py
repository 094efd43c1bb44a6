"""Where a release lies, and how a new one takes the place of the old one in a single step.

    out/.releases/<id>/   whole releases: the current one and the one before it
    out/.current          a link to the current one; replacing it is the single step
    out/.previous         a link to the one before it
    out/<name>            a link into .current for each name of the release

Whatever else lies in `out` is the user's and is never touched.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from flows.errors import PublishError

STORE = ".releases"
CURRENT = ".current"
PREVIOUS = ".previous"
NEXT = ".next"
STAGING = ".new"
SYNCING = 8  # files at once


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """An empty folder to write the new release into; nobody else publishes into `out` meanwhile.

    Whatever goes wrong, the earlier release stays and nothing of the new one is left behind.
    """
    try:
        (out / STORE).mkdir(parents=True, exist_ok=True)
        with _locked(out):
            _clean(out)
            try:
                staging = out / STORE / STAGING
                staging.mkdir(parents=True)
                yield staging
            finally:
                _clean(out)
                _remove_if_empty(out / STORE)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(
            f"{out}: the release cannot be written there: {reason}; what was published before is untouched"
        ) from error


def install(out: Path, staging: Path, name: str) -> Path:
    """Makes a finished folder the current release; `name` says what is in it. Returns where it is now."""
    names = sorted(entry.name for entry in staging.iterdir())
    _refuse_to_overwrite(out, names)
    final = _free(out / STORE / name)
    _sync_all(staging)
    staging.rename(final)
    _sync(out / STORE)
    for entry in names:
        if not (out / entry).is_symlink():
            (out / entry).symlink_to(Path(CURRENT) / entry)
    if (out / CURRENT).is_dir():
        _point(out, PREVIOUS, (out / CURRENT).readlink())
    _point(out, CURRENT, Path(STORE) / final.name)
    _sync(out)
    return final


def current(out: Path) -> Path | None:
    """The folder of the current release, or None when nothing is published in `out`; a plain copy counts as well."""
    linked = out / CURRENT
    if linked.is_dir():
        return linked.resolve()
    return out if (out / "index.json").is_file() else None


def carry_over(old: Path, new: Path) -> None:
    """Takes a folder of the earlier release into the new one: the same files where the disk can share them."""
    shutil.copytree(old, new, copy_function=_share)


def copy_release(out: Path, folder: Path) -> None:
    """Plain copies of the current release's files, to send or to keep; an earlier copy in that folder is replaced."""
    release = current(out)
    if release is None:
        raise PublishError(f"{out}: nothing is published here yet")
    if folder.exists() and not (folder / "index.json").is_file():
        raise PublishError(f"{folder}: this is no copy of a release; choose another folder")
    staging = folder.with_name(f".{folder.name}{STAGING}")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.copytree(release, staging, copy_function=shutil.copyfile)
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    except (OSError, shutil.Error) as error:
        raise PublishError(f"{folder}: the release cannot be copied there ({error})") from error


def _share(old: str, new: str) -> None:
    try:
        os.link(old, new)
    except OSError:  # some file systems have no hard links
        shutil.copyfile(old, new)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
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


def _clean(out: Path) -> None:
    """Removes what a run that died left behind, and releases older than the one before the current one."""
    (out / NEXT).unlink(missing_ok=True)
    keep = {(out / link).readlink().name for link in (CURRENT, PREVIOUS) if (out / link).is_symlink()}
    for entry in sorted((out / STORE).iterdir()):
        if entry.name not in keep:
            shutil.rmtree(entry)
    for entry in sorted(out.iterdir()):
        if _is_ours(entry) and not entry.exists():
            entry.unlink()


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


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
        list(pool.map(_sync, [path for path in folder.rglob("*") if path.stat().st_nlink == 1 or path.is_dir()]))
    _sync(folder)


def _sync(path: Path) -> None:
    """Has the disk hold what was written, so that a power cut after the swap finds it whole."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
