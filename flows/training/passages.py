"""Passages with their facts marked -> windows to learn from.

A passage is one JSON object a line: `text`, `date`, `facts`, each fact a list [subject, predicate, object, trigger,
factuality]. The first, third and fourth are strings of the text ("#2" behind one: its second occurrence).
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pysbd

from flows.errors import BrokenData
from flows.language.parse import SAME_LENGTH, load_model, split
from flows.language.parsed import Parsed
from flows.language.standins import Finder, shown
from flows.language.tokens import cut
from flows.language.wordpieces import Vocabulary
from flows.training.corpora import Sentence
from flows.training.labels import Numbers, name_labels
from flows.training.windows import MOST_PIECES, Example, MarkedFact, Window, example

OCCURRENCE = re.compile(r"(.*?)(?:#(\d+))?", re.DOTALL)
LEAST_NAME = 4  # letters: a shorter name is not exchanged

Stretch: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A fact by stretches of its text."""

    subject: Stretch
    predicate: str
    object: Stretch
    trigger: Stretch
    factuality: str


@dataclass(frozen=True)
class Passage:
    """A text and all facts that it states."""

    text: str
    facts: tuple[Marked, ...]
    date: str = ""


def read_passages(path: Path) -> list[Passage]:
    """The passages of a `.jsonl` or `.jsonl.gz` file; BrokenData names the line that is none."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [passage_of(line, f"{path}: line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def passage_of(line: str, place: str) -> Passage:
    """One line as a passage; facts whose words are not in the text are an error."""
    try:
        row = json.loads(line)
        return Passage(row["text"], tuple(marked(row["text"], *fact) for fact in row["facts"]), row["date"])
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenData(f"{place}: is no passage ({error})") from error


def marked(text: str, subject: str, predicate: str, object_: str, trigger: str, factuality: str) -> Marked:
    """A fact's stretches; ValueError when one of its strings does not occur."""
    return Marked(
        occurrence(text, subject), predicate, occurrence(text, object_), occurrence(text, trigger), factuality
    )


def occurrence(text: str, told: str) -> Stretch:
    """Where a string stands; the first occurrence that is a whole word unless a number tells which."""
    match = OCCURRENCE.fullmatch(told)
    words, number = (match[1], match[2]) if match else (told, None)
    if number is None and (whole := re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)):
        return whole.span()
    at = -1
    for _ in range(int(number or 1)):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"{told!r} does not occur")
    return at, at + len(words)


def renamed(
    passage: Passage, pool: Mapping[str, str], names: Mapping[str, Sequence[str]], chance: random.Random
) -> Passage:
    """The passage with other names of the same table in the place of names that a table knows.

    `pool` says of a name in which table it is; `names` lists the names of each table.
    """
    found = [name for name in pool if len(name) >= LEAST_NAME and name in passage.text]
    found.sort(key=len, reverse=True)
    if not found:
        return passage
    other = {name: chance.choice(names[pool[name]]) for name in found}
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, found)) + r")(?!\w)")
    text, moves, position = "", [], 0
    for match in pattern.finditer(passage.text):
        text += passage.text[position : match.start()]
        moves.append((match.start(), match.end(), len(text), len(text) + len(other[match[0]])))
        text += other[match[0]]
        position = match.end()
    text += passage.text[position:]
    return Passage(text, tuple(moved(fact, moves) for fact in passage.facts))


def moved(fact: Marked, moves: Sequence[tuple[int, int, int, int]]) -> Marked:
    """A fact's stretches after some stretches of the text changed their length."""

    def to(at: int, end: bool) -> int:
        shift = 0
        for start, stop, new_start, new_stop in moves:
            if at <= start:
                break
            if at < stop:
                return new_stop if end else new_start
            shift = new_stop - stop
        return at + shift

    subject, object_, trigger = ((to(a, False), to(b, True)) for a, b in (fact.subject, fact.object, fact.trigger))
    return Marked(subject, fact.predicate, object_, trigger, fact.factuality)


def passage_windows(
    passages: Iterable[Passage], vocabulary: Vocabulary, numbers: Numbers, find: Finder
) -> Iterator[Window]:
    """A window of each passage that is not too long, with the trees and names that the shipped model sees in it.

    Words are those that the reader shows its model; a stretch is learnt by the word that heads it in the model's tree.
    """
    model, splitter = load_model(), pysbd.Segmenter(language="en", clean=False, char_span=True)
    listed = list(passages)
    printed = [split(cut(p.text.translate(SAME_LENGTH)), splitter) for p in listed]
    seen = [shown(text, find) for text in printed]
    for passage, text, (_, places), parsed in zip(
        listed, printed, seen, model.read(text for text, _ in seen), strict=True
    ):
        offsets = [(text.offsets[first], text.offsets[last - 1] + len(text.words[last - 1])) for first, last in places]
        window = window_of(passage, parsed, offsets, vocabulary, numbers)
        if window and sum(len(sentence.pieces) for sentence in window) <= MOST_PIECES:
            yield window


def window_of(
    passage: Passage, parsed: Parsed, offsets: Sequence[Stretch], vocabulary: Vocabulary, numbers: Numbers
) -> Window:
    """The sentences of a passage as one window; facts stand with its first, their words counted through the window."""
    at = {i: number for number, i in enumerate(parsed.printed)}
    predicates, factualities = numbers.places["predicate"], numbers.places["factuality"]
    facts = []
    for fact in passage.facts:
        heads = [head_of(parsed, offsets, s) for s in (fact.trigger, fact.subject, fact.object)]
        known = fact.predicate in predicates and fact.factuality in factualities
        if known and all(head in at for head in heads):
            trigger, subject, object_ = (at[head] for head in heads if head is not None)
            said = predicates[fact.predicate], factualities[fact.factuality]
            facts.append(MarkedFact(trigger, subject, object_, *said))
    window: list[Example] = []
    for first, last in parsed.sentences:
        sentence = seen_by_model(parsed, first, last)
        if sentence.words:
            labels = numbers.of_tree(sentence) | {"ner": name_labels(len(sentence.words), sentence.entities)}
            window.append(example(sentence.words, vocabulary, labels, facts=() if window else tuple(facts)))
    return window


def seen_by_model(parsed: Parsed, first: int, last: int) -> Sentence:
    """A sentence (first, last + 1) as the model reads it: its words without blanks, their tree and the names."""
    words = [i for i in parsed.printed if first <= i < last]
    at = {i: number for number, i in enumerate(words)}
    return Sentence(
        "",
        words=[parsed.words[i] for i in words],
        lemmas=[parsed.lemmas[i] for i in words],
        pos=[parsed.pos[i] for i in words],
        tags=[parsed.tags[i] for i in words],
        morphs=["|".join(f"{name}={value}" for name, value in parsed.morphs[i].items()) for i in words],
        heads=[at[parsed.heads[i]] for i in words],
        deps=[parsed.deps[i] for i in words],
        entities=[(at[a], at[b - 1] + 1, label) for a, b, label in parsed.names if first <= a and b <= last],
    )


def head_of(parsed: Parsed, offsets: Sequence[Stretch], stretch: Stretch) -> int | None:
    """The token of a stretch that hangs on none of the others, or None where it has no token."""
    inside = [i for i in parsed.printed if offsets[i][0] < stretch[1] and offsets[i][1] > stretch[0]]
    tops = [i for i in inside if (parsed.heads[i] == i or parsed.heads[i] not in inside) and parsed.pos[i] != "PUNCT"]
    chosen = tops or inside
    return chosen[0] if chosen else None
