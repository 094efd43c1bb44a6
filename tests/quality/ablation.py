"""What each pass and each frame of the reader is worth: right and wrong facts with it less those without it.

python tests/quality/ablation.py [--frames] [--every N] [FILE …]

Each is silenced in turn, on passages with marked facts (by default those that the decision is fitted on) and on the
gold sentences. The network reads every text once. A frame is silenced where it fires; `fires` counts its facts.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from scoring import article_of, load_gold, rows_of, score

from flows.extract.frames import match
from flows.extract.frames.language import frames_by_word, load_frames
from flows.extract.reader import PASSES, read_article
from flows.language import parse
from flows.link import link_articles
from flows.model import Article, Extraction, Reading
from flows.settings import HOME, Settings
from flows.training.judging import article_of as passage_article
from flows.training.judging import judged
from flows.training.passages import read_passages

PASSAGES = HOME / "flows" / "training" / "passages" / "decide.jsonl.gz"

Counts = tuple[int, int]  # right, wrong
Counted = Callable[[Article, Extraction], Counts]


class Remembered:
    """The language model, which reads no text twice."""

    def __init__(self) -> None:
        self.model = parse.load_model()
        self.facts = self.model.facts
        self.known: dict[str, list[Any]] = {}

    def read(self, texts: Iterable[Any]) -> Iterator[Any]:
        """The texts, parsed."""
        asked = list(texts)
        key = repr([(text.words, text.starts) for text in asked])
        if key not in self.known:
            self.known[key] = list(self.model.read(asked))
        return iter(self.known[key])


def counts_by_sentence(gold: dict[str, Any]) -> Counted:
    """Counts the facts of one gold sentence."""

    def counted(article: Article, stated: Extraction) -> Counts:
        (links,) = link_articles([(article, stated)], offline=True, settings=Settings())
        found = score(gold["facts"], rows_of(Reading(article, stated, links)))
        return found.right, found.wrong

    return counted


def materials(paths: Iterable[Path]) -> dict[str, list[tuple[Article, Counted]]]:
    """Texts by where they come from, each with what counts its facts."""

    def of_passage(passage: Any) -> tuple[Article, Counted]:
        def counted(_: Article, stated: Extraction) -> Counts:
            read = judged(passage, stated).read
            right = sum(marked is not None for _, marked in read)
            return right, len(read) - right

        return passage_article(passage), counted

    gold = [(article_of(sentence), counts_by_sentence(sentence)) for sentence in load_gold()]
    return {"passages": [of_passage(p) for path in paths for p in read_passages(path)], "sentences": gold}


def worth(
    texts: list[tuple[Article, Counted]], known: list[tuple[Extraction, Counts]], read: Callable[[Article], Extraction]
) -> Counts:
    """(right, wrong) that are there when nothing is silenced and not as this reads the texts."""
    right = wrong = 0
    for (article, counted), (whole, counts) in zip(texts, known, strict=True):
        stated = read(article)
        if stated != whole:
            others = counted(article, stated)
            right, wrong = right + counts[0] - others[0], wrong + counts[1] - others[1]
    return right, wrong


def without_pass(name: str) -> Callable[[Article], Extraction]:
    """Reads without one pass."""
    return lambda article: read_article(article, [one for one in PASSES if one.name != name])


def without_frame(rule: str) -> Callable[[Article], Extraction]:
    """Reads without one frame."""
    kept = {key: tuple(f for f in frames if rule_of(f) != rule) for key, frames in frames_by_word().items()}

    def read(article: Article) -> Extraction:
        with patch.object(match, "frames_by_word", lambda: kept):
            return read_article(article)

    return read


def rule_of(frame: Any) -> str:
    """A frame as the traces of facts name it."""
    return f"{frame.kind}.yaml: {frame.name}"


def fired(stated: Extraction) -> Counter[str]:
    """How many facts each rule has a part in."""
    return Counter(trace.rule for fact in stated.facts for trace in fact.traces)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=[PASSAGES])
    parser.add_argument("--frames", action="store_true", help="silence frames instead of passes")
    parser.add_argument("--every", type=int, default=1, help="read each so many-th text alone, which is quicker")
    arguments = parser.parse_args()
    remembered = Remembered()
    with patch.object(parse, "load_model", lambda: remembered):
        there = {name: texts[:: arguments.every] for name, texts in materials(arguments.files).items()}
        known = {name: [(e := read_article(a), count(a, e)) for a, count in texts] for name, texts in there.items()}
        rules = [rule_of(f) for f in load_frames()] if arguments.frames else [one.name for one in PASSES]
        fires = sum((fired(stated) for rows in known.values() for stated, _ in rows), Counter())
        shown = "| silenced | fires |" if arguments.frames else "| silenced |"
        print(f"{shown} passages: right | wrong | sentences: right | wrong |\n|{'---|' * (shown.count('|') + 3)}")
        for rule in rules:
            cells: list[int] = []
            for name, texts in there.items():
                some = [i for i, (e, _) in enumerate(known[name]) if not arguments.frames or rule in fired(e)]
                read = without_frame(rule) if arguments.frames else without_pass(rule)
                cells += worth([texts[i] for i in some], [known[name][i] for i in some], read)
            count = [str(fires[rule])] if arguments.frames else []
            print("| " + " | ".join([rule, *count, *(f"{cell:+}" for cell in cells)]) + " |", flush=True)


if __name__ == "__main__":
    main()
