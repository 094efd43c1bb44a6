"""Fetches what an address holds: politely, within limits of size and time, or with one sentence why not."""

import time
from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from flows.errors import FetchError, NotModified
from flows.exchange import LeadsInside, retry_after
from flows.ingest.addresses import without_login
from flows.ingest.inflate import CutOff, pieces_of
from flows.ingest.raw import Page, too_large
from flows.ingest.robots import read_robots
from flows.ingest.session import (
    NAME,
    REDIRECTS,
    TRANSIENT,
    TRIES_MORE,
    Manners,
    PoliteSession,
    Validators,
    host_address,
)
from flows.settings import Settings

TOTAL = 3  # times the limit for one read: the limit for a whole page with its redirects
LONGEST_VALIDATOR = 1000  # characters
PATIENCE = 5.0  # seconds that a server may ask for and get; told to wait longer, others come first
TOO_SLOW = "the server is too slow: the page did not come within the time limit"


def fetch(source: str, settings: Settings, session: PoliteSession) -> Page:
    """The page at an address, after its redirects."""
    url = urldefrag(source if source in session.found else session.name(source)).url
    source = without_login(source)
    check_address(source, url)
    if wait := session.wait_of(url):
        raise FetchError(source, left_alone(wait), transient=True)
    try:
        page = answered(source, url, settings, session)
    except FetchError as error:
        if error.transient and error.__cause__ is not None:
            session.silent(url)
        raise
    session.failures.pop(host_address(url), None)
    return page


def left_alone(seconds: float) -> str:
    """Why a host is not asked for now."""
    if seconds == float("inf"):
        return "its server did not answer several times, and is left alone in this run"
    return f"its server asked to be left alone for {seconds:.0f} seconds"


def answered(source: str, url: str, settings: Settings, session: PoliteSession) -> Page:
    """The page at an address, once its host lets us ask."""
    total = TOTAL * settings.fetch_timeout
    known = set(session.hosts)
    try:
        with session.watch.within(total):
            allow(source, url, session)
        wait_for_turn(session.hosts[host_address(url)])
        with session.watch.within(total):
            return follow(source, url, settings, session)
    except LeadsInside as error:
        reason = "it leads to an address inside this machine or its network, which nobody named (--allow-private)"
        raise FetchError(source, reason) from error
    except CutOff as error:
        raise FetchError(source, "the page was cut off on its way", transient=True) from error
    except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
        # A robots.txt that was cut off looks like one that allows everything.
        for host in set(session.hosts) - known:
            del session.hosts[host]
        raise refusal(source, error) from error


def follow(source: str, url: str, settings: Settings, session: PoliteSession) -> Page:
    """The page behind the redirects of an address."""
    for _ in range(REDIRECTS + 1):
        allow(source, url, session)
        with closing(patiently(url, session)) as response:
            target = session.get_redirect_target(response)
            if target is None:
                page = page_of(source, response, settings.fetch_limit)
                session.got[source] = validators_of(url, response)
                return page
            url = urldefrag(without_login(joined(source, url, target))).url
            check_address(source, url)
    raise FetchError(source, f"the server redirects more than {REDIRECTS} times")


def joined(source: str, url: str, target: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise FetchError(source, f"the server redirects to {target[:200]!r}, which is no address") from error


def patiently(url: str, session: PoliteSession) -> requests.Response:
    """The answer of a host, asked again when it is only busy; one that asks for much time is put aside."""
    host = session.hosts[host_address(url)]
    for attempt in range(TRIES_MORE + 1):
        login, have = session.logins.get(host_address(url)), session.have.get(url)
        headers = have.headers() if have else {}
        response = session.get(url, stream=True, allow_redirects=False, auth=login, headers=headers)
        host.next = time.monotonic() + host.delay
        if response.status_code not in TRANSIENT:
            break
        wait = retry_after(response)
        if wait is not None and wait > PATIENCE:
            session.aside[host_address(url)] = time.monotonic() + wait
            break
        if attempt < TRIES_MORE:
            response.close()
            time.sleep(0.3 * 2**attempt if wait is None else wait)
    return response


def wait_for_turn(host: Manners) -> None:
    """Keeps the distance between two pages that a host asks for."""
    time.sleep(max(0.0, host.next - time.monotonic()))


def check_address(source: str, url: str) -> None:
    """Only public web addresses are read, never files or other protocols that a page points to."""
    try:
        split = urlsplit(url)
        whole = split.scheme in {"http", "https"} and bool(split.hostname) and (split.port or 1) > 0
    except ValueError:
        whole = False
    if not whole:
        raise FetchError(source, f"only http and https addresses can be read, not {url[:200]!r}")


def page_of(source: str, response: requests.Response, limit: int) -> Page:
    """The page that an answer holds, or an error when it is none or too much."""
    status = response.status_code
    if status == HTTPStatus.NOT_MODIFIED and {"If-None-Match", "If-Modified-Since"} & set(response.request.headers):
        raise NotModified(source)
    if status >= 400 or status in (204, 304):
        raise FetchError(source, answer_in_words(response), transient=status in TRANSIENT, status=status)
    announced = response.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > limit:
        raise too_large(source, limit)
    content = b"".join(limited(source, pieces_of(response), limit))
    media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    charset = parameters.casefold().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Page(without_login(str(response.url)), content, media_type.strip().casefold(), charset)


def validators_of(url: str, response: requests.Response) -> Validators:
    """By what the server will know this version of the page again."""
    told = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
    return Validators(url, *(value if len(value) <= LONGEST_VALIDATOR and value.isascii() else "" for value in told))


def limited(source: str, pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """The pieces of a body, up to a limit in bytes."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise too_large(source, limit)
        yield piece


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
    if "timed out as a whole" in text:
        return FetchError(source, TOO_SLOW, transient=True)
    if isinstance(error, requests.Timeout) or "timed out" in text:
        return FetchError(source, "the server did not answer within the time limit", transient=True)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema | UnicodeError):
        return FetchError(source, "this is no address of a web page")
    if isinstance(error, requests.exceptions.ContentDecodingError) or "decode" in text:
        return FetchError(source, "the server sent a page whose compression is broken")
    if "IncompleteRead" in text or "InvalidChunkLength" in text:
        return FetchError(source, "the page was cut off on its way", transient=True)
    if "NameResolution" in text or "Name or service not known" in text or "getaddrinfo" in text:
        return FetchError(source, "no server of that name was found", transient=True)
    return FetchError(source, "the connection to the server failed", transient=True)


def allow(source: str, url: str, session: PoliteSession) -> None:
    """Raises when the host's robots.txt does not want the page to be read by us."""
    host = host_address(url)
    if host not in session.hosts:
        session.hosts[host] = read_robots(source, host, session)
    rules = session.hosts[host].rules
    if rules is not None and not rules.can_fetch(NAME, url):
        raise FetchError(source, "the site's robots.txt asks not to read this page")
