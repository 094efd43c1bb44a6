"""Joins names with their like: "X, the president of Brazil, and Y met" joins Y to X, and in "In Quito, Y met Z" nothing
joins Y to the city."""

from flows.extract.doers import is_verbal
from flows.extract.things import Reading
from flows.extract.verbs import attach
from flows.language.parse import Word
from flows.model import EntityType

PLACES = frozenset({EntityType.CITY, EntityType.COUNTRY, EntityType.REGION})
INSIDE = frozenset({"nmod", "appos", "conj", "nmod:poss", "compound"})


def mend_joints(reading: Reading) -> None:
    """Mend the name of every person or body that the tree joined to a thing of another sort."""
    for sentence in reading.sentences:
        for word in sentence.words:
            thing, above = reading.at.get(word.i), reading.at.get(word.head.i)
            if word.dep != "conj" or thing is None or above is None or reading.how[word.i] != "name":
                continue
            if thing.type not in {EntityType.PERSON, EntityType.ORGANIZATION} or above.type is thing.type:
                continue
            if above.type in PLACES and not join_alike(reading, word, thing.type):
                make_subject(word)


def join_alike(reading: Reading, word: Word, type_: EntityType) -> bool:
    """Join a name to the nearest of its sort in whose phrase it stands; whether there is one."""
    above = word.head
    while above.dep in INSIDE and above.head is not above:
        above = above.head
        thing = reading.at.get(above.i)
        if thing is not None and thing.type is type_ and reading.how[above.i] == "name":
            attach(word, above, "conj")
            return True
    return False


def make_subject(word: Word) -> None:
    """Make a name behind a phrase of place and a comma the subject of the verb that lacks one."""
    place = word.head
    verb = place.head
    comma = word.sentence.words[min(w.i for w in word.subtree()) - 1 - word.sentence.words[0].i].text == ","
    joined = any(c.dep == "cc" for c in word.children)
    lacking = is_verbal(verb) and not any(c.dep.startswith(("nsubj", "csubj")) for c in verb.children)
    if place.dep == "obl" and place.i < word.i < verb.i and comma and lacking and not joined:
        attach(word, verb, "nsubj:pass" if any(c.dep == "aux:pass" for c in verb.children) else "nsubj")
