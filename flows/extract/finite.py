"""Sees the verb in a present form that no noun has ("imposes", "impose"), whatever a small parser took it for.

So is a word with a subject and an object ("the ministers back him"). The clause of the others is built anew: the
phrase before it is its subject, or it is joined to the verb before "and"; the phrase behind it is its object.
"""

from flows.extract.arguments import is_verbal
from flows.extract.verbs import attach, base_forms
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word

PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "SYM"})
NOMINAL = frozenset({"NOUN", "PROPN"})


def see_verbs(sentence: Sentence) -> None:
    """Mend every such word of a sentence."""
    for at, word in enumerate(sentence.words):
        if is_verbal(word) or not word.text.islower() or at == 0:
            continue
        if word.pos in {"ADP", "ADV"} and {"nsubj", "obj"} <= {c.dep for c in word.children}:
            word.pos, word.morph = "VERB", {"VerbForm": "Fin", "Tense": "Pres"}
            continue
        inflected = word.text.endswith("s")
        known = word_set("verbs", "only") | (word_set("verbs", "only_inflected") if inflected else frozenset())
        lemma = next((form for form in base_forms(word.text) or [word.text] if form in known), None)
        if lemma is not None:
            rebuild(sentence, at, lemma)


def hand_article(article: Word) -> None:
    """Give an article that hangs on a noun beyond the verb to its neighbour ("the bloc imposed tariffs")."""
    words = article.sentence.words
    behind = words[min(article.i - words[0].i + 1, len(words) - 1)]
    if article.dep != "det" or article.head.i <= behind.i or behind.pos != "NOUN":
        return
    known = any(c.dep == "det" for c in behind.children)
    if behind.dep.startswith("nsubj") and behind.head.i < article.head.i and not known:
        attach(article, behind, "det")


def rebuild(sentence: Sentence, at: int, lemma: str) -> None:
    """Let the word at a position head a clause."""
    words = sentence.words
    word, before, target = words[at], words[at - 1], phrase_behind(words, at)
    joined = verb_before(words, at) if before.text.lower() in {"and", "but"} else None
    if joined is None and before.pos not in {*NOMINAL, "ADJ", "PRON", "ADV"}:
        return
    subject = None if joined is not None else top_of(before, word)
    above = joined or (subject.head if subject is not None and subject.head is not subject else None)
    word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin", "Tense": "Pres"}
    if joined is not None:
        attach(word, joined, "conj")
    elif above is not None and is_verbal(above) and above.i < word.i:
        attach(word, above, "ccomp")
    else:
        make_top(sentence, word, target)
    if subject is not None:
        attach(subject, word, "nsubj")
        for child in [c for c in word.children if c.i < subject.i and c.dep in {"compound", "amod", "det"}]:
            attach(child, subject, child.dep)
    if target is not None:
        hang_behind(word, target)


def hang_behind(word: Word, target: Word) -> None:
    """Hang the phrase behind a verb: its object, or the subject of the clause that a verb of saying takes."""
    clause = target.head
    told = word.lemma in word_set("speech", "clause") and target.dep.startswith("nsubj") and clause.i > target.i
    if told:
        attach(clause, word, "ccomp")
    else:
        attach(target, word, "obj")


def phrase_behind(words: list[Word], at: int) -> Word | None:
    """The head of the noun phrase right behind a position, None where another kind of word follows."""
    end = at + 1
    while end < len(words) and (words[end].pos in PHRASE or words[end].text in {"-", "'s", "’s"}):
        end += 1
    phrase = words[at + 1 : end]
    tops = [w for w in phrase if w.pos in NOMINAL and (w.head not in phrase or w.head is w)]
    return tops[0] if tops else None


def verb_before(words: list[Word], at: int) -> Word | None:
    """The nearest finite verb before "and"."""
    return next(
        (w for w in reversed(words[:at]) if w.pos == "VERB" and w.morph.get("VerbForm") == "Fin"),
        None,
    )


def top_of(before: Word, word: Word) -> Word:
    """The head of the phrase that ends right before a verb."""
    top = before if before.pos != "ADV" else word.sentence.words[before.i - 1 - word.sentence.words[0].i]
    while top.head is not top and top.head.i < word.i and not is_verbal(top.head):
        top = top.head
    return top


def make_top(sentence: Sentence, word: Word, target: Word | None) -> None:
    """Let a word be the root of its sentence; the old root is its subject or object elsewhere, or a clause below it."""
    old = sentence.roots[0]
    if old is word:
        return
    word.head.children.remove(word)
    word.head, word.dep = word, "ROOT"
    old.head = word
    old.dep = "obj" if old is target else "advcl" if is_verbal(old) and old.i > word.i else "dep"
    word.children = sorted([*word.children, old], key=lambda w: w.i)
