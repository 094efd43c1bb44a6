"""Records to quads: the JSON-LD context does the mapping, the shortcuts add the plain triples."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import Quad, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from flows.errors import BrokenData
from flows.mapping.context import Context, shipped_context
from flows.mapping.facts import Compared
from flows.mapping.record import record_of
from flows.model import Reading
from flows.rows import cut
from flows.settings import MAPPINGS, Settings


def map_reading(
    reading: Reading,
    settings: Settings,
    *,
    with_quotes: bool = False,
    compared: Mapping[str, Compared] = MappingProxyType({}),
    claims: Mapping[str, str] = MappingProxyType({}),
) -> list[Quad]:
    """What the article states as quads in a graph of its own, sorted; long texts are cut unless `with_quotes`.

    compared: how facts stand against Wikidata, by fact key; a fact that is not in it says nothing of it
    claims: the IRI of the claim that a fact states, by fact key
    """
    limit: Callable[[str], str] = str if with_quotes else cut
    quads = quads_of(record_of(reading, settings, shipped_context(), limit, compared, claims), shipped_context())
    graph = quads[0].graph_name
    plain = [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in _shortcuts(quads)]
    return _in_order([*quads, *plain])


def quads_of(record: dict[str, Any], context: Context) -> list[Quad]:
    """A record in the words of the context, a graph by its name, as quads."""
    # A list of codes is a context of its own, which the parser would read anew wherever one of its codes stands.
    said = {**record, "graph": [context.decoded(one) for one in record["graph"]]}
    document = json.dumps({"@context": context.without_codes, **said}, ensure_ascii=False)
    return list(parse(document.encode(), format=RdfFormat.JSON_LD))


def _shortcuts(quads: list[Quad]) -> list[Triple]:
    store = Store()
    store.extend(quads)
    found: list[Triple] = []
    for query in shipped_shortcuts():
        answer = store.query(query, use_default_graph_as_union=True)
        if not isinstance(answer, QueryTriples):
            raise BrokenData(f"mappings/shortcuts: {query.splitlines()[0]!r} is no CONSTRUCT query")
        found.extend(answer)
    return found


@cache
def shipped_shortcuts() -> tuple[str, ...]:
    """The CONSTRUCT queries of mappings/shortcuts, by file name."""
    return load_shortcuts(MAPPINGS / "shortcuts")


def load_shortcuts(folder: Path) -> tuple[str, ...]:
    """The CONSTRUCT queries of a folder, in the order of their file names."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.rq")))


def _in_order(quads: list[Quad]) -> list[Quad]:
    """The distinct quads in the order of their N-Quads."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return [quad for _, quad in sorted(dict(zip(lines.splitlines(), quads, strict=True)).items())]
