"""Put the trained trees and names together into the one pipeline that ships.

Usage: python -m flows.training.assemble PARSE_MODEL NAMES_MODEL TARGET
"""

import sys
from pathlib import Path

import spacy
from spacy.language import Language

from flows.training.tokens import split_dashes

META = {
    "lang": "en",
    "name": "communique",
    "description": "English for world-affairs news: tags, lemmas, UD trees and named entities.",
    "author": "Communiqué",
    "license": "CC BY-SA 4.0",
}


def assemble(parse_model: Path, names_model: Path, target: Path) -> Language:
    """The joined pipeline, also written to `target`."""
    nlp = spacy.load(parse_model)
    names = spacy.load(names_model)
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])  # its own encoder, not the trees'
    nlp.add_pipe("ner", source=names, last=True)
    split_dashes(nlp)
    nlp.config["nlp"]["after_creation"] = nlp.config["nlp"]["before_creation"] = None
    nlp.config["paths"] = dict.fromkeys(nlp.config.get("paths", {}))  # no path of the machine that trained
    version = nlp.meta.get("version", "0.1.0")
    nlp.meta.update(META, version=version, performance={}, sources=[])
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
    return nlp


if __name__ == "__main__":
    assemble(*(Path(argument) for argument in sys.argv[1:4]))
