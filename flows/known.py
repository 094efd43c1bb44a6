"""Which articles of a batch are published already just as they would be again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.batch import Batch
from flows.errors import PublishError
from flows.extract import SILENT
from flows.identity import apart
from flows.model import Article, Failure
from flows.publish import Published, links_in, read_index, remember_silent, silent_in, withdrawn_in
from flows.versions import versions


@dataclass(frozen=True, slots=True)
class Known:
    """The articles of an earlier release, by where they came from, and those that were found to state nothing.

    silent:     hash of the text of each article that states nothing, by where it came from
    withdrawn:  where the articles came from that somebody took out: they stay out
    """

    out: Path
    entries: dict[str, dict[str, Any]]
    engine: str
    offline: bool
    base: str
    silent: Mapping[str, str]
    withdrawn: Collection[str] = ()

    def apart(self, articles: Batch[Article]) -> Batch[Article]:
        """The batch in which no article takes the place of another one, in it or published."""
        return apart(articles, self.entries.values())

    def without(self, articles: Batch[Article]) -> Batch[Article]:
        """The batch less the articles that are up to date, which stay in the release as they are, or state nothing."""
        silent = [Failure(article.source, SILENT) for article in articles.kept if self.is_silent(article)]
        fresh = (article for article in articles.kept if not self.has(article) and not self.is_silent(article))
        return Batch(fresh, (*articles.failures, *silent))

    def is_silent(self, article: Article) -> bool:
        """Whether this text was read by this engine, code and data, and found to state nothing."""
        return self.silent.get(article.url or article.source) == article.hash

    def remember(self, articles: Batch[Article], stated: Batch[Any]) -> None:
        """Remembers which of the articles that were read state nothing."""
        silent = {failure.source for failure in stated.failures if failure.reason == SILENT}
        found = [article for article in articles.kept if article.source in silent]
        pairs = ((article.url or article.source, article.hash) for article in found)
        remember_silent(self.out, _reader(self.engine), pairs)

    def links_of(self, article: Article) -> tuple[Mapping[str, object], ...]:
        """The rows of links that the release has of an article; none when it has no such article."""
        entry = self.entries.get(article.url or article.source)
        return links_in(self.out, entry["slug"]) if entry else ()

    def has(self, article: Article) -> bool:
        """Whether this text was read by this engine, code and data; entities without an item are tried again online.

        What was withdrawn is not read again, whatever its text.
        """
        if (article.url or article.source) in self.withdrawn:
            return True
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
    silent = silent_in(out, _reader(engine))
    return Known(out, {entry["origin"]: entry for entry in entries}, engine, offline, base, silent, withdrawn_in(out))


def _reader(engine: str) -> str:
    """Whatever has a say in what an article states."""
    return " ".join([engine, *(version for _, version in versions())])


def as_it_is(out: Path) -> Published:
    """The release in a folder, to which a run had nothing to add."""
    index = read_index(out)
    slugs = tuple(entry["slug"] for entry in index["articles"])
    return Published(out, index["canonical_hash"], index["counts"], new=(), updated=(), unchanged=(), kept=slugs)
