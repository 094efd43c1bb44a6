"""The files of published articles stay as they were published, and whoever changes one is told."""

import os
from pathlib import Path

import pytest
from released import SETTINGS, published, release

from flows.errors import PublishError
from flows.publish import publish


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The Turtle of a published article."""
    publish(release(), tmp_path, SETTINGS)
    [path] = tmp_path.glob("articles/*/graph.ttl")
    return path


def altered(path: Path, old: bytes, new: bytes) -> None:
    """Writes into a file that is not meant to be written into."""
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(old, new))


def test_what_releases_share_is_not_to_be_written_into(graph: Path) -> None:
    assert not any(path.stat().st_mode & 0o222 for path in graph.parent.iterdir())


@pytest.mark.parametrize("new", [b"Ruritanya", b"Ruritania and Graustark"])
def test_a_kept_article_that_somebody_changed_stops_the_run(graph: Path, tmp_path: Path, new: bytes) -> None:
    before = (tmp_path / "dataset.ttl").read_bytes()
    altered(graph, b"Ruritania", new)
    with pytest.raises(PublishError, match=r"graph\.ttl: this file is no longer as it was published"):
        publish(release(published("second")), tmp_path, SETTINGS)
    assert (tmp_path / "dataset.ttl").read_bytes() == before


def test_a_change_is_found_when_the_file_claims_to_be_old(graph: Path, tmp_path: Path) -> None:
    altered(graph, b"Ruritania", b"Ruritanya")
    os.utime(graph, (0, 0))
    with pytest.raises(PublishError, match=r"graph\.ttl"):
        publish(release(published("second")), tmp_path, SETTINGS)


def test_a_file_that_is_gone_is_told(graph: Path, tmp_path: Path) -> None:
    (graph.parent / "links.csv").unlink()
    with pytest.raises(PublishError, match=r"links\.csv"):
        publish(release(published("second")), tmp_path, SETTINGS)


def test_a_file_that_was_only_touched_is_as_it_was(graph: Path, tmp_path: Path) -> None:
    graph.touch()
    assert len(publish(release(published("second")), tmp_path, SETTINGS).kept) == 1
