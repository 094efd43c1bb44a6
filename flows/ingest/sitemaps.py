"""Sitemaps (sitemaps.org), those of news among them: plain or compressed, alone or named by an index."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from flows.errors import NotAnArticle, SourceError
from flows.ingest.addresses import without_login
from flows.ingest.inflate import GZIP, inflated
from flows.ingest.raw import Page
from flows.ingest.session import PoliteSession
from flows.settings import Settings

LOG = logging.getLogger(__name__)

MOST_MAPS = 50  # sitemaps of one index in one run
ZIPPED = b"\x1f\x8b"
DATES = ("publication_date", "lastmod")
Dated = tuple[str, str]  # ISO 8601 in UTC or "", address


def pages_of_sitemap(address: str, settings: Settings, session: PoliteSession, most: int) -> list[str]:
    """The pages that a sitemap lists, the newest first, those of the sitemaps that it names among them.

    Once `most` pages are there no further sitemap is opened. SourceError when it cannot be read.
    """
    from flows.ingest.fetch import fetch

    pages: dict[str, str] = {}
    waiting, seen = [address], set[str]()
    while waiting and len(seen) < MOST_MAPS and (len(pages) < most or len(seen) < 2):
        name = waiting.pop(0)
        seen.add(name)
        try:
            content = unzipped(name, fetch(name, settings, session), settings.fetch_limit)
            found, maps = listed_in(name, content)
        except SourceError as error:
            if name == address:
                raise
            LOG.warning("%s", error)
            continue
        pages |= {page: day for day, page in found}
        new = [one for _, one in newest_first(maps) if one not in seen]
        session.found.update(new)
        waiting += new
    return [page for _, page in newest_first([(day, page) for page, day in pages.items()])]


def unzipped(source: str, page: Page, limit: int) -> bytes:
    """The bytes of a sitemap, also of one that is a gzip file."""
    if not page.content.startswith(ZIPPED):
        return page.content
    from flows.ingest.fetch import limited

    try:
        return b"".join(limited(without_login(source), inflated(iter([page.content]), GZIP), limit))
    except SourceError:
        raise
    except Exception as error:
        raise NotAnArticle(without_login(source), "its compression is broken") from error


def is_sitemap(content: bytes) -> bool:
    """Whether some bytes may be a sitemap or an index of them."""
    return content.startswith(ZIPPED) or any(name in content[:2048] for name in (b"urlset", b"sitemapindex"))


def listed_in(source: str, content: bytes) -> tuple[list[Dated], list[Dated]]:
    """The pages and the sitemaps that a sitemap lists; pages in another language than English are left out."""
    # No entities and no network: whoever writes a sitemap may be hostile.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnArticle(without_login(source), "it is no sitemap: it is no XML") from error
    if root is None or name_of(root) not in ("urlset", "sitemapindex"):
        raise NotAnArticle(without_login(source), "it is no sitemap")
    entries = list(entries_in(root))
    return ([], entries) if name_of(root) == "sitemapindex" else (entries, [])


def entries_in(root: Any) -> Iterator[Dated]:
    """Each entry with when it was published or last changed."""
    for entry in root.iterchildren():
        said = {name_of(part): (part.text or "").strip() for part in entry.iterdescendants() if name_of(part)}
        address = said.get("loc", "")
        if address.casefold().startswith(("http://", "https://")) and said.get("language", "en")[:2].casefold() == "en":
            yield next((day for name in DATES if (day := moment(said.get(name, "")))), ""), address


def name_of(element: Any) -> str:
    """The name of an element without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def moment(said: str) -> str:
    """A date in one form that can be compared; "" when it is none."""
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return ""
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def newest_first(entries: list[Dated]) -> list[Dated]:
    """The entries by date; those without one last, in the order of the file."""
    dated = [entry for entry in entries if entry[0]]
    return [*sorted(dated, key=lambda entry: entry[0], reverse=True), *(entry for entry in entries if not entry[0])]
