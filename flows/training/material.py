"""Everything that the network learns from, and one round of it at a time: typography and names differ in each round."""

import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from flows.language.wordpieces import Vocabulary
from flows.training.corpora import (
    Sentence,
    documents_of,
    read_conllu,
    read_redocred,
    read_uner,
    redocred_parts,
    split_documents,
)
from flows.training.labels import Numbers, name_labels, numbers_of_kinds
from flows.training.names import add_gum_entities, name_pool, rename_entities
from flows.training.typography import retype
from flows.training.windows import Example, Window, batches, example, windows

RETYPED = {"trees": 0.4, "names": 0.3, "texts": 0.4}  # of the documents
RENAMED = 0.5

Document: TypeAlias = list[Sentence]
TreeLabels: TypeAlias = Mapping[str, list[int]]


@dataclass(frozen=True)
class NameCorpus:
    """Documents with names, how often each is read a round, and which kinds of names nobody marked in them."""

    documents: list[Document]
    unmarked: frozenset[str]
    times: int = 1  # with its own names; with exchanged ones, once


@dataclass(frozen=True)
class Corpora:
    """Documents to learn from: with trees, with names, and with neither; and names to exchange others for."""

    trees: list[Document]
    names: list[NameCorpus]
    texts: list[Document]
    pool: Mapping[str, list[str]]


def read_corpora(source: Path, texts: list[Document], known: Iterable[tuple[str, str]]) -> tuple[Corpora, Corpora]:
    """(what is learnt from, what shows how well it went): EWT, GUM, Universal NER and Re-DocRED out of a folder.

    `known` are (name, label) pairs of the tables.
    """
    ewt, gum, ewt_dev, gum_dev = (
        list(read_conllu(source / f"{name}.conllu.gz")) for name in ("ewt-train", "gum-train", "ewt-dev", "gum-dev")
    )
    for sentence in gum:
        add_gum_entities(sentence)
    _, wiki = redocred_parts(read_redocred(source / "redocred-dev.json.gz"))
    wiki_shown, wiki_learnt = split_documents(wiki)
    uner_shown, uner_learnt = split_documents(read_uner(source / "uner-ewt-dev.iob2.gz", ewt_dev))
    names = [*name_corpora(wiki_learnt, uner_learnt), NameCorpus(documents_of(gum), frozenset({"MISC"}))]
    pool = name_pool([*wiki_learnt, *uner_learnt, *gum], known)
    learnt = Corpora([*documents_of(ewt), *documents_of(gum)], names, texts, pool)
    return learnt, Corpora(documents_of(gum_dev), name_corpora(wiki_shown, uner_shown), [], {})


def name_corpora(wiki: list[Sentence], uner: list[Sentence]) -> list[NameCorpus]:
    """Re-DocRED, which has no events, and Universal NER, which has people, bodies, places and (by us) dates alone."""
    return [
        NameCorpus(documents_of(wiki), frozenset({"EVENT"})),
        NameCorpus(documents_of(uner), frozenset({"EVENT", "MISC"}), times=2),
    ]


class Material:
    """Batches out of corpora. `numbers` and `vocabulary` say how words and labels become numbers."""

    def __init__(self, corpora: Corpora, numbers: Numbers, vocabulary: Vocabulary) -> None:
        self.corpora, self.vocabulary = corpora, vocabulary
        self.tree_labels = [list(map(numbers.of_tree, document)) for document in corpora.trees]

    def marked(self, chance: random.Random) -> list[list[Window]]:
        """One round of the documents with trees and of those with names."""
        trees = map(self.tree_document, self.corpora.trees, self.tree_labels, itertools.repeat(chance))
        names = [
            read
            for corpus in self.corpora.names
            for document in corpus.documents
            for read in self.name_documents(corpus, document, chance)
        ]
        return batches(windows(trees, chance), chance) + batches(windows(names, chance), chance)

    def unmarked(self, chance: random.Random) -> list[list[Window]]:
        """One round of the texts that nobody labelled."""
        texts = (printed(document, RETYPED["texts"], chance) for document in self.corpora.texts)
        read = ([example(words, self.vocabulary, {}) for words in document] for document in texts)
        return batches(windows(read, chance), chance)

    def tree_document(self, document: Document, labels: Sequence[TreeLabels], chance: random.Random) -> list[Example]:
        """A document with trees; the labels are those of its words as the corpus has them."""
        words = printed(document, RETYPED["trees"], chance)
        return [example(w, self.vocabulary, known) for w, known in zip(words, labels, strict=True)]

    def name_documents(self, corpus: NameCorpus, document: Document, chance: random.Random) -> list[list[Example]]:
        """A document with names, half the time with others in their place; its own as often as the corpus wants."""
        exchanged = chance.random() < RENAMED
        if exchanged:
            document = [rename_entities(s, self.corpora.pool, chance) if s.entities else s for s in document]
        words = printed(document, RETYPED["names"], chance)
        unmarked = frozenset(numbers_of_kinds(corpus.unmarked))
        labels = [{"ner": name_labels(len(s.words), s.entities)} for s in document]
        read = [example(w, self.vocabulary, known, unmarked) for w, known in zip(words, labels, strict=True)]
        return [read] * (1 if exchanged else corpus.times)


def printed(document: Sequence[Sentence], share: float, chance: random.Random) -> list[list[str]]:
    """The words of each sentence; those of such a share of documents as newspapers print them."""
    if chance.random() >= share:
        return [sentence.words for sentence in document]
    return [retype(sentence.words, chance) for sentence in document]
