"""Several titles told together: "the A-ese and B-ish foreign ministers, X and Y", "ICC judges X and Y"."""

from collections.abc import Sequence
from itertools import takewhile

from flows.extract.offices.apart import is_apart
from flows.extract.offices.before import is_plural_office, office_start
from flows.extract.offices.counterparts import is_plural_counterpart, role_elsewhere, role_shared
from flows.extract.offices.phrase import (
    country_behind,
    is_filler,
    is_modifier,
    is_office_word,
    is_portfolio,
    owner_ending,
    owners_before,
    owners_behind,
    phrase,
)
from flows.extract.offices.title import PAIRED, Named, Title, address_start
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import POSSESSIVE, load_words, word_set
from flows.language.parse import Sentence, Word
from flows.model import EntityType

# what may stand between two of a list
BETWEEN = frozenset({",", ";", ":", "and", "the", "as", "well", "of", "from", "—", "–"})


def listed_titles(
    reading: Reading, sentence: Sentence, persons: list[Named], known: Sequence[Title] = ()
) -> list[Title]:
    """ "the A-ese and B-ish foreign ministers, X and Y[, respectively]", "the foreign ministers of A and B, X and Y":
    countries and persons paired in order; "ICC judges X and Y": one body, all its persons. With titles that are
    `known`, those who are told as "his A-ese and B-ish counterparts, X and Y"."""
    found: list[Title] = []
    words = sentence.words
    for word in words:
        if not (is_plural_counterpart(word) if known else is_plural_office(word)):
            continue
        start, matters = matters_before(words, word.at)
        end = matter_behind(words, word.at)
        owners, first, last = owners_beside(reading, words, (start, end), {"of", "from"} if known else {"of"})
        pairs = paired(words, persons, owners, (first, last, len(matters))) if owners else []
        if len(owners) < 2 and len(pairs) < 2:
            pairs = each_of(reading, words, persons, end)
        if not pairs and not owners and not known:
            found += unowned(words, persons, start, end)
        if not are_told(pairs, len(matters)) or is_apart(words, pairs[0][0], word.at):
            continue
        group = Thing(EntityType.GROUP, word.text, parts=[person[0] for person, _ in pairs])
        reading.at[word.i], reading.how[word.i] = group, "nominal"
        behind = phrase(words, word.at + 1, end + 1)
        like = role_shared(reading, words[: word.at], known)
        called = load_words("offices")["short"].get(word.text[:-1], word.lemma)
        roles = [f"{matter} {called} {behind}".strip() for matter in matters] * len(pairs)
        for (person, owner), one in zip(pairs, roles, strict=False):
            role = role_elsewhere(like, owner) if known else one
            said = words[min(first, person[1])], words[max(last, person[2])]
            found += [Title(person[0], role, owner, *said, PAIRED)] if role else []
    return found


def unowned(words: list[Word], persons: list[Named], start: int, noun: int) -> list[Title]:
    """ "Presidents X and Y", "ministers X (Interior) and Y (Foreign Affairs)": an office of nobody's for each of those
    listed right behind it, with what is theirs in brackets."""
    found: list[Title] = []
    at, called = noun, load_words("offices")["short"].get(words[noun].text[:-1], words[noun].lemma)
    role = f"{phrase(words, start, noun)} {called.capitalize() if words[noun].text[:1].isupper() else called}".strip()
    told: list[list[Word]] = []
    for person in [p for p in persons if p[1] > noun]:
        first = address_start(words, person[1])
        if any(w.text.lower() not in {",", "and", ":"} for w in words[at + 1 : first]):
            break
        told.append(bracketed(words, person[2] + 1))
        at = person[2] + (len(told[-1]) + 2 if told[-1] else 0)
        matter = " ".join(w.text for w in told[-1])
        found.append(
            Title(person[0], f"{role} for {matter}" if matter else role, None, words[start], words[at], PAIRED)
        )
    plain = all(not matter for matter in told) and role[:1].isupper()
    each = all(told) and any(all(map(is_portfolio, matter)) for matter in told)
    return found if len(found) > 1 and (plain or each) else []


def bracketed(words: list[Word], at: int) -> list[Word]:
    """The words in brackets that open at a position."""
    if at >= len(words) or words[at].text != "(":
        return []
    return list(takewhile(lambda w: w.text != ")", words[at + 1 :]))


def are_told(pairs: list[tuple[Named, Thing]], matters: int) -> bool:
    """Whether it is told of several persons who is in charge of which of some matters: as many as they are, of one
    owner, or one matter of all."""
    several = matters == 1 or (matters == len(pairs) and len({id(owner) for _, owner in pairs}) == 1)
    return len(pairs) > 1 and several


def matter_behind(words: list[Word], noun: int) -> int:
    """Where the words end that tell behind a plural office what all of its holders are in charge of: "ministers *of
    foreign affairs*", "heads *of state*"; the noun's own place where none do, or of several things."""
    end = noun
    if noun + 2 < len(words) and words[noun + 1].text.lower() in {"of", "for"}:
        matters = list(takewhile(lambda w: is_portfolio(w) and w.text not in {"the", "of"}, words[noun + 2 :]))
        end += len(matters) + 1 if matters and all(w.text.lower() != "and" for w in matters) else 0
    return end


def paired(
    words: list[Word], persons: list[Named], owners: list[Thing], places: tuple[int, int, int]
) -> list[tuple[Named, Thing]]:
    """Persons behind or before a plural office, each with whose it is, in the order of both; `places` are where its
    phrase begins and ends, and of how many matters it speaks."""
    first, last, matters = places
    several = max(len(owners), matters if len(owners) == 1 else 1)
    chosen = holders(words, persons, last) or holders_before(words, persons, first, several)
    owners = owners * len(chosen) if len(owners) == 1 else owners
    return list(zip(chosen, owners, strict=False)) if len(owners) <= len(chosen) else []


def owners_beside(
    reading: Reading, words: list[Word], office: tuple[int, int], links: set[str]
) -> tuple[list[Thing], int, int]:
    """Whose the office start..noun is, before it or behind a link, and where the whole phrase begins and ends."""
    start, at = office
    owners, first = owners_before(reading, words, start)
    if owners or at + 1 >= len(words) or words[at + 1].text.lower() not in links:
        return owners, first, at
    owners, last = owners_behind(reading, words, at + 2)
    return owners, start, last


def matters_before(words: list[Word], at: int) -> tuple[int, list[str]]:
    """Where the phrase of a plural office begins, and what each of several holders is in charge of: "the *foreign* and
    *defence* ministers"; one, perhaps empty, where all hold the same office."""
    start = office_start(words, at)
    while start > 0 and is_modifier(words[start - 1]):
        start -= 1
    matters = [phrase(words, start, at)]
    while matters[0] and start > 1 and words[start - 1].text in {"and", ","} and is_modifier(words[start - 2]):
        end = start = start - 1
        while start > 0 and is_modifier(words[start - 1]):
            start -= 1
        matters.insert(0, phrase(words, start, end))
    return start, matters


def each_of(reading: Reading, words: list[Word], persons: list[Named], noun: int) -> list[tuple[Named, Thing]]:
    """The persons listed behind a plural office, each with whose it is: "envoys X of A, Y (B) and C's Z", "presidents
    of A, X; B, Y", "ministers attended, including X, A; Y, B"."""
    found: list[tuple[Named, Thing]] = []
    at, ahead = noun, False
    if words[noun].lemma.lower() in word_set("offices", "of_bodies_too") | word_set("offices", "of_courts"):
        return []  # "leaders", "heads": of what is not told; "judges" of a court are only from there
    for person in [p for p in persons if p[1] > noun]:
        owner, start = owner_ahead(reading, words, person[1], comma=ahead or not found)
        ahead = owner is not None and words[person[1] - 1].text == ","
        first = address_start(words, start)
        between = [w for w in words[at + 1 : first] if w.text.lower() not in BETWEEN and not is_office_word(w)]
        if between and (at > noun or not opens_list(words, noun, first)):
            break
        at = person[2]
        if owner is None:
            links = (
                {"of", "from"}
                if words[noun].lemma.lower() in word_set("offices", "posted")
                else {"of", "from", "(", ","}
            )
            owner, at = country_behind(reading, words, person[2] + 1, links)
        found += [(person, owner)] if owner is not None else []
    return found if len(found) > 1 else []


def owner_ahead(reading: Reading, words: list[Word], name: int, *, comma: bool) -> tuple[Thing | None, int]:
    """Whose somebody is of whom it is said right before the name ("*Chad's* | Ada Roe", with a `comma` also "*Chad,* |
    Ada Roe"), and where that begins."""
    if words[name - 1].text in POSSESSIVE:
        return owner_ending(reading, words, name)
    owner, start = owner_ending(reading, words, name - 1) if comma and words[name - 1].text == "," else (None, name)
    named = owner is not None and owner.type is EntityType.COUNTRY and reading.how[words[start].i] == "name"
    return (owner, start) if named else (None, name)


def opens_list(words: list[Word], noun: int, start: int) -> bool:
    """Whether those who are listed from a position on are of a plural office before: nothing else that is many stands
    between, and a word says that they belong to it ("*including* X", "are: X")."""
    between = words[noun + 1 : start]
    lists = between[-1].lemma.lower() in word_set("grammar", "listing") | {"include", ":", "be"}
    return lists and not any(w.morph.get("Number") == "Plur" and w.pos in {"NOUN", "PROPN"} for w in between)


def holders_before(words: list[Word], persons: list[Named], first: int, owners: int) -> list[Named]:
    """As many persons as owners, listed right before a plural title: "X and Y, | the presidents of A and B", "X and Y
    are | the presidents of A and B"; [] where their number differs."""
    chosen: list[Named] = []
    end = first
    while end > 0 and (is_filler(words[end - 1]) or words[end - 1].lemma.lower() == "be"):
        end -= 1
    if end == 0 or (words[end - 1].text != "," and words[end].lemma.lower() != "be"):
        return []
    for person in sorted(persons, key=lambda p: -p[1]):
        if person[2] >= end:
            continue
        if any(w.text not in {",", "and"} for w in words[person[2] + 1 : end]):
            break
        chosen.insert(0, person)
        end = person[1]
    return chosen if len(chosen) == owners > 1 else []


def holders(words: list[Word], persons: list[Named], last: int) -> list[Named]:
    """The persons listed behind a plural title, with nothing but commas, "and" and the like between."""
    chosen: list[Named] = []
    at = last + 1
    for person in sorted(persons, key=lambda p: p[1]):
        if person[1] < at:
            continue
        between = [w for w in words[at : person[1]] if w.text not in {",", "and", ":", "(", "—", "–", "-"}]
        if not all(w.text[:1].isupper() and w.text.lower() in word_set("names", "before_name") for w in between):
            break
        chosen.append(person)
        at = person[2] + 1
    return chosen
