"""What we keep of Wikidata's answers, and whether an answer, new or kept, has that form."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from flows.errors import LinkError
from flows.link.items import trim

MALFORMED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@cache
def forms() -> tuple[Any, Any]:
    """The forms of the hits of a search, and of an item or the word that there is none."""
    from pydantic import TypeAdapter
    from typing_extensions import TypedDict

    class Claim(TypedDict):
        value: str
        rank: str
        qualifiers: dict[str, str]

    class Item(TypedDict):
        id: str
        label: str
        description: str
        aliases: list[str]
        revision: int
        sitelinks: int
        claims: dict[str, list[Claim]]

    return TypeAdapter(list[tuple[str, str, str, str]]), TypeAdapter(Item | None)


def is_hits(answer: Any) -> bool:
    """Whether a kept answer can be the hits of a search."""
    return _fits(forms()[0], answer)


def is_item_or_none(answer: Any) -> bool:
    """Whether a kept answer can be an item, or that there is none."""
    return _fits(forms()[1], answer)


def hits_of(answer: Mapping[str, Any]) -> list[list[str]]:
    """The hits of an answer to a search, those that make no sense left out; LinkError when it has no list of them."""
    found = answer.get("search")
    if not isinstance(found, list):
        raise LinkError("Wikidata's answer to a search has no list of hits")
    return [hit for one in found if (hit := _hit(one)) and is_hits([hit])]


def items_of(answer: Mapping[str, Any], ids: list[str]) -> dict[str, Any]:
    """The trimmed items by requested id, None for those that do not exist; those that make no sense are left out."""
    entities = answer.get("entities")
    if not isinstance(entities, Mapping):
        # One unknown id fails the whole batch; without the others' answers there is nothing to keep.
        error = answer.get("error")
        code = error.get("code", "no reason given") if isinstance(error, Mapping) else "no reason given"
        raise LinkError(f"Wikidata's answer holds no items: {code}")
    read: dict[str, Any] = {}
    for item in ids:
        try:
            entity = entities.get(item, {"missing": ""})
            trimmed = None if "missing" in entity else trim(entity)
        except MALFORMED:
            continue
        if is_item_or_none(trimmed):
            read[item] = trimmed
    return read


def _hit(one: Any) -> list[Any] | None:
    if not isinstance(one, Mapping) or not isinstance(one.get("id"), str):
        return None
    match = one.get("match")
    matched = match.get("text", "") if isinstance(match, Mapping) else ""
    return [one["id"], one.get("label", ""), one.get("description", ""), matched]


def _fits(form: Any, answer: Any) -> bool:
    try:
        form.validate_python(answer)
    except (ValueError, RecursionError):
        return False
    return True
