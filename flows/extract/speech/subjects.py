"""Who stands where the subject of a verb of saying should be, though the tree does not say so."""

from flows.extract.grammar.doers import is_passive
from flows.extract.mentions.groups import group_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.unnamed import unnamed
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

SPEAKING = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.GROUP})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
STOPS = frozenset({";", ":", "—", "(", ")", "”", "“", '"'})


def parted(reading: Reading, verb: Word) -> Thing | None:
    """ "The minister, Ada Roe, who led the talks, told reporters …": who is named before the commas that part a subject
    from its verb."""
    words, at = verb.sentence.words, verb.at - 1
    if is_present_participle(verb) or verb.morph.get("VerbForm") == "Inf" or is_passive(verb):
        return None
    while at >= 0 and words[at].text.lower() in word_set("speech", "passing"):
        at -= 1
    if at < 2 or words[at].text != ",":
        return None
    return named_beside(reading, words, at - 1) or before_clause(reading, words, at)


def named_beside(reading: Reading, words: list[Word], at: int) -> Thing | None:
    """ "The president of its government, Ada Roe, |": the person between two commas, behind the phrase of an office;
    not "in a statement issued *by* her adviser, Ben Roe, |"."""
    person, first = reading.at.get(words[at].i), at
    if person is None or person.type is not EntityType.PERSON or reading.how[words[at].i] != "name":
        return None
    while first > 0 and reading.at.get(words[first - 1].i) is person:
        first -= 1
    if first < 2 or words[first - 1].text != ",":
        return None
    for word in reversed(words[max(0, first - 12) : first - 1]):
        named = reading.at.get(word.i)
        if word.text in {",", *STOPS} or word.pos in {"VERB", "AUX"}:
            return None
        if named is not None and named.type is EntityType.PERSON and named is not person:
            return None
        if word.text.lower() in word_set("offices", "noun"):
            return None if is_of_another(word) else person
    return None


def is_of_another(office: Word) -> bool:
    """Whether "by" stands before the phrase of an office: another did what is told of it."""
    before = (w for w in reversed(office.before) if w.pos not in {*NOMINAL, "DET", "PART", "PRON"})
    return next((w.text.lower() for w in before), "") == "by"


def before_clause(reading: Reading, words: list[Word], at: int) -> Thing | None:
    """ "Ada Roe, who led the talks, |": whom a relative clause between commas speaks of, not what only belongs to it
    ("Ada Roe of Chad, which …, |")."""
    for comma in range(at - 2, 0, -1):
        if words[comma].text in STOPS or (words[comma].text == "," and words[comma + 1].pos == "CCONJ"):
            return None
        if words[comma].text != "," or words[comma + 1].text.lower() not in {"who", "which", "whose"}:
            continue
        thing, first = reading.at.get(words[comma - 1].i), comma - 1
        if thing is None and words[comma + 1].text.lower() == "who":
            return unnamed(reading, words[first])
        if thing is None or reading.how[words[first].i] != "name":
            return None
        while first > 1 and (reading.at.get(words[first - 1].i) is thing or words[first - 1].text.lower() == "the"):
            first -= 1
        fits = thing.type is EntityType.PERSON or words[comma + 1].text.lower() != "who"
        return thing if fits and thing.type in SPEAKING else None
    return None


def accompanied(reading: Reading, verb: Word) -> Thing | None:
    """ "…, with Ada Roe, the minister, calling it …": who stands behind "with" and before the participle."""
    words, at = verb.sentence.words, verb.at
    for start in range(at - 1, max(-1, at - 16), -1):
        if words[start].pos in {"VERB", "AUX"} or words[start].text in STOPS:
            return None
        if words[start].text.lower() == "with":
            apart = start == 0 or words[start - 1].text == ","
            if not apart and any(w.text == "," for w in words[start:at]):
                return None  # "a rift with Peru, calling it …"
            named = (reading.at.get(w.i) or group_of(reading, w) for w in words[start + 1 : at] if w.pos in NOMINAL)
            return next((t for t in named if t is not None and t.type in SPEAKING and not t.parts), None)
    return None


def is_present_participle(verb: Word) -> bool:
    """Whether a verb ends in -ing."""
    return verb.text.lower().endswith("ing")


def own_subject(verb: Word) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep.startswith("nsubj") for c in verb.children)


def was_before(verb: Word) -> bool:
    """Whether a clause tells of what had been done before: "*had* agreed"."""
    return any(c.dep == "aux" and c.text.lower() in {"had", "'d"} for c in verb.children)


def inverted(reading: Reading, verb: Word) -> list[Word]:
    """ "…,” said President X": who is named right behind a verb of saying that follows a quotation or comma."""
    words, at = verb.sentence.words, verb.at
    if at == 0 or words[at - 1].text not in {"”", '"', "’", "'", ",", "''"}:
        return []
    for word in words[at + 1 : at + 7]:
        thing = reading.at.get(word.i)
        if thing is not None and thing.type in SPEAKING and reading.how[word.i] in {"name", "title"}:
            return [titled_behind(reading, word) or word]
        if word.pos in {"PUNCT", "VERB", "AUX", "ADP", "SCONJ"}:
            break
    return []


def titled_behind(reading: Reading, body: Word) -> Word | None:
    """ "said *NATO* trade and security commissioner Ada Roe": whose title a body only opens."""
    for word in body.behind[:8]:
        thing = reading.at.get(word.i)
        if thing is not None and thing.type is EntityType.PERSON and reading.how[word.i] in {"name", "title"}:
            return word
        if thing is None and word.pos not in {*NOMINAL, "CCONJ"}:
            return None
    return None


def beside(reading: Reading, verb: Word) -> Thing | None:
    """Who is named right in front of a verb whose subject the tree lost: "the minister also says that …"."""
    words, at = verb.sentence.words, verb.at - 1
    if is_present_participle(verb) or is_passive(verb):
        return None
    while at >= 0 and words[at].text.lower() in word_set("speech", "passing"):
        at -= 1
    if at < 0:
        return None
    thing = reading.at.get(words[at].i) or group_of(reading, words[at])
    named = thing is not None and thing.type in SPEAKING and not thing.parts
    return thing if named and reading.how.get(words[at].i) in {"name", "nominal", "title", "pronoun"} else None


def opening_actor(reading: Reading, sentence: Sentence) -> tuple[Thing, Word] | None:
    """Who opens a sentence as its subject, and the verb in the active right behind."""
    for word, behind in zip(sentence.words[:10], sentence.words[1:11], strict=False):
        thing = reading.at.get(word.i)
        if thing is None or thing.type not in SPEAKING or thing.parts or word.i in reading.quoted:
            continue
        if reading.at.get(behind.i) is thing:
            continue
        described = reading.how[word.i].startswith("demonym")
        if (described and behind.pos == "NOUN") or (
            not is_inflected(behind) and not is_finite(behind) and (described or behind.pos in NOMINAL)
        ):
            continue
        active = (is_inflected(behind) or is_finite(behind)) and not is_passive(behind)
        return (thing, behind) if active else None
    return None


def is_inflected(word: Word) -> bool:
    """Whether a word has the form of a verb in the third person or the past."""
    return word.text.islower() and word.text.endswith(("s", "ed")) and word.pos in {"VERB", "NOUN"}


def is_finite(word: Word) -> bool:
    """Whether the tree has a word for a verb in a finite form."""
    return word.pos == "VERB" and word.morph.get("VerbForm") == "Fin"
