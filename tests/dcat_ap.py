"""What a catalogue must look like by DCAT-AP 3: in our own words, and by the official shapes where they are at hand.

The variable COMMUNIQUE_TEST_DCAT_AP names a folder that holds `dcat-ap-SHACL.ttl` of DCAT-AP 3.0.0 or 3.0.1.
"""

import os
from pathlib import Path

import pytest
from rdflib import Graph

VARIABLE = "COMMUNIQUE_TEST_DCAT_AP"
OURS = Path(__file__).parent / "publish" / "dcat_ap.ttl"


def official() -> Path | None:
    """The official shapes, or None when nobody has put them anywhere."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) / "dcat-ap-SHACL.ttl" if folder else None


def needed_official() -> Graph:
    """The official shapes; the test is skipped without them."""
    path = official()
    if path is None:
        pytest.skip(f"the official shapes of DCAT-AP: {VARIABLE} names no folder")
    return Graph().parse(path)


def demands() -> list[Graph]:
    """Ours, and the official ones where they are at hand."""
    return [Graph().parse(path) for path in (OURS, official()) if path is not None]
