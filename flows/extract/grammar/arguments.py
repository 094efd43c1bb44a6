"""Who does what to whom: the arguments of a verb or noun, whatever the construction that expresses them.

Active, passive, reduced and full relative clauses, participles, control, coordination and light verbs all come
out under the same names, so that a frame says `subject` and `object` once:

    subject  the doer ("Mali left", "left by Mali", "Mali, which left", "Mali announced plans to leave")
    object   what it is done to ("left the bloc", "the bloc was left", "the bloc that Mali left")
    is       what a role noun stands for ("Mali is a member", "Mali, a member", "a member, Mali")
    poss     possessor ("Mali's withdrawal")        modifier  compound or adjective ("NATO member", "Kazakh president")
    bearer   subject of the verb that governs the noun ("Mali announced its withdrawal")
    joined   what is coordinated with the noun ("founder and *director* of the bank")
    clause   subject of the clause around the noun ("after the vote in its parliament Mali left")
    ahead    of a participle: the name right before it, wherever it hangs ("the CEO of *Acme*, based in Lima")
    in, to, with, of, by, …   prepositional arguments, by preposition
"""

from itertools import pairwise

from flows.extract.grammar.doers import (
    RELATIVE_CLAUSE,
    antecedent,
    bearers,
    clause_subjects,
    companions,
    is_infinitive,
    is_passive,
    is_verbal,
    objects,
    preposition,
    subjects,
)
from flows.extract.grammar.kept import kept
from flows.extract.grammar.moods import negated
from flows.extract.grammar.standing import stands_for
from flows.extract.words import word_set
from flows.language.parse import Word

Arguments = dict[str, list[Word]]
OBLIQUE = ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked", "obl:tmod", "nmod:desc")
CLAUSES = ("xcomp", "ccomp", "acl", "acl:relcl", "csubj", "advcl")


@kept
def arguments(word: Word) -> Arguments:
    """The arguments of a trigger, each a list of head words (coordination is not expanded here)."""
    found: Arguments = {}
    verbal = is_verbal(word)
    if verbal:
        add_verbal(found, word)
    if not verbal or word.pos in {"NOUN", "PROPN"}:
        add_nominal(found, word)
    for child in word.children:
        add_child(found, word, child)
    if verbal:
        add_company(found, word)
        put(found, "ahead", names_ahead(word))
    else:
        add_adjacent(found, word)
    if word.dep == "obj":
        add_beside(found, word)
    if word.dep in RELATIVE_CLAUSE:
        add_relative_oblique(found, word)
    if word.dep == "conj" and verbal:
        share_obliques(found, word)
    return found


def add_verbal(found: Arguments, verb: Word) -> None:
    """The arguments that only a verb has."""
    before = [c for c in verb.children if c.dep in {"compound", "nmod", "obl:unmarked"} and c.i < verb.i]
    put(found, "subject", subjects(verb))
    put(found, "object", objects(verb))
    put(found, "modifier", [c for c in before if not preposition(c)])
    put(found, "receiver", [c for c in verb.children if c.dep == "iobj"])


def add_child(found: Arguments, word: Word, child: Word) -> None:
    """What one word below another is to it, by preposition, clause or particle."""
    if child.dep in OBLIQUE:
        put(found, preposition(child), [antecedent(child)])
    elif child.dep in CLAUSES:
        put(found, child.dep, [child])
        if child.dep in {"xcomp", "advcl"} and is_infinitive(child):
            put(found, "purpose", [child])
    elif child.dep == "advmod" and child.lemma.lower() == "there" and is_verbal(word):
        put(found, "in", [child])
        put(found, "to", [child])
    elif child.dep in {"advmod", "compound:prt"}:
        add_particle(found, word, child)


def add_company(found: Arguments, verb: Word) -> None:
    """ "met in Damascus with X": the phrase may hang on the place; "together with Y, met with X": not with Y."""
    if "with" in found:
        found["with"] = [c for c in found["with"] if c not in companions(verb)] or found["with"]
        return
    behind = [c for c in verb.children if c.dep == "obl" and c.i > verb.i]
    put(found, "with", [g for c in behind for g in c.children if g.dep == "nmod" and preposition(g) == "with"])


def add_particle(found: Arguments, word: Word, particle: Word) -> None:
    """The phrase behind a particle ("pulled out of X", "stayed away from Y"), under its preposition and under both."""
    behind = [c for c in [*particle.children, *word.children] if c.dep in OBLIQUE and c.i > particle.i]
    for phrase in behind:
        at = next((c.i for c in phrase.children if c.dep == "case"), -1)
        if phrase.head is particle:
            put(found, preposition(phrase), [antecedent(phrase)])
        if at == particle.i + 1:
            put(found, f"{particle.text.lower()} {preposition(phrase)}", [antecedent(phrase)])


def names_ahead(verb: Word) -> list[Word]:
    """The last word of the name right before a participle without a subject, past a comma, and past "a company" and the
    like that stand between commas."""
    reduced = verb.dep in {"acl", "advcl", "amod"} and verb.morph.get("VerbForm") == "Part"
    last = last_before(verb) if reduced else None
    if last is not None and last.pos == "NOUN":
        opened = [c for c in last.children if c.text.lower() in {"a", "an", "the"}]
        comma = opened[0].near(-1) if opened else None
        last = comma.near(-1) if comma is not None and comma.text == "," else None
    return [last] if last is not None and last.pos == "PROPN" else []


def last_before(verb: Word) -> Word | None:
    """The word right before a participle, past a comma and an adverb ("Acme, *originally* based in Lima")."""
    last = verb.near(-1)
    while last is not None and (last.pos == "ADV" or last.text == ","):
        last = last.near(-1)
    return last


def put(found: Arguments, name: str, words: list[Word]) -> None:
    """Add words under a name, once each."""
    for word in words:
        if word not in found.setdefault(name, []):
            found[name].append(word)


def add_nominal(found: Arguments, noun: Word) -> None:
    """The arguments that only a noun has."""
    for child in noun.children:
        if child.dep == "nmod:poss":
            put(found, "poss", [antecedent(child)])
        elif child.dep in {"compound", "amod", "nmod:unmarked"}:
            put(found, "modifier", [child])
        elif child.dep == "nummod":
            put(found, "number", [child])
        elif child.dep == "conj":
            put(found, "joined", [child])
    if noun.dep in {"nsubj", "nsubj:outer"}:
        put(found, "complement", complement_of(noun.head))
    put(found, "is", stands_for(noun))
    put(found, "bearer", bearers(noun))
    put(found, "clause", clause_subjects(noun))
    if noun.dep in {"obl", "nmod"}:
        put(found, "above", above_all(noun.head))


def above_all(head: Word) -> list[Word]:
    """What a phrase is said of: the noun it hangs on, or what its verb tells of ("a session held *under* …")."""
    if not is_verbal(head):
        return [head]
    return objects(head) if is_passive(head) else [*subjects(head), *objects(head)]


def complement_of(above: Word) -> list[Word]:
    """What a subject is said to be: "their goal was to combat terrorism"; nothing where that is denied."""
    if negated(above):
        return []
    if any(c.dep == "cop" for c in above.children):
        return [above]
    if above.lemma == "be":
        return [c for c in above.children if c.dep in {"xcomp", "ccomp", "advcl"}]
    return []


def add_adjacent(found: Arguments, noun: Word) -> None:
    """The phrase right behind a noun is taken for its own wherever the tree hung it ("the summit in X")."""
    behind = noun.near(1)
    if behind is None:
        return
    phrase = behind.head
    if behind.dep == "mark" and behind.text.lower() == "to" and phrase.i > noun.i:
        put(found, "acl", [phrase])  # "Georgia's bid to join"
    opened = preposition(phrase) if behind.pos == "ADP" and behind.dep == "case" and phrase.i > noun.i else ""
    if opened and opened not in found:
        put(found, opened, [phrase])


def add_beside(found: Arguments, noun: Word) -> None:
    """Phrases after an object that hang on its verb may as well belong to the object ("announce their withdrawal from
    the court"): taken where the object has none with that preposition."""
    for child in noun.head.children:
        if child.i > noun.i and child.dep in {"obl", "nmod"}:
            name = preposition(child)
            if name and name not in found:
                put(found, name, [child])


def add_relative_oblique(found: Arguments, word: Word) -> None:
    """ "the process in which they took part": the antecedent under the clause's preposition."""
    for child in word.children:
        if child.dep == "advmod" and child.lemma in {"where", "when"}:
            put(found, "in", [word.head])


def share_obliques(found: Arguments, word: Word) -> None:
    """Prepositional arguments of the first of two joined verbs hold for the second when it has none of its own."""
    for child in word.head.children:
        if child.dep == "obl" and child.i < word.head.i:
            put(found, "shared " + preposition(child), [child])


def is_excluded(word: Word) -> bool:
    """Whether a joined word is set apart: by "not" ("Nepal and Bhutan, but not India"), as who did not do it ("Nepal
    rather than India"), or as what a whole is without ("all of them but India")."""
    before = opening_word(word).before[-2:]
    instead = " ".join(w.text.lower() for w in before) in word_set("scope", "against")
    denied = any(w.lemma.lower() == "not" for w in before)
    return denied or instead or (opens_exception(word) and any(map(is_whole, nouns_around(word.head))))


def nouns_around(word: Word) -> list[Word]:
    """A noun, and those in whose phrase it stands: "all *members* of the *union*"."""
    found = [word]
    while found[-1].dep in {"nmod", "nmod:poss", "compound"} and found[-1].head is not found[-1]:
        found.append(found[-1].head)
    return found


def opening_word(word: Word) -> Word:
    """The word with which a noun's own phrase opens, its article and modifiers with it."""
    own = {"det", "compound", "amod", "nmod:desc", "nummod"}
    left = [w for c in word.children if c.dep in own and c.i < word.i for w in c.subtree()]
    return min([word, *left], key=lambda w: w.i)


def leaves_out(word: Word) -> bool:
    """Whether a phrase leaves somebody out of those it names: "all members but Chad", "every state apart from Chad"."""
    inner = [w for w in word.subtree() if w.i > word.i]
    if is_whole(word) and any(w.dep == "conj" and word in nouns_around(w.head) and opens_exception(w) for w in inner):
        return True
    pairs = {f"{a.text} {b.text}".lower() for a, b in pairwise(inner) if b.i == a.i + 1}
    lone = any(
        w.text.lower() in word_set("scope", "except") and w.dep != "cc" and (w.pos != "VERB" or w.dep == "case")
        for w in inner
    )
    return lone or bool(pairs & word_set("scope", "except_pair"))


def is_excepted(word: Word) -> bool:
    """Whether what stands before a word sets it apart from a whole: "all members but *Chad* signed"."""
    if is_denied_name(word):
        return True
    for at in range(word.at - 1, -1, -1):
        here, pair = word.sentence.words[at], word.sentence.words[at : at + 2]
        if here.pos in {"VERB", "AUX"} and here.text.lower() not in word_set("scope", "except"):
            return False
        if here.text.lower() in word_set("scope", "except_weak"):
            return any(w.lemma.lower() in word_set("scope", "whole") for w in word.sentence.words[:at])
        if here.text.lower() in word_set("scope", "except") or (
            " ".join(w.text.lower() for w in pair) in word_set("scope", "except_pair")
        ):
            return True
    return False


def is_denied_name(word: Word) -> bool:
    """Whether a name is set beside another as the one who it is not: "it was Nepal, *not India*, that signed"."""
    before = word.before[-2:]
    return word.pos == "PROPN" and [w.text.lower() for w in before] in ([",", "not"], ["and", "not"], ["but", "not"])


def is_set_apart(word: Word) -> bool:
    """Whether a word, or one of those through which it is joined to the first of its row, is set apart from it."""
    return word.dep == "conj" and (is_excluded(word) or is_set_apart(word.head))


def is_whole(word: Word) -> bool:
    """Whether a phrase speaks of all there are ("every member")."""
    said = (word, *(c for c in word.children if c.i < word.i))
    return any(w.lemma.lower() in word_set("scope", "whole") for w in said)


def opens_exception(word: Word) -> bool:
    """Whether "but", "except" and the like stand before a joined word."""
    return any(c.i < word.i and c.text.lower() in word_set("scope", "except") for c in word.children)


@kept
def expand(word: Word) -> list[Word]:
    """The word and what is coordinated with it, in text order; not an owner in a row of others ("X and Y, *China's*
    envoy, signed it")."""
    found, stack, owners = [], [word], word.dep == "nmod:poss"
    while stack:
        current = stack.pop()
        found.append(current)
        row = [c for c in current.children if c.dep == "conj" and not is_excluded(c)]
        stack += [c for c in row if owners or all(s.dep != "case" or s.i < c.i for s in c.children)]
    return sorted(found, key=lambda w: w.i)
