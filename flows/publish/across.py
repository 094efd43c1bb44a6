"""What a release tells across its articles: a graph for each claim of which more is to be told than one fact tells.
Only those are told anew that articles which came or went bear on."""

import gzip
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, parse

from flows.claims import Account, Claim, Relation, Telling, account_of
from flows.claims.rules import shipped_rules
from flows.publish.changes import Before, Graph, graph_in
from flows.publish.claim_tables import NEWEST, lines_of, relation_iri
from flows.publish.forms import packed
from flows.publish.graph import TYPE, subjects_in
from flows.publish.index import GRAPHS
from flows.publish.layout import Layout, load_layout
from flows.publish.matters import Line
from flows.publish.terms import Terms
from flows.publish.totals import NQUADS, Totals
from flows.publish.writers import DATASET_FORMS, jsonld, turtle
from flows.rows import cut, digest
from flows.settings import Settings

# After the names of all articles: so the graphs stand behind theirs in every file.
PREFIX = "~claims-"
TOLD_IN = ("dataset.jsonld.gz", "dataset.nq.gz", "dataset.trig.gz", "dataset.ttl")
PLAIN = re.compile(r"[^\x00-\x1f\x7f\"\\]*")  # what N-Quads write as it is
NEWS = 100  # sentences on disagreements, and as many on promises, that a change is told with
Record = dict[str, Any]


def retell(totals: Totals, settings: Settings, was: Before | None = None) -> bool:
    """Tells anew each claim that articles which came or went state, or that stands in another relation for them;
    whether there was any. `was` gets the graphs as they were, and what is new of disagreements and promises."""
    layout, lines = load_layout(settings.base), dict[int, list[Line]]()
    for claim in totals.matters.settle():
        slug = slug_of(totals.matters.key(claim))
        earlier = graph_in(slug, totals) if was is None else was.touch(slug, totals)
        account = totals.matters.account(claim)
        _put_graph(slug, account, earlier, layout, totals, settings)
        lines[claim] = lines_of(account, settings)
        totals.matters.forget(claim)
    totals.matters.as_of(newest_in(totals))
    new = totals.matters.put_lines(lines)
    if was is not None:
        was.across = _news(new, was.newest, totals)
    return bool(lines)


def newest_in(totals: Totals) -> str:
    """The day of the newest article, "" where none tells its day."""
    (newest,) = totals.one(NEWEST) or ("",)
    return newest or ""


def _news(new: list[Line], before: str, totals: Totals) -> dict[str, list[str]]:
    """New disagreements, promises of which something became, and those that are overdue since the articles before."""
    now = newest_in(totals)
    differ = [line.says for line in new if line.what == "disagreements"]
    became = [line.says for line in new if line.what == "promises" and not line.due]
    if before < now:
        overdue = shipped_rules().promises["overdue"]
        became += [f"{overdue}: {says}" for (says,) in totals.matters.due_between("promises", before, now)]
    return {name: sorted(set(some))[:NEWS] for name, some in (("disagreements", differ), ("promises", became)) if some}


def quads_across(block: str, tellings: Iterable[Telling], settings: Settings) -> list[Quad]:
    """What is told of one block, as quads in a graph of its own."""
    account = account_of(block, tellings)
    return _quads(_nquads(slug_of(block), account, load_layout(settings.base).terms, settings))


def slug_of(key: str) -> str:
    """The name of the graph of a claim, by what it is known by."""
    return f"{PREFIX}{sha256(key.encode()).hexdigest()[:16]}"


def tells_across(graphs: Path) -> bool:
    """Whether a release, of which this is the list of graphs, told of claims."""
    if not graphs.is_file():
        return False
    with graphs.open("rb") as lines:
        return any(f"/graph/{PREFIX[1:]}".encode() in line for line in lines)


def told_otherwise(folder: Path, was: Before, totals: Totals) -> None:
    """Has `was` know the graphs of an earlier release that other rules told, before anything else is done: what the
    totals tell by the rules of today is a change too."""
    lines = (line.split() for line in (folder / GRAPHS).read_text(encoding="utf-8").splitlines())
    then = {iri: hash for hash, iri in lines if f"/graph/{PREFIX[1:]}" in iri}
    now = dict(totals.select("SELECT iri, hash FROM graph WHERE substr(slug, 1, ?) = ?", (len(PREFIX), PREFIX)))
    differ = {iri for iri in {*then, *now} if then.get(iri) != now.get(iri)}
    found: dict[str, list[str]] = {iri: [] for iri in differ & then.keys()}
    if found:
        with gzip.open(folder / NQUADS, "rt", encoding="utf-8", newline="\n") as quads:
            for line in quads:
                iri = line[line.rindex(" <") + 2 : -4]
                if iri in found:
                    found[iri].append(line)
    for iri in differ:
        slug = f"{PREFIX[0]}{iri.rsplit('/', 1)[-1]}"
        was.graphs[slug] = Graph(slug, iri, None, None, packed("".join(found[iri]))) if iri in found else None


def _put_graph(
    slug: str, account: Account, earlier: Graph | None, layout: Layout, totals: Totals, settings: Settings
) -> None:
    """Puts the graph of a claim in place of the earlier one, unless it says the same."""
    if earlier is None and not (account.claims or account.relations):
        return
    before = gzip.decompress(earlier.nquads).decode() if earlier else ""
    after = _nquads(slug, account, layout.terms, settings)
    if after == before:
        return
    iri = graph_of(slug, settings)
    told = {"iri": iri, "hash": digest(after)} if after else None
    totals.retell(slug, told, before.split("\n")[:-1], after.split("\n")[:-1])
    pieces = _pieces(iri, after, layout) if after else {}
    for form in TOLD_IN:
        totals.pieces.put_other(form, slug, pieces.get(form, b""))


def graph_of(slug: str, settings: Settings) -> str:
    """The IRI of the graph of that name."""
    return f"{settings.base}graph/{slug.removeprefix('~')}"


def _pieces(graph: str, nquads: str, layout: Layout) -> dict[str, bytes]:
    """What the graph adds to each form that holds triples."""
    subjects = subjects_in(nquads, graph)
    names = turtle.Names(layout)
    blocks = {iri: turtle.write_block(iri, pairs, names) for iri, pairs in sorted(subjects.items())}
    texts = {
        "dataset.nq.gz": nquads,
        "dataset.trig.gz": turtle.write_graph(graph, subjects, blocks, layout),
        "dataset.ttl": "".join(blocks.values()),
        "dataset.jsonld.gz": jsonld.BETWEEN.join(
            jsonld.write_thing(iri, subjects[iri], {}, layout) for iri in sorted(subjects)
        ),
    }
    return {name: DATASET_FORMS[name].written(text) for name, text in texts.items()}


def _nquads(slug: str, account: Account, terms: Terms, settings: Settings) -> str:
    """What is told, in canonical form: written as it is, because most of it is what was told before."""
    records = (
        *(_claim(claim) for claim in account.claims),
        *(_relation(one, settings) for one in account.relations),
    )
    end, found = f" <{graph_of(slug, settings)}> .\n", set[str]()
    for record in records:
        subject = f"<{record.pop('id')}>"
        found.add(f"{subject} <{TYPE}> <{terms.expand(record.pop('type'))}>{end}")
        for name, value in record.items():
            said = f"{subject}{_verb(name, terms)}"
            found |= {
                f"{said}{_node(name, one, terms)}{end}"
                for one in (value if isinstance(value, list) else [value])
                if one
            }
    return "".join(sorted(found))


@cache
def _verb(name: str, terms: Terms) -> str:
    return f" <{terms.expand(name)}> "


def _quads(text: str) -> list[Quad]:
    return list(parse(text, format=RdfFormat.N_QUADS))


def _node(name: str, value: str, terms: Terms) -> str:
    """A value as the term of the context has it, as N-Quads write it."""
    term = terms.terms[name]
    if term.type == "@id":
        return f"<{value}>"
    if term.type == "@vocab":
        return f"<{term.context[value]}>"
    written = f'"{value}"' if PLAIN.fullmatch(value) else str(Literal(value))
    return f"{written}@{term.language}" if term.language else f"{written}^^<{term.type}>" if term.type else written


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
