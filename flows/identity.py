"""Where each article of a batch lies: no article takes the address, and so the place in a release, of another one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from flows.batch import Batch
from flows.ingest import bare, is_address, place_of
from flows.model import Article, PartKind
from flows.rows import cut


@dataclass(frozen=True, slots=True)
class Claim:
    """An article that says it lies at an address: where it was read, how it is called, and the hash of its text."""

    source: str
    title: str | None
    hash: str

    def is_same(self, other: "Claim") -> bool:
        """Whether both are one article: read at one place, or with one title or one text."""
        return (
            self.source == other.source
            or self.hash == other.hash
            or (self.title is not None and self.title == other.title)
        )


def apart(articles: Batch[Article], entries: Iterable[Mapping[str, Any]] = ()) -> Batch[Article]:
    """The batch in which an address that several articles claim is none's: each lies where it was read.

    `entries` are those of the release that the batch will be added to; what is published keeps its address.
    """
    listed = list(entries)
    published = {
        entry["url"]: Claim(place_of(entry["source"]), entry["title"], entry["text_hash"])
        for entry in listed
        if entry["url"]
    }
    claims: dict[str, list[Claim]] = {}
    for article in articles.kept:
        if article.url:
            claims.setdefault(article.url, []).append(claim_of(article))

    def own(article: Article) -> Article:
        if article.url is None:
            return article
        claim, earlier = claim_of(article), published.get(article.url)
        if earlier and claim.is_same(earlier):
            return article
        kept = next(
            (url for url, one in published.items() if one.source == claim.source and one.title == claim.title), None
        )
        if kept:
            return moved(article, kept)
        contested = earlier is not None or not all(claim.is_same(other) for other in claims[article.url])
        return moved(article, bare(article.source) if is_address(article.source) else None) if contested else article

    return Batch((own(article) for article in articles.kept), articles.failures)


def claim_of(article: Article) -> Claim:
    """What an article says of itself."""
    return Claim(place_of(article.source), cut(article.title.value) if article.title else None, article.hash)


def moved(article: Article, url: str | None) -> Article:
    """The article at another address, or at none; its last line says so when it said the old one."""
    last = article.parts[-1] if article.parts else None
    if last is None or last.kind is not PartKind.URL or last.span.of(article.text) != article.url or url == article.url:
        return replace(article, url=url)
    before = article.text[: last.span.start]
    text = before + url if url else before.rstrip()
    parts = article.parts[:-1]
    if url:
        parts = (*parts, replace(last, span=replace(last.span, end=len(text))))
    return replace(article, url=url, text=text, parts=parts, hash=f"sha256:{sha256(text.encode()).hexdigest()}")
