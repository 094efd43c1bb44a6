#!/bin/sh
# One missing value empties SUM and GROUP_CONCAT of a group in Oxigraph, rdflib leaves it out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# An unbound variable is an error in the list that an aggregate is given: https://www.w3.org/TR/sparql11-query/#aggregateAlgebra
import pyoxigraph as ox
import rdflib

TURTLE = """
@prefix : <urn:x:> .
:east :site :harbour, :airport . :harbour :staff 40 ; :label "Harbour" . :airport a :Closed .
:west :site :mill, :mine . :mill :staff 7 ; :label "Mill" . :mine :staff 5 ; :label "Mine" .
"""
QUERY = """PREFIX : <urn:x:>
SELECT ?area (SUM(?staff) AS ?sum) (COUNT(?staff) AS ?count) (GROUP_CONCAT(?label; SEPARATOR=" ") AS ?names)
{ ?area :site ?site OPTIONAL { ?site :staff ?staff ; :label ?label } } GROUP BY ?area ORDER BY ?area"""


def sorted_letters(text):
    return "".join(sorted(text))


def with_rdflib(turtle):
    rows = rdflib.Graph().parse(data=turtle, format="turtle").query(QUERY)
    return [(str(row.sum), str(row["count"]), sorted_letters(str(row.names))) for row in rows]


def with_oxigraph(turtle):
    store = ox.Store()
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    cells = [[row[name] and row[name].value for name in ("sum", "count", "names")] for row in store.query(QUERY)]
    return [(total, count, names and sorted_letters(names)) for total, count, names in cells]


print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
print("sum, count and letters of the labels, east and west")
print("rdflib:    ", with_rdflib(TURTLE))
print("pyoxigraph:", with_oxigraph(TURTLE))
west = ("12", "2", sorted_letters("Mill Mine"))
assert with_rdflib(TURTLE) == [("40", "1", sorted_letters("Harbour")), west], "the behaviour changed"
assert with_oxigraph(TURTLE) == [(None, "1", None), west], "the behaviour changed"
PYTHON
