"""Which code, model, frames, ontology and tables made a release."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flows import __version__
from flows.judge import judge
from flows.settings import LANGUAGE_MODEL, MAPPINGS, ONTOLOGY

PARTS = {
    "model": LANGUAGE_MODEL,
    "frames": MAPPINGS / "text",
    "mappings": MAPPINGS,
    "ontology": ONTOLOGY,
    "snapshot": MAPPINGS / "gazetteer",
}


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """(part, version) pairs: of the code, of the engine that judges, and of each folder of data a hash."""
    return (("code", __version__), ("gate", judge()), *((part, digest(folder)) for part, folder in PARTS.items()))


def digest(folder: Path) -> str:
    """A short hash of a folder's files, their names and contents; the same on every machine."""
    whole = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(sha256(path.read_bytes()).digest())
    return f"sha256:{whole.hexdigest()[:16]}"
