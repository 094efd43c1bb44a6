"""The connections of a polite session: who we say that we are, what is tried again, and where they may lead."""

import requests
from urllib3.util.retry import Retry

from flows import __version__
from flows.exchange import Watch, WatchedAdapter
from flows.ingest.session import NAME, REDIRECTS, TRIES_MORE
from flows.settings import Settings

POOLS = 32  # hosts whose connections are kept open


class Connection(requests.Session):
    """Connections under a watch; `allowed` are the hosts and ports that the user named, and may name later."""

    def __init__(self, settings: Settings, allowed: set[tuple[str, int]]) -> None:
        super().__init__()
        self.watch = Watch(guarded=not settings.allow_private)
        self.watch.allowed = allowed
        self.max_redirects = REDIRECTS
        self.headers.update(
            {
                "User-Agent": f"{NAME}/{__version__} (+{settings.asks_as}) python-requests/{requests.__version__}",
                "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
                "Accept-Language": "en",
                "Accept-Encoding": "gzip, deflate",
            }
        )
        for scheme in ("http://", "https://"):
            options = {"max_retries": retries(), "pool_connections": POOLS}
            self.mount(scheme, WatchedAdapter(self.watch, settings.fetch_timeout, **options))


def retries() -> Retry:
    """What is tried again at once: no connection, and an answer that broke off."""
    return Retry(
        total=TRIES_MORE,
        read=1,
        redirect=0,
        backoff_factor=0.3,
        backoff_jitter=0.1,
        raise_on_redirect=False,
        respect_retry_after_header=False,
    )
