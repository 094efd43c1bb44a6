"""A doer after "by" keeps those who are joined to it, though the tree joined them to the phrase before."""

from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading
from flows.language.parse import Word

NOT_ALONE = ("cop", "orphan", "case", "nsubj", "nsubj:pass", "advmod")


def mend_doers(reading: Reading) -> None:
    """ "founded in the city of X by Y and five others": the others are doers like Y, not places like X."""
    for sentence in reading.sentences:
        for word in sentence.words:
            doer = doer_before(word) if word.dep == "conj" else None
            if doer is not None and doer is not word.head and not any(c.dep in NOT_ALONE for c in word.children):
                word.hang(doer, "conj")


def doer_before(word: Word) -> Word | None:
    """The doer whose phrase ends right before the "and" of a joined noun, where it stands below the same verb as the
    phrase to which the tree joined it."""
    joint = next((c for c in word.children if c.dep == "cc" and c.i < word.i), None)
    if joint is None or word.pos not in {"NOUN", "PROPN"}:
        return None
    verb = word.head if word.head.pos in {"VERB", "AUX"} else word.head.head
    doers = [c for c in verb.children if is_doer(c) and c.i < joint.i]
    last = joint.near(-2) if joint.at > 1 and joint.sentence.words[joint.at - 1].text == "," else joint.near(-1)
    return next((d for d in doers if last is not None and last in d.subtree()), None)


def is_doer(phrase: Word) -> bool:
    """Whether a phrase tells by whom a verb's deed is done."""
    return phrase.dep == "obl:agent" or (phrase.dep == "obl" and preposition(phrase) == "by" and phrase.label != "TIME")
