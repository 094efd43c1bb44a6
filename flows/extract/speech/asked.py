"""What is asked of somebody, or given as one's word: "urged Kenya to sign", "called on both sides to talk",
"threatened to leave the bloc", "refused to rule out a strike"."""

from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.grammar.saying import saying
from flows.extract.speech.reported import conjunction, leaves_open, said_from
from flows.extract.words import word_set
from flows.language.parse import Word

AFTER = {"call": {"on", "upon"}, "appeal": {"to"}}


def requested(verb: Word) -> list[Word] | None:
    """The words of a request, a threat or a vow, up to where the reporter speaks again, or None."""
    unfinished = any(
        c.dep in {"mark", "aux"} and c.text.lower() in {"to", *word_set("factuality", "future_aux")}
        for c in verb.children
    )
    if is_passive(verb) or unfinished or leaves_open(verb):
        return None
    return asked_of(verb) or given_word(verb) or left_open(verb) or denied(verb)


def asked_of(verb: Word) -> list[Word] | None:
    """ "urged Kenya to sign", "called on Kenya not to sign": from the verb on."""
    lemma = saying(verb)
    if lemma not in word_set("speech", "asking"):
        return None
    wanted = AFTER.get(lemma)
    deed = next(
        (c for c in verb.children if c.dep in {"xcomp", "advcl", "ccomp", "acl"} and c.i > verb.i and is_to_do(c)), None
    )
    asked = next((c for c in verb.children if c.i > verb.i and is_asked(c, wanted)), None)
    if asked is not None and deed is None:
        deed = next((g for g in asked.children if g.dep in {"acl", "xcomp", "ccomp"} and is_to_do(g)), None)
    if asked is None or deed is None or asked.i > deed.i or asked.text.lower() in {"it", "itself", "themselves"}:
        return None
    return said_from(verb, verb)


def is_asked(word: Word, wanted: set[str] | None) -> bool:
    """Whether a word below a verb is the one of whom something is asked."""
    if wanted is None:
        return word.dep in {"obj", "iobj"}
    return word.dep in {"obl", "obj"} and preposition(word) in wanted


def is_to_do(word: Word) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(c.dep == "mark" and c.text.lower() == "to" and c.i < word.i for c in word.children)


def given_word(verb: Word) -> list[Word] | None:
    """ "threatened to leave", from the verb on."""
    behind = verb.near(1)
    if saying(verb) not in word_set("speech", "giving_word") or behind is None or behind.text.lower() != "to":
        return None
    return said_from(verb, verb)


def left_open(verb: Word) -> list[Word] | None:
    """ "refused to rule out a strike", from the verb on."""
    ahead = [verb.near(steps) for steps in range(1, 4)]
    said = [w.text.lower() for w in ahead if w is not None]
    return said_from(verb, verb) if saying(verb) == "refuse" and said == ["to", "rule", "out"] else None


def denied(verb: Word) -> list[Word] | None:
    """ "denied that there was a rift", from the verb on."""
    plain = saying(verb) == "deny" and verb.child("obj") is None and conjunction(verb) is not None
    return said_from(verb, verb) if plain else None
