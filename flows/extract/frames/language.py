"""The frame files of mappings/text/: read, checked, and indexed by trigger word.

A frame says which words speak of a kind of fact and where its roles stand around them. See docs/frames.md for the
language. A wrong key, type or predicate is a BrokenData error that names the file and the line.
"""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.extract.mentions.resolve import Wanted
from flows.extract.words import plain, word_set
from flows.kinds import Predicate, shipped_kinds
from flows.model import EntityType, Factuality
from flows.settings import MAPPINGS

NAMED_LIST = "@words/"  # before the file of mappings/words/ and the list in it that a frame names
EXAMPLE_KEYS = {"text", "date", "facts"}
ROLE_NAMES = {"from": "sources", "type": "types", "lemma": "lemmas", "not_lemma": "barred"}  # as fields are called
WORDS_BY_ARGUMENT = ("via", "unless", "needs")
POS = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN", "ADJ"}, "adjective": {"ADJ", "VERB"}}


@dataclass(frozen=True)
class Role(Wanted):
    """Where a value stands and what it may be.

    sources:   argument names tried in order; "via.object" looks under the `via` clause, "a>b" under the argument a
    types:     entity types accepted
    lemmas:    when given, the value's head word must be one of these; `barred` must not
    create:    make a new entity of this type from the noun phrase when it names nothing known; `created`, when given,
               are the only head words out of which it is made
    state:     a person in an office of state, a government or ministry counts as the country
    capital:   a capital counts as its country
    abroad:    of a place: neither the country for which the subject holds an office of state nor its capital
    text:      the phrase itself is the value
    through:   a person or delegation counts as its country or body
    constant:  a fixed text
    time:      the value is the (start) date of the clause
    short:     of a text, only the head and what stands before it; `join` adds what is coordinated with it
    """

    sources: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()
    create: EntityType | None = None
    text: bool = False
    constant: str = ""
    time: bool = False
    named: str = ""  # makes a conflict (or `create`) called so after the thing found
    together: bool = False  # several things are one value: "Russia and Ukraine"
    left: bool = False  # of a document noun, what stands before it ("free trade" agreement); of other nouns, all
    number: bool = False  # only the figure and its unit
    count: bool = False  # only how many, with what says that it may be more ("at least 40")
    short: bool = False
    join: bool = False
    created: frozenset[str] = frozenset()
    abroad: bool = False


@dataclass(frozen=True)
class Frame:
    """One construction that states facts of a kind."""

    kind: str
    name: str
    covers: str
    part: str  # verb, noun or adjective
    lemmas: frozenset[str]
    predicate: str
    when: dict[Factuality, str | None]  # another predicate by factuality; None: say nothing then
    subject: Role = field(default_factory=Role)
    object: Role = field(default_factory=Role)
    qualifiers: dict[str, Role] = field(default_factory=dict)
    via: dict[str, frozenset[str]] = field(default_factory=dict)
    unless: dict[str, frozenset[str]] = field(default_factory=dict)
    needs: dict[str, frozenset[str]] = field(default_factory=dict)
    pairs: bool = False
    time: bool = True
    dated: bool = False  # says nothing asserted without a date: "its accession" may still be to come
    dates: frozenset[str] = frozenset()  # prepositions of the dates that are meant: "postponed on Monday *to* May"
    confidence: float = 0.8
    yields_to: frozenset[str] = frozenset()  # frames that, when they fired on the same word, say it better
    singular: bool = False
    states: Factuality = Factuality.ASSERTED  # what it says when nothing around says otherwise: an offer is planned
    denies: bool = False  # the construction says that it is not so: "cancelled its visit"
    not_under: frozenset[str] = frozenset()  # governors under which other frames say it better, or nobody says it
    examples: tuple[dict[str, Any], ...] = ()


# the keys of a file: fields as it calls them
FRAME_KEYS = {"trigger", *(one.name for one in fields(Frame))} - {"kind", "part", "lemmas"}
ROLE_KEYS = {*ROLE_NAMES, *(one.name for one in fields(Role))} - {*ROLE_NAMES.values()}
TRIGGER_KEYS = set(POS)


@lru_cache(maxsize=1)
def load_frames() -> tuple[Frame, ...]:
    """All frames, by file and order in it."""
    files = sorted((MAPPINGS / "text").glob("*.yaml"))
    return tuple(frame for path in files for frame in read_frames(path))


@lru_cache(maxsize=1)
def frames_by_word() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """(part of speech, lemma) -> the frames that this word may open."""
    index: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for frame in load_frames():
        for lemma in frame.lemmas:
            for pos in POS[frame.part]:
                index[pos, lemma].append(frame)
    return {key: tuple(frames) for key, frames in index.items()}


def frame_verbs() -> frozenset[str]:
    """The verbs that open frames."""
    return frozenset(lemma for pos, lemma in frames_by_word() if pos == "VERB")


def read_frames(path: Path) -> list[Frame]:
    """The frames of one file; BrokenData with file and line on anything unknown."""
    node = yamls.compose(path.read_text(encoding="utf-8"))
    spell_out(path, node)
    content = Checked(path, node)
    content.only({"kind", "frames"})
    kind = content.text("kind")
    if kind not in shipped_kinds():
        raise content.broken(f"no such kind {kind!r}")
    predicates = frozenset(shipped_kinds()[kind].predicates)
    return [read_frame(kind, predicates, one) for one in content.at("frames").each()]


def spell_out(path: Path, node: yaml.Node | None) -> None:
    """Put the words of a list into the place of each "@words/file/list"."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            spell_out(path, value)
    elif isinstance(node, yaml.SequenceNode):
        node.value = [word for one in node.value for word in spelled(path, one)]


def spelled(path: Path, node: yaml.Node) -> list[yaml.Node]:
    """The nodes that one node of a list stands for: itself, unless it names a list of words."""
    spell_out(path, node)
    if not (isinstance(node, yaml.ScalarNode) and node.value.startswith(NAMED_LIST)):
        return [node]
    file, _, key = node.value.removeprefix(NAMED_LIST).partition("/")
    try:
        words = sorted(word_set(file, key))
    except BrokenData as error:
        raise Checked(path, node).broken(f"{node.value} is no list of words ({error})") from error
    return [yaml.ScalarNode(node.tag, word, node.start_mark, node.end_mark, style="'") for word in words]


class Checked:
    """A YAML node that knows where it stands, so that errors can say so."""

    def __init__(self, path: Path, node: Any) -> None:
        self.path, self.node = path, node

    @cached_property
    def value(self) -> Any:
        """It as lists, mappings and strings."""
        return plain(self.node)

    def broken(self, what: str) -> BrokenData:
        """An error at this node's line."""
        return BrokenData(f"{self.path.name}:{self.node.start_mark.line + 1}: {what}")

    def only(self, allowed: set[str]) -> None:
        """Refuse keys that mean nothing."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.broken("should be a mapping")
        for key, _ in self.node.value:
            if key.value not in allowed:
                line = key.start_mark.line + 1
                raise BrokenData(
                    f"{self.path.name}:{line}: unknown key {key.value!r}; known: {', '.join(sorted(allowed))}"
                )

    def has(self, key: str) -> bool:
        """Whether the mapping has this key."""
        return key in self.value

    def at(self, key: str) -> "Checked":
        """The node under a key."""
        for name, node in self.node.value:
            if name.value == key:
                return Checked(self.path, node)
        raise self.broken(f"lacks {key!r}")

    def each(self) -> list["Checked"]:
        """The nodes of a list."""
        return [Checked(self.path, node) for node in self.node.value]

    def text(self, key: str) -> str:
        """The string under a key."""
        return str(self.at(key).value)

    def words(self, key: str) -> frozenset[str]:
        """The list of words under a key (empty when it is missing)."""
        return frozenset(str(w) for w in self.value.get(key, []))


def read_frame(kind: str, predicates: frozenset[str], node: Checked) -> Frame:
    """One frame, checked."""
    node.only(FRAME_KEYS)
    trigger = node.at("trigger")
    trigger.only(TRIGGER_KEYS)
    part = next(iter(trigger.value))
    when = other_predicates(node)
    for predicate in [node.text("predicate"), *(p for p in when.values() if p)]:
        if predicate not in predicates:
            raise node.broken(f"{kind} has no predicate {predicate!r}")
    for example in node.value.get("examples") or []:
        if set(example) - EXAMPLE_KEYS:
            raise node.at("examples").broken(f"unknown key in an example: {sorted(set(example) - EXAMPLE_KEYS)}")
    roles = {side: read_role(node.at(side)) if node.has(side) else Role() for side in ("subject", "object")}
    check_types(shipped_kinds()[kind].predicates[node.text("predicate")], roles, node)
    more = {name: read_role(node.at("qualifiers").at(name)) for name in (node.value.get("qualifiers") or {})}
    known = {"trigger", "when", "subject", "object", "qualifiers", *WORDS_BY_ARGUMENT}
    rest: dict[str, Any] = dict(roles)
    for key in WORDS_BY_ARGUMENT:
        rest[key] = {name: frozenset(map(str, words)) for name, words in (node.value.get(key) or {}).items()}
    rest |= typed(Frame, {key: value for key, value in node.value.items() if key not in known})
    rest |= {key: node.text(key) for key in ("name", "covers")}
    return Frame(kind=kind, part=part, lemmas=trigger.words(part), when=when, qualifiers=more, **rest)


def other_predicates(node: Checked) -> dict[Factuality, str | None]:
    """The predicates that a frame states in other moods."""
    when: dict[Factuality, str | None] = {}
    for name, predicate in (node.value.get("when") or {}).items():
        if name not in {f.value for f in Factuality}:
            raise node.at("when").broken(f"no such factuality {name!r}")
        when[Factuality(name)] = predicate
    return when


def check_types(predicate: Predicate, roles: dict[str, Role], node: Checked) -> None:
    """BrokenData for a role that nothing of its types may play, by mappings/kinds.yaml."""
    for side, may in (("subject", predicate.subject_types), ("object", predicate.object_types)):
        role = roles[side]
        played = frozenset({role.create}) if role.create else role.types
        if played and not role.together and not played & may:
            raise node.at(side).broken(f"{predicate.name!r} takes {', '.join(sorted(may))} there")


def read_role(node: Checked) -> Role:
    """One role, checked."""
    node.only(ROLE_KEYS)
    known = {t.value for t in EntityType}
    for name in [*node.value.get("type", []), *([node.value["create"]] if "create" in node.value else [])]:
        if name not in known:
            raise node.broken(f"unknown entity type {name!r}; known: {', '.join(sorted(known))}")
    return Role(**typed(Role, {ROLE_NAMES.get(key, key): value for key, value in node.value.items()}))


def typed(made: type[Role] | type[Frame], values: dict[str, Any]) -> dict[str, Any]:
    """Values as read from a file, each of the type that the field of its name has."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        default = getattr(made, name, "")
        if name in {"types", "create"}:
            found[name] = EntityType(value) if name == "create" else frozenset(map(EntityType, value))
        elif isinstance(default, frozenset):
            found[name] = frozenset(map(str, value))
        elif value is not None:
            found[name] = type(default)(value)
    return found
