"""Whether a clause asserts, denies, plans, supposes or reports what it says: read off the tree.

Covers auxiliaries, negation words and determiners, governing verbs (plan, refuse, say, …), nouns of intention, and
conditional clauses. The word lists are mappings/words/factuality.yaml.
"""

from dataclasses import dataclass

from flows.extract.grammar.doers import is_asked, is_kept_from
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import Factuality

CONDITIONS = frozenset({"if", "unless", "whether", "once", "until", "lest"})

NEGATIONS = frozenset({"not", "never", "n't", "n’t", "no", "neither", "without", "rarely", "hardly"})

AGAINST = frozenset({"against", "instead", "rather"})  # before a clause: "voted against joining", "instead of signing"

NEGATING = frozenset({"advmod", "aux", "det", "cc:preconj", "mark", "case", "advcl"})

STEPS = frozenset(
    {
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "obj",
        "conj",
        "obl",
        "nmod",
        "csubj",
        "nsubj",
        "nsubj:pass",
        "parataxis",
        "appos",
    }
)


@dataclass(frozen=True)
class Status:
    """Factuality of a clause, whether it is said positively, and the word that reports it (a verb of saying)."""

    factuality: Factuality
    polarity: bool = True
    reporter: Word | None = None


def status_of(trigger: Word, *, nominal: bool = False) -> Status:
    """The status of what a trigger word says."""
    polarity, planned, possible, reporter = not negated(trigger), False, False, None
    if nominal:
        planned, possible = modified(trigger, "planned_noun"), modified(trigger, "possible_noun")
        polarity = polarity and not modified(trigger, "refused_noun")
    word, depth = trigger, 0
    while depth < (2 if nominal else 6):
        depth += 1
        lemma_forms = auxiliaries(word)
        planned = planned or bool(lemma_forms & word_set("factuality", "future_aux"))
        planned = planned or told_then(word, lemma_forms)
        doubts = lemma_forms & word_set("factuality", "possible_aux")
        possible = possible or (bool(doubts) and not told_then(word, lemma_forms)) or conditional(word)
        above = word.head
        told = word.dep in {"acl", "acl:relcl"} and above.dep in {"obj", "iobj"}
        if told and above.head.lemma in word_set("speech", "telling"):
            reporter = reporter or above.head  # the clause hangs on the hearer
            break
        if above is word or word.dep not in STEPS or (nominal and word is trigger and word.dep == "appos"):
            break  # what stands beside a name is so, whatever the clause says
        if above.lemma.lower() in word_set("factuality", "accusing") and above.pos == "VERB":
            reporter = reporter or above
            break
        if word.dep in {"obl", "nmod", "nsubj", "appos", "acl:relcl"} and not (nominal and word is trigger):
            break
        if word.dep == "conj":
            if not (word.pos == above.pos and not own_subject(word)):
                break
            planned = planned or shares_auxiliary(word, above)
            word = above
            continue
        planned = planned or is_purpose(word, named=nominal and word is not trigger)
        possible = possible or is_duty(word)
        if is_kept_from(word) or not_yet(word):
            polarity = not polarity
        elif word.dep == "advcl" and not is_asked(word):
            break
        lemma = above.lemma.lower()
        if lemma == "rule" and word.dep in {"ccomp", "xcomp", "obj"}:
            possible = True  # "did not rule out that …"
        elif lemma in word_set("factuality", "refusing") and word.dep in {
            "xcomp", "obj", "ccomp", "acl", "nsubj:pass",
        }:  # fmt: skip
            polarity = not polarity
        elif (
            lemma in word_set("factuality", "planning")
            and not happened(word)
            and not enacts(word)
            and word.dep in {"xcomp", "acl", "obj", "ccomp", "nmod", "csubj", "advcl", "nsubj:pass"}
        ):
            planned = True
        elif lemma in word_set("factuality", "supposing") and word.dep in supposed(lemma):
            possible = True
        elif lemma in word_set("factuality", "saying") and word.dep in {"ccomp", "parataxis", "xcomp"}:
            reporter = reporter or above
        elif nominal and word is trigger and arranged(word):
            planned = True
        if (
            negated(above)
            and lemma not in word_set("factuality", "saying")
            and borne(word, nominal and word is trigger)
        ):
            polarity = not polarity
        word = above
    return Status(verdict(polarity, planned, possible, reporter), polarity, reporter)


def supposed(lemma: str) -> set[str]:
    """How what is merely thought hangs on its governor; who "assumes the chair" takes it."""
    return {"xcomp", "ccomp", "acl"} if lemma == "assume" else {"xcomp", "ccomp", "acl", "obj"}


def modified(noun: Word, words: str) -> bool:
    """Whether an adjective or participle of a list stands before a noun."""
    return any(
        c.i < noun.i
        and c.dep in {"amod", "compound", "nmod:desc"}
        and {c.lemma.lower(), c.text.lower()} & word_set("factuality", words)
        for c in noun.children
    )


def arranged(noun: Word) -> bool:
    """Whether a gathering is only called for or announced: "called for a summit", "announces a visit"."""
    lemma = noun.head.lemma.lower()
    if noun.dep == "obl":
        return lemma in word_set("factuality", "planning") and any(c.text.lower() == "for" for c in noun.children)
    return noun.dep in {"obj", "nsubj:pass"} and lemma in word_set("factuality", "arranging")


def borne(word: Word, named: bool) -> bool:
    """Whether a word is denied with the verb above it: "does not want to join", and "has no talks", "holds no talks"
    where a noun names the deed."""
    coming = word.head.lemma.lower() in word_set("factuality", "coming")  # what nobody attends may well be held
    return word.dep in {"xcomp", "ccomp"} or (named and word.dep == "obj" and not coming)


def is_purpose(word: Word, *, named: bool) -> bool:
    """Whether a clause says what for: "visits Chile to sign", "a bill to leave"; "the first state to sign" has done it.
    Of a deed `named` by a noun below, the clause tells only with a verb that does no more than hold it."""
    above = word.head
    if enacts(word) or not any(c.dep == "mark" and c.text.lower() == "to" for c in word.children):
        return False
    if named and word.lemma.lower() not in word_set("factuality", "holding"):
        return False
    if word.dep == "xcomp":
        return above.lemma.lower() in word_set("factuality", "going")
    telling_apart = [c for c in above.children if c.dep in {"amod", "nummod", "advmod"}]
    done = any(c.morph.get("NumType") == "Ord" or c.lemma.lower() in {"only", "last", "first"} for c in telling_apart)
    return word.dep == "advcl" or (word.dep == "acl" and not done)


def enacts(word: Word) -> bool:
    """Whether a vote brings it about at once: "votes to adopt"."""
    return word.head.lemma.lower() == "vote" and word.lemma.lower() in word_set("factuality", "enacting")


def verdict(polarity: bool, planned: bool, possible: bool, reporter: Word | None) -> Factuality:
    """One word for it all; what is in somebody's mouth stays so."""
    if possible:
        return Factuality.POSSIBLE
    if planned:
        return Factuality.PLANNED
    if reporter is not None:
        return Factuality.REPORTED
    return Factuality.ASSERTED if polarity else Factuality.NEGATED


def happened(word: Word) -> bool:
    """Whether a clause is finite and past: "agreed to admit members, and X joined" is no plan."""
    if word.morph.get("Tense") != "Past":
        return False
    marked = any(c.dep == "mark" for c in word.children)
    return word.morph.get("VerbForm") == "Fin" or (own_subject(word) and not marked)


def negated(word: Word) -> bool:
    """Whether a clause carries "not", "never", "no longer", or its subject or object "no"."""
    for child in word.children:
        if child.dep == "mark" and child.text.lower() in AGAINST:
            return True
        if child.text.lower() == "longer" and any(c.text.lower() == "no" for c in child.children):
            return True
        if child.lemma.lower() in NEGATIONS and child.dep in NEGATING:
            return True
        if child.dep in {"nsubj", "nsubj:pass"} and child.lemma.lower() in {"neither", "none", "nobody"}:
            return True
        if child.dep in {"nsubj", "nsubj:pass", "obj"} and any(
            c.dep in {"det", "cc:preconj", "cc", "advmod"} and c.lemma.lower() in {"no", "neither", "none"}
            for c in child.children
        ):
            return True
    return False


def auxiliaries(word: Word) -> set[str]:
    """The auxiliary verbs of a clause, in lower case as printed; "going to" and "about to" count as "will"."""
    forms = {c.text.lower() for c in word.children if c.dep in {"aux", "aux:pass"}}
    if word.morph.get("VerbForm") == "Inf" and any(c.lemma == "be" and c.dep in {"aux", "cop"} for c in word.children):
        forms.add("will")  # "is to meet"
    if word.dep == "xcomp" and word.head.lemma == "be":
        forms.add("will")
    if {"was", "were"} & {c.text.lower() for c in word.children} and forms & {"have"}:
        forms = forms - {"will"} | {"would"}  # "was to have chaired"
    if word.dep == "xcomp" and word.head.text.lower() in {"going", "set", "due", "about", "slated", "scheduled"}:
        forms.add("will")
    return forms


def told_then(word: Word, forms: set[str]) -> bool:
    """Whether "would" is the "will" of who spoke in the past ("said that Kenya would join"), on no condition."""
    above = word.head
    if not forms & word_set("factuality", "future_then") or forms & {"have"} or word.dep not in {"ccomp", "acl"}:
        return False
    if word.dep == "acl" and above.dep in {"obj", "iobj"}:
        above = above.head  # the clause hangs on the hearer
    told = above.lemma.lower() in word_set("factuality", "telling_then") and above.morph.get("Tense") == "Past"
    return told and not any(c.dep == "advcl" and conditional(c) for c in word.children)


def shares_auxiliary(word: Word, above: Word) -> bool:
    """Whether "will sign and ratify" makes the second verb future as well."""
    return word.morph.get("VerbForm") in {"Inf", None} and bool(
        auxiliaries(above) & word_set("factuality", "future_aux")
    )


def is_duty(word: Word) -> bool:
    """Whether somebody only "has to" do it, or "needs to"."""
    above = word.head
    duty = word.dep == "xcomp" and above.lemma in {"have", "need"}
    return duty and any(c.dep == "mark" and c.lemma == "to" for c in word.children) and not not_yet(word)


def not_yet(word: Word) -> bool:
    """Whether somebody "has yet to" do it."""
    above = word.head
    return word.dep == "xcomp" and above.lemma == "have" and any(c.lemma.lower() == "yet" for c in above.children)


def conditional(word: Word) -> bool:
    """Whether a clause is a condition or question ("if Georgia joins")."""
    first = min(word.subtree(), key=lambda w: w.i)
    if first.text in {"Had", "Were", "Should"} and first.dep == "aux":
        return True  # "Had Sweden joined …"
    return any(c.dep in {"mark", "advmod"} and c.lemma.lower() in CONDITIONS for c in word.children) and word.dep in {
        "advcl", "ccomp", "acl", "parataxis", "ROOT",
    }  # fmt: skip


def own_subject(word: Word) -> bool:
    """Whether a clause has a subject of its own."""
    return any(c.dep.startswith(("nsubj", "csubj")) for c in word.children)
