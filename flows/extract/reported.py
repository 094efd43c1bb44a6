"""Reported speech: the words of a sentence that a verb of saying puts into somebody's mouth, verbatim.

Covers: X said (that) … / …, X said / …, X said, … / X, stating …; what the reporter adds behind it ("…, citing …",
"…, and urges …", "…, though …", "… after Y said …") is left out.
"""

from flows.extract.sayings import is_clausal, saying, word_at
from flows.extract.things import Reading
from flows.extract.words import word_set
from flows.language.parse import Word

NO_END = frozenset({"include", "concern", "regard", "accord", "depend"})  # "including", "regarding" add no clause


def content_of(verb: Word) -> list[Word] | None:
    """The words that a verb of saying reports, in text order, or None when it reports no clause."""
    if not is_clausal(verb) or leaves_open(verb):
        return None
    at_once = conjunction(verb) is not None or has_bare_clause(verb)
    if as_clause(verb) is None or at_once:
        behind = reported_behind(verb)
        if behind:
            return behind
    return main_clause_around(verb)


def leaves_open(verb: Word) -> bool:
    """Whether nothing is said: "has not said that …", "would say"."""
    unsaid = {c.text.lower() for c in verb.children if c.dep in {"aux", "advmod"}}
    return bool(unsaid & ({"not", "never", "n't", "n’t"} | word_set("factuality", "possible_aux")))


# --- behind the verb ------------------------------------------------------------------------------


def reported_behind(verb: Word) -> list[Word]:
    """The clause behind a verb of saying, up to where the reporter speaks again; [] when there is none."""
    words, base = verb.sentence.words, verb.sentence.words[0].i
    clause = complement(verb)
    start = start_of(verb, clause)
    if start is None:
        return []
    stop = len(words)
    if clause is not None and is_embedded(verb):
        below = {w.i for w in clause.subtree()}
        stop = next((w.i - base for w in words[start:] if w.i not in below), stop)
    return until_reporter(words[start:stop], verb)


def said_from(verb: Word, first: Word) -> list[Word]:
    """The words from one on, up to where the reporter speaks again."""
    words = verb.sentence.words
    return until_reporter(words[first.i - words[0].i :], verb)


def until_reporter(found: list[Word], verb: Word) -> list[Word]:
    """What is said, without what the reporter adds behind it."""
    cuts = (at for at in range(2, len(found)) if ends_before(found, at, verb) and any(is_verb(w) for w in found[:at]))
    cut = next(cuts, len(found))
    return trimmed(found[:cut])


def complement(verb: Word) -> Word | None:
    """The clause that a verb of saying governs; one hung on the hearer ("told X that …") counts."""
    doing = any(c.dep == "obj" for c in verb.children)  # "announces a reward, saying …"
    own = [c for c in verb.children if c.i > verb.i and (c.dep == "ccomp" or (c.dep == "parataxis" and not doing))]
    hearers = (
        [c for c in verb.children if c.dep in {"obj", "iobj"}] if saying(verb) in word_set("speech", "telling") else []
    )
    hung = [g for h in hearers for g in h.children if g.dep in {"acl:relcl", "acl", "ccomp"} and g.i > verb.i]
    return next((c for c in [*own, *hung] if is_finite(c)), None)


def start_of(verb: Word, clause: Word | None) -> int | None:
    """Where in the sentence the reported clause begins, its "that" not included."""
    base = verb.sentence.words[0].i
    that = conjunction(verb)
    if that is not None:
        return that.i - base + 1
    if clause is not None:
        first = min((w.i for w in clause.subtree() if w.i > verb.i), default=clause.i)
        if any(
            c.dep in {"mark", "advmod"} and c.lemma.lower() in {"whether", "if", "how", "why"} for c in clause.children
        ):
            return None
        mark = next((c for c in clause.children if c.dep == "mark" and c.text.lower() == "that"), None)
        return (mark.i if mark is not None else first - 1) - base + 1
    return verb.i - base + 1 if has_bare_clause(verb) else None


def conjunction(verb: Word) -> Word | None:
    """The "that" of a verb of saying, behind it or behind a phrase of time, place or hearer."""
    for steps in range(1, 9):
        word = word_at(verb, steps)
        if word is None or word.pos in {"VERB", "AUX"} or word.text in {",", ";", ":", "—", "“", '"'}:
            return None
        if word.text.lower() == "that":
            after = word_at(word, 1)
            relative = steps > 1 and (after is None or after.pos in {"VERB", "AUX"} or hung_on_noun(word, verb))
            return None if relative else word
    return None


def hung_on_noun(that: Word, verb: Word) -> bool:
    """Whether a clause with "that" says which one a noun means: "said in a plan that it had drawn up"."""
    noun = word_at(that, -1)
    telling = saying(verb) in word_set("speech", "telling")
    return noun is not None and noun.head is verb and noun.dep == "obj" and not telling


def has_bare_clause(verb: Word) -> bool:
    """Whether a clause without "that" follows at once, though the tree does not hang it on the verb: a subject, then
    a finite verb."""
    if saying(verb) not in word_set("speech", "bare"):
        return False
    for steps in range(1, 14):
        word = word_at(verb, steps)
        if (
            word is None
            or word.text in {",", ";", ":", "that", "which", "who"}
            or word.pos in {"SCONJ", "PART"} - possessive(word)
        ):
            return False
        if is_verb(word):
            return steps > 1
    return False


def possessive(word: Word) -> set[str]:
    """{"PART"} for the sign of the possessive, which is no "to" or "not"."""
    return {"PART"} if word.text.lower() in {"'s", "’s", "'", "’"} else set()


def is_verb(word: Word) -> bool:
    """Whether a word is a finite verb or an auxiliary."""
    return word.pos == "AUX" or (word.pos == "VERB" and word.morph.get("VerbForm") == "Fin")


def is_embedded(verb: Word) -> bool:
    """Whether the clause of a verb of saying ends before its sentence does: "X, which said that …, left"."""
    return verb.dep == "acl:relcl" or (verb.dep in {"advcl", "acl"} and verb.head.i > verb.i)


def ends_before(words: list[Word], at: int, verb: Word) -> bool:
    """Whether the reporter speaks again from this word on."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.text == ";":
        return True
    if word.text == "," and after is not None:
        adverb = after.pos == "ADV" and after.lemma.lower() not in word_set("speech", "aside") and at + 2 < len(words)
        answered = after.text.lower() in {"which", "who"} and any(speaks(w) for w in words[at + 2 : at + 6])
        joined_by = after.text.lower() == "with" and any(
            w.text.endswith("ing") and saying(w) for w in words[at + 2 : at + 9]
        )
        return answered or joined_by or adds(words[at + 2] if adverb else after)
    if word.pos == "CCONJ" and after is not None:
        joined = next((w for w in words[at + 1 : at + 4] if w.pos == "VERB"), None)
        return joined is not None and is_beside(joined, verb) and goes_on(joined, verb)
    if before.pos != "PUNCT" and word.text.lower() in word_set("speech", "aside"):
        return any(speaks(w) for w in words[at + 1 : at + 9])
    return False


def adds(word: Word) -> bool:
    """Whether a word behind a comma opens what the reporter adds: "citing …", "though …", "despite …"."""
    if word.text.lower() in word_set("speech", "aside"):
        return True
    running = word.pos == "VERB" and word.text.lower().endswith("ing") and word.lemma.lower() not in NO_END
    return running and not any(c.dep.startswith("nsubj") for c in word.children) and word.dep != "conj"


def is_beside(word: Word, verb: Word) -> bool:
    """Whether a verb without a subject of its own stands beside the verb of saying: "says that …, and urges …"."""
    form = word.morph.get("VerbForm") == "Fin" and word.morph.get("Tense") == verb.morph.get("Tense")
    return form and not any(c.dep.startswith("nsubj") for c in word.children)


def goes_on(joined: Word, verb: Word) -> bool:
    """Whether a second verb is the speaker's: one of saying too, joined to the first, or one whose number does not
    agree with the subject of what is said."""
    if saying(joined) or joined.head is verb:
        return True
    subject = joined.head.child("nsubj", "nsubj:pass") if joined.dep == "conj" else None
    several = subject is not None and (subject.morph.get("Number") == "Plur" or subject.child("conj") is not None)
    return several and joined.morph.get("Number") == "Sing" and joined.morph.get("Tense") == "Pres"


def own_that(word: Word) -> bool:
    """Whether a clause has a "that" of its own."""
    return any(c.dep == "mark" and c.text.lower() == "that" for c in word.children)


def speaks(word: Word) -> bool:
    """Whether a word is a verb of saying with a subject of its own in front of it."""
    return bool(saying(word)) and any(c.dep.startswith("nsubj") and c.i < word.i for c in word.children)


# --- around the verb ------------------------------------------------------------------------------


def main_clause_around(verb: Word) -> list[Word] | None:
    """The clause that "X said" or "as X said" interrupts or ends, without that aside."""
    words, base = verb.sentence.words, verb.sentence.words[0].i
    aside = as_clause(verb)
    if aside is not None:
        return trimmed([w for w in words if not aside[0] <= w.i - base < aside[1]])
    clause = verb.head if verb.dep == "parataxis" else verb.child("ccomp")
    if clause is None or clause is verb or not is_clause(clause):
        return None
    inner = {w.i for w in verb.subtree()} if verb.dep == "parataxis" else set()
    if clause.i in inner or (verb.dep != "parataxis" and clause.i > verb.i):
        return None
    return trimmed([w for w in clause.subtree() if w.i not in inner])


def as_clause(verb: Word) -> tuple[int, int] | None:
    """ "as X stated at Y, …": where such an aside stands in the sentence, up to and with its closing comma."""
    words, at = verb.sentence.words, verb.i - verb.sentence.words[0].i
    start = at - 1
    while start >= 0 and words[start].text not in {",", "—", ";", ":", "”", '"'}:
        start -= 1
    opening = next((i for i in range(start + 1, at) if words[i].text.lower() == "as"), None)
    if opening is None or opening - start > 2 or at - opening > 14:
        return None
    if any(w.pos == "VERB" for w in words[opening + 1 : at]):
        return None
    end = next((i for i in range(at + 1, len(words)) if words[i].text == ","), None)
    if end is None:
        return (max(start, 0), len(words)) if start > 0 else None
    return (start if start >= 0 and words[max(start, 0)].text == "," else opening, end + 1)


# --- clauses --------------------------------------------------------------------------------------


def is_clause(word: Word) -> bool:
    """Whether a word heads a clause with a subject."""
    return any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in word.children)


def is_finite(word: Word) -> bool:
    """Whether a clause has a subject and a finite verb: "violence grew", not "people living there"."""
    if not is_clause(word):
        return False
    helped = any(c.dep in {"aux", "aux:pass", "cop"} and c.text.lower() != "to" for c in word.children)
    return helped or own_that(word) or word.morph.get("VerbForm") == "Fin" or word.morph.get("Tense") == "Past"


def trimmed(words: list[Word]) -> list[Word]:
    """A clause without its conjunction, without punctuation at its ends, and cut before a bracket that never closes."""
    kept = list(words)
    while kept and ((kept[0].pos == "PUNCT" and kept[0].text not in {"“", '"', "‘"}) or kept[0].text.lower() == "that"):
        kept.pop(0)
    while kept and kept[-1].pos == "PUNCT" and kept[-1].text not in {"”", '"', "’", ")", "%"}:
        kept.pop()
    opened = [at for at, w in enumerate(kept) if w.text == "("]
    if len(opened) > sum(w.text == ")" for w in kept):
        kept = kept[: opened[-1]]
    return kept


def clause_text(reading: Reading, words: list[Word]) -> str:
    """A clause as printed; where an aside was taken out of it, the pieces are joined by a blank."""
    pieces: list[list[Word]] = [[]]
    for word in words:
        if pieces[-1] and word.i != pieces[-1][-1].i + 1:
            pieces.append([])
        pieces[-1].append(word)
    pieces = [p for p in pieces if any(w.pos != "PUNCT" for w in p)]
    return " ".join(reading.phrase(p[0], p[-1]).strip(" ,") for p in pieces)
