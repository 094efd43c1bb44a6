"""Settings that point at a loopback Wikidata and hardly wait."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from replay import INTERVAL, Replay

from flows.settings import Settings


@pytest.fixture
def near(tmp_path: Path) -> Callable[[Replay], Settings]:
    """Settings for one replay, with a cache folder of the test's own."""

    def settings(replay: Replay, folder: str = "wikidata") -> Settings:
        return replace(
            Settings(),
            wikidata_api=replay.address,
            wikidata_interval=INTERVAL,
            fetch_timeout=0.4,
            cache=tmp_path / folder,
        )

    return settings
