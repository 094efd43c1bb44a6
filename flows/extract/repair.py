"""Mends what a small parser gets wrong most in news prose, where the surface leaves no doubt.

Covers: lists of names are one coordination (flows/extract/lists.py), a name is one node (flows/extract/knit.py); the
doer after "by" belongs to the passive verb before it, not to the place name between.
"""

from flows.extract.arguments import is_passive, preposition
from flows.extract.clauses import give_subject
from flows.extract.frames import frames_by_word
from flows.extract.gapping import echo_verbs
from flows.extract.knit import knit_names
from flows.extract.lists import mend_lists
from flows.extract.prepositional import lift_phrase
from flows.extract.things import Reading
from flows.extract.title import Title
from flows.extract.verbs import (
    attach,
    mend_verb,
    raise_verb,
)
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def mend(reading: Reading) -> None:
    """Mend every sentence's tree in place."""
    verbs = frozenset(lemma for pos, lemma in frames_by_word() if pos == "VERB")
    for sentence in reading.sentences:
        knit_names(reading, sentence)
        mend_lists(reading, sentence)
        raise_verb(reading, sentence)
        for word in sentence.words:
            lift_phrase(sentence, word)
            mend_verb(sentence, word, verbs)
        for word in sentence.words:
            see_passive(word)
            hand_to_verb(reading, word)
            hang_on_name(reading, word)
            give_subject(sentence, word)
        echo_verbs(reading, sentence)


def mend_titles(titles: list[Title]) -> None:
    """ "NATO Secretary General X hosted …": the person is the subject, whatever of the title the tree made it."""
    for title in titles:
        person = next((last for first, last, how, _ in title.person.mentions if last is title.last), None)
        if person is None or title.owner is None or title.how != "title before the name":
            continue
        head = person
        while head.head.i >= title.first.i and head.head.i < head.i and head.head is not head:
            head = head.head
        base = title.first.sentence.words[0].i
        name = [
            w
            for f, t, _, _ in title.person.mentions
            if t is person
            for w in f.sentence.words[f.i - base : t.i + 1 - base]
        ]
        if head in name or head.head is head or not name:
            continue
        above, dep = head.head, head.dep
        if above.i < title.first.i or above.i > person.i:
            attach(name[0], above, dep)
            attach(head, name[0], "compound")


def see_passive(word: Word) -> None:
    """ "is unsuspended from": what has a passive's auxiliary is a participle, whatever a tagger took it for."""
    if word.pos == "ADJ" and word.child("aux:pass") is not None:
        word.pos, word.morph = "VERB", {"VerbForm": "Part", "Tense": "Past"}


def hang_on_name(reading: Reading, word: Word) -> None:
    """ "the readiness of Somalia, which applied to join": what only a state or a person does is said of the name right
    before the relative pronoun."""
    at, words = word.i - word.sentence.words[0].i, word.sentence.words
    clause = word.head
    if word.lemma.lower() not in {"who", "which"} or at < 2 or clause.dep != "acl:relcl" or word.dep != "nsubj":
        return
    last = words[at - 2] if words[at - 1].text == "," else words[at - 1]
    thing = reading.at.get(last.i)
    if thing is None or reading.how[last.i] != "name" or thing is reading.at.get(clause.head.i):
        return
    of_state = thing.type is EntityType.COUNTRY and clause.lemma.lower() in word_set("anaphora", "state_verbs")
    if of_state or (word.lemma.lower() == "who" and thing.type is EntityType.PERSON):
        head = last
        while reading.at.get(head.head.i) is thing and head.head is not head:
            head = head.head
        if clause.head in head.ancestors():
            attach(clause, head, "acl:relcl")


def hand_to_verb(reading: Reading, word: Word) -> None:
    """ "founded in the city of X by Y": the doer after "by" goes to the passive verb."""
    thing = reading.at.get(word.i)
    if thing is None or preposition(word) != "by" or thing.type is EntityType.EVENT:
        return
    joined = word.dep == "conj" and preposition(word.head) not in {"", "by"}  # "before X, by Y": Y is no second X
    if word.dep not in {"nmod", "obl"} and not joined:
        return
    if word.head.pos in {"VERB", "AUX"}:
        return
    for above in word.ancestors():
        if above.pos == "VERB":
            if is_passive(above) and not any(c.dep == "obl:agent" for c in above.children):
                attach(word, above, "obl:agent")
            return
