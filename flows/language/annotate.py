"""The shipped language model at work: gives spaCy documents their tags, lemmas, trees and names."""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from flows.language.grammar import Grammar
from flows.language.labels import FACT_LABELS, FORMS, LABELS, PIECES, WEIGHTS, Labels
from flows.language.lemmas import Lemmas
from flows.language.network import Network, Scores, Window, read_weights
from flows.language.spans import best_names
from flows.language.tokens import blank
from flows.language.told import Told, load_facts
from flows.language.trees import best_tree
from flows.language.wordpieces import Vocabulary, shape

TOGETHER = 48  # words: neighbouring sentences are read together up to there
LONGEST = 200  # words: a longer sentence is read in parts
MOST_PIECES = 400
AHEAD = 128  # words that are looked at together where sentence starts are not known
JOINED = "parataxis"  # the relation of a long sentence's later parts to its first
TOLD = "told"  # where a document keeps what the network takes for facts
BLANK = "dep"  # the relation of a token of blanks, as spaCy's parsers call it
ATTRIBUTES = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]


Read: TypeAlias = tuple[int, Window, Scores, list[Told]]  # a window: its first word, itself, what the networks say


class Annotator:
    """A spaCy pipeline component over the network of a folder; OSError, ValueError or KeyError without one."""

    def __init__(self, vocab: Vocab, folder: Path) -> None:
        self.labels = Labels(**json.loads((folder / LABELS).read_text(encoding="utf-8")))
        self.pieces = Vocabulary((folder / PIECES).read_text(encoding="utf-8").splitlines())
        self.network = Network(read_weights(folder / WEIGHTS), self.labels.sizes, self.labels.attention_heads)
        self.facts = load_facts(folder) if (folder / FACT_LABELS).exists() else None
        forms = (folder / FORMS).read_text(encoding="utf-8").splitlines()
        known = ((form, tag, rule) for form, tag, rule in (row.split("\t") for row in forms))
        self.lemmas = Lemmas(known, self.labels.lemma, self.pieces.numbers)
        self.strings = vocab.strings
        self.grammar = Grammar(self.labels.tag, self.labels.morph, self.labels.dep)
        self.tags = self.numbers(self.labels.tag)
        self.deps = self.numbers(self.labels.dep)
        self.pos = self.numbers(morph.split("|", 1)[0] for morph in self.labels.morph)
        self.features = np.array([vocab.morphology.add(m.split("|", 1)[1]) for m in self.labels.morph], np.uint64)
        self.kinds = {kind: self.strings.add(kind) for kind in self.labels.names}

    def numbers(self, names: Iterable[str]) -> NDArray[np.uint64]:
        """spaCy's numbers of some strings."""
        return np.array([self.strings.add(name) for name in names], np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """The document, annotated."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """The documents, annotated. Sentence starts that they bring along are kept."""
        for docs in minibatch(stream, batch_size):
            words = [[token.i for token in doc if not token.is_space] for doc in docs]
            starts = [
                known_starts(doc, places) if doc.has_annotation("SENT_START") else self.found_starts(doc, places)
                for doc, places in zip(docs, words, strict=True)
            ]
            windows = [
                list(self.windows(doc, *where))
                for doc, where in zip(docs, zip(words, starts, strict=True), strict=True)
            ]
            flat = [window for mine in windows for _, window in mine]
            scores = iter(self.network.read(flat))
            told = iter(self.facts.read(flat) if self.facts is not None else [[] for _ in flat])
            for doc, places, begun, mine in zip(docs, words, starts, windows, strict=True):
                here = [(first, seen, next(scores), next(told)) for first, seen in mine]
                yield self.annotated(doc, places, begun, here)

    def windows(self, doc: Doc, places: list[int], starts: list[int]) -> Iterator[tuple[int, Window]]:
        """(first word, window) of runs of neighbouring sentences."""
        texts = [doc[i].text for i in places]
        pieces, shapes = [self.pieces.cut(text) for text in texts], [shape(text) for text in texts]
        inner: list[int] = []
        for first, last in parts_of([len(p) for p in pieces], starts):
            if inner and (last - inner[0] > TOGETHER or sum(map(len, pieces[inner[0] : last])) > MOST_PIECES):
                yield inner[0], window(pieces[inner[0] : first], shapes[inner[0] : first], inner)
                inner = []
            inner.append(first)
        if inner:
            yield inner[0], window(pieces[inner[0] :], shapes[inner[0] :], inner)

    def found_starts(self, doc: Doc, places: list[int]) -> list[int]:
        """Where the network finds that sentences start."""
        starts, first = [], 0
        while first < len(places):
            texts = [doc[i].text for i in places[first : first + AHEAD]]
            seen = Window([self.pieces.cut(text)[:3] for text in texts], [shape(text) for text in texts], None)
            found = np.flatnonzero(self.network.read([seen])[0].labels["start"][1:, 0] > 0) + 1
            more = first + AHEAD < len(places) and len(found)
            starts += [first, *(first + int(i) for i in (found[:-1] if more else found))]
            first += int(found[-1]) if more else AHEAD
        return starts

    def annotated(self, doc: Doc, places: list[int], starts: list[int], read: list[Read]) -> Doc:
        """The document with all that the scores say."""
        values = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
        column = {attribute: values[:, i] for i, attribute in enumerate(ATTRIBUTES)}
        column[DEP][:] = self.strings.add(BLANK)
        column[ENT_IOB][:] = 2  # outside
        heads = np.maximum(np.arange(len(doc)) - 1, 0)  # blanks hang on the word before
        told: list[Told] = []
        for first, seen, scores, facts in read:
            at = np.array(places[first : first + len(seen)], np.intp)
            trees = [best_tree(scores.heads[a:b, [0, *range(a + 1, b + 1)]]) for a, b in seen.spans()]
            local = np.array([h and h + a for (a, _), tree in zip(seen.spans(), trees, strict=True) for h in tree])
            heads[at] = np.where(local == 0, at, at[local - 1])
            texts = [doc[i].text for i in at.tolist()]
            rated = scores.labels["tag"], scores.labels["morph"], self.network.relations(scores, local)
            chosen = self.grammar.choose(texts, local, rated)
            column[DEP][at], column[TAG][at] = self.deps[chosen.relations], self.tags[chosen.tags]
            column[POS][at], column[MORPH][at] = self.pos[chosen.morphs], self.features[chosen.morphs]
            formed = zip(texts, chosen.tags, scores.labels["lemma"], strict=True)
            lemmas = (self.lemmas.lemma(text, self.labels.tag[tag], rules) for text, tag, rules in formed)
            column[LEMMA][at] = [self.strings.add(lemma) for lemma in lemmas]
            for a, b, kind in best_names(scores.labels["ner"], self.labels.names):
                column[ENT_IOB][at[a] : at[b - 1] + 1] = 1
                column[ENT_IOB][at[a]] = 3
                column[ENT_TYPE][at[a] : at[b - 1] + 1] = self.kinds[kind]
            told += [fact.moved(at.tolist()) for fact in facts]
        doc.user_data[TOLD] = told
        self.join(places, starts, heads, column[DEP])
        column[HEAD][:] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        doc.from_array(ATTRIBUTES, values)
        return doc

    def join(self, places: list[int], starts: list[int], heads: NDArray[np.intp], deps: NDArray[np.uint64]) -> None:
        """Make one tree of each sentence that was read in parts."""
        for start, end in pairwise([*starts, len(places)]):
            roots = [i for i in places[start:end] if heads[i] == i]
            heads[roots[1:]], deps[roots[1:]] = roots[0], self.strings.add(JOINED)


def window(pieces: list[tuple[int, ...]], shapes: list[int], inner: list[int]) -> Window:
    """A window whose sentences start at `inner`."""
    return Window(pieces, shapes, [start - inner[0] for start in inner])


def known_starts(doc: Doc, places: list[int]) -> list[int]:
    """Which of the words begin a sentence; one that begins with a blank begins at the word after it."""
    before = [-1, *places]
    opened = (any(doc[i].is_sent_start for i in range(a + 1, b + 1)) for a, b in zip(before, places, strict=False))
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


@Language.factory("communique_annotator")  # type: ignore[untyped-decorator]
def create_annotator(nlp: Language, name: str, folder: str) -> Annotator:
    """The component, for `Language.add_pipe`."""
    return Annotator(nlp.vocab, Path(folder))


def load_pipeline(folder: Path) -> Language:
    """The tokenizer and the model of a folder, as one spaCy pipeline; OSError, ValueError or KeyError without one."""
    nlp = blank()
    nlp.add_pipe("communique_annotator", config={"folder": str(folder)})
    return nlp
