"""What a run costs on a small and on a large release, in processor time, memory and bytes: `make bench` prints it.

    python tests/publish/bench_release.py --small 50 --large 5000 --new 10

The articles are copies of the shipped example and of the gold articles, each from an address of its own. Publishing
alone is measured: each measurement is a process of its own, which is handed articles that the gate has passed.
"""

import argparse
import os
import pickle
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from flows import stages
from flows.batch import Batch
from flows.ingest import example_source
from flows.intake import Intake
from flows.model import Article, Extraction
from flows.publish import Release, Run, publish
from flows.settings import load_settings
from flows.versions import versions

GOLD = Path(__file__).parent.parent / "gold" / "articles"
RUN = Run("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "bench", "bench", "frames", True, versions())


def main() -> None:
    """Prints each measurement, and the ratios between them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=50)
    parser.add_argument("--large", type=int, default=500)
    parser.add_argument("--new", type=int, default=10)
    parser.add_argument("--chunk", type=int, default=250)
    parser.add_argument("--part", nargs=3, metavar=("OUT", "FIRST", "LAST"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        out, first, last = asked.part
        measure(Path(out), int(first), int(last))
        return
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder) / "stated.pickle")
        os.environ["STATED"] = str(Path(folder) / "stated.pickle")
        costs = {}
        for size in (asked.small, asked.large):
            out = Path(folder) / str(size)
            chunks = [(first, min(first + asked.chunk, size)) for first in range(0, size, asked.chunk)]
            for first, last in chunks:
                part(out, first, last)
            before = bytes_of(out)
            costs[size] = part(out, size, size + asked.new)
            print(f"{asked.new} new on {size}: {costs[size][0]:.2f} s, {costs[size][1]:.0f} MiB", flush=True)
            print(f"  {before / size / 1000:.0f} kB an article before, all that is shared counted once")
        small, large = costs[asked.small], costs[asked.large]
        print(f"processor time: {large[0] / small[0]:.2f} times; memory: {large[1] / small[1]:.2f} times")


def part(out: Path, first: int, last: int) -> tuple[float, float]:
    """Seconds and MiB of a process that publishes these articles."""
    command = [sys.executable, __file__, "--part", str(out), str(first), str(last)]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def measure(out: Path, first: int, last: int) -> None:
    """Publishes copies of these numbers; prints the processor time of publishing, and the most memory held."""
    with Path(os.environ["STATED"]).open("rb") as file:
        stated = pickle.load(file)
    settings = load_settings()
    picked = [(*stated[number % len(stated)], number) for number in range(first, last)]
    copies = [copy_of(article, said, number) for article, said, number in picked]
    compared = stages.link_and_compare(Batch(copies), True, settings)
    checked = stages.validate_each(stages.map_each(compared, settings))
    run = replace(RUN, id=f"bench-{first}")
    before = cpu()
    former = stages.name_former(checked.kept, out, settings)
    publish(Release(checked.kept, run, former=former), out, settings)
    print(cpu() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def read(path: Path) -> None:
    """What the example and the gold articles state, read once."""
    sources = [example_source(), *(str(path) for path in sorted(GOLD.glob("*.txt")))]
    articles = Intake(sources, load_settings()).read()
    path.write_bytes(pickle.dumps(list(stages.extract_each(articles, "frames", 2).kept)))


def copy_of(article: Article, said: Extraction, number: int) -> tuple[Article, Extraction]:
    """The same article as if from another address."""
    url = f"https://example.org/copy/{number}"
    return replace(article, source=url, url=url, hash=f"sha256:{sha256(url.encode()).hexdigest()}"), said


def cpu() -> float:
    """Seconds of processor time of this process so far."""
    times = os.times()
    return times.user + times.system


def bytes_of(out: Path) -> int:
    """How much the current release holds, each file once, without what is there whatever is published."""
    constant = {"communique.ttl", "communique.html", "shapes.ttl", "context.jsonld", "wikidata.sssom.tsv", "plover.tsv"}
    paths = [Path(folder, name) for folder, _, names in os.walk(out / ".current/", followlinks=True) for name in names]
    return sum(path.stat().st_size for path in paths if path.name not in constant)


if __name__ == "__main__":
    main()
