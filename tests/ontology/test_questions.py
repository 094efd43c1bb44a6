"""Each competency question can be asked, is answered by the examples, and keeps its reviewed answer."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from answers import FEDERATED, QUESTIONS, RELEASE, answer, examples, release
from pyoxigraph import Store

OWN = [path for path in QUESTIONS if path.stem not in FEDERATED]


@pytest.fixture(scope="module")
def reviewed() -> Store:
    return release() if RELEASE.exists() else examples()


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_examples_answer_the_question(path: Path) -> None:
    assert len(answer(path, examples()).splitlines()) > 1


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_answer_is_the_reviewed_one(path: Path, reviewed: Store) -> None:
    assert answer(path, reviewed) == path.with_suffix(".csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_begins_with_what_it_asks_and_orders_its_answer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "?" in text.splitlines()[0]
    assert "ORDER BY" in text


def test_there_are_at_least_twenty_five_questions() -> None:
    assert len(QUESTIONS) >= 25


CAPITAL = {
    "head": {"vars": ["item", "city", "capital"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q114"},
                "city": {"type": "uri", "value": "http://www.wikidata.org/entity/Q3870"},
                "capital": {"type": "literal", "xml:lang": "en", "value": "Nairobi"},
            }
        ]
    },
}


class Wikidata(BaseHTTPRequestHandler):
    """Answers any SPARQL query in SPARQL JSON as Wikidata does, with the one capital that the example needs."""

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps(CAPITAL).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def wikidata() -> Iterator[str]:
    """The address of a server on the loopback that stands for Wikidata's query service."""
    with HTTPServer(("127.0.0.1", 0), Wikidata) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def test_the_federated_question_joins_our_members_with_the_capitals_of_wikidata(wikidata: str, tmp_path: Path) -> None:
    (path,) = (path for path in QUESTIONS if path.stem in FEDERATED)
    here = tmp_path / path.name
    here.write_text(
        path.read_text(encoding="utf-8").replace("https://query.wikidata.org/sparql", wikidata), encoding="utf-8"
    )
    assert answer(here, examples()) == "organization,member,capital\nAfrican Union,Kenya,Nairobi\n"
