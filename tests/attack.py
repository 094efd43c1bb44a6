"""Runs the tests in which something means ill or breaks, and prints how many of each kind were survived."""

import sys
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
KINDS = {
    "hostile and ill servers": "ingest/test_ingest_attack.py",
    "pages, texts and PDFs that are none": "ingest/test_ingest_refusals.py",
    "texts of every shape, at random": "ingest/test_ingest_properties.py",
    "PDFs": "ingest/test_ingest_pdf.py",
    "character sets": "ingest/test_ingest_decode.py",
    "files of sources": "ingest/test_listing.py",
    "bad input to the commands": "cli/test_bad_input.py",
    "processes killed, out of time or memory": "flow/test_worker.py",
    "runs stopped, Prefect that cannot start": "flow/test_server.py",
    "whoever reaches the port of a schedule": "flow/test_schedule.py",
    "kill -9, two at once, full disk": "publish/test_one_step.py",
    "a clock that is set back": "flow/test_faults.py",
    "what was read and must not be lost": "publish/test_refused.py",
    "published files that somebody changed": "publish/test_intact.py",
    "hostile names in all formats": "publish/test_any_graph.py",
    "articles that claim one address": "flow/test_identity.py",
    "faults of Wikidata": "wikidata/test_wikidata_faults.py",
    "answers of another shape": "wikidata/test_wikidata_shapes.py",
    "runs on Wikidata's bad days": "wikidata/test_wikidata_runs.py",
}


class Tally:
    """Counts what passed and what did not, by file."""

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.survived: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            name = str(Path(report.nodeid.split("::")[0])).removeprefix("tests/")
            self.ran[name] += report.when == "call"
            self.survived[name] += report.passed


def main() -> int:
    """The exit status: 0 when everything was survived."""
    tally = Tally()
    paths = [str(TESTS / path) for path in KINDS.values() if (TESTS / path).exists()]
    status = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", "-m", "not slow", *paths], plugins=[tally])
    width = max(map(len, KINDS))
    print(f"\n{'kind':<{width}}  tests  survived")
    for kind, path in KINDS.items():
        print(f"{kind:<{width}}  {tally.ran[path]:>5}  {tally.survived[path]:>8}")
    print(f"{'all':<{width}}  {tally.ran.total():>5}  {tally.survived.total():>8}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
