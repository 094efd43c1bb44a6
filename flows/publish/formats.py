"""The files of a release and who writes each: an output format more is a writer and a line here."""

from flows.publish.content import Content, Writer
from flows.publish.jsonld import write_jsonld
from flows.publish.report import write_quarantine, write_report, write_summary
from flows.publish.tables import write_facts_table, write_links_table, write_rows
from flows.publish.turtle import write_nquads, write_trig, write_turtle


def _turtle(content: Content) -> str:
    return write_turtle(content.quads, content.layout)


def _trig(content: Content) -> str:
    return write_trig(content.quads, content.layout)


def _jsonld(content: Content) -> str:
    return write_jsonld(content.quads, content.layout)


def _nquads(content: Content) -> str:
    return write_nquads(content.quads)


WRITERS: dict[str, Writer] = {
    "graph.ttl": _turtle,
    "graph.jsonld": _jsonld,
    "facts.jsonl": write_rows,
    "facts.csv": write_facts_table,
    "links.csv": write_links_table,
    "report.ttl": write_report,
    "report.md": write_summary,
    "quarantine.ttl": write_quarantine,
}

DATASET_WRITERS: dict[str, Writer] = {
    "dataset.ttl": _turtle,
    "dataset.jsonld": _jsonld,
    "dataset.nq": _nquads,
    "dataset.trig": _trig,
    "facts.jsonl": write_rows,
    "facts.csv": write_facts_table,
    "links.csv": write_links_table,
}
