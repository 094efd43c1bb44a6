"""Strict readers from another world load a release: N3.js and jsonld.js, where node and those packages are there.

npm install --prefix FOLDER n3 jsonld && NODE_PATH=FOLDER/node_modules pytest tests/publish/test_strangers.py
"""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from released import SETTINGS, published, readable, release

from flows.publish import publish, read_index

READ_N3 = """
const { Parser, Writer } = require('n3');
const fs = require('fs');
const quads = new Parser({ format: process.argv[2] }).parse(fs.readFileSync(process.argv[1], 'utf8'));
const writer = new Writer({ format: 'N-Quads' });
writer.addQuads(quads);
writer.end((error, text) => { if (error) throw error; process.stdout.write(text); });
"""
READ_JSONLD = """
const jsonld = require('jsonld');
const fs = require('fs');
const document = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));
jsonld.toRDF(document, { format: 'application/n-quads' }).then((text) => process.stdout.write(text));
"""
CANONIZE = """
const jsonld = require('jsonld');
const fs = require('fs');
const options = { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' };
jsonld.canonize(fs.readFileSync(process.argv[1], 'utf8'), options).then((text) => process.stdout.write(text));
"""
FRAME_JSONLD = """
const jsonld = require('jsonld');
const fs = require('fs');
const document = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));
const frame = { '@context': document['@context'], type: 'Accession', organization: { label: 'Alpine League' } };
jsonld.frame(document, frame).then((framed) => process.stdout.write(JSON.stringify(framed)));
"""


ODD = 'Talks\tabout \\"talks", № 1 🕊\x7f'


# What a page about one thing asks for: the thing by its name, and inside it the facts in which it is the organization.
FRAME_ENTITY = """
const jsonld = require('jsonld');
const fs = require('fs');
const document = JSON.parse(fs.readFileSync(process.argv[1], 'utf8'));
const facts = { organization: { '@embed': '@always', candidate: { '@embed': '@always' } } };
const frame = { '@context': document['@context'], label: 'Alpine League', facts };
jsonld.frame(document, frame).then((framed) => process.stdout.write(JSON.stringify(framed)));
"""


def has(package: str) -> bool:
    node = shutil.which("node")
    found = node and subprocess.run([node, "-e", f"require('{package}')"], check=False, capture_output=True)
    return bool(found) and found.returncode == 0


needs_n3 = pytest.mark.skipif(not has("n3"), reason="node with the package n3 is not here")
needs_jsonld = pytest.mark.skipif(not has("jsonld"), reason="node with the package jsonld is not here")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    publish(release(published(), published("talks", title=ODD)), folder, SETTINGS)
    return folder


def unpacked(path: Path, to: Path) -> Path:
    """A copy of a file of the release that programs without gzip can read."""
    (to / path.name).write_bytes(readable(path))
    return to / path.name


def node(program: str, *arguments: object) -> str:
    command = ["node", "-e", program, *(str(argument) for argument in arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def quads(text: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=ox.RdfFormat.N_QUADS))


FORMATS = {"ttl": "Turtle", "trig": "TriG", "nq": "N-Quads"}


@needs_n3
@pytest.mark.parametrize("suffix", FORMATS)
def test_n3_reads_what_we_wrote(out: Path, suffix: str, tmp_path: Path) -> None:
    path = unpacked(out / f"dataset.{suffix}", tmp_path)
    assert quads(node(READ_N3, path, FORMATS[suffix])) == set(ox.parse(path=str(path)))


@needs_jsonld
def test_jsonld_reads_the_triples_of_the_turtle(out: Path, tmp_path: Path) -> None:
    assert quads(node(READ_JSONLD, unpacked(out / "dataset.jsonld", tmp_path))) == set(
        ox.parse(path=str(out / "dataset.ttl"))
    )


@needs_jsonld
def test_the_canonical_hash_of_each_article_is_that_of_jsonld(out: Path, tmp_path: Path) -> None:
    lines = readable(out / "dataset.nq").decode().splitlines(keepends=True)
    for entry in read_index(out)["articles"]:
        (tmp_path / "graph.nq").write_text("".join(line for line in lines if entry["graph"] in line), encoding="utf-8")
        canonical = node(CANONIZE, tmp_path / "graph.nq")
        assert entry["canonical_hash"] == f"sha256:{sha256(canonical.encode()).hexdigest()}"


@needs_jsonld
def test_jsonld_frames_a_release(out: Path, tmp_path: Path) -> None:
    framed = json.loads(node(FRAME_JSONLD, unpacked(out / "dataset.jsonld", tmp_path)))
    assert {fact["candidate"]["label"] for fact in framed["graph"]} == {"Ruritania", "Graustark"}


@needs_jsonld
@pytest.mark.parametrize("name", ["dataset.jsonld", "entities.jsonld"])
def test_jsonld_frames_a_thing_with_the_facts_about_it(out: Path, name: str, tmp_path: Path) -> None:
    framed = json.loads(node(FRAME_ENTITY, unpacked(out / name, tmp_path)))
    facts = framed["facts"]["organization"]
    assert (framed["type"], framed["label"]) == ("Organization", "Alpine League")
    assert sorted(fact["candidate"]["label"] for fact in facts) == ["Graustark", "Graustark", "Ruritania", "Ruritania"]


@needs_jsonld
def test_a_thing_needs_no_framing_to_be_read(out: Path, tmp_path: Path) -> None:
    things = json.loads(readable(out / "entities.jsonld"))["graph"]
    framed = json.loads(node(FRAME_ENTITY, unpacked(out / "dataset.jsonld", tmp_path)))
    leagues = [thing for thing in things if thing["label"] == "Alpine League"]
    read, asked = (
        {
            (fact["id"], fact["confidence"], fact["candidate"]["label"])
            for of in these
            for fact in of["facts"]["organization"]
        }
        for these in (leagues, [framed])
    )
    assert read == asked
