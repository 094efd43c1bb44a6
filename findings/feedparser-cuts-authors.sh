#!/bin/sh
# feedparser takes part of an address for the author's name where the top-level domain has more than four letters.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
# The form is the one that RSS 2.0 gives for <author>: https://www.rssboard.org/rss-specification#ltauthorgtSubelementOfLtitemgt
import importlib.metadata

import feedparser

RSS = (
    '<rss version="2.0"><channel><title>News</title><link>https://example.org/</link><description>News</description>'
    "<item><title>Harbour plan</title><author>{}</author></item></channel></rss>"
)
# what the feed says -> name and address that come back
SEEN = {
    "desk@example.org (Ann Roe)": ("Ann Roe", "desk@example.org"),
    "desk@example.media (Ann Roe)": ("a (Ann Roe", "desk@example.medi"),
    "desk@example.agency (Ann Roe)": ("cy (Ann Roe", "desk@example.agen"),
    "desk@news.example.international": ("rnational", "desk@news.example.inte"),
}

print("feedparser", importlib.metadata.version("feedparser"))
for told, seen in SEEN.items():
    (author,) = feedparser.parse(RSS.format(told)).entries[0].authors
    print(f"{told}  ->  {dict(author)}")
    assert (author.get("name"), author.get("email")) == seen, "the behaviour changed"
PYTHON
