"""The commands on releases and on Wikidata: diff, link and snapshot, with real files and a server on the loopback."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from ran import Ran

from flows import show, stages
from flows.intake import Intake
from flows.publish import Release, Run, publish
from flows.settings import load_settings

RUN = Run("2025-01-02T03:04:05+00:00", "2025-01-02T03:05:05+00:00", "1", "brave-otter", "frames", True)
TERM = {
    "item": "http://www.wikidata.org/entity/Q900002",
    "label": "Ada Roe",
    "office_item": "http://www.wikidata.org/entity/Q5256775",
    "office": "President of Kazakhstan",
    "of": "http://www.wikidata.org/entity/Q232",
    "start": "2026-06-01T00:00:00Z",
}


def released(article: Path, out: Path) -> Path:
    """A release of one article, by all stages."""
    settings = load_settings()
    stated = stages.extract_each(Intake([str(article)], settings).read(), "frames", 1)
    checked = stages.validate_each(stages.map_each(stages.link_and_compare(stated, True, settings), settings))
    publish(Release(checked.kept, RUN), out, settings)
    return out


@pytest.fixture
def releases(article: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two releases of one article, which names another month in the second."""
    old = released(article, tmp_path / "old")
    article.write_text(article.read_text(encoding="utf-8").replace("in April 2023", "in May 2023"), encoding="utf-8")
    return old, released(article, tmp_path / "new")


def test_a_diff_names_the_altered_fact_and_why(releases: tuple[Path, Path], communique: Callable[..., Ran]) -> None:
    ran = communique("diff", *releases)
    assert ran.status == 0
    assert "2023-04 → 2023-05" in ran.out
    assert all(line.endswith(": the article changed") for line in ran.out.splitlines())


def test_a_diff_as_json_lines_holds_the_rows_before_and_after(
    releases: tuple[Path, Path], communique: Callable[..., Ran]
) -> None:
    ran = communique("diff", *releases, "--format", "jsonl")
    changes = [json.loads(line) for line in ran.out.splitlines()]
    (dated,) = [change for change in changes if "qualifier_start" in change["columns"]]
    assert (dated["before"]["qualifier_start"], dated["after"]["qualifier_start"]) == ("2023-04", "2023-05")


def test_a_release_does_not_differ_from_itself(releases: tuple[Path, Path], communique: Callable[..., Ran]) -> None:
    ran = communique("diff", releases[0], releases[0])
    assert (ran.status, ran.out) == (0, "")


def test_a_name_is_explained_by_the_names_near_it(communique: Callable[..., Ran]) -> None:
    near = {place: communique("link", "Congo", "--near", place, "--offline").out for place in ("Goma", "Brazzaville")}
    assert near["Goma"].startswith("same: Q974 ")
    assert near["Brazzaville"].startswith("same: Q971 ")


def test_a_day_that_is_none_is_refused(communique: Callable[..., Ran]) -> None:
    ran = communique("link", "Congo", "--on", "yesterday", "--offline")
    assert ran.status == 2
    assert "yesterday" in ran.err


def test_a_refreshed_snapshot_is_written_beside_the_old_one_and_its_diff_shown(
    tmp_path: Path, communique: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = {name: {"type": "literal", "value": value} for name, value in TERM.items()}
    with service(json.dumps({"results": {"bindings": [cells]}})) as address:
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_SPARQL", address)
        monkeypatch.setenv("COMMUNIQUE_SPARQL_INTERVAL", "0.02")
        ran = communique("snapshot", "refresh", "--out", tmp_path / "new")
    assert ran.status == 0
    assert "+Q900002\tPresident of Kazakhstan\tQ5256775\tQ232\t2026-06-01" in ran.out
    assert "Q900002" in (tmp_path / "new" / "terms.tsv").read_text(encoding="utf-8")


def test_a_service_that_answers_with_no_table_is_named_in_one_sentence(
    tmp_path: Path, communique: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    with service('{"busy": true}') as address:
        monkeypatch.setenv("COMMUNIQUE_WIKIDATA_SPARQL", address)
        monkeypatch.setenv("COMMUNIQUE_SPARQL_INTERVAL", "0.02")
        ran = communique("snapshot", "refresh", "--out", tmp_path / "new")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert "is no table" in ran.err


@contextmanager
def service(answer: str) -> Iterator[str]:
    """The address of a SPARQL service that gives this answer to every query."""

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer.encode())))
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_facts_say_why(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "--offline", "--why")
    assert ran.status == 0
    assert re.search(r"^    \w+\.yaml: .+\n        opened by  \w+\n        subject +\w+", ran.out, re.MULTILINE)


def test_facts_of_a_sentence_say_what_was_missing(communique: Callable[..., Ran]) -> None:
    ran = communique("facts", "--sentence", "Kenya joined the chorus of critics.")
    assert (ran.status, ran.out.splitlines()[0]) == (0, "No fact.")
    assert "accession.yaml: joins a body (opened by 'joined')" in ran.out


def test_facts_of_nothing_ask_for_a_source(communique: Callable[..., Ran]) -> None:
    ran = communique("facts")
    assert (ran.status, ran.err) == (2, "communique: facts: name a SOURCE, or a --sentence\n")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a very small release."""
    folder = tmp_path / "small"
    folder.mkdir()
    lines = [f'<https://example.org/{n}> <https://example.org/p> "={n}" .' for n in range(300)]
    (folder / "dataset.ttl").write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    return folder


def test_a_query_that_takes_too_long_is_ended(small: Path, communique: Callable[..., Ran]) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(?c != ?f) }"
    ran = communique("query", endless, "--data", small, "--time-limit", "2")
    assert ran.status == 2
    assert "it took longer than 2 seconds (--time-limit)" in ran.err


@pytest.mark.parametrize("word", ["SERVICE", "service", "SERVICE SILENT"])
def test_a_query_asks_no_other_server_unless_it_may(small: Path, word: str, communique: Callable[..., Ran]) -> None:
    ran = communique("query", f"SELECT * {{ {word} <http://127.0.0.1:9/sparql> {{ ?a ?b ?c }} }}", "--data", small)
    assert ran.status == 2
    assert "which only --federate allows" in ran.err


def test_the_word_service_in_a_text_or_a_name_is_no_other_server(small: Path, communique: Callable[..., Ran]) -> None:
    query = """
    PREFIX service: <https://example.org/service#>  # a service that is none
    SELECT ?service { ?service ?p ?o . FILTER(?o != "in the service")
    FILTER(?p != service:p && ?p != <https://example.org/service>) } LIMIT 1
    """
    assert communique("query", query, "--data", small).status == 0


def test_what_a_spreadsheet_would_run_is_guarded(small: Path, tmp_path: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("query", "SELECT ?o { <https://example.org/7> ?p ?o }", "--data", small, "--format", "csv")
    assert ran.out == "o\n'=7\n"
    rows = [{"object": sign + "1+1"} for sign in ("=", "＝", "＋", "－", "＠", "@", "+", "-")]
    assert all(line.startswith("'") for line in show.as_csv(rows, ("object",)).splitlines()[1:])


def test_a_comparison_that_finds_nothing_says_so(communique: Callable[..., Ran]) -> None:
    example = Path(__file__).parents[2] / "output" / "example"
    ran = communique("diff", example, example)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.startswith("nothing differs between ")
