"""Quads, rows and reports in; a whole release on the disk out, or the earlier one untouched."""

import gzip
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from pyoxigraph import RdfFormat, Store

from flows.errors import PublishError
from flows.plover import TABLE as EVENTS
from flows.progress import tell
from flows.publish.across import newest_in, retell, tells_across, told_otherwise
from flows.publish.atom import FEED, write_feed
from flows.publish.bulk import write_file
from flows.publish.changes import Before, change_lines, files_of_changes, write_changes
from flows.publish.claim_tables import write_tables
from flows.publish.content import content_of
from flows.publish.describe import figures_of, write_catalog, write_statistics
from flows.publish.former import FORMER, newly_linked, rows_of, still_former
from flows.publish.index import (
    CATALOG,
    CHANGES,
    CLOCKED,
    ENTRIES,
    GRAPHS,
    INDEX,
    RUN,
    STATEMENTS,
    SUMS,
    Entry,
    File,
    dates_of,
    entry_of,
    file_of,
    head_of,
    read_head,
)
from flows.publish.intact import refuse_altered, refuse_changed
from flows.publish.joined import write_form
from flows.publish.layout import load_layout
from flows.publish.marking import mark_gone
from flows.publish.ontology_page import ELSEWHERE, page_version, write_ontology_page
from flows.publish.place import CHANGES as CHANGED
from flows.publish.place import current, install, replacing, share, take_changes, take_over
from flows.publish.provenance import about_dataset, about_run, run_iri
from flows.publish.records import record_layout
from flows.publish.release import Former, Published, PublishedArticle, Release
from flows.publish.stream import write_stream
from flows.publish.taking import FORMER as FORMER_GRAPH
from flows.publish.taking import FORMER_QUADS, follow, opened, take_former, take_in, take_out
from flows.publish.totals import NQUADS, Totals, entry_in
from flows.publish.withdrawing import WITHDRAWN, withdraw, write_tombstones
from flows.publish.writers import DATASET_FORMS
from flows.publish.writers.tables import write_former
from flows.publish.writers.turtle import write_prefixes
from flows.settings import MAPPINGS, ONTOLOGY, Settings

LOG = logging.getLogger(__name__)
PLACES = "SELECT slug, address FROM graph WHERE address IS NOT NULL ORDER BY slug"
COPIED = (ONTOLOGY / "communique.ttl", ONTOLOGY / "shapes.ttl", MAPPINGS / "context.jsonld", ELSEWHERE, EVENTS)


def publish(release: Release, out: Path, settings: Settings) -> Published:
    """Publishes a batch into `out`: its articles new or anew, and those published there before as they were."""
    if not (release.articles or release.withdrawals or release.gone):
        raise PublishError(f"{out}: there is no article to publish; what was published before is untouched")
    with replacing(out, settings.keep, DATASET_FORMS) as folder:
        before = current(out)
        head = read_head(out) if before else {}
        with opened(out, settings) as totals:
            totals.begin(before.name if before else "")
            refuse_altered(totals, out)
            follow(totals, out, settings)
            was = Before(newest=newest_in(totals))
            if before and tells_across(before / GRAPHS) and retell(totals, settings):
                told_otherwise(before, was, totals)
            was.touch(FORMER_GRAPH, totals)
            states = _take(release, was, totals, out, settings)
            withdraw(release, was, totals, out, settings)
            gone = tuple(sorted(mark_gone(release, was, totals, out, settings)))
            _refuse_other_base(totals, out, settings)
            _refuse_quotes(totals, out, settings)
            former = still_former(release.former, totals)
            linked = newly_linked(former, out)
            take_former(former, totals, settings)
            totals.settle()
            retell(totals, settings, was)
            index = _write_release(release, states, was, totals, folder, out, head, former, settings)
            final = install(out, folder, index["canonical_hash"].removeprefix("sha256:")[:16], settings.keep)
            totals.commit(final.name)
            kept = [slug for slug, _ in totals.select(PLACES) if slug not in states]
    return replace(_published(out, index, states, kept, linked), gone=gone)


def load_dataset(out: Path) -> Store:
    """The whole release as a store: one graph an article."""
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    store = Store()
    with gzip.open(folder / NQUADS, "rt", encoding="utf-8") as quads:
        store.bulk_load(cast(IO[str], quads), format=RdfFormat.N_QUADS)
    return store


def _take(release: Release, was: Before, totals: Totals, out: Path, settings: Settings) -> dict[str, str]:
    """Each article of the run in place of its earlier version; what happened to it, by slug."""
    layout, states = load_layout(settings.base), dict[str, str]()
    for done, article in enumerate(sorted(release.articles, key=_origin), start=1):
        tell(LOG, "publish", done, len(release.articles), article.reading.article.source)
        content = content_of(article, layout, settings)
        # The same article given twice, say by its address and as a saved page, is published once.
        if content.name in states:
            continue
        entry = entry_of(article, content, release.run, settings)
        earlier = _make_place(entry, was, totals, out, settings)
        same = any(old["canonical_hash"] == entry["canonical_hash"] for old in earlier)
        states[content.name] = "new" if not earlier else "unchanged" if same else "updated"
        take_in(content, entry, totals, out, settings)
        totals.take_back(entry["origin"])
    return states


def _origin(article: PublishedArticle) -> tuple[str, str, str]:
    read = article.reading.article
    return read.url or read.source, read.source, read.hash


def _make_place(entry: Entry, was: Before, totals: Totals, out: Path, settings: Settings) -> list[Entry]:
    """Takes out the earlier version of an article, known by its origin or its slug; what the index said of it."""
    was.touch(entry["slug"], totals)
    query = "SELECT entry, address FROM graph WHERE origin = ? OR slug = ?"
    earlier = [(entry_in(row), row[1]) for row in list(totals.select(query, (entry["origin"], entry["slug"])))]
    for old, address in earlier:
        if old:
            was.touch(old["slug"], totals)
            refuse_changed(old, address, out)
            take_out(old, address, totals, out, settings)
    return [old for old, _ in earlier if old and old["origin"] == entry["origin"]]


def _refuse_quotes(totals: Totals, out: Path, settings: Settings) -> None:
    """Whole quotations are for private use: they do not slip into a release that is meant for others."""
    query = "SELECT slug FROM graph WHERE json_extract(entry, '$.with_quotes') ORDER BY slug"
    quoting = None if settings.with_quotes or not totals.tally("quoting") else totals.one(query)
    if quoting:
        raise PublishError(
            f"{out}: {quoting[0]} is published there with whole quotations; "
            "read it again, or publish into another folder"
        )


def _refuse_other_base(totals: Totals, out: Path, settings: Settings) -> None:
    """One release lies under one address."""
    query = "SELECT article FROM graph WHERE address IS NOT NULL AND substr(article, 1, ?) <> ? ORDER BY slug"
    elsewhere = totals.one(query, (len(settings.base), settings.base))
    if elsewhere:
        raise PublishError(
            f"{out}: {elsewhere[0]} is published there, which does not lie under {settings.base}; "
            "publish into another folder"
        )


def _write_release(
    release: Release,
    states: dict[str, str],
    was: Before,
    totals: Totals,
    folder: Path,
    out: Path,
    before: Entry,
    former: tuple[Former, ...],
    settings: Settings,
) -> Entry:
    """The files over all articles; index.json comes last, because it lists the others."""
    layout = load_layout(settings.base)
    take_over(folder, totals.select(PLACES), out)
    files = {name: write_form(name, form, totals, layout, out, folder) for name, form in DATASET_FORMS.items()}
    files |= _write_constant(totals, folder)
    files |= write_tables(totals, layout, out, folder)
    if former:
        files[FORMER] = write_file(folder / FORMER, [write_former(rows_of(former)).encode()])
        pieces = totals.select("SELECT bytes FROM piece WHERE form = ? AND slug = ?", (NQUADS, FORMER_GRAPH))
        files[FORMER_QUADS] = write_file(folder / FORMER_QUADS, (piece for (piece,) in pieces))
    graphs = totals.texts("SELECT hash || ' ' || iri || char(10) FROM graph ORDER BY iri")
    files[GRAPHS] = write_file(folder / GRAPHS, graphs)
    hash = f"sha256:{files[GRAPHS].sha256}"
    number, pairs = write_changes(was, release.run, (before.get("canonical_hash", ""), hash), totals, out, settings)
    take_changes(folder, CHANGED, files_of_changes(totals), out)
    write_stream(pairs, number, release.run, totals, out, folder, settings)
    if tombstones := write_tombstones(totals):
        files[WITHDRAWN] = _written(folder / WITHDRAWN, tombstones)
    figures = figures_of(hash, totals)
    files["void.ttl"] = _written(folder / "void.ttl", write_statistics(figures, settings, layout, files))
    files[SUMS] = write_file(folder / SUMS, _sums(files, totals))
    files |= _write_clocked(release, states, totals, folder, settings, hash)
    dates = dates_of(before, hash, release.run)
    files[CATALOG] = _written(folder / CATALOG, write_catalog(figures, settings, layout, files, dates))
    index = head_of(release, hash, figures.counts, files, dates)
    _written(folder / INDEX, json.dumps(index, ensure_ascii=False, indent=1) + "\n")
    same = [name for name, told in index["files"].items() if before.get("files", {}).get(name) == told]
    share(folder, out, {path for name in same for path in (name, files[name].summed_at(name))})
    return index


def _write_constant(totals: Totals, folder: Path) -> dict[str, File]:
    """What the data was made with: the ontology, the shapes and the context."""
    for path in COPIED:
        shutil.copyfile(path, folder / path.name)
    files = {path.name: file_of(path.read_bytes()) for path in COPIED}
    page = totals.remembered("communique.html", page_version(), write_ontology_page)
    return files | {"communique.html": _written(folder / "communique.html", page)}


def _write_clocked(
    release: Release, states: dict[str, str], totals: Totals, folder: Path, settings: Settings, hash: str
) -> dict[str, File]:
    run = run_iri(release.run.id, settings.base)
    for iri, text in about_run(release.run, settings.base).items():
        totals.keep_run(iri, release.run.ended if iri == run else "", text)
    totals.forget_runs()
    files = {
        RUN: write_file(folder / RUN, _provenance(release, totals, settings, hash)),
        ENTRIES: write_file(folder / ENTRIES, _entries(states, totals)),
        CHANGES: write_file(folder / CHANGES, change_lines(totals)),
        FEED: _written(folder / FEED, write_feed(totals, settings)),
    }
    statements = totals.select("SELECT DISTINCT line FROM statement ORDER BY line")
    if first := next(statements, None):
        lines = (f"{line}\n".encode() for rows in ([first], statements) for (line,) in rows)
        files[STATEMENTS] = write_file(folder / STATEMENTS, lines)
    return files


def _sums(files: dict[str, File], totals: Totals) -> Iterator[bytes]:
    """The checksums of the files over all articles (of large ones those of their lists), then of each article's."""
    summed = sorted((file.summed_at(name), file.sha256) for name, file in files.items() if name not in CLOCKED)
    yield "".join(f"{sum}  {path}\n" for path, sum in summed).encode()
    yield from totals.texts("SELECT sums FROM graph WHERE address IS NOT NULL ORDER BY slug")


def _provenance(release: Release, totals: Totals, settings: Settings, hash: str) -> Iterator[bytes]:
    yield write_prefixes(record_layout(settings.base)).encode()
    yield about_dataset(release.run, hash, settings.base).encode()
    yield from totals.texts("SELECT text FROM run ORDER BY ended, iri")
    yield from totals.texts("SELECT about FROM graph WHERE address IS NOT NULL ORDER BY slug")


def _entries(states: dict[str, str], totals: Totals) -> Iterator[bytes]:
    """The entries, each with what happened to its article in this run."""
    for slug, entry in totals.select("SELECT slug, entry FROM graph WHERE address IS NOT NULL ORDER BY slug"):
        yield f'{entry[:-1]}, "state": "{states.get(slug, "kept")}"}}\n'.encode()


def _written(path: Path, text: str) -> File:
    return write_file(path, [text.encode()])


def _published(
    out: Path, index: Entry, states: dict[str, str], kept: list[str], linked: tuple[Former, ...]
) -> Published:
    def slugs(state: str) -> tuple[str, ...]:
        return tuple(sorted(slug for slug, is_ in states.items() if is_ == state))

    return Published(
        out,
        index["canonical_hash"],
        index["counts"],
        slugs("new"),
        slugs("updated"),
        slugs("unchanged"),
        tuple(kept),
        linked,
    )
