"""What somebody says by the verb itself: asked of another ("urged Kenya to sign"), given as one's word ("vowed to leave
the bloc"), praise, blame or thanks ("welcomed the truce", "condemned the attack")."""

from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.grammar.saying import is_clausal, saying
from flows.extract.reading.reading import Reading
from flows.extract.speech.beginnings import trimmed
from flows.extract.speech.reported import conjunction, leaves_open, said_from
from flows.extract.speech.subjects import own_subject
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

AFTER = {"call": {"on", "upon"}, "appeal": {"to"}}
POINTING = frozenset({"the", "this", "that", "these", "those", "it", "its", "his", "her", "their"})


def said_by_deed(reading: Reading, verb: Word) -> list[Word] | None:
    """The words of a request, a word given, praise or blame, from the verb on up to where the reporter speaks again, or
    None."""
    if is_passive(verb) or is_unsaid(verb):
        return None
    spoken = is_spoken_of(reading, verb)
    if not (spoken or asks_for(verb) or asks_of(verb) or gives_word(verb)):
        return None
    told = said_from(verb, verb)
    ends = {c.subtree()[0] for c in verb.children if c.dep == "conj" and own_subject(c)}  # "…, | and Ada Roe left"
    if spoken:  # "stressed the need for peace | as the war began"
        ends |= {w for w in told[3:] if w.text.lower() == "as" and w.dep == "mark" and not is_compared(w.head)}
    return trimmed(told[: next((at for at, w in enumerate(told) if at and w in ends), len(told))])


def is_compared(clause: Word) -> bool:
    """Whether a clause only says how much: "as quickly *as possible*"."""
    return any(c.dep == "advmod" and c.text.lower() == "as" for c in clause.head.children)


def is_unsaid(verb: Word) -> bool:
    """Whether it is still to be said, or left open: "will neither confirm nor deny", "came to urge Kenya"."""
    row = {verb} if verb.morph.get("VerbForm") == "Fin" else {verb, verb.first_of_row}
    ahead = {c.text.lower() for v in row for c in v.children if c.i < v.i and c.dep in {"mark", "aux"}}
    return bool(ahead & {"to", *word_set("factuality", "future_aux")}) or any(map(leaves_open, row))


def asks_for(verb: Word) -> bool:
    """ "called for a truce", "denied that there was a rift"."""
    behind = verb.near(1)
    if saying(verb) == "deny":
        return verb.child("obj") is None and conjunction(verb) is not None
    finite = verb.morph.get("VerbForm") == "Fin" or any(c.dep.startswith("nsubj") for c in verb.children)
    return verb.lemma == "call" and behind is not None and behind.text.lower() == "for" and finite


def asks_of(verb: Word) -> bool:
    """ "urged Kenya to sign", "called on Kenya not to sign"."""
    lemma = saying(verb)
    if lemma not in word_set("speech", "asking"):
        return False
    wanted = AFTER.get(lemma)
    deed = next(
        (c for c in verb.children if c.dep in {"xcomp", "advcl", "ccomp", "acl"} and c.i > verb.i and is_to_do(c)), None
    )
    asked = next((c for c in verb.children if c.i > verb.i and is_asked(c, wanted)), None)
    if asked is not None and deed is None:
        deed = next((g for g in asked.children if g.dep in {"acl", "xcomp", "ccomp"} and is_to_do(g)), None)
    if asked is None or deed is None or asked.i > deed.i:
        return False
    return asked.text.lower() not in {"it", "itself", "themselves"}


def is_asked(word: Word, wanted: set[str] | None) -> bool:
    """Whether a word below a verb is the one of whom something is asked."""
    if wanted is None:
        return word.dep in {"obj", "iobj"}
    return word.dep in {"obl", "obj"} and preposition(word) in wanted


def is_to_do(word: Word) -> bool:
    """Whether a clause is an infinitive with "to"; "told him *that* the aim was to leave" asks for nothing."""
    if any(c.dep == "mark" and c.text.lower() == "that" for c in word.children):
        return False
    return any(c.dep == "mark" and c.text.lower() == "to" and c.i < word.i for c in word.children)


def gives_word(verb: Word) -> bool:
    """ "threatened to leave", "refused to rule out a strike"; not "its members promise to help"."""
    said = [w.text.lower() for w in (verb.near(steps) for steps in range(1, 4)) if w is not None]
    if saying(verb) == "refuse":
        return said == ["to", "rule", "out"]
    habit = verb.text.lower() == verb.lemma.lower() and verb.morph.get("Tense") == "Pres"
    return said[:1] == ["to"] and not habit and saying(verb) in word_set("speech", "giving_word")


def is_spoken_of(reading: Reading, verb: Word) -> bool:
    """ "reaffirmed the unity of Chad", "voiced support for the talks", "welcomed the truce": not "welcomed the
    minister", nor "rejected it"."""
    held = verb.child("obj")
    if held is None or held.i < verb.i or verb.text.lower().endswith("ing"):
        return False
    lemma, noun = saying(verb), held.lemma.lower()
    if lemma in word_set("speech", "stressing"):
        return noun in word_set("speech", "stressed")
    alone = all(c.text.lower() in POINTING or c.pos == "PUNCT" for c in held.children) and held.i not in reading.at
    return (lemma in word_set("speech", "affirming") and not alone) or judges(reading, lemma, held, alone)


def judges(reading: Reading, lemma: str, held: Word, alone: bool) -> bool:
    """Whether a verb of praise, blame or thanks speaks of a deed or matter, or says of whom for what: "thanked the
    envoys for their work", but not "welcomed the envoys"; `alone`: the noun tells nothing by itself."""
    noun, kinds = held.lemma.lower(), {t.type for w in held.subtree() if (t := reading.at.get(w.i)) is not None}
    people = word_set("speech", "people") | word_set("speech", "guests") | word_set("offices", "noun")
    if lemma not in word_set("speech", "judging") or (lemma == "denounce" and noun in word_set("speech", "denounced")):
        return False
    if lemma == "welcome":
        return not alone and noun not in people and EntityType.PERSON not in kinds
    alone = alone and not any(c.i in reading.at for c in held.head.children if c.i > held.i)  # "the coup in Mali"
    thing = reading.at.get(held.i)
    why = any(preposition(c) in {"for", "on", "of"} for c in (*held.children, *held.head.children) if c.i > held.i)
    return why or not (alone or noun in people or (thing is not None and thing.type is EntityType.PERSON))


def condemned(verb: Word) -> list[Word] | None:
    """ "X issued a statement condemning …": what the document says, from its verb on."""
    document = verb.head
    if verb.dep != "acl" or document.lemma.lower() not in word_set("speech", "document") or is_clausal(verb):
        return None
    issued = document.dep == "obj" and document.head.lemma.lower() in word_set("speech", "issuing")
    if not issued or not verb.text.lower().endswith("ing") or verb.child("obj", "obl") is None:
        return None
    words = verb.subtree()
    comma = next((at for at, w in enumerate(words) if at and w.text == ","), len(words))
    return trimmed(words[:comma])
