"""The polite session: says who it is, keeps what each host asked for, and goes only where it may."""

import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from flows.ingest.addresses import without_login
from flows.settings import Settings
from flows.worker import Worker

if TYPE_CHECKING:  # slow to load, and of no use to a run that asks nobody
    import requests

    from flows.exchange import Watch
    from flows.ingest.connection import Connection

NAME = "communique"  # by which robots.txt may speak of us
TRANSIENT = (429, 500, 502, 503, 504)
TRIES_MORE = 3
REDIRECTS = 10
LONGEST_DELAY = 30.0  # seconds between two pages that robots.txt may ask for
LONGEST_WAIT = 60.0  # seconds that a run waits at its end for hosts that asked for time
READING = 60.0  # seconds for making an article of one page
MEMORY = 2 * 1024**3  # bytes for the same
GIVE_UP = 2  # failures of a host in a row, and it is left alone

Login = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows again which version of a page somebody has (RFC 9110); "" where it said nothing."""

    url: str  # that answered, after redirects
    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """What asks for a page only if it is another one by now."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass
class Manners:
    """What one host asks of us: its rules or None, the seconds between two pages, and when the next one is due."""

    rules: RobotFileParser | None = None
    delay: float = 0.0
    next: float = 0.0  # by time.monotonic()


class PoliteSession:
    """A session that remembers what each host asked for in this run. It connects when somebody is asked first.

    allowed:   (host, port) that the user named, wherever they lead
    found:     addresses that a feed gave, and that nobody named
    logins:    name and password by host, sent to that host alone
    aside:     until when a host is to be left alone, by time.monotonic(); inf: it is left alone in this run
    failures:  how often in a row a host gave no answer
    have:      by what servers know the pages that we have already, by their addresses
    got:       the same of the pages that were fetched, by what was asked for
    working:   held while the worker is at work, for it does one thing at a time
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.allowed: set[tuple[str, int]] = set()
        self.hosts: dict[str, Manners] = {}
        self.found: set[str] = set()
        self.logins: dict[str, Login] = {}
        self.aside: dict[str, float] = {}
        self.failures: Counter[str] = Counter()
        self.have: dict[str, Validators] = {}
        self.got: dict[str, Validators] = {}
        self.worker = Worker(READING, MEMORY)
        self.working = Lock()
        self._connecting = Lock()
        self._connection: Connection | None = None

    def __enter__(self) -> "PoliteSession":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections and the worker."""
        if self._connection is not None:
            self._connection.close()
        self.worker.close()

    @property
    def watch(self) -> "Watch":
        """What watches over the connections."""
        return self._connected().watch

    def get(self, url: str, **options: Any) -> "requests.Response":
        """The answer of a server."""
        return self._connected().get(url, **options)

    def get_redirect_target(self, response: "requests.Response") -> str | None:
        """Where an answer leads on to, None when it is no redirect."""
        return self._connected().get_redirect_target(response)

    def _connected(self) -> "Connection":
        with self._connecting:
            if self._connection is None:
                from flows.ingest.connection import Connection

                self._connection = Connection(self.settings, self.allowed)
            return self._connection

    def name(self, address: str) -> str:
        """The address without its login; the user named it, so it may lead anywhere, and its host gets the login."""
        plain = without_login(address)
        try:
            split = urlsplit(address)
            host, port = split.hostname, split.port or {"http": 80, "https": 443}.get(split.scheme, 0)
        except ValueError:
            return plain
        if host:
            self.allowed.add((host.casefold(), port))
        if split.username:
            self.logins[host_address(plain)] = (unquote(split.username), unquote(split.password or ""))
        return plain

    def wait_of(self, address: str) -> float:
        """How many seconds the host of an address is still to be left alone; 0 when it may be asked."""
        return max(0.0, self.aside.get(host_address(address), 0.0) - time.monotonic())

    def silent(self, address: str) -> None:
        """A host gave no answer; one that does so again and again is left alone."""
        host = host_address(address)
        self.failures[host] += 1
        if self.failures[host] >= GIVE_UP:
            self.aside[host] = float("inf")


def open_session(settings: Settings, named: Collection[str] = ()) -> PoliteSession:
    """A session for one run; close it at the end. `named` is what the user named."""
    session = PoliteSession(settings)
    for address in (*settings.logins, *named):
        session.name(address)
    return session


def host_address(url: str) -> str:
    """Scheme, host and port of an address: what one robots.txt speaks for."""
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return f"{split.scheme}://{split.netloc.rpartition('@')[2]}".casefold()
