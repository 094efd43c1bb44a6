"""Offices whose phrase begins at a position, behind a name or a verb: "| the prime minister of Estonia"."""

from flows.extract.offices import (
    DASHES,
    LINKS,
    MARKS,
    PAUSES,
    REACH,
    Office,
    is_filler,
    is_modifier,
    is_office,
    is_office_word,
    is_portfolio,
    owner_at,
    owner_by_pronoun,
    phrase,
)
from flows.extract.things import Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType


def office_from(reading: Reading, words: list[Word], at: int) -> Office | None:
    """The office whose phrase begins at a position: owner or article, office words, "of" or "for" and the owner."""
    begin, past, owner = at, "", None
    while at < len(words) and (is_filler(words[at]) or words[at].text.lower() in word_set("offices", "past")):
        past = words[at].text.lower() if words[at].text.lower() in word_set("offices", "past") else past
        owner = owner or owner_by_pronoun(reading, words, at + 1)
        at += 1
    while at < len(words) and (thing := owner_at(reading, words[at])) is not None:
        owner, at = thing, at + 1
    while at < len(words) and (words[at].text in MARKS or is_filler(words[at])):
        at += 1
    start = office_end = at
    at = past_portfolio(words, at) if owner is not None else at
    while at < len(words) and (is_office_word(words[at]) or (at > start and words[at].text == "and")):
        at += 1
        if is_office(words[at - 1]):
            office_end = at
        elif words[at - 1].text == "and" and not is_modifier(words[at - 2]):
            break
    if office_end == start or office_end - begin > REACH:
        return None
    role, last = phrase(words, start, office_end), office_end - 1
    if office_end < len(words) - 1 and words[office_end].text.lower() in LINKS:
        owner, last, tail = phrase_behind(reading, words, office_end, owner)
        role += tail
    return Office(f"{past} {role}".strip(), owner, begin, last, office_end - 1)


def past_portfolio(words: list[Word], at: int) -> int:
    """Where an office noun stands behind a portfolio in words of its own ("central bank | governor"), else `at`."""
    for position in range(at, min(at + 4, len(words))):
        if words[position].text.lower() in word_set("offices", "bearer"):
            return position
        if words[position].pos not in {"NOUN", "ADJ", "PROPN"}:
            break
    return at


def phrase_behind(reading: Reading, words: list[Word], at: int, owner: Thing | None) -> tuple[Thing | None, int, str]:
    """(owner, last position, what belongs to the role) of "of Kazakhstan", "of the Treasury of X", "to Y", "for Z" from
    the preposition on; an office that has its owner takes only its portfolio or host ("of foreign affairs")."""
    position, tail, hosted = at + 1, " " + words[at].text, words[at].text.lower() == "to"
    while position < len(words) and position - at < REACH and words[position].text not in PAUSES:
        word = words[position]
        if is_seat(words, position):
            position += 3
            continue
        thing = owner_at(reading, word)
        if (
            thing is not None
            and thing.type is EntityType.ORGANIZATION
            and tail == " of"
            and from_there(reading, words, at)
        ):
            owner = None  # "the Finnish president of the bank": where its holder is from
        if thing is not None and (owner is None or hosted):
            last = position
            while last + 1 < len(words) and reading.at.get(words[last + 1].i) is thing:
                last += 1
            if hosted:
                return owner, last, f"{tail} {thing.name}"
            if last + 2 < len(words) and words[last + 1].text in MARKS:
                return owned_body(reading, words, thing, last + 2, tail)
            return thing, last, "" if position == at + 1 or tail.strip() in LINKS else tail.removesuffix(" of")
        if word.pos in {"VERB", "AUX", "PRON"} or (owner is not None and not is_portfolio(word)):
            break
        if word.text.lower() not in {"the", "a"}:
            tail += " " + word.text
        position += 1
    while position > at and words[position - 1].text.lower() in LINKS | {"the", "and"}:
        position -= 1
    kept = owner is not None and position > at and not hosted
    return (owner, position - 1, " " + phrase(words, at, position)) if kept else (owner, at - 1, "")


def is_seat(words: list[Word], at: int) -> bool:
    """Whether a place only says where a body sits ("the Quito-based institute")."""
    return at + 2 < len(words) and words[at + 1].text in DASHES and words[at + 2].text.lower() == "based"


def from_there(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether the office words before a position have an adjective of a country before them ("the Finnish chair")."""
    while at > 0 and is_office_word(words[at - 1]):
        at -= 1
    return at > 0 and reading.how.get(words[at - 1].i, "").startswith("demonym")


def owned_body(reading: Reading, words: list[Word], owner: Thing, at: int, tail: str) -> tuple[Thing, int, str]:
    """(owner, last position, tail) of "head of Peru's central bank": a body known by name, else whose it is."""
    end = at
    while end < len(words) and end - at < 4 and words[end].pos in {"NOUN", "ADJ", "PROPN"}:
        body = owner_at(reading, words[end])
        if body is not None and body is not owner and body.type is EntityType.ORGANIZATION:
            owner, tail, at = body, "", end + 1
        end += 1
    return owner, end - 1, f"{tail} {phrase(words, at, end)}".rstrip() if end > at else ""
