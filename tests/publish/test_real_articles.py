"""The shipped example, and real articles where they are at hand, through the whole line into a release."""

import json
from pathlib import Path

import pytest
import rdflib
from outside import missing, outside
from rdflib.compare import isomorphic
from released import RUN, quads, readable
from test_copyright import copied

from flows.ingest import example_source
from flows.mapping import map_reading
from flows.model import Article, PartKind
from flows.publish import PublishedArticle, Release, publish
from flows.reading import read
from flows.settings import load_settings
from flows.validate import load_gate, validate

ARTICLES = outside("articles")
SOURCES = [pytest.param(str(example_source()), id="example")] + [
    pytest.param(
        str(ARTICLES / f"{name}.txt"),
        id=name,
        marks=pytest.mark.skipif(not (ARTICLES / f"{name}.txt").exists(), reason=missing("the real articles")),
    )
    for name in ("seed", "ap-asean-vientiane", "upi-georgia-nato")
]


@pytest.fixture(scope="module", params=SOURCES)
def line(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PublishedArticle]:
    settings = load_settings()
    [reading] = read([request.param], engine="frames", offline=True, jobs=1).kept
    kept, held_back, report = validate(map_reading(reading, settings), load_gate())
    article = PublishedArticle(reading, tuple(kept), tuple(held_back), report)
    out = tmp_path_factory.mktemp("release")
    publish(Release((article,), RUN), out, settings)
    return out, article


def prose(article: Article) -> str:
    """The article's text without the lines that are addresses, which every release must name whole."""
    return "\n\n".join(part.span.of(article.text) for part in article.parts if part.kind is not PartKind.URL)


def test_no_file_copies_more_than_fifteen_words(line: tuple[Path, PublishedArticle]) -> None:
    out, article = line
    assert copied(out, prose(article.reading.article)) == {}


def test_the_evidence_of_each_fact_is_where_the_table_says(line: tuple[Path, PublishedArticle]) -> None:
    out, article = line
    text = article.reading.article.text
    rows = [json.loads(row) for row in (out / "facts.jsonl").read_text(encoding="utf-8").split("\n") if row]
    assert rows
    for row in rows:
        first, _, last = row["evidence"].partition(" … ")
        said = text[row["start"] : row["end"]]
        assert said.startswith(first), row
        assert said.endswith(last), row


def test_all_forms_hold_the_same_triples(line: tuple[Path, PublishedArticle]) -> None:
    out, _ = line
    forms = [
        {(quad.subject, quad.predicate, quad.object) for quad in quads(out / f"dataset.{suffix}")}
        for suffix in ("ttl", "jsonld", "nq", "trig")
    ]
    assert all(form == forms[0] for form in forms)


# rdflib's own reader of JSON-LD still uses a class that rdflib calls deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_turtle_and_json_are_one_graph(line: tuple[Path, PublishedArticle]) -> None:
    out, _ = line
    graph = rdflib.Graph().parse(out / "dataset.ttl")
    assert len(graph) > 100
    assert isomorphic(graph, rdflib.Graph().parse(data=readable(out / "dataset.jsonld"), format="json-ld"))
