"""Persons called again by where they are from or how old they are: "the Hungarian said", "the 71-year-old leader"."""

from collections.abc import Iterable

from flows.extract.grammar.doers import preposition
from flows.extract.mentions.definite import points_back
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import best_before
from flows.extract.words import word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

ONE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod:poss"})
SEVERAL = ("ese", "ish", "ch", "ss", "s")  # "the French", "the Swiss", "the Kenyans": a people
BACK = 8  # sentences back


def resolve_epithets(reading: Reading, titles: Iterable[Title]) -> None:
    """Let every such phrase speak of the person it means, where that is clear."""
    serving = list(titles)
    for sentence in reading.sentences:
        for word in sentence.words:
            if is_aged(word) and word.i not in reading.at:
                person = best_before(reading, word, {EntityType.PERSON})
            elif is_from_there(reading, word):
                person = last_serving(reading, word, serving)
                if person is None:
                    reading.how[word.i] = "demonym-modifier"  # somebody from there, not the country
            else:
                continue
            if person is not None:
                reading.note(person, word, word, "nominal", "called by age or homeland")


def is_aged(word: Word) -> bool:
    """Whether a phrase calls one person by the age ("the 71-year-old", "the 71-year-old leader")."""
    if not points_back(word) or word.dep not in ONE or word.morph.get("Number") == "Plur":
        return False
    aged = word if word.text.lower() == "old" else next((c for c in word.children if c.text.lower() == "old"), None)
    year = aged is not None and any(c.lemma.lower() == "year" for c in aged.children)
    people = (
        word_set("offices", "noun")
        | word_set("names", "person")
        | word_set("speech", "people")
        | {"old", "man", "woman"}
    )
    return year and word.lemma.lower() in people


def is_from_there(reading: Reading, word: Word) -> bool:
    """Whether a country's adjective with "the" stands by itself for one person ("the Hungarian")."""
    if not reading.how.get(word.i, "").startswith("demonym") or word.dep not in ONE or not points_back(word):
        return False
    alone = all(c.dep in {"det", "case", "punct"} or c.i > word.i for c in word.children)
    return alone and not word.text.lower().endswith(SEVERAL) and not any(preposition(c) == "of" for c in word.children)


def last_serving(reading: Reading, word: Word, titles: list[Title]) -> Thing | None:
    """The person named last before a word among those whom the text or the tables know to be of its country."""
    country, entries = reading.at[word.i], load_gazetteer().entries
    persons = {id(t.person): t.person for t in titles if t.owner is country}
    for thing in reading.things:
        entry = entries.get(thing.item or "") if thing.type is EntityType.PERSON else None
        if entry is not None and country.item in {entry.country, *(term.of for term in entry.terms)}:
            persons[id(thing)] = thing
    ends = [
        (last.i, key)
        for key, person in persons.items()
        for _, last, *_ in person.mentions
        if last.i < word.i and word.sentence.index - last.sentence.index <= BACK
    ]
    return persons[max(ends)[1]] if ends else None
