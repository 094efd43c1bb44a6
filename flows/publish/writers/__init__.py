"""The files of a release and who writes each: an output format more is one writer, and one line here."""

from flows.publish.content import Writer
from flows.publish.writers.jsonld import write_entities, write_jsonld
from flows.publish.writers.report import write_quarantine, write_report, write_summary
from flows.publish.writers.tables import (
    write_facts_table,
    write_former,
    write_links_table,
    write_rows,
    write_statements,
)
from flows.publish.writers.turtle import write_nquads, write_trig, write_turtle

# For each article, in its own folder.
WRITERS: dict[str, Writer] = {
    "facts.csv": write_facts_table,
    "facts.jsonl": write_rows,
    "graph.jsonld": write_jsonld,
    "graph.ttl": write_turtle,
    "links.csv": write_links_table,
    "quarantine.ttl": write_quarantine,
    "report.md": write_summary,
    "report.ttl": write_report,
    "wikidata.qs": write_statements,
}

# For the release as a whole.
DATASET_WRITERS: dict[str, Writer] = {
    "dataset.jsonld": write_jsonld,
    "dataset.nq": write_nquads,
    "dataset.trig": write_trig,
    "dataset.ttl": write_turtle,
    "entities.jsonld": write_entities,
    "facts.csv": write_facts_table,
    "facts.jsonl": write_rows,
    "former.csv": write_former,
    "links.csv": write_links_table,
    "wikidata.qs": write_statements,
}
