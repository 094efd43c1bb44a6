"""The choice among names that overlap; names of bodies that name others: "the Joint Committee on Trade Between
Canada and Peru", "the Democratic Party of Japan"."""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.names.tables import Found
from flows.extract.words import DASHES, word_set
from flows.language.parse import Word
from flows.model import EntityType

ABOUT = frozenset({"Between", "With", "Against", "Across", "Towards"})  # with a capital: a part of the name


def choose(found: list[Found], words: list[Word]) -> list[Found]:
    """The best names that do not overlap: longer first, then those of the tables, then the model's."""

    def rank(one: Found) -> tuple[int, int, int]:
        return (-(one.last - one.first), 0 if one.entry else 1, one.first)

    chosen: list[Found] = []
    for one in sorted(with_fathers(found, words), key=rank):
        if any(one.first < other.last and other.first < one.last for other in chosen):
            continue
        if one.entry is None and swallows_known(one, found, words):
            continue
        chosen.append(one)
    return sorted(chosen, key=lambda one: one.first)


def with_fathers(found: list[Found], words: list[Word]) -> list[Found]:
    """The names, a person's with the father's and the family's behind it ("Ali bin Omar | bin Musa Al Roe"), and none
    that is only a father's."""
    sons = [one for one in found if one.type in {EntityType.PERSON, None} and one.how == "name"]
    inside = {at for one in sons for at in range(one.first + 1, one.last)}
    kept = [
        one for one in found if one not in sons or one.first not in inside or not is_patronymic(words, one.first - 1)
    ]
    return [replace(one, last=lineage_end(words, one.last)) if one in sons and one.entry else one for one in kept]


def is_patronymic(words: list[Word], at: int) -> bool:
    """Whether a word ties a name to the father's or the family's."""
    return at >= 0 and words[at].text in word_set("names", "patronymic")


def lineage_end(words: list[Word], end: int) -> int:
    """Where a name that ends here ends with the father's and the family's names behind it."""
    while end + 1 < len(words) and is_patronymic(words, end) and words[end + 1].text[:1].isupper():
        end += 2
        while end < len(words) and words[end].text[:1].isupper() and words[end].label == "PERSON":
            end += 1
    return end


def is_body_of(one: Found, place: Found, words: list[Word]) -> bool:
    """Whether a name is a body's that ends in the place it belongs to ("University of the Faroe Islands")."""
    before = [w.text.lower() for w in words[one.first : place.first]]
    links = [at for at, text in enumerate(before) if text in {"of", "for"} and at]
    ends = place.last == one.last and place.type in {EntityType.REGION, EntityType.COUNTRY, EntityType.CITY}
    bodies = word_set("names", "organization") - word_set("offices", "state_body")
    return is_of_pair(one, place, words) or (ends and bool(links) and before[links[0] - 1] in bodies)


def is_of_pair(one: Found, place: Found, words: list[Word]) -> bool:
    """Whether a body's name only opens with two that it joins by a sign ("the Peru-US Trade Council", "Peru/US")."""
    dash = next((at for at in range(one.first, one.last) if words[at].text in DASHES | {"/"}), -1)
    return is_bodys(one, words) and dash in {place.last, place.first - 1}


def swallows_known(one: Found, found: list[Found], words: list[Word]) -> bool:
    """Whether a longer name of unknown standing would hide two known ones, or a known one of its own type
    ("President Xi Jinping", "Indonesia and Malaysia"); "NATO Harbour Assembly" is a body of its own, and a son's name
    no father's."""
    inside = [o for o in found if o.entry and o.how == "name" and one.first <= o.first and o.last <= one.last]
    inside = [o for o in inside if not is_within(one, o, words) and not is_second_matter(one, o, inside, words)]
    inside = [o for o in inside if not is_namesake_party(one, o, words)]
    if one.type is EntityType.PERSON:
        inside = [o for o in inside if not is_patronymic(words, o.first - 1)]
    inside = [o for o in inside if not is_body_of(one, o, words) and not is_namesake(one, o, words)]
    return len(inside) >= 2 or any(
        is_described(one, o, words) or hides(one, o, words, body=is_bodys(one, words)) for o in inside
    )


def is_bodys(one: Found, words: list[Word]) -> bool:
    """Whether a name is built on the noun of a body: "NATO Harbour *Assembly*", "UN Regional *Centre* for Water"."""
    ends = words[one.last - 1].text.lower() in word_set("names", "organization")
    return one.type is EntityType.ORGANIZATION and (ends or head_end(one, words) > one.first)


def is_second_matter(one: Found, known: Found, inside: list[Found], words: list[Word]) -> bool:
    """Whether the short form of a known name is only the end of a longer one: "the Peace and *Security Council*", where
    nothing known ends before the "and"."""
    joined = known.last == one.last and known.first - 2 >= one.first and words[known.first - 1].text in {"and", "&"}
    apart = any(o.last == known.first - 1 for o in inside)
    return joined and not apart and words[known.first - 2].pos == "PROPN" and is_tail(known, words)


def is_namesake_party(one: Found, known: Found, words: list[Word]) -> bool:
    """Whether a longer name is that of another party than the known one at its end: "the *Social* Democratic Party"."""
    before = {w.text.lower() for w in words[one.first : known.first]}
    return known.last == one.last and bool(before) and before <= word_set("names", "before_party")


def is_namesake(one: Found, known: Found, words: list[Word]) -> bool:
    """Whether a known person's one name opens the longer name of somebody else ("Lula Barreto")."""
    alone = known.first == one.first and known.last == known.first + 1 < one.last
    if not alone or known.entry is None or not one.type == known.type == EntityType.PERSON:
        return False
    return words[one.last - 1].text.casefold() not in known.entry.label.casefold()


def is_described(one: Found, known: Found, words: list[Word]) -> bool:
    """Whether a longer name only says what the known country at its end is: "Soviet *republic* of Georgia", "the
    Co-operative *Republic* of Guyana"."""
    noun = words[known.first - 2] if known.first - 2 >= one.first else None
    realm = noun is not None and one.type is EntityType.REGION and noun.text.lower() in word_set("names", "realm")
    common = noun is not None and (noun.text.islower() or realm) and words[known.first - 1].text == "of"
    return common and known.last == one.last and known.type is EntityType.COUNTRY


def hides(one: Found, known: Found, words: list[Word], *, body: bool) -> bool:
    """Whether a longer name would hide a known one; that of a `body` may begin with one, or end with a further one."""
    before = words[known.first - 1].text.lower() if known.first > one.first else ""
    behind = [w.text for w in words[known.last : one.last]] if known.first == one.first else []
    if body and known.type is EntityType.ORGANIZATION and behind[:2] == ["for", "the"]:
        return True  # "the European Parliament | for the People's Party"
    if body and known.type is EntityType.ORGANIZATION and before in word_set("names", "compass"):
        return False  # "the *West* Nordic Council"
    if body and (
        (known.first > one.first and is_tail(known, words)) or (known.first == one.first and known.last < one.last)
    ):
        return False
    return known.type == one.type or known.last - known.first >= 2


def is_tail(known: Found, words: list[Word]) -> bool:
    """Whether a known name is printed in a short form that other names may end with ("Supreme | Security Council")."""
    printed = " ".join(w.text for w in words[known.first : known.last])
    return known.entry is not None and printed.casefold() != known.entry.label.casefold()


def spanning_names(found: list[Found], words: list[Word]) -> Iterator[Found]:
    """Each body's name that goes on with what it is between, or where it was sent ("Observer Mission | in Nepal")."""
    for one in found:
        if one.type is not EntityType.ORGANIZATION or one.entry is not None:
            continue
        last = one.last
        sent = last - one.first > 1 and words[last - 1].text.lower() in word_set("names", "sent_abroad")
        between = head_end(one, words) > one.first and any(w.text == "Between" for w in words[one.first : last])
        if last < len(words) and words[last].text in {"in" * sent, "to" * sent, "and" * between} - {""}:
            last = name_end(found, words, last + 1) or last
        if last > one.last:
            yield replace(one, last=last)


def name_end(found: list[Found], words: list[Word], at: int) -> int | None:
    """Where the longest name ends that begins at a position, an article before it left out."""
    at += at < len(words) and words[at].text == "the"
    return max((o.last for o in found if o.first == at and o.how == "name"), default=None)


def head_end(one: Found, words: list[Word]) -> int:
    """Where the noun ends on which the name of a body is built, before a preposition; the beginning of the name when
    there is none."""
    links = word_set("names", "linkers") | {w.lower() for w in ABOUT}
    for at in range(one.first + 1, one.last):
        if words[at].text.lower() in links - {"and", "-", "'s", "’s", "&"}:
            bodies = word_set("names", "organization") - word_set("offices", "state_body")
            bodies |= word_set("names", "sent_abroad") if words[at].text in {"in", "to"} else set()
            return at if words[at - 1].text.lower() in bodies else one.first
    return one.first


def is_within(one: Found, known: Found, words: list[Word]) -> bool:
    """Whether a known name is only a part of a body's: what it is about, where it was sent, or the common words at its
    head ("Constitutional | Democratic Party | of Japan")."""
    end = head_end(one, words) if one.type is EntityType.ORGANIZATION else one.first
    if end == one.first:
        return False
    if known.first > one.first and known.last == end:
        return True
    before = [w.text for w in words[end : known.first] if w.text != "the"]
    return bool(before) and (before[-1] in ABOUT or before[0] in {"in", "to"})
