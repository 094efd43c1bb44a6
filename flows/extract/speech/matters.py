"""What a few quoted words are said of: "called *the vote* “a farce”", "said *the deal* “means nothing”"."""

from flows.extract.draft import Draft, Filling
from flows.extract.grammar.doers import preposition
from flows.extract.grammar.saying import saying
from flows.extract.mentions.phrases import phrase_words
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.drafts import direct
from flows.extract.speech.quotations import Quotation, is_clause_quoted, top_of
from flows.extract.words import word_set
from flows.language.parse import Word

SCRAP = 5  # quoted words that tell little without what they are said of
FAR = 12  # words of a phrase that names it


def in_own_words(reading: Reading, speaker: Thing, quotation: Quotation, verb: Word) -> Draft:
    """A statement in the speaker's own words, with what a few of them are said of."""
    draft = direct(speaker, quotation, verb)
    matter = matter_of(reading, quotation, verb)
    if matter is not None and matter is not speaker:
        draft.qualifiers["topic"] = matter
    return draft


def matter_of(reading: Reading, quotation: Quotation, verb: Word) -> Filling | None:
    """What quoted words that are no clause are said of, as far as the sentence names it: what a verb of naming gives
    them as a name, or the subject whose verb or predicate they are."""
    if quotation.quote.words > SCRAP or quotation.quote.kind == "sentence" or is_clause_quoted(quotation):
        return None
    held = named_thing(verb) if saying(verb) in word_set("speech", "naming") else subject_of(quotation, verb)
    if held is None or held.i > quotation.first.i or quotation.holds(held) or held.label == "TIME":
        return None
    thing = reading.at.get(held.i)
    if thing is not None and not thing.parts:
        return thing
    words = [w for w in phrase_words(held) if w.i < quotation.first.i]
    vague = held.pos not in {"NOUN", "PROPN"} or held.lemma.lower() in word_set("speech", "any_topic")
    return None if vague or len(words) > FAR or words[-1].i < held.i else reading.phrase(words[0], words[-1])


def named_thing(verb: Word) -> Word | None:
    """What a verb of naming names: "described *the talks* as “frank”", "referred to *Chad* as a “friend”"."""
    said = verb.child("obj")
    return said or next((c for c in verb.children if c.dep == "obl" and preposition(c) in {"to", "of"}), None)


def subject_of(quotation: Quotation, verb: Word) -> Word | None:
    """The subject outside quoted words whose predicate or verb they are; of a request, who is asked."""
    top = top_of(quotation)
    whole = top.head if top.dep == "xcomp" and not quotation.holds(top.head) else top
    return verb.child("obj") if whole is verb else whole.child("nsubj", "nsubj:pass")
