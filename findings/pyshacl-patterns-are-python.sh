#!/bin/sh
# sh:pattern in pySHACL is a Python pattern: subtraction of classes and the flags q and x turn the verdict round.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
# sh:pattern is SPARQL's REGEX, that is XPath's fn:matches: https://www.w3.org/TR/shacl/#PatternConstraintComponent
import warnings

import pyoxigraph as ox
import pyshacl
import rdflib

SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetSubjectsOf <urn:code> ; sh:property [ sh:path <urn:code> ; sh:pattern {} ; sh:flags {} ] ."""
# pattern, flags, value -> whether it matches by pySHACL and by Oxigraph
SEEN = [
    ("^[A-Z]+$", "", "NATO", True, True),
    ("^[a-z-[aeiou]]+$", "", "xyz", False, True),
    ("^[a-z-[aeiou]]+$", "", "a]", True, False),
    ("A.B", "q", "A-B", True, False),
    ("A B", "x", "AB", False, True),
]


def by_pyshacl(pattern, flags, value):
    shape, data = rdflib.Graph(), rdflib.Graph()
    shape.parse(data=SHAPE.format(rdflib.Literal(pattern).n3(), rdflib.Literal(flags).n3()), format="turtle")
    data.add((rdflib.URIRef("urn:s"), rdflib.URIRef("urn:code"), rdflib.Literal(value)))
    return pyshacl.validate(data, shacl_graph=shape)[0]


def by_oxigraph(pattern, flags, value):
    terms = ", ".join(str(ox.Literal(text)) for text in (value, pattern, flags))
    return bool(ox.Store().query(f"ASK {{ FILTER REGEX({terms}) }}"))


warnings.simplefilter("ignore")  # Python's re says once, on standard error, that "-[" may mean something else one day
print("pyshacl", pyshacl.__version__, "rdflib", rdflib.__version__, "pyoxigraph", ox.__version__)
for pattern, flags, value, left, right in SEEN:
    print(f"{pattern!r}, flags {flags!r}, value {value!r}: ")
    seen = by_pyshacl(pattern, flags, value), by_oxigraph(pattern, flags, value)
    print(f"    matches: pySHACL {seen[0]}, Oxigraph {seen[1]}")
    assert seen == (left, right), "the behaviour changed"
PYTHON
