"""The words of mappings/context.jsonld, and what kind of value each takes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from flows.errors import BrokenData, UnknownTerm
from flows.settings import MAPPINGS


@dataclass(frozen=True)
class Context:
    """A JSON-LD context: `terms` by name, as they stand in the file."""

    place: str
    terms: Mapping[str, Any] = field(hash=False)

    @property
    def ontology(self) -> str:
        """The IRI of the ontology, whose terms keep it whatever the base of a release is."""
        return str(self.terms["cmq"]).rstrip("#")

    def knows(self, term: str) -> bool:
        """Whether the context has that word."""
        return term in self.terms

    def is_node(self, term: str) -> bool:
        """Whether the word's value is the IRI of a thing, and no literal."""
        return self._type(term) == "@id"

    def is_code(self, term: str) -> bool:
        """Whether the word's value is one of a closed list of codes."""
        return self._type(term) == "@vocab"

    def code(self, term: str, value: str) -> str:
        """The code itself, when the word allows it; an error that lists the allowed ones otherwise."""
        allowed = self.terms[term]["@context"]
        if value not in allowed:
            raise UnknownTerm(f"{value!r} is no {term}; known: {', '.join(sorted(allowed))}")
        return value

    @cached_property
    def codes(self) -> dict[str, Mapping[str, str]]:
        """What each code of a closed list stands for, by the word whose value it is."""
        return {term: self.terms[term]["@context"] for term in self.terms if self._has_codes(term)}

    @cached_property
    def without_codes(self) -> dict[str, Any]:
        """The terms without the lists of codes, for records in which the codes are replaced by what they stand for."""
        return {
            term: {key: value for key, value in entry.items() if key != "@context"} if term in self.codes else entry
            for term, entry in self.terms.items()
        }

    def decoded(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with what its codes stand for in their place."""
        codes = self.codes
        return {term: _decoded(value, codes[term]) if term in codes else value for term, value in record.items()}

    def _has_codes(self, term: str) -> bool:
        return not term.startswith("@") and self.is_code(term) and "@context" in self.terms[term]

    def _type(self, term: str) -> str | None:
        if term not in self.terms:
            raise UnknownTerm(f"{term!r} is no word of {self.place}")
        entry = self.terms[term]
        return entry.get("@type") if isinstance(entry, dict) else None


def _decoded(value: Any, codes: Mapping[str, str]) -> Any:
    return [codes.get(code, code) for code in value] if isinstance(value, list) else codes.get(value, value)


def load_context(path: Path = MAPPINGS / "context.jsonld") -> Context:
    """The JSON-LD context of that file."""
    try:
        terms = json.loads(path.read_text(encoding="utf-8"))["@context"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BrokenData(f"{path}: is no JSON-LD context: {error!r}") from error
    if not isinstance(terms, dict):
        raise BrokenData(f"{path}: @context must map words to what they mean")
    return Context(path.name, terms)


@cache
def shipped_context() -> Context:
    """The context of mappings/context.jsonld, read once."""
    return load_context()
