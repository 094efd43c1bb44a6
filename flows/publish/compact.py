"""What is said of a subject as compact JSON-LD, with the names that a context gives.

What it points to is shown in place with its name and link, so that a reader who knows only JSON need not look it up.
The same triple said twice is still one triple.
"""

import json
from typing import Any

from flows.publish.graph import STRING, TYPE, Node, Pair, Subjects, types_of
from flows.publish.terms import Term, Terms, scoped
from flows.publish.writers.turtle import BARE

INTEGER = next(datatype for datatype, pattern in BARE.items() if pattern.fullmatch("1"))
MOST_EXACT = 2**53


class Shown:
    """What is said in place of each thing that another one points to, as JSON made once."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self._made: dict[tuple[str, Terms], dict[str, Any]] = {}

    def of(self, iri: str, terms: Terms) -> dict[str, Any] | None:
        """The object for a thing by the terms in force, None when nothing is said of it."""
        pairs = self._subjects.get(iri)
        if not pairs:
            return None
        if (iri, terms) not in self._made:
            self._made[iri, terms] = _stub(iri, pairs, terms)
        return self._made[iri, terms]


NOTHING = Shown({})


def thing(iri: str, pairs: list[Pair], shown: Shown, outer: Terms) -> dict[str, Any]:
    """A subject as a JSON object; `shown` is what is said in place of each thing that it points to."""
    types = sorted(_type_name(kind, outer) for kind in types_of(pairs))
    terms = _within(types, outer)
    head: dict[str, Any] = {outer.keyword("@id"): iri}
    if types:
        head[outer.keyword("@type")] = types[0] if len(types) == 1 else types
    body: dict[str, Any] = {}
    for predicate, node in pairs:
        if predicate != TYPE:
            _add(body, predicate, node, terms, shown)
    return head | dict(sorted(body.items()))


def property_name(iri: str, terms: Terms) -> str:
    """What a property is called: its term, else its prefixed name, else its IRI."""
    return next((term.name for term in terms.named(iri)), None) or terms.shorten(iri) or iri


def _within(types: list[str], outer: Terms) -> Terms:
    """The terms in force inside a thing of these types, by JSON-LD's rule for type-scoped contexts."""
    terms = outer
    for name in types:
        terms = scoped(terms, name, outer)
    return terms


def _add(body: dict[str, Any], predicate: str, node: Node, terms: Terms, shown: Shown) -> None:
    for term in terms.named(predicate):
        value = _coerced(node, term, terms, shown)
        if value is not None:
            return _put(body, term.name, value, term.container)
    plain = next((term.name for term in terms.named(predicate) if "@language" not in term.container), None)
    return _put(body, plain or terms.shorten(predicate) or predicate, _spelled_out(node, terms), ())


def _put(thing: dict[str, Any], name: str, value: Any, container: tuple[str, ...]) -> None:
    if "@language" in container:
        [(language, text)] = value.items()
        _put(thing.setdefault(name, {}), language, text, ())
    elif name in thing:
        earlier = thing[name] if isinstance(thing[name], list) else [thing[name]]
        thing[name] = [*earlier, value]
    else:
        thing[name] = [value] if "@set" in container else value


def _coerced(node: Node, term: Term, terms: Terms, shown: Shown) -> Any:
    """The value as the term alone makes it, or None when the term does not fit the value."""
    if not node.datatype:
        return _reference(node.value, term, terms, shown)
    if "@language" in term.container:
        return {node.language: node.value} if node.language else None
    if term.type is not None:
        return _native(node) if term.type == node.datatype else None
    if node.language:
        return node.value if (terms.language if term.language is None else term.language) == node.language else None
    silent = not (terms.language if term.language is None else term.language)
    if node.datatype in BARE and BARE[node.datatype].fullmatch(node.value):
        native = _native(node)
        return None if isinstance(native, str) else native
    return node.value if silent and node.datatype == STRING else None


def _reference(iri: str, term: Term, terms: Terms, shown: Shown) -> Any:
    if term.type == "@vocab":
        return next((named.name for named in scoped(terms, term.name, terms).named(iri)), iri)
    if term.type == "@id":
        stub = shown.of(iri, terms.outer or terms) if term.context is None else None
        return stub or iri
    return None


def _stub(iri: str, pairs: list[Pair], terms: Terms) -> dict[str, Any]:
    stub: dict[str, Any] = {terms.keyword("@id"): iri}
    for predicate, node in pairs:
        _add(stub, predicate, node, terms, NOTHING)
    return stub


def _native(node: Node) -> Any:
    """The JSON number or truth value that comes back as the same literal, else the text of the literal."""
    if not _may_be_native(node.datatype):
        return node.value
    try:
        value = json.loads(node.value)
    except ValueError:  # 007 and +7 are legal literals, and no JSON
        return node.value
    return (
        value if isinstance(value, int) and json.dumps(value) == node.value and abs(value) < MOST_EXACT else node.value
    )


def _may_be_native(datatype: str) -> bool:
    """Whole numbers of any sort, and truth values; other numbers would lose their form."""
    if datatype in BARE:
        return not BARE[datatype].fullmatch("1.0")
    space, _, name = datatype.rpartition("#")
    return INTEGER.startswith(f"{space}#") and name.endswith("Integer")


def _spelled_out(node: Node, terms: Terms) -> dict[str, str]:
    if not node.datatype:
        return {terms.keyword("@id"): node.value}
    written = {terms.keyword("@value"): node.value}
    if node.language:
        return written | {terms.keyword("@language"): node.language}
    if node.datatype == STRING:
        return written
    return written | {terms.keyword("@type"): _type_name(node.datatype, terms)}


def _type_name(iri: str, terms: Terms) -> str:
    return next((term.name for term in terms.named(iri)), None) or terms.shorten(iri) or iri
