"""An IRI that a thing bore before it was linked -> quads that say what it bears now."""

from collections.abc import Sequence

from pyoxigraph import Quad

from flows.iris import former_graph_iri
from flows.mapping.context import shipped_context
from flows.mapping.quads import quads_of
from flows.settings import Settings


def map_former(iri: str, name: str, now: Sequence[str], settings: Settings) -> list[Quad]:
    """What is said of an IRI that was given up: the same as the new one, unless several things had shared it."""
    same = {"sameAs": now[0]} if len(now) == 1 else {}
    about = {"id": iri, "label": name, "replacedBy": list(now), **same}
    return quads_of({"id": former_graph_iri(settings), "graph": [about]}, shipped_context())
