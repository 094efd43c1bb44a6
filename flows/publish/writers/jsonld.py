"""Compact JSON-LD with the released context: all things in the order of the Turtle, or each with the facts about it."""

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode

from flows.publish.compact import property_name, thing
from flows.publish.content import Content
from flows.publish.graph import Subjects, in_sections, types_of


def write_jsonld(content: Content) -> str:
    """All triples, one thing after the other; graph names are left out."""
    subjects, terms = content.subjects, content.layout.terms
    shown = _shown(content)
    return _document((thing(iri, subjects[iri], shown, terms) for iri in _ordered(content)), content)


def write_entities(content: Content) -> str:
    """Each thing that facts are about, with those facts inside it under the role that it plays in them."""
    subjects, terms = content.subjects, content.layout.terms
    shown, roles = _shown(content), _roles(content)
    things = (iri for iri in _ordered(content) if iri in roles)
    framed = (thing(iri, subjects[iri], shown, terms) | _facts(roles[iri], shown, content) for iri in things)
    return _document(framed, content)


def _ordered(content: Content) -> list[str]:
    """All subjects, in the order of the Turtle."""
    return [iri for _, members in in_sections(content.subjects, content.layout) for iri in members]


def _document(things: Iterable[dict[str, Any]], content: Content) -> str:
    terms = content.layout.terms
    # A thing a line: a diff shows which one changed, and the fast encoder can be used.
    lines = ",\n".join(_json(one) for one in things)
    return f'{{"@context": {_json(terms.document)},\n{_json(terms.keyword("@graph"))}: [\n{lines}\n]}}\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shown(content: Content) -> Subjects:
    """What of each thing is shown wherever another one points to it."""
    stub = content.layout.stub
    return {iri: [pair for pair in pairs if pair[0] in stub] for iri, pairs in content.subjects.items()}


def _roles(content: Content) -> dict[str, dict[str, list[str]]]:
    """For each thing that facts point to, the facts by the property that points."""
    subjects, layout = content.subjects, content.layout
    roles: dict[str, dict[str, list[str]]] = {}
    for fact in (iri for iri in _ordered(content) if layout.is_fact(types_of(subjects[iri]))):
        for predicate, node in subjects[fact]:
            if isinstance(node, NamedNode) and layout.is_entity(types_of(subjects.get(node.value, []))):
                roles.setdefault(node.value, {}).setdefault(predicate, []).append(fact)
    return roles


def _facts(roles: dict[str, list[str]], shown: Subjects, content: Content) -> dict[str, Any]:
    terms, subjects = content.layout.terms, content.subjects
    inside = {
        property_name(predicate, terms): [thing(fact, subjects[fact], shown, terms) for fact in facts]
        for predicate, facts in roles.items()
    }
    return {terms.keyword("@reverse"): dict(sorted(inside.items()))}
