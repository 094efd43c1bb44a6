"""The Linked Data Event Stream of a release (semiceu.github.io/LinkedDataEventStreams): whoever follows it holds the
same graphs as the data set, and is told of each version that came, changed or went.

ldes/index.trig       what the stream is, and its pages with the times between which their members came
ldes/000001.trig.gz   a page of members in the order in which they came; only the newest page still grows
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from string import Template
from urllib.parse import quote

from pyoxigraph import Literal

from flows.publish.changes import Graph, Pair, graph_in
from flows.publish.forms import packed
from flows.publish.layout import load_layout
from flows.publish.place import PAGES, address_of, current, keep_change, take_changes
from flows.publish.release import Run
from flows.publish.totals import TRIG, Totals
from flows.publish.writers.turtle import write_opening, write_prefixes
from flows.settings import MAPPINGS, Settings

ROOT = "index.trig"
ENDING = ".trig.gz"
HEAD = MAPPINGS / "release" / "stream.trig"
MEMBERS = 100  # on a full page
EVENTS = {(False, True): "Create", (True, True): "Update", (True, False): "Delete"}  # by what there was and is
ISSUED = re.compile(rb'^<[^>]*> a as:\w+ ; dcterms:issued "([^"]*)"', re.MULTILINE)
CLOSED = "\n<> ldes:immutable true .\n"
NEXT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the stream: how many members, when the first and the last one came, where it lies once it is full."""

    number: int
    members: int
    first: str
    last: str
    address: str | None = None

    @property
    def name(self) -> str:
        """What the page is called."""
        return f"{self.number:06}"


def write_stream(
    pairs: Iterable[Pair], number: int, run: Run, totals: Totals, out: Path, folder: Path, settings: Settings
) -> None:
    """Writes the pages with what the run of that change brought, or as they were when it changed nothing (no pairs).

    A stream that has no pages yet, or has lost one, begins anew with all that is there.
    """
    pages = _pages(totals, out)
    so_far = max(0, len(pages) - 1)
    pairs = pairs if pages else _all(totals)
    growing = _growing(pages, out)
    at = _moment(pages, run)
    for old, new in pairs:
        if not pages or pages[-1].address:
            pages.append(Page(len(pages) + 1, 0, at, at))
            growing = [packed(write_head(settings))]
        growing.append(_member(old, new, f"change/{number:06}/{quote(run.id, safe='')}", at, totals, settings))
        pages[-1] = replace(pages[-1], members=pages[-1].members + 1, last=at)
        if pages[-1].members == MEMBERS:
            pages[-1] = replace(pages[-1], address=keep_change(out, b"".join([*growing, packed(CLOSED)])))
    for page in pages[so_far:]:
        totals.keep_page(page.number, page.members, page.first, page.last, page.address)
    take_changes(folder, PAGES, ((f"{page.name}{ENDING}", page.address) for page in pages if page.address), out)
    if pages and not pages[-1].address:
        (folder / PAGES / f"{pages[-1].name}{ENDING}").write_bytes(b"".join(growing))
    (folder / PAGES / ROOT).write_text(write_root(pages, settings), encoding="utf-8")


def read_pages(folder: Path) -> Iterator[Page]:
    """The pages that lie in the folder of a release."""
    for path in sorted((folder / PAGES).glob(f"*{ENDING}")):
        times = [found.decode() for found in ISSUED.findall(gzip.decompress(path.read_bytes()))]
        yield Page(int(path.name.removesuffix(ENDING)), len(times), times[0], times[-1], address_of(path))


def stream_iri(settings: Settings) -> str:
    """The IRI of the stream."""
    return f"{settings.base}dataset#stream"


def write_root(pages: list[Page], settings: Settings) -> str:
    """What the stream is, and where its pages are."""
    about = Template(HEAD.read_text(encoding="utf-8"))
    relations = "".join(line for page in pages for line in _relations(page))
    return about.substitute(stream=stream_iri(settings), dataset=f"{settings.base}dataset") + relations


@cache
def write_head(settings: Settings) -> str:
    """What a page begins with: all prefixes."""
    own = [line for line in HEAD.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("@prefix")]
    of_data = write_prefixes(load_layout(settings.base)).splitlines(keepends=True)
    return "".join(sorted({*own, *of_data}))


def _pages(totals: Totals, out: Path) -> list[Page]:
    """The pages so far; none when one of them is not where it lay."""
    pages = [Page(*row) for row in totals.select("SELECT * FROM page ORDER BY n")]
    folder = current(out)
    whole = folder is not None and all((folder / PAGES / f"{page.name}{ENDING}").exists() for page in pages)
    return pages if whole else []


def _all(totals: Totals) -> Iterator[Pair]:
    slugs = [slug for (slug,) in totals.select("SELECT slug FROM graph ORDER BY slug")]
    return ((None, graph_in(slug, totals)) for slug in slugs)


def _growing(pages: list[Page], out: Path) -> list[bytes]:
    """The newest page as it is so far, if it still grows."""
    folder = current(out)
    if not pages or pages[-1].address or folder is None:
        return []
    return [(folder / PAGES / f"{pages[-1].name}{ENDING}").read_bytes()]


def _moment(pages: list[Page], run: Run) -> str:
    """When the members of a run come: later than all before them, even where the clock was set back."""
    if not pages or datetime.fromisoformat(run.ended) > datetime.fromisoformat(pages[-1].last):
        return run.ended
    return (datetime.fromisoformat(pages[-1].last) + NEXT).isoformat()


def _member(old: Graph | None, new: Graph | None, change: str, at: str, totals: Totals, settings: Settings) -> bytes:
    """One version of a graph, compressed: what happened to it, and all that it says now."""
    graph = new or old
    if graph is None:
        raise ValueError("a change has a graph before or after it")
    name = f"{settings.base}{change}/{graph.slug}"
    event = EVENTS[old is not None, new is not None]
    why = "" if new else _reason(graph, totals)
    said = f'<{name}> a as:{event} ; dcterms:issued "{at}"^^xsd:dateTime ; dcterms:isVersionOf <{graph.iri}>{why} .\n'
    head = f"\n<{stream_iri(settings)}> tree:member <{name}> .\n{said}"
    return packed(head + write_opening(name)) + _content(graph, totals) if new else packed(head)


def _content(graph: Graph, totals: Totals) -> bytes:
    """The graph as TriG, compressed, behind its name: here it bears that of its version."""
    (piece,) = totals.one("SELECT bytes FROM piece WHERE form = ? AND slug = ?", (TRIG, graph.slug)) or (b"",)
    return bytes(piece[len(packed(write_opening(graph.iri))) :])


def _reason(graph: Graph, totals: Totals) -> str:
    origin = (graph.entry or {}).get("origin")
    row = totals.one("SELECT reason FROM withdrawn WHERE origin = ?", (origin,))
    return f" ; as:summary {Literal(row[0])}" if row else ""


def _relations(page: Page) -> Iterator[str]:
    bounds = {"GreaterThan": page.first, "LessThan": page.last if page.address else None}
    for kind, value in bounds.items():
        if value:
            yield (
                f"\n<> tree:relation [ a tree:{kind}OrEqualToRelation ; tree:path dcterms:issued ; "
                f'tree:value "{value}"^^xsd:dateTime ; tree:node <{page.name}.trig> ] .\n'
            )
