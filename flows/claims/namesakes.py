"""Persons of one name: whether the offices that articles give them tell them apart."""

import re
from functools import lru_cache

from flows.claims.identity import ITEM, TYPED
from flows.gazetteer import fold
from flows.model import EntityType


def apart(one: str, other: str, name: str, another: str) -> bool:
    """Whether two persons of one name are told apart: by offices of two countries or bodies."""
    if one == other or ITEM.search(one) or ITEM.search(other):
        return False
    if any((typed := TYPED.search(iri)) and typed[1] == EntityType.EVENT for iri in (one, other)):
        return False  # what tells gatherings apart is when and where they are, and that is compared
    first, second = (_told(iri, called) for iri, called in ((one, name), (other, another)))
    if not first or not second or first <= second or second <= first:
        return False
    lands = _land(one), _land(other)  # a long name is cut: "vice-president for Africa of the World"
    return not all(lands) or not any(one.startswith(other) for one, other in (lands, lands[::-1]))


@lru_cache(maxsize=1 << 12)
def _told(iri: str, name: str) -> frozenset[str]:
    """The words of a person's IRI beside the name."""
    typed = TYPED.search(iri)
    own = set(re.findall(r"[a-z0-9]+", fold(name).casefold()))
    return frozenset((typed[2] or "").split("-")) - own - {"of", "the", ""} if typed else frozenset()


def _land(iri: str) -> str:
    """Of what a person holds office, by the IRI: the "president of Chad" of one article is its "leader" elsewhere."""
    typed = TYPED.search(iri)
    return (typed[2] or "").partition("-of-")[2] if typed and typed[1] == EntityType.PERSON else ""
