"""Mends what a parser gets wrong most in news prose, where the surface leaves no doubt.

Covers: lists of names are one coordination (lists.py beside this), a name is one node (knit.py); the
doer after "by" belongs to the passive verb before it, not to the place name between.
"""

from flows.extract.grammar.arguments import expand, is_whole, opens_exception
from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.reading.reading import Reading
from flows.extract.trees.fronted import mend_openings
from flows.extract.trees.gapping import echo_verbs
from flows.extract.trees.knit import knit_names
from flows.extract.trees.lists import mend_lists
from flows.extract.trees.main_verb import raise_verb
from flows.extract.trees.relatives import hang_on_name
from flows.extract.trees.taken import (
    due_before,
    hang_country,
    mend_taken,
    placed,
    raise_bearer,
    raise_name,
    raise_place,
)
from flows.extract.words import DASHES, word_set
from flows.language.lemmas import base_forms
from flows.language.parse import Sentence, Word
from flows.model import EntityType


def mend(reading: Reading, verbs: frozenset[str]) -> None:
    """Mend every sentence's tree in place; `verbs` are those of which facts may be told."""
    for sentence in reading.sentences:
        knit_names(reading, sentence)
        mend_lists(reading, sentence)
        mend_openings(reading, sentence)
        raise_verb(reading, sentence)
        for word in sentence.words:
            lift_phrase(sentence, word)
            mend_verb(sentence, word, verbs)
        for word in sentence.words:
            free_owner(word)
            mend_taken(word)
            hand_owner(word)
            hand_to_verb(reading, word)
            hang_on_name(reading, word)
            describe_further(reading, word)
            leave_out(word)
            hang_title(reading, word)
            hang_country(reading, word)
            raise_place(reading, word)
            raise_bearer(reading, word)
            raise_holder(reading, word)
            hang_on_last(reading, word)
            give_subject(sentence, word)
            give_object(word)
        echo_verbs(reading, sentence)


def free_owner(word: Word) -> None:
    """ "Chile's A and Togo's B": Togo is whose B is, and B is joined to A."""
    mark = next((c for c in word.children if c.dep == "case" and c.pos == "PART" and c.i > word.i), None)
    behind = mark.near(1) if mark is not None else None
    if behind is not None and behind.text == "(":
        behind = behind.near(3)  # "Togo's (TG) B"
    if word.dep != "conj" or behind is None or behind.pos not in {"PROPN", "NOUN", "ADJ"}:
        return
    owned = behind
    while owned.dep in INSIDE and owned.dep != "conj" and owned.head.i > word.i:
        owned = owned.head
    if owned.i > word.i and owned.head in [word, *word.ancestors()]:
        if owned.head is word:
            owned.hang(word.head, "conj")
        word.hang(owned, "nmod:poss")


def hand_owner(word: Word) -> None:
    """ "the bloc's 15-member council": the council is the bloc's, not its members."""
    dashed = any(c.dep == "nummod" and (b := c.near(1)) is not None and b.text in DASHES for c in word.children)
    if dashed and word.dep in {"compound", "amod", "nmod:desc"} and word.head.i > word.i:
        for owner in [c for c in word.children if c.dep == "nmod:poss"]:
            owner.hang(word.head, "nmod:poss")


def describe_further(reading: Reading, word: Word) -> None:
    """ "Chad, a member since 2012 and the only one with a coast, left": what is joined to a description with no comma
    between describes the name as well."""
    name, joint = word.head, word.child("cc")
    if word.dep != "conj" or word.pos != "NOUN" or joint is None or reading.how.get(name.i) != "name":
        return
    told = next((c for c in name.children if c.dep == "appos" and c.pos == "NOUN" and name.i < c.i < word.i), None)
    if told is not None and not any(w.text == "," for w in told.until(joint)):
        word.hang(told, "conj")


def leave_out(word: Word) -> None:
    """ "All members of the union but Chad have signed": whom a whole is without is joined to it, no second subject."""
    whole = next((c for c in word.head.children if c.dep == word.dep and c.i < word.i and is_whole(c)), None)
    if word.dep in {"nsubj", "nsubj:pass"} and opens_exception(word) and whole is not None and word.i < word.head.i:
        word.hang(whole, "conj")


def hang_title(reading: Reading, word: Word) -> None:
    """ "Rebel leader Ben Oak signed", "met by rebel leader Ben Oak": an office right before a name is that
    person's, and does nothing itself."""
    name, lemma = word.near(1), word.lemma.lower()
    thing = reading.at.get(name.i) if name is not None else None
    if name is None or thing is None or thing.type is not EntityType.PERSON or reading.how[name.i] != "name":
        return
    before = word.head.until(word)[:-1] if word.dep == "nmod:desc" else []
    if any(w.pos == "VERB" for w in before) and before[-1].i not in reading.at:
        word.hang(name, "nmod:desc")  # "Ada Roe thanked | President Oak"
    if word.pos != "NOUN" or not any(lemma in word_set("offices", k) for k in ("noun", "equal")):
        return
    if name.head is word.head and name.dep == word.dep and word.dep in {"nsubj", "nsubj:pass", "obj"}:
        word.hang(name, "nmod:desc")
    elif name.head is word and name.dep == "appos" and word.dep in {"nsubj", "obl:agent", "conj"}:
        raise_name(word, name)


def raise_holder(reading: Reading, word: Word) -> None:
    """ "The director *of the film*, Ada Roe, left": the name is the director's, not that of what stands before it."""
    noun, thing, comma = word.head, reading.at.get(word.i), word.near(-1)
    named = thing is not None and thing.type is EntityType.PERSON and comma is not None and comma.text == ","
    offices = word_set("offices", "noun") | word_set("speech", "people")
    if word.dep != "appos" or not named or noun.pos != "NOUN" or noun.dep != "nmod" or noun.i in reading.at:
        return
    if noun.head.lemma.lower() in word_set("offices", "noun") and noun.lemma.lower() not in offices:
        word.hang(noun.head, "appos")


def hang_on_last(reading: Reading, word: Word) -> None:
    """ "A, B and C, the chair of the union", "A, B (chair)": what one alone can be is said of the one right before."""
    office = word.pos == "NOUN" or word.lemma.lower() in word_set("offices", "noun")
    mark = first_word(word).near(-1) if word.dep == "appos" and office else None
    if mark is None or mark.text not in {",", "("} or word.morph.get("Number") == "Plur" or word.child("conj"):
        return
    row = [one for one in expand(word.head.first_of_row) if word.head.i < one.i < mark.i]
    if mark.text == "(":
        row = [first for _, first, last in reading.persons_named(word.sentence) if last.i == mark.i - 1]
    if row and row[-1].pos == "PROPN" and max(w.i for w in row[-1].subtree() if w.i < mark.i) == mark.i - 1:
        word.hang(row[-1], "appos")


def first_word(word: Word) -> Word:
    """The first word of a phrase, marks apart."""
    return min((w for w in word.subtree() if w.pos != "PUNCT"), key=lambda w: w.i)


def hand_to_verb(reading: Reading, word: Word) -> None:
    """ "founded in the city of X by Y": the doer after "by" goes to the passive verb."""
    beside = word.child("appos")  # "by his counterpart, X"
    thing = reading.at.get(word.i) or (reading.at.get(beside.i) if beside is not None else None)
    if thing is None or preposition(word) != "by" or thing.type is EntityType.EVENT:
        return
    joined = word.dep == "conj" and preposition(word.head) not in {"", "by"}  # "before X, by Y": Y is no second X
    if (word.dep not in {"nmod", "obl"} and not joined) or word.head.pos in {"VERB", "AUX"}:
        return
    for above in word.ancestors():
        if above.pos == "VERB":
            if is_passive(above) and not any(c.dep == "obl:agent" for c in above.children):
                word.hang(above, "obl:agent")
            return


INSIDE = {"flat", "compound", "amod", "conj", "det"}


def give_subject(sentence: Sentence, verb: Word) -> None:
    """ "It admitted new members, and X, Y and Z joined": names behind ", and" and right before a verb that has no
    subject are its subject, not further members."""
    at = verb.at
    joined = verb.dep in {"conj", "ccomp"} and not any(c.dep == "mark" or c.dep[:5] == "nsubj" for c in verb.children)
    bare = verb.pos == "VERB" and joined
    if not bare or at < 4 or sentence.words[at - 1].pos != "PROPN":
        return
    first = sentence.words[at - 1]
    while first.dep in INSIDE and not opens_clause(sentence, first):
        first = first.head
    if first.dep == "conj" and first.i < verb.i and first.pos == "PROPN":
        first.hang(verb, "nsubj")
        verb.hang(verb.head, "conj")


def give_object(verb: Word) -> None:
    """ "The emir received this morning X": a second subject, behind a verb without an object, is its object; so is a
    person who stands there without a preposition: "received in Lima on Sunday X"."""
    beside = [c for c in verb.children if c.dep == "appos" and c.i > verb.i] or placed(verb)
    if verb.pos == "VERB" and beside and verb.child("obj", "aux:pass", "nsubj:pass") is None:
        beside[0].hang(verb, "obj")  # nothing stands beside a verb: "the council groups Chad, Mali and Togo"
    subjects = [c for c in verb.children if c.dep == "nsubj"]
    if verb.pos != "VERB" or len(subjects) != 2 or verb.child("obj", "ccomp", "aux:pass", "nsubj:pass") is not None:
        return
    first, second = subjects
    around = first.i < verb.i < second.i and second.pos == "PROPN"
    if around and not any(w.text in {";", ":", '"', "”"} for w in verb.until(second)):
        second.hang(verb, "obj")


def opens_clause(sentence: Sentence, word: Word) -> bool:
    """Whether ", and" stands right before a phrase."""
    left = min((w.i for w in word.subtree() if w.dep not in {"punct", "cc"}), default=word.i)
    return [w.text.lower() for w in sentence.words if left - 2 <= w.i < left] == [",", "and"]


def lift_phrase(sentence: Sentence, word: Word) -> None:
    """Hang a phrase on what it belongs to: "pulled | out of it", "stayed away | from it", "talks on fish | in Rome"."""
    if not word.dep.startswith(("obl", "nmod")) or word.head.i > word.i:
        return
    take_out(sentence, word)
    head, above = word.head, word.head.head
    if head.dep == "advmod" and head.pos == "ADV" and above.pos == "VERB":
        word.hang(above, "obl")
    if head.dep == "xcomp" and is_occasion(word) and above.lemma.lower() in word_set("grammar", "resolving"):
        word.hang(above, "obl")
    row, placed = head.first_of_row, word.label == "PLACE" and preposition(word) in {"in", "at"}
    if placed and is_matter(head) and row.dep == "nmod" and row.head.pos == "NOUN" and row.head.i < head.i:
        word.hang(row.head, "nmod")


def is_matter(word: Word) -> bool:
    """Whether a word says on what or between whom something is: "talks on *fish* between Chad and *Mali* | in Rome"."""
    if word.pos == "PROPN":
        return preposition(word.first_of_row) in {"between", "with"}
    lies = word.lemma.lower() in word_set("grammar", "lying")  # "talks on the war | in Chad"
    return word.pos == "NOUN" and not lies and preposition(word) in word_set("grammar", "about")


def is_occasion(word: Word) -> bool:
    """Whether a phrase behind a comma tells on whose visit it was: "agreed to trade, in her first *visit* to Chad"."""
    comma = first_word(word).near(-1)
    parted = comma is not None and comma.text == "," and preposition(word) in {"in", "on", "during"}
    return parted and word.child("nmod:poss") is not None


def take_out(sentence: Sentence, word: Word) -> None:
    """ "pulled out of it": "out" is part of the preposition, not of the verb."""
    case = next((c for c in word.children if c.dep == "case" and c.text.lower() == "of"), None)
    before = case.near(-1) if case is not None else None
    if before is not None and before.text.lower() == "out" and before.dep in {"compound:prt", "advmod"}:
        before.hang(word, "case")


def mend_verb(sentence: Sentence, word: Word, verbs: frozenset[str]) -> None:
    """ "X restores Y's rights": an inflected verb that was taken for a noun or adjective, where it has a subject and an
    object or where the sentence has no other verb."""
    if word.pos not in {"NOUN", "ADJ"} or not word.text.islower():
        return
    lemma = next((c for c in [*base_forms(word.text), word.text] if c in verbs), None)
    if lemma is None:
        return
    if word.text == lemma and (due := due_before(word)):
        word.pos, word.morph = "VERB", {"VerbForm": "Inf"}
        for one in due:
            one.hang(word, "mark")
        return
    if {"nsubj", "obj"} <= {c.dep for c in word.children} and not any(c.dep == "cop" for c in word.children):
        word.pos, word.lemma, word.morph = "VERB", lemma, {"VerbForm": "Fin"}
        return
    if word.text == lemma:
        return
    if verbless(sentence) and word.i <= sentence.roots[0].i:
        make_root(sentence, word, lemma)


def verbless(sentence: Sentence) -> bool:
    """Whether a sentence's root is a noun that nothing makes a predicate: some verb was not seen as one."""
    roots = sentence.roots
    return (
        len(roots) == 1
        and roots[0].pos in {"NOUN", "PROPN", "ADJ"}
        and not any(c.dep in {"cop", "aux"} for c in roots[0].children)
    )


def make_root(sentence: Sentence, word: Word, lemma: str) -> None:
    """Let a word be the verb of its sentence: the phrase before it its subject, the old root behind it its object."""
    root, before = sentence.roots[0], word.near(-1)
    if before is None or before.pos not in {"PROPN", "NOUN"}:
        return
    word.hang(None, "ROOT")
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"VerbForm": "Fin", "Tense": "Pres" if word.text.endswith("s") else "Past"}
    root.hang(word, "obj")
    before.hang(word, "nsubj")
