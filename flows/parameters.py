"""Questions with parameters: values that a question binds itself, and columns of its answer that must hold a value."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import pyoxigraph as ox

from flows.errors import CommuniqueError

NOWHERE = "http://localhost/"  # whose relative IRIs are when only the grammar counts
PROLOGUE = re.compile(r"(?:\s|#[^\n]*\n|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)
BOUND = r'BIND\s*\(\s*"[^"\n]*"(\^\^[\w:]+)?\s+AS\s+\?{name}\s*\)'


def given_as(arguments: Sequence[str]) -> dict[str, str]:
    """The parameters of `--name value --other=value`, by name."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if not re.fullmatch(r"--[A-Za-z]\w*", name) or not (equals or rest):
            raise CommuniqueError(f"{name}: a parameter is --name and a value, and stands after the question")
        given[name[2:]] = value if equals else rest.pop(0)
    return given


def with_parameters(text: str, given: Mapping[str, str], prefixes: Mapping[str, str]) -> str:
    """The query with its parameters: where it binds one, the value stands there; of a column, only rows with it stay.

    Raises CommuniqueError for a parameter that it does not have, naming those that it has.
    """
    left = dict(given)
    for name in given:
        pattern = BOUND.format(name=re.escape(name))
        text, found = re.subn(pattern, lambda at, name=name: _binding(at, name, given[name], prefixes), text)  # type: ignore[misc]
        if found:
            left.pop(name)
    return _narrowed(text, left, prefixes) if left else text


def _binding(found: re.Match[str], name: str, value: str, prefixes: Mapping[str, str]) -> str:
    if found[1] and not _is_one(value, found[1].removeprefix("^^"), prefixes):
        kind = found[1].rpartition(":")[2]
        raise CommuniqueError(f"--{name}: {value!r} is no {kind}{', which is YYYY-MM-DD' if kind == 'date' else ''}")
    return f"BIND ( {_literal(value)}{found[1] or ''} AS ?{name} )"


def _is_one(value: str, datatype: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a text is a value of a datatype of XML Schema, named as xsd:date is."""
    cast = f"ASK {{ BIND ( {datatype} ( {_literal(value)} ) AS ?v ) FILTER ( BOUND ( ?v ) ) }}"
    return bool(ox.Store().query(cast, prefixes=dict(prefixes)))


def _narrowed(text: str, wanted: Mapping[str, str], prefixes: Mapping[str, str]) -> str:
    columns = columns_of(text, prefixes)
    for name in wanted:
        if name not in columns:
            known = parameters_of(text, prefixes)
            near = [one for one in known if one.startswith(name)] or get_close_matches(name, known, n=1)
            meant = (
                f"did you mean --{near[0]}?" if near else f"it has {', '.join(f'--{one}' for one in known) or 'none'}"
            )
            raise CommuniqueError(f"--{name}: the question has no such parameter; {meant}")
    head = PROLOGUE.match(text)
    prologue = head[0] if head else ""
    tests = " && ".join(f"LCASE(STR(?{name})) = LCASE({_literal(value)})" for name, value in wanted.items())
    shown = " ".join(f"?{name}" for name in columns)
    return f"{prologue}\nSELECT {shown} {{ {{ {text[len(prologue) :]}\n}} FILTER ( {tests} ) }}"


def parameters_of(text: str, prefixes: Mapping[str, str]) -> list[str]:
    """The parameters of a query: its columns, and what it binds itself."""
    return [*columns_of(text, prefixes), *(name for _, name in re.findall(BOUND.format(name=r"(\w+)"), text))]


def columns_of(text: str, prefixes: Mapping[str, str]) -> list[str]:
    """The columns of a SELECT; none of other queries."""
    answer = ox.Store().query(text, base_iri=NOWHERE, prefixes=dict(prefixes))
    return [variable.value for variable in answer.variables] if isinstance(answer, ox.QuerySolutions) else []


def _literal(value: str) -> str:
    return str(ox.Literal(value))
