"""How long each stage takes for an article, on this machine: the table of the README. Run by `make bench`."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from flows import stages
from flows.batch import Batch
from flows.ingest import example_source
from flows.model import Article
from flows.publish import Release, Run, publish
from flows.settings import load_settings
from flows.versions import versions

T = TypeVar("T")


def main() -> None:
    """Prints one row a stage: seconds for the batch, milliseconds an article, share of the whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50)
    count = parser.parse_args().articles
    settings, times = load_settings(), dict[str, float]()

    def timed(stage: str, step: Callable[[], T]) -> T:
        start = perf_counter()
        result = step()
        times[stage] = perf_counter() - start
        return result

    (example,) = stages.Intake([example_source()], settings).read().kept
    stages.extract_one(example, "frames")  # loads the model
    timed("ingest", lambda: [stages.Intake([example_source()], settings).read() for _ in range(count)])
    articles = Batch([copy_of(example, number) for number in range(count)])
    stated = timed("extract", lambda: stages.extract_each(articles, "frames", 1))
    readings = timed("link", lambda: stages.link_all(stated, True, settings))
    compared = stages.compare_all(readings, True, settings)
    graphs = timed("map", lambda: stages.map_each(compared, settings))
    checked = timed("validate", lambda: stages.validate_each(graphs))
    run = Run("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "bench", "bench", "frames", True, versions())
    with tempfile.TemporaryDirectory() as out:
        timed("publish", lambda: publish(Release(checked.kept, run), Path(out), settings))
    report(times, count, len(example.text.split()))


def copy_of(article: Article, number: int) -> Article:
    """The same article as if from another address."""
    url = f"https://example.org/copy/{number}"
    return replace(article, source=url, url=url, hash=f"sha256:{sha256(url.encode()).hexdigest()}")


def report(times: dict[str, float], count: int, words: int) -> None:
    """The table, and how long the command takes to answer at all."""
    whole = sum(times.values())
    print(f"{count} articles of {words} words each, one process\n")
    print("| stage | ms an article | share |\n|---|---:|---:|")
    for stage, seconds in times.items():
        print(f"| {stage} | {1000 * seconds / count:.0f} | {100 * seconds / whole:.0f} % |")
    print(f"| all | {1000 * whole / count:.0f} | 100 % |\n")
    print(f"reading: {words * count / times['extract']:.0f} words a second")
    start = perf_counter()
    subprocess.run([Path(sys.executable).parent / "communique", "--help"], capture_output=True, check=True)
    print(f"`communique --help` answers in {perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
