"""Verbs of saying: which words are one, and those that a small parser took for something else."""

import re

from flows.extract.grammar.doers import preposition
from flows.extract.words import word_set
from flows.language.lemmas import base_forms
from flows.language.parse import Word

OPENERS = frozenset({"“", '"', "‘", "«"})
CLOSERS = frozenset({"”", '"', "’", "''", "»"})

# "let it be known that", "made clear that", "sent word that": what makes a verb one of saying, up to its clause
KNOWN = re.compile(
    r"^(?:it (?:be )?(?:known|clear|plain)|(?:very |quite )?clear|known|plain|word|notice|assurances?)"
    r"(?: (?:on|in|to|last|this)\b[^,;:.]{0,40}?)? that\b"
)


def saying(word: Word) -> str:
    """The lemma of a verb of saying in use as one, or "" for any other word."""
    if word.pos != "VERB" or word.dep in {"aux", "amod"}:
        return ""
    # the model's lemma may be off ("warning" of "warning that")
    forms = [word.lemma.lower(), *base_forms(word.text.lower())]
    found = next((form for form in forms if form in word_set("speech", "verb")), "")
    needed = {"point": {"out"}, "put": {"it", "this"}, "speak": {"of"}, "refer": {"to"}, "talk": {"of"}}.get(found)
    if needed is not None and not needed & {w.text.lower() for w in [word.near(1), word.near(2)] if w is not None}:
        return ""
    if found == "continue" and any(c.dep == "mark" and c.text.lower() == "to" for c in word.children):
        return ""
    if found in word_set("speech", "finding") and not is_found(word):
        return ""
    if found == "read" and not any(is_document(c) for c in word.children):
        return ""
    return found or ("let" if makes_known(word) is not None else "")


def is_quoting(verb: Word) -> bool:
    """Whether a verb brings another's words: "quoted", "cited"."""
    return saying(verb) in word_set("speech", "quoting")


def is_found(verb: Word) -> bool:
    """Whether a court or an inquiry finds that something is so."""
    behind, who = verb.near(1), verb.child("nsubj")
    finder = who is not None and who.lemma.lower() in word_set("speech", "finder")
    return finder and behind is not None and behind.text.lower() == "that"


def is_document(subject: Word) -> bool:
    """Whether the subject of a verb is a document: "the statement reads"."""
    return subject.dep.startswith("nsubj") and subject.lemma.lower() in word_set("speech", "document")


def makes_known(word: Word) -> Word | None:
    """The "that" behind "let it be known", "made clear", "sent word" and the like, or None."""
    if word.lemma.lower() not in word_set("speech", "making"):
        return None
    behind = word.behind
    match = KNOWN.match(" ".join(w.text.lower() for w in behind[:16]))
    return behind[len(match[0].split()) - 1] if match is not None else None


def is_clausal(word: Word) -> bool:
    """Whether a word is a verb whose bare clause is speech ("X says …"), not thought or deed."""
    return saying(word) in word_set("speech", "clause") | {"let"}


def is_pushed(verb: Word) -> bool:
    """Whether a verb of saying stands within the clause of which it tells: "a vote that Benin says was rigged"."""
    behind = verb.near(1)
    return behind is not None and behind.pos == "AUX"


def is_wish(verb: Word, clause: Word) -> bool:
    """Whether a clause tells of a thing that somebody asks or calls for: "asks for a seat that he will not get"."""
    asking = saying(verb) in word_set("speech", "asking")
    return asking and clause.dep.startswith("acl") and preposition(clause.head) == "for"


def is_of_document(word: Word) -> bool:
    """Whether a participle only says that a document was issued: "stressed in a note *released* on Friday that"."""
    return word.dep == "acl" and word.pos == "VERB" and word.head.lemma.lower() in word_set("speech", "document")


def tells_who_says(words: list[Word]) -> bool:
    """Whether all that stands behind a comma is who else says so: "…, the state news agency reported on Monday", "…,
    reported the agency"."""
    told = next((at for at, w in enumerate(words[:12]) if w.pos in {"VERB", "AUX", "SCONJ", "CCONJ", "PUNCT"}), -1)
    verb = words[told] if told >= 0 else None
    if verb is None or saying(verb) not in word_set("speech", "plain") or verb.text.lower().endswith("ing"):
        return False
    named = [w for w in words[:told] if w.pos in {"NOUN", "PROPN", "PRON"} and w.label != "TIME"]
    behind = [w for w in words[told + 1 :] if w.pos != "PUNCT"]
    if any(w.pos in {"VERB", "AUX", "SCONJ"} for w in behind) or any(
        w.pos in {"ADP", "PART"} for w in (words[0], words[told - 1])
    ):
        return False
    if not named:
        return told == 0 and bool(behind) and behind[0].pos in {"DET", "NOUN", "PROPN", "ADJ"}
    return not behind or behind[0].pos in {"ADP", "ADV"} or behind[0].label == "TIME"
