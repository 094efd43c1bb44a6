#!/bin/sh
# pyoxigraph finds a triple once for each graph that has it when graphs are merged, and then forgets what FROM says.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyoxigraph==0.5.13 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
# The default graph of a query with FROM clauses is the RDF merge of their graphs, and a graph is a set of triples:
# https://www.w3.org/TR/sparql11-query/#unnamedGraph, https://www.w3.org/TR/rdf11-concepts/#section-rdf-graph
import pyoxigraph as ox
import rdflib

TRIG = """
<http://a.example/1> { <http://a.example/s> <http://a.example/p> "same" }
<http://a.example/2> { <http://a.example/s> <http://a.example/p> "same" }
<http://a.example/3> { <http://a.example/s> <http://a.example/p> "other" }
"""
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
BOTH = "FROM <http://a.example/1> FROM <http://a.example/2>"
THIRD = "FROM <http://a.example/3>"

store = ox.Store()
store.load(TRIG.encode(), format=ox.RdfFormat.TRIG)
dataset = rdflib.Dataset(default_union=True)
dataset.parse(data=TRIG, format="trig")


def counted(dataset_clause, **options):
    (row,) = store.query(COUNT.format(dataset_clause), **options)
    return int(row["n"].value)


print("pyoxigraph", ox.__version__, "rdflib", rdflib.__version__)
print("all graphs merged, two triples:  rdflib:", *(int(row.n) for row in dataset.query(COUNT.format(""))))
for told, right, seen in [
    ("all graphs merged, two triples", 2, counted("", use_default_graph_as_union=True)),
    ("FROM two graphs with one triple", 1, counted(BOTH)),
    ("FROM a graph with one triple", 1, counted(THIRD)),
    ("the same, with use_default_graph_as_union", 1, counted(THIRD, use_default_graph_as_union=True)),
]:
    print(f"{told}:  pyoxigraph: {seen}, where {right} is right")
assert counted("", use_default_graph_as_union=True) == 3, "the behaviour changed"
assert counted(BOTH) == 2, "the behaviour changed"
assert counted(THIRD) == 1, "the behaviour changed"
assert counted(THIRD, use_default_graph_as_union=True) == 3, "the behaviour changed"
PYTHON
