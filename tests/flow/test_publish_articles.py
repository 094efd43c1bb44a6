"""The flow, run by a real Prefect server: articles in, one release out, and records that say what happened."""

import json
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar
from uuid import UUID

import pytest
from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun, TaskRun
from written import write_article

from flows import publish_articles
from flows.errors import NothingRead
from flows.extract import SILENT
from flows.publish_articles import Outcome, publish_now

pytestmark = pytest.mark.usefixtures("prefect_server")

PAGE = b"""<html lang="en"><head><title>The bloc grows</title></head><body><article><h1>The bloc grows</h1>
<p>Sweden joined NATO in March 2024, and Finland had become a member of NATO in April 2023, a year before.</p>
<p>The African Union was founded in 2002 in Durban. Its members meet each year, and argue about who pays for it.</p>
</article></body></html>"""
CLOCKED = ("index.json", "articles.jsonl", "changes", "feed.atom", "ldes", "run.ttl", "dcat.ttl")


def published(out: Path, *sources: Path, **options: object) -> Outcome:
    """What the flow does with these sources, offline."""
    return publish_now([str(source) for source in sources], str(out), offline=True, **options)


def records(out: Path) -> tuple[FlowRun, list[TaskRun]]:
    """What Prefect's server has on the run that made a release."""
    number = UUID(json.loads((out / "index.json").read_text(encoding="utf-8"))["run"]["id"])
    with get_client(sync_client=True) as client:
        chosen = FlowRunFilter(id=FlowRunFilterId(any_=[number]))
        return client.read_flow_run(number), client.read_task_runs(flow_run_filter=chosen)


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a release but those that know the clock."""
    whole = out.resolve()
    paths = [Path(folder, name) for folder, _, names in os.walk(whole, followlinks=True) for name in names]
    files = {path.relative_to(whole).as_posix(): path for path in paths}
    shown = {name: path for name, path in files.items() if not name.startswith((".", *CLOCKED))}
    return {name: path.read_bytes() for name, path in sorted(shown.items())}


def test_a_batch_becomes_one_release_by_one_task_a_stage(article: Path, tmp_path: Path) -> None:
    second = write_article(tmp_path, "summit-ends", "Kazakhstan hosted the summit in Astana on 3 July 2024.")
    outcome = published(tmp_path / "out", article, second)
    run, tasks = records(tmp_path / "out")
    assert outcome.failures == ()
    assert len(outcome.articles) == 2
    assert outcome.total("facts") > 0
    assert run.name == "bloc-grows.txt and 1 more"
    assert sorted(task.name.split()[0] for task in tasks) == ["extract", "ingest", "link", "map", "publish", "validate"]
    assert all(task.name.endswith("bloc-grows.txt and 1 more") for task in tasks)


def test_prefect_makes_no_key_of_what_a_task_is_given() -> None:
    tasks = [one for one in vars(publish_articles).values() if isinstance(one, Task)]
    assert len(tasks) == len(("ingest", "extract", "link", "map", "validate", "publish"))
    assert all(one.cache_policy == NO_CACHE for one in tasks)


def test_one_failing_source_stands_in_the_report_and_the_others_are_published(article: Path, tmp_path: Path) -> None:
    outcome = published(tmp_path / "out", tmp_path / "nowhere.txt", article)
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert [Path(failure.source).name for failure in outcome.failures] == ["nowhere.txt"]
    assert [Path(failure["source"]).name for failure in index["failures"]] == ["nowhere.txt"]
    assert index["counts"]["articles"] == 1


def test_the_same_articles_give_the_same_bytes_in_any_order_and_number_of_processes(
    article: Path, tmp_path: Path
) -> None:
    second = write_article(tmp_path, "summit-ends", "Kazakhstan hosted the summit in Astana on 3 July 2024.")
    published(tmp_path / "one", article, second)
    published(tmp_path / "two", second, article, jobs=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_run_that_reads_nothing_fails_and_says_why_for_each_source(article: Path, tmp_path: Path) -> None:
    published(tmp_path / "out", article)
    before = contents(tmp_path / "out")
    with pytest.raises(NothingRead) as raised:
        published(tmp_path / "out", tmp_path / "nowhere.txt", tmp_path / "neither.txt")
    assert [line.split(":")[0].rsplit("/", 1)[-1] for line in str(raised.value).splitlines()] == [
        "nowhere.txt",
        "neither.txt",
    ]
    assert contents(tmp_path / "out") == before


def test_an_article_that_is_up_to_date_is_not_read_again_unless_forced(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(out, article)
    again = published(out, article)
    forced = published(out, article, force=True)
    assert (len(again.articles), len(again.published.kept)) == (0, 1)
    assert (len(forced.articles), len(forced.published.unchanged)) == (1, 1)


def test_a_source_that_may_answer_later_is_asked_again_and_one_that_is_gone_is_not(
    tired_site: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    outcome = publish_now([f"{tired_site}/tired.html", f"{tired_site}/gone.html"], str(out), offline=True)
    _, tasks = records(out)
    assert {task.name.split()[0]: task.run_count for task in tasks}["ingest"] == 2
    assert len(outcome.articles) == 1
    assert [(failure.source, failure.transient) for failure in outcome.failures] == [(f"{tired_site}/gone.html", False)]
    assert TiredPages.asked.count("/gone.html") == 1


@pytest.fixture
def tired_site() -> Iterator[str]:
    """A web server that says "not now" to the first five requests for a page, as one that is overloaded does."""
    TiredPages.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), TiredPages)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


class TiredPages(BaseHTTPRequestHandler):
    """Serves one page, at the sixth request."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path != "/tired.html":
            return self.answer(404, b"")
        return self.answer(200, PAGE) if self.asked.count(self.path) > 5 else self.answer(503, b"")

    def answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def write_silent(folder: Path) -> Path:
    """An article that states nothing that there is a kind of fact for."""
    path = folder / "rain.txt"
    rain = "It rained for a long while in the morning, and then it stopped. The streets were wet until noon. "
    path.write_text(f"URL: https://example.org/news/rain\nTITLE: Rain in the morning\n\n{rain * 3}\n", encoding="utf-8")
    return path


def test_what_states_nothing_is_not_read_again_and_still_stands_in_the_report(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = write_silent(tmp_path)
    first = published(tmp_path / "out", article, silent)
    monkeypatch.setattr("flows.stages.extract", lambda *_: pytest.fail("it was read again"))
    second = published(tmp_path / "out", article, silent)
    assert [failure.reason for failure in first.failures] == [SILENT]
    assert second.failures == first.failures


def test_a_new_article_that_states_nothing_leaves_the_release_as_it_is(article: Path, tmp_path: Path) -> None:
    before = published(tmp_path / "out", article).published.hash
    silent = write_silent(tmp_path)
    outcome = published(tmp_path / "out", article, silent)
    assert (outcome.published.hash, [failure.reason for failure in outcome.failures]) == (before, [SILENT])
