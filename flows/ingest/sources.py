"""What the user named, one source a line: folders and feeds opened up, passages read from JSON lines."""

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from urllib.parse import urljoin, urlsplit

from flows.errors import FetchError, NotAnArticle, SourceError
from flows.ingest.addresses import bare, without_login
from flows.ingest.clean import paragraphs_of
from flows.ingest.compose import compose
from flows.ingest.dates import read_date
from flows.ingest.decode import Form, form_of
from flows.ingest.draft import Draft
from flows.ingest.session import PoliteSession
from flows.ingest.sitemaps import is_sitemap, pages_of_sitemap
from flows.ingest.words import publishers
from flows.model import Article, Failure, Field, PartKind
from flows.settings import Settings

LOG = logging.getLogger(__name__)

MOST_ENTRIES = 200  # of one feed in one run; no feed that is read by the hour has as many new ones
READABLE = {".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".pdf", ".jsonl"}
FEEDS = {".xml", ".rss", ".atom", ".rdf"}
FEED_ADDRESS = re.compile(r"(^|[/._?=-])(feeds?|rss|atom)(\d|[/._?=-]|$)|\.(xml|rdf|xml\.gz)$", re.IGNORECASE)


def expand(
    sources: Iterable[str], settings: Settings, session: PoliteSession, stdin: TextIO | None = None
) -> list[str]:
    """Each source once, in order: folders as their files, feeds as their entries, "-" as the lines of `stdin`.

    What cannot be opened stays in the list, so that reading it says why.
    """
    named = [source.strip() for source in sources if source.strip()]
    return list(dict.fromkeys(name for one in named for name in expand_one(one, settings, session, stdin)))


def expand_one(source: str, settings: Settings, session: PoliteSession, stdin: TextIO | None) -> list[str]:
    """One source opened up."""
    if source == "-":
        named = [line.strip() for line in stdin or () if line.strip() != "-"]
        return expand(named, settings, session)
    if is_address(source):
        source = session.name(source)
        return entries_at(source, settings, session) if is_feed_address(source) else [source]
    path = Path(source)
    try:
        if path.is_dir():
            return files_in(path) or [source]
        if path.suffix.casefold() in FEEDS and path.stat().st_size <= settings.fetch_limit:
            entries = first_of(entries_of(path.read_bytes(), ""), source)
            session.found.update(entries)
            return entries or [source]
    except OSError:
        # Reading it as an article gives the reason, as for every other source.
        return [source]
    return [source]


def is_address(source: str) -> bool:
    """Whether a source is an address and no file."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source))


def is_feed_address(address: str) -> bool:
    """Whether an address looks like that of a feed, or is one we know."""
    try:
        split = urlsplit(address)
    except ValueError:
        return False
    known = {feed for publisher in publishers() for feed in publisher.feeds}
    return address in known or bool(FEED_ADDRESS.search(f"{split.path}?{split.query}".rstrip("?")))


def files_in(folder: Path) -> list[str]:
    """The files of a folder that can be read, sorted by name, without hidden ones."""
    paths = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    return [str(path) for path in sorted(paths) if path.suffix.casefold() in READABLE]


def entries_at(address: str, settings: Settings, session: PoliteSession) -> list[str]:
    """The pages that a feed at an address lists; the address itself when it is no feed or cannot be had."""
    from flows.ingest.fetch import fetch

    try:
        page = fetch(address, settings, session)
        mapped = pages_of_sitemap(address, settings, session, MOST_ENTRIES) if is_sitemap(page.content) else None
    except SourceError:
        return [address]
    if mapped is None and form_of(page.content, page.media_type, address) is not Form.FEED:
        return [address]
    entries = first_of(entries_of(page.content, page.url) if mapped is None else mapped, address)
    session.found.update(entries)
    return entries or [address]


def first_of(entries: list[str], feed: str) -> list[str]:
    """As many of a feed's entries as one run reads, the newest, saying so when there are more."""
    if len(entries) > MOST_ENTRIES:
        LOG.warning("%s: the first %d of its %d entries are read", without_login(feed), MOST_ENTRIES, len(entries))
    return entries[:MOST_ENTRIES]


def entries_of(content: bytes, base: str) -> list[str]:
    """The addresses of a feed's entries, newest first as the feed has them, each once however a reader was tracked;
    none when it is no feed."""
    base = without_login(base)
    import feedparser

    feed = feedparser.parse(content, response_headers={"content-location": base} if base else {})
    links = [joined(base, str(entry.get("link") or "")) for entry in feed.entries]
    return [link for link in dict.fromkeys(links) if is_web(link)]


def joined(base: str, link: str) -> str:
    """A link of a feed as a whole address; "" when it is none."""
    try:
        return bare(urljoin(base, link))
    except ValueError:
        return ""


def is_web(address: str) -> bool:
    """Whether an address is one of the web."""
    return address.casefold().startswith(("http://", "https://"))


def read_passages(path: str | Path) -> list[Article | Failure]:
    """The passages of a file with {"id", "text", "date"?} a line, each as an article whose source is its id; a line
    that is none has failed alone."""
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise FetchError(path.name, f"it cannot be opened: {(error.strerror or 'no reason given').lower()}") from error
    except UnicodeError as error:
        raise NotAnArticle(path.name, "it is not written in UTF-8, as JSON lines are") from error
    found = [passage_of(path.name, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise NotAnArticle(path.name, "it holds no passage")
    return found


def passage_of(name: str, number: int, line: str) -> Article | Failure:
    """The article of a line, or why it is none."""
    try:
        said = json.loads(line)
        key, text, date = str(said["id"]), said["text"], said.get("date")
    except (ValueError, LookupError, TypeError, AttributeError):
        return Failure(name, f'line {number} is no passage: {{"id", "text"}} is expected')
    if not isinstance(text, str) or not any(sign.isalnum() for sign in text):
        return Failure(name, f"line {number} has no text")
    return passage(key, text, str(date) if date else None)


def passage(key: str, text: str, date: str | None) -> Article:
    """One passage as an article of body paragraphs."""
    draft = Draft()
    for paragraph in paragraphs_of(text):
        draft.add(PartKind.BODY, paragraph)
    article = compose(draft, key)
    dated = read_date(date) if date else None
    # No word of the passage says its date, so it has no place in the text.
    return replace(article, published=Field(dated[0])) if dated else article
