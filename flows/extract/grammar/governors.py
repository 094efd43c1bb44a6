"""What stands above a clause makes of it: verbs, adjectives and nouns of planning, refusing, supposing, claiming."""

from flows.extract.grammar.complements import asks_how, is_beyond_doubt
from flows.extract.grammar.doers import is_infinitive, is_kept_from, is_passive, let_do, preposition, surface_subjects
from flows.extract.grammar.moods import auxiliaries, negated
from flows.extract.grammar.steps import Step, Way, borne, carrier_of, is_carrier, mark_of, own_subject
from flows.extract.words import word_set
from flows.language.parse import Word


def is_kept_from_it(step: Step) -> bool:
    """Somebody is kept from the deed: "barred Chad from attending"."""
    return step.below and is_kept_from(step.word)


def has_yet_to(step: Step) -> bool:
    """Somebody "has yet to" do it."""
    return step.below and not is_kept_from(step.word) and not_yet(step.word)


def is_refused(step: Step) -> bool:
    """The word above turns it into its contrary: "refused to join", "denied reports of", "was cancelled", "called
    off"."""
    if not step.below or not (step.lemma in word_set("factuality", "refusing") or is_off(step.above)):
        return False
    return not is_ruled_on(step) and step.word.dep in {"xcomp", "obj", "ccomp", "acl", "nsubj:pass"}


def is_off(verb: Word) -> bool:
    """ "called off", "put off"."""
    off = any(c.text.lower() == "off" and c.dep in {"compound:prt", "advmod"} for c in verb.children)
    return off and verb.lemma.lower() in word_set("scope", "off")


def is_denied_above(step: Step) -> bool:
    """The word above is denied, and what hangs on it with it: "does not want to join", "it is not true that"."""
    if not step.below or step.lemma in word_set("factuality", "saying") or not negated(step.above):
        return thinks_not(step)
    settled = is_uncertain(step.above) or is_beyond_doubt(step.above) or asks_how(step.word)
    return not settled and borne(step.word, step.named)


def thinks_not(step: Step) -> bool:
    """ "does not believe that X left"."""
    thought = step.below and step.lemma in word_set("scope", "thinking") and step.word.dep in {"ccomp", "xcomp"}
    return thought and negated(step.above)


def is_called_false(step: Step) -> bool:
    """A noun that holds it is a lie, or is called one: "the myth that", "false reports that", "claims that … are
    untrue", "denied reports that"; and "it is untrue that"."""
    noun = carrier_of(step.word)
    if noun is None:
        wrong = step.below and step.lemma in word_set("scope", "false") and step.word.dep in {"csubj", "ccomp", "acl"}
        return wrong and not negated(step.above)
    if noun.lemma.lower() in word_set("scope", "plan_noun") | word_set("scope", "talk_noun") or is_beyond_doubt(noun):
        return False
    said = any(c.dep == "amod" and c.lemma.lower() in word_set("scope", "false") for c in noun.children)
    if noun.lemma.lower() in word_set("scope", "false_noun") or said:
        return True
    return is_rebutted(noun)


def is_rebutted(noun: Word) -> bool:
    """Whether a claim is called false: "reports that … are untrue", "denied the reports that"."""
    above, wrong = noun.head, word_set("scope", "false") | word_set("scope", "rebutting")
    if any(is_verdict(c, noun) and not negated(c) for c in [*above.children, *noun.children]):
        return True
    if above is noun:  # the tree took the noun for the verb of its sentence
        return any(c.dep == "ccomp" and c.lemma.lower() in wrong and not negated(c) for c in noun.children)
    if negated(above) or noun.dep not in {"nsubj", "nsubj:pass", "obj"}:
        return False
    return above.lemma.lower() in (word_set("scope", "rebutting") if noun.dep == "obj" else wrong)


def is_verdict(word: Word, noun: Word) -> bool:
    """Whether a word says of a noun before it that it is false, though the tree hung the one beside or below the other:
    "Reports that X left are false, Y said"."""
    linked = word.child("cop") is not None and word.child("nsubj", "nsubj:pass", "csubj", "expl") is None
    return linked and word.i > noun.i and word.lemma.lower() in word_set("scope", "false")


def is_told_falsely(step: Step) -> bool:
    """ "falsely says that X left"."""
    adverbs = {c.lemma.lower() for c in step.above.children if c.dep == "advmod"} if step.below else set()
    return bool(adverbs & word_set("scope", "falsely")) and step.word.dep in {"ccomp", "xcomp"}


def is_voted_down(step: Step) -> bool:
    """The plan that holds it came to nothing: "a bill suspending X was rejected", "the motion on leaving failed"."""
    noun = carrier_of(step.word)
    if noun is None or noun.lemma.lower() not in word_set("scope", "plan_noun"):
        return False
    verb = noun.head
    if negated(verb) or verb.pos != "VERB":
        return False
    if noun.dep == "nsubj" and not is_passive(verb):
        return verb.lemma.lower() in word_set("scope", "failing")
    voted_down = verb.lemma.lower() == "vote" and any(c.text.lower() == "down" for c in verb.children)
    return noun.dep in {"obj", "nsubj", "nsubj:pass"} and (voted_down or verb.lemma.lower() in dropping(noun))


def dropping(noun: Word) -> frozenset[str]:
    """The verbs that do away with a plan; those of refusing do so by themselves where they are seen."""
    passed = {"obj", "nsubj:pass"}
    seen = word_set("factuality", "refusing") if noun.dep in passed else frozenset()
    return word_set("scope", "dropping") - seen


def is_purpose(step: Step) -> bool:
    """The clause says what for: "visits Chile to sign", "a bill to leave"; "the first state to sign" has done it. Of a
    deed named by a noun below, the clause tells only with a verb that does no more than hold it."""
    word, above = step.word, step.above
    refused = above.lemma.lower() in word_set("factuality", "refusing")
    if step.way not in {Way.BELOW, Way.BESIDE} or enacts(word) or comes_next(word) or refused:
        return False
    to = any(c.dep == "mark" and c.text.lower() == "to" for c in word.children)
    if not to or word.morph.get("VerbForm") == "Ger":
        return False
    if step.nominal and not step.first and word.lemma.lower() not in word_set("factuality", "holding"):
        return False
    if word.dep == "xcomp":
        return above.lemma.lower() in word_set("factuality", "going")
    ranked = next((w for w in (above, above.head) if is_rank(w)), None)
    if ranked is not None and (ranked is above or above.dep == "nmod"):  # "the last of the members to sign"
        return bool(auxiliaries(ranked) & word_set("factuality", "future_aux"))
    return word.dep == "advcl" or (word.dep == "acl" and not is_counted_off(above))


def is_counted_off(noun: Word) -> bool:
    """Whether words before a noun tell it apart by its place: "the first state", "the only one"."""
    before = [c for c in noun.children if c.dep in {"amod", "nummod", "advmod"}]
    return any(c.morph.get("NumType") == "Ord" or c.lemma.lower() in {"only", "last", "first"} for c in before)


def takes_effect(deed: Word) -> bool:
    """Whether a deed that is decided on is done at once: "decided to suspend Chad with immediate effect"."""
    at_once = (w for w in deed.sentence.words if w.text.lower() == "immediate" and w.head.lemma == "effect")
    return any(deed in w.ancestors() for w in at_once)


def is_rank(word: Word) -> bool:
    """Whether a word tells who of several did it: "the first", "the last", "the only one"."""
    return word.pos != "VERB" and (
        word.morph.get("NumType") == "Ord" or word.lemma.lower() in {"only", "last", "first"}
    )


def is_planned(step: Step) -> bool:
    """The word above intends, promises or seeks it."""
    if not step.below or step.lemma not in word_set("factuality", "planning"):
        return False
    deps = {"xcomp", "acl", "obj", "ccomp", "nmod", "csubj", "advcl", "nsubj:pass"}
    if step.word.dep == "acl" and step.word.morph.get("Tense") == "Past":
        return False  # "the decision announced after a meeting" does not hold the announcement
    if step.lemma in {"decide", "agree"} and takes_effect(step.word):
        return False
    if step.lemma in word_set("scope", "electing") and not is_infinitive(step.word):
        return False  # "was elected chair", but "elected to leave"
    return step.word.dep in deps and not happened(step.word) and not enacts(step.word)


def is_arranged(step: Step) -> bool:
    """A gathering is only called for or announced: "called for a summit", "announces a visit"."""
    if not (step.below and step.named) or step.word.lemma.lower() in word_set("factuality", "done_by_saying"):
        return False
    if step.word.dep == "obl":
        called = step.lemma in word_set("factuality", "planning")
        return called and any(c.text.lower() == "for" for c in step.word.children)
    told_of = step.word.dep == "nmod" and preposition(step.word) in {"of", "about", "on", "for", "to"}
    if told_of and step.lemma in word_set("factuality", "arranged"):
        return True  # "the announcement of a meeting"
    return step.word.dep in {"obj", "nsubj:pass"} and step.lemma in word_set("factuality", "arranging")


def is_content_of_plan(step: Step) -> bool:
    """A plan holds it: "a bill suspending X", "the motion on leaving", "proposals include suspending X"."""
    noun = holder_of(step)
    return noun is not None and noun.lemma.lower() in word_set("scope", "plan_noun") and not happened(step.word)


def is_talked_about(step: Step) -> bool:
    """It is only talked or thought about: "talks on joining", "the idea of X joining", "rumours of an attack"."""
    noun = holder_of(step)
    if noun is None:
        return False
    lemma = noun.lemma.lower()
    if is_called_false(step) or is_beyond_doubt(noun):
        return False
    return lemma in word_set("scope", "doubt_noun") or (lemma in word_set("scope", "talk_noun") and not step.named)


def holder_of(step: Step) -> Word | None:
    """The noun whose content the word is: the one it hangs on, or the subject of "include", "involve" and the like."""
    noun = carrier_of(step.word)
    content = step.below and step.word.dep in {"xcomp", "ccomp", "obj"}
    if noun is None and content and step.lemma in word_set("scope", "holding_content"):
        noun = next((s for s in surface_subjects(step.above) if is_carrier(s)), None)
    return noun if step.first or not step.nominal else None


def is_duty(step: Step) -> bool:
    """Somebody only "has to" do it, or "needs to"."""
    duty = step.way in {Way.BELOW, Way.BESIDE} and step.word.dep == "xcomp" and step.above.lemma in {"have", "need"}
    marked = any(c.dep == "mark" and c.lemma == "to" for c in step.word.children)
    return duty and marked and not not_yet(step.word)


def is_ruled_on(step: Step) -> bool:
    """ "did not rule out that …"."""
    return step.below and step.lemma == "rule" and step.word.dep in {"ccomp", "xcomp", "obj"}


def is_supposed(step: Step) -> bool:
    """The word above only thinks it; who "assumes the chair" takes it."""
    if not step.below or step.lemma not in word_set("factuality", "supposing") or is_beyond_doubt(step.above):
        return False
    deps = {"xcomp", "ccomp", "acl", "csubj"}
    return step.word.dep in (deps if step.lemma in {"assume", "suppose"} else deps | {"obj"})


def is_only_allowed(step: Step) -> bool:
    """The word above only lets somebody do it; who is not let does not, who "never before" was does now."""
    if let_do(step.word):
        return True  # "gave the green light to Chad joining"
    allowed = step.below and step.lemma in word_set("factuality", "allowing") and not negated(step.above)
    new = any(c.dep == "advmod" and c.lemma.lower() == "before" for c in step.above.children)
    return allowed and not new and step.word.dep in {"xcomp", "ccomp"}


def is_doubted(step: Step) -> bool:
    """The word above fears, hopes or doubts that it is so: "hopes that X joined", "it is unclear", "not sure that"."""
    if step.way is Way.BESIDE and step.lemma in word_set("scope", "bargaining"):
        return step.word.morph.get("VerbForm") == "Ger"  # "to negotiate his country joining the bloc"
    if not step.below or is_beyond_doubt(step.above) or asks_how(step.word):
        return False
    if step.lemma in word_set("scope", "pondering") and step.word.dep in {"xcomp", "ccomp"}:
        return step.word.morph.get("VerbForm") == "Ger"  # "debated leaving"
    if step.lemma in word_set("scope", "seeming"):
        return step.word.dep in {"xcomp", "ccomp"}
    infinitive = step.word.dep == "xcomp" and step.above.pos == "ADJ"  # "unlikely to join", but "hopes to join"
    return is_uncertain(step.above) and (infinitive or step.word.dep in {"ccomp", "csubj", "advcl"})


def is_not_confirmed(step: Step) -> bool:
    """Who does not say that it is so leaves it open: "has not confirmed that X left", "no evidence that X left"."""
    told = step.below and step.lemma in word_set("factuality", "saying") - word_set("scope", "thinking")
    return told and step.word.dep in {"ccomp", "xcomp"} and negated(step.above)


def is_uncertain(word: Word) -> bool:
    """Whether a word leaves open what hangs on it: "unclear", "not clear"."""
    lemma = word.lemma.lower()
    return lemma in word_set("scope", "doubting") or (lemma in word_set("scope", "settled") and negated(word))


def is_on_the_verge(step: Step) -> bool:
    """It is near and not there yet: "close to signing", "on the verge of joining"."""
    mark = mark_of(step.word)
    before = mark.near(-1) if mark is not None else None
    return before is not None and f"{before.lemma.lower()} {mark.text.lower()}" in word_set("scope", "verge")  # type: ignore[union-attr]


def nearly_did(step: Step) -> bool:
    """ "came close to leaving", "came within a vote of leaving"."""
    coming = step.above.lemma.lower() == "come" and step.above.morph.get("Tense") == "Past"
    return step.way in {Way.BELOW, Way.BESIDE} and coming and is_on_the_verge(step)


def enacts(word: Word) -> bool:
    """Whether a vote brings it about at once: "votes to adopt"."""
    return word.head.lemma.lower() == "vote" and word.lemma.lower() in word_set("factuality", "enacting")


def comes_next(word: Word) -> bool:
    """Whether somebody "went on to" do it."""
    above = word.head
    return above.lemma == "go" and any(c.dep in {"advmod", "compound:prt"} and c.lemma == "on" for c in above.children)


def happened(word: Word) -> bool:
    """Whether a clause is finite and past: "agreed to admit members, and X joined" is no plan."""
    if word.morph.get("Tense") != "Past":
        return False
    marked = any(c.dep == "mark" for c in word.children)
    return word.morph.get("VerbForm") == "Fin" or (own_subject(word) and not marked)


def not_yet(word: Word) -> bool:
    """Whether somebody "has yet to" do it."""
    above = word.head
    return word.dep == "xcomp" and above.lemma == "have" and any(c.lemma.lower() == "yet" for c in above.children)
