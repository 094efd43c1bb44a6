"""A cluster of two workers reads what one process would, to the byte, also when one of them is killed in the middle."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from here import Run
from written import write_article

from flows.cluster import batched
from flows.errors import ServerError

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        from distributed import Client
        with Client(cluster) as client:
            pids = client.run(lambda: __import__("os").getpid())
        print(cluster.scheduler_address, *pids.values(), flush=True)
        sys.stdin.read()
"""
CLOCKED = ("index.json", "articles.jsonl", "changes", "feed.atom", "run.ttl", "dcat.ttl", "ldes")


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, and the processes of its workers."""

    address: str
    workers: tuple[int, ...]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Two workers on this machine."""
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    address, *workers = process.stdout.readline().split()
    yield Cluster(address, tuple(map(int, workers)))
    process.communicate("")


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """Sixteen short articles."""
    (tmp_path / "in").mkdir()
    sentence = "Kazakhstan hosted the summit in Astana on {} July 2024."
    return [write_article(tmp_path / "in", f"summit-{day}", sentence.format(day)) for day in range(1, 17)]


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a release but those that know the clock."""
    paths = [Path(folder, name) for folder, _, names in os.walk(out.resolve(), followlinks=True) for name in names]
    files = {path.relative_to(out.resolve()).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith((".", *CLOCKED))}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_two_workers_of_which_one_is_killed_give_the_same_bytes(
    cluster: Cluster, articles: list[Path], tmp_path: Path, run_here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_here(tmp_path / "here", *articles)
    monkeypatch.setenv("COMMUNIQUE_CLUSTER", cluster.address)
    killed: list[int] = []

    class Killer(logging.Handler):
        """Kills a worker when the first article was read."""

        def emit(self, record: logging.LogRecord) -> None:
            if getattr(record, "stage", "") == "extract" and not killed:
                killed.append(cluster.workers[0])
                os.kill(cluster.workers[0], signal.SIGKILL)

    batch, killer = logging.getLogger("flows.batch"), Killer()
    monkeypatch.setattr(batch, "level", logging.INFO)
    batch.addHandler(killer)
    try:
        outcome = run_here(tmp_path / "there", *articles)
    finally:
        batch.removeHandler(killer)
    assert killed == [cluster.workers[0]]
    assert outcome.failures == ()
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_named(
    articles: list[Path], tmp_path: Path, run_here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setenv("COMMUNIQUE_CLUSTER", "tcp://127.0.0.1:9")
    monkeypatch.setattr("flows.cluster.PATIENCE", 0.5)
    with pytest.raises(ServerError, match="no Dask scheduler answers"):
        run_here(tmp_path / "out", articles[0])


@pytest.mark.parametrize(("pieces", "workers", "sizes"), [(500, 2, [8] * 62 + [4]), (16, 2, [2] * 8), (1, 4, [1])])
def test_batches_are_small_enough_to_keep_all_workers_busy(pieces: int, workers: int, sizes: list[int]) -> None:
    assert [len(batch) for batch in batched(range(pieces), workers)] == sizes
