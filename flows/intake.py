"""The sources of one run: opened up, asked politely, host beside host, and only for what may be new."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event, Lock
from time import sleep, time
from typing import Protocol

from flows.batch import Batch, attempt, failure_of, in_short
from flows.errors import FetchError, NotModified, SourceError
from flows.identity import apart
from flows.ingest import LONGEST_WAIT, PoliteSession, expand, ingest_all, is_address, open_session, without_login
from flows.ingest.directories import pages_of
from flows.ingest.listing import Listed, is_listing, read_listing
from flows.ingest.session import Login, Validators, host_address
from flows.ingest.visits import Visit, Visits
from flows.model import Article, Failure
from flows.settings import Settings

LOG = logging.getLogger(__name__)

HOSTS = 8  # that are asked at once
EARLY = 300.0  # seconds at most: a run by the clock may begin a little sooner after the last than its cron says
NO_MORE = (404, 410)  # Not Found, Gone


class Published(Protocol):
    """What is published already, as far as asking for it again is concerned."""

    def is_current(self, origin: str, hash: str) -> bool:
        """Whether the article of that origin and text needs no reading."""

    def origin_at(self, address: str) -> str | None:
        """The origin of the article that was read at an address, None when none is published."""

    def is_gone(self, origin: str) -> bool:
        """Whether an article is marked as one whose page is gone."""


@dataclass(frozen=True, slots=True)
class Same:
    """A page that is as it was, and of which all is published that it states."""

    origin: str


@dataclass(frozen=True, slots=True)
class Vanished:
    """A page that is there no longer, of which something is published; `status` is what its server says."""

    origin: str
    status: int


Outcome = list[Article | Failure] | Failure | Same | Vanished | None  # None: it was not asked yet


class Intake:
    """The sources of one run. Reading again asks only those whose failure may pass by itself."""

    def __init__(
        self,
        sources: Sequence[str],
        settings: Settings,
        published: Published | None = None,
        memory: Path | None = None,
        *,
        force: bool = False,
    ) -> None:
        """`memory` is the file of what is remembered between runs; with `force` all is asked for as if it were not."""
        self.named = tuple(without_login(source) for source in sources)
        self.settings = settings
        self.outcomes: dict[str, Outcome] = {}
        self.not_due: list[str] = []
        self._published, self._force, self._now = published, force, time()
        self._visits = Visits(memory)
        self._plain = [source for source in sources if not is_listing(source)]
        self._listings = [source for source in sources if is_listing(source)]
        self._is_open = False
        self._places: dict[str, Listed] = {}
        self._unopened: dict[str, Failure | None] = {}  # the places that could not be opened yet, and why
        self._members: dict[str, Listed] = {}
        self._found: set[str] = set()
        self._allowed: set[tuple[str, int]] = set()
        self._logins: dict[str, Login] = {}

    def __str__(self) -> str:
        return in_short(self.named)

    def read(self) -> Batch[Article]:
        """The articles of all sources, with folders and feeds opened up, in their order, each once."""
        with open_session(self.settings, [source for source in self._plain if is_address(source)]) as session:
            self._go_on(session)
            self._open(session)
            self._found, self._allowed, self._logins = session.found, session.allowed, session.logins
            self._ask([source for source in self.outcomes if self.may_pass(source)], session)
            self._come_back(session)
        # An article that was read at two addresses is one.
        articles = {(article.url or article.source, article.hash): article for article in self._articles()}
        return apart(Batch(articles.values(), self.failures()))

    def read_again(self, read: Batch[Article], addresses: Mapping[str, str | None]) -> Batch[Article]:
        """Articles by their origins, whatever is published of them: of those that this run has read, else fetched.

        addresses:  where each origin is read; None where it cannot be
        """
        there = {article.url or article.source: article for article in read.kept}
        ask = {origin: place for origin, place in addresses.items() if place and origin not in there}
        with open_session(self.settings) as session:
            self._go_on(session)
            session.found |= set(ask.values())
            outcomes = [attempt("ingest", partial(self._fetched, session=session), place) for place in ask.values()]
        some = (outcome for outcome in outcomes if isinstance(outcome, list))
        fetched = [one for read in some for one in read if isinstance(one, Article)]
        again = [*(there[origin] for origin in addresses if origin in there), *fetched]
        return apart(Batch(again, [outcome for outcome in outcomes if isinstance(outcome, Failure)]))

    def failures(self) -> list[Failure]:
        """The sources that failed so far."""
        every = [*self._unopened.values(), *self.outcomes.values()]
        parts = (one for outcome in every for one in (outcome if isinstance(outcome, list) else [outcome]))
        return [one for one in parts if isinstance(one, Failure)]

    def vanished(self) -> list[Vanished]:
        """The pages that are gone since something was published of them."""
        return [outcome for outcome in self.outcomes.values() if isinstance(outcome, Vanished)]

    def is_answered(self) -> bool:
        """Whether some source was read, is as it was, or is not due: then a run without articles has not failed."""
        opened = self._places.keys() - self._unopened.keys()
        left_out = any(outcome == [] or isinstance(outcome, Same | Vanished) for outcome in self.outcomes.values())
        return bool(self.not_due) or left_out or (bool(opened) and not self.outcomes) or any(self._articles())

    def remember(self) -> None:
        """Keeps for the next run when each source was asked, and which version of each page was read."""
        failed = {self._places[place].name for place in self._unopened}
        for name in sorted({listed.name for listed in self._places.values()} - failed):
            self._visits.keep_asked(name, self._now)
        self._visits.save(self._now)

    def may_pass(self, source: str) -> bool:
        """Whether a source was not asked yet, or failed for a reason that may be gone by the next time."""
        outcome = self.outcomes.get(source)
        return outcome is None or (isinstance(outcome, Failure) and outcome.transient)

    def failing(self) -> FetchError | None:
        """The first failure that may pass by itself, as an error; None when there is none."""
        failures = [failure for failure in self.failures() if failure.transient]
        return FetchError(failures[0].source, failures[0].reason, transient=True) if failures else None

    def _go_on(self, session: PoliteSession) -> None:
        """Lets a session know what an earlier one of this run knew: what was found, what was named, and logins."""
        session.found |= self._found
        session.allowed |= self._allowed
        session.logins |= self._logins

    def _articles(self) -> Iterator[Article]:
        read = (outcome for outcome in self.outcomes.values() if isinstance(outcome, list))
        return (one for some in read for one in some if isinstance(one, Article))

    def _open(self, session: PoliteSession) -> None:
        """Finds out what there is to read; what was opened already stays as it was then."""
        if not self._is_open:
            for source in expand(self._plain, self.settings, session):
                self.outcomes[source] = None
            for listed in (one for name in self._listings for one in read_listing(Path(name))):
                self._take(listed)
            self._is_open = True
        for place, failure in list(self._unopened.items()):
            if failure is None or failure.transient:
                self._open_place(place, session)

    def _take(self, listed: Listed) -> None:
        """Adds a source of a file to what is read, if its time has come."""
        asked = self._visits.asked(listed.name)
        # A clock that was set back must not silence a source.
        early = min(EARLY, listed.interval / 10)
        if asked is not None and not self._force and 0 <= self._now - asked < listed.interval - early:
            self.not_due.append(listed.name)
            return
        self._places |= dict.fromkeys(listed.places, listed)
        self._unopened |= dict.fromkeys(listed.places)

    def _open_place(self, place: str, session: PoliteSession) -> None:
        listed = self._places[place]
        try:
            pages = pages_of(listed, place, self.settings, session, self._visits, self._now - listed.watch)
        except SourceError as error:
            self._unopened[place] = replace(failure_of(error), source=without_login(place))
            return
        del self._unopened[place]
        for page in pages:
            self._members.setdefault(page, listed)
            self.outcomes.setdefault(page)

    def _ask(self, sources: list[str], session: PoliteSession) -> None:
        """Reads sources, those of one host one after the other, those of several hosts at the same time."""
        queues: dict[str, list[str]] = {}
        for source in sources:
            queues.setdefault(host_address(source) if is_address(source) else "", []).append(source)
        step = partial(attempt, "ingest", partial(self._one, session=session))
        self.outcomes |= side_by_side(step, list(queues.values()))

    def _one(self, source: str, session: PoliteSession) -> Outcome:
        """What a source holds, if it may be new."""
        visit = self._visits.page(source)
        if visit and self._is_known(visit, self._members.get(source)):
            session.have[visit.validators.url] = visit.validators
        try:
            return self._fetched(source, session)
        except NotModified:
            return Same(visit.origin) if visit else []
        except FetchError as error:
            origin = self._origin_of(source, visit) if error.status in NO_MORE else None
            if origin is None or self._published is None or error.status is None:
                raise
            return Same(origin) if self._published.is_gone(origin) else Vanished(origin, error.status)

    def _fetched(self, source: str, session: PoliteSession) -> list[Article | Failure]:
        """The articles of a source that are wanted."""
        listed = self._members.get(source)
        articles = ingest_all(source, self.settings, session, listed.publisher if listed else None)
        wanted = [one for one in articles if listed is None or isinstance(one, Failure) or listed.wants_text(one.text)]
        if is_address(source) and isinstance(articles[0], Article):
            self._keep(source, articles[0], listed, "" if wanted else _words(listed), session)
        return wanted

    def _keep(
        self, source: str, article: Article, listed: Listed | None, left_out: str, session: PoliteSession
    ) -> None:
        earlier = self._visits.page(source)
        validators = session.got.get(source, Validators(source))
        origin, name = article.url or article.source, listed.name if listed else ""
        first = earlier.first if earlier else self._now
        self._visits.keep_page(Visit(source, validators, origin, article.hash, name, left_out, first, self._now))

    def _is_known(self, visit: Visit, listed: Listed | None) -> bool:
        """Whether a page need not come again unless it has changed."""
        if self._force or self._published is None:
            return False
        if visit.left_out:
            return visit.left_out == _words(listed)
        return self._published.is_current(visit.origin, visit.hash)

    def _origin_of(self, source: str, visit: Visit | None) -> str | None:
        if self._published is None or not is_address(source):
            return None
        return self._published.origin_at(visit.origin if visit else source)

    def _come_back(self, session: PoliteSession) -> None:
        """Asks once more what hosts put off that asked for some time; after that it is not asked again in this run."""
        waits = {source: session.wait_of(source) for source in self.outcomes if self.may_pass(source)}
        soon = {source: wait for source, wait in waits.items() if 0 < wait <= LONGEST_WAIT}
        if soon:
            LOG.info("waiting %.0f seconds for hosts that asked for time", max(soon.values()))
            sleep(max(soon.values()))
            self._ask(list(soon), session)
        for source, outcome in self.outcomes.items():
            if isinstance(outcome, Failure) and waits.get(source):
                self.outcomes[source] = replace(outcome, transient=False)


def _words(listed: Listed | None) -> str:
    """The filters by words of a source, to tell later whether they are others."""
    return repr((listed.only.words, listed.but.words)) if listed else ""


def side_by_side(step: Callable[[str], Outcome], queues: Sequence[Sequence[str]]) -> dict[str, Outcome]:
    """What the step makes of each source: each queue one after the other, several queues at the same time."""
    total, done = sum(map(len, queues)), 0
    stopped, lock = Event(), Lock()

    def work(queue: Sequence[str]) -> dict[str, Outcome]:
        nonlocal done
        found: dict[str, Outcome] = {}
        for source in queue:
            if stopped.is_set():
                break
            found[source] = step(source)
            with lock:
                done += 1
                place = {"stage": "ingest", "done": done, "total": total}
                LOG.info("ingest %d of %d: %s", done, total, source, extra=place)
        return found

    if len(queues) < 2:
        return work(queues[0]) if queues else {}
    with ThreadPoolExecutor(HOSTS, "asks a host") as pool:
        try:
            results = list(pool.map(work, queues))
        except BaseException:
            stopped.set()  # whoever stops a run waits for one page at most
            raise
    return {source: outcome for result in results for source, outcome in result.items()}
