"""Heads of bodies without a name: "the SCO secretary-general", "the chairperson of the African Union"."""

from flows.extract.arguments import preposition
from flows.extract.bodies import is_bloc
from flows.extract.offices import DASHES, Office, is_filler, is_office, owners_behind, phrase
from flows.extract.preceding import office_before, office_start
from flows.extract.things import Reading, Thing
from flows.extract.title import Title
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def find_heads(reading: Reading, titles: list[Title]) -> None:
    """Attach each phrase for the head of a body to the person whom the article gives that office, else to a thing of
    its own."""
    for sentence in reading.sentences:
        words, at = sentence.words, 0
        while at < len(words):
            office = head_at(reading, words, at)
            if office is not None and not stands_by_name(reading, words, office) and acts(words, office):
                attach(reading, words, office, titles)
            at = office.last + 1 if office is not None else at + 1


def head_at(reading: Reading, words: list[Word], at: int) -> Office | None:
    """The office of a body's head whose words begin at a position, with the body before or behind them."""
    end = at
    while end < len(words) and (is_office(words[end]) or (words[end].text in DASHES and end > at)):
        end += 1
    if end == at or phrase(words, at, end).lower() not in word_set("offices", "head_of_body"):
        return None
    if not reading.free(words[at:end]):
        return None
    found = office_before(reading, words, end)
    if found is not None and found.owner is not None and office_start(words, end) == at:
        return found if heads(found) and plain(found.role) == plain(phrase(words, at, end)) else None
    if end + 1 < len(words) and words[end].text.lower() == "of":
        owners, last = owners_behind(reading, words, end + 1)
        if len(owners) == 1:
            behind = Office(phrase(words, at, end), owners[0], at, last, end - 1)
            return behind if heads(behind) else None
    return None


def heads(office: Office) -> bool:
    """Whether an office is that of an international body."""
    return office.owner is not None and office.owner.type is EntityType.ORGANIZATION and is_bloc(office.owner)


def stands_by_name(reading: Reading, words: list[Word], office: Office) -> bool:
    """Whether a person's name stands beside the phrase, so that it only says who that is."""
    before, behind = office.first - 1, office.last + 1
    while before > 0 and (is_filler(words[before]) or words[before].text in {",", "(", "—", "–"}):
        before -= 1
    while behind < len(words) - 1 and words[behind].text in {",", "(", "—", "–"}:
        behind += 1
    beside = [words[at] for at in (before, behind) if 0 <= at < len(words)]
    named = [thing for word in beside if (thing := reading.at.get(word.i)) is not None]
    return any(thing.type is EntityType.PERSON for thing in named) or any(
        word.pos == "PROPN" and word.i not in reading.at for word in beside
    )


def acts(words: list[Word], office: Office) -> bool:
    """Whether the head does something or something is done with them, rather than somebody being called so."""
    inside = {word.i for word in words[office.first : office.last + 1]}
    top = next(
        (word for word in words[office.first : office.last + 1] if word.head.i not in inside), words[office.noun]
    )
    if top.morph.get("Number") == "Plur" or any(child.dep == "cop" for child in top.children):
        return False
    return top.dep in {"nsubj", "nsubj:pass", "obj"} or preposition(top) in {"with", "by", "to"}


def attach(reading: Reading, words: list[Word], office: Office, titles: list[Title]) -> None:
    """Let the office words speak of its holder."""
    role = plain(office.role)
    persons = {id(t.person): t.person for t in titles if t.owner is office.owner and plain(t.role) == role}
    if len(persons) > 1 or office.owner is None:
        return
    name = f"{office.owner.name} {office.role.lower()}"
    thing = next(iter(persons.values()), None) or next((t for t in reading.things if t.name == name), None)
    thing = thing or Thing(EntityType.GROUP, name, hints={"of": office.owner.name, "role": office.role.lower()})
    start = office_start(words, office.noun + 1)
    reading.note(thing, words[start], words[office.noun], "nominal", "the head of a body")


def plain(role: str) -> str:
    """A role without hyphens and capitals."""
    return role.lower().replace("-", " ")
