"""The kinds of fact, as mappings/kinds.yaml declares them: which predicates there are, and who plays which role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows.errors import BrokenData, UnknownTerm
from flows.model import EntityType
from flows.settings import MAPPINGS

OBJECT_TYPES = ("entity", "date", "text", "quote", "number")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate as printed: the roles of its subject and object, and what it says beside them.

    status:       code that the predicate fixes, or None when it fixes none
    object_type:  entity, date, text, quote or number
    names:        type of entity that an object is when it is only described in words
    """

    name: str
    subject: str
    object: str
    status: str | None = None
    object_type: str = "entity"
    names: EntityType = EntityType.CONCEPT


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its class, what a person calls it, its predicates by name, and its qualifiers."""

    name: str
    class_name: str
    label: str
    symmetric: bool
    predicates: dict[str, Predicate] = field(hash=False)
    qualifiers: tuple[str, ...] = ()

    def predicate(self, name: str) -> Predicate:
        """The predicate of that name; an error that lists the known ones otherwise."""
        if name not in self.predicates:
            raise UnknownTerm(f"{name!r} is no predicate of {self.name}; known: {', '.join(sorted(self.predicates))}")
        return self.predicates[name]


def load_kinds(path: Path = MAPPINGS / "kinds.yaml") -> dict[str, Kind]:
    """The kinds of fact by name, checked; the order is the file's."""
    try:
        declared = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{path}: cannot be read: {error}") from error
    blocks = _mapping(declared, f"{path}")
    return {name: _kind(name, block, f"{path}: {name}") for name, block in blocks.items()}


@cache
def shipped_kinds() -> Mapping[str, Kind]:
    """The kinds of fact of mappings/kinds.yaml, read once."""
    return load_kinds()


def kind_of(kinds: Mapping[str, Kind], name: str) -> Kind:
    """The kind of that name; an error that lists the known ones otherwise."""
    if name not in kinds:
        raise UnknownTerm(f"{name!r} is no fact kind; known: {', '.join(sorted(kinds))}")
    return kinds[name]


def _kind(name: str, declared: object, place: str) -> Kind:
    block = _mapping(declared, place)
    _only(block, {"class", "label", "symmetric", "predicates", "qualifiers"}, place)
    predicates = _mapping(block.get("predicates"), f"{place}.predicates")
    qualifiers = block.get("qualifiers", [])
    if not isinstance(qualifiers, list) or not all(isinstance(word, str) for word in qualifiers):
        raise BrokenData(f"{place}.qualifiers: must be a list of names")
    return Kind(
        name=name,
        class_name=_text(block, "class", place),
        label=_text(block, "label", place),
        symmetric=bool(block.get("symmetric", False)),
        predicates={word: _predicate(word, entry, f"{place}.{word}") for word, entry in predicates.items()},
        qualifiers=tuple(qualifiers),
    )


def _predicate(name: str, declared: object, place: str) -> Predicate:
    entry = _mapping(declared, place)
    _only(entry, {"subject", "object", "status", "object_type", "names"}, place)
    object_type = entry.get("object_type", "entity")
    if object_type not in OBJECT_TYPES:
        raise BrokenData(f"{place}: object_type {object_type!r} is none of {', '.join(OBJECT_TYPES)}")
    names = entry.get("names", EntityType.CONCEPT.value)
    if names not in list(EntityType):
        raise BrokenData(f"{place}: names {names!r} is none of {', '.join(EntityType)}")
    status = _text(entry, "status", place) if "status" in entry else None
    subject, role = _text(entry, "subject", place), _text(entry, "object", place)
    return Predicate(name, subject, role, status, object_type, EntityType(names))


def _mapping(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not value or not all(isinstance(key, str) for key in value):
        raise BrokenData(f"{place}: must map names to blocks")
    return value


def _text(block: dict[str, Any], key: str, place: str) -> str:
    value = block.get(key)
    if not isinstance(value, str) or not value:
        raise BrokenData(f"{place}: {key} is missing or no text")
    return value


def _only(block: dict[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(set(block) - known)
    if unknown:
        raise BrokenData(f"{place}: unknown key {unknown[0]!r}; known: {', '.join(sorted(known))}")
