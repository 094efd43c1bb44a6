"""Who said what: direct quotations (whole, split, fragments) and reported speech, each with its speaker.

Covers: "…," X said / X said: "…" / X said that … / …, X said / As X said, … / According to X, … / X, citing "…" /
what X described as "…" / a statement said …; a quotation that goes on in the next sentence keeps its speaker.
"""

from collections.abc import Iterator

from flows.extract.arguments import arguments, expand, is_passive, preposition, subjects, surface_subjects
from flows.extract.factuality import Status
from flows.extract.frames import Role
from flows.extract.groups import group_of
from flows.extract.interpret import Draft, Filling
from flows.extract.phrases import phrase_words
from flows.extract.quotations import Quotation, quotations_in
from flows.extract.resolve import things_of
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

SPEAKERS = Role(types=frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.GROUP}))
HEARERS = Role(types=frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.GROUP}))
OCCASIONS = Role(types=frozenset({EntityType.EVENT}))
SAID = Status(Factuality.ASSERTED)
REMOVED = ("punct", "mark", "cc")


class Speech:
    """Remembers, while an article is read, who spoke last and which document spoke for whom."""

    def __init__(self) -> None:
        self.speaker: Thing | None = None
        self.paragraph = -1
        self.document: Thing | None = None


def read_statements_in(reading: Reading, sentence: Sentence, speech: Speech) -> list[Draft]:
    """The statements of one sentence."""
    quotations = [q for q in quotations_in(sentence) if not is_name(q)]
    verbs = [w for w in sentence.words if is_speech(w) and not any(q.holds(w) for q in quotations)]
    drafts: list[Draft] = []
    used: set[int] = set()
    for verb in verbs:
        speakers = speakers_of(reading, verb, speech)
        if not speakers:
            continue
        mine = [q for q in quotations if id(q) not in used and belongs(q, verb, verbs)]
        used |= {id(q) for q in mine}
        for speaker in speakers:
            drafts += unsplit([direct(reading, speaker, q, verb) for q in joined(reading, mine)])
        if not mine:
            content = content_of(reading, verb)
            if content is not None and len(content[1]) >= 3:
                drafts += [indirect(speaker, content, verb) for speaker in speakers]
        speech.speaker, speech.paragraph = speakers[0], sentence.paragraph
        for draft in drafts:
            if draft.trigger is verb:
                add_circumstances(reading, draft, verb)
    drafts += list(according_to(reading, sentence, quotations))
    left = [q for q in quotations if id(q) not in used]
    if not drafts and left and continues(sentence, left, speech) and speech.speaker is not None:
        drafts += [direct(reading, speech.speaker, q, q.first) for q in left]
    return drafts


def is_name(quotation: Quotation) -> bool:
    """Whether quotation marks only set off a title or name ("Voice of Freedom")."""
    long = [w for w in quotation.words if w.text.isalpha() and len(w.text) > 3]
    return len(long) >= 2 and all(w.text[:1].isupper() for w in long)


def is_speech(word: Word) -> bool:
    """Whether a word is a verb of saying in use as one."""
    return word.pos == "VERB" and word.lemma.lower() in word_set("speech", "verb") and word.dep not in {"aux", "amod"}


def continues(sentence: Sentence, left: list[Quotation], speech: Speech) -> bool:
    """Whether the sentence is nothing but a quotation that goes on in the paragraph of the last speaker."""
    words = sum(len(q.words) for q in left)
    rest = len([w for w in sentence.words if w.pos != "PUNCT"]) - words
    return speech.paragraph == sentence.paragraph and rest <= 0 and words >= 4


def speakers_of(reading: Reading, verb: Word, speech: Speech) -> list[Thing]:
    """Who speaks: the subject of an active verb, the agent of a passive one, the issuer of a document that speaks."""
    heads = subjects(verb) if not is_passive(verb) else [*subjects(verb)]
    owned = any(c.dep.startswith("nsubj") for c in verb.children)
    if verb.dep == "acl" and verb.morph.get("VerbForm") in {"Ger", "Part"} and not is_passive(verb) and not owned:
        # "withdrew from the body citing differences": the participle speaks of the whole clause's subject
        above = next((a for a in verb.ancestors() if a.pos == "VERB" and surface_subjects(a)), None)
        heads = surface_subjects(above) if above is not None else heads
    if verb.dep in {"advcl", "acl", "obl"} and not heads:
        heads = surface_subjects(verb)
    heads = heads or inverted(reading, verb)
    found: list[Thing] = []
    for head in heads:
        if head.lemma.lower() in word_set("speech", "document") and head.i not in reading.at:
            issuer = document_issuer(reading, head, verb, speech)
            return [issuer] if issuer is not None else []
        for one in expand(head):
            thing = reading.at.get(one.i)
            if thing is not None and thing.type in SPEAKERS.types and not thing.parts:
                found.append(thing)
            elif thing is None:
                group = group_of(reading, one)
                found += [group] if group is not None else []
    return found


def inverted(reading: Reading, verb: Word) -> list[Word]:
    """ "…,” said President X": who is named right behind a verb of saying that follows a quotation or comma."""
    words, at = verb.sentence.words, verb.i - verb.sentence.words[0].i
    if at == 0 or words[at - 1].text not in {"”", '"', "’", ",", "''"}:
        return []
    for word in words[at + 1 : at + 7]:
        thing = reading.at.get(word.i)
        if thing is not None and thing.type in SPEAKERS.types and reading.how[word.i] in {"name", "title"}:
            return [word]
        if word.pos in {"PUNCT", "VERB", "AUX", "ADP", "SCONJ"}:
            break
    return []


def document_issuer(reading: Reading, head: Word, verb: Word, speech: Speech) -> Thing | None:
    """For whom a statement speaks: its named issuer, else the group its clause is about, else the last one."""
    found = arguments(head)
    for source in ("by", "of", "from", "poss", "modifier"):
        for word in found.get(source, []):
            for thing, _ in things_of(reading, word, SPEAKERS):
                speech.document = thing
                return thing
    for clause in (c for c in verb.children if c.dep == "ccomp"):
        for subject in surface_subjects(clause):
            group = reading.at.get(subject.i) or group_of(reading, subject)
            if group is not None and group.type in {EntityType.GROUP, EntityType.ORGANIZATION}:
                speech.document = group
                return group
    return speech.document


def belongs(quotation: Quotation, verb: Word, verbs: list[Word]) -> bool:
    """Whether a quotation hangs on this verb of saying rather than on another of the sentence."""
    near = [v for v in verbs if governs(v, quotation) and within_reach(v, quotation)]
    if near:
        return min(near, key=lambda v: distance(v, quotation)) is verb
    clausal = [v for v in verbs if v.lemma.lower() in word_set("speech", "clause")]
    return bool(clausal) and min(clausal, key=lambda v: distance(v, quotation)) is verb


def governs(verb: Word, quotation: Quotation) -> bool:
    """Whether the quotation's top word is below the verb, or the verb is set beside it."""
    tops = [w for w in quotation.words if w.head is w or not quotation.holds(w.head)]
    for top in tops:
        if top.pos == "PUNCT":
            continue
        if verb in top.ancestors():
            return True
        if verb.dep in {"parataxis", "ccomp", "conj"} and verb.head in quotation.words:
            return True
    return False


def within_reach(verb: Word, quotation: Quotation) -> bool:
    """Verbs of speech own what they report however far; "described as", "cited" and the like only what they touch."""
    if verb.lemma.lower() in word_set("speech", "clause"):
        return True
    between = range(min(verb.i, quotation.last.i) + 1, max(verb.i, quotation.first.i))
    base = verb.sentence.words[0].i
    return not any(
        verb.sentence.words[i - base].pos in {"VERB", "PROPN"} for i in between if verb.i < i < quotation.first.i
    )


def distance(verb: Word, quotation: Quotation) -> int:
    """Words between a verb and a quotation."""
    return min(abs(verb.i - quotation.first.i), abs(verb.i - quotation.last.i))


def joined(reading: Reading, quotations: list[Quotation]) -> list[Quotation]:
    """Quotations long or telling enough to be statements: a split quotation is joined where only the attribution
    stands between and the first part ends with a comma."""
    return [q for q in quotations if len([w for w in q.words if w.pos != "PUNCT"]) >= 1]


def unsplit(drafts: list[Draft]) -> list[Draft]:
    """A quotation that its attribution splits in mid-sentence is one: "The door is open," she said, "but …"."""
    kept: list[Draft] = []
    for draft in drafts:
        before = kept[-1] if kept else None
        if before is not None and str(before.object).endswith(",") and str(draft.object)[:1].islower():
            before.object = f"{before.object} {draft.object}"
            before.words += draft.words
        else:
            kept.append(draft)
    return kept


def direct(reading: Reading, speaker: Thing, quotation: Quotation, verb: Word) -> Draft:
    """A statement in the speaker's own words."""
    draft = Draft(
        "statement",
        "said",
        speaker,
        quotation.text(reading),
        SAID,
        [verb, quotation.first, quotation.last],
        "quotation",
        0.9,
        verb,
    )
    draft.qualifiers["mode"] = "direct"
    draft.datatype = "quote"
    return draft


def indirect(speaker: Thing, content: tuple[str, list[Word]], verb: Word) -> Draft:
    """A statement in the reporter's words."""
    draft = Draft(
        "statement",
        "said",
        speaker,
        content[0],
        SAID,
        [verb, content[1][0], content[1][-1]],
        "reported speech",
        0.85,
        verb,
    )
    draft.qualifiers["mode"] = "indirect"
    draft.datatype = "quote"
    return draft


def content_of(reading: Reading, verb: Word) -> tuple[str, list[Word]] | None:
    """The reported clause of a verb of saying: its complement, or the main clause that it interrupts."""
    if verb.lemma.lower() not in word_set("speech", "clause"):
        return None
    aside = as_clause(verb)
    if aside is not None:
        words = verb.sentence.words
        return clause_text(reading, words, {w.i for w in words[aside[0] : aside[1]]})
    clause = complement(verb)
    if clause is not None and is_clause(clause):
        return clause_text(reading, cut_off(clause), set()) if not is_open_question(clause, verb) else None
    if verb.dep == "parataxis" and verb.head is not verb and is_clause(verb.head):
        inner = {w.i for w in verb.subtree()}
        return clause_text(reading, verb.head.subtree(), inner) if verb.head.i not in inner else None
    return None


def complement(verb: Word) -> Word | None:
    """The clause that a verb of saying governs; one hung on the hearer ("told X that …") counts."""
    clause = verb.child("ccomp") or next((c for c in verb.children if c.dep == "parataxis" and c.i > verb.i), None)
    if clause is None and verb.lemma in {"tell", "remind", "assure", "warn", "inform"}:
        hearers = [c for c in verb.children if c.dep in {"obj", "iobj"}]
        clause = next(
            (g for h in hearers for g in h.children if g.dep in {"acl:relcl", "acl", "ccomp"} and g.i > verb.i), None
        )
    return clause


def cut_off(clause: Word) -> list[Word]:
    """The clause without a second "and that …" clause and without what a participle or "though" adds after a comma."""
    dropped: set[int] = set()
    for child in clause.children:
        again = child.dep == "conj" and any(c.dep == "mark" and c.lemma == "that" for c in child.children)
        added = child.dep == "advcl" and child.i > clause.i and child.morph.get("VerbForm") in {"Ger", "Part"}
        if again or added:
            dropped |= {w.i for w in child.subtree()}
    return [w for w in clause.subtree() if w.i not in dropped]


def as_clause(verb: Word) -> tuple[int, int] | None:
    """ "as X stated at Y, …": where such an aside stands in the sentence, up to and with its closing comma."""
    words, at = verb.sentence.words, verb.i - verb.sentence.words[0].i
    start = at - 1
    while start >= 0 and words[start].text not in {",", "—", ";", ":", "”", '"'}:
        start -= 1
    opening = next((i for i in range(start + 1, at) if words[i].text.lower() == "as"), None)
    if (
        opening is None
        or opening - start > 2
        or at - opening > 14
        or any(w.pos == "VERB" for w in words[opening + 1 : at])
    ):
        return None
    end = next((i for i in range(at + 1, len(words)) if words[i].text == ","), None)
    if end is None:
        return (max(start, 0), len(words)) if start > 0 else None
    return (start if start >= 0 and words[max(start, 0)].text == "," else opening, end + 1)


def is_open_question(clause: Word, verb: Word) -> bool:
    """Whether nothing is said: "has not said whether …"."""
    asked = any(c.dep in {"mark", "advmod"} and c.lemma.lower() in {"whether", "if"} for c in clause.children)
    return asked or any(c.dep == "advmod" and c.lemma.lower() in {"not", "never"} for c in verb.children)


def is_clause(word: Word) -> bool:
    """Whether a word heads a clause with a subject."""
    return any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in word.children)


def clause_text(reading: Reading, words: list[Word], without: set[int]) -> tuple[str, list[Word]] | None:
    """The clause as text without its conjunction, trailing punctuation and what is left out, and its words."""
    kept = [w for w in words if w.i not in without]
    while kept and (
        kept[0].pos == "PUNCT"
        or kept[0].text.lower() == "that"
        or (kept[0].dep in REMOVED and kept[0].pos in {"SCONJ", "CCONJ"})
    ):
        kept.pop(0)
    while kept and (kept[-1].pos == "PUNCT"):
        kept.pop()
    if not kept:
        return None
    pieces: list[list[Word]] = [[]]
    for word in kept:
        if pieces[-1] and word.i != pieces[-1][-1].i + 1:
            pieces.append([])
        pieces[-1].append(word)
    pieces = [p for p in pieces if any(w.pos != "PUNCT" for w in p)]
    return " ".join(reading.phrase(p[0], p[-1]).strip(" ,") for p in pieces), kept


def add_circumstances(reading: Reading, draft: Draft, verb: Word) -> None:
    """To whom and on what occasion it was said."""
    found = arguments(verb)
    heard = [*found.get("object", []), *found.get("receiver", []), *found.get("to", [])]
    if verb.lemma.lower() in {"tell", "say", "remark", "write", "quote"}:
        heard += [w for c in verb.head.children if verb.dep == "advcl" for w in [c] if preposition(c) == "by"]
        for word in heard:
            value = hearer(reading, word, draft)
            if value is not None:
                draft.qualifiers["audience"] = value
                break
    for name in ("at", "during", "in", "on"):
        for word in found.get(name, []):
            for thing, _ in things_of(reading, word, OCCASIONS):
                draft.qualifiers.setdefault("place", thing)


def hearer(reading: Reading, word: Word, draft: Draft) -> Filling | None:
    """The one spoken to: a named thing, or a noun for an audience."""
    for thing, _ in things_of(reading, word, HEARERS):
        if thing is not draft.subject:
            return thing
    if word.lemma.lower() in word_set("speech", "audience"):
        words = phrase_words(word)
        return reading.phrase(words[0], words[-1])
    return None


def according_to(reading: Reading, sentence: Sentence, quotations: list[Quotation]) -> Iterator[Draft]:
    """ "According to X, …" and "…, according to X": read off the commas, which are surer here than the tree."""
    words = sentence.words
    for at in range(len(words) - 2):
        if (
            words[at].text.lower() != "according"
            or words[at + 1].text.lower() != "to"
            or any(q.holds(words[at]) for q in quotations)
        ):
            continue
        found = [
            (i, reading.at[words[i].i]) for i in range(at + 2, min(at + 22, len(words))) if words[i].i in reading.at
        ]
        found = [
            (i, t)
            for i, t in found
            if t.type in SPEAKERS.types and not t.parts and reading.how[words[i].i] != "demonym"
        ]
        comma = next((i for i in range(at + 2, len(words)) if words[i].text == ","), len(words))
        named = [(i, t) for i, t in found if i < comma]
        person = next((t for i, t in named if t.type is EntityType.PERSON), None)
        speaker = person or (named[-1][1] if named else None)
        if speaker is None:
            continue
        if at <= 1 and comma < len(words):
            content = words[comma + 1 :]
            following = [t for i, t in found if i == comma + 1]
            if following and following[0].type is EntityType.PERSON and person is None:
                continue  # an apposition names the person after the comma: too many readings
        else:
            content = words[: at - 1] if words[at - 1].text == "," else words[:at]
        inner = [q for q in quotations if len(q.words) > 3]
        if inner:
            yield from (direct(reading, speaker, q, words[at]) for q in inner)
            continue
        said = clause_text(reading, content, set())
        if said is not None and len(said[1]) >= 4:
            yield indirect(speaker, said, words[at])
