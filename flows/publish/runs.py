"""The last runs of a release, as run.ttl and changes.jsonl tell them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from flows.errors import PublishError
from flows.publish.graph import TYPE
from flows.publish.index import CHANGES, RUN
from flows.publish.place import current
from flows.publish.records import CONTEXT
from flows.publish.terms import load_terms

COLUMNS = ("ended", "seconds", "run", "name", "articles", "came", "changed", "went")


def read_runs(out: Path, most: int) -> list[dict[str, Any]]:
    """A row for each of the latest runs, the newest first: when, for how long, and what it did to the release.

    articles:  how many of those that it read are still as it read them
    seconds:   None where only an article that it read is left of a run
    """
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    try:
        quads = list(parse(path=str(folder / RUN), format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise PublishError(f"{folder / RUN}: the runs cannot be read from it ({error})") from error
    changes = _changes(folder / CHANGES)
    rows = [_row(said, changes) for said in _activities(quads)]
    return sorted(rows, key=lambda row: (row["ended"], row["run"]), reverse=True)[:most]


def _activities(quads: list[Quad]) -> list[dict[str, list[str]]]:
    """What is said of each run, by the terms of the context."""
    terms = load_terms(CONTEXT)
    names = {terms.expand(name): name for name in ("label", "identifier", "startedAt", "endedAt", "used")}
    runs = {quad.subject for quad in quads if quad.predicate.value == TYPE and _ends(quad, terms.expand("Activity"))}
    articles = {quad.subject for quad in quads if quad.predicate.value == terms.expand("textHash")}
    said: dict[Any, dict[str, list[str]]] = {run: {} for run in runs}
    for quad in quads:
        name = names.get(quad.predicate.value)
        if quad.subject in runs and name and (name != "used" or quad.object in articles):
            said[quad.subject].setdefault(name, []).append(str(getattr(quad.object, "value", "")))
    return list(said.values())


def _ends(quad: Quad, iri: str) -> bool:
    return getattr(quad.object, "value", None) == iri


def _row(said: dict[str, list[str]], changes: dict[str, dict[str, int]]) -> dict[str, Any]:
    (run,), (ended,) = said["identifier"], said["endedAt"]
    started = said.get("startedAt", [""])[0]
    took = (datetime.fromisoformat(ended) - datetime.fromisoformat(started)).total_seconds() if started else None
    did = changes.get(run, {})
    counts = {what: did.get(what, 0) for what in ("came", "changed", "went")}
    label = said.get("label", [""])[0]
    return {"ended": ended, "seconds": took, "run": run, "name": label, "articles": len(said.get("used", [])), **counts}


def _changes(path: Path) -> dict[str, dict[str, int]]:
    """How many articles came, changed and went in each run that changed something."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found: dict[str, dict[str, int]] = {}
    for head in map(json.loads, lines):
        counts = found.setdefault(head["run"], {})
        for one in head["articles"]:
            counts[one["what"]] = counts.get(one["what"], 0) + 1
    return found
