"""Sources named in an aside: "According to X, …", "…, according to X", "in the words of X"."""

from collections.abc import Iterator

from flows.extract.draft import Draft
from flows.extract.grammar.doers import surface_subjects
from flows.extract.grammar.saying import saying
from flows.extract.mentions.resolve import things_of
from flows.extract.reading.reading import Reading, Thing
from flows.extract.speech.beginnings import trimmed
from flows.extract.speech.documents import SPEAKERS, is_of_several
from flows.extract.speech.drafts import direct
from flows.extract.speech.endings import is_verb
from flows.extract.speech.quotations import Quotation
from flows.extract.speech.reported import until_reporter
from flows.extract.speech.speakers import Speech
from flows.extract.speech.subjects import SPEAKING, own_subject
from flows.extract.speech.unnamed import unnamed
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

Found = list[tuple[int, Thing]]  # place in the sentence, who is named there
FAR = 22  # words behind "according to" that may name the source


def according_to(reading: Reading, sentence: Sentence, quoted: set[int]) -> Iterator[tuple[Thing, list[Word], Word]]:
    """(source, the words that are theirs, "according") of each such aside, read off the commas, which are surer here
    than the tree."""
    words = sentence.words
    for at in range(len(words) - 2):
        if words[at].text.lower() != "according" or words[at + 1].text.lower() != "to" or words[at].i in quoted:
            continue
        found = sources(reading, words, at)
        comma = end_of_source(words, at, found)
        person = next((t for i, t in found if i < comma and t.type is EntityType.PERSON), None)
        named = [t for i, t in found if i < comma]
        source = person or (named[-1] if named else None) or nameless(reading, words[at + 2 : comma])
        if source is None:
            continue
        if at > 2 and words[at - 1 - (words[at - 1].text == ",")].text.lower() in word_set("speech", "inner"):
            continue
        if at > 1 or comma == len(words):
            yield source, told_around(words, at, comma), words[at]
        elif person is not None or not names_person(found, comma + 1):
            told = end_of_apposition(words, comma, person is not None)
            yield source, until_reporter(words[told + 1 :], words[at]), words[at]


def says_by_whom(words: list[Word], quotations: list[Quotation]) -> bool:
    """Whether words say whose a quotation in them is: "“…,” he said, according to X"."""
    ends = [q.last.i for q in quotations if q.first in words]
    return bool(ends) and any(w.i > ends[0] and saying(w) and own_subject(w) for w in words)


def is_owner(reading: Reading, word: Word) -> bool:
    """Whether a person is named only as whose the source is: "according to *Ada Roe's* spokesperson, Ion Rusu"."""
    person = reading.at[word.i]
    behind = next((w for w in word.behind if reading.at.get(w.i) is not person), None)
    return person.type is EntityType.PERSON and behind is not None and behind.text in POSSESSIVE


def is_whose_people(reading: Reading, word: Word) -> bool:
    """Whether a name only says whose somebody without one is: "according to a senior *US* administration official"."""
    above = [w for w in word.ancestors() if w.i > word.i and w.pos in {"NOUN", "PROPN"}]
    noun = next((w for w in above if w.dep not in {"compound", "amod", "nmod:poss"}), word)
    front = word.dep in {"compound", "amod", "nmod:poss"} and noun.i not in reading.at
    alone = noun.child("flat") is None and noun.child("appos") is None
    return front and alone and noun.lemma.lower() in word_set("speech", "people")


def end_of_source(words: list[Word], at: int, found: Found) -> int:
    """Where the comma stands behind a source that an "according to" names."""
    comma = next((i for i in range(at + 2, len(words)) if words[i].text == ","), len(words))
    if is_lone_office(words[at + 2 : comma]) and names_person(found, comma + 1):
        return next((i for i in range(comma + 1, len(words)) if words[i].text == ","), len(words))
    return comma


def told_around(words: list[Word], at: int, comma: int) -> list[Word]:
    """The words before an aside from its clause's start on; with those behind it where it parts a subject from its verb
    ("A agreed; B, according to two envoys, did not")."""
    opening = next((i + 1 for i in range(at - 1, -1, -1) if words[i].text == ";"), 0)
    front = words[opening:at]
    if any(w.pos in {"VERB", "AUX"} for w in front):
        return trimmed(front)
    closing = next((i for i in range(comma, len(words)) if words[i].text == ";"), len(words))
    return trimmed([*trimmed(front), *words[comma + 1 : closing]])


def end_of_apposition(words: list[Word], comma: int, person: bool) -> int:
    """The comma behind what says who a source is ("According to X, *a daily of Chad*, …"), of a person the office;
    else the one behind its name."""
    after = next((i for i in range(comma + 1, len(words)) if words[i].text == ","), len(words))
    between = words[comma + 1 : after]
    if not between or after + 1 >= len(words) or words[after + 1].pos == "CCONJ":
        return comma
    if any(w.pos in {"VERB", "AUX"} and w.dep not in {"amod", "acl", "compound"} for w in between):
        return comma
    office = person and any(w.text.lower() in word_set("offices", "noun") for w in between)
    return after if office or is_apposition(between, words[after]) else comma


def is_apposition(between: list[Word], after: Word) -> bool:
    """Whether a phrase between two commas only says who was named before it."""
    head = next((w for w in between if w.head not in between), None)
    if between[0].pos not in {"DET", "PRON", "ADJ"} or head is None:
        return False
    twice = head.dep == "nsubj" and any(c.dep == "nsubj" and c.i > after.i for c in head.head.children)
    return twice or head.dep == "appos"


def nameless(reading: Reading, words: list[Word]) -> Thing | None:
    """The source whom the text gives no name: "according to two officials"."""
    for word in words:
        if word.pos in {"NOUN", "PROPN"} and word.dep not in {"compound", "amod", "nmod:poss"}:
            return unnamed(reading, word)
    return None


def in_words_of(reading: Reading, sentence: Sentence) -> Iterator[tuple[Thing, Word]]:
    """(source, "words") of each "in the words of X" and "in the view of X"."""
    words = sentence.words
    for at in range(len(words) - 4):
        *opening, voice, of = [w.text.lower() for w in words[at : at + 4]]
        if opening == ["in", "the"] and voice in word_set("speech", "voice") and of == "of":
            found = sources(reading, words, at + 2)
            person = next((t for _, t in found if t.type is EntityType.PERSON), None)
            source = person or (found[0][1] if found else nameless(reading, words[at + 4 : at + 12]))
            if source is not None:
                yield source, words[at + 2]
    person = reading.at.get(words[1].i) if len(words) > 4 and words[0].text == "For" else None
    if person is not None and person.type is EntityType.PERSON:
        yield person, words[0]  # "For X, an analyst at Y, the deal is …"


def sources(reading: Reading, words: list[Word], at: int) -> Found:
    """Who is named within reach of "according to", before any verb."""
    verb = next((i for i in range(at + 2, len(words)) if is_verb(words[i])), len(words))
    reach = range(at + 2, min(at + FAR, verb))
    found = [(i, reading.at[words[i].i]) for i in reach if words[i].i in reading.at]
    found = [(i, t) for i, t in found if t.type in SPEAKING and not t.parts and reading.how[words[i].i] != "demonym"]
    found = [(i, t) for i, t in found if not is_owner(reading, words[i]) and not is_whose_people(reading, words[i])]
    if any(
        words[i].lemma.lower() in word_set("speech", "silent_paper")
        for i in range(at + 2, found[0][0] if found else at)
    ):
        return []  # "according to the *agenda* of X": nobody says so
    return [(i, t) for i, t in found if reading.how[words[i].i] != "pronoun" or words[i].dep != "nmod:poss"]


def is_lone_office(words: list[Word]) -> bool:
    """Whether a phrase is that of an office whose holder is still to be named ("his spokesman, Ada Roe")."""
    return bool(words) and words[-1].text.lower() in word_set("offices", "noun")


def names_person(found: Found, place: int) -> bool:
    """Whether a person stands right there: an apposition behind the comma leaves too many readings."""
    return any(i == place and t.type is EntityType.PERSON for i, t in found)


def go_on(reading: Reading, sentence: Sentence, left: list[Quotation], speech: Speech) -> Iterator[Draft]:
    """Quotations that continue what the last speaker said: in the same paragraph one statement with it, if it was a
    quotation too; a paragraph that is nothing but a quotation is one of its own."""
    same = speech.paragraph == sentence.paragraph
    goes_on = is_all(sentence, left) and (same or opens_next(reading, sentence, left, speech))
    if speech.speaker is None or not goes_on:
        return
    for quotation in (q for q in left if not ends_elsewhere(reading, q)):
        before = speech.quotation if same else None
        if before is not None:
            before.object = f"{before.object} {quotation.text}"
        else:
            speech.quotation = direct(speech.speaker, quotation, quotation.first)
            yield speech.quotation
    speech.paragraph, speech.until = sentence.paragraph, sentence.index


def ends_elsewhere(reading: Reading, quotation: Quotation) -> bool:
    """Whether a quotation that never closes ends with a paragraph behind it, which may say whose it is."""
    start = quotation.quote.content.start
    closer, opener = (reading.text.find(mark, start) for mark in "”“")
    return not quotation.quote.closed and closer >= 0 and not start <= opener < closer


def is_all(sentence: Sentence, left: list[Quotation]) -> bool:
    """Whether a sentence is nothing but quotations."""
    words = sum(len(q.words) for q in left)
    rest = len([w for w in sentence.words if w.pos != "PUNCT"]) - words
    return rest <= 0 and words >= 4


def opens_next(reading: Reading, sentence: Sentence, left: list[Quotation], speech: Speech) -> bool:
    """Whether a quotation, over however many paragraphs, opens the one behind that which ended with what the last
    speaker said."""
    start = left[0].quote.content.start
    first = next(s for s in reversed(reading.sentences[: sentence.index + 1]) if s.start <= start)
    while first.index and reading.sentences[first.index - 1].paragraph == first.paragraph:
        first = reading.sentences[first.index - 1]
    begins = left[0].quote.span.start <= first.start + 1
    named = speech.quotation is not None or (speech.speaker is not None and speech.speaker.type is EntityType.PERSON)
    return begins and len(left) == 1 and named and speech.until == first.index - 1


def issuing(reading: Reading, sentence: Sentence) -> tuple[Thing, Word] | None:
    """Who issues a statement in a sentence, and the verb: what is quoted next are their words."""
    for verb in sentence.words:
        if verb.lemma.lower() not in word_set("speech", "issuing") or verb.pos != "VERB":
            continue
        issued = [c for c in verb.children if c.dep == "obj" and c.lemma.lower() in word_set("speech", "document")]
        if issued and not is_of_several(issued[0]):
            things = [t for s in surface_subjects(verb) for t, _ in things_of(reading, s, SPEAKERS)]
            return (things[0], verb) if len(things) == 1 else None
    return None
