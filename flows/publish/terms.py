"""The released JSON-LD context, read once: short names for IRIs, for Turtle and JSON-LD alike."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from flows.errors import BrokenData
from flows.settings import MAPPINGS

CONTEXT = MAPPINGS / "context.jsonld"
# A namespace, as JSON-LD lets a prefix end, and a name that needs no escape in Turtle.
SHORTENABLE = re.compile(r"(.*[:/?#\[\]@])([A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the context. language: None when the term says nothing, "" when it says "no language"."""

    name: str
    iri: str
    type: str | None = None
    language: str | None = None
    container: tuple[str, ...] = ()
    context: Any = None


@dataclass(frozen=True, slots=True, eq=False)  # so that it is hashed by identity
class Terms:
    """A context in force: its terms by name, its prefixes, and what it says for the whole document.

    outer: inside a thing whose type has a context of its own, the terms in force around that thing
    """

    document: Any
    prefixes: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    vocabulary: str = ""
    language: str | None = None
    aliases: dict[str, str] = field(default_factory=dict)
    outer: "Terms | None" = None
    spaces: dict[str, str] = field(default_factory=dict)
    by_iri: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def keyword(self, keyword: str) -> str:
        """The name that the context gives to a keyword such as @id, else the keyword."""
        return self.aliases.get(keyword, keyword)

    def named(self, iri: str) -> tuple[Term, ...]:
        """The terms that stand for an IRI, by name."""
        return self.by_iri.get(iri, ())

    def expand(self, name: str) -> str:
        """The IRI behind a term, a prefixed name or a name of the vocabulary."""
        if name in self.terms:
            return self.terms[name].iri
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.prefixes:
            return self.prefixes[prefix] + local
        return name if colon or name.startswith("@") else self.vocabulary + name

    def shorten(self, iri: str) -> str | None:
        """The prefixed name of an IRI that Turtle and JSON-LD read alike, or None when no prefix fits."""
        return prefixed(iri, self.spaces)


def prefixed(iri: str, spaces: Mapping[str, str]) -> str | None:
    """The prefixed name of an IRI, by the prefix of each namespace; None when there is none that fits."""
    parts = SHORTENABLE.fullmatch(iri)
    prefix = spaces.get(parts[1]) if parts else None
    return f"{prefix}:{parts[2]}" if parts and prefix else None


def by_space(prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefix of each namespace; the first by name where several stand for the same."""
    return {space: prefix for prefix, space in sorted(prefixes.items(), reverse=True)}


@cache
def scoped(terms: Terms, name: str, outer: Terms) -> Terms:
    """The terms in force inside a thing of the type, or the value of the property, of that name."""
    term = outer.terms.get(name) or terms.terms.get(name)
    if term is None or term.context is None:
        return terms
    return replace(read_context(term.context, terms), outer=outer)


@cache
def load_terms(path: Path = CONTEXT) -> Terms:
    """The terms of a context file."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return replace(read_context(document["@context"], Terms({})), document=document["@context"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenData(f"{path}: no JSON-LD context can be read from it ({error})") from error


def read_context(context: Any, outer: Terms) -> Terms:
    """The terms in force after a context (an object, or a list of them) was read inside an outer one."""
    if isinstance(context, list):
        for part in context:
            outer = read_context(part, outer)
        return outer
    names = {name: value for name, value in context.items() if not name.startswith("@")}
    prefixes = outer.prefixes | _prefixes(names)
    within = replace(
        outer,
        prefixes=prefixes,
        vocabulary=_vocabulary(context.get("@vocab", outer.vocabulary), prefixes),
        language=context.get("@language", outer.language),
        aliases=outer.aliases | {_keyword(value): name for name, value in names.items() if _keyword(value)},
    )
    terms = dict(outer.terms)
    for name, value in names.items():
        terms.pop(name, None)
        term = _term(name, value, within)
        if term is not None:
            terms[name] = term
    return replace(within, terms=terms, spaces=by_space(prefixes), by_iri=_by_iri(terms))


def _by_iri(terms: dict[str, Term]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for _, term in sorted(terms.items()):
        found[term.iri] = (*found.get(term.iri, ()), term)
    return found


def _vocabulary(vocabulary: str | None, prefixes: dict[str, str]) -> str:
    prefix, _, local = (vocabulary or "").partition(":")
    return prefixes[prefix] + local if prefix in prefixes else vocabulary or ""


def _prefixes(names: dict[str, Any]) -> dict[str, str]:
    found = {}
    for name, value in names.items():
        simple = isinstance(value, str) and value.endswith((":", "/", "?", "#", "[", "]", "@"))
        iri = value.get("@id", "") if isinstance(value, dict) and value.get("@prefix") else value
        if (simple or isinstance(value, dict)) and isinstance(iri, str) and "://" in iri:
            found[name] = iri
    return found


def _keyword(value: Any) -> str:
    name = value.get("@id") if isinstance(value, dict) else value
    return name if isinstance(name, str) and name.startswith("@") else ""


def _term(name: str, value: Any, within: Terms) -> Term | None:
    """The term, or None for prefixes, keywords and what cannot be written back (reverse, lists, JSON)."""
    if value is None or _keyword(value) or name in within.prefixes:
        return None
    definition = {"@id": value} if isinstance(value, str) else value
    container = definition.get("@container", ())
    container = (container,) if isinstance(container, str) else tuple(container)
    kind = definition.get("@type")
    if "@reverse" in definition or kind == "@json" or not set(container) <= {"@set", "@language"}:
        return None
    return Term(
        name,
        within.expand(definition.get("@id", name)) if definition.get("@id", name) != name else _own_iri(name, within),
        within.expand(kind) if kind else None,
        (definition["@language"] or "") if "@language" in definition else None,
        container,
        definition.get("@context"),
    )


def _own_iri(name: str, within: Terms) -> str:
    prefix, colon, local = name.partition(":")
    return within.prefixes[prefix] + local if colon and prefix in within.prefixes else within.vocabulary + name
