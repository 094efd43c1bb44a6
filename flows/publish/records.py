"""Records of a release about itself (reports, descriptions, the run), as RDF by mappings/release/context.jsonld."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from flows.publish.layout import Layout, load_layout
from flows.publish.terms import load_terms
from flows.publish.writers.turtle import blocks_of, turtle_of
from flows.settings import MAPPINGS

CONTEXT = MAPPINGS / "release" / "context.jsonld"
LAYOUT = MAPPINGS / "release" / "description.yaml"

Record = Mapping[str, Any]


def write_records(records: Sequence[Record], base: str) -> str:
    """The records as Turtle; addresses that begin with "/" lie under the base IRI."""
    return turtle_of(quads_of([_absolute(record, base) for record in records]), record_layout(base))


def written_blocks(records: Sequence[Record], base: str) -> str:
    """The same without prefixes and headings, to stand behind others in a file."""
    return blocks_of(quads_of([_absolute(record, base) for record in records]), record_layout(base))


def quads_of(records: Sequence[Record]) -> list[Quad]:
    """The triples of records whose keys are terms of the context."""
    document = {"@context": load_terms(CONTEXT).document, "@graph": list(records)}
    return list(parse(json.dumps(document), format=RdfFormat.JSON_LD))


@cache
def record_layout(base: str) -> Layout:
    """The order in which records are written."""
    return load_layout(base, CONTEXT, LAYOUT)


def short_hash(*parts: str) -> str:
    """A short name for something that has none of its own, made of what it says."""
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def _absolute(value: Any, base: str) -> Any:
    if isinstance(value, dict):
        return {key: _absolute(part, base) for key, part in value.items()}
    if isinstance(value, list):
        return [_absolute(part, base) for part in value]
    return base + value[1:] if isinstance(value, str) and value.startswith("/") else value
