"""Verbs of saying: which words are one, and those that a small parser took for something else."""

import re

from flows.extract.things import Reading
from flows.extract.verbs import attach, base_forms
from flows.extract.words import word_set
from flows.language.parse import Word

CLOSERS = frozenset({"”", '"', "’", "''"})
# "let it be known that", "made clear that", "sent word that": what makes a verb one of saying, up to its clause
KNOWN = re.compile(
    r"^(?:it (?:be )?(?:known|clear|plain)|(?:very |quite )?clear|known|plain|word|notice|assurances?)"
    r"(?: (?:on|in|to|last|this)\b[^,;:.]{0,40}?)? that\b"
)
MAKING = frozenset({"make", "let", "send", "give"})


def saying(word: Word) -> str:
    """The lemma of a verb of saying in use as one, or "" for any other word."""
    if word.pos != "VERB" or word.dep in {"aux", "amod"}:
        return ""
    # the model's lemma may be off ("warning" of "warning that")
    forms = [word.lemma.lower(), *base_forms(word.text.lower())]
    found = next((form for form in forms if form in word_set("speech", "verb")), "")
    needed = {"point": {"out"}, "put": {"it", "this"}, "speak": {"of"}, "refer": {"to"}, "talk": {"of"}}.get(found)
    if needed is not None and not needed & {
        w.text.lower() for w in [word_at(word, 1), word_at(word, 2)] if w is not None
    }:
        return ""
    return found or ("let" if makes_known(word) is not None else "")


def makes_known(word: Word) -> Word | None:
    """The "that" behind "let it be known", "made clear", "sent word" and the like, or None."""
    if word.lemma.lower() not in MAKING:
        return None
    behind = word.sentence.words[word.i + 1 - word.sentence.words[0].i :]
    match = KNOWN.match(" ".join(w.text.lower() for w in behind[:16]))
    return behind[len(match[0].split()) - 1] if match is not None else None


def is_clausal(word: Word) -> bool:
    """Whether a word is a verb whose bare clause is speech ("X says …"), not thought or deed."""
    return saying(word) in word_set("speech", "clause") | {"let"}


def word_at(word: Word, steps: int) -> Word | None:
    """The word so many places further in the sentence, or None beyond its ends."""
    at = word.i - word.sentence.words[0].i + steps
    return word.sentence.words[at] if 0 <= at < len(word.sentence.words) else None


def mend_sayings(reading: Reading) -> None:
    """Let "NAME announces that …" and "NAME calls for …" be verbs with subject and clause, whatever the parser saw."""
    for sentence in reading.sentences:
        for word in sentence.words:
            behind = word_at(word, 1)
            mend_inverted(reading, word)
            if behind is not None and behind.text.lower() == "that" and is_misread(reading, word):
                mend_saying(word, behind)
            elif behind is not None and behind.text.lower() == "for" and is_misread(reading, word):
                mend_saying(word, None)


def is_misread(reading: Reading, word: Word) -> bool:
    """Whether a verb of saying behind a name lacks its subject, or was taken for a noun that heads the sentence."""
    before = word_at(word, -1)
    finite = word.text.islower() and word.text.endswith(("s", "d"))
    if before is None or before.i not in reading.at or reported_form(word) is None:
        return False
    if any(c.dep.startswith(("nsubj", "det")) for c in word.children):
        return False
    if word.text.endswith("ing"):  # "with Peru warning that …"
        return word.pos == "NOUN" and any(c.text.lower() == "with" for c in word.children)
    return finite and (word.pos == "VERB" or (word.pos in {"NOUN", "ADJ"} and word.head is word))


def reported_form(word: Word) -> str | None:
    """The lemma that a word has if it is a verb of saying that takes a clause, or "call"."""
    forms = [word.lemma.lower(), *base_forms(word.text)]
    return next((form for form in forms if form in word_set("speech", "clause") | {"call"}), None)


def mend_saying(word: Word, that: Word | None) -> None:
    """Make a word a finite verb: the phrase in front of it its subject, the clause with "that" what it reports."""
    subject = word_at(word, -1)
    while subject is not None and subject.head is not word and subject.head is not subject and subject.head.i < word.i:
        subject = subject.head
    if subject is None or subject.head is not word:
        return
    subject.dep = "nsubj"
    word.pos, word.lemma = "VERB", reported_form(word) or word.lemma
    word.morph = {"VerbForm": "Fin", "Tense": "Pres" if word.text.endswith("s") else "Past"}
    if word.text.endswith("ing"):
        word.morph, word.dep = {"VerbForm": "Ger"}, "advcl"
    clause = next((c for c in word.children if that is not None and c.i > that.i and that in c.subtree()), None)
    if clause is not None and that is not None:
        clause.dep = "ccomp"
        if that.head is clause:
            that.dep, that.pos, that.morph = "mark", "SCONJ", {}


def mend_inverted(reading: Reading, word: Word) -> None:
    """ "…,” remarks NAME of the institute": behind a closing mark and before a name or article, the form of a verb of
    saying is one, and what follows is its subject."""
    before, behind = word_at(word, -1), word_at(word, 1)
    if (
        before is None
        or behind is None
        or before.text not in CLOSERS
        or before.pos == "PART"
        or not word.text.islower()
    ):
        return
    if (
        not word.text.endswith(("s", "d"))
        or reported_form(word) is None
        or behind.pos not in {"PROPN", "DET", "ADJ", "NOUN"}
    ):
        return
    if word.pos == "VERB" and any(c.dep.startswith("nsubj") for c in word.children):
        return
    subject = behind
    while subject.head.i > word.i and subject.head is not subject and subject.head is not word:
        subject = subject.head
    if word.pos != "VERB":
        word.pos, word.lemma = "VERB", reported_form(word) or word.lemma
        word.morph = {"VerbForm": "Fin", "Tense": "Pres" if word.text.endswith("s") else "Past"}
        word.dep = "parataxis" if word.head is not word else word.dep
    if subject.i > word.i and subject.head is not subject:
        attach(subject, word, "nsubj")
