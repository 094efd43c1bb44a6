"""Quotations without a verb of saying, which go on with what the last speaker said."""

from collections.abc import Iterator

from flows.extract.arguments import surface_subjects
from flows.extract.drafts import direct
from flows.extract.interpret import Draft
from flows.extract.quotations import Quotation
from flows.extract.resolve import things_of
from flows.extract.speakers import SPEAKERS, Speech
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word


def go_on(reading: Reading, sentence: Sentence, left: list[Quotation], speech: Speech) -> Iterator[Draft]:
    """Quotations that continue what the last speaker said: in the same paragraph one statement with it, if it was a
    quotation too; a paragraph that is nothing but a quotation is one of its own."""
    same = speech.paragraph == sentence.paragraph
    goes_on = is_all(sentence, left) and (same or opens_next(reading, sentence, left, speech))
    if speech.speaker is None or not goes_on:
        return
    for quotation in left:
        before = speech.quotation if same else None
        if before is not None:
            before.object = f"{before.object} {quotation.text}"
        else:
            speech.quotation = direct(speech.speaker, quotation, quotation.first)
            yield speech.quotation
    speech.paragraph, speech.until = sentence.paragraph, sentence.index


def is_all(sentence: Sentence, left: list[Quotation]) -> bool:
    """Whether a sentence is nothing but quotations."""
    words = sum(len(q.words) for q in left)
    rest = len([w for w in sentence.words if w.pos != "PUNCT"]) - words
    return rest <= 0 and words >= 4


def opens_next(reading: Reading, sentence: Sentence, left: list[Quotation], speech: Speech) -> bool:
    """Whether a quotation opens the paragraph behind the one that ended with what the last speaker said."""
    first = sentence
    while first.index and reading.sentences[first.index - 1].paragraph == sentence.paragraph:
        first = reading.sentences[first.index - 1]
    begins = left[0].quote.span.start <= first.start + 1
    return begins and len(left) == 1 and speech.quotation is not None and speech.until == first.index - 1


def issuing(reading: Reading, sentence: Sentence) -> tuple[Thing, Word] | None:
    """Who issues a statement in a sentence, and the verb: what is quoted next are their words."""
    for verb in sentence.words:
        if verb.lemma.lower() not in word_set("speech", "issuing") or verb.pos != "VERB":
            continue
        if any(c.dep == "obj" and c.lemma.lower() in word_set("speech", "document") for c in verb.children):
            things = [t for s in surface_subjects(verb) for t, _ in things_of(reading, s, SPEAKERS)]
            return (things[0], verb) if len(things) == 1 else None
    return None
