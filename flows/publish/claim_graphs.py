"""The graphs of claims in each form that holds triples: a claim and what it is to others, some ten lines each, of which
a run writes thousands."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from typing import Any

from pyoxigraph import Literal

from flows.claims import Account, Claim, Relation
from flows.publish.claim_tables import relation_iri
from flows.publish.graph import IN_A_LANGUAGE, STRING, TYPE, Node, Pair, Subjects
from flows.publish.layout import Layout
from flows.publish.terms import Terms
from flows.publish.totals import Totals
from flows.publish.writers import DATASET_FORMS, jsonld, turtle
from flows.rows import cut, digest
from flows.settings import Settings

PLAIN = re.compile(r"[^\x00-\x1f\x7f\"\\]*")  # what N-Quads write as it is
TOLD_IN = ("dataset.jsonld.gz", "dataset.nq.gz", "dataset.trig.gz", "dataset.ttl")
Record = dict[str, Any]


class ClaimGraphs:
    """What the graphs of claims say, and what is kept of them.

    told:     IRI and hash of each that was written, by slug; None where it says nothing any more
    written:  what each adds to each form, by form and slug
    """

    def __init__(self, layout: Layout, settings: Settings) -> None:
        self._layout, self._settings = layout, settings
        self._names = turtle.Names(layout)
        self.told: dict[str, dict[str, str] | None] = {}
        self.written: dict[str, dict[str, bytes]] = {name: {} for name in TOLD_IN}

    def nquads(self, graph: str, account: Account) -> tuple[str, Subjects]:
        """What is told in a graph, in canonical form, and of each subject: made at once, because most of it is what
        was told before."""
        records = (
            *map(_claim, account.claims),
            *(_relation(one, self._settings) for one in account.relations),
        )
        said = sorted((f"<{record.pop('id')}>", _pairs(record, self._layout.terms)) for record in records)
        lines = [f"{iri} <{verb}> {node.text} <{graph}> .\n" for iri, pairs in said for verb, node in pairs]
        return "".join(lines), {iri[1:-1]: pairs for iri, pairs in said}

    def write(self, slug: str, graph: str, nquads: str, subjects: Subjects) -> None:
        """Has a graph say this, and add it to each form."""
        self.told[slug] = {"iri": graph, "hash": digest(nquads)} if nquads else None
        blocks = {iri: turtle.write_block(iri, pairs, self._names) for iri, pairs in subjects.items()}
        things = [jsonld.write_thing(iri, pairs, {}, self._layout) for iri, pairs in subjects.items()]
        texts = {
            "dataset.nq.gz": nquads,
            "dataset.trig.gz": turtle.write_graph(graph, subjects, blocks, self._layout) if subjects else "",
            "dataset.ttl": "".join(blocks.values()),
            "dataset.jsonld.gz": jsonld.BETWEEN.join(things),
        }
        for name, text in texts.items():
            self.written[name][slug] = DATASET_FORMS[name].written(text)


def count_again(before: Collection[str], after: Collection[str], totals: Totals) -> None:
    """Counts what the graph of a claim says, lines of N-Quads, in place of what it said."""
    for lines, others, sign in ((before, after, -1), (after, before, 1)):
        if not lines:
            continue
        said = [line.split(" ", 3) for line in lines]
        typed = {subject for subject, predicate, *_ in said if predicate == f"<{TYPE}>"}
        size = {"subjects": len({subject for subject, *_ in said}), "entities": len(typed)}
        if others:
            stay = set(others)
            said = [one for one, line in zip(said, lines, strict=True) if line not in stay]
        totals.count("size", {"triples": len(said), **size}, sign)
        totals.count("property", Counter([predicate[1:-1] for _, predicate, *_ in said]), sign)
        classes = [node[1:-1] for _, predicate, node, _ in said if predicate == f"<{TYPE}>"]
        totals.count("class", Counter(classes), sign)


def _pairs(record: Record, terms: Terms) -> list[Pair]:
    """What a record says, in the order of N-Quads."""
    pairs = [(TYPE, _reference(terms.expand(record.pop("type"))))]
    for name, value in record.items():
        verb = terms.expand(name)
        pairs += [(verb, _node(name, one, terms)) for one in (value if isinstance(value, list) else [value]) if one]
    # Behind an IRI stands a sign that is none of an IRI.
    return sorted(pairs, key=lambda pair: (f"{pair[0]}>", pair[1].text))


@cache
def _reference(iri: str) -> Node:
    return Node(f"<{iri}>", iri)


def _node(name: str, value: str, terms: Terms) -> Node:
    """A value as the term of the context has it."""
    term = terms.terms[name]
    if term.type == "@id":
        return Node(f"<{value}>", value)
    if term.type == "@vocab":
        return _reference(term.context[value])
    written = f'"{value}"' if PLAIN.fullmatch(value) else str(Literal(value))
    if term.language:
        return Node(f"{written}@{term.language}", value, IN_A_LANGUAGE, term.language)
    return Node(f"{written}^^<{term.type}>", value, term.type) if term.type else Node(written, value, STRING)


def _claim(claim: Claim) -> Record:
    return {
        "id": claim.iri,
        "type": "Claim",
        "label": cut(claim.one.label),
        "combined": f"{claim.confidence:.2f}",
        "toldAs": [name for name, _ in claim.factualities],
        "sources": str(claim.sources),
        "articles": str(claim.articles),
        "firstStated": claim.first,
        "lastStated": claim.last,
    }


def _relation(one: Relation, settings: Settings) -> Record:
    return {
        "id": relation_iri(one, settings),
        "type": "Relation",
        "relation": one.name,
        "claim": one.one.iri,
        "otherClaim": one.other.iri,
        "why": one.why,
        "basis": sorted({one.one.one.fact, one.other.one.fact}),
    }
