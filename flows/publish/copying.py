"""A release as plain files, without the links by which releases share theirs."""

import shutil
from pathlib import Path

from flows.errors import PublishError
from flows.publish.index import INDEX
from flows.publish.place import STAGING, current


def copy_release(out: Path, folder: Path) -> None:
    """Plain copies of the current release's files, to send or to keep; an earlier copy in that folder is replaced."""
    release = current(out)
    if release is None:
        raise PublishError(f"{out}: nothing is published here yet")
    if folder.exists() and not (folder / INDEX).is_file():
        raise PublishError(f"{folder}: this is no copy of a release; choose another folder")
    staging = folder.with_name(f".{folder.name}{STAGING}")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.copytree(release, staging, copy_function=shutil.copyfile)
        shutil.rmtree(folder, ignore_errors=True)
        staging.rename(folder)
    except (OSError, shutil.Error) as error:
        raise PublishError(f"{folder}: the release cannot be copied there ({error})") from error
