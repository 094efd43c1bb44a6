"""A server on the loopback, and settings that are quick to give up."""

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest
import requests
from ingest_server import Handler, Server

from flows.ingest import open_session
from flows.settings import Settings


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback, gone after the test."""
    handler = type("Served", (Handler,), {})
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    http.daemon_threads = True
    handler.served = Server(f"http://127.0.0.1:{http.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield handler.served  # type: ignore[attr-defined]
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def settings() -> Settings:
    return Settings(fetch_timeout=2.0, fetch_limit=1024 * 1024, contact="https://example.org/contact")


@pytest.fixture
def session(settings: Settings) -> Iterator[requests.Session]:
    with open_session(settings) as session:
        yield session
