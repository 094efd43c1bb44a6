"""Incidents of several articles: of which sort they are, and whether two may be one."""

import re
from functools import lru_cache

from flows.claims.claim import Claim
from flows.claims.dates import gap
from flows.claims.identity import sort_of
from flows.claims.lands import countries_in
from flows.claims.rules import shipped_rules
from flows.gazetteer import fold

INCIDENT = "incident "  # before the sort of an incident, where that is what it is known by
SMALL = frozenset({"the", "of", "in", "near", "off", "at", "on"})


@lru_cache(maxsize=1 << 12)
def names_in(text: str) -> frozenset[str]:
    """The names in what an incident is called, a word each."""
    words = re.findall(r"[\w'’-]+", text)
    return frozenset(fold(w).casefold() for w in words if w[:1].isupper() and w.casefold() not in SMALL)


def one_incident(one: Claim, other: Claim) -> bool:
    """Whether two tellings of an incident of one sort may be of the same: by names, places and days; of a sort that is
    frequent only where a name or place is the same."""
    rules = shipped_rules()
    first, second = one.one, other.one
    name, another = first.parties[0][1], second.parties[0][1]
    mine, theirs = (names_in(" ".join([a.parties[0][1], *a.places])) for a in (first, second))
    if one.days and other.days:
        if gap(one.days, other.days):
            return False
    elif not one.told or not other.told or gap(one.told, other.told) > rules.days["toll"]:
        return False
    if mine & theirs:
        return True
    if sort_of(name) in rules.often:
        return False
    lands = [
        countries_in(" ".join([text, *places])) for text, places in ((name, first.places), (another, second.places))
    ]
    if all(lands):
        return bool(lands[0] & lands[1])
    for land, about in ((lands[0], second.about), (lands[1], first.about)):
        if land:
            return bool(land & set(about))  # a name that the tables do not know may lie there
    return not (mine and theirs) and bool(set(first.about) & set(second.about) - {first.block, second.block})
