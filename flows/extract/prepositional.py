"""Mends where phrases with a preposition hang, where the tree gave them to a neighbour of their own word."""

from flows.extract.verbs import attach
from flows.language.parse import Sentence, Word

ABOUT = {"on", "about", "over", "concerning", "regarding"}


def lift_phrase(sentence: Sentence, word: Word) -> None:
    """Hang a phrase on what it belongs to: "pulled | out of it", "stayed away | from it", "talks on fish | in Rome"."""
    if not word.dep.startswith(("obl", "nmod")) or word.head.i > word.i:
        return
    take_out(sentence, word)
    head, above = word.head, word.head.head
    if head.dep == "advmod" and head.pos == "ADV" and above.pos == "VERB":
        attach(word, above, "obl")
    placed = word.label == "PLACE" and any(c.dep == "case" and c.text.lower() in {"in", "at"} for c in word.children)
    topical = head.pos == "NOUN" and any(c.dep == "case" and c.text.lower() in ABOUT for c in head.children)
    if placed and topical and head.dep == "nmod" and above.pos == "NOUN" and above.i < head.i:
        attach(word, above, "nmod")


def take_out(sentence: Sentence, word: Word) -> None:
    """ "pulled out of it": "out" is part of the preposition, not of the verb."""
    case = next((c for c in word.children if c.dep == "case" and c.text.lower() == "of"), None)
    at = case.i - sentence.words[0].i if case else 0
    before = sentence.words[at - 1] if at > 0 else None
    if before is not None and before.text.lower() == "out" and before.dep in {"compound:prt", "advmod"}:
        attach(before, word, "case")
        word.children.sort(key=lambda child: child.i)
