"""People and bodies without a name of their own, known by whose they are: "Kazakh officials", "the Chinese foreign
ministry", "foreign ministers from the countries of ASEAN"."""

from flows.extract.arguments import preposition
from flows.extract.frames import Role
from flows.extract.resolve import things_of
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

OWNERS = Role(types=frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION}))


def find_groups(reading: Reading) -> None:
    """Name every group that is said with its owner."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.i not in reading.at:
                group_of(reading, word)


def group_of(reading: Reading, word: Word) -> Thing | None:
    """People or bodies of a named country or organization ("Kazakh officials", "the Chinese foreign ministry")."""
    if word.lemma.lower() not in word_set("speech", "group") or word.pos not in {"NOUN", "PROPN"}:
        return None
    owner: Thing | None = None
    for child in word.children:
        if child.dep in {"nmod:poss", "amod", "compound"} or preposition(child) in {"of", "from"}:
            for thing, _ in things_of(reading, child, OWNERS):
                owner = owner or thing
            if owner is None and preposition(child) in {"of", "from"}:
                inner = [t for c in child.children if preposition(c) == "of" for t, _ in things_of(reading, c, OWNERS)]
                owner = inner[0] if inner else None
    if owner is None:
        return None
    left = [c for c in word.children if c.dep in {"compound", "amod"} and c.i not in reading.at and c.i < word.i]
    left = [c for c in left if c.lemma.lower() not in word_set("nominals", "skip")]
    name = " ".join([owner.name, *(c.text for c in left), word.text])
    for thing in reading.things:
        if thing.type is EntityType.GROUP and thing.name == name:
            break
    else:
        thing = Thing(EntityType.GROUP, name, hints={"of": owner.name})
    reading.note(thing, word, word, "nominal", "people or body of a named owner")
    return thing


