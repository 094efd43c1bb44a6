"""Connections that lead only where they may, and exchanges over them that end in time: what all our clients share."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer, get_ident
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052


class TooSlow(requests.Timeout):
    """An exchange took longer than all of it may."""


class LeadsInside(Exception):
    """An address leads to this machine or its network, and nobody named it. No OSError, so that nobody tries again."""


class Watch:
    """What watches over the connections of one session, which may be used from several threads.

    guarded:  whether addresses inside this machine and its network are refused
    allowed:  (host, port) that the user named, wherever they lead
    """

    def __init__(self, guarded: bool = False) -> None:
        self.guarded = guarded
        self.allowed: set[tuple[str, int]] = set()
        self._busy: dict[int, list[Watched]] = {}
        self._ends: dict[int, float] = {}

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Ends what this thread does with the session after so many seconds, with TooSlow."""
        me = get_ident()
        self._ends[me] = time.monotonic() + seconds
        timer = Timer(seconds, self._cut, [me])
        timer.daemon = True
        timer.start()
        try:
            yield
            # A connection that was cut looks like one that the other side has ended well.
            if time.monotonic() >= self._ends[me]:
                raise TooSlow("timed out as a whole")
        except TooSlow:
            raise
        except Exception as error:
            if time.monotonic() >= self._ends[me]:
                raise TooSlow("timed out as a whole") from error
            raise
        finally:
            timer.cancel()
            del self._ends[me]
            for connection in self._busy.pop(me, []):
                connection.forget_if_closed()

    def begin(self, connection: "Watched") -> None:
        """A connection is about to be used by this thread."""
        me = get_ident()
        if time.monotonic() >= self._ends.get(me, float("inf")):
            raise TooSlow("timed out as a whole")
        if me in self._ends:
            self._busy.setdefault(me, []).append(connection)

    def check(self, host: str, port: int, found: set[str]) -> None:
        """Raises when a host that nobody named has one of its addresses inside this machine or its network."""
        inside = sorted(address for address in found if is_inside(address))
        if self.guarded and inside and (host.casefold(), port) not in self.allowed:
            raise LeadsInside(f"{host} is {inside[0]}")

    def is_busy(self, connection: "Watched") -> bool:
        """Whether a connection is in use by some thread."""
        return any(connection is one for busy in list(self._busy.values()) for one in busy)

    def _cut(self, thread: int) -> None:
        for connection in self._busy.get(thread, []):
            connection.cut()


class Watched:
    """A connection under a watch. It has a second handle on its socket, by which another thread can end it."""

    watch: Watch
    host: str
    port: int
    sock: Any
    twin: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        self.watch.begin(self)
        # Before connecting, so that nobody inside is even rung at; and after, for the name may mean another place now.
        with suppress(OSError, UnicodeError):
            told = socket.getaddrinfo(self.host.strip("[]"), self.port, type=socket.SOCK_STREAM)
            self.watch.check(self.host, self.port, {str(one[4][0]) for one in told})
        reached: socket.socket = super()._new_conn()  # type: ignore[misc]
        try:
            self.watch.check(self.host, self.port, {str(reached.getpeername()[0])})
        except LeadsInside:
            reached.close()
            raise
        self._forget()
        self.twin = socket.socket(fileno=os.dup(reached.fileno()))
        return reached

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        """Begins a request."""
        self.watch.begin(self)
        super().putrequest(*args, **kwargs)  # type: ignore[misc]

    def close(self) -> None:
        """Ends the connection; in an exchange the second handle stays, for a body may be read after that."""
        super().close()  # type: ignore[misc]
        if not self.watch.is_busy(self):
            self._forget()

    def cut(self) -> None:
        """Ends the connection in the middle of whatever another thread does with it."""
        if self.twin is not None:
            with suppress(OSError):
                self.twin.shutdown(socket.SHUT_RDWR)

    def forget_if_closed(self) -> None:
        """Lets go of the second handle, for the first one is gone."""
        if self.sock is None:
            self._forget()

    def _forget(self) -> None:
        if self.twin is not None:
            self.twin.close()
            self.twin = None


class WatchedAdapter(HTTPAdapter):
    """Connections under a watch that wait at most `timeout` seconds for a connection or for the next bytes."""

    def __init__(self, watch: Watch, timeout: float, **options: Any) -> None:
        self.watch = watch
        self.timeout = timeout
        super().__init__(**options)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The pools, whose connections are watched."""
        super().init_poolmanager(*args, **kwargs)
        bases = {"http": (HTTPConnectionPool, HTTPConnection), "https": (HTTPSConnectionPool, HTTPSConnection)}
        self.poolmanager.pool_classes_by_scheme = {
            scheme: type("Pool", (pool,), {"ConnectionCls": type("Connection", (Watched, base), {"watch": self.watch})})
            for scheme, (pool, base) in bases.items()
        }

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer, or an error after the time limit."""
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        return super().send(request, *args, **kwargs)


def is_inside(address: str) -> bool:
    """Whether an IP address is one of this machine, of a private network or reserved, also when IPv6 wraps it."""
    found = ip_address(address.partition("%")[0])
    return any(not one.is_global or one.is_multicast for one in (found, *wrapped(found)))


def wrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return []
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    return [one for one in (address.sixtofour, low if address in NAT64 else None) if one]


def retry_after(response: requests.Response) -> float | None:
    """The seconds that Retry-After asks for, given as a number or as a date; None when it asks for nothing."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time()) if said else None
    except (TypeError, ValueError, OverflowError):
        return None
