"""Fetches what an address holds: politely, within limits of size and time, or with one sentence why not."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from urllib3.exceptions import HTTPError

from flows.errors import FetchError
from flows.ingest.session import NAME, REDIRECTS, TRANSIENT, PoliteSession, host_address
from flows.settings import Settings

CHUNK = 64 * 1024
TOTAL = 3  # times the limit for one read: the limit for a whole page
ROBOTS_LIMIT = 512 * 1024  # bytes; RFC 9309 demands at least 500 KiB


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched or read: its bytes, where they came from in the end, and what the server calls them, or ""."""

    url: str
    content: bytes
    media_type: str = ""
    charset: str = ""


def fetch(source: str, settings: Settings, session: requests.Session) -> Page:
    """The page at an address, after its redirects."""
    url = urldefrag(source).url
    check_address(source, url)
    deadline = time.monotonic() + TOTAL * settings.fetch_timeout
    try:
        for _ in range(REDIRECTS + 1):
            allow(source, url, settings, session)
            with session.get(url, stream=True, allow_redirects=False) as response:
                target = session.get_redirect_target(response)
                if target is None:
                    return page_of(source, response, settings.fetch_limit, deadline)
                url = urljoin(url, target)
                check_address(source, url)
    except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
        raise refusal(source, error) from error
    raise FetchError(source, f"the server redirects more than {REDIRECTS} times")


def check_address(source: str, url: str) -> None:
    """Only public web addresses are read, never files or other protocols that a page points to."""
    try:
        split = urlsplit(url)
        whole = split.scheme in {"http", "https"} and bool(split.hostname)
    except ValueError:
        whole = False
    if not whole:
        raise FetchError(source, f"only http and https addresses can be read, not {url[:200]!r}")


def page_of(source: str, response: requests.Response, limit: int, deadline: float) -> Page:
    """The page that an answer holds, or an error when it is none or too much."""
    if response.status_code >= 400 or response.status_code in (204, 304):
        raise FetchError(source, answer_in_words(response), transient=response.status_code in TRANSIENT)
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large(source, limit)
    content = body_of(source, response, limit, deadline)
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    charset = parameters.casefold().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Page(str(response.url), content, media_type.strip().casefold(), charset)


def body_of(source: str, response: requests.Response, limit: int, deadline: float) -> bytes:
    """The decoded body, read piece by piece so that neither its size nor its slowness gets out of hand."""
    pieces, size = [], 0
    while piece := response.raw.read1(CHUNK, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise too_large(source, limit)
        if time.monotonic() > deadline:
            raise FetchError(
                source, "the server is too slow: the page did not come within the time limit", transient=True
            )
    return b"".join(pieces)


def too_large(source: str, limit: int) -> FetchError:
    """The error for a source beyond the limit."""
    size = f"{limit // 1024**2} MB" if limit >= 1024**2 else f"{limit} bytes"
    return FetchError(source, f"it is larger than the limit of {size}")


def answer_in_words(response: requests.Response) -> str:
    """What the server said instead of a page."""
    try:
        phrase = HTTPStatus(response.status_code).phrase
    except ValueError:
        phrase = response.reason or "unknown status"
    return f"the server answered {response.status_code} {phrase}"


def refusal(source: str, error: Exception) -> FetchError:
    """The error of the library as one sentence of ours."""
    text = str(error)
    if isinstance(error, requests.exceptions.SSLError) or "CERTIFICATE_VERIFY" in text:
        return FetchError(source, "the server's certificate cannot be trusted")
    if isinstance(error, requests.Timeout) or "timed out" in text:
        return FetchError(source, "the server did not answer within the time limit", transient=True)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema | UnicodeError):
        return FetchError(source, "this is no address of a web page")
    if isinstance(error, requests.exceptions.ContentDecodingError) or "decode" in text:
        return FetchError(source, "the server sent a page whose compression is broken")
    if "NameResolution" in text or "Name or service not known" in text or "getaddrinfo" in text:
        return FetchError(source, "no server of that name was found", transient=True)
    return FetchError(source, "the connection to the server failed", transient=True)


def allow(source: str, url: str, settings: Settings, session: requests.Session) -> None:
    """Raises when the host's robots.txt does not want the page to be read by us."""
    known = session.robots if isinstance(session, PoliteSession) else {}
    host = host_address(url)
    if host not in known:
        known[host] = read_robots(source, host, settings, session)
    rules = known[host]
    if rules is not None and not rules.can_fetch(NAME, url):
        raise FetchError(source, "the site's robots.txt asks not to read this page")


def read_robots(source: str, host: str, settings: Settings, session: requests.Session) -> RobotFileParser | None:
    """The rules of a host, or None when it has none: then everything is allowed (RFC 9309)."""
    deadline = time.monotonic() + TOTAL * settings.fetch_timeout
    with session.get(f"{host}/robots.txt", stream=True) as response:
        if response.status_code >= 500 or response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            raise FetchError(source, "the site's robots.txt cannot be read at the moment", transient=True)
        if not response.ok:
            return None
        rules = RobotFileParser()
        try:
            lines = body_of(source, response, ROBOTS_LIMIT, deadline).decode("utf-8", errors="replace")
        except FetchError as error:
            raise FetchError(source, "the site's robots.txt is too large or too slow to be read") from error
        rules.parse(lines.removeprefix("\ufeff").splitlines())
        return rules
