#!/bin/sh
# Virtuoso gives back in N-Triples what it was given; in JSON-LD each text loses its language after the first one that has none,
# and decimals become doubles; in Turtle a decimal without a fraction becomes an integer. It comes from Debian 12 (apt-get, no
# root needed), and listens to the loopback only.
set -eu
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check rdflib==7.6.0
cd "$folder"
apt-get download -qq virtuoso-opensource-7-bin=7.2.5.1+dfsg1-0.3 2>/dev/null
dpkg -x virtuoso-opensource-7-bin_*.deb root
ports=$("$folder/venv/bin/python" -c 'import socket
a, b = socket.socket(), socket.socket()
a.bind(("127.0.0.1", 0)), b.bind(("127.0.0.1", 0))
print(a.getsockname()[1], b.getsockname()[1])')
cat >virtuoso.ini <<INI
[Database]
DatabaseFile = db
ErrorLogFile = log
LockFile = lock
TransactionFile = transactions
xa_persistent_file = xa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.transactions
[Parameters]
ServerPort = 127.0.0.1:${ports% *}
[HTTPServer]
ServerPort = 127.0.0.1:${ports#* }
ServerRoot = .
ServerThreads = 5
INI
root/usr/bin/virtuoso-t +foreground >/dev/null 2>&1 &
server=$!
PORT=${ports#* } "$folder/venv/bin/python" - <<'PYTHON'
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings

import rdflib

warnings.simplefilter("ignore")  # of rdflib's own reader of JSON-LD
ADDRESS = f"http://127.0.0.1:{os.environ['PORT']}"
GIVEN = """<urn:1> <urn:name> "Neva"@en .
<urn:2> <urn:name> "Don" .
<urn:3> <urn:name> "Volga"@en .
<urn:3> <urn:rate> "0.25"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<urn:3> <urn:share> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
"""
XSD = rdflib.XSD
# Language of the first and the third name, datatype of the rate and of the share.
WANTED = {
    "application/n-triples": ("nt", "en", "en", XSD.decimal, XSD.decimal),
    "text/turtle": ("turtle", "en", "en", XSD.decimal, XSD.integer),
    "application/ld+json": ("json-ld", "en", None, XSD.double, XSD.integer),
}


def ask(path, data=None, **headers):
    logins = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    logins.add_password(None, ADDRESS, "dba", "dba")  # what a new database has
    opener = urllib.request.build_opener(urllib.request.HTTPDigestAuthHandler(logins))
    request = urllib.request.Request(ADDRESS + path, data, headers, method="PUT" if data else "GET")
    with opener.open(request, timeout=60) as answer:
        return answer.headers.get("Server", ""), answer.read().decode()


for _ in range(300):
    try:
        version, _ = ask("/sparql")
        break
    except (urllib.error.URLError, ConnectionError):
        time.sleep(0.1)
graph = urllib.parse.urlencode({"graph": "urn:graph"})
ask(f"/sparql-graph-crud-auth?{graph}", GIVEN.encode(), **{"Content-Type": "text/turtle"})
print(version, "rdflib", rdflib.__version__)
print(GIVEN, end="")
query = urllib.parse.urlencode({"query": "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <urn:graph> { ?s ?p ?o } }"})
for media, (form, *wanted) in WANTED.items():
    _, text = ask(f"/sparql?{query}", Accept=media)
    said = rdflib.Graph().parse(data=text, format=form)
    asked = (("1", "name"), ("3", "name"), ("3", "rate"), ("3", "share"))
    found = [said.value(rdflib.URIRef(f"urn:{s}"), rdflib.URIRef(f"urn:{p}")) for s, p in asked]
    print(f"{media}:", *(one.n3() for one in found))
    assert [one.language if s == "name" else one.datatype for (_, s), one in zip(asked, found)] == wanted, "it changed"
PYTHON
