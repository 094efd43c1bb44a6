"""index.json and articles.jsonl: what a release holds, file by file and article by article, and when it was read."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.errors import PublishError
from flows.iris import article_iri, graph_iri
from flows.model import Verdict
from flows.publish.content import Content, Row
from flows.publish.place import PARTS, current
from flows.publish.release import PublishedArticle, Release, Run
from flows.publish.writers.tables import read_table
from flows.rows import cut
from flows.settings import Settings

INDEX = "index.json"
ENTRIES = "articles.jsonl"
RUN = "run.ttl"
SUMS = "SHA256SUMS"
GRAPHS = "graphs.txt"
STATEMENTS = "wikidata.qs"
CATALOG = "dcat.ttl"
CHANGES = "changes.jsonl"
CLOCKED = (INDEX, ENTRIES, RUN, STATEMENTS, CATALOG, CHANGES, "feed.atom")  # the files that differ from run to run
SUM, PARTS_SUM = "sha256", "sha256_of_parts"  # how the checksum of a file is called, and that of a list of its parts
FORMAT = 2
ADVICE = "move the release away, or publish into another folder"
COUNTED = ("facts", "entities", "links", "unsure", "held_back", "warnings", "triples")

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """The checksum of a file that was written, and its size in bytes.

    in_parts:  whether the checksum is that of the list of its parts
    """

    sha256: str
    size: int
    in_parts: bool = False

    def told(self) -> dict[str, Any]:
        """What index.json says of it."""
        return {PARTS_SUM if self.in_parts else SUM: self.sha256, "bytes": self.size}

    def summed_at(self, name: str) -> str:
        """Where in the release that lies which the checksum is of; `name` is what the file is called."""
        return f"{PARTS}/{name}.txt" if self.in_parts else name


def told_file(told: Mapping[str, Any]) -> File | None:
    """The file of which index.json says this, None where it says nothing."""
    sums = {in_parts: told[name] for name, in_parts in ((SUM, False), (PARTS_SUM, True)) if name in told}
    return next((File(sum, told["bytes"], in_parts) for in_parts, sum in sums.items()), None)


def file_of(data: bytes) -> File:
    """What is said of a file with this content."""
    return File(sha256(data).hexdigest(), len(data))


def read_index(out: Path) -> dict[str, Any]:
    """What is published in `out`: release hash, run, counts, failures, files, and the entries of all articles."""
    return {**read_head(out), "articles": list(read_entries(out))}


def read_head(out: Path) -> dict[str, Any]:
    """The same without the articles."""
    folder = _current(out)
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PublishError(f"{folder / INDEX}: this is no index of a release ({error}); {ADVICE}") from error
    if not isinstance(index, dict) or index.get("format") not in (1, FORMAT):
        raise PublishError(f"{folder / INDEX}: another version of Communiqué wrote this; {ADVICE}")
    return index


def read_entries(out: Path) -> Iterator[Entry]:
    """The entries of the articles that are published in `out`, by slug."""
    head, folder = read_head(out), _current(out)
    if head["format"] != FORMAT:
        yield from head["articles"]
        return
    try:
        with (folder / ENTRIES).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except (OSError, ValueError) as error:
        raise PublishError(f"{folder / ENTRIES}: this is no list of articles ({error}); {ADVICE}") from error


def links_in(out: Path, slug: str) -> tuple[Row, ...]:
    """The rows of links of an article that is published in `out`; none when they cannot be read."""
    try:
        return read_table((_current(out) / "articles" / slug / "links.csv").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()


def _current(out: Path) -> Path:
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    return folder


def entry_of(article: PublishedArticle, content: Content, run: Run, settings: Settings) -> Entry:
    """What the index says of one article; `origin` is how a later run knows it again."""
    read, known_by = article.reading.article, article.reading.extraction.print
    marks = {"copy_of": read.copy_of, "print": known_by}
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
        **{name: mark for name, mark in marks.items() if mark},
    }


def canonical_hash(content: Content) -> str:
    """The SHA-256 of the content's canonical N-Quads (RDFC-1.0)."""
    return f"sha256:{sha256(content.nquads.encode()).hexdigest()}"


def head_of(
    release: Release, hash: str, counts: Mapping[str, int], files: Mapping[str, File], dates: Mapping[str, str]
) -> dict[str, Any]:
    """What index.json says: all but the articles, which have a file of their own."""
    return {
        "format": FORMAT,
        "canonical_hash": hash,
        **dates,
        "run": {**asdict(release.run), "versions": dict(release.run.versions)},
        "counts": dict(counts),
        "articles": ENTRIES,
        "failures": sorted((asdict(failure) for failure in release.failures), key=lambda failure: failure["source"]),
        "files": {name: file.told() for name, file in sorted(files.items())},
    }


def dates_of(before: Mapping[str, Any], hash: str, run: Run) -> dict[str, str]:
    """When the data set was first published, and when what it says last changed."""
    same = before.get("canonical_hash") == hash
    return {
        "issued": before.get("issued", run.ended),
        "modified": before.get("modified", run.ended) if same else run.ended,
    }


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
