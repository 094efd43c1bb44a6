"""Lists of names that the parser read as one, though they end a fronted phrase and open the clause behind it: "After
the war in Peru, Chile and Chad signed", "In June Chile and Chad signed"."""

from itertools import pairwise

from flows.extract.grammar.doers import is_verbal, preposition
from flows.extract.grammar.standing import joint_of
from flows.extract.reading.reading import Reading
from flows.extract.trees.lists import Item, names_in
from flows.language.parse import Sentence, Word
from flows.language.timewords import load_words
from flows.model import EntityType

WIDER = {EntityType.REGION, EntityType.COUNTRY}


def mend_openings(reading: Reading, sentence: Sentence) -> None:
    """Mend what stands before the subject of a clause."""
    part_fronted(reading, sentence)
    open_joined(sentence)
    raise_described(sentence)
    set_aside(sentence)


def part_fronted(reading: Reading, sentence: Sentence) -> None:
    """Give each verb that has no subject the names behind the fronted phrase to which they were joined."""
    items = names_in(reading, sentence)
    for verb in sentence.words:
        phrases = [c for c in verb.children if opens_clause(c)] if lacks_subject(verb) else []
        run = run_before(sentence, items, verb) if phrases else []
        subject = [item[2] for item in run[subject_from(reading, sentence, run) :]]
        fronted = {w.i for phrase in phrases for w in phrase.subtree()}
        if subject and all(name.i in fronted for name in subject):
            subject[0].hang(verb, "nsubj")
            for name in subject[1:]:
                name.hang(subject[0], "conj")


def open_joined(sentence: Sentence) -> None:
    """Give each joined clause the phrase between its "and" and its subject: "visited Togo and *on Sunday* she left"."""
    for verb in sentence.words:
        joint, subject = verb.child("cc"), verb.child("nsubj", "nsubj:pass")
        if verb.dep != "conj" or joint is None or subject is None:
            continue
        between = joint.until(subject.subtree()[0])[1:-1]
        for phrase in verb.head.children:
            if phrase in between and preposition(phrase) and all(w in between for w in phrase.subtree()):
                phrase.hang(verb, "obl")


def raise_described(sentence: Sentence) -> None:
    """Give each verb that has no subject who is described right before it, taken for an apposition in the phrase that
    opens the clause: "Backed by Ana Roe, *the head of the bank* called for calm"."""
    for verb in sentence.words:
        if not lacks_subject(verb):
            continue
        at = verb.at
        while at > 0 and sentence.words[at - 1].pos in {"AUX", "ADV"}:
            at -= 1
        opening = [c for c in verb.children if c.i < verb.i and c.dep in {"advcl", "obl"}]
        for noun in (w for phrase in opening for w in phrase.subtree() if w.dep == "appos" and w.pos == "NOUN"):
            inside = [w for w in noun.subtree() if w.text != ","]
            comma = inside[0].near(-1)
            if inside[-1].at == at - 1 and comma is not None and comma.text == ",":
                noun.hang(verb, "nsubj")
                break


def set_aside(sentence: Sentence) -> None:
    """Take the place that opens a sentence, a comma or bracket behind it, for no subject beside the verb's own: "Lima,
    (The Herald) The council voted"."""
    first = sentence.words[0]
    top = first.first_of_row
    subjects = [c for c in top.head.children if c.dep == "nsubj"]
    behind = top.subtree()[-1].near(1)
    if len(subjects) < 2 or top is not subjects[0] or top.pos != "PROPN" or behind is None:
        return
    marked = any(w.text in {",", "(", ")", "–", "—"} for w in first.until(behind)[1:-1])
    if marked and behind.pos == "DET" and behind.text[:1].isupper():
        top.hang(top.head, "dep")


def opens_clause(phrase: Word) -> bool:
    """Whether a phrase, or a participle with its own, stands at the beginning of a clause ("Based in X, …")."""
    return (phrase.dep.startswith("obl") and is_fronted(phrase)) or is_fronted_participle(phrase)


def is_fronted_participle(word: Word) -> bool:
    """Whether a participle opens a sentence before the verb on which it hangs."""
    opens = word.dep == "advcl" and word.i < word.head.i and word.near(-1) is None
    return opens and word.morph.get("VerbForm") == "Part"


def lacks_subject(verb: Word) -> bool:
    """Whether the verb of a clause has no subject."""
    has_one = any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in verb.children)
    return is_verbal(verb) and not has_one and verb.dep in {"ROOT", "ccomp", "conj", "parataxis"}


def is_fronted(phrase: Word) -> bool:
    """Whether a phrase with a preposition stands at the beginning of its clause."""
    before = phrase.subtree()[0].near(-1)
    opened = (before is not None and is_date(before)) or any(c.dep == "case" for c in phrase.children)
    return (
        phrase.i < phrase.head.i and opened and (before is None or before.pos in {"PUNCT", "SCONJ", "CCONJ", "PROPN"})
    )


def run_before(sentence: Sentence, items: list[Item], verb: Word) -> list[Item]:
    """The names of the list that ends right before a verb, its auxiliaries and adverbs left out."""
    at = verb.at
    while at > 0 and sentence.words[at - 1].pos in {"AUX", "ADV"}:
        at -= 1
    run: list[Item] = []
    for item in reversed([i for i in items if i[1] < at]):
        if run and not joint_between(sentence, item, run[0]):
            break
        if not run and item[1] != at - 1:
            break
        run.insert(0, item)
    return run


def joint_between(sentence: Sentence, before: Item, item: Item) -> str:
    """ "and", "," or "" for what stands between two names; "and," for both."""
    between = [w.text.lower() for w in sentence.words[before[1] + 1 : item[0]]]
    return joint_of(between)


def subject_from(reading: Reading, sentence: Sentence, run: list[Item]) -> int:
    """The place in a list of the first name that is no part of the phrase before: behind the comma that follows its
    "and", else behind its first comma, else where a comma or a date parts it from the phrase; its end when none is."""
    if not run:
        return 0
    joints = [joint_between(sentence, a, b) for a, b in pairwise(run)]
    behind_and = [at + 1 for at, joint in enumerate(joints) if joint == "," and "and" in joints[:at]]
    if behind_and:
        return behind_and[-1]
    before = sentence.words[run[0][0] - 1] if run[0][0] else None
    if before is not None and (before.text == "," or is_date(before)):
        return 0
    if joints[:1] != [","]:
        return len(run)
    return 2 if joints[1:2] == [","] and is_address(reading, run) else 1


def is_date(word: Word) -> bool:
    """Whether a word ends a date, whatever the model labelled it."""
    return word.label == "TIME" or word.text in load_words().months


def is_address(reading: Reading, run: list[Item]) -> bool:
    """Whether a list begins with a place and the wider one in which it lies ("Doral, Florida")."""
    near, wide = (reading.at[item[2].i].type for item in run[:2])
    return near is EntityType.CITY and wide in WIDER
