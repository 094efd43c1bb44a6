"""What a release tells across its articles: a graph for each matter of which several speak, and the tables of claims,
relations, disagreements and promises. Only matters of which an article came or went are told anew."""

import gzip
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from flows.claims import Account, Claim, Relation, Telling, account_of, state_by
from flows.model import Report
from flows.publish.changes import Before, Graph
from flows.publish.content import Content
from flows.publish.forms import packed
from flows.publish.graph import TYPE
from flows.publish.index import GRAPHS, File, canonical_hash
from flows.publish.joined import write_file
from flows.publish.layout import Layout, load_layout
from flows.publish.terms import Terms
from flows.publish.totals import NQUADS, Totals, quads_in
from flows.publish.writers import DATASET_FORMS, jsonld, turtle
from flows.publish.writers.tables import write_table
from flows.rows import cut
from flows.settings import Settings

# After the names of all articles: so the graphs stand behind theirs in every file.
PREFIX = "~claims-"
NEWS = 100  # sentences on disagreements, and as many on promises, that a change is told with
NEWEST = "SELECT max(published) FROM graph"
TABLES = {
    "claims": (
        *("claim_iri", "says", "kind", "factualities", "sources", "articles"),
        *("first_stated", "last_stated", "confidence"),
    ),
    "relations": (
        *("relation", "one", "other", "why", "one_words", "other_words", "one_published", "other_published"),
        *("one_fact", "other_fact", "one_claim", "other_claim", "one_article", "other_article", "relation_iri"),
    ),
    "promises": (
        *("says", "due", "state", "outcome", "words", "outcome_words", "published", "outcome_published", "sources"),
        *("claim_iri", "fact_iri", "article_iri", "outcome_fact", "outcome_article"),
    ),
}
Line = dict[str, Any]


def retell(totals: Totals, settings: Settings, was: Before | None = None) -> bool:
    """Tells anew each matter of which an article came or went; whether there was any. `was` gets the graphs as they
    were, and what is new of disagreements and promises."""
    layout, news = load_layout(settings.base), list[tuple[str, str]]()
    blocks = totals.unsettled()
    for block in blocks:
        slug = slug_of(block)
        if was is not None:
            was.touch(slug, totals)
        account = account_of(block, totals.told_in(block))
        _put_graph(slug, account, layout, totals, settings)
        news += totals.put_lines(block, _lines(account, settings))
    if was is not None:
        was.across = _news(news, was.newest, totals)
    return bool(blocks)


def newest_in(totals: Totals) -> str:
    """The day of the newest article, "" where none tells its day."""
    (newest,) = totals.one(NEWEST) or ("",)
    return newest or ""


def _news(rows: list[tuple[str, str]], before: str, totals: Totals) -> dict[str, list[str]]:
    """New disagreements, promises of which something became, and those that are overdue since the articles before."""
    told = [(what, json.loads(line)) for what, line in rows]
    differ = [f"{line['relation']}: {line['one']} / {line['other']}" for what, line in told if what == "disagreements"]
    now = newest_in(totals)
    became = [f"{line['state']}: {line['says']}" for what, line in told if what == "promises" and line["outcome"]]
    promises = (json.loads(line) for (line,) in totals.lines_of("promises") if before < now)
    for line in promises:
        state = state_by(line["state"], line["due"], now)
        if state not in (line["state"], state_by(line["state"], line["due"], before)):
            became.append(f"{state}: {line['says']}")
    return {name: sorted(set(some))[:NEWS] for name, some in (("disagreements", differ), ("promises", became)) if some}


def quads_across(block: str, tellings: Iterable[Telling], settings: Settings) -> list[Quad]:
    """What is told of one block, as quads in a graph of its own."""
    account = account_of(block, tellings)
    return list(_quads(slug_of(block), account, load_layout(settings.base).terms, settings))


def slug_of(block: str) -> str:
    """The name of the graph of a block."""
    return f"{PREFIX}{sha256(block.encode()).hexdigest()[:16]}"


def tells_across(graphs: Path) -> bool:
    """Whether a release, of which this is the list of graphs, told of claims."""
    return graphs.is_file() and f"/graph/{PREFIX[1:]}".encode() in graphs.read_bytes()


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


def write_tables(totals: Totals, folder: Path) -> dict[str, File]:
    """claims.csv, relations.csv, disagreements.csv and promises.csv; each is absent where it would be empty."""
    newest, found = newest_in(totals), dict[str, File]()
    for name, what, columns in (
        *((what, what, columns) for what, columns in TABLES.items()),
        ("disagreements", "disagreements", TABLES["relations"]),
    ):
        rows = [_as_of(json.loads(line), newest) for (line,) in totals.lines_of(what)]
        if rows:
            found[f"{name}.csv"] = write_file(folder / f"{name}.csv", [write_table(columns, rows).encode()])
    return found


def _as_of(line: Line, day: str) -> Line:
    return {**line, "state": state_by(line["state"], line["due"], day)} if "due" in line else line


def _put_graph(slug: str, account: Account, layout: Layout, totals: Totals, settings: Settings) -> None:
    """Puts the graph of a block in place of the earlier one, unless it says the same."""
    earlier = totals.one("SELECT bytes FROM piece WHERE form = ? AND slug = ?", (NQUADS, slug))
    content = _content(slug, tuple(_quads(slug, account, layout.terms, settings)), settings)
    data = packed(turtle.write_nquads(content)) if content.quads else b""
    if data == (earlier[0] if earlier else b""):
        return
    if earlier:
        totals.remove(_content(slug, quads_in(earlier[0]), settings))
    if content.quads:
        totals.add(content, {"iri": graph_of(slug, settings), "hash": canonical_hash(content)})
        for form, piece in _pieces(content, layout).items():
            totals.add_piece(form, slug, 0, len(piece), piece)


def graph_of(slug: str, settings: Settings) -> str:
    """The IRI of the graph of that name."""
    return f"{settings.base}graph/{slug.removeprefix('~')}"


def _content(slug: str, quads: tuple[Quad, ...], settings: Settings) -> Content:
    return Content(slug, settings, load_layout(settings.base), quads, (), (), Report(conforms=True))


def _pieces(content: Content, layout: Layout) -> dict[str, bytes]:
    """What the graph adds to each form that holds triples."""
    subjects = content.subjects
    names = turtle.Names(layout)
    texts = {
        "dataset.nq.gz": turtle.write_nquads(content),
        "dataset.trig.gz": turtle.write_graphs(content),
        "dataset.ttl": "".join(turtle.write_block(iri, subjects[iri], names) for iri in sorted(subjects)),
        "dataset.jsonld": jsonld.BETWEEN.join(
            jsonld.write_thing(iri, subjects[iri], {}, layout) for iri in sorted(subjects)
        ),
    }
    return {name: DATASET_FORMS[name].written(text) for name, text in texts.items()}


def _quads(slug: str, account: Account, terms: Terms, settings: Settings) -> Iterator[Quad]:
    graph = NamedNode(graph_of(slug, settings))
    records = (
        *(_claim(claim) for claim in account.claims),
        *(_relation(one, settings) for one in account.relations),
    )
    for record in records:
        subject = NamedNode(record.pop("id"))
        yield Quad(subject, NamedNode(TYPE), NamedNode(terms.expand(record.pop("type"))), graph)
        for name, value in record.items():
            for one in value if isinstance(value, list) else [value]:
                if one != "":
                    yield Quad(subject, NamedNode(terms.expand(name)), _node(name, one, terms), graph)


def _node(name: str, value: str, terms: Terms) -> NamedNode | Literal:
    """A value as the term of the context has it."""
    term = terms.terms[name]
    if term.type == "@id":
        return NamedNode(value)
    if term.type == "@vocab":
        return NamedNode(term.context[value])
    if term.language:
        return Literal(value, language=term.language)
    return Literal(value, datatype=NamedNode(term.type)) if term.type else Literal(value)


def _claim(claim: Claim) -> Line:
    return {
        "id": claim.iri,
        "type": "Claim",
        "label": cut(claim.one.label),
        "combined": f"{claim.confidence:.2f}",
        "toldAs": [name for name, _ in claim.factualities],
        "sources": str(claim.sources),
        "articles": str(len(claim.articles)),
        "firstStated": claim.first,
        "lastStated": claim.last,
    }


def _relation(one: Relation, settings: Settings) -> Line:
    return {
        "id": relation_iri(one, settings),
        "type": "Relation",
        "relation": one.name,
        "claim": one.one.iri,
        "otherClaim": one.other.iri,
        "why": one.why,
        "basis": sorted({one.one.one.fact, one.other.one.fact}),
    }


def relation_iri(one: Relation, settings: Settings) -> str:
    """The IRI of a relation: what it is, and between which claims."""
    words = "\n".join((one.name, one.one.iri, one.other.iri))
    return f"{settings.base}between/{one.name}-{sha256(words.encode()).hexdigest()[:12]}"


def _lines(account: Account, settings: Settings) -> dict[str, list[tuple[str, Line]]]:
    """The rows of each table, with what each stands by."""
    disagree = {id(one) for one in account.disagreements}
    relations = [(_place(one), _relation_line(one, settings), id(one) in disagree) for one in account.relations]
    promises = [
        (
            f"{promise.due or '~'}\n{promise.claim.iri}",
            _told("", promise.claim.one)
            | {
                "due": promise.due,
                "state": promise.state,
                "sources": promise.claim.sources,
                "outcome": promise.outcome.one.one.label if promise.outcome else "",
                **(_told("outcome_", promise.outcome.one.one) if promise.outcome else {}),
            },
        )
        for promise in account.promises
    ]
    return {
        "claims": [(claim.iri, _claim_line(claim)) for claim in account.claims],
        "relations": [(place, line) for place, line, _ in relations],
        "disagreements": [(place, line) for place, line, is_one in relations if is_one],
        "promises": promises,
    }


def _place(one: Relation) -> str:
    return "\n".join((one.one.one.label, one.one.iri, one.other.iri, one.name))


def _claim_line(claim: Claim) -> Line:
    return {
        "claim_iri": claim.iri,
        "says": cut(claim.one.label),
        "kind": claim.one.kind,
        "factualities": "; ".join(f"{name} {count}" for name, count in claim.factualities),
        "sources": claim.sources,
        "articles": len(claim.articles),
        "first_stated": claim.first,
        "last_stated": claim.last,
        "confidence": f"{claim.confidence:.2f}",
    }


def _relation_line(one: Relation, settings: Settings) -> Line:
    return {
        "relation": one.name,
        "why": one.why,
        **_side("one", one.one),
        **_side("other", one.other),
        "relation_iri": relation_iri(one, settings),
    }


def _side(side: str, claim: Claim) -> Line:
    told = claim.one
    return {
        side: cut(told.label),
        f"{side}_words": cut(told.words),
        f"{side}_published": told.day,
        f"{side}_fact": told.fact,
        f"{side}_claim": claim.iri,
        f"{side}_article": told.article,
    }


def _told(side: str, told: Telling) -> Line:
    line = {
        f"{side}words": cut(told.words),
        f"{side}published": told.day,
        f"{side}fact" if side else "fact_iri": told.fact,
        f"{side}article" if side else "article_iri": told.article,
    }
    return line if side else {"says": cut(told.label), "claim_iri": told.claim, **line}
