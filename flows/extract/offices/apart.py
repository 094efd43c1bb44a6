"""Which comma between a name and an office parts two persons: "After a meeting with X, the president said"."""

from collections.abc import Sequence

from flows.extract.offices.before import office_before
from flows.extract.offices.phrase import Office, is_filler, is_person
from flows.extract.offices.title import Named
from flows.extract.reading.reading import Reading
from flows.extract.words import word_set
from flows.language.parse import Word

FRONTED = ("obl", "obl:agent", "obl:unmarked", "advcl", "nmod", "obj", "iobj", "ccomp", "acl", "parataxis")


def is_apart(words: Sequence[Word], person: Named, noun: int) -> bool:
    """Whether an office phrase, its noun at a position, is somebody else's than the person's
    beside whose name and a comma it stands: one of the two is the subject of the clause that the other's phrase
    opens."""
    office, name = words[noun], name_head(words, person)
    if office.head is name or name.head is office:
        return False
    return opens(name, office) if person[1] < noun else opens(office, name)


def name_head(words: Sequence[Word], person: Named) -> Word:
    """The word of a name on which the others hang."""
    inside = words[person[1] : person[2] + 1]
    return next((w for w in inside if w.head is w or w.head not in inside), inside[0])


def opens(first: Word, subject: Word) -> bool:
    """Whether a word stands in a phrase of its own before the subject of a clause."""
    if not subject.dep.startswith("nsubj") or first.dep.startswith("nsubj"):
        return False
    way = [first, *first.ancestors()]
    if subject.head not in way or subject in way:
        return False
    under = way[: way.index(subject.head)]
    return bool(under) and under[-1].dep in FRONTED and under[-1].i < subject.i


def is_next_ones(reading: Reading, words: list[Word], person: Named, office: Office) -> bool:
    """Whether an office stands beside the name behind it, set off by commas: of who acts ("Answering X, | the minister,
    Y, said"), or of the next in a row ("the envoy of A, X, | the envoy of B, Y", "chair X, | envoy of B, members")."""
    at = office.last + 2
    if words[office.first].text.lower() == "the" and follows_row(reading, words, person[1]):
        return True
    if at >= len(words) - 2 or words[at - 1].text != ",":
        return False
    if words[at].text[:1].isupper() and row_of_titles(reading, words, person[1]):
        return True
    if words[at].text.islower() and words[at].morph.get("Number") == "Plur":
        several = words[at].lemma.lower() in word_set("offices", "noun")
        return several and office_before(reading, words, person[1]) is not None
    named = at
    while at < len(words) - 2 and is_person(reading, words[at]):
        at += 1
    return at > named and words[at].text == "," and words[at + 1].pos in {"VERB", "AUX"}


def row_of_titles(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether the name that begins at a position stands in a row, set off by commas, that begins with a title: "the
    envoy of A, X, the envoy of B, | Y"."""
    while True:
        while at > 0 and words[at - 1].text.lower() in word_set("names", "honorifics"):
            at -= 1
        office = office_before(reading, words, at - 1) if at > 1 and words[at - 1].text == "," else None
        if office is None:
            return False
        at = office.first
        while at > 0 and (is_filler(words[at - 1]) or words[at - 1].text.lower() == "and"):
            at -= 1
        if at < 2 or words[at - 1].text != "," or not is_person(reading, words[at - 2]):
            return True
        at -= 2
        while at > 0 and is_person(reading, words[at - 1]):
            at -= 1


def follows_row(reading: Reading, words: list[Word], name: int) -> bool:
    """Whether an office is the next in a row in which each stands before its name: "the head of A X, the head of B Y,
    | the head of C and others"."""
    ends = [name]
    while ends[-1] > 0 and (office := office_before(reading, words, ends[-1])) is not None:
        start = office.first
        while start > 0 and is_filler(words[start - 1]):
            start -= 1
        if words[start].text.lower() != "the":
            return False
        if len(ends) > 1:
            return True
        before = start - 1
        while before > 0 and is_person(reading, words[before - 1]):
            before -= 1
        ends.append(before)
    return False
