#!/bin/sh
# pySHACL orders the years of two properties by sh:lessThan, yet no year at all is within sh:minInclusive or sh:maxInclusive.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
# SPARQL's < knows no xsd:gYear, and what cannot be compared is a violation by SHACL, in each of these constraints alike:
# https://www.w3.org/TR/shacl/#core-components-range, https://www.w3.org/TR/shacl/#LessThanConstraintComponent
import pyshacl
import rdflib

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
SHAPE = PREFIXES + "[] a sh:NodeShape ; sh:targetSubjectsOf <urn:from> ; sh:property [ sh:path <urn:from> ; {} ] ."
DATA = PREFIXES + '<urn:war> <urn:from> "{}"^^xsd:{type} ; <urn:to> "{}"^^xsd:{type} .'
BELOW = "sh:lessThan <urn:to>"
AT_LEAST, AT_MOST = 'sh:minInclusive "1900"^^xsd:{type}', 'sh:maxInclusive "1990"^^xsd:{type}'
# constraint, type, from, to -> whether the data conform
SEEN = [
    (BELOW, "gYear", "1914", "1918", True),
    (BELOW, "gYear", "1918", "1914", False),
    (AT_LEAST, "gYear", "1914", "1918", False),
    (AT_MOST, "gYear", "1914", "1918", False),
    (AT_LEAST, "integer", "1914", "1918", True),
    (AT_MOST, "integer", "1914", "1918", True),
]


def judged(constraint, type, begins, ends):
    shape = rdflib.Graph().parse(data=SHAPE.format(constraint.format(type=type)), format="turtle")
    data = rdflib.Graph().parse(data=DATA.format(begins, ends, type=type), format="turtle")
    return pyshacl.validate(data, shacl_graph=shape)[0]


print("pyshacl", pyshacl.__version__, "rdflib", rdflib.__version__)
for constraint, type, begins, ends, seen in SEEN:
    found = judged(constraint, type, begins, ends)
    print(f"{constraint.format(type=type)}; from {begins} to {ends} as xsd:{type}: conforms: {found}")
    assert found == seen, "the behaviour changed"
PYTHON
