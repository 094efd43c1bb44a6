"""Whose a quotation is: on which verb of saying its words hang."""

from flows.extract.grammar.saying import is_clausal, saying
from flows.extract.speech.quotations import Quotation
from flows.extract.speech.reported import leaves_open
from flows.extract.speech.subjects import own_subject
from flows.extract.words import word_set
from flows.language.parse import Word


def belongs(quotation: Quotation, verb: Word, verbs: list[Word]) -> bool:
    """Whether a quotation hangs on this verb of saying rather than on another of the sentence."""
    verbs = [v for v in verbs if not leaves_open(v)]
    near = [v for v in verbs if governs(v, quotation) and within_reach(v, quotation)]
    if near:
        return min(near, key=lambda v: distance(v, quotation)) is verb
    clausal = [v for v in verbs if saying(v) in word_set("speech", "plain")]
    return bool(clausal) and min(clausal, key=lambda v: distance(v, quotation)) is verb


def governs(verb: Word, quotation: Quotation) -> bool:
    """Whether the quotation's top word is below the verb, or the verb is set beside it."""
    tops = [w for w in quotation.words if w.head is w or not quotation.holds(w.head)]
    for top in tops:
        if top.pos == "PUNCT":
            continue
        if verb in top.ancestors():
            return True
        if verb.dep in {"parataxis", "ccomp", "conj"} and verb.head in quotation.words:
            return True
    return False


def within_reach(verb: Word, quotation: Quotation) -> bool:
    """Verbs of speech own what they report however far; "described as", "cited" and the like only what no other
    verb with a subject of its own stands before."""
    if is_clausal(verb):
        return True
    between = [w for w in verb.behind if w.i < quotation.first.i]
    return not any(w.pos == "VERB" and (own_subject(w) or saying(w)) for w in between)


def distance(verb: Word, quotation: Quotation) -> int:
    """Words between a verb and a quotation."""
    return min(abs(verb.i - quotation.first.i), abs(verb.i - quotation.last.i))


def is_anothers(quotation: Quotation, verbs: list[Word]) -> bool:
    """Whether a verb of saying with a subject of its own has a quotation below it, whoever that subject is."""
    return any(own_subject(v) and governs(v, quotation) and within_reach(v, quotation) for v in verbs)
