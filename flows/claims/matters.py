"""Whether two tellings may speak of one matter, by what stands beside those that identify it."""

import re
from functools import lru_cache

from flows.claims.lands import country_of
from flows.claims.rules import shipped_rules
from flows.claims.telling import Telling
from flows.gazetteer import fold

STEM = 5  # letters by which two words are taken for forms of one ("fire", "fires")


def compatible(one: Telling, other: Telling) -> bool:
    """Whether nothing that both give beside their parties tells them apart, and, where their parties are too few, what
    their articles speak of holds them together."""
    if not one.beside:
        return True
    if any(_apart(mine, theirs) for mine, theirs in zip(one.beside, other.beside, strict=False)):
        return False
    if not (one.about or other.about):
        return True
    shared = any(_shared(mine, theirs) for mine, theirs in zip(one.beside, other.beside, strict=False))
    own = set(one.block.split("\n")) | set(other.block.split("\n"))
    return shared or bool(set(one.about) & set(other.about) - own)


def _apart(one: str, other: str) -> bool:
    return bool(_words(one) and _words(other)) and not _shared(one, other)


def _shared(one: str, other: str) -> bool:
    lands = country_of(one), country_of(other)
    return bool(_words(one) & _words(other)) or (lands[0] is not None and lands[0] == lands[1])


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that tell anything."""
    rules = shipped_rules()
    words = re.findall(r"[a-z]+", fold(text).casefold())
    telling = [word for word in words if word in rules.truces or word not in rules.telling_nothing | rules.instruments]
    return frozenset(min(rules.truces) if word in rules.truces else word[:STEM] for word in telling)
