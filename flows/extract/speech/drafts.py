"""Statements in the making: in the speaker's own words, and in the reporter's."""

from flows.extract.draft import Draft, made_by
from flows.extract.grammar.scope import scope_of_saying
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.quotations import Quotation
from flows.extract.speech.reported import clause_text
from flows.language.parse import Word


def direct(speaker: Thing, quotation: Quotation, verb: Word) -> Draft:
    """A statement in the speaker's own words."""
    words = [verb, quotation.first, quotation.last]
    draft = Draft(
        *made_by("speech"), speaker, quotation.text, scope_of_saying(verb), words, "statements: quotation", 0.9, verb
    )
    draft.roles["object"] = list(quotation.words)
    draft.qualifiers["mode"] = "direct"
    draft.datatype = "quote"
    draft.told = (quotation.quote.span.start, quotation.quote.span.end)
    return draft


def indirect(reading: Reading, speaker: Thing, content: list[Word], verb: Word) -> Draft:
    """A statement in the reporter's words."""
    words = [verb, content[0], content[-1]]
    text = clause_text(reading, content)
    draft = Draft(
        *made_by("speech"), speaker, text, scope_of_saying(verb), words, "statements: reported speech", 0.85, verb
    )
    draft.roles["object"] = content
    draft.qualifiers["mode"] = "indirect"
    draft.datatype = "quote"
    draft.told = (content[0].start, content[-1].end)
    return draft
