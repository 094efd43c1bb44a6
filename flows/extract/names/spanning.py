"""Names of bodies that name others: "the Joint Committee on Trade Between Canada and Peru", "the Democratic Party of
Japan"."""

from collections.abc import Iterator
from dataclasses import replace

from flows.extract.names.found import Found
from flows.extract.words import word_set
from flows.language.parse import Word
from flows.model import EntityType

ABOUT = frozenset({"Between", "With", "Against", "Across", "Towards"})  # with a capital: a part of the name


def spanning_names(found: list[Found], words: list[Word]) -> Iterator[Found]:
    """Each body's name that goes on with what it is between, with or against."""
    for one in found:
        if one.type is not EntityType.ORGANIZATION or one.entry is not None or not is_body(one, words):
            continue
        last = one.last
        if last < len(words) and words[last].text in ABOUT:
            last = name_end(found, words, last + 1) or last
        between = any(w.text == "Between" for w in words[one.first : last])
        if between and last < len(words) and words[last].text == "and":
            last = name_end(found, words, last + 1) or last
        if last > one.last:
            yield replace(one, last=last)


def name_end(found: list[Found], words: list[Word], at: int) -> int | None:
    """Where the longest name ends that begins at a position, an article before it left out."""
    at += at < len(words) and words[at].text == "the"
    return max((o.last for o in found if o.first == at and o.how == "name"), default=None)


def is_body(one: Found, words: list[Word]) -> bool:
    """Whether a name is built on a noun for a body: "Committee on Trade", "Commission on Dialogue"."""
    return head_end(one, words) > one.first


def head_end(one: Found, words: list[Word]) -> int:
    """Where the noun ends on which the name of a body is built, before a preposition; the beginning of the name when
    there is none."""
    links = word_set("names", "linkers") | {w.lower() for w in ABOUT}
    for at in range(one.first + 1, one.last):
        if words[at].text.lower() in links - {"and", "-", "'s", "’s", "&"}:
            bodies = word_set("names", "organization") - word_set("offices", "state_body")
            return at if words[at - 1].text.lower() in bodies else one.first
    return one.first


def is_within(one: Found, known: Found, words: list[Word]) -> bool:
    """Whether a known name is only a part of a body's: what it is about, or the common words at its head
    ("Constitutional | Democratic Party | of Japan")."""
    end = head_end(one, words) if one.type is EntityType.ORGANIZATION else one.first
    if end == one.first:
        return False
    if known.first > one.first and known.last == end:
        return True
    before = [w.text for w in words[end : known.first] if w.text != "the"]
    return bool(before) and (before[-1] in ABOUT or (before[-1] == "and" and "Between" in before))
