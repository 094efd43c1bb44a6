"""Doers where the tree lost them: those joined to one after "by", the subject of a clause after "before"."""

from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading
from flows.language.parse import Word

TIMED = frozenset({"before", "after", "until", "once", "since"})
NOT_ALONE = ("cop", "orphan", "case", "nsubj", "nsubj:pass", "advmod")


def mend_doers(reading: Reading) -> None:
    """ "founded in the city of X by Y and five others": the others are doers like Y, not places like X."""
    for sentence in reading.sentences:
        for word in sentence.words:
            doer = doer_before(word) if word.dep == "conj" else None
            if doer is not None and doer is not word.head and not any(c.dep in NOT_ALONE for c in word.children):
                word.hang(doer, "conj")
            open_clause(word)
            join_alike(word)


def open_clause(verb: Word) -> None:
    """ "X left before Y's president, Z, visited A": what stands between "before" and a verb without a subject is its
    subject."""
    helpers = [c for c in verb.children if c.dep == "aux"]
    finite = any(w.morph.get("VerbForm") == "Fin" for w in [verb, *helpers])
    if verb.pos != "VERB" or not finite or verb.dep not in {"ccomp", "advcl", "parataxis"}:
        return
    if any(c.dep.startswith(("nsubj", "csubj", "aux:pass")) or c.dep in {"mark", "cc"} for c in verb.children):
        return
    first = min(w.at for w in [verb, *helpers])
    before = verb.sentence.words[first - 1 - (first > 1 and verb.sentence.words[first - 1].text == ",")]
    for phrase in [before, *before.ancestors()]:
        case = phrase.child("case")
        if case is not None and case.text.lower() in TIMED and phrase.dep in {"nmod", "obl"} and phrase.i < verb.i:
            phrase.hang(verb, "nsubj")
            case.hang(verb, "mark")
            verb.hang(verb.head, "advcl")
            return


def join_alike(verb: Word) -> None:
    """ "X attended, as did Y": who does it as well is joined to who does it."""
    before, behind = verb.near(-1), verb.child("nsubj", "obj")
    again = verb.text.lower() in {"did", "does", "do"} and before is not None and before.text.lower() == "as"
    if not again or behind is None:
        return
    doer = next((c for w in verb.ancestors() for c in w.children if c.dep.startswith("nsubj") and c.i < verb.i), None)
    if doer is not None and behind.i > verb.i and behind.pos in {"NOUN", "PROPN"}:
        behind.hang(doer, "conj")


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
