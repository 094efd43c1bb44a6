"""In which order and under which headings a graph is written: mappings/release/layout.yaml, read once."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from flows.errors import BrokenData
from flows.kinds import shipped_kinds
from flows.publish.terms import CONTEXT, Terms, by_space, load_terms, prefixed
from flows.settings import MAPPINGS

LAYOUT = MAPPINGS / "release" / "layout.yaml"
# In place of a list of classes: that of each kind of fact, and whatever no other section lists.
KINDS = "kinds"
OTHERS = "others"


@dataclass(frozen=True, slots=True, eq=False)  # so that it is hashed by identity
class Layout:
    """Headings in order, the section of each class, the predicates that come first, and the context's terms.

    stands_by:  predicate whose object says where a subject stands in its section, None when each stands by its own name
    """

    terms: Terms
    prefixes: dict[str, str]
    spaces: dict[str, str]
    headings: tuple[str, ...]
    sections: dict[str, int]
    others: int
    facts: int
    first: tuple[str, ...]
    stub: tuple[str, ...]
    stands_by: str | None

    def rank(self, types: list[str]) -> int:
        """The section that a subject of these types belongs to."""
        return min((self.sections[kind] for kind in types if kind in self.sections), default=self.others)

    def is_fact(self, types: list[str]) -> bool:
        """Whether a subject of these types is a fact."""
        return self.rank(types) == self.facts

    def is_entity(self, types: list[str]) -> bool:
        """Whether a subject of these types is something that facts are about, and no article, evidence or link."""
        return bool(types) and self.rank(types) == self.others

    def shorten(self, iri: str) -> str | None:
        """The prefixed name of an IRI in Turtle, or None when no prefix fits."""
        return _shortened(self, iri)

    def place(self, predicate: str) -> int:
        """Where a predicate stands in its block: those not listed share the last place."""
        return self.first.index(predicate) if predicate in self.first else len(self.first)


@cache
def load_layout(base: str, context: Path = CONTEXT, layout: Path = LAYOUT) -> Layout:
    """The layout of a file, with the terms of a context file; its prefixes may lie under the base IRI."""
    terms = load_terms(context)
    try:
        declared = yaml.safe_load(layout.read_text(encoding="utf-8"))
        listed = [section["classes"] for section in declared["sections"]]
        prefixes = terms.prefixes | _under(base, declared.get("prefixes", {}))
        return Layout(
            terms,
            prefixes,
            by_space(prefixes),
            tuple(section["heading"] for section in declared["sections"]),
            _sections(declared["sections"], terms),
            listed.index(OTHERS),
            listed.index(KINDS) if KINDS in listed else len(listed),
            tuple(terms.expand(name) for name in declared["first"]),
            tuple(terms.expand(name) for name in declared["stub"]),
            terms.expand(declared["stands_by"]) if "stands_by" in declared else None,
        )
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise BrokenData(f"{layout}: no layout can be read from it ({error})") from error


@lru_cache(maxsize=1 << 16)
def _shortened(layout: Layout, iri: str) -> str | None:
    return prefixed(iri, layout.spaces)


def _under(base: str, prefixes: dict[str, str]) -> dict[str, str]:
    return {name: base + space[1:] if space.startswith("/") else space for name, space in prefixes.items()}


def _sections(declared: list[dict[str, Any]], terms: Terms) -> dict[str, int]:
    classes: dict[str, int] = {}
    for number, section in enumerate(declared):
        for name in _listed(section["classes"]):
            classes.setdefault(terms.expand(name), number)
    return classes


def _listed(classes: str | list[str]) -> list[str]:
    if classes == KINDS:
        return [kind.class_name for kind in shipped_kinds().values()]
    return [] if isinstance(classes, str) else classes
