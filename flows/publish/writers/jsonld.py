"""Compact JSON-LD with the released context: all things in the order of the Turtle, or each with the facts about it."""

import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import NamedNode

from flows.publish.compact import property_name, thing
from flows.publish.content import Content
from flows.publish.graph import Pair, Subjects, types_of
from flows.publish.layout import Layout

BETWEEN = ",\n"  # a thing a line: a diff shows which one changed, and the fast encoder can be used
FOOT = "\n]}\n"


def write_jsonld(content: Content) -> str:
    """All triples, one thing after the other; graph names are left out."""
    lines = (_json(_thing(iri, content)) for iri in _ordered(content))
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
    roles = _roles(content)
    framed = (_thing(iri, content) | _facts(roles[iri], content) for iri in _ordered(content) if iri in roles)
    return BETWEEN.join(_json(one) for one in framed)


def _ordered(content: Content) -> Iterator[str]:
    """All subjects, in the order of the Turtle."""
    return (iri for _, members in content.sections for iri in members)


def _thing(iri: str, content: Content) -> dict[str, Any]:
    """One subject as a JSON object, made once for all writers."""
    if iri not in content.things:
        content.things[iri] = thing(iri, content.subjects[iri], content.shown, content.layout.terms)
    return content.things[iri]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _roles(content: Content) -> dict[str, dict[str, list[str]]]:
    """For each thing that facts point to, the facts by the property that points."""
    subjects, layout = content.subjects, content.layout
    roles: dict[str, dict[str, list[str]]] = {}
    facts = (iri for iri in _ordered(content) if layout.is_fact(types_of(subjects[iri])))
    for fact in facts:
        for predicate, node in subjects[fact]:
            if isinstance(node, NamedNode) and layout.is_entity(types_of(subjects.get(node.value, []))):
                roles.setdefault(node.value, {}).setdefault(predicate, []).append(fact)
    return roles


def _facts(roles: dict[str, list[str]], content: Content) -> dict[str, Any]:
    terms = content.layout.terms
    inside = {
        property_name(predicate, terms): [_thing(fact, content) for fact in facts] for predicate, facts in roles.items()
    }
    return {terms.keyword("@reverse"): dict(sorted(inside.items()))}
