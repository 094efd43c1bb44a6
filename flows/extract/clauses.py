"""Mends clauses whose verb or subject the tree gave to a neighbour."""

from flows.extract.verbs import attach
from flows.language.parse import Sentence, Word

INSIDE = {"flat", "compound", "amod", "conj", "det"}


def give_subject(sentence: Sentence, verb: Word) -> None:
    """ "It admitted new members, and X, Y and Z joined": names behind ", and" and right before a verb that has no
    subject are its subject, not further members."""
    at = verb.i - sentence.words[0].i
    joined = verb.dep in {"conj", "ccomp"} and not any(c.dep == "mark" or c.dep[:5] == "nsubj" for c in verb.children)
    bare = verb.pos == "VERB" and joined
    if not bare or at < 4 or sentence.words[at - 1].pos != "PROPN":
        return
    first = sentence.words[at - 1]
    while first.dep in INSIDE and not opens_clause(sentence, first):
        first = first.head
    if first.dep == "conj" and first.i < verb.i and first.pos == "PROPN":
        attach(first, verb, "nsubj")
        verb.dep = "conj"


def opens_clause(sentence: Sentence, word: Word) -> bool:
    """Whether ", and" stands right before a phrase."""
    left = min((w.i for w in word.subtree() if w.dep not in {"punct", "cc"}), default=word.i) - sentence.words[0].i
    return left >= 2 and [w.text.lower() for w in sentence.words[left - 2 : left]] == [",", "and"]
