"""Who speaks: the subject of a verb of saying, whoever is named beside it, or the issuer of a document that speaks."""

from flows.extract.arguments import arguments, expand, is_passive, subjects, surface_subjects
from flows.extract.frames import Role
from flows.extract.groups import group_of
from flows.extract.resolve import things_of
from flows.extract.sayings import saying
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

SPEAKING = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.GROUP})
SPEAKERS = Role(types=SPEAKING)
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
BESIDE = frozenset({"also", "again", "later", "then", "publicly", "repeatedly", "reportedly", "once", "further", "now"})


class Speech:
    """Remembers, while an article is read, who spoke last and which document spoke for whom."""

    def __init__(self) -> None:
        self.speaker: Thing | None = None
        self.paragraph = -1
        self.document: Thing | None = None


def speakers_of(reading: Reading, verb: Word, speech: Speech) -> list[Thing]:
    """Whose words a verb of saying brings."""
    heads = heads_of(reading, verb)
    found: list[Thing] = []
    for head in heads:
        if head.lemma.lower() in word_set("speech", "document") and head.i not in reading.at:
            issuer = document_issuer(reading, head, speech)
            return [issuer] if issuer is not None else []
        for one in expand(head):
            thing = reading.at.get(one.i) or group_of(reading, one)
            if thing is not None and thing.type in SPEAKING and not thing.parts:
                found.append(thing)
    if not found and is_present_participle(verb) and not own_subject(verb):
        actor = opening_actor(reading, verb.sentence)
        return [actor[0]] if actor is not None and actor[1].i < verb.i else []
    if found or heads:
        return found
    near = beside(reading, verb)
    return [near] if near is not None else []


def heads_of(reading: Reading, verb: Word) -> list[Word]:
    """The words that name the speaker, by the tree."""
    outer = outer_saying(verb)
    if outer is not None:
        return heads_of(reading, outer)
    if verb.dep == "acl" and is_accompanied(verb.head):
        return [verb.head]  # "with the minister calling it …"
    if is_present_participle(verb) and not own_subject(verb) and verb.dep != "conj":
        # "withdrew from the body citing differences": the participle speaks of the whole clause's subject
        above = next((a for a in verb.ancestors() if a.pos == "VERB" and surface_subjects(a)), None)
        return surface_subjects(above) if above is not None else subjects(verb)
    if verb.dep in {"advcl", "obl"} and not own_subject(verb) and not is_present_participle(verb):
        return subjects(verb) if is_passive(verb) else []  # a finite clause that lacks its subject is misread
    heads = subjects(verb)
    if verb.dep in {"advcl", "acl", "obl"} and not heads:
        heads = surface_subjects(verb)
    return heads or inverted(reading, verb)


def outer_saying(verb: Word) -> Word | None:
    """The verb of saying beside which a second one stands, though the tree hung it into what the first one says:
    "X states that A may be so, and says that …"."""
    if verb.dep != "conj" or own_subject(verb) or verb.morph.get("VerbForm") != "Fin":
        return None
    for above in verb.ancestors():
        if above.pos == "VERB" and saying(above) and above.head is not verb:
            same = above.morph.get("Tense") == verb.morph.get("Tense")
            return above if same and verb.head is not above else None
    return None


def is_accompanied(noun: Word) -> bool:
    """Whether a noun phrase begins with "with": "with Iran warning that …"."""
    first = min(noun.subtree(), key=lambda w: w.i)
    return first.text.lower() == "with"


def is_present_participle(verb: Word) -> bool:
    """Whether a verb ends in -ing."""
    return verb.text.lower().endswith("ing")


def own_subject(verb: Word) -> bool:
    """Whether a verb has a subject of its own."""
    return any(c.dep.startswith("nsubj") for c in verb.children)


def inverted(reading: Reading, verb: Word) -> list[Word]:
    """ "…,” said President X": who is named right behind a verb of saying that follows a quotation or comma."""
    words, at = verb.sentence.words, verb.i - verb.sentence.words[0].i
    if at == 0 or words[at - 1].text not in {"”", '"', "’", "'", ",", "''"}:
        return []
    for word in words[at + 1 : at + 7]:
        thing = reading.at.get(word.i)
        if thing is not None and thing.type in SPEAKING and reading.how[word.i] in {"name", "title"}:
            return [word]
        if word.pos in {"PUNCT", "VERB", "AUX", "ADP", "SCONJ"}:
            break
    return []


def beside(reading: Reading, verb: Word) -> Thing | None:
    """Who is named right in front of a verb whose subject the tree lost: "the minister also says that …"."""
    words, at = verb.sentence.words, verb.i - verb.sentence.words[0].i - 1
    if is_present_participle(verb) or is_passive(verb):
        return None
    while at >= 0 and words[at].text.lower() in BESIDE:
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
        if thing is None or thing.type not in SPEAKING or thing.parts or reading.at.get(behind.i) is thing:
            continue
        if not is_inflected(behind) and (reading.how[word.i].startswith("demonym") or behind.pos in NOMINAL):
            continue
        active = is_inflected(behind) and not is_passive(behind)
        return (thing, behind) if active else None
    return None


def is_inflected(word: Word) -> bool:
    """Whether a word has the form of a verb in the third person or the past."""
    return word.text.islower() and word.text.endswith(("s", "ed")) and word.pos in {"VERB", "NOUN"}


def document_issuer(reading: Reading, head: Word, speech: Speech) -> Thing | None:
    """For whom a document speaks: its named issuer, else the group its clause is about, else the last one."""
    found = arguments(head)
    for source in ("by", "of", "from", "poss", "modifier"):
        for word in found.get(source, []):
            for thing, _ in things_of(reading, word, SPEAKERS):
                speech.document = thing
                return thing
    for clause in (c for c in head.head.children if c.dep == "ccomp"):
        for subject in surface_subjects(clause):
            group = reading.at.get(subject.i) or group_of(reading, subject)
            if group is not None and group.type in {EntityType.GROUP, EntityType.ORGANIZATION}:
                speech.document = group
                return group
    return speech.document
