"""How much faster two processes, or two workers of a Dask cluster, read than one. Run by `make bench`."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from bench import copy_of

from flows import stages
from flows.batch import Batch
from flows.ingest import example_source
from flows.intake import Intake
from flows.model import Article
from flows.settings import load_settings

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def main() -> None:
    """Prints the ratios, each of the wall time of one process or worker to that of two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50)
    count = parser.parse_args().articles
    (example,) = Intake([example_source()], load_settings()).read().kept
    articles = Batch([copy_of(example, number) for number in range(count)])
    stages.extract_one(example, "frames")  # loads the model
    one, two = timed(articles, 1), timed(articles, 2)
    print(f"reading {count} articles by two processes: {one / two:.2f} times as fast as by one (their start included)")
    if find_spec("distributed") is None:
        print("a Dask cluster was not tried: the extra dask is not installed")
        return
    with cluster(1) as address:
        timed(articles, 1, address)  # each worker loads the model
        one = timed(articles, 1, address)
    with cluster(2) as address:
        timed(articles, 1, address)
        two = timed(articles, 1, address)
    print(f"reading them by two Dask workers: {one / two:.2f} times as fast as by one")


def timed(articles: Batch[Article], jobs: int, address: str = "") -> float:
    """The seconds for reading them."""
    start = perf_counter()
    read = stages.extract_each(articles, "frames", jobs, address)
    assert len(read.kept) == len(articles.kept)
    return perf_counter() - start


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The scheduler of a cluster on this machine."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "cluster.py"
        script.write_text(CLUSTER, encoding="utf-8")
        command = [sys.executable, "-W", "ignore", str(script), str(workers)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.communicate("")


if __name__ == "__main__":
    main()
