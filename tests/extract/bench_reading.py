"""What reading costs beside the language model alone, on this machine and in one process. Run by `make bench`.

Usage: python tests/extract/bench_reading.py [SOURCE …]   (default: the article that ships as example)
"""

import sys
from collections.abc import Callable
from statistics import median
from time import process_time

import spacy

from flows.extract import extract
from flows.ingest import example_source
from flows.language.parse import load_model
from flows.settings import LANGUAGE_MODEL, load_settings
from flows.stages import Intake

ROUNDS = 7


def main() -> None:
    """Prints words a second and two ratios, each the median over pairs of runs."""
    sources = sys.argv[1:] or [example_source()]
    articles = Intake(sources, load_settings()).read().kept
    texts = [part for article in articles for part in article.text.split("\n\n")]
    words = sum(len(text.split()) for text in texts)
    quick, plain = load_model(), spacy.load(LANGUAGE_MODEL)

    def model(pipeline: spacy.Language) -> Callable[[], object]:
        return lambda: list(pipeline.pipe(texts))

    def reader() -> object:
        return [extract(article) for article in articles]

    reader()
    rounds = [(seconds(reader), seconds(model(quick)), seconds(model(plain))) for _ in range(ROUNDS)]
    print(f"{words} words, the median of {ROUNDS} rounds\n")
    print(f"the model alone: {words / median(row[1] for row in rounds):.0f} words a second of one core")
    print(f"the whole reader: {median(row[0] / row[1] for row in rounds):.2f} times the model alone")
    print(f"the model with Thinc's own products: {median(row[2] / row[1] for row in rounds):.2f} times as slow")


def seconds(task: Callable[[], object]) -> float:
    """Processor seconds that the task takes."""
    begin = process_time()
    task()
    return process_time() - begin


if __name__ == "__main__":
    main()
