"""The parts of the program that had a say, each in its version."""

from collections.abc import Iterator, Mapping

from flows.publish.declared import load_declared
from flows.publish.records import Record, short_hash


def version_iri(part: str, version: str) -> str:
    """The IRI of a part of the program in a version, below the base."""
    return f"/version/{part}/{short_hash(part, version)}"


def parts_of(parts: Mapping[str, str]) -> Iterator[Record]:
    """Each part of the program, in the version that had a say."""
    agents = load_declared()["agents"]
    for part, version in sorted(parts.items()):
        kind = "SoftwareAgent" if part in agents else "Entity"
        yield {"id": version_iri(part, version), "type": kind, "label": part, "version": version}
