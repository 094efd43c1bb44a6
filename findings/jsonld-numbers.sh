#!/bin/sh
# The numbers of one JSON-LD document are other literals in rdflib than in PyLD and Oxigraph, and 2.5 as xsd:decimal is ill-formed there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13 pyld==3.3.0
"$folder/venv/bin/python" - <<'PYTHON'
# https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion, steps 10 and 11: PyLD and Oxigraph do as it says.
import json
from importlib.metadata import version

import pyoxigraph as ox
import rdflib
from pyld import jsonld

XSD = "http://www.w3.org/2001/XMLSchema#"
# value, declared type -> the literals of PyLD and Oxigraph, and of rdflib
SEEN = [
    (2.5, "decimal", ("2.5E0", "decimal"), ("2.5", "decimal")),
    (1e6, "decimal", ("1000000", "decimal"), ("1000000.0", "decimal")),
    (4.0, "integer", ("4", "integer"), ("4.0", "integer")),
    (4.0, None, ("4", "integer"), ("4.0", "double")),
    (4, "double", ("4.0E0", "double"), ("4", "double")),
    (0.1, None, ("1.0E-1", "double"), ("0.1", "double")),
    (4, None, ("4", "integer"), ("4", "integer")),
]



def by_oxigraph(text, form):
    (quad,) = ox.parse(text.encode(), format=form)
    return quad.object.value, quad.object.datatype.value.removeprefix(XSD)


print("rdflib", rdflib.__version__, "pyoxigraph", ox.__version__, "PyLD", version("pyld"))
for value, declared, by_standard, by_rdflib in SEEN:
    term = {"@id": "urn:p"} | ({"@type": XSD + declared} if declared else {})
    document = {"@context": {"p": term}, "@id": "urn:s", "p": value}
    (read,) = rdflib.Graph(store="Memory").parse(data=json.dumps(document), format="json-ld").objects()
    pyld = by_oxigraph(jsonld.to_rdf(document, {"format": "application/n-quads"}), ox.RdfFormat.N_QUADS)
    oxigraph = by_oxigraph(json.dumps(document), ox.RdfFormat.JSON_LD)
    rdflibs = (str(read), str(read.datatype).removeprefix(XSD))
    print(f"{json.dumps(value)} as {declared or 'it is'}: PyLD and Oxigraph {pyld}, rdflib {rdflibs}")
    assert (pyld, oxigraph, rdflibs) == (by_standard, by_standard, by_rdflib), "the behaviour changed"
PYTHON
