"""Words that were taken for another sort: particles for prepositions, participles for adjectives, nouns for verbs."""

from flows.extract.grammar.doers import preposition
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import load_words, word_set
from flows.language.parse import Word
from flows.model import EntityType


def mend_taken(word: Word) -> None:
    """Every mend of a word that was taken for another sort."""
    for mend in (part_off, see_guest, see_aside, see_deed, tell_of_gathering, see_founding, see_passive):
        mend(word)


def part_off(word: Word) -> None:
    """ "called | off her trip", "handed | over two million": the particle of a verb, not the preposition of the noun
    behind it, nor part of a number."""
    verb = word.near(-1)
    if verb is not None and word.text.lower() == "over" and word.dep == "advmod" and verb.lemma.lower() == "hand":
        word.hang(verb, "compound:prt")
    if verb is None or word.text.lower() != "off" or word.dep != "case" or verb is not word.head.head:
        return
    if verb.lemma.lower() in word_set("scope", "off"):
        noun = word.head
        word.hang(verb, "compound:prt")
        if noun.dep in {"obl", "obl:unmarked"}:
            noun.hang(verb, "obj")


def see_passive(word: Word) -> None:
    """ "is unsuspended from": what has a passive's auxiliary is a participle, whatever a tagger took it for."""
    if word.pos == "ADJ" and word.child("aux:pass") is not None:
        word.pos, word.morph = "VERB", {"VerbForm": "Part", "Tense": "Past"}


def see_guest(word: Word) -> None:
    """ "received *visiting* President X": what a guest is called, though it was taken for what the host does."""
    guest, verb = word.child("obj"), word.head
    if guest is None or word.text.lower() not in word_set("offices", "calling") or word.near(-1) is not verb:
        return
    guest.hang(verb, "obj")
    word.pos = "ADJ"
    word.hang(guest, "amod")


def see_aside(word: Word) -> None:
    """ "signed a deal on the *margins* of a summit": where it was done, not what the deal is about."""
    aside = word.dep == "nmod" and word.lemma.lower() in word_set("speech", "beside")
    if aside and word.head.dep == "obj" and any(c.dep == "case" and c.text == "on" for c in word.children):
        word.hang(word.head.head, "obl")


def tell_of_gathering(word: Word) -> None:
    """ "attended the summit *hosted* in X": a participle right behind a gathering tells of it, not of who was there."""
    noun, held = word.near(-1), word_set("nominals", "held") | word_set("names", "by_a_person")
    if noun is None or word.dep != "advcl" or {word.text.lower(), word.lemma.lower()}.isdisjoint(held):
        return
    if noun.lemma.lower() in word_set("nominals", "attended") and word.text.endswith("ed"):
        if noun.head is word:
            noun.hang(word.head, "obj")
        word.morph = {"VerbForm": "Part", "Tense": "Past"}
        word.hang(noun, "acl")


def see_deed(word: Word) -> None:
    """ "killed in *fighting* in X", "*Shelling* has killed": nouns of deeds that were taken for verbs."""
    marks = [c for c in word.children if c.dep == "mark" and c.text.lower() in {"in", "during", "after", "from"}]
    bare = word.pos == "VERB" and (word.dep == "csubj" or marks) and word.child("obj") is None
    deeds = (noun for nouns in load_words("incidents")["sorts"].values() for noun in nouns)
    if not bare or not word.text.lower().endswith("ing") or word.text.lower() not in deeds:
        return
    word.pos, word.lemma, word.morph = "NOUN", word.text.lower(), {"Number": "Sing"}
    word.hang(word.head, "nsubj" if word.dep == "csubj" else "obl")
    for child in list(word.children):
        child.hang(word, "case" if child in marks else "nmod" if child.dep == "obl" else child.dep)


def see_founding(word: Word) -> None:
    """ "are *founding* members of X": what members are, though it was taken for what they do."""
    noun = word.child("obj")
    be = word.child("aux")
    going = word.pos == "VERB" and word.lemma.lower() == "found" and word.text.endswith("ing")
    if noun is None or be is None or not going or noun.lemma.lower() != "member":
        return
    noun.hang(None if word.head is word else word.head, word.dep)
    for child in list(word.children):
        child.hang(noun, "cop" if child is be else child.dep)
    word.pos = "ADJ"
    word.hang(noun, "amod")


def due_before(word: Word) -> list[Word]:
    """ "due to | open": the two words right before a verb that was taken for a noun, [] where it is none."""
    to, due = word.near(-1), word.near(-2)
    said = to is not None and due is not None and to.text.lower() == "to" and due.text.lower() == "due"
    be = any(c.lemma.lower() == "be" and c.dep in {"cop", "aux"} for c in word.children)
    return [due, to] if said and be and due is not None and to is not None else []


def hang_country(reading: Reading, word: Word) -> None:
    """ "met X and *US* Deputy Secretary of State Y": a country right before an office is whose that is, not one more of
    the row."""
    thing = reading.at.get(word.i)
    if word.dep != "conj" or thing is None or thing.type is not EntityType.COUNTRY:
        return
    noun = word.near(1)
    while noun is not None and noun.head.i > noun.i and noun.dep in {"compound", "amod"}:
        noun = noun.head
    office = noun is not None and noun.lemma.lower() in word_set("offices", "noun")
    if noun is not None and office and noun.dep == "conj" and noun.head is word.head:
        for child in [c for c in word.children if c.dep == "cc"]:
            child.hang(noun, "cc")
        word.hang(noun, "compound")


def placed(verb: Word) -> list[Word]:
    """The person right behind the place of a deed, taken for a part of the phrase: "received in Lima *Ada Roe*"."""
    phrases = [c for c in verb.children if c.dep == "obl" and c.i > verb.i]
    named = [n for c in phrases for n in ([c, *c.children] if c.label == "PLACE" else [c]) if n.label == "PERSON"]
    return [n for n in named if n.dep in {"flat", "obl"} and not preposition(n)]


def raise_name(word: Word, name: Word) -> None:
    """Let a name stand where the noun stands that only says who bears it."""
    name.hang(word.head, word.dep)
    for child in [c for c in word.children if c.dep in {"case", "cc"} or c.i > name.i]:
        child.hang(name, child.dep)
    word.hang(name, "nmod:desc")


def raise_place(reading: Reading, word: Word) -> None:
    """ "Host Brazil signed", "fellow member Peru left": the country does it, whatever it is called before its name."""
    name = word.near(1)
    if name is None or name.head is not word or name.dep != "flat" or word.i in reading.at:
        return
    thing, called = reading.at.get(name.i), word.lemma.lower() in word_set("names", "role_of_place")
    if thing is not None and thing.type is EntityType.COUNTRY and called:
        raise_name(word, name)


def raise_bearer(reading: Reading, word: Word) -> None:
    """ "*Vice President* and Finance Minister Ada Roe left", "Fiji's *leader* and Forum chair Ada Roe left": with no
    article and nobody else's country between, both offices are the bearer's."""
    between, name = up_to_bearer(reading, word)
    thing = reading.at.get(name.i) if name is not None and between else None
    offices = {w.lemma.lower() for w in (word, *between[-1:])} <= word_set("offices", "noun")
    if name is None or thing is None or thing.type is not EntityType.PERSON or not offices:
        return
    elsewhere = any(w.i in reading.at for w in between)  # of its own body: "Fiji's leader and *Forum* chair"
    bare = word.text[:1].isupper() or (elsewhere and any(c.dep == "nmod:poss" for c in word.children))
    joined = name.head is word or (name.head is word.head and name.dep == word.dep)
    if joined and bare and word.i not in reading.at and word.child("det") is None:
        raise_name(word, name)


def up_to_bearer(reading: Reading, word: Word) -> tuple[list[Word], Word | None]:
    """The words of a second office behind an "and" right after a word, and the word behind them."""
    joint, between = word.near(1), list[Word]()
    name = joint.near(1) if joint is not None and joint.text == "and" else None
    while name is not None and name.pos in {"PROPN", "NOUN", "ADJ"} and is_no_holder(reading.at.get(name.i)):
        between.append(name)
        name = name.near(1)
    return between, name


def is_no_holder(thing: Thing | None) -> bool:
    """Whether what a word names may stand inside an office: a body, or nothing."""
    return thing is None or thing.type is EntityType.ORGANIZATION
