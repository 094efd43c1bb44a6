"""The run that made a release, as PROV-O: with index.json the only file that knows the clock."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.publish.content import Content
from flows.publish.declared import load_declared
from flows.publish.index import Entry, canonical_hash
from flows.publish.records import Record, short_hash, write_records
from flows.publish.release import Release, Run


def write_run(release: Release, content: Content, entries: Sequence[Entry]) -> str:
    """run.ttl: who read which articles when, with which versions, and which graph came of it."""
    run = release.run
    parts = {**dict(run.versions), "engine": run.engine}
    activity = {
        **_activity(run.id, run.ended, parts),
        "label": run.name,
        "startedAt": run.started,
        "used": [*_ids(parts, acting=False), *(entry["iri"] for entry in entries if entry["run"] == run.id)],
    }
    dataset = {
        "id": "/dataset",
        "type": "Entity",
        "generatedBy": activity["id"],
        "version": canonical_hash(content),
    }
    records = [dataset, activity, *_parts(parts), *_earlier_runs(entries, run), *_articles(entries)]
    return write_records(records, content.settings.base)


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
    return [_id(part, version) for part, version in sorted(parts.items()) if (part in agents) is acting]


def _id(part: str, version: str) -> str:
    return f"/version/{part}/{short_hash(part, version)}"


def _parts(parts: Mapping[str, str]) -> Iterator[Record]:
    """Each part of the program, in the version that had a say."""
    agents = load_declared()["agents"]
    for part, version in sorted(parts.items()):
        kind = "SoftwareAgent" if part in agents else "Entity"
        yield {"id": _id(part, version), "type": kind, "label": part, "version": version}


def _earlier_runs(entries: Sequence[Entry], run: Run) -> Iterator[Record]:
    """The runs that read the articles which this one kept."""
    kept = {entry["run"]: entry for entry in entries if entry["run"] != run.id}
    for _, entry in sorted(kept.items()):
        parts = {**entry["versions"], "engine": entry["engine"]}
        articles = [other["iri"] for other in entries if other["run"] == entry["run"]]
        activity = _activity(entry["run"], entry["read_at"], parts)
        yield {**activity, "used": [*activity["used"], *articles]}
        yield from _parts(parts)


def _articles(entries: Sequence[Entry]) -> Iterator[Record]:
    """Each article with the hash of its text, and the graph that came of it."""
    for entry in entries:
        yield {"id": entry["iri"], "type": "Entity", "textHash": entry["text_hash"]}
        yield {
            "id": entry["graph"],
            "type": "Entity",
            "generatedBy": f"/run/{entry['run']}",
            "derivedFrom": entry["iri"],
            "version": entry["canonical_hash"],
        }
