"""The run that made a release, as PROV-O: with index.json the only file that knows the clock."""

from collections.abc import Iterator, Sequence

from flows.publish.content import Content
from flows.publish.describe import absolute
from flows.publish.index import Entry, canonical_hash
from flows.publish.records import Record, short_hash, write_records
from flows.publish.release import Release, Run


def write_run(release: Release, content: Content, entries: Sequence[Entry]) -> str:
    """run.ttl: who read which texts when, with which versions, and which graph came of it."""
    run = release.run
    agents = list(_agents(run))
    read = [entry for entry in entries if entry["run"] == run.id]
    activity = {
        "id": f"/run/{run.id}",
        "type": "Activity",
        "label": run.name,
        "identifier": run.id,
        "startedAt": run.started,
        "endedAt": run.ended,
        "associatedWith": [agent["id"] for agent in agents],
        "used": [f"{entry['iri']}#text" for entry in read],
    }
    dataset = {
        "id": "/dataset",
        "type": "Entity",
        "generatedBy": activity["id"],
        "modified": run.ended,
        "version": canonical_hash(content),
    }
    records = [dataset, activity, *agents, *_texts(entries), *_graphs(entries)]
    return write_records([absolute(record, content.base) for record in records])


def _agents(run: Run) -> Iterator[Record]:
    """Each part of the program that had a say, by its version."""
    for part, version in sorted({**dict(run.versions), "engine": run.engine}.items()):
        yield {
            "id": f"/version/{part}/{short_hash(part, version)}",
            "type": "SoftwareAgent",
            "label": part,
            "version": version,
        }


def _texts(entries: Sequence[Entry]) -> Iterator[Record]:
    for entry in entries:
        yield {
            "id": f"{entry['iri']}#text",
            "type": "Entity",
            "label": entry["title"] or entry["source"],
            "identifier": entry["text_hash"],
        }


def _graphs(entries: Sequence[Entry]) -> Iterator[Record]:
    """Each article's graph; one that was kept names the earlier run that made it."""
    for entry in entries:
        yield {
            "id": entry["graph"],
            "type": "Entity",
            "generatedBy": f"/run/{entry['run']}",
            "derivedFrom": f"{entry['iri']}#text",
        }
