"""Statements that the network tells of: who says it, the word that tells, and a word of what is said."""

from flows.extract.draft import Draft
from flows.extract.mentions.phrases import phrase_words
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.drafts import direct, indirect
from flows.extract.speech.quotations import Quoted
from flows.extract.speech.reported import content_of, statements_in
from flows.language.parse import Word

SHORT = 3  # words: a shorter clause says too little to be a statement


def told_statement(reading: Reading, quoted: Quoted, speaker: Thing, verb: Word, content: Word) -> Draft | None:
    """Who said what: the quotation around a word, else the clause that it heads."""
    quotation = next((q for q in quoted.of[content.sentence.index] if q.holds(content) and not q.is_name()), None)
    if quotation is not None:
        return direct(speaker, quotation, verb)
    whole = content_of(verb) or phrase_words(content)
    words = next((claim for claim in statements_in(whole) if content in claim), whole)
    if content not in words or len(words) < SHORT or verb in words:
        words = [w for w in phrase_words(content) if w is not verb]
    return indirect(reading, speaker, words, verb) if len(words) >= SHORT else None
