"""Test splits of treebanks and named-entity corpora -> the files that `python -m flows.training.evaluate` reads.

Usage: python -m flows.training.convert TREEBANKS_DIR OUT_DIR

TREEBANKS_DIR holds UD English EWT and GUM (`ewt-test.conllu.gz`, …), Re-DocRED's dev file and Universal NER over
EWT; OUT_DIR receives `parse-test-{ewt,gum}.spacy` and `names-test-{uner,redocred}.spacy`.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span

from flows.training.corpora import Sentence, read_conllu, read_redocred, read_uner, redocred_parts
from flows.training.names import NLP

SENTENCES_PER_DOC = 8


def group(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Runs of up to eight neighbouring sentences of one document."""
    batch: list[Sentence] = []
    for sentence in sentences:
        if batch and (batch[-1].doc_id != sentence.doc_id or len(batch) == SENTENCES_PER_DOC):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def parsed_doc(sentences: list[Sentence]) -> Doc:
    """A document with tags, morphology, lemmas and trees."""
    heads, offset = [], 0
    for sentence in sentences:
        heads += [offset + head for head in sentence.heads]
        offset += len(sentence.words)
    return Doc(
        NLP.vocab,
        words=[w for s in sentences for w in s.words],
        spaces=[x for s in sentences for x in s.spaces],
        lemmas=[x for s in sentences for x in s.lemmas],
        pos=[x for s in sentences for x in s.pos],
        tags=[x for s in sentences for x in s.tags],
        morphs=[x for s in sentences for x in s.morphs],
        deps=[x for s in sentences for x in s.deps],
        heads=heads,
    )


def named_doc(sentences: list[Sentence]) -> Doc:
    """A document with entity spans."""
    words = [w for s in sentences for w in s.words]
    doc = Doc(NLP.vocab, words=words, spaces=[x for s in sentences for x in s.spaces])
    spans, offset = [], 0
    for sentence in sentences:
        spans += [Span(doc, offset + a, offset + b, label) for a, b, label in sentence.entities]
        offset += len(sentence.words)
    doc.set_ents(spans)
    return doc


def write(docs: Iterable[Doc], path: Path) -> None:
    """One binary corpus file."""
    bin_ = DocBin(docs=docs, store_user_data=False)
    bin_.to_disk(path)
    print(f"{path.name}: {len(bin_)} documents")


def convert_trees(source: Path, target: Path) -> None:
    """EWT's and GUM's test splits -> a file each."""
    for bank in ("ewt", "gum"):
        sentences = read_conllu(source / f"{bank}-test.conllu.gz")
        write(map(parsed_doc, group(sentences)), target / f"parse-test-{bank}.spacy")


def convert_names(source: Path, target: Path) -> None:
    """Universal NER's test split, and what is held out of Re-DocRED -> a file each."""
    uner = read_uner(source / "uner-ewt-test.iob2.gz", list(read_conllu(source / "ewt-test.conllu.gz")))
    held, _ = redocred_parts(read_redocred(source / "redocred-dev.json.gz"))
    for name, sentences in (("uner", uner), ("redocred", held)):
        write(map(named_doc, group(sentences)), target / f"names-test-{name}.spacy")


def main() -> None:
    """Convert everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    convert_trees(arguments.source, arguments.target)
    convert_names(arguments.source, arguments.target)


if __name__ == "__main__":
    main()
