"""The runs that made a release, as PROV-O: with the index the only files that know the clock.

Of each run and of each article a piece is kept with it, and run.ttl is joined from the pieces.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.publish.declared import load_declared
from flows.publish.index import Entry
from flows.publish.parts import parts_of, version_iri
from flows.publish.records import Record, written_blocks
from flows.publish.release import Run


def about_run(run: Run, base: str) -> dict[str, str]:
    """What is said of a run and of each part of the program that had a say in it, by their IRIs."""
    parts = {**dict(run.versions), "engine": run.engine}
    activity = {**_activity(run.id, run.ended, parts), "label": run.name, "startedAt": run.started}
    return _by_iri([activity, *parts_of(parts)], base)


def about_earlier_run(entry: Entry, base: str) -> dict[str, str]:
    """The same of a run of which only an article that it read is left."""
    parts = {**entry["versions"], "engine": entry["engine"]}
    return _by_iri([_activity(entry["run"], entry["read_at"], parts), *parts_of(parts)], base)


def about_article(entry: Entry, base: str) -> str:
    """The article with the hash of its text, the graph that came of it, and which run read it."""
    records = [
        {"id": f"/run/{entry['run']}", "used": [entry["iri"]]},
        {"id": entry["iri"], "type": "Entity", "textHash": entry["text_hash"]},
        {
            "id": entry["graph"],
            "type": "Entity",
            "generatedBy": f"/run/{entry['run']}",
            "derivedFrom": entry["iri"],
            "version": entry["canonical_hash"],
        },
    ]
    return written_blocks(records, base)


def about_dataset(run: Run, hash: str, base: str) -> str:
    """The data set, and which run made it what it is."""
    return written_blocks(
        [{"id": "/dataset", "type": "Entity", "generatedBy": f"/run/{run.id}", "version": hash}], base
    )


def run_iri(run: str, base: str) -> str:
    """The IRI of a run."""
    return f"{base}run/{run}"


def _by_iri(records: Sequence[Record], base: str) -> dict[str, str]:
    return {base + record["id"].removeprefix("/"): written_blocks([record], base) for record in records}


def _activity(run: str, ended: str, parts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": f"/run/{run}",
        "type": "Activity",
        "identifier": run,
        "endedAt": ended,
        "associatedWith": _ids(parts, acting=True),
        "used": _ids(parts, acting=False),
    }


def _ids(parts: Mapping[str, str], *, acting: bool) -> list[str]:
    agents = load_declared()["agents"]
    return [version_iri(part, version) for part, version in sorted(parts.items()) if (part in agents) is acting]
