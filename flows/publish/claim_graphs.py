"""The graphs of claims in each form that holds triples: a claim and what it is to others, some ten lines each, of which
a run writes thousands."""

from collections import Counter
from collections.abc import Sequence

from flows.claims import Account, Claim, Relation
from flows.publish.claim_tables import relation_iri
from flows.publish.graph import TYPE
from flows.publish.layout import Layout
from flows.publish.moulds import Cast, Moulds, Record
from flows.publish.writers import DATASET_FORMS, jsonld, turtle
from flows.rows import cut, digest
from flows.settings import Settings

CLASS = f"<{TYPE}>"
TOLD_IN = ("dataset.jsonld.gz", "dataset.nq.gz", "dataset.trig.gz", "dataset.ttl")


class ClaimGraphs:
    """What the graphs of claims say, and what is kept of them.

    told:     IRI and hash of each that was written, by slug; None where it says nothing any more
    written:  what each adds to each form, by form and slug
    counts:   how much more there is of what, by the name of the tally and that in it
    """

    def __init__(self, layout: Layout, settings: Settings) -> None:
        self._layout, self._settings = layout, settings
        self._moulds = Moulds(layout)
        self.told: dict[str, dict[str, str] | None] = {}
        self.written: dict[str, dict[str, bytes]] = {name: {} for name in TOLD_IN}
        self.counts = Counter[tuple[str, str]]()

    def nquads(self, graph: str, account: Account) -> tuple[str, list[Cast]]:
        """What is told in a graph, in canonical form, and each thing of which it is told: made at once, because most of
        it is what was told before."""
        records = (
            *map(_claim, account.claims),
            *(_relation(one, self._settings) for one in account.relations),
        )
        casts = sorted(map(self._moulds.cast, records), key=_in_brackets)
        return "".join([self._moulds.nquads(cast, graph) for cast in casts]), casts

    def write(self, slug: str, graph: str, nquads: str, casts: Sequence[Cast]) -> None:
        """Has a graph say this, and add it to each form."""
        self.told[slug] = {"iri": graph, "hash": digest(nquads)} if nquads else None
        blocks = {cast.iri: self._moulds.turtle(cast) for cast in casts}
        types = {cast.iri: cast.mould.types for cast in casts}
        texts = {
            "dataset.nq.gz": nquads,
            "dataset.trig.gz": turtle.write_graph(graph, types, blocks, self._layout) if casts else "",
            "dataset.ttl": "".join(blocks.values()),
            "dataset.jsonld.gz": jsonld.BETWEEN.join(map(self._moulds.json, casts)),
        }
        for name, text in texts.items():
            self.written[name][slug] = DATASET_FORMS[name].written(text)

    def count_again(self, before: str, after: str) -> None:
        """Counts what the graph of a claim says, as N-Quads, in place of what it said."""
        was, now, counts = before.split("\n"), after.split("\n"), self.counts
        for lines, others, sign in ((was, frozenset(now), -1), (now, frozenset(was), 1)):
            for line in lines:
                if not line or line in others:
                    continue
                _, predicate, node, _ = line.split(" ", 3)
                counts["property", predicate[1:-1]] += sign
                counts["size", "triples"] += sign
                if predicate == CLASS:  # each thing is of one, which is told in one line
                    counts["class", node[1:-1]] += sign
                    counts["size", "subjects"] += sign
                    counts["size", "entities"] += sign


def _in_brackets(cast: Cast) -> str:
    """By what a thing stands in sorted N-Quads."""
    return f"{cast.iri}>"


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
        "basis": sorted({one.one.one.fact, one.other.one.fact}, key="{}>".format),
    }
