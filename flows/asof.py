"""A release as of a day: what articles published by then had told, and how their claims stood."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from flows.claims import blocks_of, tellings
from flows.errors import CommuniqueError
from flows.publish import quads_across
from flows.settings import load_settings
from flows.store import QUADS

DAY = len("2025-01-01")


def store_as_of(data: Path, day: str) -> ox.Store:
    """The triples of the articles of a release that were published by a day (YYYY-MM-DD), with the claims that they
    make together; articles that tell no day are left out. CommuniqueError where there is no release."""
    try:
        entries = [entry for entry in _lines(data / "articles.jsonl") if _by(entry, day)]
        rows = _rows(data / "facts.jsonl", {str(entry["iri"]) for entry in entries})
        graphs = {f"<{entry['graph']}>" for entry in entries}
        with gzip.open(data / QUADS, "rt", encoding="utf-8", newline="\n") as lines:
            kept = "".join(line for line in lines if line[line.rindex(" <") + 1 : -3] in graphs)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommuniqueError(f"{data}: there is no release to ask as of a day ({error})") from error
    store = ox.Store()
    store.bulk_extend(_plain(quad) for quad in ox.parse(kept.encode(), format=ox.RdfFormat.N_QUADS))
    store.bulk_extend(_plain(quad) for quad in _across(entries, rows))
    return store


def _across(entries: list[dict[str, Any]], rows: dict[str, list[dict[str, Any]]]) -> list[ox.Quad]:
    if not entries:
        return []
    first = entries[0]
    settings = replace(load_settings(), base=first["graph"].removesuffix(f"graph/{first['slug']}"))
    told = [
        one
        for entry in entries
        for one in tellings(rows.get(entry["iri"], ()), entry["published"], entry["url"], settings)
    ]
    return [quad for block, some in blocks_of(told).items() for quad in quads_across(block, some, settings)]


def _by(entry: dict[str, Any], day: str) -> bool:
    published = (entry["published"] or "")[:DAY]
    return len(published) == DAY and published <= day


def _rows(path: Path, articles: set[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(path):
        if row["article_iri"] in articles:
            found.setdefault(row["article_iri"], []).append(row)
    return found


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _plain(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
