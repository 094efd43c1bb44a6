"""Annotated corpora as files have them -> sentences of words, trees and name spans."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

REDOCRED_LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "TIME": "TIME", "MISC": "MISC"}
UNER_LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DATE_WORD = re.compile(rf"^(?:{MONTHS}|{WEEKDAYS}|(?:19|20)\d\d)$")
HELD_OUT_EVERY = 5  # every fifth Re-DocRED document is kept for testing


@dataclass
class Sentence:
    """One annotated sentence: parallel lists over its tokens, and entity spans (start, end, label)."""

    doc_id: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)


def documents_of(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """The sentences of each document."""
    documents: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        documents.setdefault(sentence.doc_id, []).append(sentence)
    return list(documents.values())


def split_documents(sentences: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """(a tenth, the rest), cut between documents."""
    names = list(dict.fromkeys(s.doc_id for s in sentences))
    tenth = set(names[::10])
    return [s for s in sentences if s.doc_id in tenth], [s for s in sentences if s.doc_id not in tenth]


def redocred_parts(documents: list[list[Sentence]]) -> tuple[list[Sentence], list[Sentence]]:
    """(held out for testing, the rest): the sentences of Re-DocRED's documents."""
    held = [s for i, document in enumerate(documents) if i % HELD_OUT_EVERY == 0 for s in document]
    return held, [s for i, document in enumerate(documents) if i % HELD_OUT_EVERY for s in document]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, in order."""
    doc_id, sentence, joined_until = "", None, 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc_id = line.split("=", 1)[1].strip()
            elif not line:
                if sentence:
                    yield sentence
                sentence, joined_until = None, 0
            elif not line.startswith("#"):
                sentence = sentence or Sentence(doc_id)
                joined_until = add_token(sentence, line.split("\t"), joined_until)
    if sentence:
        yield sentence


def add_token(sentence: Sentence, columns: list[str], joined_until: int) -> int:
    """Append one CoNLL-U line; returns the last id of the multiword token that is open, or 0."""
    number, word, lemma, pos, tag, morph, head, dep, _, misc = columns
    if "-" in number:
        last = int(number.split("-")[1])
        return -last if "SpaceAfter=No" in misc else last
    if "." in number:
        return joined_until
    index = int(number)
    open_word = abs(joined_until)
    glued = index < open_word or (index == open_word and joined_until < 0) or "SpaceAfter=No" in misc
    sentence.words.append(word)
    sentence.spaces.append(not glued)
    sentence.lemmas.append(lemma)
    sentence.pos.append(pos)
    sentence.tags.append(tag)
    sentence.morphs.append("" if morph == "_" else morph)
    sentence.heads.append(int(head) - 1 if head != "0" else index - 1)
    sentence.deps.append("ROOT" if head == "0" else dep)
    sentence.misc.append(misc)
    return 0 if index >= open_word else joined_until


def read_uner(path: Path, texts: list[Sentence]) -> list[Sentence]:
    """Universal NER's spans laid over the same treebank's sentences, which know spaces and documents."""
    tags = dict(read_iob(path))
    labelled = [s for s in texts if tuple(s.words) in tags]
    for sentence in labelled:
        dates = [(i, i + 1, "TIME") for i, w in enumerate(sentence.words) if DATE_WORD.match(w)]
        names = spans_of(tags[tuple(sentence.words)], UNER_LABELS)
        sentence.entities = drop_overlaps([*names, *merge_neighbours(dates)])
    return labelled


def read_iob(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """(words, B-/I-/O tags) of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        for block in source.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            yield tuple(row[1] for row in rows), [row[2] for row in rows]


def spans_of(row: list[str], labels: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Spans (start, end, label) of a row of IOB tags; labels that the map lacks are left out."""
    start = None
    for i, tag in enumerate([*row, "O"]):
        if start is not None and not tag.startswith("I-"):
            label = row[start][2:]
            if label in labels:
                yield start, i, labels[label]
            start = None
        if tag.startswith("B-"):
            start = i


NO_SPACE_BEFORE = {",", ".", ")", ":", ";", "!", "?", "'s", "n't", "'", "%", "]", "’s", "-", "–"}
NO_SPACE_AFTER = {"(", "[", "$", "-", "–"}


def read_redocred(path: Path) -> list[list[Sentence]]:
    """Re-DocRED's documents, each a list of sentences with entity spans."""
    with gzip.open(path, "rt", encoding="utf-8") as source:
        records = json.load(source)
    documents = []
    for record in records:
        sentences = [redocred_sentence(record["title"], words) for words in record["sents"]]
        for mention in (m for cluster in record["vertexSet"] for m in cluster):
            label = REDOCRED_LABELS.get(mention["type"])
            start, end = mention["pos"]
            sentence = sentences[mention["sent_id"]]
            if label and start < end <= len(sentence.words):
                sentence.entities.append((start, end, label))
        for sentence in sentences:
            sentence.entities = drop_overlaps(sentence.entities)
        documents.append([s for s in sentences if s.words])
    return documents


def redocred_sentence(title: str, tokens: list[str]) -> Sentence:
    """A sentence of bare tokens, its spaces guessed from the punctuation."""
    words = [w if w.strip() else "-" for w in tokens]
    spaces = [True] * len(words)
    for i, word in enumerate(words[:-1]):
        if words[i + 1] in NO_SPACE_BEFORE or word in NO_SPACE_AFTER:
            spaces[i] = False
    return Sentence(title, words=words, spaces=spaces)


def drop_overlaps(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest spans that do not overlap, in text order."""
    taken: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in taken):
            taken.append(span)
    return sorted(taken)


def merge_neighbours(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Touching spans of one label become one."""
    merged: list[tuple[int, int, str]] = []
    for span in spans:
        if merged and merged[-1][1] == span[0]:
            merged[-1] = (merged[-1][0], span[1], span[2])
        else:
            merged.append(span)
    return merged
