"""One polite conversation with Wikidata's API: slow enough, patient, and over when it does not answer."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock, Semaphore
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from flows import __version__
from flows.errors import LinkError
from flows.exchange import Watch, WatchedAdapter, retry_after
from flows.settings import Settings

TRIES = 3  # for one request
GIVE_UP = 3  # requests in a row without an answer, and Wikidata is left alone for this run
TOTAL = 3  # times the limit for one read: the limit for a whole exchange
LONGEST_WAIT = 60.0  # seconds; told to wait longer, we go on without
LARGEST = 32 * 1024 * 1024  # bytes of one answer
AT_ONCE = 3  # https://www.mediawiki.org/wiki/Wikimedia_APIs/Rate_limits
# Errors inside HTTP 200 that say something of the question, not of the moment: asking again cannot help.
LASTING = {"no-such-entity", "param-missing", "toomanyvalues", "badvalue", "invalid-path", "unknown_action"}


@dataclass(frozen=True, slots=True)
class Clock:
    """Where time comes from, so that tests need not wait."""

    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class Refused(Exception):
    """One try failed; `wait` is what Retry-After asked for, in seconds, or None; `reached`: somebody was there."""

    def __init__(self, reason: str, wait: float | None = None, *, reached: bool = True) -> None:
        super().__init__(reason)
        self.wait = wait
        self.reached = reached


@dataclass
class Conversation:
    """A session with the API. `ask` is safe to call from several threads."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    asked: int = 0
    _silent: int = 0
    _next: float = 0.0
    _lock: Lock = field(default_factory=Lock)
    _places: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE))
    _session: requests.Session = field(default_factory=requests.Session)
    _watch: Watch = field(default_factory=Watch)

    def __post_init__(self) -> None:
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, WatchedAdapter(self._watch, self.settings.fetch_timeout))
        library = f"python-requests/{requests.__version__}"
        self._session.headers.update(
            {
                "User-Agent": f"communique/{__version__} ({self.settings.asks_as}) {library}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
            }
        )

    def ask(self, params: Mapping[str, str]) -> dict[str, Any]:
        """The API's answer; LinkError when there is none after some patience."""
        if self.hopeless:
            raise LinkError("Wikidata does not answer; the rest waits for the next run")
        reason, reached = "no answer", False
        for attempt in range(TRIES):
            try:
                answer = self._once(params)
            except Refused as refusal:
                reason, reached = str(refusal), reached or refusal.reached
                if not self._wait(refusal.wait, attempt):
                    break
                continue
            self._silent = 0
            return answer
        self._silent = self._silent + 1 if reached else GIVE_UP  # where nobody is, nobody will be in a second
        raise LinkError(f"Wikidata did not answer {_short(params)}: {reason}")

    @property
    def hopeless(self) -> bool:
        """Whether so many requests in a row failed that no more are sent."""
        return self._silent >= GIVE_UP

    def close(self) -> None:
        """Ends the session."""
        self._session.close()

    def _wait(self, asked_for: float | None, attempt: int) -> bool:
        """Waits before the next try; False when there is to be none."""
        if attempt == TRIES - 1:
            # Others must not hurry either: the next request keeps the distance that was asked for.
            self._hold(asked_for or 0.0)
            return False
        wait = self.settings.wikidata_interval * 2.0**attempt if asked_for is None else asked_for
        if wait > LONGEST_WAIT:
            self._silent = GIVE_UP
            return False
        self._hold(wait)
        return True

    def _hold(self, seconds: float) -> None:
        with self._lock:
            self._next = max(self._next, self.clock.monotonic() + seconds)

    def _once(self, params: Mapping[str, str]) -> dict[str, Any]:
        self._take_turn()
        query = {**params, "format": "json", "formatversion": "1"}
        limit = self.settings.fetch_timeout
        try:
            # The API redirects nobody; following would also escape the count of requests.
            with (
                self._places,
                self._watch.within(TOTAL * limit),
                self._session.get(
                    self.settings.wikidata_api, params=query, timeout=limit, stream=True, allow_redirects=False
                ) as response,
            ):
                return _read(response, self._body(response))
        except (requests.RequestException, HTTPError) as error:
            raise Refused(type(error).__name__, reached=not isinstance(error, requests.ConnectionError)) from error
        finally:
            # Counted from the answer, so that a request that was long on its way is not overtaken by the next.
            self._hold(self.settings.wikidata_interval)

    def _take_turn(self) -> None:
        with self._lock:
            now = self.clock.monotonic()
            start = max(now, self._next)
            self._next = start + self.settings.wikidata_interval
            self.asked += 1
        if start > now:
            self.clock.sleep(start - now)

    def _body(self, response: requests.Response) -> bytes:
        """The whole body, or Refused when it grows too large or takes too long."""
        end = self.clock.monotonic() + TOTAL * self.settings.fetch_timeout
        body = bytearray()
        # read1 gives what has come; iter_content would wait for whole pieces of an answer that trickles.
        while piece := response.raw.read1(65536, decode_content=True):
            body += piece
            if len(body) > LARGEST:
                raise Refused("the answer does not end")
            if self.clock.monotonic() > end:
                raise Refused("the answer takes too long")
        return bytes(body)


def _read(response: requests.Response, body: bytes) -> dict[str, Any]:
    """The JSON of a good answer; Wikidata hides errors in HTTP 200 bodies, so look inside."""
    wait = retry_after(response)
    if response.status_code != 200:
        raise Refused(f"HTTP {response.status_code}", wait)
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("the answer is no JSON", wait) from None
    if not isinstance(answer, dict):
        raise Refused("the answer is no JSON object", wait)
    error = answer.get("error")
    if error is not None and (not isinstance(error, dict) or error.get("code") not in LASTING):
        raise Refused(f"error {error.get('code') if isinstance(error, dict) else error!r}", wait)
    return answer


def _short(params: Mapping[str, str]) -> str:
    said = params.get("search") or params.get("ids", "")
    return repr(said if len(said) <= 40 else said[:39] + "…")
