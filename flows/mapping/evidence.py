"""Where an article states a fact: characters, a few words, a hash, and a link that opens the page there."""

from collections.abc import Callable
from re import finditer, sub
from urllib.parse import quote, urldefrag

from flows.iris import article_iri, evidence_iri
from flows.model import Article, PartKind, Span
from flows.rows import digest
from flows.settings import Settings

ANCHOR = 4  # words at either end of a text fragment: enough to be found, too few to be a copy
OPENING = 12
UNSEEN = {PartKind.DATE, PartKind.PUBLISHER, PartKind.URL}


def evidence_record(
    article: Article, span: Span, settings: Settings, limit: Callable[[str], str] = str
) -> dict[str, object]:
    """The JSON-LD record of one stretch of the article's text; `limit` says how much of its words may be shown."""
    words = span.of(article.text)
    record: dict[str, object] = {
        "id": evidence_iri(article, span, settings),
        "type": ["Evidence", "Quote"],
        "from": str(span.start),
        "to": str(span.end),
        "exact": words if limit(words) == words else opening(words),
        "hash": digest(words),
        "partOf": article_iri(article, settings),
    }
    if article.url and not _is_metadata(article, span):
        record["url"] = text_fragment(article.url, words)
    return record


def _is_metadata(article: Article, span: Span) -> bool:
    """Whether the words stand in what we put together ourselves, and the page may say otherwise."""
    return any(part.kind in UNSEEN and part.span.start <= span.start < part.span.end for part in article.parts)


def address(url: str) -> str:
    """The address with what no IRI may hold written as percent signs and digits, so that it is not lost."""
    return sub(r'[\x00-\x20<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})', lambda found: f"%{ord(found[0]):02X}", url)


def opening(text: str, words: int = OPENING) -> str:
    """The text up to the end of its n-th word."""
    found = list(finditer(r"\w+", text))
    return text if len(found) <= words else text[: found[words - 1].end()]


def text_fragment(url: str, text: str) -> str:
    """The address that opens the page at these words (https://wicg.github.io/scroll-to-text-fragment/)."""
    lines = [line.split() for line in text.splitlines() if line.strip()] or [[]]
    words = [word for line in lines for word in line]
    if len(lines) == 1 and len(words) <= 2 * ANCHOR:
        ends = [" ".join(words)]
    else:
        # A browser looks for each end within one block of the page.
        ends = [" ".join(lines[0][:ANCHOR]), " ".join(lines[-1][-ANCHOR:])]
    # A hyphen and a comma are part of the fragment's own syntax.
    return f"{urldefrag(address(url)).url}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"
