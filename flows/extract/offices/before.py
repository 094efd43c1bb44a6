"""Offices whose phrase ends right before a name: "Kenya's foreign minister |", "President of Peru |"."""

from itertools import pairwise

from flows.extract.offices.behind import phrase_behind
from flows.extract.offices.phrase import (
    PAUSES,
    Office,
    in_list_of_matters,
    is_filler,
    is_modifier,
    is_office,
    is_office_word,
    is_person,
    is_portfolio,
    joins_phrase,
    owner_at,
    owner_ending,
    phrase,
)
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import DASHES, POSSESSIVE, word_set
from flows.gazetteer import load_gazetteer
from flows.language.parse import Word
from flows.model import EntityType

MATTERS = 15  # words that an office with what it is in charge of spans at most


def office_before(reading: Reading, words: list[Word], end: int) -> Office | None:
    """The office whose phrase ends right before a position ("Kenya's foreign minister |", "President of Peru |")."""
    if words[end - 1].text == ")" and end > 3 and words[end - 3].text == "(" and words[end - 2].text.isupper():
        end -= 3  # "the head of the African Union (AU) |"
    start = office_start(words, end)
    if start == end or is_in_body(reading, words[end - 1]):
        return office_with_phrase(reading, words, end)
    if start == end - 1 and words[start].text.lower() in word_set("offices", "address"):
        comma = start > 0 and words[start - 1].text == ","
        greater = office_with_phrase(reading, words, start - comma)
        of_state = greater is not None and words[greater.noun].text.lower() in word_set("offices", "of_state")
        if greater is not None and greater.owner is not None and not (comma and of_state):
            return greater  # "the chair of the council *Professor* |", "the representative of Chad, *Ambassador* |"
    end -= end - start > 1 and is_rank(words[end - 1], words[end - 2])
    community = community_start(words, start)
    owner, first, start = (
        (None, community, community) if community < start else owner_before(reading, words, start, end)
    )
    first = skip_back(words, first)
    role, first = with_past(words, first, phrase(words, start, end))
    return Office(role, owner, first, end - 1, end - 1)


def is_rank(word: Word, before: Word) -> bool:
    """Whether a word behind an office is a rank ("Saudi envoy | *Prince* X", "defence minister | *General* X")."""
    text = word.text.lower()
    ranks = word_set("names", "ranks") | word_set("offices", "address") - word_set("offices", "bearer")
    ranked = text in ranks and before.text.lower() not in word_set("offices", "of_general") | {"chief"}
    return is_office(before) and (ranked or text in word_set("names", "sovereign"))


def community_start(words: list[Word], start: int) -> int:
    """Where the adjectives begin that tell of which people somebody is the leader, not of which state ("Greek Cypriot |
    leader", "Bosnian Serb | leader", "Northern Irish | leader"); the position itself where there are none."""
    first = start
    while first and is_of_people(words[first - 1].text, alone=True):
        first -= 1
    part = first < start and first > 0 and words[first - 1].text.lower() in word_set("names", "compass")
    first -= part
    return first if is_of_people(" ".join(w.text for w in words[first:start])) else start


def is_of_people(role: str, *, alone: bool = False) -> bool:
    """Whether words say of which people an office is: adjectives of two states, of a people or faith, or of a part of a
    state; `alone`: whether a word may be one of them."""
    known = load_gazetteer().demonym
    words = [w for w in role.split() if w[:1].isupper()]
    people = [w for w in words if w.lower() in word_set("names", "people")]
    states = {entry.item for w in words if (entry := known(w)) is not None}
    if alone:
        return bool(people or states)
    parts = [f"{one} {other}" for one, other in pairwise(words) if one.lower() in word_set("names", "compass")]
    return bool(people) or len(states) > 1 or any(known(p.split()[1]) and not known(p) for p in parts)


def office_start(words: list[Word], end: int) -> int:
    """Where the office words that end at a position begin; the position itself when there are none."""
    start, seen = end, False
    while start > 1 and (
        words[start - 1].text.lower() in word_set("offices", "coming") or words[start - 1].text in DASHES
    ):
        start -= 1  # "president-elect"
    while start > 0:
        word = words[start - 1]
        if is_office(word) and not seen:
            seen = True
        elif not (seen and (is_office_word(word) or any(told(words, start - 1) for told in JOINED))):
            break
        start -= 1
    while start < end and (words[start].text in DASHES | POSSESSIVE or is_filler(words[start])):
        start += 1
    return start if seen else end


def is_field(words: list[Word], at: int) -> bool:
    """Whether a noun says what the occupation right behind it is about: "*law* professor"."""
    word, behind = words[at], words[at + 1]
    occupation = behind.text.lower() in word_set("offices", "occupation")
    return occupation and word.pos == "NOUN" and word.dep == "compound" and word.text.islower()


def is_matter_before(words: list[Word], at: int) -> bool:
    """Whether a word tells what the office behind it is in charge of, or joins two that do: "*Trade, Tourism and
    International Cooperation* Minister"."""
    both = [w for w in words[max(0, at - 1) : at + 2 : 2] if w.text[:1].isupper() and is_portfolio(w)]
    if words[at].text in {",", "and"}:
        return at > 0 and len(both) == 2 and not is_office(words[at - 1]) and not is_office(words[at + 1])
    return words[at].text[:1].isupper() and is_portfolio(words[at]) and words[at].pos != "DET"


def joins_modifiers(words: list[Word], at: int) -> bool:
    """Whether an "and" joins two modifiers of one office ("foreign and political affairs secretary")."""
    return at > 0 and words[at].text == "and" and is_modifier(words[at - 1]) and not is_office(words[at - 1])


JOINED = (joins_modifiers, is_matter_before, is_field)  # what a word may be, beside one of the office, to belong to it


def owner_before(reading: Reading, words: list[Word], start: int, end: int) -> tuple[Thing | None, int, int]:
    """(owner, where its phrase begins, where the office begins) for office words start..end: the owner stands right
    before them, or before a portfolio in words of its own ("French armed forces minister")."""
    owner, first = owner_ending(reading, words, start)
    while owner is not None and start < end - 1 and reading.at.get(words[start].i) is owner:
        if is_modifier(words[start]) and reading.at.get(words[end - 1].i) is owner:
            break  # "the UN | High Commissioner for Refugees"
        start += 1  # "the Conservative Party | leader"
    if owner is not None or words[end - 1].text.lower() not in word_set("offices", "bearer"):
        return owner, first, start
    at = start
    while at > 0 and start - at < 4 and (words[at - 1].pos in {"NOUN", "ADJ", "PROPN"} or words[at - 1].text in DASHES):
        at -= 1
        owner, first = owner_ending(reading, words, at)
        if owner is not None:
            while at < start and (is_filler(words[at]) or words[at].text in DASHES | POSSESSIVE):
                at += 1
            return owner, first, at
    return None, start, start


def office_with_phrase(reading: Reading, words: list[Word], end: int) -> Office | None:
    """ "Secretary of State |", "Minister of State for the Armed Forces |", "President of Kazakhstan |", "U.S. special
    envoy to Ukraine |": an office noun, a preposition, a short phrase."""
    found = None
    acted = words[end - 1].pos == "VERB" and words[end - 1].i not in reading.at  # "the minister led it and included |"
    if acted or words[end - 1].pos in {"SCONJ", "CCONJ", "ADP"} or words[end - 1].text in {*PAUSES, "based"}:
        return None  # "its ambassador to Israel after | Ada Roe spoke", "takes over as chief from Lima-based |"
    for at in range(end - 2, max(-1, end - MATTERS), -1):
        verb = words[at].pos in {"VERB", "AUX"} and words[at].i not in reading.at
        verb = verb or words[at + 1].pos == "AUX"
        second = is_person(reading, words[at + 1]) or (found and is_office(words[at + 1]))
        pause = words[at + 1].text in PAUSES and not in_list_of_matters(reading, words, at + 1)
        leads = words[at].pos == "ADP" and words[at].text.lower() not in word_set("offices", "link")
        if pause or verb or second or leads:
            break  # "her appointment as minister *by* the council | Ada Roe"
        if joins_phrase(reading, words, at) and office_start(words, at) < at and not is_in_body(reading, words[at - 1]):
            found = at
    return None if found is None else with_phrase(reading, words, found, end)


def is_in_body(reading: Reading, word: Word) -> bool:
    """Whether an office only stands in the name of a body: "the *Office of the President* of Peru"."""
    thing = reading.at.get(word.i)
    if thing is None or thing.type is not EntityType.ORGANIZATION:
        return False
    return any(w.text == "of" and reading.at.get(w.i) is thing for w in word.before[-3:])


def with_phrase(reading: Reading, words: list[Word], at: int, end: int) -> Office:
    """The office whose noun stands before the preposition at a position, and whose phrase ends at `end`."""
    start = office_start(words, at)
    owner, first, start = owner_before(reading, words, start, at)
    role = phrase(words, start, end)
    inner = owner_at(reading, words[end - 1])
    if owner is None and inner is not None:
        tail = end - 1
        while tail > at and reading.at.get(words[tail - 1].i) is inner:
            tail -= 1
        small = word_set("offices", "link") | word_set("names", "realm") | word_set("offices", "before_party")
        while tail > at and (is_filler(words[tail - 1]) or words[tail - 1].text.lower() in small):
            tail -= 1
        joined = is_joined(inner, words, (tail, end))
        body = any(owner_at(reading, w) is not None for w in words[at:tail])
        sender = sent_by(reading, words, at, tail) if not joined else None
        if sender is not None:
            owner, role = sender, f"{phrase(words, start, at)} to {inner.name}"
        # "of the UN mission | in Mali"
        elif body and (words[tail].text.lower() == "in" or words[tail - 1].text in POSSESSIVE):
            owner, last, behind = phrase_behind(reading, words, at, None)
            whole = last == end - 1 or words[tail].text.lower() == "in"
            owner = owner if whole else None  # "of the Left Party's | Trade Commission Office"
            role = f"{phrase(words, start, at)}{behind}"
        elif words[at].text.lower() != "to" and not joined:  # an ambassador's host is not whose ambassador it is
            owner, role = inner, phrase(words, start, max(tail, at))
    elif inner is not None and words[at].text.lower() == "to":
        role = f"{phrase(words, start, at + 1)} {inner.name}"
    role, first = with_past(words, skip_back(words, first), role)
    return Office(role, owner, first, end - 1, at - 1)


def is_joined(owner: Thing, words: list[Word], places: tuple[int, int]) -> bool:
    """Whether an "and" stands before or in what is at places first..end: "for Asia and the Pacific" is a matter, "of
    Antigua and Barbuda" a state."""
    first, end = places
    said = words[first - 1 : first if owner.type is EntityType.COUNTRY else end]
    return "and" in {w.text.lower() for w in said}


def sent_by(reading: Reading, words: list[Word], at: int, tail: int) -> Thing | None:
    """Who sends an envoy to where a phrase ends: "ambassador *of Chad* to |"."""
    to = next((i for i in range(at + 2, tail + 1) if words[i].text.lower() == "to"), None)
    return owner_at(reading, words[to - 1]) if to is not None and words[at].text.lower() == "of" else None


def skip_back(words: list[Word], first: int) -> int:
    """Where a phrase begins, fillers before it counted in."""
    while first > 0 and is_filler(words[first - 1]) and words[first - 1].text.lower() not in {"the", "a", "an"}:
        first -= 1
    return first


def with_past(words: list[Word], first: int, role: str) -> tuple[str, int]:
    """The role with the word before its phrase that says it is past, or of which rank ("*former* Kenyan president",
    "*chief* Thai negotiator")."""
    at = first - 1
    while at > 0 and words[at].text in DASHES:
        at -= 1
    leads = word_set("offices", "past") | word_set("offices", "stand_in") | word_set("offices", "rank")
    if at >= 0 and words[at].text.lower() in leads:
        return f"{words[at].text.lower()} {role}", at
    if at > 1 and [w.text.lower() for w in words[at - 2 : at + 1 : 2]] == ["one", "time"]:
        return f"former {role}", at - 2
    opening, _, rest = role.partition(" ")
    if opening.lower() in word_set("offices", "past"):
        return f"{opening.lower()} {rest}", first
    return role, first


def is_plural_office(word: Word) -> bool:
    """Whether a word names several holders of an office."""
    return word.lemma.lower() in word_set("offices", "noun") and word.morph.get("Number") == "Plur"
