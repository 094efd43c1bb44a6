"""The examples of the ontology as quads: those that conform as Turtle, the others as a change of one of them.

A change is an RDF Patch (https://afs.github.io/rdf-patch/): PA rows name prefixes, D rows take a statement away, A rows
add one. Its first lines say why the result is refused, and which example it changes.
"""

import re
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from flows.settings import ONTOLOGY

FOLDER = ONTOLOGY / "examples"
CONFORMING = sorted(FOLDER.glob("*.ttl"))
INVALID = sorted(FOLDER.glob("*.invalid.rdfp"))
PREFIX = re.compile(r'^PA "([\w-]*)" "([^"]+)" \.$', re.MULTILINE)


def quads_of(path: Path) -> list[Quad]:
    """What an example states, in an order of its own."""
    if path.suffix == ".ttl":
        return list(parse(path=str(path), format=RdfFormat.TURTLE))
    patch = path.read_text(encoding="utf-8")
    before = quads_of(path.with_name(announced(path, "changes")[0]))
    gone, more = rows(patch, "D"), rows(patch, "A")
    assert gone <= set(before), f"{path.name}: takes away what its base does not state"
    return [quad for quad in before if quad not in gone] + sorted(more, key=str)


def rows(patch: str, sign: str) -> set[Quad]:
    """The statements of a patch's rows of one sort."""
    prefixes = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIX.findall(patch)]
    stated = [line.removeprefix(f"{sign} ") for line in patch.splitlines() if line.startswith(f"{sign} ")]
    return set(parse("\n".join([*prefixes, *stated]).encode(), format=RdfFormat.TURTLE))


def announced(path: Path, *words: str) -> list[str]:
    """What the example's first lines say behind these words ("refused", "also", "changes")."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split(": ", 1)[1] for line in lines if line.startswith(tuple(f"# {word}: " for word in words))]
