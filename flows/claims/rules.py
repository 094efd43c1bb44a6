"""mappings/claims.yaml, read once and checked: which facts speak of one matter, and what they are to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.kinds import Predicate, shipped_kinds
from flows.settings import MAPPINGS

SHAPES = ("step", "occasion", "state", "figure")
DIFFERENCES = ("time", "place", "number", "party")


@dataclass(frozen=True, slots=True)
class Act:
    """What a predicate tells of.

    shape:   step, occasion, state or figure: whether and how often it may be so
    keys:    which of "subject", "object" and the qualifiers tell which matter it is, in order
    varies:  what differs (time, place, number, party) where two articles give the other role differently; "" when
             that role is among the keys, or is not compared
    mood:    where the predicate itself says that it is planned, else ""
    another: whether another place means another occasion
    in_office:  whether who holds an office of a state acts for the state
    near:    how many days apart two times told of one occasion may be
    late:    how many days after it was planned without a day it may still be what was planned; -1: as `days` says
    grows:   whether a later figure may only be higher
    ground:  whether what else the articles speak of must show that they speak of one matter
    beside:  qualifiers that tell two of one act apart where both articles give them
    since:   the act of which it tells as well where it says since when, else ""
    """

    matter: str
    name: str
    shape: str
    keys: tuple[str, ...]
    varies: str
    varied: str
    mood: str
    another: bool
    symmetric: bool
    in_office: bool
    since: str
    near: int
    late: int
    grows: bool
    ground: bool
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The file, by what it says; `acts` by kind and predicate."""

    acts: Mapping[tuple[str, str], Act]
    days: Mapping[str, int]
    published_by: str
    so: str
    moods: Mapping[str, str]
    denied: Mapping[str, str]
    called: Mapping[str, str]
    becomes: Mapping[str, Mapping[str, str]]
    opposed: frozenset[tuple[str, str]]
    alike: frozenset[frozenset[str]]
    denies: str
    later: str
    equal: str
    finer: str
    nearest: Mapping[str, int]
    differs: Mapping[str, str]
    disagreements: frozenset[str]
    promises: Mapping[str, str]
    ends: Mapping[str, tuple[str, ...]]
    implies: Mapping[str, tuple[str, ...]]
    gatherings: frozenset[str]
    of_its_body: frozenset[str]
    of_no_body: frozenset[str]
    governments: frozenset[str]
    fighters: frozenset[str]
    armies: frozenset[str]
    joining: frozenset[str]
    leading: frozenset[str]
    telling_votes: frozenset[str]
    instruments: frozenset[str]
    sorts_of_document: frozenset[str]
    incidents: Mapping[str, str]
    often: frozenset[str]
    numbers: Mapping[str, int]
    magnitudes: Mapping[str, float]
    currencies: Mapping[str, str]
    telling_nothing: frozenset[str]
    truces: frozenset[str]

    @property
    def relations(self) -> frozenset[str]:
        """Every name of a relation."""
        told = {name for row in self.becomes.values() for name in row.values()}
        return frozenset({self.denies, self.later, self.equal, self.finer, *self.differs.values(), *told})


def load_rules(path: Path = MAPPINGS / "claims.yaml") -> Rules:
    """The rules of a file; BrokenData where it names what there is not."""
    try:
        declared = yamls.load(path.read_text(encoding="utf-8"))
        return _rules(declared)
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{path}: cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenData(f"{path}: {error!r} is missing there, unknown or of the wrong form") from error


def _load(path: Path) -> Any:
    return yamls.load(path.read_text(encoding="utf-8"))


def _incidents() -> Mapping[str, list[str]]:
    sorts: Mapping[str, list[str]] = _load(MAPPINGS / "words" / "incidents.yaml")["sorts"]
    return sorts


@cache
def shipped_rules() -> Rules:
    """The rules of mappings/claims.yaml."""
    return load_rules()


def _rules(declared: Mapping[str, Any]) -> Rules:
    acts = {
        (kind, predicate): _act(kind, predicate, block, entry, declared["days"]["near"])
        for kind, block in declared["kinds"].items()
        for predicate, entry in block["acts"].items()
    }
    names = {act.name for act in acts.values()}
    if unknown := {act.since for act in acts.values() if act.since} - names:
        raise ValueError(f"{sorted(unknown)[0]} under since")
    for told in ("ends", "implies"):
        for name, others in declared[told].items():
            if unknown := {name, *others} - names:
                raise ValueError(f"{sorted(unknown)[0]} under {told}")
    return Rules(
        acts=acts,
        days=dict(declared["days"]),
        published_by=declared["published_by"],
        so=declared["so"],
        moods=dict(declared["moods"]),
        denied=dict(declared["denied"]),
        called=dict(declared["called"]),
        becomes=dict(declared["becomes"]),
        opposed=frozenset((one, other) for one, other in declared["opposed"]),
        alike=frozenset(map(frozenset, declared["alike"])),
        denies=declared["denies"],
        later=declared["later"],
        equal=declared["equal"],
        finer=declared["finer"],
        nearest=dict(declared["nearest"]),
        differs={name: declared["differs"][name] for name in DIFFERENCES},
        disagreements=frozenset(declared["disagreements"]),
        promises=dict(declared["promises"]),
        ends={name: tuple(others) for name, others in declared["ends"].items()},
        implies={name: tuple(others) for name, others in declared["implies"].items()},
        gatherings=frozenset(declared["gatherings"]),
        of_its_body=frozenset(declared["of_its_body"]),
        of_no_body=frozenset(declared["of_no_body"]),
        governments=frozenset(declared["governments"]),
        fighters=frozenset(declared["fighters"]),
        armies=frozenset(declared["armies"]),
        joining=frozenset(declared["joining"]),
        leading=frozenset(declared["leading"]),
        telling_votes=frozenset(declared["telling_votes"]),
        instruments=frozenset(declared["instruments"]),
        sorts_of_document=frozenset(declared["sorts_of_document"]),
        incidents={noun: sort for sort, nouns in _incidents().items() for noun in nouns},
        often=frozenset(declared["often"]),
        numbers=dict(_load(MAPPINGS / "times.yaml")["numbers"]),
        magnitudes={name: float(size) for name, size in declared["magnitudes"].items()},
        currencies=dict(declared["currencies"]),
        telling_nothing=frozenset(declared["telling_nothing"]),
        truces=frozenset(declared["truces"]),
    )


def _act(kind: str, predicate: str, block: Mapping[str, Any], entry: Mapping[str, Any], near: int) -> Act:
    of_kind = shipped_kinds()[kind]
    roles = of_kind.predicates[predicate]
    varies = dict(entry.get("varies", {} if "identified_by" in entry else block.get("varies", {})))
    names = entry.get("identified_by", block["identified_by"])
    keys = tuple(_place(name, roles, of_kind.qualifiers) for name in names)
    if entry["is"] not in SHAPES or not set(varies.values()) <= set(DIFFERENCES) or len(varies) > 1:
        raise ValueError(f"{kind}: {predicate}")
    role, what = next(iter(varies.items()), ("", ""))
    return Act(
        matter=block["matter"],
        name=entry["act"],
        shape=entry["is"],
        keys=keys,
        varies=what,
        varied=_place(role, roles, ()) if role else "",
        mood=entry.get("mood", ""),
        another=block.get("elsewhere", "differs") == "another",
        symmetric=of_kind.symmetric and set(keys) == {"subject", "object"},
        in_office=bool(block.get("in_office")),
        since=entry.get("since", ""),
        near=int(entry.get("near", near)),
        late=int(entry.get("late", -1)),
        grows=bool(entry.get("grows", False)),
        ground=bool(block.get("ground", False)),
        beside=tuple(_place(one, roles, of_kind.qualifiers) for one in entry.get("beside", block.get("beside", ()))),
    )


def _place(role: str, roles: Predicate, qualifiers: tuple[str, ...]) -> str:
    """Where a fact has a role: as its subject, its object or a qualifier."""
    if role == roles.subject:
        return "subject"
    if role == roles.object:
        return "object"
    if role in qualifiers:
        return role
    raise ValueError(f"{role} is no role of {roles.name}")
