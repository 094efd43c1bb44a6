"""A release grows: what was published before stays until its own article is read again."""

from dataclasses import replace
from pathlib import Path

import pytest
from released import RUN, SETTINGS, published, release

from flows.errors import PublishError
from flows.model import Failure
from flows.publish import Release, copy_release, load_dataset, publish, read_index

TALKS = published("talks", title="Talks about talks")


def states(out: Path) -> dict[str, str]:
    return {entry["source"]: entry["state"] for entry in read_index(out)["articles"]}


def test_an_article_that_was_not_read_again_is_kept(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    publish(release(TALKS), tmp_path, SETTINGS)
    assert states(tmp_path) == {"summit.txt": "kept", "talks.txt": "new"}


def test_an_article_that_changed_takes_the_place_of_its_old_version(tmp_path: Path) -> None:
    publish(release(published(start="2024-04"), TALKS), tmp_path, SETTINGS)
    publish(release(published(start="2024-05"), TALKS), tmp_path, SETTINGS)
    assert states(tmp_path) == {"summit.txt": "updated", "talks.txt": "unchanged"}


def test_a_new_title_does_not_leave_the_old_article_behind(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    publish(release(published(title="Ruritania did join")), tmp_path, SETTINGS)
    assert [path.name[:18] for path in (tmp_path / "articles").iterdir()] == ["ruritania-did-join"]


def test_a_source_that_failed_keeps_what_was_published_of_it(tmp_path: Path) -> None:
    failure = Failure("summit.txt", "no such file")
    publish(release(), tmp_path, SETTINGS)
    publish(Release((TALKS,), RUN, (failure,)), tmp_path, SETTINGS)
    index = read_index(tmp_path)
    assert states(tmp_path)["summit.txt"] == "kept"
    told = {"source": "summit.txt", "reason": "no such file", "transient": False, "quarantined": False}
    assert index["failures"] == [told]


def test_a_kept_article_still_names_the_run_that_read_it(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    publish(release(TALKS, run=replace(RUN, id="second")), tmp_path, SETTINGS)
    assert {entry["source"]: entry["run"] for entry in read_index(tmp_path)["articles"]} == {
        "summit.txt": RUN.id,
        "talks.txt": "second",
    }


def test_the_same_article_given_twice_is_published_once(tmp_path: Path) -> None:
    assert publish(release(published(), published()), tmp_path, SETTINGS).counts["articles"] == 1


def test_what_happened_is_told_by_slug(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    told = publish(release(TALKS), tmp_path, SETTINGS)
    assert [told.new[0][:5], told.kept[0][:9], told.updated, told.unchanged] == ["talks", "ruritania", (), ()]


def test_the_dataset_has_a_graph_for_each_article(tmp_path: Path) -> None:
    publish(release(published(), TALKS), tmp_path, SETTINGS)
    graphs = {graph.value for graph in load_dataset(tmp_path).named_graphs()}
    across = {graph for graph in graphs if "/graph/claims-" in graph}
    assert graphs - across == {entry["graph"] for entry in read_index(tmp_path)["articles"]}


def test_the_counts_are_those_of_the_files(tmp_path: Path) -> None:
    publish(release(published(), TALKS), tmp_path, SETTINGS)
    counts = read_index(tmp_path)["counts"]
    assert counts["facts"] == len((tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    assert counts["links"] == (tmp_path / "links.csv").read_text(encoding="utf-8").count(",same,")


def test_a_copy_is_plain_files_that_read_like_the_release(tmp_path: Path) -> None:
    publish(release(), tmp_path / "out", SETTINGS)
    copy_release(tmp_path / "out", tmp_path / "copy")
    assert not any(path.is_symlink() for path in (tmp_path / "copy").rglob("*"))
    assert read_index(tmp_path / "copy") == read_index(tmp_path / "out")
    assert len(list((tmp_path / "copy" / "articles").rglob("graph.ttl"))) == 1


def test_a_copy_takes_the_place_of_an_earlier_copy(tmp_path: Path) -> None:
    for article in (published(), TALKS):
        publish(release(article), tmp_path / "out", SETTINGS)
        copy_release(tmp_path / "out", tmp_path / "copy")
    assert len(list((tmp_path / "copy" / "articles").iterdir())) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "out"]


def test_a_copy_replaces_nothing_else(tmp_path: Path) -> None:
    publish(release(), tmp_path / "out", SETTINGS)
    (tmp_path / "mine").mkdir()
    with pytest.raises(PublishError, match="mine: this is no copy of a release"):
        copy_release(tmp_path / "out", tmp_path / "mine")


def test_the_release_before_can_still_be_read(tmp_path: Path) -> None:
    first = publish(release(), tmp_path, SETTINGS)
    publish(release(TALKS), tmp_path, SETTINGS)
    assert read_index(tmp_path / ".previous")["canonical_hash"] == first.hash


def test_an_empty_folder_has_no_index(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing is published here yet"):
        read_index(tmp_path)


def test_the_index_lists_each_file_with_its_size(tmp_path: Path) -> None:
    publish(release(), tmp_path, SETTINGS)
    index = read_index(tmp_path)
    files = index["files"] | {
        f"articles/{entry['slug']}/{name}": file for entry in index["articles"] for name, file in entry["files"].items()
    }
    assert "articles/ruritania" in " ".join(files)
    assert all(file["bytes"] == (tmp_path / path).stat().st_size for path, file in files.items())
