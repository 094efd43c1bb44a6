"""Offices whose phrase begins at a position, behind a name or a verb: "| the prime minister of Estonia"."""

from flows.extract.names.tables import ties
from flows.extract.offices.phrase import (
    PAUSES,
    REACH,
    Office,
    end_of,
    is_filler,
    is_modifier,
    is_office,
    is_office_word,
    is_person,
    is_portfolio,
    joins_phrase,
    owner_at,
    owner_by_pronoun,
    phrase,
)
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import DASHES, POSSESSIVE, word_set
from flows.language.parse import Word
from flows.model import EntityType


def office_from(reading: Reading, words: list[Word], at: int) -> Office | None:
    """The office whose phrase begins at a position: owner or article, office words, "of" or "for" and the owner."""
    past, first, start = opening_at(reading, words, at)
    end = noun_end(words, start, first)
    if end == start or end - at > REACH or (end < len(words) and words[end].text in POSSESSIVE):
        return None  # "X, the president's | son"
    role, last, owner = phrase(words, start, end), end - 1, first
    if end < len(words) - 1 and joins_phrase(reading, words, end):
        owner, last, tail = phrase_behind(reading, words, end, owner)
        role += tail
    if owner is not None and words[end - 1].text.lower() in word_set("offices", "sent") | word_set("offices", "posted"):
        host, last = host_behind(reading, words, last)
        role += host
    if first is not None and first.type is EntityType.REGION and owner is not first:
        role = f"{first.name} {role}"  # "Africa analyst at …"
    return Office(f"{past} {role}".strip(), owner, at, last, end - 1)


def host_behind(reading: Reading, words: list[Word], last: int) -> tuple[str, int]:
    """To where somebody is sent who is told whose they are, and where that ends: "ambassador of Peru | *to Chile*"."""
    at = last + 2 + (last + 3 < len(words) and words[last + 2].text.lower() == "the")
    if at >= len(words) or words[last + 1].text.lower() != "to" or owner_at(reading, words[at]) is None:
        return "", last
    return f" to {reading.at[words[at].i].name}", end_of(reading, words, at)


def opening_at(reading: Reading, words: list[Word], at: int) -> tuple[str, Thing | None, int]:
    """(what says that it is past, whose it is, where the office words begin) of a phrase that begins at a position."""
    past, owner = "", None
    said = word_set("offices", "past") | word_set("offices", "stand_in")
    while at < len(words) and (is_filler(words[at]) or words[at].text.lower() in said):
        past = words[at].text.lower() if words[at].text.lower() in said else past
        owner = owner or owner_by_pronoun(reading, words, at + 1)
        at += 1
    while at < len(words) and (thing := owner_at(reading, words[at])) is not None:
        owner, at = thing, at + 1
    while at < len(words) and (words[at].text in POSSESSIVE | DASHES or is_filler(words[at])):
        at += 1
    return past, owner, at


def noun_end(words: list[Word], start: int, owner: Thing | None) -> int:
    """Where the office noun of office words that begin at a position ends; the position itself when there is none."""
    end, at = start, past_portfolio(words, start) if owner is not None else past_field(words, start)
    while at < len(words) and (is_office_word(words[at]) or (at > start and joins_offices(words, at, end))):
        at += 1
        if is_office(words[at - 1]):
            end = at
        elif words[at - 1].text == "and" and not is_modifier(words[at - 2]) and not is_second(words, at, owner):
            break
    behind = word_set("offices", "retired")
    while start < end < len(words) and words[end].text.lower() in behind | {"and"}:
        if words[end].text == "and" and not (end + 1 < len(words) and words[end + 1].text.lower() in behind):
            break
        end += 1  # "professor *emeritus*", "ambassador *extraordinary and plenipotentiary*"
    return end


def joins_offices(words: list[Word], at: int, end: int) -> bool:
    """Whether a word leads from one office noun to the next: "chancellor *and* minister", "the chief*'s* envoy"."""
    return words[at].text == "and" or (at == end and words[at].text in POSSESSIVE)


def is_second(words: list[Word], at: int, owner: Thing | None) -> bool:
    """Whether a second office begins here that shares its owner with the one before ("chancellor and | finance minister
    of X", "X's chancellor and | finance minister,")."""
    end = at
    while end < len(words) - 1 and is_office_word(words[end]):
        end += 1
    whose = words[end].text in PAUSES if owner is not None else words[end].text.lower() == "of"
    return end > at and is_office(words[end - 1]) and whose


def past_portfolio(words: list[Word], at: int) -> int:
    """Where an office noun stands behind a portfolio in words of its own ("central bank | governor"), else `at`."""
    for position in range(at, min(at + 4, len(words))):
        if words[position].text.lower() in word_set("offices", "bearer"):
            return position
        if words[position].pos not in {"NOUN", "ADJ", "PROPN"}:
            break
    return at


def past_field(words: list[Word], at: int) -> int:
    """Where an occupation stands behind nouns of what it is about ("a tax law | professor"), else `at`."""
    for position in range(at, min(at + 4, len(words))):
        if words[position].text.lower() in word_set("offices", "occupation"):
            return position
        if words[position].pos not in {"NOUN", "ADJ"} or not words[position].text.islower():
            break
    return at


def phrase_behind(
    reading: Reading, words: list[Word], at: int, owner: Thing | None, link: str = ""
) -> tuple[Thing | None, int, str]:
    """(owner, last position, what belongs to the role) of "of Kazakhstan", "of the Treasury of X", "to Y", "for Z" from
    the preposition on; an office that has its owner takes only its portfolio or host ("of foreign affairs"). `link` is
    the preposition to print where another word stands there ("heads | Kenya's central bank")."""
    link, position, tail = link or words[at].text.lower(), at + 1, at + 1
    if link == "to" and words[at - 1].text.lower() in word_set("offices", "advising"):
        link = "of"  # whom they advise is whose they are
    while position < len(words) and position - at < REACH and words[position].text not in PAUSES:
        word = words[position]
        if is_seat(words, position):
            position = tail = position + 3
            continue
        thing = owner_at(reading, word)
        if thing is not None:
            owner = None if takes_over(reading, words, at, thing, owner) else owner
            if owner is not None and not is_hosted(words, at):
                break
            inner = body_at(reading, words, position)
            tail, position = (tail, position) if inner == position else (inner, inner)
            thing, last = reading.at[words[position].i], end_of(reading, words, position)
            if owner is not None or is_where(words, at, link, thing):
                return owner, last, f" {link} {thing.name}"
            whose, last, said = owned(reading, words, link, (tail, position, last))
            return (None, at - 1, "") if runs_on(reading, words, last) else (whose, last, said)
        named = is_person(reading, word) or word.text == "since"  # "the head of the Police | Ada Roe", "| since May"
        if named or word.pos in {"VERB", "AUX", "PRON", "SCONJ"} or (owner is not None and not is_portfolio(word)):
            break
        position += 1
    return portfolio_until(words, at, position, link, owner)


def body_at(reading: Reading, words: list[Word], at: int) -> int:
    """Where the name begins of the body that is meant by one at a position: "of the *UN* | Economic Commission"."""
    behind = end_of(reading, words, at) + 1
    both = [reading.at.get(words[i].i) for i in (at, behind) if i < len(words)]
    return behind if [t.type for t in both if t is not None] == [EntityType.ORGANIZATION] * 2 else at


def runs_on(reading: Reading, words: list[Word], last: int) -> bool:
    """Whether the name of a body goes on behind what is known of it."""
    behind = words[last + 1] if last + 1 < len(words) else words[last]
    named = behind.pos in {"PROPN", "ADJ"} and behind.text[:1].isupper() and behind.label in {"ORG", "MISC"}
    return named and behind.i not in reading.at and not is_office_word(behind)


def portfolio_until(
    words: list[Word], at: int, end: int, link: str, owner: Thing | None
) -> tuple[Thing | None, int, str]:
    """(owner, last position, portfolio) of an office that has its owner and goes on up to a position."""
    while end > at and words[end - 1].text.lower() in word_set("offices", "link") | {"the", "and"}:
        end -= 1
    matters = all(is_portfolio(w) or w.pos == "ADJ" for w in words[at + 1 : end]) and is_portfolio(words[end - 1])
    said = [w for w in words[at + 1 : end] if w.text.lower() not in {"and", "the"}]
    named = words[at - 1].text.lower() == "minister" and all(w.text[:1].isupper() for w in said)
    matters = matters or (named and bool(said))  # "minister for Tea and Salt"
    kept = (owner is not None or (matters and link in {"of", "for"})) and end > at and link != "to"
    return (owner, end - 1, f" {phrase(words, at, end)}") if kept else (owner, at - 1, "")


def owned(reading: Reading, words: list[Word], link: str, places: tuple[int, int, int]) -> tuple[Thing, int, str]:
    """(owner, last position, tail) where the words behind a preposition are at places first, owner's begin and owner's
    end: what stands before the owner belongs to the role, unless it only says what kind of thing the owner is."""
    first, position, last = places
    owner = reading.at[words[position].i]
    said = said_between(link, words[first:position])
    short = words[last].text == ")"  # "the African Union (AU) | Peace Council"
    name = words[last - 3 * short]
    region = owner.type is EntityType.REGION and name.pos == "ADJ"  # "the West African | development bank"
    adjective = region or reading.how.get(name.i, "").startswith("demonym")  # "the Kenyan | foreign ministry"
    adjective = adjective or (name.dep == "compound" and not is_generic(name.head))  # "the UN | mission"
    if last + 1 < len(words) and words[last + 1].text.lower() in word_set("offices", "part"):
        whole = whole_of_part(reading, words, last + 1)
        if whole is not None:
            return whole[0], whole[1], f"{said} {link} {owner.name} {words[last + 1].text}"
    if last + 2 < len(words) and (
        words[last + 1].text in POSSESSIVE
        or (adjective and words[last + 1].pos in {"NOUN", "ADJ"} and words[last + 1].text.islower())
        or (adjective and words[last + 1].pos in {"NOUN", "ADJ", "PROPN"} and short)
    ):
        behind = last + 2 if words[last + 1].text in POSSESSIVE else last + 1
        return owned_body(reading, words, owner, behind, said or f" {link}")
    whole = whole_of_part(reading, words, last)
    if whole is not None and owner.type is EntityType.ORGANIZATION:
        return whole[0], whole[1], f"{said} {link} {owner.name}"
    return owner, last, said


def said_between(link: str, words: list[Word]) -> str:
    """What words before an owner add to the role; nothing where they only say what kind of thing the owner is."""
    telling = [w for w in words if w.text.lower() not in {"the", "a", "an"}]
    kind = all(is_generic(w) or (w.pos == "ADJ" and w.text.islower()) for w in telling)
    return "" if kind else tail_of(link, telling)


def tail_of(link: str, between: list[Word]) -> str:
    """What belongs to the role before its owner: "of the Treasury |" of X."""
    words = list(between)
    while words and words[-1].text.lower() in word_set("offices", "link"):
        words.pop()
    return f" {link} {phrase(words, 0, len(words))}" if words else ""


def is_generic(word: Word) -> bool:
    """Whether a word before a name only says what kind of thing it names ("the breakaway region of X")."""
    text = word.text.lower()
    named = text in word_set("offices", "generic") | {"of"} or word.text in DASHES
    return named or word.pos == "NUM" or (word.pos == "ADJ" and is_filler(word))


def whole_of_part(reading: Reading, words: list[Word], last: int) -> tuple[Thing, int] | None:
    """The body behind a part of it ("the Africa programme | at the Accra Institute"), and where its name ends."""
    if words[last].text.lower() not in word_set("offices", "part") or last + 2 >= len(words):
        return None
    at = last + 2 + (words[last + 2].text.lower() == "the")
    if words[last + 1].text.lower() not in {"of", "at"} or at >= len(words):
        return None
    thing = owner_at(reading, words[at])
    return (thing, end_of(reading, words, at)) if thing is not None else None


def takes_over(reading: Reading, words: list[Word], at: int, thing: Thing, owner: Thing | None) -> bool:
    """Whether a body behind the office is whose it is, though a country or region stands before it: "the Finnish
    president of the bank", "Africa director at the institute"."""
    if thing.type is not EntityType.ORGANIZATION or owner is None:
        return False
    link = words[at].text.lower()
    return (link == "of" and from_there(reading, words, at)) or (link in {"at", "with"} and owner is not thing)


def is_hosted(words: list[Word], at: int) -> bool:
    """Whether an office goes on to tell where it is held or what it is for: "ambassador to X", "envoy for X"."""
    link, noun = words[at].text.lower(), words[at - 1].text.lower()
    return link == "to" or (link in {"for", "on", "in"} and noun in word_set("offices", "sent"))


def is_where(words: list[Word], at: int, link: str, thing: Thing) -> bool:
    """Whether somebody is only sent to a place, or for it, and is none of its own: "representative for Libya"."""
    posted = link == "in" and words[at - 1].text.lower() in word_set("offices", "posted")
    return link == "to" or posted or (link in {"for", "on"} and thing.type in PLACES and is_hosted(words, at))


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
    ruling = at < len(words) and words[at].text.lower() in word_set("offices", "before_party")
    end = at + ruling
    while end < len(words) and end - at < 6:
        body = owner_at(reading, words[end])
        compound = ties(words[end]) or ties(words[end - 1])  # "top decision-making body"
        said = words[end].pos in {"NOUN", "ADJ", "PROPN"} or compound
        if is_person(reading, words[end]) or (body is None and not said):
            break
        if body is not None and body is not owner and body.type is EntityType.ORGANIZATION:
            end = end_of(reading, words, end)
            if body.item or ruling:
                end += ruling and end + 1 < len(words) and words[end + 1].text == "party"
                owner, tail, at = body, "", end + 1
        end += 1
    return owner, end - 1, f"{tail} {phrase(words, at, end)}".rstrip() if end > at else ""
