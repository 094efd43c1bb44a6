"""What a host's robots.txt asks of us (RFC 9309)."""

from collections.abc import Iterator
from contextlib import closing
from http import HTTPStatus
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from flows.errors import FetchError
from flows.ingest.inflate import pieces_of
from flows.ingest.session import LONGEST_DELAY, NAME, Manners, PoliteSession

LIMIT = 512 * 1024  # bytes; RFC 9309 demands at least 500 KiB
HOPS = 5  # redirects; after them there are no rules, says RFC 9309


def read_robots(source: str, host: str, session: PoliteSession) -> Manners:
    """The rules of a host; without any when it has none: then everything is allowed."""
    url, seen = f"{host}/robots.txt", set[str]()
    while url not in seen and len(seen) <= HOPS and url.startswith(("http://", "https://")):
        seen.add(url)
        with closing(session.get(url, stream=True, allow_redirects=False, auth=session.logins.get(host))) as response:
            target = session.get_redirect_target(response)
            if target is not None:
                url = urljoin(url, target)
                continue
            if response.status_code >= 500 or response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                raise FetchError(source, "the site's robots.txt cannot be read at the moment", transient=True)
            if not response.ok:
                break
            return manners(read(source, pieces_of(response)))
    return Manners()


def read(source: str, pieces: Iterator[bytes]) -> RobotFileParser:
    """The rules in a file."""
    body = b""
    for piece in pieces:
        body += piece
        if len(body) > LIMIT:
            raise FetchError(source, "the site's robots.txt is too large to be read")
    rules = RobotFileParser()
    rules.parse(body.decode("utf-8", errors="replace").removeprefix("\ufeff").splitlines())
    return rules


def manners(rules: RobotFileParser) -> Manners:
    """What the rules ask of us."""
    rate = rules.request_rate(NAME)
    asked = [float(rules.crawl_delay(NAME) or 0), rate.seconds / rate.requests if rate and rate.requests else 0.0]
    return Manners(rules, min(max(asked), LONGEST_DELAY))
