"""ontology/shapes.ttl, read once, and what is found with it."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from flows.errors import BrokenData
from flows.judge import is_fast
from flows.model import Problem
from flows.settings import ONTOLOGY

if TYPE_CHECKING:  # rdflib and pySHACL are slow to load, and asked only where something is amiss
    from rdflib import Graph


@dataclass(frozen=True)
class Gate:
    """The shapes that everything published must satisfy. `fast` judges in bulk where it is installed; pySHACL
    is the referee, and the tests hold the two to the same results. `version` is the hash of the shapes."""

    path: Path
    fast: Callable[[bytes], list[Problem]] | None = None
    version: str = ""

    @cached_property
    def shapes(self) -> "Graph":
        """The shapes as rdflib has them."""
        from rdflib import Graph

        return Graph().parse(self.path, format="turtle")

    def problems(self, statements: Iterable[Quad | Triple]) -> list[Problem]:
        """What the shapes find in these statements, worst first; graph names play no part."""
        return self.referee(statements) if self.fast is None else self.fast(_n_triples(statements))

    def referee(self, statements: Iterable[Quad | Triple]) -> list[Problem]:
        """The same, by pySHACL."""
        from flows.validate.referee import refereed

        return refereed(statements, self.shapes)


def load_gate(path: Path = ONTOLOGY / "shapes.ttl") -> Gate:
    """The gate that a file of shapes makes."""
    try:
        version = f"sha256:{sha256(path.read_bytes()).hexdigest()}"
        deque(parse(path=str(path), format=RdfFormat.TURTLE), maxlen=0)
        return Gate(path, _fast_engine(path), version)
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenData(f"{path}: holds no shapes that can be read: {error}") from error


def _fast_engine(path: Path) -> Callable[[bytes], list[Problem]] | None:
    """The compiled engine, about twenty times as fast as pySHACL, or None where it is not installed."""
    if not is_fast():
        return None
    engine = import_module("shifty").PreparedValidator(path)

    def results(data: bytes) -> list[Problem]:
        # Only to find whether anything is amiss takes less than half of what a report does.
        amiss = engine.validate_algebra(data, graph_mode="data", infer=False, sort_results=False).violations
        if not amiss:
            return []
        shapes = {one.shape_name for one in amiss}
        named = None if None in shapes else sorted(shapes)
        focus = Counter(one.focus_node.strip("<>") for one in amiss)
        # What is only remarked holds nothing back, and is told by what is said of its thing and what that leads to.
        if all(str(one.severity) == "Info" for one in amiss):
            told = reported(_near(data, focus), named)
            if Counter(problem.focus for problem in told) == focus:
                return told
        return reported(data, named)

    def reported(data: bytes, shapes: list[str] | None) -> list[Problem]:
        from flows.validate.referee import problems_in

        _, report, _ = engine.validate(data, graph_mode="data", shape_names=shapes, infer=False, sort_results=False)
        return problems_in(report)

    return results


def _near(data: bytes, focus: Iterable[str]) -> bytes:
    """Of N-Triples those about some things, and about what these lead to."""
    said = defaultdict[bytes, list[bytes]](list)
    for line in data.splitlines(keepends=True):
        said[line.partition(b" ")[0]].append(line)
    named = {f"<{iri}>".encode() for iri in focus}
    near = {line.split(b" ", 2)[2].rstrip(b" .\n") for name in named for line in said.get(name, ())}
    return b"".join(line for name in sorted(named | near) for line in said.get(name, ()))


def _n_triples(statements: Iterable[Quad | Triple]) -> bytes:
    triples = (said.triple if isinstance(said, Quad) else said for said in statements)
    return cast(bytes, serialize(triples, format=RdfFormat.N_TRIPLES))
