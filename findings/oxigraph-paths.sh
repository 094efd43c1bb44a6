#!/bin/sh
# A path of alternatives is no union in Oxigraph, and a path of no steps begins at known nodes only, so that counts and hierarchies differ.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# alt(P, Q) is a Union, which keeps duplicates; a path of no steps leads from a given term to itself, whatever the graph has:
# https://www.w3.org/TR/sparql11-query/#PropertyPathPatterns
import pyoxigraph as ox
import rdflib

TURTLE = "@prefix : <urn:x:> . :paper :author :ann ; :editor :ann, :ben . :dog :kindOf :animal ."
PATH = "PREFIX : <urn:x:> SELECT (COUNT(*) AS ?n) { :paper (:author|:editor) ?who }"
UNION = "PREFIX : <urn:x:> SELECT (COUNT(*) AS ?n) { { :paper :author ?who } UNION { :paper :editor ?who } }"
KNOWN = "PREFIX : <urn:x:> SELECT (COUNT(*) AS ?n) { :dog :kindOf* ?what }"
NEW = "PREFIX : <urn:x:> SELECT (COUNT(*) AS ?n) { :cat :kindOf* ?what }"
# query -> what rdflib and pyoxigraph count
SEEN = {PATH: (3, 2), UNION: (3, 3), KNOWN: (2, 2), NEW: (1, 0)}

graph, store = rdflib.Graph().parse(data=TURTLE, format="turtle"), ox.Store()
store.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for query, seen in SEEN.items():
    (left,), (right,) = graph.query(query), store.query(query)
    print(f"{query}\n    rdflib {left.n}, pyoxigraph {right['n'].value}")
    assert (int(left.n), int(right["n"].value)) == seen, "the behaviour changed"
PYTHON
