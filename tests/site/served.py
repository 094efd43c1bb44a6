"""Servers of releases on the loopback, and a release of three small articles to be served."""

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from running import running

from flows.serve.answers import Limits, Served
from flows.serve.app import application
from flows.settings import MAPPINGS

PATIENT = 120.0  # seconds for a query, on however busy a machine
IMPATIENT = 6.0
THREE = "https://data.example/{}/three-{}"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def make_three(data: Path) -> Path:
    """A release of three articles: each says what it is, and all the same of one thing."""
    quads = [
        ox.Quad(ox.NamedNode(THREE.format("article", n)), RDF_TYPE, ox.NamedNode("http://schema.org/Article"), graph)
        for n in (1, 2, 3)
        for graph in [ox.NamedNode(THREE.format("graph", n))]
    ]
    shared = (
        ox.NamedNode("https://data.example/entity/e"),
        ox.NamedNode("https://data.example/label"),
        ox.Literal("E"),
    )
    quads += [ox.Quad(*shared, ox.NamedNode(THREE.format("graph", n))) for n in (1, 2, 3)]
    (data / "dataset.nq.gz").write_bytes(gzip.compress(ox.serialize(quads, format=ox.RdfFormat.N_QUADS)))
    (data / "dataset.ttl").write_bytes(ox.serialize({quad.triple for quad in quads}, format=ox.RdfFormat.TURTLE))
    entry = {"iri": THREE.format("article", 1), "slug": "three-1"}
    (data / "articles.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    (data / "index.json").write_text(json.dumps({"canonical_hash": "sha256:3"}), encoding="utf-8")
    shutil.copy(MAPPINGS / "context.jsonld", data)
    return data


@contextmanager
def serving(data: Path, site: Path, cache: Path, seconds: float = PATIENT) -> Iterator[str]:
    """A server of a release, for as long as this lasts; its address."""
    limits = Limits(seconds, at_once=2)
    served = Served.of(data, cache, limits)
    try:
        with running(application(served, site, limits)) as address:
            yield address
    finally:
        served.close()
