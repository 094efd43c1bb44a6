"""An article of our own."""

from pathlib import Path

import pytest
from here import run_here
from written import write_article

__all__ = ["article", "run_here"]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article of our own, as a text file with header lines."""
    return write_article(tmp_path, "bloc-grows", "Sweden joined NATO in March 2024.")
