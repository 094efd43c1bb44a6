"""The store of a release: a large one is built on the disk once, and opened from there ever after."""

import gzip
import json
import re
import shutil
import tempfile
from itertools import takewhile
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from flows.errors import CommuniqueError
from flows.rows import digest
from flows.settings import load_settings

QUADS = "dataset.nq.gz"
TRIPLES = "dataset.ttl"
MADE = "2"  # how a store is made; another way is another number
PREFIX = re.compile(r"@prefix ([^\s:]*): <([^>]*)> \.")
LARGE = 3_000_000  # bytes of compressed quads: about two seconds of loading


def is_large(data: Path) -> bool:
    """Whether the release in a folder is worth a store on the disk."""
    return (data / QUADS).is_file() and (data / QUADS).stat().st_size > LARGE


def on_disk(data: Path, cache: Path) -> ox.Store:
    """The store of the release in a folder, to read: all its triples in the default graph, and one graph an article.

    Built below `cache` once a release.
    Raises CommuniqueError where the release cannot be read.
    """
    return ox.Store.read_only(str(stored(data, cache)))


def stored(data: Path, cache: Path) -> Path:
    """Where that store lies."""
    try:
        index = json.loads((data / "index.json").read_text(encoding="utf-8"))
        name = f"{str(index['canonical_hash']).removeprefix('sha256:')}-{MADE}"
    except (OSError, ValueError, KeyError) as error:
        raise CommuniqueError(f"{data}: there is no release to ask; `communique run` makes one") from error
    shelf = cache / "stores" / digest(str(data.resolve())).removeprefix("sha256:")[:16]
    if not (shelf / name).is_dir():
        _build(data, shelf, name)
    return shelf / name


def _build(data: Path, shelf: Path, name: str) -> None:
    """Builds a store and puts it in its place at once; of those of earlier releases the last one stays."""
    shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=shelf, ignore_cleanup_errors=True) as staging:
        store = ox.Store(f"{staging}/store")
        fill(store, data)
        store.optimize()
        store.flush()
        del store
        if not (shelf / name).is_dir():
            Path(staging, "store").rename(shelf / name)
        others = [path for path in shelf.iterdir() if path not in (shelf / name, Path(staging))]
        for other in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
            # The one before this may be asked by somebody still.
            shutil.rmtree(other, ignore_errors=True)


def fill(store: ox.Store, data: Path) -> None:
    """Loads the release in a folder: its triples into the default graph, and each article's graph by its name.

    Not the union of the graphs as default graph: there Oxigraph finds what n articles state n times.
    """
    path = data / TRIPLES
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        path = data / QUADS
        with gzip.open(path) as quads:
            store.bulk_load(cast(IO[bytes], quads), format=ox.RdfFormat.N_QUADS)
    except (OSError, SyntaxError, ValueError) as error:
        raise CommuniqueError(f"{path}: this cannot be read ({error})") from error


def base_of(data: Path) -> str:
    """What the IRIs of the release in a folder begin with; that of the settings when it names no article."""
    try:
        with (data / "articles.jsonl").open(encoding="utf-8") as lines:
            first = json.loads(next(lines, "null"))
    except FileNotFoundError:
        first = None
    return first["iri"].removesuffix(f"article/{first['slug']}") if first else load_settings().base


def prefixes_in(data: Path) -> dict[str, str]:
    """The prefixes of the release in a folder: those that its Turtle declares for all of it."""
    with (data / TRIPLES).open(encoding="utf-8") as lines:
        head = takewhile(bool, map(PREFIX.fullmatch, map(str.rstrip, lines)))
        return {found[1]: found[2] for found in head if found}
