"""What is wrong with a SPARQL query and where, in one line."""

import re

AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
CHANGES = re.compile(
    r"(?:\s|#[^\n]*\n|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*"
    r"(?:INSERT|DELETE|CLEAR|DROP|LOAD|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
# Where a word in a query is no keyword: in comments, IRIs, texts, variables and prefixed names.
NO_KEYWORD = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'''
    r"|<[^<>\s]*>|\#[^\n]*|[?$]\w+|[\w.-]*:[\w.:%-]*",
    re.DOTALL,
)
DEEPEST = 100  # brackets in each other
SHOWN = 30  # characters of what is not understood
# What Oxigraph says of queries whose grammar is right, and what we say.
MEANT = {
    "Prefix not found": "this prefix is not declared",
    "IRI parsing failed": "this is no whole IRI",
    "variable that is unbound": "it selects a variable that its groups do not have",
}


def too_deep(text: str) -> bool:
    """Whether brackets stand deeper in each other than anybody needs, and than every parser bears."""
    deep = 0
    for sign in re.findall(r"[{}()]", re.sub(NO_KEYWORD, " ", text)):
        deep += 1 if sign in "{(" else -1
        if deep > DEEPEST:
            return True
    return False


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
    # Slow to load, and of no use where a query is understood.
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

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
