"""Addresses of articles: without what only tells where a reader came from, and whether one can be an article's own."""

import re
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit, urlunsplit

from flows.ingest.words import phrases

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+$", re.IGNORECASE)
LONGEST = 2000  # characters


def bare(address: str) -> str:
    """An address without fragment, login and tracking parameters; one that is none stays as it is."""
    try:
        split = urlsplit(urldefrag(address).url)
        host = split.netloc.rpartition("@")[2]
        pairs = parse_qsl(split.query, keep_blank_values=True)
    except ValueError:
        return address
    kept = [(name, value) for name, value in pairs if not is_tracking(name)]
    # A query that needs no change keeps its spelling.
    query = split.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit(split._replace(netloc=host, query=query))


def without_login(address: str) -> str:
    """An address without the name and password that may stand in it; one that is none stays as it is."""
    return re.sub(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@", r"\1", address)


def is_tracking(name: str) -> bool:
    """Whether a parameter only tells where a reader came from."""
    folded = name.casefold()
    return folded in phrases("tracking") or folded.startswith(phrases("tracking_prefixes"))


def is_page(address: str) -> bool:
    """Whether an address can be that of one article, and is not that of a whole site or a front page."""
    if not WEB.match(address) or len(address) > LONGEST:
        return False
    try:
        split = urlsplit(address)
        path = split.path.strip("/").casefold()
    except ValueError:
        return False
    return bool(split.hostname) and (path not in phrases("front_pages") if path else bool(split.query))


def place_of(address: str) -> str:
    """What two spellings of one address share: host and path, without "www." and final slash."""
    try:
        split = urlsplit(bare(address))
        host = (split.hostname or "").removeprefix("www.")
        return f"{host}{split.path.rstrip('/')}?{split.query}".rstrip("?")
    except ValueError:
        return address
