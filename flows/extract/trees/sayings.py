"""Verbs of saying that the model took for something else."""

from flows.extract.grammar.doers import is_infinitive
from flows.extract.grammar.saying import CLOSERS, is_clausal, saying, tells_who_says
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.lemmas import base_forms
from flows.language.parse import Word


def mend_sayings(reading: Reading) -> None:
    """Let what says something be a verb with subject and clause, whatever the parser saw."""
    for sentence in reading.sentences:
        for word in sentence.words:
            behind = word.near(1)
            mend_inverted(reading, word)
            mend_described(word)
            mend_going_on(word)
            mend_trailing(word)
            mend_doubled(word)
            mend_between_commas(word)
            lift_participle(reading, word)
            if behind is not None and behind.text.lower() == "that" and is_misread(reading, word):
                mend_saying(word, behind)


def is_misread(reading: Reading, word: Word) -> bool:
    """Whether a verb of saying behind a name was taken for a noun: "with Peru *warning* that …"."""
    before = word.near(-1)
    if before is None or before.i not in reading.at or reported_form(word) is None:
        return False
    if any(c.dep.startswith(("nsubj", "det")) for c in word.children) or word.pos != "NOUN":
        return False
    return word.text.endswith("ing") and any(c.text.lower() == "with" for c in word.children)


def reported_form(word: Word) -> str | None:
    """The lemma that a word has if it is a verb of saying that takes a clause, or "call"."""
    forms = [word.lemma.lower(), *base_forms(word.text)]
    return next((form for form in forms if form in word_set("speech", "clause") | {"call"}), None)


def mend_saying(word: Word, that: Word) -> None:
    """Make a word a verb: the name in front of it its subject, the clause with "that" what it reports."""
    subject = word.near(-1)
    if subject is None or subject.head is not word:
        return
    subject.hang(word, "nsubj")
    word.pos, word.lemma, word.morph = "VERB", reported_form(word) or word.lemma, {"VerbForm": "Ger"}
    word.hang(word.head, "advcl")
    clause = next((c for c in word.children if c.i > that.i and that in c.subtree()), None)
    if clause is not None:
        clause.hang(word, "ccomp")
        that.hang(clause, "mark")
        that.pos, that.morph = "SCONJ", {}


def mend_inverted(reading: Reading, word: Word) -> None:
    """ "…,” remarks NAME of the institute": behind a closing mark and before a name or article, the form of a verb of
    saying is one, and what follows is its subject."""
    before, behind = word.near(-1), word.near(1)
    if before is None or before.text not in CLOSERS or before.pos == "PART":
        return
    if behind is None or behind.pos not in {"PROPN", "DET", "ADJ", "NOUN"}:
        return
    if not word.text.islower() or not word.text.endswith(("s", "d")) or reported_form(word) is None:
        return
    if word.pos == "VERB" and any(c.dep.startswith("nsubj") for c in word.children):
        return
    subject = behind
    while subject.head.i > word.i and subject.head is not subject and subject.head is not word:
        subject = subject.head
    if word.pos != "VERB":
        word.pos, word.lemma = "VERB", reported_form(word) or word.lemma
        word.morph = {"VerbForm": "Fin", "Tense": "Pres" if word.text.endswith("s") else "Past"}
        word.hang(word.head, "parataxis")
    if subject.i > word.i and subject.head is not subject:
        subject.hang(word, "nsubj")


def mend_described(word: Word) -> None:
    """ "…, a treaty, a lawmaker *announced* on Monday.": the verb of saying of who says so behind the last comma
    describes nothing."""
    speaker = next((c for c in word.children if c.dep == "nsubj"), None)
    comma = speaker.subtree()[0].near(-1) if speaker is not None and word.dep.startswith("acl") else None
    if comma is not None and comma.text == "," and tells_who_says(comma.behind):
        word.hang(word.sentence.roots[0], "parataxis")


def mend_going_on(word: Word) -> None:
    """ "She went on to *say*": not for what she did so, but what she did."""
    goes_on = word.head.lemma == "go" and any(c.text.lower() == "on" for c in word.head.children)
    if word.dep == "advcl" and goes_on and saying(word) and is_infinitive(word):
        word.hang(word.head, "xcomp")


def mend_trailing(word: Word) -> None:
    """ "…, a spokesman for the prime minister has confirmed.": the speaker whom a comma sets apart behind the speech,
    and whom the tree hung into it, is the subject of the verb of saying that ends the sentence."""
    ends = word.near(1)
    if ends is None or ends.pos != "PUNCT" or not is_clausal(word) or word.morph.get("VerbForm") == "Ger":
        return
    if any(c.dep.startswith(("nsubj", "obj", "ccomp")) for c in word.children):
        return
    comma = next((w for w in reversed(word.before) if w.text == ","), None)
    phrase = [w for w in word.before[comma.at + 1 :] if w.pos not in {"AUX", "ADV"}] if comma is not None else []
    heads = [w for w in phrase if w.head not in phrase]
    if len(heads) != 1 or heads[0].pos != "NOUN" or heads[0].lemma.lower() not in word_set("speech", "people"):
        return
    if phrase[0].pos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
        heads[0].hang(word, "nsubj")


def mend_doubled(word: Word) -> None:
    """ "The country applied to join last week, the officials added": of two subjects of the verb of saying that follows
    what is said, the first is that of the clause between them."""
    told = [c for c in word.children if c.dep.startswith("nsubj") and c.i < word.i]
    if len(told) < 2 or not is_clausal(word):
        return
    first, speaker = told[0], told[-1]
    below = [c for c in [*word.children, *first.children] if c.dep in {"ccomp", "acl"} and first.i < c.i < speaker.i]
    clause = below[0] if len(below) == 1 and below[0].pos == "VERB" else None
    if clause is not None and not any(c.dep.startswith("nsubj") for c in clause.children):
        first.hang(clause, "nsubj")
        clause.hang(word, "ccomp")


def mend_between_commas(word: Word) -> None:
    """ "Peru, *said* its minister, will leave", "Peru, a minister *said*, will leave": who stands with the verb of
    saying between commas speaks, and the first name is the subject of what is said."""
    told = next((c for c in word.children if c.dep.startswith("nsubj") and c.i < word.i), None)
    clause = next((c for c in word.children if c.dep == "ccomp" and c.i > word.i), None)
    if told is None or clause is None or not is_clausal(word):
        return
    subject = next((c for c in clause.children if c.dep.startswith("nsubj") and c.i > word.i), None)
    if subject is None:
        aside = next((c for c in told.children if c.dep == "appos" and is_speaker(c)), None)
        speaker = aside if aside is not None and stand_between_commas([*aside.subtree(), word]) else None
    else:
        speaker = subject if stand_between_commas([word, *subject.subtree()]) else None
    if speaker is not None:
        speaker.hang(word, "nsubj")
        told.hang(clause, "nsubj")


def is_speaker(word: Word) -> bool:
    """Whether a word is a name or a noun for people who speak."""
    return word.pos == "PROPN" or word.lemma.lower() in word_set("speech", "people")


def stand_between_commas(words: list[Word]) -> bool:
    """Whether words, but for the commas that they begin and end with, follow one another between commas."""
    inner = [w for w in words if w.pos != "PUNCT"]
    first, last = inner[0], inner[-1]
    ends = (first.near(-1), last.near(1))
    together = [w for w in first.until(last) if w.pos != "PUNCT"] == inner
    return together and all(end is not None and end.text == "," for end in ends)


def lift_participle(reading: Reading, word: Word) -> None:
    """ "praised their efforts to reach a truce, *stressing* that …", "“…,” X said, *describing* it as …":
    behind a comma the participle of a verb of saying is said of the subject that speaks, not of who is spoken of;
    behind "…, X said," it is X's."""
    comma = word.near(-1)
    if comma is None or word.pos != "VERB" or not word.text.endswith("ing"):
        return
    told = word.head.head.child("obj") if word.head.dep == "advcl" and word.dep == "advcl" else None
    if told is not None and told.i < word.head.i and told.lemma.lower() in word_set("speech", "document"):
        word.hang(word.head.head, "advcl")  # "released a statement after X arrived | *saying* …"
    if comma.text != ",":
        return
    if word.dep not in {"advcl", "acl", "ccomp"} or not saying(word):
        return
    aside = verb_of_aside(comma)
    if aside is not None:
        word.hang(aside, "advcl")
    elif word.dep != "ccomp" and not tells(reading, word.head, word):
        above = next((w for w in word.ancestors() if tells(reading, w, word)), None)
        if above is not None and above.i < word.i:
            word.hang(above, "advcl")


def verb_of_aside(comma: Word) -> Word | None:
    """The verb of saying of who says so between a comma and this one: "…, Ada Roe *said*, promising …"."""
    opening = next((w for w in reversed(comma.before) if w.text == ","), None)
    aside = opening.until(comma)[1:-1] if opening is not None else []
    return next((w for w in aside if w.pos == "VERB"), None) if tells_who_says(aside) else None


def tells(reading: Reading, verb: Word, word: Word) -> bool:
    """Whether a verb has a subject of its own, on the same side of quotation marks as a word."""
    own = any(c.dep.startswith("nsubj") and c.i < word.i for c in verb.children)
    return own and verb.pos == "VERB" and (verb.i in reading.quoted) == (word.i in reading.quoted)
