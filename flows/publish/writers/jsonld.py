"""Compact JSON-LD with the released context: all things in the order of the Turtle, or each with the facts about it."""

import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import NamedNode

from flows.publish.compact import property_name, thing
from flows.publish.content import Content
from flows.publish.graph import Pair, Subjects, in_sections, types_of
from flows.publish.layout import Layout

BETWEEN = ",\n"  # a thing a line: a diff shows which one changed, and the fast encoder can be used
FOOT = "\n]}\n"


def write_jsonld(content: Content) -> str:
    """All triples, one thing after the other; graph names are left out."""
    subjects, shown = content.subjects, _shown(content)
    lines = (write_thing(iri, subjects[iri], shown, content.layout) for iri in _ordered(subjects, content.layout))
    return write_head(content.layout) + BETWEEN.join(lines) + FOOT


def own_lines(content: Content, document: str) -> str:
    """Of what `write_jsonld` wrote, the lines on things that are the article's alone: the first ones."""
    start = end = len(write_head(content.layout))
    for _ in content.own:
        end = document.index("\n", end) + 1
    return document[start:end].rstrip(BETWEEN)


def write_head(layout: Layout) -> str:
    """What a document begins with: the context."""
    terms = layout.terms
    return f'{{"@context": {_json(terms.document)},\n{_json(terms.keyword("@graph"))}: [\n'


def write_thing(iri: str, pairs: list[Pair], shown: Subjects, layout: Layout) -> str:
    """One thing as one line; `shown` is what is said in place of each thing that it points to."""
    return _json(thing(iri, pairs, shown, layout.terms))


def write_entities(content: Content) -> str:
    """Each thing that facts are about, with those facts inside it by the role that it plays in them, a thing a line."""
    subjects, terms = content.subjects, content.layout.terms
    shown, roles = _shown(content), _roles(content)
    things = (iri for iri in _ordered(subjects, content.layout) if iri in roles)
    framed = (thing(iri, subjects[iri], shown, terms) | _facts(roles[iri], shown, content) for iri in things)
    return BETWEEN.join(_json(one) for one in framed)


def _ordered(subjects: Subjects, layout: Layout) -> Iterator[str]:
    """All subjects, in the order of the Turtle."""
    return (iri for _, members in in_sections(subjects, layout) for iri in members)


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
    facts = (iri for iri in _ordered(subjects, layout) if layout.is_fact(types_of(subjects[iri])))
    for fact in facts:
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
