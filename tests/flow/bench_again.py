"""What a run costs that finds nothing new, or one article changed: `make bench` prints it.

    python tests/flow/bench_again.py --articles 500

Of the articles, a third are copies of the gold articles and two thirds state nothing. Each measurement is the command
itself, with all processes that it starts, in processor time; an empty Prefect flow is what no run can do without.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

GOLD = Path(__file__).parent.parent / "gold" / "articles"
COMMAND = Path(sys.executable).parent / "communique"
SILENT = (
    "Quiet evening number {number}\n\nThe rain went on until the morning. Nobody in the street said a word of it.\n"
)
ADDED = "\n\nLater that day Norway joined the United Nations, officials said. Nobody had expected it.\n"
EMPTY = """
from flows.server import calm_prefect
calm_prefect()
from prefect import flow
from prefect.settings import temporary_settings
from flows.publish_articles import known
from flows.server import own_server

@flow(persist_result=False)
def empty():
    return None

with own_server() as server, temporary_settings(known(server)):
    empty()
"""


def main() -> None:
    """Prints what each run costs, and the ratios between them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=30)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        texts, out = Path(folder, "texts"), Path(folder, "out")
        write(texts, count)
        run = [str(COMMAND), "run", str(texts), "--offline", "--no-site", "--out", str(out)]
        empty = cost([sys.executable, "-c", EMPTY])
        first = cost(run)
        before = contents(out)
        again = cost(run)
        same = contents(out) == before
        changed = sorted(texts.iterdir())[0]
        changed.write_text(changed.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
        one = cost(run)
        differing = {path.partition("/")[0] for path, digest in contents(out).items() if before.get(path) != digest}
    print(f"{count} articles, processor time: an empty Prefect flow {empty:.1f} s, first run {first:.1f} s")
    print(f"nothing changed: {again:.1f} s, {share(again, empty, first)}; each file as it was: {same}")
    print(f"one changed: {one:.1f} s, {share(one, empty, first)}; article folders that differ: {len(differing)}")


def share(seconds: float, empty: float, first: float) -> str:
    """How much of the first run a later one takes, less what an empty flow takes."""
    return f"an empty flow and {max(0.0, seconds - empty) / first:.1%} of the first"


def write(folder: Path, count: int) -> None:
    """So many articles: each third states facts, the others nothing."""
    folder.mkdir()
    gold = sorted(GOLD.glob("*.txt"))
    for number in range(count):
        text = gold[number // 3 % len(gold)].read_text(encoding="utf-8") if number % 3 == 0 else SILENT
        (folder / f"{number:05}.txt").write_text(text.format(number=number) if text == SILENT else text, "utf-8")


def cost(command: list[str]) -> float:
    """Seconds of processor time of a command with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, env={**os.environ, "COMMUNIQUE_TEXT_TITLE": ""})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contents(out: Path) -> dict[str, str]:
    """The checksum of each file of an article."""
    paths = sorted((out / "articles").glob("*/*"))
    return {path.relative_to(out / "articles").as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


if __name__ == "__main__":
    main()
