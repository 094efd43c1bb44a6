"""Where reported speech begins: behind the day on which it was said or whom it was told, and not where a clause only
says which one is meant; what of its punctuation belongs to it."""

from flows.extract.grammar.saying import OPENERS, saying
from flows.extract.words import word_set
from flows.language.parse import Word


def behind_hearer(verb: Word, start: int) -> int:
    """Where what is said begins, by the position of its clause, whatever the tree took into it: "said on May 3 | it
    had", "told the council | Chad had"."""
    words = verb.sentence.words
    at = start
    while at < len(words) - 1 and (is_time(words[at]) or is_time(words[at + 1])):
        at += 1
    if saying(verb) in word_set("speech", "telling") and words[at].text.lower() == "the":
        at = next((w.at + 1 for w in words[at + 1 :] if w.pos != "ADJ"), at)
    opens = words[at].dep.startswith("nsubj") or words[at].head.dep.startswith(("nsubj", "appos"))
    named = words[at].pos in {"PROPN", "PRON", "DET"} or words[at - 1].label == "TIME"
    return at if start == verb.at + 1 and (opens or words[at].dep == "appos") and named else start


def is_time(word: Word) -> bool:
    """Whether a word tells of a day or part of one."""
    return word.label == "TIME" or word.text.lower() in word_set("narration", "parts")


def lacks_object(verb: Word, clause: Word) -> bool:
    """Whether a clause only says which one a verb's object is, itself without one: "affirmed the weight *that* X attach
    to it", but "stressed the point that X is late"."""
    owner = clause.head.first_of_row
    whole = any(c.dep in {"obj", "cop", "ccomp", "aux:pass"} and c.pos != "PRON" for c in clause.children)
    telling = saying(verb) in word_set("speech", "telling") or owner.lemma.lower() in word_set("speech", "summing")
    return clause.dep in {"acl", "acl:relcl"} and owner.dep == "obj" and owner.head is verb and not (whole or telling)


def trimmed(words: list[Word]) -> list[Word]:
    """A clause without its conjunction, without punctuation at its ends, and cut before a bracket that never closes."""
    kept = list(words)
    while kept and ((kept[0].pos == "PUNCT" and kept[0].text not in OPENERS) or kept[0].text.lower() == "that"):
        kept.pop(0)
    ends = {"”", '"', "’", ")", "%", "»"}
    while kept and (kept[-1].text == "even" or (kept[-1].pos == "PUNCT" and kept[-1].text not in ends)):
        kept.pop()
    opened = [at for at, w in enumerate(kept) if w.text == "("]
    if len(opened) > sum(")" in w.text for w in kept):
        kept = kept[: opened[-1]]
    return kept
