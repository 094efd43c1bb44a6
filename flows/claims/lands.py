"""Which country is meant, across articles, by the name of a place, a country or what is of one."""

import re
from functools import lru_cache

from flows.claims.rules import shipped_rules
from flows.gazetteer import load_gazetteer
from flows.model import EntityType


@lru_cache(maxsize=1 << 14)
def country_of(place: str) -> str | None:
    """The item of the country that a city or country is (in), None where the tables do not know it, or several."""
    if len(load_gazetteer().countries_called(place)) > 1:
        return None
    for one in load_gazetteer().find(place):
        if one.type is EntityType.COUNTRY:
            return one.item
        if one.type is EntityType.CITY and one.country:
            return one.country
    return None


@lru_cache(maxsize=1 << 12)
def countries_in(text: str) -> frozenset[str]:
    """The countries that the names in what something is called are, or lie in."""
    words = re.findall(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*", text)
    return frozenset(state for word in words for part in {word, *word.split()} if (state := country_of(part)))


@lru_cache(maxsize=1 << 14)
def owner_of(group: str) -> str | None:
    """The item of the country whose a group is by its first word: "Peru civil defence agency", "Swiss officials"."""
    first = group.split()[0] if group else ""
    country = load_gazetteer().demonym(first)
    return country.item if country else country_of(first)


@lru_cache(maxsize=1 << 14)
def is_country(place: str) -> bool:
    """Whether the tables know a country of that name."""
    return any(one.type is EntityType.COUNTRY for one in load_gazetteer().find(place))


def of_one_of_several(name: str) -> bool:
    """Whether whose a group or office is tells only a name that several countries have: "Congolese troops"."""
    whose = name.partition(" of ")[2] or name
    words = [word.removesuffix("'s").removesuffix("’s") for word in whose.split() if word[:1].isupper()]
    telling = [word for word in words if word.casefold() not in shipped_rules().of_no_body]
    return bool(telling) and all(len(load_gazetteer().countries_called(word)) > 1 for word in telling)
