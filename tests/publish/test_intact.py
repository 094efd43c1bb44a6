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


def test_a_run_looks_at_some_articles_and_the_next_at_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("first", "second", "third")
    publish(release(*(published(name, title=f"The {name}") for name in names)), tmp_path, SETTINGS)
    monkeypatch.setattr("flows.publish.intact.AT_ONCE", 1)
    (last,) = tmp_path.glob("articles/the-third*/graph.ttl")
    altered(last, b"Ruritania", b"Ruritanya")
    for name in ("fourth", "fifth"):
        publish(release(published(name, title=f"A {name}")), tmp_path, SETTINGS)
    monkeypatch.setattr("flows.publish.intact.AT_ONCE", 3)
    with pytest.raises(PublishError, match=r"the-third.*graph\.ttl"):
        publish(release(published("sixth", title="A sixth")), tmp_path, SETTINGS)


def test_an_altered_article_is_told_by_the_run_that_would_replace_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(release(published("first", title="A first"), published("second", title="The second")), tmp_path, SETTINGS)
    monkeypatch.setattr("flows.publish.intact.AT_ONCE", 1)
    (second,) = tmp_path.glob("articles/the-second*/graph.ttl")
    altered(second, b"Ruritania", b"Ruritanya")
    with pytest.raises(PublishError, match=r"the-second.*graph\.ttl"):
        publish(release(published("second", title="The second", start="2020")), tmp_path, SETTINGS)
