"""What a release tells of one thing, as triples: what is beside its page for machines."""

import json
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from flows.site.wording import words

READ = ("facts.jsonl", "links.csv", "graph.ttl", "graph.jsonld.gz")  # of each article
FORMS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}


def about(graph: Path, things: Collection[str]) -> dict[str, bytes]:
    """By IRI, all that an article's graph says of each of these things, packed: triples that begin or end with it, and
    of what points to it how that stands. Nothing where there is no graph."""
    if not graph.is_file():
        return {}
    lines: dict[str, set[str]] = defaultdict(set)
    pointing: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, list[str]] = defaultdict(list)
    shown = set(words()["data"]["shown"])
    for triple in ox.parse(path=str(graph), format=ox.RdfFormat.TURTLE):
        subject, predicate, object_ = triple.subject.value, triple.predicate.value, triple.object
        if subject in things:
            lines[subject].add(f"{triple.triple} .")
        elif predicate in shown:
            labels[subject].append(f"{triple.triple} .")
        if isinstance(object_, ox.NamedNode) and object_.value in things:
            lines[object_.value].add(f"{triple.triple} .")
            pointing[object_.value].add(subject)
    for thing, subjects in pointing.items():
        lines[thing].update(line for subject in subjects for line in labels[subject])
    return {thing: zlib.compress("\n".join(sorted(told)).encode(), 1) for thing, told in lines.items()}


def in_form(packed: Iterable[bytes], form: str, prefixes: Mapping[str, str]) -> bytes:
    """What `about` packed for one thing, article by article, as one file in a form of FORMS."""
    lines = sorted({line for piece in packed for line in zlib.decompress(piece).decode().splitlines()})
    triples = [quad.triple for quad in ox.parse("\n".join(lines).encode(), format=ox.RdfFormat.N_TRIPLES)]
    used = {name: iri for name, iri in prefixes.items() if any(iri in line for line in lines)}
    return ox.serialize(triples, format=FORMS[form], prefixes=used) or b""


def prefixes_of(release: Path) -> dict[str, str]:
    """The prefixes of the release's context; none where it has no context."""
    try:
        context = json.loads((release / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError):
        return {}
    return {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
