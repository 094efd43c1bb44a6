"""A release under an address of one's own: from `communique init` to a catalogue that a data portal takes."""

import gzip
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from dcat_ap import demands
from metadata_points import points
from pyshacl import validate as ask_pyshacl
from ran import Ran
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF

from flows.settings import ONTOLOGY, Settings

pytestmark = pytest.mark.usefixtures("prefect_server")

BASE = "https://data.herald.example/world/"
# What the ontology, its lists of values, shapes and mappings are called, whoever uses them.
TERMS = (
    "ontology",
    "shapes",
    "mappings/",
    "factuality/",
    "mode/",
    "status/",
    "verdict/",
    "comparison/",
    "plover/",
    "relation/",
)


@pytest.fixture
def out(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, communique: Callable[..., Ran]) -> Path:
    """A release by a file of settings that `init` wrote."""
    monkeypatch.chdir(tmp_path)
    chosen = ["--base", BASE, "--title", "World affairs", "--publisher", "Example Herald"]
    assert communique("init", *chosen, "--contact", "mailto:desk@herald.example").status == 0
    ran = communique("run", article, "--offline", "--out", "release")
    assert ran.status in (0, 1), ran.err
    return tmp_path / "release"


def test_a_release_under_ones_own_address_passes_all_that_ours_passes(out: Path) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    conforms, _, text = ask_pyshacl(Graph().parse(out / "dataset.ttl"), shacl_graph=shapes, allow_warnings=True)
    assert conforms, text
    catalog = Graph().parse(out / "dcat.ttl")
    for demanded in demands():
        conforms, _, text = ask_pyshacl(catalog, shacl_graph=demanded)
        assert conforms, text
    given = points(out / "dcat.ttl", conforms)
    assert sum(given.values()) == 405, given
    dataset = URIRef(f"{BASE}dataset")
    assert catalog.value(dataset, DCTERMS.title) == Literal("World affairs", lang="en")
    assert catalog.value(catalog.value(dataset, DCTERMS.publisher), FOAF.name) == Literal("Example Herald", lang="en")
    assert ours_in(out) == set()


def ours_in(out: Path) -> set[str]:
    """IRIs of our own data space in any file of a release, packed or not, but for terms."""
    iri = re.compile(re.escape(Settings().base) + r"[^\s\"'<>\\]+")
    files = [path for path in out.rglob("*") if path.is_file()]
    found = {match for path in files for match in iri.findall(content(path).decode(errors="replace"))}
    return {one for one in found if not one.removeprefix(Settings().base).startswith(TERMS)}


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked; of a database, of its values, which its pages cut in pieces."""
    if path.read_bytes().startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            values = [value for name in tables for row in database.execute(f'SELECT * FROM "{name}"') for value in row]
        return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_what_is_left_out_of_a_catalogue_costs_points(out: Path) -> None:
    catalog = Graph().parse(out / "dcat.ttl")
    catalog.remove((None, DCTERMS.accessRights, None))
    catalog.remove((None, DCAT.byteSize, None))
    poorer = out / "poorer.ttl"
    catalog.serialize(poorer)
    assert sum(points(poorer, conforms=True).values()) == 405 - 15 - 5


def test_a_release_lies_under_one_address(out: Path, article: Path, communique: Callable[..., Ran]) -> None:
    Path("communique.toml").write_text('base = "https://elsewhere.example/"\n', encoding="utf-8")
    other = article.with_name("other.txt")
    other.write_text("TITLE: Mali leaves\nDATE: 2024-01-28\n\nMali left ECOWAS in January 2024.\n", encoding="utf-8")
    ran = communique("run", other, "--offline", "--out", "release")
    assert ran.status == 2
    assert "does not lie under https://elsewhere.example/; publish into another folder" in ran.err
    assert communique("run", article, "--offline", "--out", "release").status in (0, 1)
    assert "https://elsewhere.example/dataset" in (out / "dcat.ttl").read_text(encoding="utf-8")
