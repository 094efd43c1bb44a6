"""What all tests share: no network but the loopback, and settings that write nowhere but in the test's folder."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.server import CALM_PREFECT

# Before any test imports Prefect.
os.environ.update(CALM_PREFECT)

STARTUP = 180  # seconds: the first start of a server compiles all of Prefect, and other processes may be busy

LOOPBACK = {"127.0.0.1", "localhost", "::1", "0.0.0.0", ""}


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that tries the network fails, and says where it wanted to go."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"this test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test has a cache folder of its own, so that nothing is remembered from one to the next."""
    monkeypatch.setenv("COMMUNIQUE_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A temporary Prefect server with a database of its own."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=STARTUP):
        yield
