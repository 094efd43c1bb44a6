"""Who said what: direct quotations (whole, split, fragments) and reported speech, each with its speaker.

Covers: "…," X said / X said: "…" / X said that … / …, X said / As X said, … / According to X, … / X, citing "…" /
what X described as "…" / a statement said … / X calls for …; a quotation over several sentences
or paragraphs is one statement, and one that goes on in the next sentence keeps its speaker.
"""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.draft import Draft, Filling
from flows.extract.grammar.arguments import arguments
from flows.extract.grammar.doers import is_passive, preposition, surface_subjects
from flows.extract.grammar.saying import CLOSERS, is_clausal, saying
from flows.extract.mentions.phrases import phrase_words
from flows.extract.mentions.resolve import Wanted, things_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.asked import condemned, said_by_deed
from flows.extract.speech.beginnings import trimmed
from flows.extract.speech.documents import SPEAKERS, issued_in
from flows.extract.speech.drafts import SHORT, cuts_quotation, direct, indirect
from flows.extract.speech.endings import is_verb
from flows.extract.speech.matters import SCRAP, in_own_words
from flows.extract.speech.quotations import (
    Quotation,
    Quoted,
    belongs,
    ends_clause,
    is_adverb,
    is_anothers,
    is_clause_quoted,
    is_complement,
    top_of,
    words_behind,
)
from flows.extract.speech.reported import claims_of, content_of, lacks_its_subject, statements_in
from flows.extract.speech.speaker_inside import without_speaker
from flows.extract.speech.speakers import Speech, speakers_of
from flows.extract.speech.subjects import own_subject
from flows.extract.speech.verbless import according_to, go_on, in_words_of, issuing, says_by_whom
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

TERM = 3  # quoted words of which a noun may be a mere term
OCCASIONS = Wanted(types=frozenset({EntityType.EVENT}))


def read_statements_in(reading: Reading, sentence: Sentence, quoted: Quoted, speech: Speech) -> list[Draft]:
    """The statements of one sentence; none of a row of headlines."""
    if sum(w.text == "•" for w in sentence.words) > 1:
        return []
    quotations = [q for q in quoted.of[sentence.index] if not (q.is_name() or q.runs_on())]
    verbs = [w for w in sentence.words if saying(w) and w.i not in quoted.positions]
    drafts: list[Draft] = []
    used: set[int] = set()
    speech.document = issued_in(reading, sentence) or speech.document
    for verb in verbs:
        speakers = speakers_of(reading, verb, speech)
        if not speakers:
            continue
        mine = [q for q in quotations if id(q) not in used and belongs(q, verb, verbs)]
        used |= {id(q) for q in mine}
        here = list(said_with(reading, verb, mine, speakers))
        if here:
            speech.note(speakers, verb)
            speech.quotation = next((d for d in reversed(here) if d.qualifiers["mode"] == "direct"), None)
        for draft in here:
            add_circumstances(reading, draft, verb)
        drafts += here
    free = [q for q in quotations if id(q) not in used and not is_anothers(q, verbs)]
    drafts += sourced(reading, sentence, free, quoted)
    left = [q for q in quotations if id(q) not in used]
    drafts += spoken_aside(reading, sentence, free)
    drafts += said_inside(reading, free, speech)
    if not drafts and left and speech.speaker is not None:
        drafts += go_on(reading, sentence, left, speech)
    issuer = issuing(reading, sentence)
    if issuer is not None and not drafts:
        speech.note([issuer[0]], issuer[1])
        speech.quotation = None
    speech.document = issuer[0] if issuer is not None else speech.document
    return by_report([draft for draft in drafts if not cuts_quotation(reading, draft)])


def by_report(drafts: list[Draft]) -> list[Draft]:
    """The same statements; one that stands within what another says is only reported: "the ministry said Ada Roe vowed
    to stay"."""
    for draft in drafts:
        at = draft.trigger.start
        outer = next(
            (d for d in drafts if d.told and d.told[0] <= at < d.told[1] and d.subject is not draft.subject), None
        )
        if outer is not None:
            draft.status = replace(draft.status, factuality=Factuality.REPORTED)
            draft.qualifiers.setdefault("attributed to", outer.subject)
    return drafts


def said_with(reading: Reading, verb: Word, mine: list[Quotation], speakers: list[Thing]) -> Iterator[Draft]:
    """The statements that one verb of saying brings: the quotations that are its own, else its clause."""
    deed = said_by_deed(reading, verb)
    content = without_speaker(reading, verb, content_of(verb), speakers) if deed is None else None
    deed = condemned(verb) if deed is None and content is None else deed
    telling = [q for q in mine if tells(q, verb, content) and (deed is None or not is_buried(q, verb))]
    claims = claims_of(content) if telling else statements_in(content)
    apart = [words for c in claims if (words := without_quotation(c, telling, len(claims))) is not None]
    apart = [deed] if deed is not None and not telling else apart
    for speaker in speakers:
        yield from unsplit([(q, in_own_words(reading, speaker, q, verb)) for q in telling])
        whole = (words for words in apart if len(words) >= SHORT and not lacks_its_subject(words))
        yield from (indirect(reading, speaker, words, verb) for words in whole)


def tells(quotation: Quotation, verb: Word, content: list[Word] | None) -> bool:
    """Whether quoted words are a statement by themselves rather than a term inside what is said: "calls it a “farce”",
    but not "says the “farce” has to end"."""
    heavy = [w for w in quotation.words if w.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "AUX", "INTJ"}]
    if quotation.quote.kind == "sentence":
        return True
    if saying(verb) in word_set("speech", "turning_down") and content is None and not is_clause_quoted(quotation):
        return False  # "ruled out “any talks”"
    if any(w.lemma.lower() in {"not", "never"} for w in quotation.first.before[-2:]) and not is_clause_quoted(
        quotation
    ):
        return False  # "declared the vote not “free and fair”"
    if quotation.quote.words == 1 or not heavy:
        final = content is None and not is_clausal(verb) and ends_clause(quotation)
        deed = top_of(quotation).first_of_row.head  # "refused to *recognise* the “republics”"
        deep = is_deeper(quotation, verb) or (deed.dep == "xcomp" and deed.head is verb)
        named = is_complement(quotation) and (final or (is_naming(verb) and content is None))
        return final if is_adverb(quotation) else named and not deep
    top = top_of(quotation)
    if is_deed(verb, top):
        return False
    if content is not None and (
        is_cut_off(quotation, verb) or (quotation.quote.words <= TERM and is_term(quotation, verb))
    ):
        return False
    if content is None or quotation.quote.words > 6:
        return True
    introduced = top.head.child("expl") is not None and top.i > top.head.i  # "there is “no way back”"
    return introduced or not (top.dep.startswith("nsubj") and not quotation.holds(top.head) and top.head in content)


def is_cut_off(quotation: Quotation, verb: Word) -> bool:
    """Whether quoted words lack what decides their sense: a "not" before them ("is not asking “the court to rule”"), or
    a verb its subject and what follows ("they will “act at once” if the other is attacked")."""
    top = top_of(quotation)
    if is_clause_quoted(quotation):
        return False
    above = [w for w in top.ancestors() if verb in w.ancestors()]
    denied = any(
        c.lemma.lower() in {"not", "never"} and not quotation.holds(c) for w in (top, *above) for c in w.children
    )
    behind = [w.text.lower() for w in words_behind(quotation)[:1]]
    return denied or (top.pos == "VERB" and own_subject(top) and (behind == ["if"] or not ends_clause(quotation)))


def is_term(quotation: Quotation, verb: Word) -> bool:
    """Whether quoted words are a noun within what is said rather than what it says of its subject: "is part of its
    “neighbours first” policy", but not "may cause a “terrible war”"."""
    top = top_of(quotation).first_of_row
    above = top.head.first_of_row
    main = verb in {top.head, above.head}
    return top.pos in {"NOUN", "PROPN"} and not (main and ends_clause(quotation) and is_complement(quotation))


def is_deed(verb: Word, top: Word) -> bool:
    """Whether quoted words only name something in what somebody says to do: "promised to add to the “common pot”"."""
    above = [word for word in (top, *top.ancestors()) if word.head is verb]
    return bool(above) and above[0].dep == "xcomp" and top is not above[0] and top.dep.startswith(("obl", "nmod"))


def is_naming(verb: Word) -> bool:
    """Whether a verb gives something a name ("called the vote a “farce”")."""
    return saying(verb) in word_set("speech", "naming")


def is_buried(quotation: Quotation, verb: Word) -> bool:
    """Whether quoted words are only part of whom or what a verb of praise or blame speaks of: "accused Chad of aiding
    “known rebels”"."""
    few = quotation.quote.words <= SCRAP
    opens_low = few and quotation.first.pos in {"ADP", "PART", "SCONJ"}  # "thanked Chad “for its help”"
    judged = saying(verb) in word_set("speech", "judging") and top_of(quotation).first_of_row.head is not verb
    return judged or opens_low


def is_deeper(quotation: Quotation, verb: Word) -> bool:
    """Whether a quoted word belongs to something else than what a verb of naming calls it: "accused Chad of aiding
    “rebels”", but not "called the vote a “farce”"."""
    return is_naming(verb) and top_of(quotation).first_of_row.head is not verb


def without_quotation(claim: list[Word], telling: list[Quotation], many: int) -> list[Word] | None:
    """A claim as the reporter words it, when it says more than the quotations that are told by themselves: one of many
    that quotes nothing, one around a single quoted word, else what stands before a quotation that a comma sets off
    ("would pay, “come what may”")."""
    inside = [q for q in telling if claim[0].i <= q.last.i and q.first.i <= claim[-1].i]
    if telling and not inside and many == 1:
        return None
    if not inside:
        return claim
    if len(inside) > 1 or inside[0].quote.kind == "sentence" or claim[-1].i > inside[0].last.i + 1:
        return None
    return set_apart([w for w in claim if w.i < inside[0].first.i])


def set_apart(front: list[Word]) -> list[Word] | None:
    """The words before a quotation when a comma sets it off; "although it is late, “…”" says nothing by itself."""
    while front and front[-1].text in {*CLOSERS, "“"}:
        front.pop()
    apart = front and front[-1].text == "," and any(is_verb(w) for w in front)
    return trimmed(front) if apart and front[0].pos != "SCONJ" else None


def sourced(reading: Reading, sentence: Sentence, quotations: list[Quotation], quoted: Quoted) -> Iterator[Draft]:
    """What "according to X" brings: the quotations of the sentence, else its words."""
    for source, words, at in according_to(reading, sentence, quoted.positions):
        inner = [q for q in quotations if len(q.words) > SHORT]
        if says_by_whom(words, quoted.of[sentence.index]):
            continue
        yield from (direct(source, q, at) for q in inner)
        told = {w.i for q in inner for w in q.words}
        colon = next((at for at, w in enumerate(words) if w.text == ":" and w.i + 2 in told), None)
        words = trimmed(words[:colon]) if colon is not None else [] if told else words
        if len(words) > SHORT:
            yield indirect(reading, source, words, at)


def spoken_aside(reading: Reading, sentence: Sentence, left: list[Quotation]) -> Iterator[Draft]:
    """What "in the words of X" brings: the quotations of the sentence that are nobody's else."""
    for source, at in in_words_of(reading, sentence):
        yield from (direct(source, q, at) for q in left if q.first.i > at.i)


def said_inside(reading: Reading, left: list[Quotation], speech: Speech) -> Iterator[Draft]:
    """What a quotation brings that opens with the verb of saying of who stands before it ("the Council “reiterated its
    call”"), and what stands behind a colon with which somebody's deed ends ("she spoke of the talks: “…”")."""
    for quotation in left:
        verb, colon = quotation.first, quotation.first.near(-2)
        if saying(verb) and own_subject(verb):
            yield from (direct(speaker, quotation, verb) for speaker in speakers_of(reading, verb, speech))
        elif colon is not None and colon.text == ":" and quotation.quote.kind == "sentence":
            doers = [(w, s) for w in colon.before if w.head is w and not is_passive(w) for s in surface_subjects(w)]
            told = [(w, t) for w, s in doers if (t := reading.at.get(s.i)) is not None and t.type is EntityType.PERSON]
            yield from (direct(person, quotation, deed) for deed, person in told[:1] if len(doers) == 1)


def unsplit(parts: list[tuple[Quotation, Draft]]) -> list[Draft]:
    """A quotation that its attribution splits in mid-sentence is one: "The door is open," she said, "but …"."""
    kept: list[Draft] = []
    for quotation, draft in parts:
        before = kept[-1] if kept else None
        goes_on = quotation.quote.continues or str(draft.object)[:1].islower()
        if before is not None and goes_on and str(before.object).endswith((",", "—", "–")):
            before.object = f"{before.object} {draft.object}"
            before.words += draft.words
        else:
            kept.append(draft)
    return kept


def add_circumstances(reading: Reading, draft: Draft, verb: Word) -> None:
    """To whom and on what occasion it was said, as far as what is said does not say so itself."""
    found = {name: [w for w in words if not draft.tells(w)] for name, words in arguments(verb).items()}
    heard = [*found.get("object", []), *found.get("receiver", []), *found.get("to", [])]
    heard = [w for w in heard if w.head.head is not verb or w.head.dep != "conj"]  # "said and thanked X"
    if saying(verb) in {*word_set("speech", "telling"), "say", "remark", "write", "quote"}:
        heard += [c for c in verb.head.children if verb.dep == "advcl" and preposition(c) == "by"]
        for word in heard:
            value = hearer(reading, word, draft)
            if value is not None:
                draft.qualifiers["audience"] = value
                break
    for name in ("at", "during", "in", "on"):
        for word in found.get(name, []):
            for thing, _ in things_of(reading, word, OCCASIONS):
                named = thing.name[:1].isupper() and reading.how.get(word.i) == "name"
                if " " in thing.name and named:  # "a news conference" tells nobody where
                    draft.qualifiers.setdefault("place", thing)


def hearer(reading: Reading, word: Word, draft: Draft) -> Filling | None:
    """The one spoken to: a named thing, or a noun for an audience."""
    for thing, _ in things_of(reading, word, SPEAKERS):
        if thing is not draft.subject:
            return thing
    if word.lemma.lower() in word_set("speech", "audience"):
        words = [w for w in phrase_words(word) if w.i <= word.i]
        return reading.phrase(words[0], words[-1])
    return None
