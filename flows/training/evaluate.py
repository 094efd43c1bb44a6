"""Scores of a trained model on the test splits that training never saw.

Usage: python -m flows.training.evaluate MODEL TREEBANKS

TREEBANKS holds UD English EWT and GUM (`ewt-test.conllu.gz`, …), Re-DocRED's dev file and Universal NER over EWT.
Tokens are the corpora's own. Names count for people, bodies and places only, which all corpora label; other labels are
left out on both sides.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from flows.language.annotate import Annotator
from flows.language.onethread import one_thread
from flows.language.parsed import Parsed
from flows.language.tokens import Tokens
from flows.training.corpora import Sentence, read_conllu, read_redocred, read_uner, redocred_parts
from flows.training.joined import groups, joined

TREES = {"EWT": ["ewt"], "GUM": ["gum"], "EWT + GUM": ["ewt", "gum"]}
NAMES = {"Universal NER (EWT)": "uner", "Re-DocRED, held out": "redocred"}
COMMON = frozenset({"PERSON", "ORG", "PLACE"})
TREE_COLUMNS = ["UAS", "LAS", "tag", "part of speech", "sentences", "lemma"]
NAME_COLUMNS = ["precision", "recall", "F"]

Found = tuple[int, int, int, str]  # the text's number, two of its words, a label
Pair = tuple[Parsed, Parsed]  # what the model says, what is so


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


def evaluate(model: Annotator, texts: dict[str, list[Parsed]]) -> tuple[Table, Table]:
    """The scores of the trees and those of the names. `texts` are those of `read_splits`."""
    read = {name: predicted(model, references) for name, references in texts.items()}
    trees = {row: tree_scores([pair for name in names for pair in read[name]]) for row, names in TREES.items()}
    return Table(TREE_COLUMNS, trees), Table(
        NAME_COLUMNS, {row: name_scores(read[name]) for row, name in NAMES.items()}
    )


def words_per_second(model: Annotator, references: Sequence[Parsed]) -> float:
    """How many words the model reads in a second of one processor core, here and now, told where sentences start."""
    texts = [Tokens(reference.words, reference.spaced, reference.starts) for reference in references]
    begin = process_time()
    with one_thread():
        words = sum(len(text) for text in model.read(texts))
    return words / (process_time() - begin)


def tree_scores(pairs: Sequence[Pair]) -> list[float]:
    """Per cent under each column of TREE_COLUMNS; punctuation counts as all words do."""
    said, so = ([pair[side] for pair in pairs] for side in (0, 1))
    unlabelled, labelled = (f1(arcs(said, each), arcs(so, each)) for each in (False, True))
    sentences = f1(spans(said), spans(so))
    tags = right((a.tags, b.tags) for a, b in pairs)
    pos = right((a.pos, b.pos) for a, b in pairs)
    lemmas = right((a.lemmas, b.lemmas) for a, b in pairs)
    return [100 * share for share in (unlabelled, labelled, tags, pos, sentences, lemmas)]


def arcs(texts: Sequence[Parsed], labelled: bool) -> set[Found]:
    """(text, word, head, relation or "") of all words."""
    return {
        (number, i, text.heads[i], text.deps[i] if labelled else "")
        for number, text in enumerate(texts)
        for i in text.printed
    }


def spans(texts: Sequence[Parsed]) -> set[Found]:
    """(text, first word, last + 1, "") of all sentences."""
    return {(number, *span, "") for number, text in enumerate(texts) for span in text.sentences}


def right(columns: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """The share of right values among those that are known."""
    marks = [said == so for column in columns for said, so in zip(*column, strict=True) if so]
    return sum(marks) / max(1, len(marks))


def name_scores(pairs: Sequence[Pair]) -> list[float]:
    """Per cent under each column of NAME_COLUMNS, over the labels that all corpora share."""
    said, so = (
        {(n, *name) for n, pair in enumerate(pairs) for name in pair[side].names if name[2] in COMMON}
        for side in (0, 1)
    )
    return [
        100 * share
        for share in (shared(said, so) / max(1, len(said)), shared(said, so) / max(1, len(so)), f1(said, so))
    ]


def shared(said: set[Found], so: set[Found]) -> int:
    """How many are in both."""
    return len(said & so)


def f1(said: set[Found], so: set[Found]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * shared(said, so) / max(1, len(said) + len(so))


def predicted(model: Annotator, references: Iterable[Parsed]) -> list[Pair]:
    """What the model makes of the bare tokens of each text, beside the text."""
    listed = list(references)
    read = model.read(Tokens(reference.words, reference.spaced) for reference in listed)
    return list(zip(read, listed, strict=True))


def read_splits(source: Path) -> dict[str, list[Parsed]]:
    """The texts of each test split: EWT's and GUM's trees, Universal NER's names, and what is held out of Re-DocRED."""
    banks = {bank: list(read_conllu(source / f"{bank}-test.conllu.gz")) for bank in TREES["EWT + GUM"]}
    named = read_uner(source / "uner-ewt-test.iob2.gz", banks["ewt"])
    held, _ = redocred_parts(read_redocred(source / "redocred-dev.json.gz"))
    splits: dict[str, list[Sentence]] = {**banks, "uner": named, "redocred": held}
    return {name: list(map(joined, groups(sentences))) for name, sentences in splits.items()}


def main() -> None:
    """Print all scores as tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("treebanks", type=Path)
    arguments = parser.parse_args()
    model, texts = Annotator(arguments.model), read_splits(arguments.treebanks)
    for table in evaluate(model, texts):
        print(table.markdown(), end="\n\n")
    print(f"{round(words_per_second(model, texts['ewt'] + texts['gum']), -2):,.0f} words a second")


if __name__ == "__main__":
    main()
