"""What reading costs beside the language model alone, on this machine and in one process. Run by `make bench`.

Usage: python tests/extract/bench_reading.py [SOURCE …]   (default: the article that ships as example)
"""

import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from pysbd import Segmenter

from flows.extract import extract
from flows.ingest import example_source
from flows.intake import Intake
from flows.language.onethread import one_thread
from flows.language.parse import load_model, split
from flows.language.tokens import cut
from flows.settings import load_settings

ROUNDS = 7


def main() -> None:
    """Prints words a second and a ratio, each the median over pairs of runs."""
    sources = sys.argv[1:] or [example_source()]
    articles = Intake(sources, load_settings()).read().kept
    texts = [part for article in articles for part in article.text.split("\n\n")]
    words = sum(len(text.split()) for text in texts)
    loaded, splitter = load_model(), Segmenter(language="en", clean=False, char_span=True)

    def model() -> object:
        with one_thread():
            return list(loaded.read(split(cut(text), splitter) for text in texts))

    def reader() -> object:
        return [extract(article) for article in articles]

    reader()
    rounds = [(seconds(reader), seconds(model)) for _ in range(ROUNDS)]
    print(f"{words} words, the median of {ROUNDS} rounds\n")
    print(f"the model alone: {words / median(row[1] for row in rounds):.0f} words a second of one core")
    ratio = median(row[0] / row[1] for row in rounds)
    print(f"the whole reader: {ratio:.2f} times the model alone (with finding the sentences)")


def seconds(task: Callable[[], object]) -> float:
    """Processor seconds that the task takes."""
    begin = process_time()
    task()
    return process_time() - begin


if __name__ == "__main__":
    main()
