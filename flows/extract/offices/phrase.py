"""Phrases that name an office: which words belong to it, and whose office it is."""

from dataclasses import dataclass
from functools import cache

from flows.extract.grammar.terms import opens_time
from flows.extract.names.tables import ties
from flows.extract.names.titles import is_short, matters
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import DASHES, POSSESSIVE, load_words, word_set
from flows.language.parse import Word
from flows.model import EntityType

OWNERS = {EntityType.COUNTRY, EntityType.ORGANIZATION, EntityType.REGION, EntityType.CITY}
BODIES = {EntityType.COUNTRY, EntityType.ORGANIZATION}
PAUSES = frozenset({",", ".", ";", ":", "(", ")", "”", '"', "—"})
# how adjectives end that tell which one it is ("fiscal"), not what it is like ("hawkish")
RELATIONAL = ("al", "ic", "ary", "an")
REACH = 9  # words that the phrase of an office spans at most


@dataclass(frozen=True)
class Office:
    """An office as a phrase says it: what it is called, whose it is, and its words first..last with the office noun
    (positions in the sentence)."""

    role: str
    owner: Thing | None
    first: int
    last: int
    noun: int


def is_office(word: Word) -> bool:
    """Whether a word names an office by itself, or behind "chief" or "board"."""
    text = word.text.lower()
    if text in word_set("offices", "behind_board"):
        return not word_set("offices", "boards").isdisjoint(w.text.lower() for w in word.before[-1:])
    if text in word_set("offices", "behind_chief"):
        return "chief" in {w.text.lower() for w in word.before[-2:]}
    return text in word_set("offices", "noun") or is_short(word)


def is_office_word(word: Word) -> bool:
    """Whether a word may be part of an office's name."""
    return is_office(word) or is_modifier(word) or word.text in DASHES


def is_modifier(word: Word) -> bool:
    """Whether a word may stand before an office noun and belong to it."""
    leads = word.pos == "ADP" and word.text.islower()  # "*under* President Roe", but "Under Secretary"
    return word.text.lower() in word_set("offices", "modifier") and not leads and not is_of_guest(word)


def is_of_guest(word: Word) -> bool:
    """Whether a word before an office of state only says where its holder is: "the *visiting* president"."""
    said = {w.text.lower() for w in word.behind[:3]} if word.text.lower() in word_set("offices", "calling") else set()
    return not said.isdisjoint(word_set("offices", "of_state"))


def is_filler(word: Word) -> bool:
    """Whether a word before an office says nothing of which office it is ("the", "new", "far-right", "hawkish")."""
    text = word.text.lower()
    if text in word_set("offices", "filler") | word_set("offices", "styles") or is_of_guest(word):
        return True
    judged = word.pos == "ADJ" and word.text.islower() and not text.endswith(RELATIONAL)
    return judged and text not in said_of_offices()


@cache
def said_of_offices() -> frozenset[str]:
    """Words that belong to the names of offices, or tell whether their holders are in office."""
    keys = ("noun", "modifier", "past", "coming", "portfolio")
    return frozenset().union(*(word_set("offices", key) for key in keys))


def phrase(words: list[Word], start: int, end: int) -> str:
    """The words as printed, dashes joined, an office in short as it is called."""
    text, previous_end, called = "", -1, load_words("offices")["short"]
    for word in words[start:end]:
        glue = "" if not text or word.start == previous_end else " "
        text += glue + called.get(word.text, word.text)
        previous_end = word.end
    return text.replace("–", "-")


def is_person(reading: Reading, word: Word) -> bool:
    """Whether a word belongs to a person's name."""
    thing = reading.at.get(word.i)
    return thing is not None and thing.type is EntityType.PERSON and reading.how[word.i] == "name"


def joins_phrase(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether a preposition joins an office to what it is in charge of, or whose it is: no date, no deed, nor
    whom the holder took over from ("took over as chair | from Peru's X", "chief | at the time")."""
    if words[at].text.lower() not in word_set("offices", "link") or opens_time(words, at):
        return False
    if words[at].text.lower() == "to" and words[at].near(1) is not None and words[at + 1].pos == "VERB":
        return False  # "the first leader | to visit Chad"
    behind = words[at + 1 : at + 8] if words[at].text.lower() == "from" else []
    verbs = [w for w in behind if w.pos in {"VERB", "AUX"} and w.text != "based"]  # "chief | from Lima-based X"
    until = next((i for i, w in enumerate(behind) if w.text in PAUSES or w in verbs), len(behind))
    return not any(is_person(reading, w) for w in behind[:until])


def owner_at(reading: Reading, word: Word) -> Thing | None:
    """The country, body or place that a word speaks of. Words that are a portfolio ("Foreign Affairs") are none."""
    thing = reading.at.get(word.i)
    if thing is None or thing.type not in OWNERS or is_half(reading, word):
        return None
    return None if is_matter(thing) else thing


def is_half(reading: Reading, word: Word) -> bool:
    """Whether a dash ties a name to what is none of it ("the pro-*China* president", "head of the *UN*-led team")."""
    for side in (-1, 1):
        dash, other = word.near(side), word.near(2 * side)
        if dash is None or other is None or other.text.lower() in word_set("offices", "past"):
            continue
        # not "MONROVIA – Liberia's president"
        if ties(dash) and reading.at.get(other.i) is not reading.at.get(word.i):
            return True
    return False


def is_matter(thing: Thing) -> bool:
    """Whether what was taken for a body only tells what an office is in charge of ("Foreign Affairs", "Higher
    Education")."""
    words = [w.lower() for w in thing.name.split()]
    unknown = thing.item is None and thing.type is EntityType.ORGANIZATION
    body = set(words) & word_set("names", "organization")
    return set(words) <= matters() or (unknown and not body and words[-1] in matters())


def in_list_of_matters(reading: Reading, words: list[Word], comma: int) -> bool:
    """Whether a comma stands between two matters that one office is in charge of ("of Trade, | Industry and Mines")."""
    both = words[comma - 1 : comma + 2 : 2]
    if words[comma].text != "," or len(both) < 2 or not any(map(is_portfolio, both)):
        return False
    known = [w for w in both if not is_portfolio(w)]
    free = not any(is_person(reading, w) or owner_at(reading, w) is not None for w in known)
    return free and all(w.text[:1].isupper() for w in both)


def is_portfolio(word: Word) -> bool:
    """Whether a word may belong to what an office is in charge of ("of foreign affairs", "of staff")."""
    return is_modifier(word) or word.text.lower() in word_set("offices", "portfolio")


def owner_ending(reading: Reading, words: list[Word], end: int) -> tuple[Thing | None, int]:
    """The country or body that stands right before a position, past fillers and marks, and where it begins."""
    at = end - 1
    while at >= 0 and (words[at].text in POSSESSIVE or is_filler(words[at])) and words[at].pos != "AUX":
        if words[at].dep == "mark":
            return None, end  # "left the union *as* premier X spoke"
        at -= 1
    owner = owner_at(reading, words[at]) if at >= 0 else None
    if owner is not None and owner.type is EntityType.CITY and words[at + 1].text == "the":
        return None, end  # "received in Lima | the premier"
    if owner is None:
        owner = owner_by_pronoun(reading, words, end)
        return (owner, end - 1) if owner is not None else (None, end)
    while at > 0 and reading.at.get(words[at - 1].i) is owner:
        at -= 1
    return (owner, at) if not is_headed(words, at) else (None, end)


def is_headed(words: list[Word], first: int) -> bool:
    """Whether the office before a name already says whose it is: "the *chairman of the* African Union, |", which with
    no comma between is not the union of the "President Ada Roe" behind it."""
    before = [w.text.lower() for w in words[max(0, first - 4) : first] if w.text.lower() not in {"the", "two"}]
    heads = word_set("offices", "presiding") | word_set("offices", "guarding")
    return before[-1:] == ["of"] and not heads.isdisjoint(before[-2:-1])


def owner_by_pronoun(reading: Reading, words: list[Word], end: int) -> Thing | None:
    """The country or body that "its", "their" or "whose" before an office stands for."""
    at = end - 1
    while at >= 0 and is_filler(words[at]) and words[at].text.lower() not in {"its", "their"}:
        at -= 1
    if at > 1 and words[at].text.lower() == "whose":
        named = owner_at(reading, words[at - 2] if words[at - 1].text == "," else words[at - 1])
        return named if named is not None and named.type in BODIES else None
    thing = reading.at.get(words[at].i) if at >= 0 and words[at].text.lower() in {"its", "their"} else None
    return thing if thing is not None and thing.type in BODIES and not is_matter(thing) else None


def owners_behind(reading: Reading, words: list[Word], at: int) -> tuple[list[Thing], int]:
    """The coordinated countries or bodies that begin at a position, and where they end."""
    owners: list[Thing] = []
    while at < len(words):
        thing = owner_at(reading, words[at])
        if thing is not None:
            owners += [thing] if thing not in owners else []
        elif words[at].text.lower() not in {"and", "the"} and not (
            words[at].text == "," and owners and named_next(reading, words, at)
        ):
            break
        at += 1
    return owners, at - 1


def named_next(reading: Reading, words: list[Word], at: int) -> bool:
    """Whether a country or body follows a comma."""
    behind = next((w for w in words[at + 1 : at + 3] if w.text.lower() not in {"and", "the"}), None)
    return behind is not None and owner_at(reading, behind) is not None


def owners_before(reading: Reading, words: list[Word], start: int) -> tuple[list[Thing], int]:
    """The coordinated countries or bodies that end at a position."""
    owners: list[Thing] = []
    at = start - 1
    while at >= 0:
        thing = owner_at(reading, words[at])
        if thing is not None:
            owners[:0] = [thing] if thing not in owners else []
        elif words[at].text.lower() not in {"and", ",", "’s", "'s"} and not is_filler(words[at]):
            break
        at -= 1
    return owners, at + 1


def country_behind(reading: Reading, words: list[Word], at: int, links: set[str]) -> tuple[Thing | None, int]:
    """The country that one of these links brings behind a name from a position on ("*of A*", "*(A)*", "*, A;*"), and
    where it ends."""
    link = words[at].text.lower() if at + 1 < len(words) else ""
    first = at + 1 + (link in {"of", "from"} and words[at + 1].text.lower() == "the")
    thing = reading.at.get(words[first].i) if link in links and first < len(words) else None
    if thing is None or thing.type is not EntityType.COUNTRY or reading.how[words[first].i] != "name":
        return None, at - 1
    last = end_of(reading, words, first)
    closes = words[last + 1].text.lower() if last + 1 < len(words) else "."
    if link == "(":
        return (thing, last + 1) if closes == ")" else (None, at - 1)
    whole = link != "," or closes in {",", ";", "and", "."}
    return (thing, last) if whole else (None, at - 1)


def end_of(reading: Reading, words: list[Word], position: int) -> int:
    """The last position of the name that stands at a position, with the short form in brackets behind it."""
    thing = reading.at[words[position].i]
    while position + 1 < len(words) and reading.at.get(words[position + 1].i) is thing:
        position += 1
    behind = words[position + 1 : position + 4]
    short = [w.text for w in behind[::2]] == ["(", ")"] and reading.at.get(behind[1].i) is thing
    return position + 3 * short
