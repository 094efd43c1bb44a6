"""Plain texts -> sentences of words, of which a student learns what its teachers say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pysbd

from flows.language.tokens import cut
from flows.training.corpora import Sentence

PARAGRAPH = re.compile(r"\n\s*\n")
LONGEST = 3000  # characters: pysbd is slow on longer paragraphs
SHORTEST = 40  # a shorter paragraph is a heading
WORDS = range(4, 120)  # of a sentence


def read_texts(folder: Path) -> list[list[Sentence]]:
    """The sentences of each `.txt` file of a folder that has any."""
    cutter = pysbd.Segmenter(language="en", clean=False)
    documents = []
    for path in sorted(folder.glob("*.txt")):
        sentences = (s for part in paragraphs(path.read_text(encoding="utf-8")) for s in cutter.segment(part))
        words = ([word for word in cut(s.strip()).words if not word.isspace()] for s in sentences)
        if document := [Sentence(path.name, words=found) for found in words if len(found) in WORDS]:
            documents.append(document)
    return documents


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, long ones in parts."""
    for paragraph in PARAGRAPH.split(text):
        rest = " ".join(paragraph.split())
        while len(rest) > LONGEST:
            cut = rest.rfind(". ", 0, LONGEST) + 1 or LONGEST
            yield from worth(rest[:cut])
            rest = rest[cut:].strip()
        yield from worth(rest)


def worth(paragraph: str) -> Iterator[str]:
    """The paragraph, unless it is no more than a heading."""
    if len(paragraph) >= SHORTEST:
        yield paragraph
