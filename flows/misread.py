"""What is wrong with a SPARQL query and where, in one line."""

import re

from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery

AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CHANGES = re.compile(
    r"(?:\s|#[^\n]*\n|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*"
    r"(?:INSERT|DELETE|CLEAR|DROP|LOAD|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
SHOWN = 30  # characters of what is not understood
# What Oxigraph says of queries whose grammar is right, and what we say.
MEANT = {
    "Prefix not found": "this prefix is not declared",
    "IRI parsing failed": "this is no whole IRI",
    "variable that is unbound": "it selects a variable that its groups do not have",
}


def in_one_line(error: SyntaxError, text: str) -> str:
    """What Oxigraph refused a query for."""
    if CHANGES.match(text):
        return "this changes data, and a release is to be read alone"
    found = AT.fullmatch(str(error))
    if found is None:
        return " ".join(str(error).split())
    place = f"line {found[1]}, column {found[2]}"
    for theirs, ours in MEANT.items():
        if theirs in found[3]:
            return f"{place}: {ours}"
    return _not_understood(text) or f"{place}: this is not understood"


def _not_understood(text: str) -> str | None:
    """From where on the grammar does not know it; None where it does.

    By rdflib's parser, for Oxigraph's places lie behind the longest word that it tried.
    """
    try:
        parseQuery(text)
        return None
    except ParseException as error:
        rest = " ".join(text[error.loc :].split())
        place = f"line {error.lineno}, column {error.col}"
        shown = rest if len(rest) <= SHOWN else f"{rest[: SHOWN - 1]}…"
        return f"{place}: this is not understood: {shown}" if rest else f"{place}: something is missing here"
    except RecursionError:
        return None
