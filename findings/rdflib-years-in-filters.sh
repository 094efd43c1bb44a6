#!/bin/sh
# rdflib sorts years and finds the first of them, yet a FILTER that asks for years before, after or other than one finds nothing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# SPARQL 1.1 leaves `<` open for xsd:gYear, so that an engine may have none (https://www.w3.org/TR/sparql11-query/#OperatorMapping).
# rdflib has an order of years for ORDER BY and MIN; in a FILTER it is an error, which looks like "no such thing in the data".
import pyoxigraph as ox
import rdflib

TURTLE = """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:a> <urn:founded> "1991"^^xsd:gYear . <urn:b> <urn:founded> "2001"^^xsd:gYear . <urn:c> <urn:founded> "2010"^^xsd:gYear ."""
PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
WHERE = "SELECT ?found {{ ?found <urn:founded> ?year FILTER({}) }} ORDER BY ?found"
QUERIES = (  # query, what rdflib finds, what Oxigraph finds
    ("SELECT ?found { ?found <urn:founded> ?year } ORDER BY DESC(?year)", "cba", "cba"),
    (WHERE.format('?year = "2001"^^xsd:gYear'), "b", "b"),
    (WHERE.format('?year < "2005"^^xsd:gYear'), "", "ab"),
    (WHERE.format('?year != "2001"^^xsd:gYear'), "", "ac"),
    (WHERE.format("YEAR(?year) < 2005"), "", "ab"),
    (WHERE.format("xsd:integer(STR(?year)) < 2005"), "ab", "ab"),
)

graph, store = rdflib.Graph().parse(data=TURTLE, format="turtle"), ox.Store()
store.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for query, *expected in QUERIES:
    found = ["".join(str(row["found"]).strip("<>")[-1] for row in engine.query(PREFIX + query)) for engine in (graph, store)]
    print(f"    {query}: rdflib {found[0] or 'none'}, Oxigraph {found[1] or 'none'}")
    assert found == expected, "the behaviour changed"
PYTHON
