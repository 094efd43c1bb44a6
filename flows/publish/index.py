"""index.json: what a release holds, file by file and article by article; the one place besides run.ttl with a clock."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.errors import PublishError
from flows.iris import article_iri, graph_iri
from flows.model import Verdict
from flows.publish.content import Content
from flows.publish.place import current
from flows.publish.release import PublishedArticle, Release, Run
from flows.rows import cut
from flows.settings import Settings

INDEX = "index.json"
RUN = "run.ttl"
SUMS = "SHA256SUMS"
STATEMENTS = "wikidata.qs"
CATALOG = "dcat.ttl"
CLOCKED = (INDEX, RUN, STATEMENTS, CATALOG)  # the files that differ from run to run
FORMAT = 1
ADVICE = "move the release away, or publish into another folder"
COUNTED = ("facts", "entities", "links", "unsure", "held_back", "warnings", "triples")

Entry = dict[str, Any]


def read_index(out: Path) -> dict[str, Any]:
    """What is published in `out`: release hash, run, counts, articles, failures and files."""
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PublishError(f"{folder / INDEX}: this is no index of a release ({error}); {ADVICE}") from error
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise PublishError(f"{folder / INDEX}: another version of Communiqué wrote this; {ADVICE}")
    return index


def entry_of(article: PublishedArticle, content: Content, run: Run, settings: Settings) -> Entry:
    """What the index says of one article; `origin` is how a later run knows it again."""
    read = article.reading.article
    return {
        "slug": content.name,
        "iri": article_iri(read, settings),
        "graph": graph_iri(read, settings),
        "origin": read.url or read.source,
        "source": read.source,
        "url": read.url,
        "title": cut(read.title.value) if read.title else None,
        "published": read.published.value if read.published else None,
        "text_hash": read.hash,
        "canonical_hash": canonical_hash(content),
        "conforms": content.report.conforms,
        "with_quotes": settings.with_quotes,
        "counts": _counts(article, content),
        "pending": article.pending,
        "offline": run.offline,
        "engine": article.reading.extraction.engine,
        "versions": dict(run.versions),
        "run": run.id,
        "read_at": run.ended,
    }


def canonical_hash(content: Content) -> str:
    """The SHA-256 of the content's canonical N-Quads (RDFC-1.0)."""
    return f"sha256:{sha256(content.nquads.encode()).hexdigest()}"


def index_of(
    release: Release, content: Content, entries: Iterable[Entry], files: Mapping[str, Entry], dates: Mapping[str, str]
) -> dict[str, Any]:
    """The whole index; entries are sorted by slug and say whether they are new, updated, unchanged or kept."""
    listed = sorted(entries, key=lambda entry: str(entry["slug"]))
    return {
        "format": FORMAT,
        "canonical_hash": canonical_hash(content),
        **dates,
        "run": {**asdict(release.run), "versions": dict(release.run.versions)},
        "counts": total(listed),
        "articles": listed,
        "failures": sorted((asdict(failure) for failure in release.failures), key=lambda failure: failure["source"]),
        "files": dict(sorted(files.items())),
    }


def dates_of(before: Mapping[str, Any], content: Content, run: Run) -> dict[str, str]:
    """When the data set was first published, and when what it says last changed."""
    same = before.get("canonical_hash") == canonical_hash(content)
    return {
        "issued": before.get("issued", run.ended),
        "modified": before.get("modified", run.ended) if same else run.ended,
    }


def total(entries: Iterable[Entry]) -> dict[str, int]:
    """The counts of all articles together."""
    listed = list(entries)
    return {"articles": len(listed), **{name: sum(entry["counts"][name] for entry in listed) for name in COUNTED}}


def sums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path, sorted."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path: sha256((folder / path).read_bytes()).hexdigest() for path in paths}


def _counts(article: PublishedArticle, content: Content) -> dict[str, int]:
    verdicts = Counter(link.verdict for link in article.reading.links)
    return {
        "facts": len(content.rows),
        "entities": len(article.reading.extraction.entities),
        "links": verdicts[Verdict.SAME],
        "unsure": verdicts[Verdict.UNSURE],
        "held_back": len(article.report.held_back),
        "warnings": sum(problem.severity == "warning" for problem in article.report.problems),
        "triples": len(set(content.quads)),
    }
