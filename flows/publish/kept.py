"""Earlier releases that are kept without what can be made again: the files that are joined from those of articles."""

import tempfile
from dataclasses import replace
from pathlib import Path

from flows.errors import PublishError
from flows.publish.across import retell
from flows.publish.index import read_entries
from flows.publish.joined import write_form
from flows.publish.layout import load_layout
from flows.publish.place import STAGING, STORE, current, locked
from flows.publish.taking import follow_release, opened_at
from flows.publish.writers import DATASET_FORMS
from flows.settings import Settings


def made_whole(data: Path, settings: Settings) -> Path:
    """The folder of a release, in which no file is missing any more; the next run removes them again.

    Raises PublishError where they cannot be made.
    """
    folder = current(data.resolve())
    lacking = [name for name in DATASET_FORMS if folder and not (folder / name).exists()]
    if folder is None or not lacking or folder.parent.name != STORE:
        return data
    out = folder.parent.parent
    try:
        with locked(out), tempfile.TemporaryDirectory(dir=folder.parent, prefix=STAGING) as beside:
            _make(lacking, folder, out, Path(beside), settings)
    except OSError as error:
        raise PublishError(f"{data}: the files of this earlier release cannot be made again ({error})") from error
    return data


def _make(lacking: list[str], folder: Path, out: Path, beside: Path, settings: Settings) -> None:
    first = next(read_entries(folder), None)
    base = first["iri"].removesuffix(f"article/{first['slug']}") if first else settings.base
    own = replace(settings, base=base)
    with opened_at(beside / "totals.sqlite", own) as totals:
        follow_release(totals, folder, out, own)
        totals.settle()
        retell(totals, own)
        for name in lacking:
            write_form(name, DATASET_FORMS[name], totals, load_layout(base), out, beside)
            (beside / name).rename(folder / name)
