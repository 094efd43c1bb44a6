"""The shipped language model at work: gives tokens their tags, lemmas, trees and names."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np

from flows.language.grammar import Grammar
from flows.language.labels import FACT_LABELS, FORMS, LABELS, PIECES, WEIGHTS, Labels
from flows.language.lemmas import Lemmas, irregular_verbs
from flows.language.network import Scores, Window, read_network
from flows.language.parsed import Parsed, features_of
from flows.language.spans import best_names
from flows.language.tokens import Tokens
from flows.language.told import Told, load_facts
from flows.language.trees import best_tree
from flows.language.wordpieces import Vocabulary, shape

TOGETHER = 48  # words: neighbouring sentences are read together up to there
LONGEST = 200  # words: a longer sentence is read in parts
MOST_PIECES = 400
AHEAD = 128  # words that are looked at together where sentence starts are not known
JOINED = "parataxis"  # the relation of a long sentence's later parts to its first
BLANK = "dep"  # the relation of a token of blanks
TEXTS = 64  # that are read at once


Read: TypeAlias = tuple[int, Window, Scores, list[Told]]  # a window: its first word, itself, what the networks say


class Annotator:
    """The network of a folder, ready to read; OSError, ValueError or KeyError where the folder has none."""

    def __init__(self, folder: Path) -> None:
        self.labels = Labels(**json.loads((folder / LABELS).read_text(encoding="utf-8")))
        self.pieces = Vocabulary((folder / PIECES).read_text(encoding="utf-8").splitlines())
        self.network = read_network(folder / WEIGHTS, self.labels.sizes, self.labels.attention_heads)
        self.facts = load_facts(folder) if (folder / FACT_LABELS).exists() else None
        forms = (folder / FORMS).read_text(encoding="utf-8").splitlines()
        known = ((form, tag, rule) for form, tag, rule in (row.split("\t") for row in forms))
        self.lemmas = Lemmas(known, self.labels.lemma, self.pieces.numbers, irregular_verbs())
        self.grammar = Grammar(self.labels.tag, self.labels.morph, self.labels.dep)
        self.pos, morphs = zip(*(morph.split("|", 1) for morph in self.labels.morph), strict=True)
        self.morphs = list(map(features_of, morphs))

    def read(self, texts: Iterable[Tokens]) -> Iterator[Parsed]:
        """The texts, parsed. Sentence starts that they bring along are kept."""
        stream = iter(texts)
        while some := list(islice(stream, TEXTS)):
            starts = [self.found_starts(text) if text.starts is None else told_starts(text) for text in some]
            windows = [list(self.windows(*each)) for each in zip(some, starts, strict=True)]
            flat = [window for mine in windows for _, window in mine]
            scores = iter(self.network.read(flat))
            told = iter(self.facts.read(flat) if self.facts is not None else [[] for _ in flat])
            for text, begun, mine in zip(some, starts, windows, strict=True):
                yield self.annotated(text, begun, [(first, seen, next(scores), next(told)) for first, seen in mine])

    def windows(self, text: Tokens, starts: list[int]) -> Iterator[tuple[int, Window]]:
        """(first word, window) of runs of neighbouring sentences."""
        words = [text.words[i] for i in text.printed]
        pieces, shapes = [self.pieces.cut(word) for word in words], [shape(word) for word in words]
        inner: list[int] = []
        for first, last in parts_of([len(p) for p in pieces], starts):
            if inner and (last - inner[0] > TOGETHER or sum(map(len, pieces[inner[0] : last])) > MOST_PIECES):
                yield inner[0], window(pieces[inner[0] : first], shapes[inner[0] : first], inner)
                inner = []
            inner.append(first)
        if inner:
            yield inner[0], window(pieces[inner[0] :], shapes[inner[0] :], inner)

    def found_starts(self, text: Tokens) -> list[int]:
        """Where the network finds that sentences start, counted in words."""
        starts, first = [], 0
        while first < len(text.printed):
            words = [text.words[i] for i in text.printed[first : first + AHEAD]]
            seen = Window([self.pieces.cut(word)[:3] for word in words], [shape(word) for word in words], None)
            found = np.flatnonzero(self.network.read([seen])[0].labels["start"][1:, 0] > 0) + 1
            more = first + AHEAD < len(text.printed) and len(found)
            starts += [first, *(first + int(i) for i in (found[:-1] if more else found))]
            first += int(found[-1]) if more else AHEAD
        return starts

    def annotated(self, text: Tokens, starts: list[int], read: list[Read]) -> Parsed:
        """The text with all that the scores say."""
        size, places = len(text), text.printed
        tags, pos, lemmas = ([""] * size for _ in range(3))
        morphs: list[Mapping[str, str]] = [{}] * size
        deps = [BLANK] * size
        heads = [max(i - 1, 0) for i in range(size)]  # blanks hang on the word before
        names: list[tuple[int, int, str]] = []
        told: list[Told] = []
        for first, seen, scores, facts in read:
            at = places[first : first + len(seen)]
            trees = [best_tree(scores.heads[a:b, [0, *range(a + 1, b + 1)]]) for a, b in seen.spans()]
            local = np.array([h and h + a for (a, _), tree in zip(seen.spans(), trees, strict=True) for h in tree])
            words = [text.words[i] for i in at]
            rated = scores.labels["tag"], scores.labels["morph"], self.network.relations(scores, local)
            chosen = self.grammar.choose(words, local, rated)
            for i, head, tag, morph, dep in zip(at, local.tolist(), *chosen.listed(), strict=True):
                heads[i], tags[i] = (at[head - 1] if head else i), self.labels.tag[tag]
                pos[i], morphs[i], deps[i] = self.pos[morph], self.morphs[morph], self.labels.dep[dep]
            for i, rules in zip(at, scores.labels["lemma"], strict=True):
                lemmas[i] = self.lemmas.lemma(text.words[i], tags[i], rules)
            names += [(at[a], at[b - 1] + 1, k) for a, b, k in best_names(scores.labels["ner"], self.labels.names)]
            told += [fact.moved(at) for fact in facts]
        join(places, starts, heads, deps)
        begun = [places[start] for start in starts]
        return Parsed(text.words, text.spaced, begun, tags, pos, morphs, lemmas, deps, heads, names, told)


def join(places: list[int], starts: list[int], heads: list[int], deps: list[str]) -> None:
    """Make one tree of each sentence that was read in parts."""
    for start, end in pairwise([*starts, len(places)]):
        first, *others = (i for i in places[start:end] if heads[i] == i)
        for root in others:
            heads[root], deps[root] = first, JOINED


def window(pieces: list[tuple[int, ...]], shapes: list[int], inner: list[int]) -> Window:
    """A window whose sentences start at `inner`."""
    return Window(pieces, shapes, [start - inner[0] for start in inner])


def told_starts(text: Tokens) -> list[int]:
    """Which words begin a sentence by what the text brings along; one that begins with a blank begins at the word
    after it."""
    told, before = frozenset(text.starts or ()), [-1, *text.printed]
    opened = (any(i in told for i in range(a + 1, b + 1)) for a, b in zip(before, text.printed, strict=False))
    return [number for number, opens in enumerate(opened) if opens or not number]


def parts_of(counts: list[int], starts: list[int]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of each sentence, long ones cut into parts. `counts`: pieces a word."""
    for start, end in pairwise([*starts, len(counts)]):
        first, pieces = start, 0
        for i in range(start, end):
            if i > first and (pieces + counts[i] > MOST_PIECES or i - first >= LONGEST):
                yield first, i
                first, pieces = i, 0
            pieces += counts[i]
        if first < end:
            yield first, end
