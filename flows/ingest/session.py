"""The polite session: says who it is, waits when told to, tries again only what may pass, and obeys robots.txt."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from flows import __version__
from flows.settings import Settings

NAME = "communique"  # by which robots.txt may speak of us
TRANSIENT = (429, 500, 502, 503, 504)
TRIES_MORE = 3
LONGEST_WAIT = 60  # seconds that Retry-After may ask for
REDIRECTS = 10


class PoliteSession(requests.Session):
    """A session that remembers what each host's robots.txt said in this run; None: it said nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.robots: dict[str, RobotFileParser | None] = {}


class PatientAdapter(HTTPAdapter):
    """Connections that never wait longer than `timeout` seconds for a connection or for the next bytes."""

    def __init__(self, timeout: float, **options: Any) -> None:
        self.timeout = timeout
        super().__init__(**options)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer, or an error after the time limit."""
        kwargs["timeout"] = kwargs.get("timeout") or self.timeout
        return super().send(request, *args, **kwargs)


def open_session(settings: Settings) -> requests.Session:
    """A session for one run; close it at the end."""
    session = PoliteSession()
    session.max_redirects = REDIRECTS
    encodings = ["gzip", "deflate", *(["br"] if find_spec("brotli") or find_spec("brotlicffi") else [])]
    session.headers.update(
        {
            "User-Agent": f"{NAME}/{__version__} (+{settings.asks_as}) python-requests/{requests.__version__}",
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Language": "en",
            "Accept-Encoding": ", ".join(encodings),
        }
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, PatientAdapter(settings.fetch_timeout, max_retries=retries()))
    return session


def retries() -> Retry:
    """What is tried again: no connection, and answers that say "not now"; Retry-After is obeyed up to a minute."""
    return Retry(
        total=TRIES_MORE,
        read=1,
        redirect=0,
        status_forcelist=TRANSIENT,
        allowed_methods={"GET", "HEAD"},
        backoff_factor=0.3,
        backoff_jitter=0.1,
        raise_on_status=False,
        raise_on_redirect=False,
        retry_after_max=LONGEST_WAIT,
    )


def host_address(url: str) -> str:
    """Scheme, host and port of an address: what one robots.txt speaks for."""
    split = urlsplit(url)
    return f"{split.scheme}://{split.netloc}"
