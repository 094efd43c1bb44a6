"""What a meeting, a summit or talks were about: "to discuss X", "talks on X"."""

from flows.extract.draft import Draft
from flows.extract.grammar.doers import preposition
from flows.extract.mentions.phrases import nominal_type, phrase_words, short_phrase
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.kinds import shipped_kinds
from flows.language.parse import Word
from flows.model import EntityType

LONG = 12  # words: of a longer phrase only the noun with what stands before it


def add_topic(reading: Reading, draft: Draft, dates: list[Word]) -> None:
    """What was talked about, for the kinds that have such a topic; `dates` are words that only say when."""
    if shipped_kinds()[draft.kind].topic and "topic" not in draft.qualifiers:
        noun = topic_of(draft, dates)
        draft.qualifiers["topic"] = said(reading, draft, noun) if noun is not None else ""
        draft.roles["topic"] = [noun] if noun is not None else []


def topic_of(draft: Draft, dates: list[Word]) -> Word | None:
    """The noun that says what was talked about; `dates` are words that only say when."""
    trigger = draft.trigger
    gatherings = [c for c in trigger.children if c.dep in {"obj", "obl", "nsubj:pass"} and is_gathering(c)]
    above = [trigger.head] if trigger.pos == "NOUN" and trigger.dep in {"obj", "nsubj:pass"} else []
    for head in [trigger, *gatherings, *above]:
        for child in head.children:
            phrase = discussed(child) or (talked_of(child, head) if child not in dates else None)
            if phrase is not None:
                return phrase
    return None


def is_gathering(word: Word) -> bool:
    """Whether a noun is one for a gathering."""
    return nominal_type(word) is EntityType.EVENT


def discussed(clause: Word) -> Word | None:
    """What a clause of purpose or circumstance discusses: "to address X", "addressing X"."""
    if clause.dep not in {"advcl", "acl", "xcomp"}:
        return None
    discusses = clause.lemma.lower() in word_set("speech", "discussing")
    return next((c for c in clause.children if c.dep == "obj"), None) if discusses else None


def talked_of(phrase: Word, head: Word) -> Word | None:
    """The noun behind "on" or "about" on a gathering, behind "about" alone on a verb."""
    about = word_set("speech", "about") | ({"on"} if is_gathering(head) else set())
    if preposition(phrase) not in about or phrase.lemma.lower() in word_set("speech", "beside"):
        return None
    if phrase.lemma.lower() in word_set("speech", "any_topic") and phrase.child("nmod", "acl", "acl:relcl") is None:
        return None
    return phrase if phrase.pos in {"NOUN", "PROPN"} and phrase.label != "TIME" else None


def said(reading: Reading, draft: Draft, noun: Word) -> str:
    """The phrase of a noun as printed, without what the draft itself tells behind it: "on trade | in Lima"."""
    words = phrase_words(noun)
    told = {w.i for word in draft.roles.get("object", []) if noun in word.ancestors() for w in word.subtree()}
    words = [w for w in words if w.i not in told] or words
    words = words if len(words) <= LONG else short_phrase(noun, join=False)
    return reading.phrase(words[0], words[-1])
