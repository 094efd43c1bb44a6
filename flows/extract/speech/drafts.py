"""Statements in the making: in the speaker's own words, in the reporter's, and those that the network tells of."""

from flows.extract.draft import Draft, made_by
from flows.extract.grammar.scope import scope_of_saying
from flows.extract.mentions.phrases import phrase_words
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.quotations import Quotation, Quoted
from flows.extract.speech.reported import content_of, lacks_its_subject, said_from, statements_in
from flows.extract.speech.speaker_inside import without_speaker
from flows.language.parse import Word

SHORT = 3  # words: a shorter clause says too little to be a statement


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


def clause_text(reading: Reading, words: list[Word]) -> str:
    """A clause as printed; where an aside was taken out of it, the pieces are joined by a blank."""
    pieces: list[list[Word]] = [[]]
    for word in words:
        if pieces[-1] and word.i != pieces[-1][-1].i + 1:
            pieces.append([])
        pieces[-1].append(word)
    pieces = [p for p in pieces if any(w.pos != "PUNCT" for w in p)]
    return " ".join(reading.phrase(p[0], p[-1]).strip(" ,") for p in pieces)


def cuts_quotation(reading: Reading, draft: Draft) -> bool:
    """Whether a statement in the reporter's words holds only one end of a quotation."""
    start, end = draft.told or (0, 0)
    told = reading.text[start - 1 : end]
    return draft.qualifiers["mode"] == "indirect" and (
        told.count("“") != told.count("”")
        or told.count("«") != told.count("»")
        or told.count('"') % 2 == 1
        or told[:1] in {"‘", "'"}
    )


def told_statement(reading: Reading, quoted: Quoted, speaker: Thing, verb: Word, content: Word) -> Draft | None:
    """Who said what: the quotation around a word, else the clause that it heads."""
    quotation = next((q for q in quoted.of[content.sentence.index] if q.holds(content) and not q.is_name()), None)
    if quotation is not None:
        return direct(speaker, quotation, verb)
    whole = without_speaker(reading, verb, content_of(verb) or phrase_words(content), [speaker]) or []
    words = next((claim for claim in statements_in(whole) if content in claim), whole)
    if content not in words or len(words) < SHORT or verb in words:
        words = [w for w in phrase_words(content) if w is not verb]
    if words and is_only_named(verb, content):
        words = said_from(verb, verb)
    told = len(words) >= SHORT and not lacks_its_subject(words)
    draft = indirect(reading, speaker, words, verb) if told else None
    return None if draft is None or cuts_quotation(reading, draft) else draft


def is_only_named(verb: Word, content: Word) -> bool:
    """Whether what is said is no clause, but a noun or a deed: "warned *against* any interference", "announced *the
    arrival* of Ada Roe", "pledged *to stay*"."""
    deed = content.dep == "xcomp" and any(c.dep == "mark" and c.text.lower() == "to" for c in content.children)
    named = content.pos in {"NOUN", "PROPN"} and content.child("cop") is None and content.dep in {"obj", "obl"}
    return content.head is verb and (deed or named)
