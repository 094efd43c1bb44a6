"""Compact JSON-LD with the released context: all things in the order of the Turtle, or each with the facts about it."""

import json
from collections.abc import Iterator

from flows.publish.compact import Shown, property_name, thing
from flows.publish.content import Content
from flows.publish.graph import Pair, Subjects, types_of
from flows.publish.layout import Layout
from flows.publish.terms import Terms

BETWEEN = ",\n"  # a thing a line: a diff shows which one changed, and the fast encoder can be used
FOOT = "\n]}\n"


def write_jsonld(content: Content) -> str:
    """All triples, one thing after the other; graph names are left out."""
    lines = _lines(content)
    return write_head(content.layout) + BETWEEN.join([lines[iri] for iri in _ordered(content)]) + FOOT


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
    return _json(thing(iri, pairs, Shown(shown), layout.terms))


def write_entities(content: Content) -> str:
    """Each thing that facts are about, with those facts inside it by the role that it plays in them, a thing a line."""
    roles, lines, back = _roles(content), _lines(content), _json(content.layout.terms.keyword("@reverse"))
    framed = (
        f"{lines[iri][:-1]}, {back}: {_facts(roles[iri], lines, content.layout.terms)}}}"
        for iri in _ordered(content)
        if iri in roles
    )
    return BETWEEN.join(framed)


def _ordered(content: Content) -> Iterator[str]:
    """All subjects, in the order of the Turtle."""
    return (iri for _, members in content.sections for iri in members)


def _lines(content: Content) -> dict[str, str]:
    """Each subject as a JSON object, made once for all writers."""
    if not content.lines:
        shown, terms = Shown(content.shown), content.layout.terms
        content.lines.update({iri: _json(thing(iri, said, shown, terms)) for iri, said in content.subjects.items()})
    return content.lines


_json = json.JSONEncoder(ensure_ascii=False).encode


def _roles(content: Content) -> dict[str, dict[str, list[str]]]:
    """For each thing that facts point to, the facts by the property that points."""
    subjects, layout = content.subjects, content.layout
    roles: dict[str, dict[str, list[str]]] = {}
    types = {iri: types_of(pairs) for iri, pairs in subjects.items()}
    entities = {iri for iri, kinds in types.items() if layout.is_entity(kinds)}
    facts = (iri for iri in _ordered(content) if layout.is_fact(types[iri]))
    for fact in facts:
        for predicate, node in subjects[fact]:
            if not node.datatype and node.value in entities:
                roles.setdefault(node.value, {}).setdefault(predicate, []).append(fact)
    return roles


def _facts(roles: dict[str, list[str]], lines: dict[str, str], terms: Terms) -> str:
    inside = {property_name(predicate, terms): facts for predicate, facts in roles.items()}
    said = (f"{_json(name)}: [{', '.join([lines[fact] for fact in facts])}]" for name, facts in sorted(inside.items()))
    return f"{{{', '.join(said)}}}"
