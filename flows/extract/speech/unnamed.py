"""Speakers whom the text gives no name: "two diplomats", "a spokesman for the bloc", "people close to the talks"."""

from flows.extract.grammar.doers import preposition
from flows.extract.mentions.definite import points_back
from flows.extract.names.titles import is_short
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

BEFORE = frozenset({"amod", "compound", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "advmod"})
BACK = 5  # sentences back that "the official" may reach
SPOKEN_OF = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP})


def unnamed(reading: Reading, word: Word) -> Thing | None:
    """Who is meant by a noun for people or a body without a name: whoever the text called so before, if the phrase is
    definite, else a group that is called by its phrase."""
    if word.pos == "NUM" or word.lemma.lower() in word_set("speech", "some"):
        return some_of(reading, word)
    if word.pos != "NOUN" and not (word.pos == "PROPN" and points_back(word)):
        return None  # "the newly appointed Ambassador"
    if word.lemma.lower() not in word_set("speech", "people") | word_set("speech", "bodies"):
        return None
    if any(c.dep in {"det", "advmod"} and c.lemma.lower() in word_set("speech", "nobody") for c in word.children):
        return None
    if word.dep == "appos":
        return reading.at.get(word.head.i)  # "the president-elect, an economist who once called …"
    return described(reading, word)


def described(reading: Reading, word: Word) -> Thing | None:
    """Who is meant by a noun for people or a body with what stands beside it: a person named there, else a group."""
    beside = [c for c in word.children if c.dep in {"appos", "flat"} and c.pos == "PROPN"]
    if beside:
        named = reading.at.get(beside[0].i)
        return named if named is not None and named.type is EntityType.PERSON else None
    words = phrase_of(reading, word)
    if points_back(word) and words == [word]:
        before = called_before(reading, word)
        if before is not None or word.lemma.lower() in word_set("offices", "noun"):
            return before  # "the minister" is somebody whom the text names
    if points_back(word) and is_wire(word) and (wire := called_before(reading, word)) is not None:
        return wire
    owner = next((c for c in word.children if c.dep == "nmod:poss"), None)
    if owner is not None and owner.pos == "PRON" and owner.i not in reading.at:
        return None
    thing = reading.called(EntityType.GROUP, name_of(reading, words, owner))
    reading.note(thing, word, word, "nominal", "somebody whom the text does not name")
    return thing


def is_wire(word: Word) -> bool:
    """Whether a noun speaks of one that spreads news ("the state news agency")."""
    return word.lemma.lower() == "agency" and any(
        c.lemma.lower() in word_set("anaphora", "news") for c in word.children
    )


def some_of(reading: Reading, word: Word) -> Thing | None:
    """ "one of the delegates", "two of the sources": people told by how many of whom they are."""
    whom = next((c for c in word.children if preposition(c) == "of" and c.i > word.i), None)
    if word.sentence.words[-1].text == "?":
        return None
    if whom is None or whom.lemma.lower() not in word_set("speech", "people"):
        return None
    thing = reading.called(EntityType.GROUP, reading.phrase(word, whom))
    reading.note(thing, word, word, "nominal", "somebody whom the text does not name")
    return thing


def is_one_person(thing: Thing) -> bool:
    """Whether a group is a single person whom the text does not name ("a diplomat")."""
    first = thing.mentions[0][1] if thing.mentions else None
    people = first is not None and first.lemma.lower() in word_set("speech", "people")
    return people and first is not None and first.morph.get("Number") != "Plur"


def phrase_of(reading: Reading, word: Word) -> list[Word]:
    """The words that tell who it is: modifiers, the noun, and the phrases that belong to it."""
    kept = {word.i: word}
    for child in word.children:
        number = child.dep in {"nummod", "det"} and child.lemma.lower() not in {
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
        }
        behind = child.dep == "nmod" and child.i > word.i and preposition(child) in word_set("speech", "described_by")
        closer = child.i > word.i and child.text.lower() in word_set("speech", "closer")
        if (child.i < word.i and child.dep in BEFORE) or number or behind or closer:
            kept |= {w.i: w for w in child.subtree()}
    words = [kept[i] for i in sorted(kept)]
    end = next((at for at, w in enumerate(words) if w.i > word.i and w.i != words[at - 1].i + 1), len(words))
    return [w for w in words[:end] if w.pos != "PUNCT" or w.i < word.i]


def name_of(reading: Reading, words: list[Word], owner: Word | None) -> str:
    """What to call them: the phrase, with the full name of whose they are ("Ada Roe's office")."""
    whose = reading.at.get(owner.i) if owner is not None else None
    if owner is None or whose is None or whose.type is not EntityType.PERSON:
        first = next((w for w in words if w.text.lower() not in {"the", "a", "an"}), words[0])
        return reading.phrase(first, words[-1])
    rest = [w for w in words if w.i > owner.subtree()[-1].i]
    return f"{whose.name}'s {reading.phrase(rest[0], rest[-1])}"


def called_before(reading: Reading, word: Word) -> Thing | None:
    """Whom the text called by this noun last ("a diplomat said … the diplomat added")."""
    lemma = word.text.lower() if is_short(word) else word.lemma.lower()  # "the FM" is no prime minister
    for index in range(word.sentence.index, max(-1, word.sentence.index - BACK), -1):
        for other in reversed(reading.sentences[index].words):
            thing = reading.at.get(other.i)
            if other.i < word.i and lemma in {other.lemma.lower(), other.text.lower()} and thing is not None:
                if thing.type in SPOKEN_OF and not thing.parts and not acted_since(reading, word, other):
                    reading.note(thing, word, word, "nominal", "whom the text called so before")
                    return thing
                return None
    return None


def acted_since(reading: Reading, word: Word, other: Word) -> bool:
    """Whether a person is named as subject since a word called somebody an official, whom "the *official*" may mean."""
    if word.lemma.lower() != "official":
        return False
    sentences = reading.sentences[other.sentence.index : word.sentence.index + 1]
    since = [w for s in sentences for w in s.words if other.i < w.i < word.i and w.dep == "nsubj"]
    named = [reading.at[w.i] for w in since if reading.how.get(w.i) == "name" and w.i not in reading.quoted]
    return any(t.type is EntityType.PERSON for t in named)
