#!/bin/sh
# sh:datatype in pySHACL lets literals pass whose spelling their datatype does not have.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0
"$folder/venv/bin/python" - 2>"$folder/warnings" <<'PYTHON' || { cat "$folder/warnings"; exit 1; }
# https://www.w3.org/TR/shacl/#DatatypeConstraintComponent: an ill-formed literal of a datatype that SPARQL 1.1
# supports (integer, decimal, dateTime ...) is a violation. pySHACL asks rdflib, which asks Python: int("1_000"),
# Decimal("8.5E-1") and datetime.fromisoformat("2024-01-01") are fine there. For gYearMonth and others, on which the
# standard is silent, rdflib knows no spelling at all, while it does refuse a wrong xsd:date or xsd:duration.
import pyshacl
import rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"
CONFORMS = {
    ("2024-01-01T10:00:00", "dateTime"): True,
    ("2024-01-01", "dateTime"): True,  # ill-formed: no time
    ("1000", "integer"): True,
    ("1_000", "integer"): True,  # ill-formed
    ("1,000", "integer"): False,
    ("8.5E-1", "decimal"): True,  # ill-formed: a decimal has no exponent
    ("2024-13-01", "date"): False,
    ("2024-13", "gYearMonth"): True,  # ill-formed
    ("--13", "gMonth"): True,  # ill-formed
    ("a long time", "duration"): False,
    ("2024-01-01T10:00:00", "dateTimeStamp"): True,  # ill-formed: no time zone
}


def conforms(spelling, datatype):
    data, shapes = rdflib.Graph(), rdflib.Graph()
    data.parse(data=f'<urn:s> <urn:p> "{spelling}"^^<{XSD}{datatype}> .', format="turtle")
    shapes.parse(
        data=f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:Shape> a sh:NodeShape ; sh:targetNode <urn:s> ;
            sh:property [ sh:path <urn:p> ; sh:datatype <{XSD}{datatype}> ; sh:minCount 1 ] .""",
        format="turtle",
    )
    return pyshacl.validate(data, shacl_graph=shapes)[0]


print("pyshacl", pyshacl.__version__, "rdflib", rdflib.__version__)
for (spelling, datatype), expected in CONFORMS.items():
    seen = conforms(spelling, datatype)
    print(f'"{spelling}"^^xsd:{datatype}', "conforms" if seen else "violates")
    assert seen == expected, "the behaviour changed"
PYTHON
