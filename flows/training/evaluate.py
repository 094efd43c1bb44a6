"""Scores of a trained pipeline on the test splits that training never saw.

Usage: python -m flows.training.evaluate MODEL DATA_DIR

DATA_DIR is what `python -m flows.training.convert` wrote. Tokens are the corpora's own. Names count for people,
bodies and places only, which all corpora label; other labels are left out on both sides.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from flows.language.annotate import load_pipeline
from flows.language.onethread import one_thread

TREES = {"EWT": ["parse-test-ewt"], "GUM": ["parse-test-gum"], "EWT + GUM": ["parse-test-ewt", "parse-test-gum"]}
NAMES = {"Universal NER (EWT)": "names-test-uner", "Re-DocRED, held out": "names-test-redocred"}
COMMON = frozenset({"PERSON", "ORG", "PLACE"})
TREE_COLUMNS = {
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "tag": "tag_acc",
    "part of speech": "pos_acc",
    "sentences": "sents_f",
    "lemma": "lemma_acc",
}
NAME_COLUMNS = {"precision": "ents_p", "recall": "ents_r", "F": "ents_f"}


@dataclass(frozen=True)
class Table:
    """Scores in per cent: a row a test split, a column a score."""

    columns: list[str]
    rows: dict[str, list[float]]

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = ["| test split | " + " | ".join(self.columns) + " |", "|---" * (len(self.columns) + 1) + "|"]
        for name, values in self.rows.items():
            lines.append(f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |")
        return "\n".join(lines)


def evaluate(nlp: Language, folder: Path) -> tuple[Table, Table]:
    """The scores of the trees and those of the names."""
    trees = {name: predicted(nlp, read_corpus(nlp, folder, name)) for name in TREES["EWT + GUM"]}
    tree_rows = {row: tree_scores([e for name in names for e in trees[name]]) for row, names in TREES.items()}
    name_rows = {row: name_scores(predicted(nlp, read_corpus(nlp, folder, name))) for row, name in NAMES.items()}
    return Table(list(TREE_COLUMNS), tree_rows), Table(list(NAME_COLUMNS), name_rows)


def words_per_second(nlp: Language, references: list[Doc]) -> float:
    """How many words the pipeline reads in a second of one processor core, here and now, told where sentences start."""
    docs = [bare(nlp, reference, [bool(t.is_sent_start) for t in reference]) for reference in references]
    begin = process_time()
    with one_thread():
        words = sum(len(doc) for doc in nlp.pipe(docs))
    return words / (process_time() - begin)


def tree_scores(examples: list[Example]) -> list[float]:
    """Per cent under each column of TREE_COLUMNS; heads of punctuation do not count, as in spaCy's own figures."""
    scores = Scorer.score_deps(examples, "dep", head_attr="head", ignore_labels=("punct",))
    scores |= Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START"))
    for attribute in ("tag", "pos", "lemma"):
        scores |= Scorer.score_token_attr(examples, attribute)
    return [100 * scores[key] for key in TREE_COLUMNS.values()]


def name_scores(examples: list[Example]) -> list[float]:
    """Per cent under each column of NAME_COLUMNS, over the labels that all corpora share."""
    for example in examples:
        for doc in (example.reference, example.predicted):
            doc.set_ents([entity for entity in doc.ents if entity.label_ in COMMON])
    scores = Scorer.score_spans(examples, "ents")
    return [100 * scores[key] for key in NAME_COLUMNS.values()]


def predicted(nlp: Language, references: list[Doc]) -> list[Example]:
    """Each document beside what the pipeline makes of its bare tokens."""
    read = nlp.pipe(bare(nlp, reference) for reference in references)
    return [Example(doc, reference) for doc, reference in zip(read, references, strict=True)]


def bare(nlp: Language, reference: Doc, starts: list[bool] | None = None) -> Doc:
    """The words of a document, and where its sentences start if that is told."""
    words, spaces = [t.text for t in reference], [bool(t.whitespace_) for t in reference]
    return Doc(nlp.vocab, words, spaces, sent_starts=starts)


def read_corpus(nlp: Language, folder: Path, name: str) -> list[Doc]:
    """The documents of one of the converted files."""
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(nlp.vocab))


def main() -> None:
    """Print all scores as tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    nlp = load_pipeline(arguments.model)
    for table in evaluate(nlp, arguments.data):
        print(table.markdown(), end="\n\n")
    docs = [doc for name in TREES["EWT + GUM"] for doc in read_corpus(nlp, arguments.data, name)]
    print(f"{round(words_per_second(nlp, docs), -2):,.0f} words a second")


if __name__ == "__main__":
    main()
