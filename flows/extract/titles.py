"""Who holds which office, as titles and appositions say it.

Covers: title before a name ("Kazakhstan's President X", "NATO Secretary General X", "Minister of Finance X"), title
before a name with commas ("Cambodia's foreign minister, X,"), title after it ("X, chair of ASEAN,"), around it ("King
X of Jordan"), a copula ("X is a correspondent for Y"), several of each ("the A-ese and B-ish foreign ministers, X and
Y", "ICC judges X and Y"), and verbs that give an office (flows/extract/appointments.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.following import office_from
from flows.extract.offices import (
    BODIES,
    Office,
    is_filler,
    is_modifier,
    owner_at,
    owner_ending,
    owners_before,
    owners_behind,
    phrase,
)
from flows.extract.preceding import office_before, office_start
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType


@dataclass(frozen=True)
class Title:
    """A person, the office the text gives them, and the words from first to last that say so."""

    person: Thing
    role: str
    owner: Thing | None
    first: Word
    last: Word
    how: str
    noun: Word | None = None  # the office noun, where it stands for the person ("foreign minister, X")
    verb: Word | None = None  # the verb that gives or takes the office ("will succeed him as …")


Named = tuple[Thing, int, int]  # person, first and last position in the sentence


def find_titles(reading: Reading) -> list[Title]:
    """Every title beside a name in the article, in text order, each once."""
    retype(reading)
    found: list[Title] = []
    for sentence in reading.sentences:
        persons = list(person_spans(reading, sentence))
        found += listed_titles(reading, sentence, persons)
        taken = {id(t.person) for t in found if t.first.sentence is sentence}
        for person in persons:
            title = None if id(person[0]) in taken else title_of(reading, sentence, person, found)
            if title is not None:
                found += [title, *joined(reading, sentence, title)]
    for title in found:
        if title.noun is not None and title.noun.i not in reading.at:
            reading.note(title.person, title.noun, title.noun, "title", "office noun beside the name")
    return found


def title_of(reading: Reading, sentence: Sentence, person: Named, known: list[Title]) -> Title | None:
    """The title that stands beside a name: around it, before it, behind it, or said of it; the first that tells whose
    office it is."""
    told = [find(reading, sentence, person) for find in (around, before, after, copula)]
    titles = [t for t in [*told, counterpart(reading, sentence, person, known)] if t is not None]
    return next((t for t in titles if t.owner is not None), titles[0] if titles else None)


def joined(reading: Reading, sentence: Sentence, title: Title) -> Iterator[Title]:
    """A second office joined to the one behind a name: "X, the chair of A and a former minister of B"."""
    words, at = sentence.words, title.last.i + 1 - sentence.words[0].i
    if title.how not in {"title after the name", "copula"} or at >= len(words) - 2 or words[at].text.lower() != "and":
        return
    office = office_from(reading, words, at + 1) if words[at + 1].text.lower() in {"a", "an", "the"} else None
    if office is not None and office.owner is not None and not is_anothers(words, office):
        yield Title(title.person, office.role, office.owner, words[at + 1], words[office.last], title.how)


def title_end(words: list[Word], person: Named) -> int:
    """Where the title before a name ends, also when the name holds it ("King | Abdullah II")."""
    inside = range(person[1] + 1, person[2] + 1)
    return next((i for i in inside if office_start(words, i) == person[1]), person[1])


def person_spans(reading: Reading, sentence: Sentence) -> Iterator[Named]:
    """The persons named in a sentence."""
    offset = sentence.words[0].i
    for thing in reading.things:
        if thing.type is EntityType.PERSON:
            for first, last, how, _ in thing.mentions:
                if first.sentence is sentence and how == "name":
                    yield thing, first.i - offset, last.i - offset


# --- persons by their titles ----------------------------------------------------------------------


def retype(reading: Reading) -> None:
    """A name of unknown standing that bears a title ("Minister X Y", "X Y is a correspondent") is a person's."""
    for thing in reading.things:
        if thing.item is not None or thing.type not in {EntityType.REGION, EntityType.ORGANIZATION, EntityType.CITY}:
            continue
        for first, last, how, _ in thing.mentions:
            base = first.sentence.words[0].i
            named = (thing, first.i - base, last.i - base)
            if how == "name" and 1 <= last.i - first.i <= 3 and bears_title(reading, first.sentence, named):
                thing.type = EntityType.PERSON
                break


def bears_title(reading: Reading, sentence: Sentence, named: Named) -> bool:
    """Whether a title beside a name can only be a person's."""
    words, at = sentence.words, named[1]
    if at > 0 and office_start(words, at) < at and words[at - 1].lemma.lower() in word_set("offices", "personal"):
        return True
    if copula(reading, sentence, named) or after(reading, sentence, named):
        return True
    if words[named[2]].text.lower() in word_set("names", "organization"):
        return False
    if any(is_who(c) for w in words[at : named[2] + 1] for r in w.children if r.dep == "acl:relcl" for c in r.children):
        return True
    while at > 1 and (words[at - 1].text in {"and", ","} or reading.how.get(words[at - 1].i) == "name"):
        at -= 1  # "judges A and B"
    return at > 0 and is_plural_office(words[at - 1]) and words[at - 1].lemma.lower() in word_set("offices", "personal")


def is_who(word: Word) -> bool:
    """Whether a word is the relative pronoun of people alone, as a subject."""
    return word.text.lower() == "who" and word.dep.startswith("nsubj")


def is_plural_office(word: Word) -> bool:
    """Whether a word names several holders of an office."""
    return word.lemma.lower() in word_set("offices", "office") and word.morph.get("Number") == "Plur"


# --- one title, one name --------------------------------------------------------------------------


def before(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """A title that ends right before the name, with or without a comma."""
    words, end = sentence.words, title_end(sentence.words, person)
    office = office_before(reading, words, end)
    if office is None and end > 0 and words[end - 1].text == ",":
        office = office_before(reading, words, end - 1)
        office = office if office is not None and office.owner is not None else None
    if office is None:
        return None
    how = "title before the name" if office.noun in {end - 1, end - 2} else "title with of"
    return titled(words, person, office, how)


def titled(words: list[Word], person: Named, office: Office, how: str) -> Title:
    """The title of a person that an office phrase before or behind the name gives."""
    low, high = min(office.first, person[1]), max(office.last, person[2])
    return Title(person[0], office.role, office.owner, words[low], words[high], how, words[office.noun])


def around(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "King X of Jordan", "President X of Rwanda": a title without owner before the name, the country behind it."""
    words, behind = sentence.words, person[2] + 1
    if behind >= len(words) - 1 or words[behind].text.lower() != "of":
        return None
    at = behind + 1 + (words[behind + 1].text.lower() == "the")
    owner = owner_at(reading, words[at]) if at < len(words) else None
    end = title_end(words, person)
    start = office_start(words, end)
    if owner is None or owner.type not in BODIES or start == end or owner_ending(reading, words, start)[0] is not None:
        return None
    while at + 1 < len(words) and reading.at.get(words[at + 1].i) is owner:
        at += 1
    return Title(person[0], phrase(words, start, end), owner, words[start], words[at], "title around the name")


def after(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X, chair of the ASEAN," or "X, Cambodia's foreign minister,": a title right after the name and a comma."""
    words, at = sentence.words, person[2] + 1
    if at >= len(words) - 1 or words[at].text not in {",", "(", "—", "–"}:
        return None
    office = office_from(reading, words, at + 1)
    if office is None or is_anothers(words, office):
        return None
    return titled(words, person, office, "title after the name")


def is_anothers(words: list[Word], office: Office) -> bool:
    """Whether a name of its own follows the office phrase ("X, Premier Y and the ministers")."""
    behind = words[office.last + 1] if office.last + 1 < len(words) else None
    return behind is not None and behind.pos == "PROPN" and behind.text not in {"(", ","}


def copula(reading: Reading, sentence: Sentence, person: Named) -> Title | None:
    """ "X is a correspondent for Y", "X, who has been president", "X was elected president"."""
    words, at = sentence.words, person[2] + 1
    if at < len(words) - 4 and words[at].text == "," and words[at + 1].text.lower() == "who":
        at += 2
    if at < len(words) - 3 and words[at].text.lower() in {"has", "had"} and words[at + 1].text.lower() == "been":
        at += 1
    if at >= len(words) - 2 or words[at].text.lower() not in {"is", "was", "became", "becomes", "been"}:
        return None
    at += 1
    while at < len(words) and words[at].lemma.lower() in word_set("offices", "giving"):
        at += 1
    opens = is_filler(words[at]) or is_modifier(words[at]) or office_start(words, at + 1) <= at
    if not opens and owner_at(reading, words[at]) is None:
        return None
    office = office_from(reading, words, at)
    if office is None:
        return None
    return Title(person[0], office.role, office.owner, words[person[1]], words[office.last], "copula")


def counterpart(reading: Reading, sentence: Sentence, person: Named, known: list[Title]) -> Title | None:
    """ "his Colombian counterpart, X": the office of the last person whose title was told, in another country."""
    words, at = sentence.words, person[1] - 1
    while at >= 0 and words[at].text == ",":
        at -= 1
    if at < 0 or words[at].lemma.lower() != "counterpart":
        behind = person[2] + 1
        if behind >= len(words) or words[behind].text != ",":
            return None
        near = range(behind, min(behind + 5, len(words)))
        at = next((i for i in near if words[i].lemma.lower() == "counterpart"), -1)
    if at < 1 or not known:
        return None
    owner, first = owner_ending(reading, words, at)
    if owner is None:
        return None
    return titled(words, person, Office(known[-1].role, owner, first, at, at), "counterpart")


# --- several names --------------------------------------------------------------------------------


def listed_titles(reading: Reading, sentence: Sentence, persons: list[Named]) -> list[Title]:
    """ "the A-ese and B-ish foreign ministers, X and Y[, respectively]", "the foreign ministers of A and B, X and Y":
    countries and persons paired in order; "ICC judges X and Y": one body, all its persons."""
    found: list[Title] = []
    words = sentence.words
    for at, word in enumerate(words):
        if not is_plural_office(word):
            continue
        start = office_start(words, at)
        start = at if start == at else start
        while start > 0 and is_modifier(words[start - 1]):
            start -= 1
        owners, first = owners_before(reading, words, start)
        last = at
        if not owners and at + 1 < len(words) and words[at + 1].text.lower() == "of":
            (owners, last), first = owners_behind(reading, words, at + 2), start
        chosen = holders(words, persons, last)
        if len(owners) == 1:
            owners = owners * len(chosen) if len(chosen) > 1 else []
        if len(owners) < 2 or len(chosen) < len(owners):
            continue
        role = phrase(words, start, at) + (" " if at > start else "") + word.lemma
        chosen = chosen[: len(owners)]
        group = Thing(EntityType.GROUP, word.text, parts=[p[0] for p in chosen])
        reading.at[word.i], reading.how[word.i] = group, "nominal"
        found += [
            Title(person[0], role, owner, words[first], words[person[2]], "titles paired in order")
            for owner, person in zip(owners, chosen, strict=True)
        ]
    return found


def holders(words: list[Word], persons: list[Named], last: int) -> list[Named]:
    """The persons listed behind a plural title, with nothing but commas, "and" and the like between."""
    chosen: list[Named] = []
    at = last + 1
    for person in sorted(persons, key=lambda p: p[1]):
        if person[1] < at:
            continue
        if any(w.text not in {",", "and", ":", "(", "—", "–", "-"} for w in words[at : person[1]]):
            break
        chosen.append(person)
        at = person[2] + 1
    return chosen
