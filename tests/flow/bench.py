"""How long each stage takes for an article, on this machine: the table of the README. Run by `make bench`.

`make bench ARTICLES=500` is the measurement of what the gate costs; it also judges all of them with pySHACL alone,
and fails when the gate costs more than a quarter of the whole or when pySHACL judges anything otherwise.
"""

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

from pyoxigraph import Quad

from flows import stages
from flows.batch import Batch
from flows.ingest import example_source
from flows.intake import Intake
from flows.model import Article
from flows.publish import Release, Run, publish
from flows.settings import load_settings
from flows.validate import Checked, load_gate, validate_all
from flows.versions import versions

T = TypeVar("T")
QUARTER = 0.25  # of the whole time, at most, goes into validation


def main() -> None:
    """Prints one row a stage, milliseconds an article and share of the whole, and what pySHACL alone would take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50)
    count = parser.parse_args().articles
    settings, times = load_settings(), dict[str, float]()

    def timed(stage: str, step: Callable[[], T]) -> T:
        start = perf_counter()
        result = step()
        times[stage] = perf_counter() - start
        return result

    (example,) = Intake([example_source()], settings).read().kept
    stages.extract_one(example, "frames")  # loads the model
    timed("ingest", lambda: [Intake([example_source()], settings).read() for _ in range(count)])
    articles = Batch([copy_of(example, number) for number in range(count)])
    stated = timed("extract", lambda: stages.extract_each(articles, "frames", 1))
    compared = timed("link", lambda: stages.link_and_compare(stated, True, settings))
    graphs = timed("map", lambda: stages.map_each(compared, settings))
    checked = timed("validate", lambda: stages.validate_each(graphs))
    quads = [graph.quads for graph in graphs.kept]
    run = Run("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "bench", "bench", "frames", True, versions())
    with tempfile.TemporaryDirectory() as out:
        timed("publish", lambda: publish(Release(checked.kept, run), Path(out), settings))
    report(times, count, len(example.text.split()))
    compare(times, validate_all(quads, load_gate()), quads)


def copy_of(article: Article, number: int) -> Article:
    """The same article as if from another address."""
    url = f"https://example.org/copy/{number}"
    return replace(article, source=url, url=url, hash=f"sha256:{sha256(url.encode()).hexdigest()}")


def compare(times: dict[str, float], judged: list[Checked], quads: list[tuple[Quad, ...]]) -> None:
    """What pySHACL alone takes for the same graphs; an error when it judges otherwise or the gate costs too much."""
    start = perf_counter()
    refereed = validate_all(quads, replace(load_gate(), fast=None))
    alone = perf_counter() - start
    others = sum(times.values()) - times["validate"]
    print(
        f"validation by pySHACL alone: {1000 * alone / len(quads):.0f} ms an article, "
        f"{100 * alone / (alone + others):.0f} % of the whole; it finds the same in {len(quads)} articles"
    )
    if refereed != judged:
        raise SystemExit("the engines disagree")
    if times["validate"] > QUARTER * sum(times.values()):
        raise SystemExit(f"validation takes more than {QUARTER:.0%} of the time")


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
