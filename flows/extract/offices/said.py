"""Offices that a clause says of somebody, whatever stands between: "she is currently a fellow at X", "he is a lawyer
and the head of X", "X (born 1960) is an engineer, founder and CEO of Y"."""

from collections.abc import Sequence

from flows.extract.grammar.doers import said_to_be
from flows.extract.grammar.scope import Status, scope_of
from flows.extract.offices.behind import office_from
from flows.extract.offices.phrase import is_filler, is_office, is_office_word
from flows.extract.offices.title import Title
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
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
        office = office_from(reading, words, phrase_start(words, word.at))
        if office is not None and office.noun >= word.at and office.owner is not None:
            first, last, said_so = words[office.first], words[office.last], word.first_of_row
            plain = scope_of(said_so) == Status(Factuality.ASSERTED)
            title = Title(person, office.role, office.owner, first, last, HOW, word, None if plain else said_so)
            said.append(title)
    return said


def is_wish(noun: Word) -> bool:
    """Whether a noun is what somebody wants, or is asked, to be."""
    becoming = noun.head.lemma.lower() in word_set("grammar", "becoming")
    return noun.dep == "xcomp" and not becoming and scope_of(noun).factuality is not Factuality.ASSERTED


def person_described(reading: Reading, noun: Word) -> Thing | None:
    """The one person of whom a noun, or the first of those that it is joined to, says what they are."""
    first = noun.first_of_row
    if noun.morph.get("Number") == "Plur" or is_wish(first) or (first.dep == "appos" and first is noun):
        return None
    told = [first.head] if first.dep == "appos" else said_to_be(first)
    things = [reading.at.get(word.i) for word in told]
    person = things[0] if len(things) == 1 else None
    there = reading.at.get(noun.i)
    unnamed = there is not None and there.type is EntityType.GROUP  # "Peru's minister", told by the office alone
    held = unnamed and scope_of(first).factuality in {Factuality.ASSERTED, Factuality.REPORTED}
    mine = there is None or there is person or held
    return person if mine and person is not None and person.type is EntityType.PERSON else None


def phrase_start(words: Sequence[Word], at: int) -> int:
    """Where the phrase of an office begins whose noun stands at a position."""
    past = word_set("offices", "past")
    while at > 0 and (is_office_word(words[at - 1]) or is_filler(words[at - 1]) or words[at - 1].text.lower() in past):
        if words[at - 1].pos == "AUX" or words[at - 1].text.lower() in {"who", "as"}:
            break
        at -= 1
    return at
