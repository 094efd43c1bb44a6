"""Which of what the network tells of a verb fits the tree: where it takes the verb's own subject for a subject, nothing
outside that subject's phrase is one as well; so with objects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from flows.extract.frames.fill import is_of_first
from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.grammar.moods import negated
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.language.told import Told
from flows.model import EntityType

LIKELY = 0.5  # how surely a word must tell of a fact
DOERS = frozenset({"nsubj", "nsubj:pass"})
DONE_TO = frozenset({"obj", "iobj", "obl", "obl:agent"})
WITHIN = frozenset(
    {"conj", "appos", "flat", "compound", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "amod", "list"}
)


def fitting(reading: Reading, told: Sequence[Told], words: Mapping[int, Word]) -> Iterator[Told]:
    """Those that fit."""
    for one in told:
        trigger, subject, object_ = (words[at] for at in (one.trigger, one.subject, one.object))
        if one.likely[0] < LIKELY or describes_people(reading, subject) or describes_people(reading, object_):
            continue
        if is_elsewhere(reading, trigger, object_) or is_mutual(reading, trigger, subject, object_):
            continue
        if (is_joined(subject, object_) and not is_shared(one.predicate)) or is_of_another_deed(trigger, subject):
            continue
        if is_in_address(reading, subject) or is_in_address(reading, object_) or only_warms(one.predicate, trigger):
            continue
        if has_doer_in_word(trigger, subject) or (
            one.predicate in word_set("frames", "in_person") and is_from_afar(trigger)
        ):
            continue
        alike = [t for t in told if t.trigger == one.trigger and t.predicate == one.predicate]
        if not has_others(one, trigger, subject, object_, alike):
            yield one


def only_warms(predicate: str, verb: Word) -> bool:
    """Whether somebody is said to want an agreement who only wants to be a friend: "seeks closer *ties* with Y"."""
    wanted = {c.lemma.lower() for c in verb.children if c.dep == "obj"}
    return predicate in word_set("frames", "wanted") and bool(wanted & word_set("frames", "friendship"))


def is_in_address(reading: Reading, word: Word) -> bool:
    """Whether a name only says where the place before it lies: "the talks in Kananaskis, *Canada*, ended"."""
    one, other = reading.at.get(word.i), reading.at.get(word.head.i)
    if one is None or other is None or one is other or word.dep not in {"nmod:unmarked", "appos"}:
        return False
    return one.type in PLACES and other.type in PLACES and word.i > word.head.i


def is_joined(one: Word, other: Word) -> bool:
    """Whether two words, and no others, are joined by "and": "observers from *A* and *B*"."""
    first, second = sorted((one, other), key=lambda w: w.i)
    return expand(first) == [first, second] and second.child("cc") is not None


def is_with_own(predicate: str, one: Thing, other: object) -> bool:
    """Whether one of two who are said to do something together is a group of the other's people, or holds an office of
    the other: "the *governments* of A, B and C" do nothing with *C*, and a state does not meet its own minister."""
    if not is_shared(predicate) or not isinstance(other, Thing):
        return False
    return is_of(one, other) or is_of(other, one) or one.state is other or other.state is one


def is_of(group: Thing, owner: Thing) -> bool:
    """Whether a group is called after whose people it is."""
    if group.type is EntityType.GROUP and group.name.startswith(f"{owner.name} "):
        return True  # "Chad ministers"
    owners = group.name.partition(" of ")[2] if group.type is EntityType.GROUP else ""
    return owner.name in owners and re.search(rf"\b{re.escape(owner.name)}\b", owners) is not None


@cache
def is_shared(predicate: str) -> bool:
    """Whether a predicate says the same of both: who met each other."""
    return any(kind.symmetric for kind in shipped_kinds().values() if predicate in kind.predicates)


def is_elsewhere(reading: Reading, trigger: Word, object_: Word) -> bool:
    """Whether a word that should be what a verb is about stands beside it: left, or where something is only said."""
    aside = is_aside(trigger, object_) or is_in_next_clause(trigger, object_)
    left = is_left(reading, trigger, object_) or is_said_there(trigger, object_)
    return aside or left or is_before_another(reading, trigger, object_)


def is_before_another(reading: Reading, trigger: Word, object_: Word) -> bool:
    """ "left A, and B, *which* it joined in May": of names of a sort before a relative clause only that one is meant
    which it describes."""
    one, other = reading.at.get(trigger.head.i), reading.at.get(object_.i)
    if trigger.dep != "acl:relcl" or one is None or other is None or one.type is not other.type:
        return False
    pronouns = [c for c in trigger.children if c.dep == "obj" and c.i < trigger.i and c.lemma in {"which", "that"}]
    return bool(pronouns) and object_.i < pronouns[0].i and object_ not in trigger.head.subtree()


def has_others(one: Told, trigger: Word, subject: Word, object_: Word, alike: Sequence[Told]) -> bool:
    """Whether the verb has a subject or an object of its own in place of these."""
    if one.predicate in spoken():
        own = [c for c in trigger.children if c.dep in DOERS and c.pos != "PRON"]
        nearest = min(own, key=lambda c: abs(c.i - trigger.i), default=None)
        if nearest is None:
            return False
        return not is_within(subject, nearest) or is_its_body(subject, nearest) or is_by_another(subject, nearest)
    subjects, objects = {t.subject for t in alike}, {t.object for t in alike}
    described = is_done_to(trigger) and trigger.head.i in subjects and not is_within(subject, trigger.head)
    if described or is_by_below(trigger, object_):
        return True
    return is_outside(trigger, subject, subjects, DOERS) or is_outside(trigger, object_, objects, DONE_TO)


def is_done_to(word: Word) -> bool:
    """Whether a word is a participle that says what was done to the noun before it: "the council *set up* in 1991"."""
    return word.dep == "acl" and word.morph.get("VerbForm") == "Part" and word.morph.get("Tense") == "Past"


def is_by_below(trigger: Word, word: Word) -> bool:
    """Whether a word is the doer of what a participle below the verb says: "the council, set up by *Chad*, launched a
    fund"."""
    path = [word.first_of_row, *word.first_of_row.ancestors()]
    done = next((at for at, w in enumerate(path) if is_done_to(w)), 0)
    return done > 0 and trigger in path[done + 1 :] and preposition(path[done - 1]) == "by"


def is_of_another_deed(trigger: Word, subject: Word) -> bool:
    """Whether a name stands in what a participle elsewhere tells: "at a meeting with Ada Roe, Chad rejected the pact
    signed by *Mali*"."""
    done = next((w for w in subject.ancestors() if is_done_to(w)), None)
    if done is None:
        return is_of_first(trigger, subject)
    return trigger not in [done, *done.ancestors()] and done not in trigger.ancestors()


def is_by_another(word: Word, phrase: Word) -> bool:
    """Whether "by" stands between a name and another that the tree took for its apposition: "X, in a statement issued
    *by* her aide, *Y*, said"."""
    return word.dep == "appos" and word.head is phrase and any(w.text == "by" for w in phrase.until(word))


def is_its_body(word: Word, phrase: Word) -> bool:
    """Whether not a person but their body speaks: "the *office* of the minister, Ada Roe, said"."""
    return word is not phrase and phrase.pos == "NOUN" and phrase.lemma.lower() in word_set("speech", "bodies")


def has_doer_in_word(trigger: Word, subject: Word) -> bool:
    """Whether a hyphened participle names another as who did it: "X will join the *Doha*-mediated talks"."""
    doers = [c for c in trigger.children if c.dep == "compound" and c.pos == "PROPN" and c.i < trigger.i]
    dash = trigger.near(-1)
    return trigger.dep == "amod" and bool(doers) and dash is not None and dash.text == "-" and subject not in doers


def is_from_afar(trigger: Word) -> bool:
    """Whether a word tells that people only spoke from afar: "phoned", "telephone talks", "talked by video link"."""
    if trigger.lemma.lower() in word_set("frames", "calling") and trigger.pos == "VERB":
        behind = trigger.near(1)
        return behind is None or behind.lemma.lower() != "on"  # "called on X at home"
    if trigger.lemma.lower() in word_set("frames", "handing"):
        return True
    near = [c for c in trigger.children if c.pos in {"NOUN", "ADJ", "PROPN", "ADV"}]
    near += [w for c in near if c.pos == "NOUN" for w in c.children if w.dep in {"compound", "amod"}]
    return any(w.lemma.lower() in word_set("frames", "from_afar") for w in near)


@cache
def spoken() -> frozenset[str]:
    """The predicates of statements."""
    kinds = shipped_kinds().values()
    return frozenset(name for kind in kinds for name, p in kind.predicates.items() if p.object_type == "quote")


def is_outside(trigger: Word, word: Word, others: set[int], deps: frozenset[str]) -> bool:
    """Whether a word stands outside the phrases that hang so on a verb, one of which fills the same role."""
    if trigger.pos not in {"VERB", "AUX"}:
        return False
    own = [c for c in trigger.children if c.dep in deps and (c.i in others or is_named_by(c, others))]
    return bool(own) and not any(is_within(word, phrase) for phrase in own)


def is_named_by(noun: Word, others: set[int]) -> bool:
    """Whether one of some words names in apposition whom a noun means: "whose predecessor *Ada Roe* had met X"."""
    whose = any(c.dep == "nmod:poss" and c.text.lower() == "whose" for c in noun.children)
    return whose and any(c.dep in {"appos", "flat"} and c.i in others for c in noun.children)


def is_within(word: Word, phrase: Word) -> bool:
    """Whether a word belongs to a phrase without standing in a clause of its own."""
    while word is not phrase:
        if word.dep not in WITHIN or word.head is word:
            return False
        word = word.head
    return True


def is_aside(trigger: Word, object_: Word) -> bool:
    """Whether a word stands in a clause beside a verb that has a complement: "asked about the summit, he declined to
    comment"."""
    if not any(c.dep in {"obj", "xcomp", "ccomp"} for c in trigger.children):
        return False
    above = next((w for w in [object_, *object_.ancestors()] if w.head is trigger), None)
    return above is not None and above.dep == "advcl"


def is_in_next_clause(trigger: Word, object_: Word) -> bool:
    """Whether a word stands in a clause with a subject of its own that is joined to the verb's, as what a verb is about
    does not: "X asked to join, but its membership of *Y* …"."""
    above = [trigger, *trigger.ancestors()]
    clauses = [w for w in [object_, *object_.ancestors()] if w.dep == "conj" and w.head in above and w not in above]
    return any(
        c.pos in {"VERB", "AUX"} and c.i > trigger.i and c.child("nsubj", "nsubj:pass") is not None for c in clauses
    )


def is_mutual(reading: Reading, trigger: Word, subject: Word, object_: Word) -> bool:
    """Whether two who did something to others are taken for having done it to each other: "X and Y each met the head of
    Z", "X and Y both held talks", "X and Y are partners for Z"."""
    joined = subject.first_of_row is object_.first_of_row
    if joined and (any(is_each_alone(c) for c in trigger.children) or names_another(reading, object_, trigger)):
        return True
    verb = trigger.head if trigger.dep == "obj" else trigger.first_of_row
    both = [c for c in verb.children if c.dep in DOERS and is_within(subject, c) and is_within(object_, c)]
    apart = any(c.lemma.lower() in word_set("frames", "one_by_one") for c in verb.children)
    owned = trigger.pos == "NOUN" and trigger.dep != "obj" and any(is_anothers(reading, w) for w in {trigger, verb})
    return bool(both) and (apart or owned or any(c.dep == "obj" and is_for_people(c) for c in trigger.children))


def names_another(reading: Reading, last: Word, noun: Word) -> bool:
    """Whether between two who are joined and what they are called another is named whose they may be: "X and Y are not
    only neighbours *for Z* but also partners"."""
    between = last.until(noun)[1:-1] if noun.pos == "NOUN" and last.i < noun.i and noun.dep != "obj" else []
    named = [w for w in between if reading.how.get(w.i) == "name" and reading.at[w.i] is not reading.at.get(last.i)]
    return any(preposition(w) in {"for", "of", "to"} for w in named)


def is_each_alone(word: Word) -> bool:
    """Whether a word before a noun says that there is one for each: "*separate* meetings"."""
    return word.dep == "amod" and word.lemma.lower() in word_set("frames", "one_for_each")


def is_anothers(reading: Reading, noun: Word) -> bool:
    """Whether a phrase behind a noun, or a possessor, says whose somebody is: "partners *for Z*"."""
    behind = [c for c in noun.children if preposition(c) in {"of", "for", "to", "with"} or c.dep == "nmod:poss"]
    return any(c.i in reading.at for c in behind)


def is_for_people(word: Word) -> bool:
    """Whether a noun is what a person is called: "the army chief" is not the army."""
    return word.lemma.lower() in word_set("offices", "noun") | word_set("speech", "people")


def is_left(reading: Reading, trigger: Word, object_: Word) -> bool:
    """Whether a place is left, not gone to."""
    thing = reading.at.get(object_.i)
    own = object_.head is trigger and object_.dep == "obj"
    return own and thing is not None and thing.type in PLACES and trigger.lemma.lower() in word_set("frames", "leaving")


def is_said_there(trigger: Word, object_: Word) -> bool:
    """Whether a place only tells where something is said: "told reporters in Geneva"."""
    saying = object_.head.lemma.lower() in word_set("factuality", "saying") and object_.head.pos == "VERB"
    return trigger.pos == "ADP" and trigger.head is object_ and saying


def describes_people(reading: Reading, word: Word) -> bool:
    """Whether a word only says whose or of which country people are: "the Armenian minister"."""
    if reading.how.get(word.i) == "demonym-modifier":
        return True  # "the Ghanaian"
    if word.dep == "conj":
        word = word.head
    return word.dep == "amod" and is_for_people(word.head)


def is_no_doer(trigger: Word, subject: Word, object_: Word) -> bool:
    """Whether somebody only looks on at a deed, or it is only a step to what is denied."""
    return only_watches(subject, trigger, object_) or is_denied_next(trigger)


def only_watches(subject: Word, deed: Word, object_: Word) -> bool:
    """Whether somebody only looks on at a deed that a noun names: "*X* witnessed the signing", "backs *Y's* bid"."""
    owners = [c for c in deed.children if c.dep == "nmod:poss" and c.pos == "PROPN" and c is not object_]
    watched = bool(owners) or deed.head.lemma.lower() in word_set("frames", "watching")
    watched = watched and deed.pos == "NOUN" and deed.dep == "obj"
    return watched and any(subject in expand(one) for one in surface_subjects(deed.head))


def is_denied_next(deed: Word) -> bool:
    """Whether a deed is only a step to the one that is denied behind it: "initialled, but have not yet signed"."""
    behind = (c for c in deed.children if c.dep == "conj" and c.pos == "VERB" and c.i > deed.i)
    behind = (c for c in behind if not any(w.dep.startswith("nsubj") for w in c.children))
    return any(negated(c) and not any(o.dep == "obj" for o in deed.children) for c in behind)
