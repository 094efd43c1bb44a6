"""The mean of two pipelines, on a tagger of a few words."""

from pathlib import Path

import numpy
import spacy
from spacy.language import Language
from spacy.training import Example

from flows.training.average import average, weights

SMALL = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 8,
    "depth": 1,
    "embed_size": 20,
}
MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "tok2vec": SMALL | {"window_size": 1, "maxout_pieces": 2, "subword_features": True},
}


def tagger() -> Language:
    """A small pipeline that has seen one sentence."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", config={"model": MODEL})
    example = Example.from_dict(nlp.make_doc("Kenya signed"), {"tags": ["NNP", "VBD"]})
    nlp.initialize(lambda: [example])
    return nlp


def test_each_weight_is_the_mean_of_its_kind(tmp_path: Path) -> None:
    nlp = tagger()
    before = [node.get_param(name).copy() for node, name in weights(nlp)]
    nlp.to_disk(tmp_path / "one")
    for node, name in weights(nlp):
        node.set_param(name, node.get_param(name) + 2)
    nlp.to_disk(tmp_path / "two")
    average([tmp_path / "one", tmp_path / "two"], tmp_path / "mean")
    after = [node.get_param(name) for node, name in weights(spacy.load(tmp_path / "mean"))]
    assert before
    assert all(numpy.allclose(new, old + 1, atol=1e-6) for new, old in zip(after, before, strict=True))
