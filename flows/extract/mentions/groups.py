"""People and bodies without a name of their own, known by whose they are: "Kazakh officials", "the Chinese foreign
ministry", "foreign ministers from the countries of ASEAN"."""

from flows.extract.grammar.doers import preposition
from flows.extract.mentions.definite import points_back
from flows.extract.mentions.phrases import naming_words
from flows.extract.mentions.resolve import Wanted, heads_of_what, things_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.reading.salience import best_before
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

OWNERS = Wanted(types=frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION}))


def find_groups(reading: Reading) -> None:
    """Name every group that is said with its owner."""
    for sentence in reading.sentences:
        for word in sentence.words:
            if word.i in reading.at or is_nobody(word):
                continue
            if (person := named_behind(reading, word)) is not None:
                reading.note(person, word, word, "title", "the name stands behind the noun")
            else:
                group_of(reading, word)


def named_behind(reading: Reading, word: Word) -> Thing | None:
    """The person whose name stands in apposition to one of a group: "her Kenyan counterpart, *Ben Poe*"."""
    if word.morph.get("Number") == "Plur" or word.lemma.lower() not in word_set("offices", "equal"):
        return None
    things = (reading.at.get(c.i) for c in word.children if c.dep in {"appos", "flat"} and c.i > word.i)
    return next((t for t in things if t is not None and t.type is EntityType.PERSON), None)


def is_nobody(word: Word) -> bool:
    """Whether "no" stands before people, of whom there is none then: "*no* Kenyan official"."""
    none = word_set("scope", "none")
    return any(c.dep == "det" and c.lemma.lower() in none for c in word.children)


def body_of_country(reading: Reading, word: Word) -> Thing | None:
    """ "the government said": the government of the country that the text speaks of."""
    lone = not any(c.dep in {"nmod", "compound", "nmod:poss", "amod", "acl:relcl"} for c in word.children)
    many = word.morph.get("Number") == "Plur"
    if word.lemma.lower() not in {"government", "parliament"} or many or not lone or not points_back(word):
        return None
    country = best_before(reading, word, {EntityType.COUNTRY})
    if country is None:
        return None
    thing = reading.called(EntityType.GROUP, f"{country.name} {word.lemma}", of=country.name)
    reading.note(thing, word, word, "nominal", "body of the country spoken of")
    return thing


def bare_group(reading: Reading, word: Word) -> Thing | None:
    """ "the allies", "the ministers": people known only as a group, when nothing says whose they are."""
    if word.morph.get("Number") != "Plur" or not points_back(word) or word.dep != "nsubj" or len(word.children) > 1:
        return None
    if word.lemma.lower() not in word_set("anaphora", "delegation"):
        return None
    thing = reading.called(EntityType.GROUP, word.text)
    reading.note(thing, word, word, "nominal", "a group that the text names no closer")
    return thing


def adjective_in_front(reading: Reading, word: Word) -> Word | None:
    """The country's adjective in front of a body's own adjectives, wherever the tree hung it."""
    words, at = word.sentence.words, word.at - 1
    while at >= 0 and words[at].pos in {"ADJ", "NOUN"} and words[at].head is word and words[at].i not in reading.at:
        at -= 1
    found = words[at] if at >= 0 else word
    near = found.i in reading.at and reading.how[found.i].startswith("demonym") and found.head.i > word.i
    return found if near and reading.at[found.i].type in OWNERS.types else None


def called(owner: Thing) -> str:
    """What the text mostly calls an owner, if by more than a part of its name ("SCO", not "Peru" of a bank)."""
    bodies = owner.type is EntityType.ORGANIZATION and owner.names
    return owner.names.most_common(1)[0][0] if bodies else owner.name


def group_of(reading: Reading, word: Word) -> Thing | None:
    """People or bodies of a named country or organization ("Kazakh officials", "the Chinese foreign ministry")."""
    heads = heads_of_what(word)
    known = word.lemma.lower() in word_set("speech", "group") or heads
    owners = owners_told(reading, word) if known and word.pos in {"NOUN", "PROPN"} else None
    if owners is None or len(owners) > 1:
        each = one_each(reading, word)
        if each is not None or owners is None:
            return each
    front = adjective_in_front(reading, word) if not owners else None
    owner = owners[0] if owners else reading.at[front.i] if front is not None else None
    if owner is None:
        return body_of_country(reading, word) or bare_group(reading, word)
    if owner.type is EntityType.ORGANIZATION and word.lemma.lower() in word_set("grammar", "statehood"):
        return None
    name = group_name(reading, word, owner, front) + (heads or matter_of(reading, word))
    thing = reading.called(EntityType.GROUP, name, of=owner.name)
    reading.note(thing, word, word, "nominal", "people or body of a named owner")
    return thing


def matter_of(reading: Reading, word: Word) -> str:
    """ " for Foreign Affairs" behind the noun of an office, where that is in charge of it; else ""."""
    matters = word_set("offices", "portfolio") | word_set("offices", "modifier")
    behind = [c for c in word.children if preposition(c) in {"of", "for"} and c.i > word.i and c.i not in reading.at]
    told = [c for c in behind if c.text.lower() in matters and word.lemma.lower() in word_set("offices", "noun")]
    return f" {reading.phrase(told[0].subtree()[0], told[0])}" if told else ""


def one_each(reading: Reading, word: Word) -> Thing | None:
    """Those who hold the same office in several countries, one alone in each: "the presidents of *Chad and Mali*"."""
    if not names_several_holders(word):
        return None
    told = [c for c in word.children if c.dep == "amod" or preposition(c) == "of"]
    owners = [t for c in told for t, _ in things_of(reading, c, OWNERS) if t.type is EntityType.COUNTRY]
    kept = [c for c in word.children if c.dep in {"compound", "amod"} and c.i < word.i and c.i not in reading.at]
    if len(owners) < 2 or len(owners) != len(set(map(id, owners))):
        return None
    office = " ".join([*(w.text for c in kept for w in naming_words(c)), word.lemma.lower()])
    parts = [reading.called(EntityType.GROUP, f"{owner.name} {office}", of=owner.name) for owner in owners]
    for part in parts:
        reading.note(part, word, word, "nominal", "one of the holders of an office in several countries")
    reading.at[word.i] = Thing(EntityType.GROUP, word.text, parts=parts)
    return reading.at[word.i]


def names_several_holders(word: Word) -> bool:
    """Whether a subject is several of an office that one alone holds, and nobody whose name or meeting is told: who
    meets whom is told of the countries."""
    several = word.morph.get("Number") == "Plur" and word.lemma.lower() in word_set("offices", "sole")
    return several and word.dep == "nsubj" and word.head.lemma.lower() != "meet" and word.child("appos") is None


def owners_told(reading: Reading, word: Word) -> list[Thing] | None:
    """The countries or bodies whose people a noun names, in text order; None for the people of several ("the foreign
    ministers of Chad and Mali")."""
    found: list[Thing] = []
    for child in word.children:
        of = preposition(child) in {"of", "from"}
        if child.dep not in {"nmod:poss", "amod", "compound"} and not of:
            continue
        owners = [thing for thing, _ in things_of(reading, child, OWNERS)]
        if len(owners) > 1 and child.pos == "PRON":
            return None
        if len(owners) > 1 and preposition(child):
            return None
        found += owners
        if not found and of:
            found = [t for c in child.children if preposition(c) == "of" for t, _ in things_of(reading, c, OWNERS)]
    return found


def group_name(reading: Reading, word: Word, owner: Thing, front: Word | None) -> str:
    """What to call people of an owner: as printed where the phrase names the owner, else with its name before it."""
    kept = [c for c in word.children if c.dep in {"compound", "amod", "nummod"} and c.i < word.i]
    kept = [c for c in kept if c.lemma.lower() not in word_set("nominals", "skip")]
    kept = [front, *kept] if front is not None else kept
    said = any(c.i in reading.at for c in kept)
    return " ".join([*([] if said else [called(owner)]), *(w.text for c in kept for w in naming_words(c)), word.text])
