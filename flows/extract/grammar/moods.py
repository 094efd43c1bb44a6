"""What a clause or noun says of itself: denied, to come, possible, on a condition, all but done."""

from flows.extract.grammar.kept import kept
from flows.extract.grammar.steps import Step, Way, is_told_to
from flows.extract.words import DASHES, word_set
from flows.language.parse import Word

NEGATING = frozenset({"advmod", "aux", "det", "cc:preconj", "mark", "case", "advcl"})


def is_denied_itself(step: Step) -> bool:
    """The word that says the fact carries "not", "never" and the like, or is that of a body's outsiders ("non-EU")."""
    return step.first and (negated(step.word) or (step.nominal and is_outside(step.word)))


def is_denied_beside(step: Step) -> bool:
    """What stands before it with "or" or "nor" is denied for both: "has not signed or ratified"; so is all that nobody
    does: "No state has signed and ratified it"."""
    if step.way is not Way.JOINED or negated(step.word):
        return False
    either = any(c.dep == "cc" and c.text.lower() in {"or", "nor"} for c in step.word.children)
    return negated(step.above) if either else nobody_does(step.above)


def nobody_does(verb: Word) -> bool:
    """Whether a clause is denied by its subject: "nobody", "no state", "neither of them"."""
    subjects = [c for c in verb.children if c.dep in {"nsubj", "nsubj:pass"}]
    return any(
        w.lemma.lower() in word_set("scope", "nobody") or w.lemma.lower() in word_set("scope", "none")
        for s in subjects
        for w in [s, *(c for c in s.children if c.dep in {"det", "cc:preconj", "cc", "advmod"})]
    )


def came_to_nothing(step: Step) -> bool:
    """A noun before which stands that it was cancelled: "a cancelled visit"."""
    return step.named and modified(step.word, "factuality", "refused_noun")


def is_not_held(step: Step) -> bool:
    """A gathering or deed of which its clause says that it does not come about: "the summit will not take place"."""
    named = step.named and step.word.dep in {"nsubj", "nsubj:pass"}
    return named and step.word.head.lemma.lower() in word_set("factuality", "coming_about") and negated(step.word.head)


def is_planned_noun(step: Step) -> bool:
    """A noun before which stands that it is to come: "a planned visit"."""
    return step.named and modified(step.word, "factuality", "planned_noun")


def is_possible_noun(step: Step) -> bool:
    """A noun before which stands that it may come: "a possible visit"."""
    return step.named and modified(step.word, "factuality", "possible_noun")


def will_be(step: Step) -> bool:
    """The clause has an auxiliary of the future."""
    return bool(auxiliaries(step.word) & word_set("factuality", "future_aux"))


def is_to_be_held(step: Step) -> bool:
    """What it does, in the present tense, is done to what is to be: "hosts the summit, to be held in 2030"; or its
    noun is that: "a meeting in Chad *that will be held* in May"."""
    held = [c for c in step.word.children if c.dep == "obj"] if step.first and is_present(step.word) else []
    clauses = [c for noun in held for c in [*noun.children, *step.word.children] if c.i > noun.i]
    clauses += [c for c in step.word.children if c.dep == "acl:relcl"] if step.named else []
    return any(clause_to_come(c) for c in clauses if c.dep in {"acl", "acl:relcl", "advcl"})


def clause_to_come(clause: Word) -> bool:
    """Whether a clause behind a noun is "to be held", "to take place", "due in May", "which will be held"."""
    if auxiliaries(clause) & word_set("factuality", "future_aux"):
        opens_other = any(c.dep == "obj" and c.lemma.lower() != "place" for c in clause.children)
        return clause.lemma.lower() in word_set("factuality", "coming_about") and not opens_other
    passive = any(c.dep == "aux:pass" and c.text.lower() == "be" for c in clause.children)
    marked = any(c.dep == "mark" and c.text.lower() == "to" for c in clause.children)
    return marked and (passive or clause.lemma.lower() in word_set("factuality", "taking_place"))


def would_be_then(step: Step) -> bool:
    """The clause has the "would" that was "will" when it was said."""
    return told_then(step.word, auxiliaries(step.word))


def shares_auxiliary(step: Step) -> bool:
    """ "will sign and ratify" makes the second verb future as well."""
    joined = step.way is Way.JOINED and step.word.morph.get("VerbForm") in {"Inf", None}
    return joined and bool(auxiliaries(step.above) & word_set("factuality", "future_aux"))


def may_be(step: Step) -> bool:
    """The clause has an auxiliary of what may or ought to be."""
    forms = auxiliaries(step.word)
    return bool(forms & word_set("factuality", "possible_aux")) and not told_then(step.word, forms)


def is_at_what_may_be(step: Step) -> bool:
    """A gathering at which something may be done, told of for the first time: "may act at *a* conference in Oslo"."""
    new = step.named and any(c.dep == "det" and c.lemma.lower() == "a" for c in step.word.children)
    verb = next((w for w in step.word.ancestors() if w.pos == "VERB"), None) if new else None
    if verb is None or step.word.dep not in {"nmod", "obl"} or told_then(verb, auxiliaries(verb)):
        return False
    return bool(auxiliaries(verb) & (word_set("factuality", "possible_aux") | word_set("factuality", "future_aux")))


def is_conditional(step: Step) -> bool:
    """The clause is a condition or leaves open whether it is so."""
    return conditional(step.word)


def nearly_was(step: Step) -> bool:
    """ "nearly left", "all but left": it came close and did not happen."""
    if step.word.pos != "VERB" or (step.way is Way.ALONE and not step.first):
        return False
    adverbs = [c for c in step.word.children if c.dep == "advmod" and c.i < step.word.i]
    if any(c.lemma.lower() in word_set("scope", "nearly") and stands_before(c, step.word) for c in adverbs):
        return True
    return [w.text.lower() for w in step.word.before[-2:]] == ["all", "but"]


def is_not_yet(step: Step) -> bool:
    """What a clause in the present tense only comes before: "before Chad becomes a member, …"."""
    clause = step.word
    opened = any(c.dep == "mark" and c.text.lower() in {"before", "until", "till"} for c in clause.children)
    return opened and clause.dep == "advcl" and is_present(clause)


def is_habit(step: Step) -> bool:
    """What is only done as a rule: "is typically attended by"."""
    often = any(c.dep == "advmod" and c.lemma.lower() in word_set("scope", "habit") for c in step.word.children)
    return step.first and often and is_present(step.word)


def is_over(step: Step) -> bool:
    """A standing that is over, or was never begun: "a former member", "once a member", "a would-be member"."""
    noun = step.word
    if not step.named or noun.lemma.lower() not in word_set("scope", "standing"):
        return False
    if was_never(noun) or is_heading(noun):
        return True
    if any(c.dep == "cop" and c.morph.get("Tense") == "Past" for c in noun.children):
        return not (has_spell(noun) or was_said(noun) or modified(noun, "scope", "lasting"))
    if any(w.text.lower() in {"until", "till"} for w in noun.before[-5:]) and noun.dep == "appos":
        return not has_spell(noun)  # "until 2023 a member"
    return any(c.lemma.lower() in word_set("scope", "over") or is_one_time(c) for c in said_of(noun))


def said_of(noun: Word) -> list[Word]:
    """What is said of a standing: the words before its noun, those hung on the body before it ("ex-", "one-time"), and
    the clauses behind it ("an ally that X *lost*")."""
    before = [c for c in noun.children if c.i < noun.i and c.dep in {"amod", "advmod", "mark", "compound", "nmod:desc"}]
    clauses = [c for c in noun.children if c.dep in {"acl", "acl:relcl"}]
    before += [c for c in clauses if (c.child("nsubj") or c).pos != "PRON"]
    return [*before, *(c for b in before for c in b.children if c.i < noun.i)]


def was_never(noun: Word) -> bool:
    """Whether a standing is only sought, or one that somebody "used to" have."""
    sought = modified(noun, "scope", "aspiring") or "would - be" in " ".join(w.text.lower() for w in noun.before[-5:])
    return sought or (noun.dep == "xcomp" and noun.head.lemma == "use")


def is_heading(noun: Word) -> bool:
    """Whether a standing is only what a text without a verb is about: "Chad as a member of the pact"."""
    opened = any(c.dep == "case" and c.text.lower() == "as" for c in noun.children)
    return opened and not any(w.pos in {"VERB", "AUX"} for w in noun.sentence.words)


def has_spell(noun: Word) -> bool:
    """Whether a standing tells from when or till when it was: "was a member until 2019"."""
    cases = {g.text.lower() for c in noun.children if c.dep in {"nmod", "obl"} for g in c.children if g.dep == "case"}
    return bool(cases & word_set("scope", "spanning"))


def was_said(noun: Word) -> bool:
    """Whether "was" is the "is" of who spoke in the past: "said that it was a member"."""
    return noun.dep == "ccomp" and noun.head.morph.get("Tense") == "Past"


def is_present(verb: Word) -> bool:
    """Whether a verb stands in the simple or progressive present: "hosts", "is hosting", "is held"."""
    helpers = [c for c in verb.children if c.dep in {"aux", "aux:pass", "cop"}]
    if any(c.lemma.lower() == "have" or c.morph.get("Tense") == "Past" for c in helpers):
        return False
    if any(c.morph.get("Tense") == "Pres" for c in helpers):
        return True
    past = verb.text.lower() in word_set("grammar", "same_past")
    return not (helpers or past) and verb.morph.get("Tense") == "Pres" and verb.morph.get("VerbForm") == "Fin"


def is_one_time(word: Word) -> bool:
    """Whether a word is the "time" of "one-time"."""
    return word.lemma.lower() == "time" and any(c.text.lower() == "one" for c in word.children)


def stands_before(adverb: Word, verb: Word) -> bool:
    """Whether only auxiliaries and adverbs stand between an adverb and its verb."""
    return all(w.pos in {"AUX", "ADV", "PART"} for w in adverb.until(verb)[1:-1])


def is_outside(noun: Word) -> bool:
    """Whether "non-" stands before a noun of belonging: "non-NATO members", "non-members", not "non-permanent ones"."""
    for child in [*noun.children, *(g for c in noun.children if c.i < noun.i for g in c.children)]:
        if child.i < noun.i and child.text.lower() == "non" and child.behind[0].text in DASHES:
            return child.behind[1] is noun or child.behind[1].text[:1].isupper()
    return noun.text.lower().startswith(("non-", "nonmember"))


def modified(noun: Word, file: str, words: str) -> bool:
    """Whether an adjective or participle of a list of a file stands before a noun."""
    before = (c for c in noun.children if c.i < noun.i and c.dep in {"amod", "compound", "nmod:desc"})
    return any({c.lemma.lower(), c.text.lower()} & word_set(file, words) for c in before)


@kept
def negated(word: Word) -> bool:
    """Whether a clause carries "not", "never", "no longer", or its subject or object "no"."""
    for child in word.children:
        lemma = child.lemma.lower()
        if child.dep == "mark" and is_against(child):
            return True
        if child.text.lower() == "longer" and any(c.text.lower() == "no" for c in child.children):
            return True
        if lemma in word_set("scope", "negation") and child.dep in NEGATING and not is_not_all(child):
            return True
        if child.dep in {"nsubj", "nsubj:pass"} and lemma in word_set("scope", "nobody"):
            return True
        if child.dep in {"nsubj", "nsubj:pass", "obj"} and any(
            c.dep in {"det", "cc:preconj", "cc", "advmod"} and c.lemma.lower() in word_set("scope", "none")
            for c in child.children
        ):
            return True
    return False


def is_not_all(word: Word) -> bool:
    """Whether "not only" tells that more is so: "is *not* only a neighbour but also a member"."""
    behind = word.near(1)
    return behind is not None and behind.text.lower() in word_set("scope", "more_than")


def is_against(mark: Word) -> bool:
    """Whether a clause opens with "against", "instead of", "rather than", "far from", "short of"."""
    text, before = mark.text.lower(), mark.near(-1)
    if text in word_set("scope", "against"):
        return True
    return before is not None and f"{before.text.lower()} {text}" in word_set("scope", "against")


@kept
def auxiliaries(word: Word) -> set[str]:
    """The auxiliary verbs of a clause, in lower case as printed; "going to" and "about to" count as "will"."""
    forms = {c.text.lower() for c in word.children if c.dep in {"aux", "aux:pass"}}
    if is_appointed(word):
        forms.add("will")
    if {"was", "were"} & {c.text.lower() for c in word.children} and forms & {"have"}:
        forms = forms - {"will"} | {"would"}  # "was to have chaired"
    if word.dep == "xcomp" and word.head.text.lower() in word_set("factuality", "awaiting"):
        forms.add("will")
    return forms


def is_appointed(word: Word) -> bool:
    """Whether a clause says what "is to" be: "is to meet", "is to be held"."""
    be = [c for c in word.children if c.lemma == "be" and c.dep in {"aux", "aux:pass", "cop"}]
    marks = [c for c in word.children if c.text.lower() == "to" and c.dep in {"mark", "aux"}]
    if any(b.i < m.i for b in be for m in marks):
        return True
    return word.morph.get("VerbForm") == "Inf" and any(c.dep in {"aux", "cop"} for c in be)


def told_then(word: Word, forms: set[str]) -> bool:
    """Whether "would" is the "will" of who spoke in the past ("said that Kenya would join"), on no condition."""
    above = word.head
    if not forms & word_set("factuality", "future_then") or forms & {"have"} or word.dep not in {"ccomp", "acl"}:
        return False
    if is_told_to(word) or (word.dep == "acl" and above.dep in {"obj", "iobj"}):
        above = above.head  # the clause hangs on the hearer
    told = above.lemma.lower() in word_set("factuality", "telling_then") and above.morph.get("Tense") == "Past"
    return told and not any(c.dep == "advcl" and conditional(c) for c in word.children)


@kept
def conditional(word: Word) -> bool:
    """Whether a clause is a condition or question ("if Georgia joins", "whether Georgia joined")."""
    first = word.subtree()[0]
    if first.text in {"Had", "Were", "Should"} and first.dep == "aux":
        return True  # "Had Sweden joined …"
    marked = any(
        c.dep in {"mark", "advmod"} and (c.lemma.lower() in word_set("scope", "condition") or in_case(c))
        for c in word.children
    )
    return marked and word.dep in {"advcl", "ccomp", "acl", "parataxis", "ROOT", "csubj", "xcomp", "obl"}


def in_case(mark: Word) -> bool:
    """Whether a clause opens with "in case"."""
    return any(c.dep == "fixed" and c.text.lower() == "case" for c in mark.children)
