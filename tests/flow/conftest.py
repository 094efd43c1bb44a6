"""One Prefect server for all flow tests, and an article of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from articles import write_article
from prefect.testing.utilities import prefect_test_harness


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A temporary Prefect server with a database of its own."""
    with prefect_test_harness():
        yield


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article of our own, as a text file with header lines."""
    return write_article(tmp_path, "bloc-grows", "Sweden joined NATO in March 2024.")
