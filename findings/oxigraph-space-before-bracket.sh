#!/bin/sh
# pyoxigraph refuses white space before the bracket of some functions, though SPARQL allows it between any two tokens.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyoxigraph==0.5.13 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
# The grammar has 'COALESCE' ExpressionList, 'CONCAT' ExpressionList and 'BNODE' ( '(' Expression ')' | NIL ):
# https://www.w3.org/TR/sparql11-query/#rBuiltInCall; white space separates tokens: #whitespace
import pyoxigraph
import rdflib

REFUSED_WITH_SPACE = ['COALESCE{}("a")', 'CONCAT{}("a", "b")', "BNODE{}()"]
TAKEN_WITH_SPACE = ['STRLEN{}("a")', "IF{}(true, 1, 2)", 'SUBSTR{}("abc", 2)']


def answer_of_oxigraph(query):
    try:
        return f"{len(list(pyoxigraph.Store().query(query)))} row"
    except SyntaxError as error:
        return f"SyntaxError: {error}"


print("pyoxigraph", pyoxigraph.__version__, "rdflib", rdflib.__version__)
for call in REFUSED_WITH_SPACE + TAKEN_WITH_SPACE:
    for space in ("", " "):
        query = f"SELECT ({call.format(space)} AS ?x) {{}}"
        seen = answer_of_oxigraph(query)
        print(f"{query:45} pyoxigraph: {seen}")
        assert len(rdflib.Graph().query(query)) == 1
        assert seen.startswith("SyntaxError") == (space == " " and call in REFUSED_WITH_SPACE), "the behaviour changed"
print("rdflib gives one row for each of them.")
PYTHON
