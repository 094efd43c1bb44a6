"""The same articles give the same bytes, wherever, whenever and in whatever order they are published."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from released import RUN, SETTINGS, published, readable, release

from flows.publish import DATASET_FORMS, Release, Withdrawal, bulk, publish
from flows.publish.index import CLOCKED

SAMPLE = Path(__file__).with_name("publish_sample.py")
HERE = {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "LC_ALL": "C"}


def contents(out: Path) -> dict[str, bytes]:
    """The bytes of each file of a release, without those that know the clock."""
    release = (out / ".current").resolve()
    paths = [Path(folder, name) for folder, _, names in os.walk(release, followlinks=True) for name in names]
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in paths if is_timeless(path)}


def is_timeless(path: Path) -> bool:
    """Whether a file says nothing of when and by which runs the release was made."""
    return path.name not in CLOCKED and path.parent.name not in ("changes", "ldes")


def sample(out: Path, order: str, environment: dict[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-W", "error", str(SAMPLE), str(out), order]
    subprocess.run(command, check=True, cwd=out.parent, env=os.environ | environment)
    return contents(out)


def test_surroundings_and_order_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    here = sample(tmp_path / "here", "forward", HERE)
    assert here == sample(tmp_path / "elsewhere" / "there", "reversed", ELSEWHERE)


def test_only_few_files_know_the_clock(tmp_path: Path) -> None:
    later = replace(RUN, started="2031-01-01T00:00:00+00:00", ended="2031-01-01T00:01:00+00:00", id="another", name="b")
    publish(release(), tmp_path / "now", SETTINGS)
    publish(release(run=later), tmp_path / "later", SETTINGS)
    assert contents(tmp_path / "now") == contents(tmp_path / "later")


def test_one_after_the_other_gives_the_same_as_both_at_once(tmp_path: Path) -> None:
    one, other = published(), published("talks", title="Talks about talks")
    publish(release(one, other), tmp_path / "once", SETTINGS)
    for article in (other, one):
        publish(release(article), tmp_path / "twice", SETTINGS)
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")


@pytest.mark.parametrize("name", ["graph.ttl", "graph.jsonld.gz", "facts.jsonl", "facts.csv"])
def test_another_date_in_one_fact_changes_only_its_lines(tmp_path: Path, name: str) -> None:
    lines = []
    for start in ("2024-04", "2024-05"):
        publish(release(published(start=start)), tmp_path / start, SETTINGS)
        [path] = (tmp_path / start / "articles").glob(f"*/{name}")
        lines.append(readable(path.with_name(name.removesuffix(".gz"))).decode().splitlines())
    changed = [(old, new) for old, new in zip(*lines, strict=True) if old != new]
    assert len(changed) == (3 if name == "graph.ttl" else 1)


@pytest.mark.parametrize("block", [bulk.BUFFER, bulk.ALIGNED])
def test_what_is_copied_from_the_release_before_is_as_if_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(bulk, "BUFFER", block)
    names = ("a", "c", "e", "g")
    articles = {name: published(name, title=f"{name} talks") for name in (*names, "b", "d", "f")}
    publish(release(*(articles[name] for name in names)), tmp_path / "grown", SETTINGS)
    articles |= {"c": published("c", title="c talks", start="2021"), "g": published("g", title="Another title")}
    for name in ("d", "b", "f", "c", "g"):
        publish(release(articles[name]), tmp_path / "grown", SETTINGS)
    publish(
        Release((), RUN, withdrawals=(Withdrawal("https://news.example/e", "why not"),)), tmp_path / "grown", SETTINGS
    )
    publish(release(*(articles[name] for name in "abcdfg")), tmp_path / "once", SETTINGS)
    once, grown = contents(tmp_path / "once"), contents(tmp_path / "grown")
    assert {name: grown[name] for name in DATASET_FORMS} == {name: once[name] for name in DATASET_FORMS}


@pytest.mark.parametrize("how", [bytes.upper, lambda data: data + b"\n", lambda data: data[:100]])
def test_a_file_that_somebody_changed_is_not_copied_on(tmp_path: Path, how: Callable[[bytes], bytes]) -> None:
    one, other = published(), published("talks", title="Talks about talks")
    publish(release(one, other), tmp_path / "once", SETTINGS)
    publish(release(one), tmp_path / "twice", SETTINGS)
    path = tmp_path / "twice" / "dataset.ttl"
    path.write_bytes(how(path.read_bytes()))
    publish(release(other), tmp_path / "twice", SETTINGS)
    assert (tmp_path / "once" / "dataset.ttl").read_bytes() == path.read_bytes()
