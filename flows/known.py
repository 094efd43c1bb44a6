"""Which articles of a batch are published already just as they would be again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from flows.batch import Batch
from flows.errors import PublishError
from flows.extract import SILENT
from flows.identity import apart
from flows.ingest import bare, is_address
from flows.model import Article, Failure
from flows.publish import STORE, Published, links_in, read_index, remember_silent, silent_in, withdrawn_in
from flows.versions import versions

T = TypeVar("T")


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

    def named(self, articles: Batch[Article]) -> Batch[Article]:
        """The batch in which an article that is published keeps its name, whatever its title is now."""
        return Batch((self._named(article) for article in articles.kept), articles.failures)

    def renamed(self, stated: tuple[Article, T]) -> tuple[Article, T]:
        """The same for an article with what it states."""
        return self._named(stated[0]), stated[1]

    @property
    def reader(self) -> str:
        """Whatever has a say in what an article states."""
        return _reader(self.engine)

    def texts_of(self, origins: Iterable[str]) -> list[tuple[str, str]]:
        """The origins of published articles, sorted, each with the hash of its text."""
        return [(origin, self.entries[origin]["text_hash"]) for origin in sorted(origins)]

    def _named(self, article: Article) -> Article:
        entry = self.entries.get(article.url or article.source)
        ours = entry is not None and entry["iri"].startswith(self.base)
        return replace(article, slug=entry["slug"]) if entry and ours else article

    def is_current(self, origin: str, hash: str) -> bool:
        """Whether the article of that origin and text needs no reading: what it states is published, or nothing."""
        return self.silent.get(origin) == hash or self._is_published(origin, hash)

    def origin_at(self, address: str) -> str | None:
        """The origin of the article that was read at an address, None when none is published."""
        return next((origin for origin in (address, bare(address)) if origin in self.entries), None)

    def prints(self) -> dict[str, str]:
        """By what the text of each published article is known again, by origin, where there is such a print."""
        return {origin: entry["print"] for origin, entry in self.entries.items() if entry.get("print")}

    def address_of(self, origin: str) -> str | None:
        """Where a published article can be read again; None when it is gone, or lay in a file."""
        entry = self.entries[origin]
        return None if entry.get("gone") else next(filter(is_address, (entry["source"], origin)), None)

    def is_gone(self, origin: str) -> bool:
        """Whether an article is marked as one whose page is gone."""
        return bool(self.entries[origin].get("gone"))

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

        What was withdrawn is not read again, whatever its text; what was marked as gone is, for it is back.
        """
        return self._is_published(article.url or article.source, article.hash)

    def _is_published(self, origin: str, hash: str) -> bool:
        if origin in self.withdrawn:
            return True
        entry = self.entries.get(origin)
        if entry is None or entry["text_hash"] != hash or entry["engine"] != self.engine or entry.get("gone"):
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


def memory_of(out: Path) -> Path:
    """The file of what is remembered of sources between runs that publish into `out`."""
    return out / STORE / ".visits.sqlite"


def _reader(engine: str) -> str:
    """Whatever has a say in what an article states."""
    return " ".join([engine, *(version for _, version in versions())])


def as_it_is(out: Path) -> Published:
    """The release in a folder, to which a run had nothing to add."""
    index = read_index(out)
    slugs = tuple(entry["slug"] for entry in index["articles"])
    return Published(out, index["canonical_hash"], index["counts"], new=(), updated=(), unchanged=(), kept=slugs)
