"""Documents that speak: for whom one does, and where a text says so."""

from flows.extract.grammar.arguments import arguments
from flows.extract.grammar.doers import preposition, surface_subjects
from flows.extract.mentions.groups import group_of
from flows.extract.mentions.resolve import Wanted, things_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.subjects import SPEAKING
from flows.extract.speech.unnamed import phrase_of
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

SPEAKERS = Wanted(types=SPEAKING)


def named_issuer(reading: Reading, head: Word) -> Thing | None:
    """Who is named with a document as the one for whom it speaks, but with one of several, else the group its clause is
    about. "The North's *news agency* report" is the agency's."""
    found = arguments(head)
    agency = any(w.lemma.lower() in word_set("speech", "bodies") for w in found.get("modifier", []))
    owners = ("modifier", "poss") if agency else ("poss", "modifier")
    sources = [word for source in ("by", "of", "from", *owners) for word in found.get(source, [])]
    for word in sources:
        for thing, _ in things_of(reading, word, SPEAKERS):
            return None if is_of_several(head) else thing
    for clause in (c for c in head.head.children if c.dep == "ccomp"):
        for subject in surface_subjects(clause):
            group = reading.at.get(subject.i) or group_of(reading, subject)
            if group is not None and not group.parts and group.type in {EntityType.GROUP, EntityType.ORGANIZATION}:
                return group
    return None


def document_itself(reading: Reading, head: Word, verb: Word) -> Thing | None:
    """A document whose issuer the text does not tell, where its phrase says which one it is ("the final text")."""
    words = [w for w in phrase_of(reading, head) if w.i <= head.i]
    which = len(words) > 1 and "joint" not in {w.text.lower() for w in words}
    told = which or head.lemma.lower() in word_set("speech", "telling_document")
    if not told or verb.dep == "acl:relcl" or head.morph.get("Number") == "Plur":
        return None
    thing = reading.called(EntityType.GROUP, reading.phrase(words[0], words[-1]))
    reading.note(thing, head, head, "nominal", "a document that speaks for itself")
    return thing


def is_in_document(verb: Word) -> bool:
    """Whether somebody says something in a document: "said in a statement"."""
    said_in = [c for c in verb.children if c.dep == "obl" and preposition(c) == "in" and not is_of_several(c)]
    return any(c.lemma.lower() in word_set("speech", "document") for c in said_in)


def is_of_several(document: Word) -> bool:
    """Whether a document is said to be one of several: "a joint statement"."""
    return any(c.lemma.lower() in word_set("speech", "of_several") for c in document.children)


def issues_documents(thing: Thing) -> bool:
    """Whether "the statement" may be somebody's: a body or state, or people of one."""
    return thing.type in {EntityType.ORGANIZATION, EntityType.COUNTRY} or bool(thing.hints.get("of"))


def issued_in(reading: Reading, sentence: Sentence) -> Thing | None:
    """Whose a document is that a sentence tells of: who does something in it ("in a statement, *X* praised"), else the
    body by which it is issued ("a statement released on Monday by *NATO*")."""
    for word in sentence.words:
        if word.pos != "NOUN" or word.lemma.lower() not in word_set("speech", "document") or is_of_several(word):
            continue
        doers = surface_subjects(word.head) if word.dep == "obl" and preposition(word) == "in" else []
        things = [t for s in doers for t, _ in things_of(reading, s, SPEAKERS)]
        if len(things) == 1:
            return things[0]
        for verb in word.children:
            if verb.dep == "acl" and verb.lemma.lower() in word_set("speech", "issuing"):
                things = [t for w in arguments(verb).get("by", []) for t, _ in things_of(reading, w, SPEAKERS)]
                if things and issues_documents(things[0]):
                    return things[0]
    return None
