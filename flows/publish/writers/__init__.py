"""The files of a release and who writes each: an output format more is one writer, and one line here."""

from flows.publish.content import Writer
from flows.publish.forms import Form
from flows.publish.writers import jsonld, tables, turtle
from flows.publish.writers.report import write_quarantine, write_report, write_summary

# For each article, in its own folder.
WRITERS: dict[str, Writer] = {
    "facts.csv": tables.write_facts_table,
    "facts.jsonl": tables.write_rows,
    "graph.jsonld.gz": jsonld.write_jsonld,
    "graph.ttl": turtle.write_turtle,
    "links.csv": tables.write_links_table,
    "quarantine.ttl": write_quarantine,
    "report.md": write_summary,
    "report.ttl": write_report,
    "wikidata.qs": tables.write_statements,
}

# Those that speak of what was read, and are not made again from what was published.
REPORTS = ("quarantine.ttl", "report.md", "report.ttl")

# For the release as a whole, joined from what each article adds; what repeats itself much is only there compressed.
DATASET_FORMS: dict[str, Form] = {
    "dataset.jsonld.gz": Form(
        jsonld.own_lines,
        head=jsonld.write_head,
        file="graph.jsonld.gz",
        between=jsonld.BETWEEN,
        thing=jsonld.write_thing,
        foot=jsonld.FOOT,
    ),
    "dataset.nq.gz": Form(lambda content, _: turtle.write_nquads(content)),
    "dataset.trig.gz": Form(lambda content, _: turtle.write_graphs(content), head=turtle.write_prefixes, apart="{"),
    "dataset.ttl": Form(
        turtle.own_blocks,
        head=turtle.write_prefixes,
        file="graph.ttl",
        thing=turtle.write_shared_block,
        heading=turtle.shared_heading,
    ),
    "entities.jsonld.gz": Form(
        lambda content, _: jsonld.write_entities(content),
        head=jsonld.write_head,
        between=jsonld.BETWEEN,
        foot=jsonld.FOOT,
    ),
    "facts.csv": Form(
        lambda _, text: text.removeprefix(tables.facts_heading()),
        head=lambda _: tables.facts_heading(),
        file="facts.csv",
    ),
    "facts.jsonl": Form(lambda _, text: text, file="facts.jsonl"),
    "links.csv": Form(
        lambda _, text: text.removeprefix(tables.links_heading()),
        head=lambda _: tables.links_heading(),
        file="links.csv",
    ),
}
