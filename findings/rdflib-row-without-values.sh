#!/bin/sh
# A row without values is there in rdflib when it is counted or written as CSV, and is not when one goes through the rows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# MIN of nothing is an error, so its variable is unbound; a query that aggregates without GROUP BY has one row all the same:
# https://www.w3.org/TR/sparql11-query/#defn_algAggregation
import pyoxigraph as ox
import rdflib

TURTLE = '<urn:a> <urn:name> "A" . <urn:b> <urn:name> "B" ; <urn:born> 1990 .'
FIRST = "SELECT (MIN(?died) AS ?first) { ?who <urn:died> ?died }"
EACH = "SELECT ?born { ?who <urn:name> ?name OPTIONAL { ?who <urn:born> ?born } } ORDER BY ?name"

graph, store = rdflib.Graph().parse(data=TURTLE, format="turtle"), ox.Store()
store.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for query, rows, walked in ((FIRST, 1, 0), (EACH, 2, 1)):
    csv = graph.query(query).serialize(format="csv").decode().splitlines()[1:]
    seen = list(graph.query(query))
    print(query)
    print(f"    rdflib: len() {len(graph.query(query))}, lines of CSV {len(csv)}, rows of a for loop {len(seen)}")
    print(f"    pyoxigraph: {len(list(store.query(query)))} rows")
    assert len(list(store.query(query))) == len(graph.query(query)) == len(csv) == rows, "the behaviour changed"
    assert len(seen) == walked, "the behaviour changed"
PYTHON
