#!/bin/sh
# IN finds what is written alike, not what is equal: 7 = 7.0 in rdflib, yet 7 IN (7.0) is false; and an error in the list is lost.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# `a IN (b, c)` is short for `(a = b) || (a = c)`, errors included: https://www.w3.org/TR/sparql11-query/#func-in
import pyoxigraph as ox
import rdflib

TURTLE = "<urn:a> <urn:members> 7 . <urn:b> <urn:members> 7.0 . <urn:c> <urn:members> 7e0 ."
WHERE = "SELECT ?body {{ ?body <urn:members> ?n FILTER({}) }} ORDER BY ?body"
EXPRESSIONS = (  # filter, bodies that rdflib finds, bodies that Oxigraph finds
    ("?n = 7", "abc", "abc"),
    ("?n IN (7)", "a", "abc"),
    ("?n NOT IN (7)", "bc", ""),
    ("(?n = 8) || (?n = 1/0)", "", ""),
    ("?n NOT IN (8, 1/0)", "abc", ""),
)

graph, store = rdflib.Graph().parse(data=TURTLE, format="turtle"), ox.Store()
store.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for expression, *expected in EXPRESSIONS:
    query = WHERE.format(expression)
    found = ["".join(str(row["body"]).strip("<>")[-1] for row in engine.query(query)) for engine in (graph, store)]
    print(f"    FILTER({expression}): rdflib {found[0] or 'none'}, Oxigraph {found[1] or 'none'}")
    assert found == expected, "the behaviour changed"
PYTHON
