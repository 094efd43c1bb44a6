#!/bin/sh
# htmldate reads 03/04/2024 as 3 April on a page that says it is American, and 03/14/2024 beside it as 14 March.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check htmldate==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
import logging
from importlib.metadata import version

import htmldate

PAGE = """<html lang="en-US"><head><title>Harbour plan</title><meta property="og:locale" content="en_US"></head>
<body><article><h1>Harbour plan</h1><p class="date">{}</p><p>The council agreed on a plan for the harbour.</p></article>
</body></html>"""
SEEN = {
    "Published 03/14/2024": "2024-03-14",
    "Published 03/13/2024": "2024-03-13",
    "Published 03/12/2024": "2024-12-03",
    "Published 03/04/2024": "2024-04-03",
    "Published March 4, 2024": "2024-03-04",
}

logging.disable(logging.CRITICAL)
print("htmldate", version("htmldate"))
for told, seen in SEEN.items():
    found = htmldate.find_date(PAGE.format(told))
    print(f"{told}  ->  {found}")
    assert found == seen, "the behaviour changed"
PYTHON
