"""One pipeline whose weights are the mean of several that came from one another: better than each, and as fast.

Usage: python -m flows.training.average MODEL MODEL … TARGET
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Model

from flows.training import tokens  # noqa: F401  (makes our callbacks known)


def average(models: list[Path], target: Path) -> Language:
    """The pipeline, also written to `target`. All models have the same parts, and one is continued from another:
    weights that were trained apart have nothing in common that a mean could keep."""
    pipelines = [spacy.load(model) for model in models]
    for parts in zip(*(weights(pipeline) for pipeline in pipelines), strict=True):
        node, name = parts[0]
        node.set_param(name, sum(other.get_param(name) for other, _ in parts) / len(parts))
    target.parent.mkdir(parents=True, exist_ok=True)
    pipelines[0].to_disk(target)
    return pipelines[0]


def weights(pipeline: Language) -> Iterator[tuple[Model, str]]:
    """Each layer with the name of one of its parameters, in a fixed order."""
    for _, part in pipeline.pipeline:
        for node in part.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    yield node, name


if __name__ == "__main__":
    *given, written = (Path(argument) for argument in sys.argv[1:])
    average(given, written)
