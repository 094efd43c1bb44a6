"""Offices that a clause says of somebody, whatever stands between: "she is currently a fellow at X", "he is a lawyer
and the head of X", "X (born 1960) is an engineer, founder and CEO of Y"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.grammar.arguments import expand
from flows.extract.grammar.doers import is_passive, objects, preposition, said_to_be
from flows.extract.grammar.scope import Status, scope_of, scope_of_title
from flows.extract.grammar.standing import names_another
from flows.extract.offices.before import office_before
from flows.extract.offices.behind import office_from
from flows.extract.offices.phrase import is_filler, is_office, is_office_word, owner_at
from flows.extract.offices.title import GIVEN, Named, Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import DASHES, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType, Factuality

HOW = "office said of somebody"


def said_titles(reading: Reading, sentence: Sentence, known: Sequence[Title]) -> list[Title]:
    """The titles of one sentence that a predicate noun or one joined to it says of the one person who is its subject,
    but for those known already."""
    words, said = sentence.words, list[Title]()
    for word in words:
        person = person_described(reading, word) if is_office(word) else None
        if person is None or any(t.person is person and t.covers(word) for t in [*known, *said]):
            continue
        office = office_from(reading, words, phrase_start(reading, word))
        status = scope_of(word.first_of_row)
        coming = Factuality.PLANNED in {status.factuality, scope_of_title(word).factuality}
        if office is None or office.noun < word.at or coming or status.factuality is Factuality.POSSIBLE:
            continue
        if office.owner is not None:
            first, last, said_so = words[office.first], words[office.last], word.first_of_row
            plain = status == Status(Factuality.ASSERTED)
            title = Title(person, office.role, office.owner, first, last, HOW, word, None if plain else said_so)
            said.append(title)
    return said


def who_is(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "Kenya's president is X", "its secretary general is X": an office whose phrase ends before the verb that says
    who holds it."""
    words = sentence.words
    name = words[person[1] : person[2] + 1]
    said = next((c for w in name for c in w.children if c.dep == "cop" and c.i < name[0].i), None)
    nouns = [c for w in name for c in w.children if c.dep == "nsubj" and is_office(c)]
    office = office_before(reading, words, said.at) if said is not None and len(nouns) == 1 else None
    if office is None or words[office.noun] is not nouns[0] or nouns[0].morph.get("Number") == "Plur":
        return None
    status, first = scope_of(nouns[0].head), words[office.first]
    if not status.stated or status.factuality is Factuality.POSSIBLE:
        return None
    said_so = None if status == Status(Factuality.ASSERTED) else nouns[0].head
    return Title(person[0], office.role, office.owner, first, name[-1], "copula", nouns[0], said_so)


def at_others(reading: Reading, title: Title) -> Iterator[Title]:
    """The same office at the further bodies that are listed behind the first: "is a professor at X, *Y and Z*"."""
    told = title.how in {HOW, "copula", GIVEN}
    if not told or title.owner is None or title.owner.type is not EntityType.ORGANIZATION:
        return
    head = reading.chief(title.last)
    yield from at_wholes(reading, title, head)
    for word in expand(head)[1:] if reading.at.get(head.i) is title.owner else []:
        thing, joints = reading.at.get(word.i), [c.before[-1:] for c in word.children if c.dep == "cc"]
        listed = all(mark.text != "," for marks in joints for mark in marks)  # "X, and Y signed": of another clause
        if listed and thing is not None and thing.type is EntityType.ORGANIZATION and thing is not title.owner:
            yield replace(title, owner=thing, last=word)


def at_wholes(reading: Reading, title: Title, head: Word) -> Iterator[Title]:
    """The same occupation at the body of which the owner, which a word heads, is a part: "a professor in the Department
    of Law *at X*"."""
    if reading.at.get(head.i) is not title.owner or not set(title.role.lower().split()) & word_set(
        "offices", "occupation"
    ):
        return
    for word in head.children:
        whole = reading.at.get(word.i) if word.i > head.i and preposition(word) in {"at", "of"} else None
        if whole is not None and whole.type is EntityType.ORGANIZATION and whole is not title.owner:
            yield replace(title, owner=whole, last=word)


def bearers_of(reading: Reading, word: Word) -> list[Word]:
    """The word that names whom another describes, which may be that one itself: "X, a *lawyer* who", "X is a *lawyer*
    who"."""
    if word.i in reading.at:
        return [word]
    return [word.head] if word.dep == "appos" else said_to_be(word) or [word]


def made_so(noun: Word) -> list[Word]:
    """Whom a verb in the passive makes what a noun says: "she was appointed *professor* at X"."""
    given = noun.dep in {"xcomp", "obj"} and noun.head.lemma.lower() in word_set("offices", "giving")
    ends = noun.head.lemma.lower() in word_set("offices", "ending")
    return objects(noun.head) if given and not ends and is_passive(noun.head) else []


def is_wish(noun: Word) -> bool:
    """Whether a noun is what somebody wants, or is asked, to be."""
    becoming = noun.head.lemma.lower() in word_set("grammar", "becoming") | word_set("offices", "giving")
    return noun.dep == "xcomp" and not becoming and scope_of(noun).factuality is not Factuality.ASSERTED


def person_described(reading: Reading, noun: Word) -> Thing | None:
    """The one person of whom a noun, or the first of those that it is joined to, says what they are."""
    first = noun.first_of_row
    aside = first is noun and first.dep == "appos"
    if aside and is_aside(reading, first):
        first, aside = first.head.first_of_row, False  # "X is a historian, currently *professor* at Y"
    others = noun is not first and (names_another(noun) or reading.how.get(first.i) == "name")  # "X and *the king*"
    if noun.morph.get("Number") == "Plur" or is_wish(first) or aside or others:
        return None
    told = [first.head] if first.dep == "appos" else said_to_be(first) or made_so(first)
    things = [reading.at.get(one.i) for word in told for one in bearers_of(reading, word)]
    person = things[0] if len(things) == 1 else None
    here = reading.at.get(noun.i)
    free = here is None or here is person or here.type is EntityType.GROUP  # "president of Peru" may be anybody
    return person if free and person is not None and person.type is EntityType.PERSON else None


def is_aside(reading: Reading, noun: Word) -> bool:
    """Whether a noun says once more what somebody is: "X is a historian, currently *professor* at Y"; not "X is a
    doctor, the *head* of Y said"."""
    said = any(c.dep == "cop" for c in noun.head.children) and noun.head.i not in reading.at
    return said and not any(c.dep == "det" and c.lemma.lower() == "the" for c in noun.children)


def phrase_start(reading: Reading, noun: Word) -> int:
    """Where the phrase of an office begins, by its noun."""
    words, at, past = noun.sentence.words, noun.at, word_set("offices", "past")
    while at > 0:
        before = words[at - 1]
        whose = owner_at(reading, before) is not None and noun in before.ancestors()  # "the *UN* envoy"
        verb = before.pos == "AUX" or (before.pos == "VERB" and before is noun.head)
        if not (whose or is_office_word(before) or is_filler(before) or before.text.lower() in past):
            break
        if verb or before.text.lower() in {"who", "as"}:
            break
        at -= 1
    while words[at].text in DASHES:
        at += 1  # "was re|-elected leader"
    return at
