"""Treebanks and named-entity corpora -> spaCy's binary training files.

Usage: python -m flows.training.convert TREEBANKS_DIR OUT_DIR [--gazetteer DIR]

TREEBANKS_DIR holds UD English EWT and GUM (`ewt-train.conllu.gz`, …), Re-DocRED's dev file and
Universal NER over EWT; OUT_DIR receives `parse-{train,dev,test}.spacy` and `names-{train,dev,…}.spacy`.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span

from flows.training.corpora import Sentence, read_conllu, read_redocred, read_uner
from flows.training.names import NLP, add_gum_entities, name_pool, rename_entities, table_names
from flows.training.typography import retype

SENTENCES_PER_DOC = 8
HELD_OUT_EVERY = 5  # every fifth Re-DocRED document is kept for testing


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
    """EWT and GUM -> parse-train, parse-dev, parse-test (and one test file a treebank)."""
    chance = random.Random(7)
    for split in ("train", "dev", "test"):
        docs = []
        for bank in ("ewt", "gum"):
            mine = []
            for batch in group(read_conllu(source / f"{bank}-{split}.conllu.gz")):
                if split == "train" and chance.random() < 0.4:
                    for sentence in batch:
                        retype(sentence, chance)
                mine.append(parsed_doc(batch))
            if split == "test":
                write(mine, target / f"parse-test-{bank}.spacy")
            docs += mine
        write(docs, target / f"parse-{split}.spacy")


def convert_names(source: Path, target: Path, known: list[tuple[str, str]]) -> None:
    """GUM, Re-DocRED and Universal NER -> names-train, names-dev and the held-out names-test-* files."""
    chance = random.Random(11)
    gum = list(read_conllu(source / "gum-train.conllu.gz"))
    for sentence in gum:
        add_gum_entities(sentence)
    uner = read_uner(source / "uner-ewt-dev.iob2.gz", list(read_conllu(source / "ewt-dev.conllu.gz")))
    uner_test = read_uner(source / "uner-ewt-test.iob2.gz", list(read_conllu(source / "ewt-test.conllu.gz")))
    redocred = read_redocred(source / "redocred-dev.json.gz")
    held = [s for i, d in enumerate(redocred) if i % HELD_OUT_EVERY == 0 for s in d]
    wiki = [s for i, d in enumerate(redocred) if i % HELD_OUT_EVERY for s in d]
    # one more tenth steers the training; UNER's own dev is cut the same way
    wiki_dev, wiki_train = split_documents(wiki)
    uner_dev, uner_train = split_documents(uner)
    pool = name_pool([*wiki_train, *uner_train, *gum], known)
    train = [*wiki_train, *wiki_train, *uner_train, *uner_train, *uner_train, *gum]
    copies = [rename_entities(s, pool, chance) for s in [*wiki_train, *wiki_train, *uner_train, *gum] if s.entities]
    for sentence in [*copies[::3], *train[::3]]:
        retype(sentence, chance)
    docs = [named_doc(batch) for batch in group([*train, *copies])]
    chance.shuffle(docs)
    write(docs, target / "names-train.spacy")
    write([named_doc(b) for b in group([*wiki_dev, *uner_dev])], target / "names-dev.spacy")
    write([named_doc(b) for b in group(uner_test)], target / "names-test-uner.spacy")
    write([named_doc(b) for b in group(held)], target / "names-test-redocred.spacy")


def split_documents(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(a tenth, the rest), cut between documents."""
    names = list(dict.fromkeys(s.doc_id for s in sentences))
    tenth = set(names[::10])
    return [s for s in sentences if s.doc_id in tenth], [s for s in sentences if s.doc_id not in tenth]


def main() -> None:
    """Convert everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--gazetteer", type=Path, help="folder of tables with names")
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    convert_trees(arguments.source, arguments.target)
    convert_names(arguments.source, arguments.target, table_names(arguments.gazetteer) if arguments.gazetteer else [])


if __name__ == "__main__":
    main()
