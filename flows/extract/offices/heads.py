"""Heads of bodies and states without a name: "the SCO secretary-general", "the US secretary of state"."""

from functools import cache

from flows.extract.grammar.doers import preposition
from flows.extract.offices.before import office_before, office_start
from flows.extract.offices.phrase import Office, is_filler, is_office, owners_behind, phrase
from flows.extract.offices.title import Title
from flows.extract.reading.bodies import is_bloc
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import POSSESSIVE, word_set
from flows.language.parse import Word
from flows.model import EntityType


def find_heads(reading: Reading, titles: list[Title]) -> None:
    """Attach each phrase for the head of a body, or for who holds a high office of state, to the person whom the
    article gives that office, else to a thing of its own."""
    for sentence in reading.sentences:
        words = sentence.words
        for noun, word in enumerate(words):
            office = head_at(reading, words, noun) if is_office(word) else None
            if office is not None and not stands_by_name(reading, words, office) and acts(words, office):
                attach(reading, words, office, titles)


def head_at(reading: Reading, words: list[Word], noun: int) -> Office | None:
    """The office whose noun stands at a position, with the body or country before or behind it."""
    start, end = office_start(words, noun + 1), noun + 1
    if [w.text.lower() for w in words[end : end + 2]] == ["of", "state"]:
        end += 2
    role = phrase(words, start, end)
    if plain(role) not in heads_of_all() or not reading.free(words[start:end]):
        return None
    found = office_before(reading, words, end)
    if found is not None and found.owner is not None:
        return found if plain(found.role) == plain(role) and is_head(found) else None
    if end + 1 < len(words) and words[end].text.lower() == "of":
        owners, last = owners_behind(reading, words, end + 1)
        behind = Office(role, owners[0], start, last, noun) if len(owners) == 1 else None
        return behind if behind is not None and is_head(behind) else None
    return None


@cache
def heads_of_all() -> frozenset[str]:
    """The roles of heads, of bodies and of states."""
    return frozenset(plain(role) for kind in ("head_of_body", "head_of_state") for role in word_set("offices", kind))


def is_head(office: Office) -> bool:
    """Whether an office is that of an international body, or a high one of a country."""
    owner, role = office.owner, plain(office.role)
    if owner is not None and owner.type is EntityType.COUNTRY:
        return role in {plain(one) for one in word_set("offices", "head_of_state")}
    body = owner is not None and owner.type is EntityType.ORGANIZATION and is_bloc(owner)
    return body and role in {plain(one) for one in word_set("offices", "head_of_body")}


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
    start = office_start(words, office.noun + 1)
    hints = {"of": office.owner.name, "role": role}
    thing = next(iter(persons.values()), None) or next((t for t in reading.things if t.hints == hints), None)
    thing = thing or Thing(EntityType.GROUP, called(words, office, start), hints=hints)
    reading.note(thing, words[start], words[office.noun], "nominal", "called by the office alone")


def called(words: list[Word], office: Office, start: int) -> str:
    """What to call a holder: as printed where the owner stands before the office, else by the owner's name."""
    first = next((at for at in range(office.first, start) if not is_filler(words[at])), start)
    owner = office.owner.name if office.owner is not None else ""
    if first == start or any(word.text in POSSESSIVE for word in words[first:start]):
        return f"{owner} {office.role.lower()}"
    return f"{phrase(words, first, start)} {office.role.lower()}"


def plain(role: str) -> str:
    """A role without hyphens and capitals."""
    return role.lower().replace("-", " ")
