"""What a release tells across its articles: a graph for each claim of which more is to be told than one fact tells.
Only those are told anew that articles which came or went bear on."""

import gzip
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from flows.claims import Account, Telling, account_of
from flows.claims.rules import shipped_rules
from flows.publish.changes import Before, Graph, graph_in
from flows.publish.claim_graphs import ClaimGraphs
from flows.publish.claim_tables import NEWEST, lines_of
from flows.publish.forms import packed
from flows.publish.index import GRAPHS
from flows.publish.layout import load_layout
from flows.publish.matters import Line
from flows.publish.totals import NQUADS, Totals
from flows.settings import Settings

# After the names of all articles: so the graphs stand behind theirs in every file.
PREFIX = "~claims-"
NEWS = 100  # sentences on disagreements, and as many on promises, that a change is told with


def retell(totals: Totals, settings: Settings, was: Before | None = None) -> bool:
    """Tells anew each claim that articles which came or went state, or that stands in another relation for them;
    whether there was any. `was` gets the graphs as they were, and what is new of disagreements and promises."""
    lines, graphs = dict[int, list[Line]](), ClaimGraphs(load_layout(settings.base), settings)
    for claim in totals.matters.settle():
        slug = slug_of(totals.matters.key(claim))
        earlier = graph_in(slug, totals) if was is None else was.touch(slug, totals)
        account = totals.matters.account(claim)
        _put_graph(slug, account, earlier, graphs, settings)
        lines[claim] = lines_of(account, settings)
        totals.matters.forget(claim)
    totals.retell(graphs.told)
    for (what, name), n in graphs.counts.items():
        totals.count(what, {name: n})
    for form, pieces in graphs.written.items():
        totals.pieces.put_others(form, pieces)
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
    account, graphs = account_of(block, tellings), ClaimGraphs(load_layout(settings.base), settings)
    text, _ = graphs.nquads(graph_of(slug_of(block), settings), account)
    return list(parse(text, format=RdfFormat.N_QUADS))


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


def _put_graph(slug: str, account: Account, earlier: Graph | None, graphs: ClaimGraphs, settings: Settings) -> None:
    """Puts the graph of a claim in place of the earlier one, unless it says the same."""
    if earlier is None and not (account.claims or account.relations):
        return
    iri = graph_of(slug, settings)
    before = gzip.decompress(earlier.nquads).decode() if earlier else ""
    after, casts = graphs.nquads(iri, account)
    if after == before:
        return
    graphs.count_again(before, after)
    graphs.write(slug, iri, after, casts)


def graph_of(slug: str, settings: Settings) -> str:
    """The IRI of the graph of that name."""
    return f"{settings.base}graph/{slug.removeprefix('~')}"
