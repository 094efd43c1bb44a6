"""Text -> sentences of words with lemmas, trees and name labels, by the model that ships with the package."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

import pysbd

from flows import settings
from flows.errors import BrokenData
from flows.language.annotate import Annotator
from flows.language.onethread import one_thread
from flows.language.parsed import Parsed
from flows.language.standins import Finder, chief, holds_bracket, shown, unbracketed
from flows.language.tokens import Tokens, cut, load_before_names, load_stops
from flows.language.told import Told

# The trees were learnt from pages that print hyphens; of equal length, so that offsets stay.
SAME_LENGTH = str.maketrans({"–": "-", "‑": "-", "‐": "-", "−": "-", " ": " ", "‘": "’", "‛": "’"})
RUN = re.compile(r"\S{200,}")  # runs without a blank: the tokenizer is quadratic in them
PLACE = attrgetter("i")
CHUNK = 20_000  # characters parsed at once: keeps memory flat on long texts


class Word:
    """One token and its place in the tree. `start`/`end` are offsets into the article's text."""

    __slots__ = ("children", "dep", "end", "head", "i", "label", "lemma", "morph", "pos", "sentence", "start", "text")

    def __init__(self, i: int, text: str, start: int) -> None:
        self.i = i  # position in the whole article
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.lemma = self.pos = self.dep = self.label = ""
        self.morph: Mapping[str, str] = {}
        self.head: Word = self
        self.children: list[Word] = []
        self.sentence: Sentence

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def subtree(self) -> list["Word"]:
        """The word and all below it, in text order."""
        found, stack = [self], list(self.children)
        while stack:
            word = stack.pop()
            found.append(word)
            stack.extend(word.children)
        return sorted(found, key=PLACE)

    @property
    def at(self) -> int:
        """Its place in its sentence."""
        return self.i - self.sentence.words[0].i

    @property
    def before(self) -> list["Word"]:
        """The words before it in its sentence, in text order."""
        return self.sentence.words[: self.at]

    @property
    def behind(self) -> list["Word"]:
        """The words behind it in its sentence, in text order."""
        return self.sentence.words[self.at + 1 :]

    def until(self, last: "Word") -> list["Word"]:
        """It and the words behind it up to `last`, a word of the same sentence."""
        return self.sentence.words[self.at : last.at + 1]

    def near(self, steps: int) -> "Word | None":
        """The word so many places further in its sentence (before it when negative), or None beyond its ends."""
        words = self.sentence.words
        at = self.i - words[0].i + steps  # `at` costs a call, and this is asked more than anything else
        return words[at] if 0 <= at < len(words) else None

    def ancestors(self) -> Iterator["Word"]:
        """The heads above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def first_of_row(self) -> "Word":
        """The word to which it is coordinated, first of all; itself where it is to none."""
        word = self
        while word.dep == "conj" and word.head is not word:
            word = word.head
        return word

    def child(self, *deps: str) -> "Word | None":
        """The first child with one of these relations, or None."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def hang(self, above: "Word | None", dep: str) -> None:
        """Put the word below another, or at the top of its sentence; nothing happens where that would close a circle.
        All that is changed in a tree, once it stands, is changed here."""
        if above is self or (above is not None and self in above.ancestors()):
            return
        self.sentence.answers = None
        if self.head is not self and self in self.head.children:
            self.head.children.remove(self)
        self.head, self.dep = above or self, dep
        if above is not None:
            above.children.append(self)
            above.children.sort(key=PLACE)

    def echo(self, children: list["Word"]) -> "Word":
        """The word once more, over some of its children, as a verb that is meant twice and said once."""
        again = Word(self.i, self.text, self.start)
        again.lemma, again.pos, again.dep, again.morph = self.lemma, self.pos, self.dep, self.morph
        again.head, again.sentence, again.children = self.head, self.sentence, children
        return again


@dataclass(eq=False)
class Sentence:
    """A sentence: its words in order, and the ISO date that "today" means in it."""

    index: int
    words: list[Word]
    paragraph: int
    today: str
    named: list[tuple[int, int, str]] = field(default_factory=list)  # (first, last + 1, label) by position in words
    echoes: list[Word] = field(default_factory=list)  # verbs that are meant once more than they are said
    told: list[Told] = field(default_factory=list)  # what the network takes for facts; places as in Word.i
    # what was asked of its words (`grammar/kept.py`); None while the tree may change
    answers: dict[tuple[object, Word], Any] | None = None

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end

    @property
    def roots(self) -> list[Word]:
        """Words without a head; more than one when two sentences were joined."""
        return [w for w in self.words if w.head is w]


@dataclass(frozen=True)
class Passage:
    """A stretch of text to read: where it starts in the article, and the date that it was written."""

    text: str
    start: int
    today: str


@lru_cache(maxsize=1)
def load_model() -> Annotator:
    """The shipped language model; BrokenData when the folder is missing or no such thing."""
    try:
        return Annotator(settings.LANGUAGE_MODEL)
    except (OSError, ValueError, KeyError) as error:
        raise BrokenData(f"{settings.LANGUAGE_MODEL}: no language model there ({error})") from error


def parse(passages: Iterable[Passage], find: Finder = lambda text, places: ()) -> list[Sentence]:
    """The sentences of all passages, words numbered through; `find` names the words that others stand in for."""
    pieces = [(number, piece) for number, passage in enumerate(passages) for piece in pieces_of(passage)]
    model, splitter = load_model(), pysbd.Segmenter(language="en", clean=False, char_span=True)
    printed = [split(cut(piece.text.translate(SAME_LENGTH)), splitter) for _, piece in pieces]
    read = [shown(text, find) for text in printed]
    with one_thread():
        known = list(model.read(text for text, _ in read))
    sentences: list[Sentence] = []
    position = 0
    for (number, piece), text, parsed, (_, places) in zip(pieces, printed, known, read, strict=True):
        words = words_of(text, piece, position)
        position += len(words)
        grow(words, parsed, places)
        found = list(sentences_of(parsed, places, words, (number, piece.today, len(sentences))))
        note_told(parsed, places, words)
        sentences += found
    return sentences


def note_told(parsed: Parsed, places: list[tuple[int, int]], words: list[Word]) -> None:
    """Note with each sentence what the network takes for facts in it."""
    chiefs = [words[first + chief([w.text for w in words[first:last]])] for first, last in places]
    for told in parsed.told:
        chiefs[told.trigger].sentence.told.append(told.moved([word.i for word in chiefs]))


def pieces_of(passage: Passage) -> Iterator[Passage]:
    """Pieces short enough to parse at once, cut at spaces."""
    start, text = 0, RUN.sub(lambda run: " " * len(run[0]), passage.text)
    while start < len(text):
        end = start + CHUNK
        if end < len(text):
            space = text.rfind(" ", start, end)
            end = space if space > start else end
        yield Passage(text[start:end], passage.start + start, passage.today)
        start = end


def split(tokens: Tokens, splitter: pysbd.Segmenter) -> Tokens:
    """The tokens with their sentence starts fixed: rules for edited prose know quotes and abbreviations better
    than a model that learnt from web pages."""
    starts, position = set(), 0
    for sentence in printed(splitter.processor(tokens.text).process(), tokens.text):
        # the splitter's own offsets slip where a sentence occurs twice, so look for its words
        found = tokens.text.find(sentence, position)
        if found >= 0:
            starts.add(found)
            position = found + len(sentence)
    starts |= {found.end() for found in load_stops().finditer(tokens.text)}
    stopped = [i for i, at in enumerate(tokens.offsets) if at in starts or i == 0]
    return replace(tokens, starts=[i for i in stopped if not i or tokens.words[i - 1] not in load_before_names()])


def printed(sentences: Iterable[str], text: str) -> Iterator[str]:
    """The sentences that stand in the text, each behind where the one before ends; blanks behind one are its own. (What
    `Segmenter.segment` looks for by a pattern of its own for each.)"""
    end = 0
    for sentence in filter(None, sentences):
        at = text.find(sentence)
        while at >= 0 and (last := end_with_blanks(text, at + len(sentence))) <= end:
            at = text.find(sentence, last)
        if at >= 0:
            end = last
            yield sentence.strip()


def end_with_blanks(text: str, at: int) -> int:
    """Where the blanks end that begin there."""
    return at + len(text[at:]) - len(text[at:].lstrip())


def words_of(tokens: Tokens, piece: Passage, position: int) -> list[Word]:
    """One Word a token, not yet in a tree."""
    return [
        Word(position + i, piece.text[start : start + len(word)], piece.start + start)
        for i, (start, word) in enumerate(zip(tokens.offsets, tokens.words, strict=True))
    ]


def grow(words: list[Word], parsed: Parsed, places: list[tuple[int, int]]) -> None:
    """Put the words into the tree of what the model was shown: `places` has the words behind each of its tokens."""
    chiefs = [first + chief([w.text for w in words[first:last]]) for first, last in places]
    for i, ((first, last), at) in enumerate(zip(places, chiefs, strict=True)):
        for word in words[first:last]:
            common = parsed.words[i] == word.text or parsed.pos[i] == "NOUN"  # "FM", shown as "minister"
            word.lemma = parsed.lemmas[i] if last - first == 1 and common else word.text
            word.pos, word.morph, word.label = parsed.pos[i], parsed.morphs[i], parsed.labels[i]
            word.dep, word.head = ("compound" if word.i < words[at].i else "flat"), words[at]
        words[at].dep, words[at].head = parsed.deps[i], words[chiefs[parsed.heads[i]]]
        if holds_bracket([w.text for w in words[first:last]]):
            bracket(*words[first:last])
    for word in words:
        if word.head is not word:
            word.head.children.append(word)


def bracket(name: Word, opening: Word, short: Word, closing: Word) -> None:
    """Hang a short form in brackets below the first word of the name that it stands for: "*Union* of Peoples (UP)"."""
    while name.dep in {"nmod", "flat"} and name.head.i < name.i and name.head.text[:1].isupper():
        name = name.head
    short.dep, short.head = "appos", name
    for mark in (opening, closing):
        mark.pos, mark.dep, mark.head, mark.label, mark.morph = "PUNCT", "punct", short, "", {}


def sentences_of(
    parsed: Parsed, places: list[tuple[int, int]], words: list[Word], where: tuple[int, str, int]
) -> Iterator[Sentence]:
    """The sentences the model sees in one piece."""
    paragraph, today, count = where
    texts = [w.text for w in words]
    for first, last in parsed.sentences:
        begin, end = places[first][0], places[last - 1][1]
        chosen = words[begin:end]
        if not any(w.text.strip() for w in chosen):
            continue
        sentence = Sentence(count, chosen, paragraph, today)
        sentence.named = [
            (start - begin, end - begin, label)
            for a, b, label in parsed.names
            if first <= a and b <= last
            for start, end in unbracketed(texts, places[a:b])
        ]
        for word in chosen:
            word.sentence = sentence
        count += 1
        yield sentence
