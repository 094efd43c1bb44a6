"""What somebody says by the verb itself: asked of another ("urged Kenya to sign"), given as one's word ("vowed to leave the
bloc"), praise, blame or thanks ("welcomed the truce", "condemned the attack")."""

from flows.extract.grammar.doers import is_passive, preposition
from flows.extract.grammar.saying import saying
from flows.extract.reading.reading import Reading
from flows.extract.speech.reported import conjunction, leaves_open, said_from
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

AFTER = {"call": {"on", "upon"}, "appeal": {"to"}}
POINTING = frozenset({"the", "this", "that", "these", "those", "it", "its", "his", "her", "their"})


def said_by_deed(reading: Reading, verb: Word) -> list[Word] | None:
    """The words of a request, a word given, praise or blame, from the verb on up to where the reporter speaks again, or
    None."""
    row = {verb, verb.first_of_row} if verb.morph.get("VerbForm") != "Fin" else {verb}  # "will neither confirm nor deny"
    ahead = {c.text.lower() for v in row for c in v.children if c.i < v.i and c.dep in {"mark", "aux"}}
    if is_passive(verb) or ahead & {"to", *word_set("factuality", "future_aux")} or any(map(leaves_open, row)):
        return None
    told = asks_for(verb) or asks_of(verb) or gives_word(verb) or is_spoken_of(reading, verb)
    return said_from(verb, verb) if told else None


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
    """Whether a clause is an infinitive with "to"."""
    return any(c.dep == "mark" and c.text.lower() == "to" and c.i < word.i for c in word.children)


def gives_word(verb: Word) -> bool:
    """ "threatened to leave", "refused to rule out a strike"."""
    said = [w.text.lower() for w in (verb.near(steps) for steps in range(1, 4)) if w is not None]
    if saying(verb) == "refuse":
        return said == ["to", "rule", "out"]
    return said[:1] == ["to"] and saying(verb) in word_set("speech", "giving_word")


def is_spoken_of(reading: Reading, verb: Word) -> bool:
    """ "reaffirmed the unity of Chad", "voiced support for the talks", "welcomed the truce": not "welcomed the
    minister", nor "rejected it"."""
    held = verb.child("obj")
    if held is None or held.i < verb.i or verb.text.lower().endswith("ing"):
        return False
    lemma, noun = saying(verb), held.lemma.lower()
    if lemma in word_set("speech", "stressing"):
        return noun in word_set("speech", "stressed")
    thing = reading.at.get(held.i)
    named = any(t.type is EntityType.PERSON for w in held.subtree()[:6] if (t := reading.at.get(w.i)) is not None)
    people = word_set("speech", "people") | word_set("speech", "guests") | word_set("offices", "noun")
    alone = all(c.text.lower() in POINTING or c.pos == "PUNCT" for c in held.children)
    if lemma in word_set("speech", "affirming"):
        return not alone
    if lemma not in word_set("speech", "judging") or (alone and thing is None):
        return False
    if lemma == "denounce" and noun in word_set("speech", "denounced"):
        return False
    why = lemma != "welcome" and any(
        preposition(c) in {"for", "on", "of"} for c in (*held.children, *verb.children) if c.i > held.i
    )
    return why or not (noun in people or (thing is not None and thing.type is EntityType.PERSON) or (lemma == "welcome" and named))
