"""Which articles of a batch are published already just as they would be again."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.batch import Batch
from flows.errors import PublishError
from flows.identity import apart
from flows.model import Article
from flows.publish import Published, read_index
from flows.versions import versions


@dataclass(frozen=True, slots=True)
class Known:
    """The articles of an earlier release, by where they came from."""

    entries: dict[str, dict[str, Any]]
    engine: str
    offline: bool
    base: str

    def apart(self, articles: Batch[Article]) -> Batch[Article]:
        """The batch in which no article takes the place of another one, in it or published."""
        return apart(articles, self.entries.values())

    def without(self, articles: Batch[Article]) -> Batch[Article]:
        """The batch less the articles that are up to date; they stay in the release as they are."""
        return Batch((article for article in articles.kept if not self.has(article)), articles.failures)

    def has(self, article: Article) -> bool:
        """Whether this text was read by this engine, code and data; entities without an item are tried again online."""
        entry = self.entries.get(article.url or article.source)
        if entry is None or entry["text_hash"] != article.hash or entry["engine"] != self.engine:
            return False
        if not entry["iri"].startswith(self.base):
            return False
        return bool(entry["versions"] == dict(versions()) and (self.offline or _is_complete(entry)))


def _is_complete(entry: Mapping[str, Any]) -> bool:
    """Whether asking Wikidata could add nothing to what is published of an article."""
    counts = entry["counts"]
    return not entry["offline"] and not entry["pending"] and counts["links"] == counts["entities"]


def known_in(out: Path, engine: str, offline: bool, base: str) -> Known:
    """What is published in a folder; nothing when there is no release of this version of ours."""
    try:
        entries = read_index(out)["articles"]
    except PublishError:
        entries = []
    return Known({entry["origin"]: entry for entry in entries}, engine, offline, base)


def as_it_is(out: Path) -> Published:
    """The release in a folder, to which a run had nothing to add."""
    index = read_index(out)
    slugs = tuple(entry["slug"] for entry in index["articles"])
    return Published(out, index["canonical_hash"], index["counts"], new=(), updated=(), unchanged=(), kept=slugs)
