"""How near a date hangs to what a draft tells, or to which other word it belongs."""

from flows.extract.draft import Draft
from flows.extract.grammar.doers import is_verbal, preposition
from flows.extract.grammar.moods import is_present
from flows.extract.grammar.scope import scope_of
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.language.times import Time
from flows.model import EntityType, Factuality

BEFORE_A_NOUN = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod:unmarked", "nmod:desc", "obl:unmarked"})


def attached(draft: Draft, word: Word, time: Time) -> int | None:
    """How near a date hangs to the trigger: 0 on the trigger, more on its arguments or its governing verbs; None when
    it belongs to another clause."""
    trigger = draft.trigger
    if (dates_a_noun(word) and word.head is not trigger) or dates_what_came_before(draft, word):
        return None
    if opens_with_another(draft, word) or dates_what_is_told(draft, word) or is_term(word) or is_of_way(draft, word):
        return None
    if names_war(trigger) and is_of_later(trigger, word):
        return None
    own = {id(w) for w in draft.words} | {id(trigger)}  # an echo of a verb stands where the verb stands
    at = word
    for steps in range(4):
        above = at.head
        if above is trigger or at is trigger:
            return steps
        if id(above) in own:
            return steps + 2
        if above is at:
            break
        if is_verbal(above) or clause_head(above):
            if above in light_chain(trigger):
                return steps + 1
            return None
        at = above
    return None


def is_day_of_plan(draft: Draft, time: Time, word: Word) -> bool:
    """Whether a date hangs on what is only planned for a gathering that a noun names: "plans *to meet* on 1 June beside
    the summit in Lima"."""
    verb = next((w for w in word.ancestors() if is_verbal(w)), draft.trigger)
    held = bool(shipped_kinds()[draft.kind].gathering) and draft.trigger.pos == "NOUN"
    asserted = draft.status.factuality is Factuality.ASSERTED and draft.status.polarity
    away = time.kind in {"point", "range"} and word not in draft.trigger.subtree()
    return held and asserted and away and scope_of(verb).factuality is Factuality.PLANNED


def is_term(word: Word) -> bool:
    """Whether a date tells for which years something is meant: "a plan *for the 2021–2025 period*"."""
    above = [word, *word.ancestors()]
    term = next((w for w in above[:4] if w.lemma.lower() in word_set("narration", "term")), None)
    return term is not None and preposition(term) == "for" and word.i < term.i


def dates_a_noun(word: Word) -> bool:
    """Whether a date says which one a noun means: "after the coup of 2020", "of the *1982* war", but "at the end of
    2020", "in the 1982 war"."""
    noun = word.head
    if word.i < noun.i and names_war(noun):
        return preposition(noun) not in {"during", "in"}
    parts = word_set("narration", "parts")
    return preposition(word) == "of" and noun.pos == "NOUN" and noun.label != "TIME" and noun.lemma.lower() not in parts


def is_of_later(war: Word, word: Word) -> bool:
    """Whether a date is that of a deed to which a war only led: "was drawn *in 1993* after the war", "after years of
    war they signed a deal *in 2018*", but "fled after the invasion *of 1990*"."""
    above = [war, *(w for w in war.ancestors() if w.i < war.i)]
    after = any(preposition(w) in word_set("narration", "prior") for w in above[:3])
    return after and (word.i < war.i or any(is_verbal(w) for w in war.until(word)))


def names_war(noun: Word) -> bool:
    """Whether a noun is one for a war."""
    return noun.lemma.lower() in word_set("names", EntityType.CONFLICT.value)


def dates_what_is_told(draft: Draft, word: Word) -> bool:
    """Whether a date belongs to a noun of which somebody speaks, or to the name of who speaks: "referred to *last
    month's* deal, saying …", "the chair of the Forum *in 2016*, X, said"."""
    noun = word.head
    if draft.told is None or noun is draft.trigger or draft.trigger.pos != "VERB":
        return False
    about = (
        word.dep == "nmod:poss"
        and noun.dep in {"nmod", "obl", "obj"}
        and preposition(noun) not in {"at", "in", "during"}
    )
    return about or (
        word.text.isdigit() and any(w.dep.startswith("nsubj") and w.head is draft.trigger for w in word.ancestors())
    )


def dates_what_came_before(draft: Draft, word: Word) -> bool:
    """Whether a date belongs to the noun of what a clause comes after: "suspended it since last month's *coup*", "left
    it following the *coup* on 26 July", "the first talks since *those* in Lima in May"."""
    at = word
    while at.head is not at and (at.dep in BEFORE_A_NOUN or is_since(at.head) or (at is word and at.dep == "nmod")):
        at = at.head
    if at is word or at is draft.trigger or at in draft.words or at.label == "TIME":
        return False
    if is_since(at):
        return True
    reason = preposition(at) == "to" and at.head.lemma.lower() in word_set("narration", "answering")
    return at.pos in {"NOUN", "PROPN"} and (reason or preposition(at) in word_set("narration", "prior"))


def is_since(word: Word) -> bool:
    """Whether a word stands for what something is counted from: "the first since *one* in May"."""
    return preposition(word) == "since" and word.label != "TIME" and not is_verbal(word)


def opens_with_another(draft: Draft, word: Word) -> bool:
    """Whether a date stands in the phrase before a sentence's subject that tells what came first or later: "After
    talks in Doha on Monday, X flew home"."""
    before, trigger = word.before, draft.trigger
    opening = word_set("narration", "prior") | word_set("narration", "before")
    if not before or before[0].text.lower() not in opening or trigger.i < word.i:
        return False
    other = any(w.pos in {"NOUN", "PROPN", "VERB"} and w.label != "TIME" for w in before[1:])
    return other and any(w.text == "," for w in word.until(trigger))


def was_then(said: Word) -> bool:
    """Whether a date hangs on what was done then, though what it was done for was to come: "flew to X *on Friday* for
    talks"; not where something is put off to it."""
    verb = said.head
    done = verb.morph.get("Tense") == "Past" and verb.morph.get("VerbForm") == "Fin"
    return done and verb.pos == "VERB" and preposition(said) not in {"to", "until", "till", "for"}


def clause_head(word: Word) -> bool:
    """Whether a word heads a clause of its own (copula or subject below it)."""
    return any(c.dep in {"cop", "nsubj", "nsubj:pass"} for c in word.children)


def light_chain(trigger: Word) -> list[Word]:
    """The governors that share the trigger's time: heads of xcomp, of a noun's light verb, of coordination."""
    chain, word, beside = [], trigger, False
    for _ in range(3):
        carried = word.dep in {"xcomp", "obj", "conj", "obl", "nsubj", "nsubj:pass", "nmod", "appos"}
        if word.head is word or not (carried or goes_along(word)):
            break
        bearer = beside or trigger.lemma.lower() in word_set("offices", "noun")
        if bearer and word.dep.startswith("nsubj"):
            break  # what somebody is has no part in when they act: "the chair of the union left on Monday"
        if preposition(word) == "as" and (word.dep == "nmod" or word.i < word.head.i):
            break  # "As chair, X left on Monday", "ended her visit as chair on Monday"
        beside = word.dep == "appos"
        if word.dep == "conj" and (own_time(word) or any(c.dep.startswith("nsubj") for c in word.children)):
            break  # "X joined in 1952, and Y joined later": the date is not Y's
        word = word.head
        chain.append(word)
    return chain


def own_time(verb: Word) -> bool:
    """Whether a joined verb tells of now what the one before tells of then: "left in 2008, and *is known* to"."""
    return is_verbal(verb) and is_present(verb) and is_verbal(verb.head) and verb.head.morph.get("Tense") == "Past"


def goes_along(word: Word) -> bool:
    """Whether a participle behind its verb tells what came of the deed at once ("signed a treaty, creating …")."""
    if word.dep != "advcl" or word.i < word.head.i or word.morph.get("VerbForm") not in {"Ger", "Part"}:
        return False
    return word.morph.get("Tense") != "Past" and not any(
        c.dep in {"mark", "case"} or c.dep.startswith(("aux", "nsubj")) for c in word.children
    )


def is_of_way(draft: Draft, word: Word) -> bool:
    """Whether a date is that of going where something is planned: "*flew* to Lima on Monday for talks"."""
    verb = word.head
    went = verb.lemma.lower() in word_set("factuality", "going") and verb.morph.get("Tense") == "Past"
    finite = verb.morph.get("VerbForm") == "Fin"
    return went and finite and draft.status.factuality is Factuality.PLANNED


def is_of_standing(draft: Draft, word: Word) -> bool:
    """Whether a date tells since when somebody is what a phrase in apposition says, not when they do what the draft
    states: "Peru, a member *since 1948*, left"."""
    words = word.sentence.words
    commas = [w.at for w in words if w.text == "," and w.i < draft.trigger.i]
    aside = words[max((at for at in commas if at < word.at), default=word.at) : word.at] if commas else []
    said = any(at > word.at for at in commas) and not any(is_verbal(w) for w in aside)
    standing = said and any(w.pos in {"NOUN", "PROPN"} for w in aside)
    return standing or (word.head.dep == "appos" and word.head is not draft.trigger)
