#!/bin/sh
# rdflib writes the same graph as other JSON-LD bytes from run to run, even with sort_keys=True.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0
cat >"$folder/write.py" <<'PYTHON'
import sys

import rdflib

graph = rdflib.Graph().parse(
    data="<urn:s> <urn:p> <urn:a>, <urn:b>, <urn:c>, <urn:d> . <urn:t> <urn:p> <urn:s> . <urn:u> <urn:p> <urn:s> .",
    format="turtle",
)
# sort_keys sorts the keys inside a node; the nodes come in the order of a Python set.
options = {"sort_keys": True, "indent": None} if sys.argv[1] == "json-ld" else {}
print(graph.serialize(format=sys.argv[1], **options))
PYTHON
# Python draws a new hash seed for each run unless PYTHONHASHSEED is set: eight seeds stand for eight runs.
for format in json-ld turtle; do
    for seed in 1 2 3 4 5 6 7 8; do
        PYTHONHASHSEED=$seed "$folder/venv/bin/python" "$folder/write.py" $format >"$folder/$format.$seed"
    done
done
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import pathlib
import sys

import rdflib

print("rdflib", rdflib.__version__)
distinct = {}
for form in ("json-ld", "turtle"):
    texts = [path.read_text() for path in sorted(pathlib.Path(sys.argv[1]).glob(f"{form}.*"))]
    assert len(texts) == 8
    graphs = {frozenset(rdflib.Graph().parse(data=text, format=form)) for text in texts}
    assert len(graphs) == 1, "the runs differ in content"
    distinct[form] = sorted(set(texts))
    print(f"{form}: distinct texts of the same graph in 8 runs: {len(distinct[form])}, for example")
    print(*(text.strip() for text in distinct[form][:2]), sep="\n")
assert len(distinct["json-ld"]) > 1, "the JSON-LD has an order now"
assert len(distinct["turtle"]) == 1, "the Turtle has no order any more"
PYTHON
