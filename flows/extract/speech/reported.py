"""Reported speech: the words of a sentence that a verb of saying puts into somebody's mouth, verbatim.

Covers: X said (that) … / …, X said / …, X said, … / X, stating …; what the reporter adds behind it ("…, citing …",
"…, and urges …", "…, though …", "… after Y said …") is left out.
"""

from flows.extract.grammar.doers import is_passive
from flows.extract.grammar.moods import conditional
from flows.extract.grammar.saying import (
    is_clausal,
    is_of_document,
    is_pushed,
    is_quoting,
    is_wish,
    makes_known,
    saying,
)
from flows.extract.grammar.voices import has_that
from flows.extract.speech.beginnings import behind_hearer, lacks_object, trimmed
from flows.extract.speech.endings import adds, ends_before, is_verb, reporter_goes_on
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Word

INNER = {"acl", "acl:relcl", "amod"}  # how a verb hangs in a phrase: "the requests *made* by Chad"
SEVERAL = 3  # claims of one verb that stand each for itself


def content_of(verb: Word) -> list[Word] | None:
    """The words that a verb of saying reports, in text order, or None when it reports no clause."""
    if leaves_open(verb) or (is_passive(verb) and (verb.dep in {"acl", "acl:relcl"} or is_quoting(verb))):
        return None  # "islands claimed by Peru", "…, quoted by X"
    if not (is_clausal(verb) or saying(verb) in word_set("speech", "questioning")):
        return None
    if (before := told_before(verb)) is not None:
        return before
    if lacks_subject(verb):
        return None
    at_once = (makes_known(verb) or conjunction(verb)) is not None or has_bare_clause(verb)
    if as_clause(verb) is None or at_once:
        behind = reported_behind(verb)
        if behind:
            return [*condition_before(verb), *behind]
    return main_clause_around(verb)


def lacks_subject(verb: Word) -> bool:
    """Whether what is said stands in a relative clause, its subject outside: "the crisis, which X said *was* over"."""
    behind = verb.near(1)
    opened = any(w.text.lower() in {"which", "that", "who"} and w.at < verb.at for w in verb.before[-6:])
    return behind is not None and behind.pos == "AUX" and behind.morph.get("VerbForm") == "Fin" and opened


def lacks_its_subject(words: list[Word]) -> bool:
    """Whether a clause begins with its finite verb, its subject left outside: "people who, X said, *were* members"."""
    first = words[0]
    top = first.head if first.dep in {"aux", "aux:pass", "cop"} else first
    finite = first.pos == "AUX" and first.morph.get("VerbForm") == "Fin" and not first.text[:1].isupper()
    return finite and not any(c.dep.startswith(("nsubj", "csubj", "expl")) and c in words for c in top.children)


def condition_before(verb: Word) -> list[Word]:
    """The condition that opens what is said before "…, X argues, …": "Had Chad joined, X argues, it would …"."""
    comma = verb.near(1)
    clauses = [c for c in verb.children if c.dep == "advcl" and c.i < verb.i and c.sentence.words[0] in c.subtree()]
    inside = comma is not None and comma.text == ","
    return trimmed(clauses[0].subtree()) if inside and clauses and conditional(clauses[0]) else []


def told_before(verb: Word) -> list[Word] | None:
    """The clause in front of "…, X said; …" or "…, X said, and …", where the reporter goes on behind it with a clause
    of another subject; None where what stands behind belongs to what is said. Who speaks is left in it where the tree
    does not know them as the subject."""
    subject = verb.child("nsubj")
    ahead = verb if subject is None or subject.i > verb.i else next(w for w in subject.subtree() if w.pos != "PUNCT")
    comma = ahead.near(-1)
    sides = {c.i > verb.i for c in verb.children if c.dep == "ccomp"}
    goes_on = reporter_goes_on(verb)
    if comma is None or comma.text != "," or not (goes_on or len(sides) > 1):
        return None
    opening = next((w.i for w in reversed(comma.before) if w.text in {";", ":"}), -1)
    front = [w for w in comma.before if w.i > opening]
    tops = [w for w in front if is_finite(w) and (w.head is w or w.head not in front)]
    if not tops or any(c.dep == "mark" and c.pos == "SCONJ" for c in tops[0].children) or tops[0].dep == "advcl":
        return None
    joint = next((w for w in verb.behind if w.text == ","), None)
    return trimmed(front + ([] if goes_on or joint is None else [joint, *joint.behind])) or None


def claims_of(content: list[Word] | None) -> list[list[Word]]:
    """What is reported, claim by claim: "said that A, that B and that C" reports three."""
    claims: list[list[Word]] = [[]] if content else []
    for word in content or []:
        joint = claims[-1][-1] if claims[-1] else None
        joins = joint is not None and (joint.pos == "CCONJ" or joint.text == ",")
        second = word.text.lower() == "that" and word.pos == "SCONJ" and joins
        if second and len(claims[-1]) > 3:
            claims[-1].pop()
            claims.append([])
        claims[-1].append(word)
    return [words for words in (trimmed(claim) for claim in claims) if words]


def statements_in(content: list[Word] | None) -> list[list[Word]]:
    """What is reported as statements: three claims and more one by one, two as they stand together."""
    claims = claims_of(content)
    return claims if len(claims) >= SEVERAL else [content] if content else []


def leaves_open(verb: Word) -> bool:
    """Whether nothing is said: "has not said that …", "would say"."""
    if any(c.text.lower() == "only" for c in verb.children) and verb.lemma == "say":
        return False  # "would say only that …"
    unsaid = {c.text.lower() for c in verb.children if c.dep in {"aux", "advmod", "cc:preconj"}}
    return bool(unsaid & ({"not", "never", "n't", "n’t", "neither"} | word_set("factuality", "possible_aux")))


def reported_behind(verb: Word) -> list[Word]:
    """The clause behind a verb of saying, up to where the reporter speaks again; [] when there is none."""
    words = verb.sentence.words
    clause = complement(verb)
    start = start_of(verb, clause)
    if start is None:
        return []
    stop = len(words)
    if clause is not None and is_embedded(verb):
        below = {w.i for w in clause.subtree()}
        stop = next((w.at for w in words[start:] if w.i not in below), stop)
    return until_reporter(words[start:stop], verb)


def said_from(verb: Word, first: Word) -> list[Word]:
    """The words from one on, up to where the reporter speaks again."""
    words = [first, *first.behind]
    if is_embedded(verb):
        below = {w.i for w in verb.subtree()}
        words = [w for w in words if w.i in below]
    return until_reporter(words, verb)


def until_reporter(found: list[Word], verb: Word) -> list[Word]:
    """What is said, without what the reporter adds behind it."""
    cuts = (
        at
        for at in range(2, len(found))
        if ends_before(found, at, verb) and any(w.pos in {"VERB", "AUX"} and w.dep not in INNER for w in found[:at])
    )
    cut = next(cuts, len(found))
    return trimmed(found[:cut])


def complement(verb: Word) -> Word | None:
    """The clause that a verb of saying governs; one hung on the hearer ("told X that …") counts."""
    doing = any(c.dep == "obj" for c in verb.children)  # "announces a reward, saying …"
    behind = [c for c in verb.children if c.i > verb.i and not any(w.text == ";" for w in verb.until(c))]
    own = [c for c in behind if c.dep == "ccomp" or (c.dep == "parataxis" and not doing)]
    hearers = (
        [c for c in verb.children if c.dep in {"obj", "iobj"}] if saying(verb) in word_set("speech", "telling") else []
    )
    hung = [g for h in hearers for g in h.children if g.dep in {"acl:relcl", "acl", "ccomp"} and g.i > verb.i]
    return next((c for c in [*own, *hung] if is_finite(c)), None)


def start_of(verb: Word, clause: Word | None) -> int | None:
    """Where in the sentence the reported clause begins, its "that" not included."""
    that = makes_known(verb) or conjunction(verb)
    if that is not None:
        return that.at + 1
    behind = verb.near(1)
    if saying(verb) in word_set("speech", "questioning"):
        return behind.at if behind is not None and behind.text.lower() in {"whether", "if", "why", "how"} else None
    if clause is not None:
        first = min((w.i for w in clause.subtree() if w.i > verb.i), default=clause.i)
        if any(c.dep in {"mark", "advmod"} and c.lemma.lower() in word_set("speech", "open") for c in clause.children):
            return None
        mark = next((c for c in clause.children if c.dep == "mark" and c.text.lower() == "that"), None)
        return mark.at + 1 if mark is not None else behind_hearer(verb, first - verb.sentence.words[0].i)
    return verb.at + 1 if has_bare_clause(verb) else None


def conjunction(verb: Word) -> Word | None:
    """The "that" of a verb of saying, behind it or behind a phrase of time, place or hearer."""
    for steps in range(1, 15):
        word = verb.near(steps)
        if word is not None and is_of_document(word):
            continue
        if word is None or word.pos in {"VERB", "AUX"} or word.text in {",", ";", ":", "—", "“", '"'}:
            return None
        if word.text.lower() == "that":
            after = word.near(1)
            relative = steps > 1 and (after is None or after.pos in {"VERB", "AUX"} or lacks_object(verb, word.head))
            return None if relative or is_wish(verb, word.head) else word
    return None


def has_bare_clause(verb: Word) -> bool:
    """Whether a clause without "that" follows at once, though the tree does not hang it on the verb: a subject, then
    a finite verb."""
    if saying(verb) not in word_set("speech", "bare"):
        return False
    for steps in range(1, 14):
        word = verb.near(steps)
        if (
            word is None
            or word.text in {",", ";", ":", "that", "which", "who"}
            or (word.pos in {"SCONJ", "PART"} and word.text.lower() not in POSSESSIVE)
        ):
            return False
        if is_verb(word):
            joint = word.near(-1)
            joined = joint is not None and joint.pos == "CCONJ"  # "declared independence and joined"
            return steps > 1 and not joined
    return False


def is_embedded(verb: Word) -> bool:
    """Whether the clause of a verb of saying ends before its sentence does: "X, which said that …, left"."""
    return verb.dep == "acl:relcl" or (verb.dep in {"advcl", "acl"} and verb.head.i > verb.i)


def main_clause_around(verb: Word) -> list[Word] | None:
    """The clause that "X said" or "as X said" interrupts or ends, without that aside."""
    words = verb.sentence.words
    aside = as_clause(verb)
    if aside is not None:
        return trimmed([w for w in words if not aside[0] <= w.at < aside[1]])
    clause = verb.head if verb.dep == "parataxis" else verb.child("ccomp")
    if clause is None or clause is verb or not is_clause(clause) or is_pushed(verb):
        return None
    aside_of = {w.i for w in verb.subtree()} if verb.dep == "parataxis" else set()
    # what was hung too low
    goes_on = [c for c in verb.children if c.i > verb.i and c.dep in {"ccomp", "xcomp", "advcl"} and not adds(c)]
    inner = aside_of - {w.i for c in goes_on for w in c.subtree()} if clause.i < verb.i else aside_of
    if clause.i in inner or (verb.dep != "parataxis" and clause.i > verb.i):
        return None
    low, high = sorted((clause.at, verb.at))
    if any(w.text == ";" for w in words[low:high]):
        return None
    told = [w for w in clause.subtree() if w.i not in inner]
    if clause.i < verb.i and not any(is_verb(w) for w in told if w.i > verb.i):
        told = [w for w in told if w.i < verb.i]  # "…, said X, | in a letter"
    if clause.i < verb.i and told:
        told = up_to_aside(verb, told)
    added = (at for at, w in enumerate(told) if w.i > verb.i > clause.i and adds(w) and told[at - 1].text == ",")
    return trimmed(told[: next(added, len(told))])


def up_to_aside(verb: Word, told: list[Word]) -> list[Word]:
    """The words before "…, X said" where the tree lost a clause of theirs; else the same."""
    subject = verb.child("nsubj")
    ahead = verb if subject is None or subject.i > verb.i else subject.subtree()[0]
    comma = ahead.near(-1)
    if comma is None or comma.text != "," or told[-1].i > verb.i:
        return told
    lost = [w for w in comma.before if w.i > told[-1].i]
    return [*told, *lost] if any(map(is_verb, lost)) and not any(w.text == ";" for w in lost) else told


def as_clause(verb: Word) -> tuple[int, int] | None:
    """ "as X stated at Y, …": where such an aside stands in the sentence, up to and with its closing comma."""
    words, at = verb.sentence.words, verb.at
    if any(c.dep == "obj" and c.i > verb.i for c in verb.children):  # "even as Chad signals interest"
        return None
    start = at - 1
    while start >= 0 and words[start].text not in {",", "—", ";", ":", "”", '"'}:
        start -= 1
    opening = next((i for i in range(start + 1, at) if words[i].text.lower() == "as"), None)
    if opening is None or opening - start > 2 or at - opening > 14 or (start > 0 and words[start - 1].pos == "CCONJ"):
        return None
    end = next((i for i in range(at + 1, len(words)) if words[i].text == ","), None)
    if end is None:
        return (max(start, 0), len(words)) if start > 0 else None
    return (start if start >= 0 and words[max(start, 0)].text == "," else opening, end + 1)


def is_clause(word: Word) -> bool:
    """Whether a word heads a clause with a subject."""
    return any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in word.children)


def is_finite(word: Word) -> bool:
    """Whether a clause has a subject and a finite verb: "violence grew", not "people living there"."""
    if not is_clause(word):
        return False
    helped = any(c.dep in {"aux", "aux:pass", "cop"} and c.text.lower() != "to" for c in word.children)
    return helped or has_that(word) or word.morph.get("VerbForm") == "Fin" or word.morph.get("Tense") == "Past"
