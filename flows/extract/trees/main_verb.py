"""Verbs of whole sentences that the tree took for a participle of the name or noun before them."""

from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading
from flows.language.parse import Sentence, Word


def raise_verb(reading: Reading, sentence: Sentence) -> None:
    """ "Qatar mediated between …": a past form right behind a name that the tree made the root is the verb."""
    roots = sentence.roots
    if len(roots) == 1 and roots[0].pos == "NOUN":
        raise_behind_name(reading, roots[0])
    if len(roots) != 1 or roots[0].pos != "PROPN" or roots[0].i not in reading.at:
        return
    root = roots[0]
    for verb in root.children:
        behind = sentence.words[verb.at - 1]
        past = verb.dep == "acl" and verb.pos == "VERB" and verb.morph.get("Tense") == "Past"
        parted = verb.dep == "parataxis" and verb.pos == "VERB" and verb.morph.get("VerbForm") == "Fin"
        if parted and behind.text == "," and not any(c.dep.startswith("nsubj") for c in verb.children):
            make_clause(root, verb)
            return
        if past and reading.at.get(behind.i) is reading.at[root.i] and preposition_of(verb) != "by":
            make_clause(root, verb)
            return


def raise_behind_name(reading: Reading, root: Word) -> None:
    """ "Benin's leader, X, headed for Y": a past form behind the comma that closes an apposition is the verb of a
    sentence that has no other."""
    name = next((c for c in root.children if c.dep == "appos" and c.i in reading.at), None)
    verb = root.child("acl")
    if name is None or verb is None or root.child("cop", "acl:relcl", "parataxis", "conj") is not None:
        return
    behind = name.subtree()[-1].i
    closed = verb.near(-1)
    past = verb.morph.get("Tense") == "Past" and closed is not None and closed.text == "," and closed.i == behind + 1
    if past and preposition_of(verb) != "by" and verb.child("aux") is None:
        make_clause(root, verb)


def make_clause(root: Word, verb: Word) -> None:
    """Let a verb be the root of its sentence in place of the name above it, which becomes its subject."""
    verb.hang(None, "ROOT")
    verb.morph = {**verb.morph, "VerbForm": "Fin"}
    for child in [c for c in root.children if c.i > verb.i]:
        child.hang(verb, child.dep)
    root.hang(verb, "nsubj")


def preposition_of(verb: Word) -> str:
    """The preposition of the first phrase behind a verb."""
    return next((preposition(c) for c in verb.children if c.i > verb.i and preposition(c)), "")
