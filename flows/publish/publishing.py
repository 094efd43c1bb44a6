"""Quads, rows and reports in; a whole release on the disk out, or the earlier one untouched."""

import gzip
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from flows.errors import PublishError
from flows.model import Report
from flows.publish.content import Content, Writer, content_of, in_graph
from flows.publish.describe import write_catalog, write_statistics
from flows.publish.former import newly_linked, rows_of, still_former
from flows.publish.index import (
    CATALOG,
    CLOCKED,
    INDEX,
    RUN,
    STATEMENTS,
    SUMS,
    Entry,
    dates_of,
    entry_of,
    index_of,
    read_index,
    sums_of,
)
from flows.publish.layout import load_layout
from flows.publish.ontology_page import ELSEWHERE, write_ontology_page
from flows.publish.place import carry_over, current, install, replacing
from flows.publish.provenance import write_run
from flows.publish.release import Former, Published, PublishedArticle, Release
from flows.publish.writers import DATASET_WRITERS, WRITERS
from flows.publish.writers.tables import read_rows, read_table
from flows.settings import MAPPINGS, ONTOLOGY, Settings

ARTICLES = "articles"
GZIPPED = ("dataset.jsonld", "dataset.nq", "dataset.trig", "dataset.ttl")
COPIED = (ONTOLOGY / "communique.ttl", ONTOLOGY / "shapes.ttl", MAPPINGS / "context.jsonld", ELSEWHERE)


def publish(release: Release, out: Path, settings: Settings) -> Published:
    """Publishes a batch into `out`: its articles new or anew, and those published there before as they were."""
    if not release.articles:
        raise PublishError(f"{out}: there is no article to publish; what was published before is untouched")
    with replacing(out) as folder:
        before = current(out)
        index_before = read_index(out) if before else {"articles": []}
        earlier = index_before["articles"]
        contents, entries = _write_articles(release, folder, settings)
        kept = _not_reread(earlier, entries)
        _refuse_other_base(kept, out, settings)
        if not settings.with_quotes:
            _refuse_quotes(kept, out)
        for entry in kept:
            carry_over((before or out) / ARTICLES / entry["slug"], folder / ARTICLES / entry["slug"])
        whole = _whole(contents, kept, folder, settings)
        former = still_former(release.former, whole.subjects)
        linked = newly_linked(former, out)
        whole = _with_former(whole, former)
        states = [*_states(entries, earlier), *({**entry, "state": "kept"} for entry in kept)]
        dates = dates_of(index_before, whole, release.run)
        index = _write_release(release, whole, states, folder, dates)
        install(out, folder, index["canonical_hash"].removeprefix("sha256:")[:16])
    return _published(out, index, linked)


def load_dataset(out: Path) -> Store:
    """The whole release as a store: one graph an article."""
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    store = Store()
    store.bulk_load(path=str(folder / "dataset.nq"), format=RdfFormat.N_QUADS)
    return store


def _write_articles(release: Release, folder: Path, settings: Settings) -> tuple[list[Content], list[Entry]]:
    layout = load_layout(settings.base)
    contents: dict[str, Content] = {}
    entries: dict[str, Entry] = {}
    for article in sorted(release.articles, key=_origin):
        content = content_of(article, layout, settings)
        # The same article given twice, say by its address and as a saved page, is published once.
        if content.name not in contents:
            contents[content.name] = content
            entries[content.name] = entry_of(article, content, release.run, settings)
            _write(WRITERS, content, folder / ARTICLES / content.name)
    return [contents[slug] for slug in sorted(contents)], [entries[slug] for slug in sorted(entries)]


def _origin(article: PublishedArticle) -> tuple[str, str, str]:
    read = article.reading.article
    return read.url or read.source, read.source, read.hash


def _write(writers: dict[str, Writer], content: Content, folder: Path) -> None:
    """Each writer's file; one that has nothing to say makes no file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, writer in writers.items():
        text = writer(content)
        if text:
            (folder / name).write_bytes(text.encode())


def _not_reread(earlier: list[Entry], entries: list[Entry]) -> list[Entry]:
    """The entries of earlier articles that this run did not read: they stay as they were."""
    reread = {name for entry in entries for name in (entry["slug"], entry["origin"])}
    return [entry for entry in earlier if reread.isdisjoint((entry["slug"], entry["origin"]))]


def _refuse_quotes(kept: list[Entry], out: Path) -> None:
    """Whole quotations are for private use: they do not slip into a release that is meant for others."""
    quoting = [entry["slug"] for entry in kept if entry.get("with_quotes")]
    if quoting:
        raise PublishError(
            f"{out}: {quoting[0]} is published there with whole quotations; "
            "read it again, or publish into another folder"
        )


def _refuse_other_base(kept: list[Entry], out: Path, settings: Settings) -> None:
    """One release lies under one address."""
    elsewhere = [entry["iri"] for entry in kept if not entry["iri"].startswith(settings.base)]
    if elsewhere:
        raise PublishError(
            f"{out}: {elsewhere[0]} is published there, which does not lie under {settings.base}; "
            "publish into another folder"
        )


def _whole(contents: list[Content], kept: list[Entry], folder: Path, settings: Settings) -> Content:
    """The release as one content, its articles by slug."""
    layout = load_layout(settings.base)
    parts = [*contents, *(_read_content(entry, folder / ARTICLES, settings) for entry in kept)]
    parts.sort(key=lambda part: part.name)
    return Content(
        name="dataset",
        settings=settings,
        layout=layout,
        quads=tuple(quad for part in parts for quad in part.quads),
        rows=tuple(row for part in parts for row in part.rows),
        links=tuple(row for part in parts for row in part.links),
        report=Report(conforms=True),
        parts=tuple(parts),
        statements=tuple(sorted({line for part in parts for line in part.statements})),
    )


def _with_former(whole: Content, former: tuple[Former, ...]) -> Content:
    """The release with a part of its own for the IRIs that things bore before they were linked, if there are any."""
    if not former:
        return whole
    quads = tuple(quad for one in former for quad in one.quads)
    part = replace(whole, name="former", quads=quads, rows=(), links=(), parts=(), statements=())
    return replace(whole, quads=(*whole.quads, *quads), parts=(*whole.parts, part), former=rows_of(former))


def _read_content(entry: Entry, articles: Path, settings: Settings) -> Content:
    """What was published of an article, read back from its files."""
    folder = articles / entry["slug"]
    quads = tuple(parse(path=str(folder / "graph.ttl"), format=RdfFormat.TURTLE))
    return Content(
        name=entry["slug"],
        settings=settings,
        layout=load_layout(settings.base),
        quads=in_graph(quads, entry["graph"]),
        rows=read_rows((folder / "facts.jsonl").read_text(encoding="utf-8")),
        links=read_table((folder / "links.csv").read_bytes().decode()),
        report=Report(entry["conforms"]),
        statements=_read_lines(folder / STATEMENTS),
    )


def _read_lines(path: Path) -> tuple[str, ...]:
    """The lines of a file; none when it was not written, because there was nothing to write."""
    return tuple(path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()


def _states(entries: list[Entry], earlier: list[Entry]) -> Iterator[Entry]:
    """Each entry with what happened to its article since the earlier release."""
    known = {entry["origin"]: entry for entry in earlier}
    for entry in entries:
        old = known.get(entry["origin"])
        same = old is not None and old["canonical_hash"] == entry["canonical_hash"]
        yield {**entry, "state": "new" if old is None else "unchanged" if same else "updated"}


def _write_release(
    release: Release, whole: Content, entries: list[Entry], folder: Path, dates: dict[str, str]
) -> Entry:
    """The files over all articles; index.json comes last, because it lists the others."""
    _write(DATASET_WRITERS, whole, folder)
    for name in GZIPPED:
        # No name and no time in the header: the same text gives the same bytes.
        (folder / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes(), compresslevel=6, mtime=0))
    for path in COPIED:
        shutil.copyfile(path, folder / path.name)
    (folder / "communique.html").write_bytes(write_ontology_page().encode())
    (folder / CATALOG).write_bytes(write_catalog(whole, entries, folder, dates).encode())
    (folder / "void.ttl").write_bytes(write_statistics(whole, entries).encode())
    sums = {path: digest for path, digest in sums_of(folder).items() if Path(path).name not in CLOCKED}
    (folder / SUMS).write_text("".join(f"{digest}  {path}\n" for path, digest in sums.items()), encoding="utf-8")
    (folder / RUN).write_bytes(write_run(release, whole, entries).encode())
    files = {
        path: {"sha256": digest, "bytes": (folder / path).stat().st_size} for path, digest in sums_of(folder).items()
    }
    index = index_of(release, whole, entries, files, dates)
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return index


def _published(out: Path, index: Entry, linked: tuple[Former, ...]) -> Published:
    def slugs(state: str) -> tuple[str, ...]:
        return tuple(entry["slug"] for entry in index["articles"] if entry["state"] == state)

    return Published(
        out,
        index["canonical_hash"],
        index["counts"],
        slugs("new"),
        slugs("updated"),
        slugs("unchanged"),
        slugs("kept"),
        linked,
    )
