"""What each run changed: the quads that came and went as an RDF patch, and the facts with the reason for each.

changes/000001.rdfp.gz   replayed in their order from nothing, the patches give the current data set
changes/000001.jsonl.gz  the facts that came, went or changed, as `communique diff` tells them
changes.jsonl            a line for each run: when, which run, how much, and the canonical hash after it
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.publish.diff import Change, Version, changes_between
from flows.publish.forms import packed
from flows.publish.index import Entry, file_of
from flows.publish.place import ADDRESS, article_at, keep_change
from flows.publish.release import Run
from flows.publish.totals import NQUADS, Totals
from flows.settings import Settings

GRAPH = """
SELECT entry, address, iri, bytes FROM graph JOIN piece ON piece.slug = graph.slug
WHERE graph.slug = ? AND piece.form = ?
"""
GRAPHS_AT_ONCE = 50  # in one member of a compressed patch


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph as it is in a release: its article's entry (none for that of former IRIs), where it lies, its quads."""

    slug: str
    iri: str
    entry: Entry | None
    address: str | None
    nquads: bytes

    def lines(self) -> list[str]:
        """The quads, a line each, sorted."""
        return gzip.decompress(self.nquads).decode().splitlines(keepends=True)


Pair = tuple[Graph | None, Graph | None]


@dataclass
class Before:
    """The graphs that a run touched, as they were before it; None for those that it brought.

    newest:  the day of the newest article before it
    across:  what it brought of disagreements and promises, in sentences
    """

    graphs: dict[str, Graph | None] = field(default_factory=dict)
    newest: str = ""
    across: dict[str, list[str]] = field(default_factory=dict)

    def touch(self, slug: str, totals: Totals) -> Graph | None:
        """Remembers how a graph is now, before anything is done to it; returns it."""
        now = graph_in(slug, totals)
        self.graphs.setdefault(slug, now)
        return now


def graph_in(slug: str, totals: Totals) -> Graph | None:
    """The graph of that slug, None when there is none."""
    row = totals.one(GRAPH, (slug, NQUADS))
    return Graph(slug, row[2], json.loads(row[0]) if row[0] else None, row[1], row[3]) if row else None


def write_changes(
    before: Before, run: Run, hashes: tuple[str, str], totals: Totals, out: Path, settings: Settings
) -> tuple[int, list[Pair]]:
    """Files on what a run changed, if it changed anything; `hashes` are those of the data set before and after.

    Returns the number of the latest change, and each graph that changed as it was and as it is.

    The first one brings all that is there, so that the patches together give the whole. Changes that hold whole
    quotations are given up when a release is for others again, and the first one is written anew.
    """
    if not settings.with_quotes and totals.one("SELECT 1 FROM change WHERE json_extract(head, '$.with_quotes')"):
        totals.forget_changes()
    (last,) = totals.one("SELECT max(n) FROM change") or (None,)
    across = before.across
    if last is None:
        before = Before({slug: None for (slug,) in totals.select("SELECT slug FROM graph")})
    elif hashes[0] == hashes[1]:
        return last, []
    pairs = [(old, graph_in(slug, totals)) for slug, old in sorted(before.graphs.items())]
    pairs = [(old, new) for old, new in pairs if (old and old.nquads) != (new and new.nquads)]
    number, counts = (last or 0) + 1, Counter[str]()
    name = f"{number:06}"
    patch = b"".join(_patch(pairs, run, counts))
    changed = list(_facts(pairs, out))
    facts = packed("".join(json.dumps(_told(change), ensure_ascii=False) + "\n" for change in changed))
    for data in (patch, facts):
        keep_change(out, data)
    came = Counter(change.what for change in changed)
    head = {
        "change": number,
        "at": run.ended,
        "run": run.id,
        "name": run.name,
        "with_quotes": settings.with_quotes,
        "hash_before": hashes[0] if last else "",
        "hash": hashes[1],
        "quads": {"added": counts["A"], "removed": counts["D"]},
        "facts": dict(sorted(came.items())),
        "across": across,
        "articles": [_happened(old, new) for old, new in pairs if (new or old).entry],  # type: ignore[union-attr]
        "files": {f"{name}.rdfp.gz": file_of(patch).sha256, f"{name}.jsonl.gz": file_of(facts).sha256},
    }
    totals.keep_change(number, json.dumps(head, ensure_ascii=False))
    return number, pairs


def change_lines(totals: Totals) -> Iterator[bytes]:
    """The lines of the list of changes."""
    return (f"{head}\n".encode() for (head,) in totals.select("SELECT head FROM change ORDER BY n"))


def files_of_changes(totals: Totals) -> Iterator[tuple[str, str]]:
    """The files of all changes, each with what it is called where releases share it."""
    return (file for (head,) in totals.select("SELECT head FROM change ORDER BY n") for file in files_of_change(head))


def files_of_change(head: str) -> Iterator[tuple[str, str]]:
    """The files on one change, by what is told of it in short."""
    return ((name, sha256[:ADDRESS]) for name, sha256 in json.loads(head)["files"].items())


def _patch(pairs: list[Pair], run: Run, counts: Counter[str]) -> Iterator[bytes]:
    """An RDF patch (afs.github.io/rdf-patch), as members of a gzip file."""
    yield packed(f"H id <urn:uuid:{run.id}> .\nTX .\n")
    for start in range(0, len(pairs), GRAPHS_AT_ONCE):
        lines: list[str] = []
        for old, new in pairs[start : start + GRAPHS_AT_ONCE]:
            before, after = old.lines() if old else [], new.lines() if new else []
            stay = {*before}.intersection(after)  # nothing where a graph is new or gone
            lines += [f"D {line}" for line in before if line not in stay]
            lines += [f"A {line}" for line in after if line not in stay]
        counts.update(line[0] for line in lines)
        yield packed("".join(lines))
    yield packed("TC .\n")


def _facts(pairs: list[Pair], out: Path) -> Iterator[Change]:
    """The facts that differ, article by article: one whose title changed is still the same article."""
    versions: dict[str, list[Version | None]] = {}
    for place, graphs in enumerate(zip(*pairs, strict=True) if pairs else ()):
        for graph in graphs:
            if graph and graph.entry and graph.address:
                both = versions.setdefault(graph.entry["origin"], [None, None])
                both[place] = Version(graph.entry, article_at(out, graph.address))
    return (change for _, (old, new) in sorted(versions.items()) for change in changes_between(old, new))


def _told(change: Change) -> dict[str, Any]:
    row = change.after or change.before or {}
    return {
        "what": change.what,
        "article": change.article,
        "fact": row.get("fact_iri"),
        "why": change.why,
        "columns": list(change.columns),
        "before": change.before,
        "after": change.after,
    }


def _happened(old: Graph | None, new: Graph | None) -> dict[str, Any]:
    graph = new or old
    entry = (graph.entry if graph else None) or {}
    what = "came" if old is None else "went" if new is None else "changed"
    marks = {name: entry[name] for name in ("gone", "copy_of") if entry.get(name)}
    return {"what": what, "slug": entry.get("slug"), "iri": entry.get("iri"), "title": entry.get("title"), **marks}
