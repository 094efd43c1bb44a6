"""The kinds of fact, as mappings/kinds.yaml declares them: which predicates there are, and who plays which role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData, UnknownTerm
from flows.model import EntityType
from flows.settings import MAPPINGS

Types = Mapping[str, frozenset[EntityType]]
ANY_TYPE = frozenset(EntityType)

OBJECT_TYPES = ("entity", "date", "text", "quote", "number")

# Which part of the reader makes the facts of a kind: the frames of mappings/text/, or one that knows more.
READERS = ("frames", "metadata", "speech", "offices", "chairs")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate as printed: the roles of its subject and object, and what it says beside them.

    status:       code that the predicate fixes, or None when it fixes none
    object_type:  entity, date, text, quote or number
    names:        type of entity that an object is when it is only described in words
    subject_types, object_types:  types of entity that may play its roles; all of them where nothing narrows it
    denies:       whether its words say by themselves that something is not so
    bare:         whether a plural noun for a gathering is all that tells what its object is
    """

    name: str
    subject: str
    object: str
    status: str | None = None
    object_type: str = "entity"
    names: EntityType = EntityType.CONCEPT
    subject_types: frozenset[EntityType] = ANY_TYPE
    object_types: frozenset[EntityType] = ANY_TYPE
    denies: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact: its class, what a person calls it, its predicates by name, and its qualifiers.

    names:       what type of entity a qualifier is when it is only described in words
    types:       types of entity that may play a role, where not all may; a predicate may narrow them further
    read_by:     which part of the reader makes its facts, one of READERS
    once:        it happens at one moment, so that "since 2022" does not date it
    in_notes:    frames read it in an author's note alone
    place:       whether the place of the clause is its place
    topic:       whether what its gathering is about is its topic
    gathering:   of what is itself a gathering: the role that the gathering plays, else ""
    borrows:     qualifiers that it takes over from the gathering at which it happened
    called:      nouns by which such a fact is spoken of again ("during the visit"), so that it lends its date
    """

    name: str
    class_name: str
    label: str
    symmetric: bool
    predicates: dict[str, Predicate] = field(hash=False)
    qualifiers: tuple[str, ...] = ()
    names: Mapping[str, EntityType] = field(default_factory=dict, hash=False)
    types: Mapping[str, frozenset[EntityType]] = field(default_factory=dict, hash=False)
    read_by: str = "frames"
    once: bool = False
    in_notes: bool = False
    place: bool = False
    topic: bool = False
    gathering: str = ""
    borrows: tuple[str, ...] = ()
    called: tuple[str, ...] = ()

    def predicate(self, name: str) -> Predicate:
        """The predicate of that name; an error that lists the known ones otherwise."""
        if name not in self.predicates:
            raise UnknownTerm(f"{name!r} is no predicate of {self.name}; known: {', '.join(sorted(self.predicates))}")
        return self.predicates[name]


def load_kinds(path: Path = MAPPINGS / "kinds.yaml") -> dict[str, Kind]:
    """The kinds of fact by name, checked; the order is the file's."""
    try:
        declared = yamls.load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{path}: cannot be read: {error}") from error
    blocks = _mapping(declared, f"{path}")
    return {name: _kind(name, block, f"{path}: {name}") for name, block in blocks.items()}


@cache
def shipped_kinds() -> Mapping[str, Kind]:
    """The kinds of fact of mappings/kinds.yaml, read once."""
    return load_kinds()


@cache
def kind_read_by(reader: str) -> Kind:
    """The kind whose facts a part of the reader makes; BrokenData unless there is just one."""
    kinds = [kind for kind in shipped_kinds().values() if kind.read_by == reader]
    if len(kinds) != 1:
        raise BrokenData(f"kinds.yaml: {len(kinds)} kinds are read_by {reader!r}; there must be one")
    return kinds[0]


def kind_of(kinds: Mapping[str, Kind], name: str) -> Kind:
    """The kind of that name; an error that lists the known ones otherwise."""
    if name not in kinds:
        raise UnknownTerm(f"{name!r} is no fact kind; known: {', '.join(sorted(kinds))}")
    return kinds[name]


def _kind(name: str, declared: object, place: str) -> Kind:
    block = _mapping(declared, place)
    flags = {"symmetric", "once", "in_notes", "place", "topic"}
    keys = {"class", "label", "predicates", "qualifiers", "types", "read_by", "gathering", "borrows", "called"}
    _only(block, keys | flags, place)
    predicates = _mapping(block.get("predicates"), f"{place}.predicates")
    types = _types(block, place)
    names = _qualifiers(block.get("qualifiers", []), f"{place}.qualifiers")
    qualifiers, borrows = tuple(names), _names(block, "borrows", place)
    for asked in (*borrows, *(flag for flag in ("place", "topic") if block.get(flag))):
        if asked not in qualifiers:
            raise BrokenData(f"{place}: {asked!r} is to be filled, and none of its qualifiers")
    for flag in flags & block.keys():
        if not isinstance(block[flag], bool):
            raise BrokenData(f"{place}.{flag}: must be true or false")
    read_by = block.get("read_by", READERS[0])
    if read_by not in READERS:
        raise BrokenData(f"{place}: read_by {read_by!r} is none of {', '.join(READERS)}")
    return Kind(
        name=name,
        class_name=_text(block, "class", place),
        label=_text(block, "label", place),
        predicates={word: _predicate(word, entry, types, f"{place}.{word}") for word, entry in predicates.items()},
        qualifiers=qualifiers,
        names={name: type_ for name, type_ in names.items() if type_ is not None},
        types=types,
        read_by=read_by,
        gathering=_text(block, "gathering", place) if "gathering" in block else "",
        borrows=borrows,
        called=_names(block, "called", place),
        **{flag: block.get(flag, False) for flag in flags},
    )


def _qualifiers(declared: object, place: str) -> dict[str, EntityType | None]:
    """Name -> what it names when it is only described: None when the list has the bare name."""
    if not isinstance(declared, list):
        raise BrokenData(f"{place}: must be a list of names")
    found: dict[str, EntityType | None] = {}
    for entry in declared:
        for name, type_ in entry.items() if isinstance(entry, dict) else [(entry, None)]:
            if not isinstance(name, str) or (type_ is not None and type_ not in list(EntityType)):
                raise BrokenData(f"{place}: {entry!r} is no name, and no {{name: type of entity}}")
            found[name] = EntityType(type_) if type_ else None
    return found


def _names(block: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    names = block.get(key, [])
    if not isinstance(names, list) or not all(isinstance(word, str) for word in names):
        raise BrokenData(f"{place}.{key}: must be a list of names")
    return tuple(names)


def _predicate(name: str, declared: object, types: Types, place: str) -> Predicate:
    entry = _mapping(declared, place)
    _only(entry, {"subject", "object", "status", "object_type", "names", "types", "denies", "bare"}, place)
    object_type = entry.get("object_type", "entity")
    if object_type not in OBJECT_TYPES:
        raise BrokenData(f"{place}: object_type {object_type!r} is none of {', '.join(OBJECT_TYPES)}")
    names = entry.get("names", EntityType.CONCEPT.value)
    if names not in list(EntityType):
        raise BrokenData(f"{place}: names {names!r} is none of {', '.join(EntityType)}")
    status = _text(entry, "status", place) if "status" in entry else None
    subject, role = _text(entry, "subject", place), _text(entry, "object", place)
    may = {**types, **(own := _types(entry, place))}
    for played, narrowed in own.items():
        if played not in (subject, role) or not narrowed <= types.get(played, ANY_TYPE):
            raise BrokenData(f"{place}.types: {played!r} does not narrow one of its roles")
    played_by = (may.get(subject, ANY_TYPE), may.get(role, ANY_TYPE))
    flags = (bool(entry.get("denies")), bool(entry.get("bare")))
    return Predicate(name, subject, role, status, object_type, EntityType(names), *played_by, *flags)


def _types(block: dict[str, Any], place: str) -> Types:
    """Role -> the types of entity that may play it; a role that is not listed may be played by any."""
    if "types" not in block:
        return {}
    found: dict[str, frozenset[EntityType]] = {}
    for role, listed in _mapping(block["types"], f"{place}.types").items():
        if not isinstance(listed, list) or not listed or not all(type_ in list(EntityType) for type_ in listed):
            raise BrokenData(f"{place}.types.{role}: must be a list of {', '.join(EntityType)}")
        found[role] = frozenset(EntityType(type_) for type_ in listed)
    return found


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
