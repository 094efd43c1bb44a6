"""Whatever happens to a run, what is published is a whole release, nothing of the run goes on, and the next one heals.

COMMUNIQUE_KILLS says how many runs are killed; 40 unless set.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

import pytest
from here import Run
from newsroom import Site, serving
from written import write_article

COMMAND = Path(sys.executable).parent / "communique"
KILLS = int(os.environ.get("COMMUNIQUE_KILLS", "40"))
ENOUGH = 900  # seconds for a run on a very busy machine


def started(out: Path, *arguments: object, **variables: str) -> "subprocess.Popen[str]":
    """A run of the command in a process group of its own, offline and without pages."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return subprocess.Popen(
        [COMMAND, "run", *map(str, arguments), "--offline", "--no-site", "--out", str(out)],
        env=environment | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def status(run: "subprocess.Popen[str]") -> int:
    """The exit status of a run, once it has ended."""
    run.communicate(timeout=ENOUGH)
    return run.returncode


def articles(folder: Path, number: int) -> list[Path]:
    """So many short articles."""
    folder.mkdir()
    sentence = "Kazakhstan hosted the summit in Astana on {} July 2024."
    return [write_article(folder, f"summit-{day}", sentence.format(day)) for day in range(1, number + 1)]


def is_whole(out: Path) -> bool:
    """Whether a release is there whose every file is the one that it speaks of; none at all is no half one."""
    if not (out / "index.json").exists():
        return not (out / "dataset.ttl").exists()
    sums = (line.split("  ") for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    right = all(sha256((out / name).read_bytes()).hexdigest() == told for told, name in sums)
    hash = json.loads((out / "index.json").read_text(encoding="utf-8"))["canonical_hash"]
    return right and hash == f"sha256:{sha256((out / 'graphs.txt').read_bytes()).hexdigest()}"


def left_of(marker: str) -> list[str]:
    """The processes whose environment holds a marker, given a few seconds to end."""
    until = monotonic() + 30
    while (found := list(marked(marker))) and monotonic() < until:
        sleep(0.3)
    return found


def marked(marker: str) -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if marker.encode() in (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                state = (folder / "stat").read_text().rpartition(") ")[2][0]
                if state != "Z":
                    yield (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, PermissionError):
            continue


@pytest.mark.slow
def test_runs_that_are_killed_leave_whole_releases_and_no_process(tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(40)
    sources = articles(tmp_path / "in", 6)
    begun = monotonic()
    assert status(started(tmp_path / "expected", *sources)) in (0, 1)
    took = monotonic() - begun
    for number in range(KILLS):
        marker = f"communique-kill-{os.getpid()}-{number}"
        jobs = ("--jobs", "2") if number % 2 else ()
        some = chance.sample(sources, chance.randint(1, len(sources)))
        run = started(out, *some, *jobs, "--force", COMMUNIQUE_MARK=marker)
        sleep(chance.uniform(0.1, took))
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
        assert left_of(marker) == []
        assert is_whole(out)
    assert status(started(out, *sources)) in (0, 1)
    assert (out / "graphs.txt").read_bytes() == (tmp_path / "expected" / "graphs.txt").read_bytes()
    assert [path.name for path in (out / ".releases").glob(".new*")] == []


@pytest.mark.slow
def test_two_runs_that_start_at_once_both_publish(tmp_path: Path) -> None:
    first, second, *_ = articles(tmp_path / "in", 2)
    runs = [started(tmp_path / "out", source) for source in (first, second)]
    assert [status(run) in (0, 1) for run in runs] == [True, True]
    assert is_whole(tmp_path / "out")
    lines = (tmp_path / "out" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2


def test_a_clock_that_was_set_back_silences_no_source_and_hides_no_run(
    tmp_path: Path, run_here: Run, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    rest = "People in the streets said that they had heard of it on the radio, and that little would change for them. "
    listing = tmp_path / "sources.yaml"
    listing.write_text(
        f"sources:\n  - name: Herald\n    feed: {site.url('/feed.xml')}\n    interval: 1 day\n", encoding="utf-8"
    )
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", "Sweden joined NATO in March 2024.", rest * 2)
    run_here(tmp_path / "out", listing)
    monkeypatch.setattr("flows.intake.time", lambda: 1_500_000_000.0)
    monkeypatch.setattr("flows.publish_articles.now", lambda: "2017-07-14T02:40:00+00:00")
    site.write(
        "/union", "A union", "2024-07-12T09:00:00Z", "The African Union was founded in 2002 in Durban.", rest * 2
    )
    outcome = run_here(tmp_path / "out", listing)
    assert (len(outcome.published.new), outcome.not_due) == (1, ())
    heads = (tmp_path / "out" / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(head)["change"] for head in heads] == [1, 2]
    assert is_whole(tmp_path / "out")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site
