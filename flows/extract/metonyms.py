"""Capitals that act for their governments ("Astana aims to …"); "in Astana" stays the city."""

from flows.extract.arguments import is_verbal, preposition
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

SUBJECT = ("nsubj", "nsubj:pass")


def find_metonyms(reading: Reading) -> None:
    """A capital that acts is its country's government ("Astana aims to …"); "in Astana" stays the city."""
    gazetteer = load_gazetteer()
    for sentence in reading.sentences:
        for word in sentence.words:
            thing = reading.at.get(word.i)
            if thing is None or thing.type is not EntityType.CITY or not thing.item or reading.how[word.i] != "name":
                continue
            country = gazetteer.capital_of(thing.item)
            if country is None or not acts(word):
                continue
            owner = next((t for t in reading.things if t.item == country.item), None)
            owner = owner or Thing(EntityType.COUNTRY, country.label, country.item)
            thing.mentions = [m for m in thing.mentions if m[0] is not word]
            reading.note(owner, word, word, "metonym", "a capital that acts is its country's government")
    reading.things = [t for t in reading.things if t.mentions]


def acts(word: Word) -> bool:
    """Whether a place name stands where only people can: subject of a deed, owner of a view, party to relations."""
    base = word.sentence.words[0].i
    if any(w.text.lower() in word_set("offices", "office") for w in word.sentence.words[word.i - base + 1 :][:1]):
        return False  # "Accra Mayor X"
    if any(g.lemma.lower() == "where" for c in word.children if c.dep == "acl:relcl" for g in c.children):
        return False  # "Jakarta, where …"
    if word.dep in SUBJECT and is_verbal(word.head):
        return word.head.lemma.lower() not in word_set("anaphora", "place_verbs")
    if word.dep == "nsubj" and word.head.pos == "ADJ":
        return False
    if word.dep == "conj":
        return acts(word.head)
    if word.dep == "obl:agent" or decides(word):
        return True
    return word.dep in {"nmod", "obl"} and preposition(word) == "between"


def decides(word: Word) -> bool:
    """Whether a relative clause behind a place name says what only a government does ("…, which applied for …")."""
    return any(
        c.dep == "acl:relcl"
        and c.lemma.lower() in word_set("anaphora", "state_verbs")
        and any(g.dep == "nsubj" and g.lemma.lower() in {"which", "that"} for g in c.children)
        for c in word.children
    )
