"""Records of one shape in each form that holds triples: written once with blanks, which the values of others then fill.

A run tells thousands of claims and relations anew, which differ in their values alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from pyoxigraph import Literal

from flows.publish.graph import IN_A_LANGUAGE, STRING, TYPE, Node, Pair
from flows.publish.layout import Layout
from flows.publish.terms import Term
from flows.publish.writers import jsonld, turtle

PLAIN = re.compile(r"[^\x00-\x1f\x7f\"\\]*").fullmatch  # what all forms write as it is
GRAPH, OWN, FIRST, MOST = 0, 1, 2, 100  # the blanks of the graph, the thing, its values
BLANK = re.compile(r"<?blank:([0-9]{2})>?|(?:0\.)?79130000([0-9]{2})|~([0-9]{2})~")
Record = Mapping[str, str | list[str]]
Text = Callable[[Sequence[str]], str]  # what stands there, given what fills the blanks


class Mould(NamedTuple):
    """What things of one shape are written as; what is said of their types, and which of their values are IRIs."""

    nquads: Text
    turtle: Text
    json: Text
    types: list[Pair]
    are_iris: Sequence[bool]


class Cast(NamedTuple):
    """One thing: its mould, and what fills that, its IRI first."""

    mould: Mould
    values: list[str]

    @property
    def iri(self) -> str:
        """The IRI of the thing."""
        return self.values[0]


class Moulds:
    """The shapes that were met, each written once."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._names = layout, turtle.Names(layout)
        self._known: dict[tuple[object, ...], Mould] = {}

    def cast(self, record: Record) -> Cast:
        """What a record says: `id`, `type` and values by the terms of the context, lists in the order of N-Quads."""
        terms, shape, values = self._layout.terms.terms, [record["type"]], [str(record["id"])]
        for name, told in _said(record):
            if terms[name].type == "@vocab":
                shape += [name, *told]
            else:
                shape += [name, str(len(told)), "." if "." in told[0] else ""]
                values += told
        if len(values) >= MOST - FIRST or not all(map(PLAIN, values)):
            return Cast(self._made(record, blank=False), values)
        key = tuple(shape)
        if key not in self._known:
            self._known[key] = self._made(record, blank=True)
        return Cast(self._known[key], values)

    def nquads(self, cast: Cast, graph: str) -> str:
        """As sorted N-Quads in a graph."""
        return cast.mould.nquads([graph, *cast.values])

    def turtle(self, cast: Cast) -> str:
        """As a block of Turtle."""
        pairs = zip(cast.values, cast.mould.are_iris, strict=True)
        return cast.mould.turtle(["", *(self._names.of(value) if is_iri else value for value, is_iri in pairs)])

    def json(self, cast: Cast) -> str:
        """As a line of JSON-LD."""
        return cast.mould.json(["", *cast.values])

    def _made(self, record: Record, *, blank: bool) -> Mould:
        """The mould of a record; one without blanks is of that record alone, whatever its values hold."""
        terms, are_iris = self._layout.terms, [True]
        own, pairs = f"blank:{OWN:02}" if blank else str(record["id"]), []
        for name, told in _said(record):
            term = terms.terms[name]
            for value in told:
                if term.type != "@vocab":
                    value = _blank(len(are_iris) + OWN, value, term) if blank else value
                    are_iris.append(term.type == "@id")
                pairs.append((term.iri, _node(value, term)))
        pairs.append((TYPE, _reference(terms.expand(str(record["type"])))))
        # Behind an IRI stands a sign that is none of an IRI.
        pairs.sort(key=lambda pair: (f"{pair[0]}>", pair[1].text))
        block = turtle.write_block(own, pairs, turtle.Names(self._layout))
        line = jsonld.write_thing(own, pairs, {}, self._layout)
        types = [pair for pair in pairs if pair[0] == TYPE]
        said = [f"<{own}> <{verb}> {node.text} " for verb, node in pairs]
        if not blank:
            nquads = lambda values: "".join(f"{triple}<{values[GRAPH]}> .\n" for triple in said)  # noqa: E731
            return Mould(nquads, lambda _: block, lambda _: line, types, are_iris)
        quads = "".join(f"{triple}<blank:{GRAPH:02}> .\n" for triple in said)
        return Mould(_filled(quads, "<%s>"), _filled(block, "%s"), _filled(line, "%s"), types, are_iris)


def _said(record: Record) -> Iterator[tuple[str, list[str]]]:
    """What a record says beside what and of which type it is."""
    for name, told in record.items():
        if told and name not in ("id", "type"):
            yield name, told if isinstance(told, list) else [told]


def _blank(number: int, value: str, term: Term) -> str:
    """What stands for a value: one of the same sort, so that each form writes it as it does what fills the blank."""
    if term.type == "@id":
        return f"blank:{number:02}"
    if term.type:
        return f"{'0.' if '.' in value else ''}79130000{number:02}"
    return f"~{number:02}~"


def _filled(written: str, iri: str) -> Text:
    """What makes such a text of the values; `iri` says how an IRI stands in angle brackets."""
    places = [int(next(filter(None, one.groups()))) for one in BLANK.finditer(written)]
    form = BLANK.sub(lambda one: iri if one[0][0] == "<" else "%s", written.replace("%", "%%"))
    picked = itemgetter(*places)
    return lambda values: form % picked(values)


def _reference(iri: str) -> Node:
    return Node(f"<{iri}>", iri)


def _node(value: str, term: Term) -> Node:
    """A value as the term of the context has it."""
    if term.type == "@id":
        return _reference(value)
    if term.type == "@vocab":
        return _reference(term.context[value])
    written = f'"{value}"' if PLAIN(value) else str(Literal(value))
    if term.language:
        return Node(f"{written}@{term.language}", value, IN_A_LANGUAGE, term.language)
    return Node(f"{written}^^<{term.type}>", value, term.type) if term.type else Node(written, value, STRING)
