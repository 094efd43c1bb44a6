"""The word lists of mappings/words/*.yaml, read once."""

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, TypeVar, cast

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.settings import MAPPINGS

T = TypeVar("T")
DASHES = frozenset({"-", "–", "‑"})  # signs that newspapers print in several ways
POSSESSIVE = frozenset({"’s", "'s", "’", "'", "‘s"})


def plain(node: Any) -> Any:
    """A YAML node as lists, mappings and strings. Words stay words ("on", "no" and "yes" are prepositions and
    particles here); only true, false and null mean what YAML means by them."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(value) for value in node.value]
    if not node.style and node.value in {"true", "false"}:
        return node.value == "true"
    return None if not node.style and node.value in {"null", ""} else node.value


@cache
def load_words(name: str) -> dict[str, Any]:
    """One file of mappings/words/ as a mapping; BrokenData names the file when it is none."""
    path = MAPPINGS / "words" / f"{name}.yaml"
    try:
        content = plain(yamls.compose(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{path.name}: cannot be read ({error})") from error
    if not isinstance(content, dict):
        raise BrokenData(f"{path.name}: should map names to word lists")
    return content


class WordSet(frozenset[str]):
    """A list of words; what two of them hold together is put together once, however often it is asked for."""

    __slots__ = ()

    def __or__(self, other: AbstractSet[T]) -> "frozenset[str | T]":
        if isinstance(other, WordSet):
            return cast("frozenset[str | T]", both(self, other))
        return frozenset(self) | other


@cache
def both(one: WordSet, other: WordSet) -> WordSet:
    """The words of either list."""
    return WordSet(frozenset(one) | frozenset(other))


@cache
def word_set(name: str, key: str) -> WordSet:
    """One list of a file of mappings/words/, as a set."""
    words = load_words(name)
    if key not in words:
        raise BrokenData(f"{name}.yaml: lacks the list {key!r}")
    return WordSet(str(w) for w in words[key])
