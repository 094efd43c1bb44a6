#!/bin/sh
# Two days that begin 24 hours apart are one in rdflib: it reads the time zone of an xsd:date, keeps it, and forgets it to compare.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# xsd:date is compared by the moment at which it begins: https://www.w3.org/TR/xmlschema11-2/#date (its order relation)
import pyoxigraph as ox
import rdflib

ASK = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT ?answer {{ BIND({} AS ?answer) }}"
EXPRESSIONS = (  # expression, answer of rdflib, answer of Oxigraph
    ('"2024-04-04-12:00"^^xsd:date = "2024-04-04+12:00"^^xsd:date', "true", "false"),
    ('"2024-04-04+12:00"^^xsd:date < "2024-04-04-12:00"^^xsd:date', "false", "true"),
    ('"2024-04-04"^^xsd:date = "2024-04-04Z"^^xsd:date', "true", "false"),
    ('"2024-04-04T00:00:00-12:00"^^xsd:dateTime = "2024-04-04T00:00:00+12:00"^^xsd:dateTime', "false", "false"),
)

graph, store = rdflib.Graph(), ox.Store()
print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for expression, *expected in EXPRESSIONS:
    query = ASK.format(expression)
    (mine,), (theirs,) = graph.query(query), store.query(query)
    found = [str(mine["answer"]), theirs["answer"].value]
    print(f"    {expression}: rdflib {found[0]}, Oxigraph {found[1]}")
    assert found == expected, "the behaviour changed"
PYTHON
