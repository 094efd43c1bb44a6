"""A large file has no checksum of its own: the release lists those of its parts, by which it can be checked."""

import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCAT, RDFS, SKOS
from released import RUN, SETTINGS, published, release
from test_canonical_hash import MANUAL
from test_same_bytes import contents

from flows.mapping import map_reading
from flows.publish import DATASET_FORMS, PublishedArticle, Withdrawal, joined, made_whole, publish, read_index
from flows.settings import MAPPINGS
from flows.stages import stated_claims

SPDX = Namespace("http://spdx.org/rdf/terms#")
CHECKS = [line for line in MANUAL.read_text(encoding="utf-8").split("\n") if line.startswith(("python3 ", "for "))]
CHECKS = [line for line in CHECKS if "parts/*.txt" in line]
NAMES = ("summit", "talks", "visit", "a truce", "vote")


def stating(name: str, start: str = "2024-05") -> PublishedArticle:
    """An article whose facts say which claims they state: others state the same, or another day."""
    article = published(name, title=f"A {name}", start=start)
    claims = stated_claims(article.reading, SETTINGS)
    return replace(article, quads=tuple(map_reading(article.reading, SETTINGS, claims=claims)))


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has files of a few kilobytes count as large."""
    monkeypatch.setattr(joined, "LARGE", 2000)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for number, name in enumerate(NAMES):
        publish(release(stating(name, f"202{number % 2}"), run=replace(RUN, id=name)), tmp_path / "out", SETTINGS)
    return tmp_path / "out"


def parts_of(list_: Path) -> list[tuple[str, int]]:
    """What a list tells of each part: its SHA-256 and its size."""
    lines = (line.split(" ") for line in list_.read_text(encoding="ascii").splitlines())
    return [(sum, int(size)) for sum, size in lines]


def checked(out: Path, way: str = CHECKS[0]) -> set[str]:
    """What a line of the manual says of the files in a release."""
    done = subprocess.run(way, shell=True, cwd=out, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_the_parts_of_a_large_file_make_up_the_whole(out: Path) -> None:
    lists = sorted((out / "parts").iterdir())
    assert {"dataset.ttl.txt", "facts.jsonl.txt", "dataset.jsonld.gz.txt"} <= {path.name for path in lists}
    for path in lists:
        data = (out / path.name.removesuffix(".txt")).read_bytes()
        for sum, size in parts_of(path):
            assert sha256(data[:size]).hexdigest() == sum
            data = data[size:]
        assert data == b""


def test_a_part_is_what_an_article_adds_or_what_stands_behind_all_of_them(out: Path) -> None:
    assert len(parts_of(out / "parts" / "facts.jsonl.txt")) == len(NAMES)
    assert len(parts_of(out / "parts" / "dataset.ttl.txt")) == len(NAMES) + 1


def test_the_checksum_of_a_large_file_is_that_of_the_list_of_its_parts(out: Path) -> None:
    files = read_index(out)["files"]
    large = {name for name in files if "sha256_of_parts" in files[name]}
    assert large == {path.name.removesuffix(".txt") for path in (out / "parts").iterdir()}
    for name in large:
        listed = (out / "parts" / f"{name}.txt").read_bytes()
        assert files[name] == {"sha256_of_parts": sha256(listed).hexdigest(), "bytes": (out / name).stat().st_size}


def test_the_list_of_checksums_holds(out: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
    listed = {line.split("  ")[1] for line in (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert "parts/dataset.ttl.txt" in listed
    assert "dataset.ttl" not in listed


@pytest.mark.parametrize("way", CHECKS, ids=["python3", "sha256sum"])
def test_the_lines_of_the_manual_find_what_differs(out: Path, way: str) -> None:
    assert checked(out, way) == set()
    whole = (out / "dataset.ttl").read_bytes()
    for damaged in (whole[:-1], whole + b"\n", whole.replace(b"Ruritania", b"Ruritamia", 1)):
        (out / "dataset.ttl").write_bytes(damaged)
        assert checked(out, way) == {"dataset.ttl differs"}


def test_a_release_says_how_the_checksum_is_made_and_where_the_list_lies(out: Path) -> None:
    said = Graph().parse(out / "dcat.ttl")
    shapes = Graph().parse(MAPPINGS / "release" / "shapes.ttl")
    assert pyshacl.validate(said, shacl_graph=shapes)[0]
    file = next(file for file, url in said.subject_objects(DCAT.downloadURL) if str(url).endswith("/dataset.ttl"))
    checksum = said.value(file, SPDX.checksum)
    way = said.value(checksum, SPDX.algorithm)
    assert str(said.value(way, RDFS.label)) == "SHA-256 of the list of parts"
    assert "one line for each part" in str(said.value(way, SKOS.definition))
    listed = out / str(said.value(checksum, RDFS.seeAlso)).removeprefix(SETTINGS.base)
    assert said.value(checksum, SPDX.checksumValue).toPython().hex() == sha256(listed.read_bytes()).hexdigest()


def test_whatever_runs_brought_the_articles_the_lists_are_the_same(out: Path, tmp_path: Path) -> None:
    publish(release(stating("summit", "2019"), stating("an end")), out, SETTINGS)
    slug = next(entry["slug"] for entry in read_index(out)["articles"] if "an-end" in entry["slug"])
    publish(replace(release(stating("talks", "2021")), withdrawals=(Withdrawal(slug, "Wrong."),)), out, SETTINGS)
    years = dict.fromkeys(NAMES, "2020") | {"summit": "2019", "talks": "2021", "a truce": "2021"}
    publish(release(*(stating(name, year) for name, year in years.items())), tmp_path / "once", SETTINGS)
    grown, once = contents(out), contents(tmp_path / "once")
    differ = {name for name in {*grown, *once} if grown.get(name) != once.get(name)}
    assert differ == {"withdrawn.csv", "SHA256SUMS"}
    assert checked(out) == set()


def test_a_large_file_in_which_nothing_changes_is_linked_with_its_list(out: Path) -> None:
    names = ("dataset.ttl", "parts/dataset.ttl.txt")
    before = [(out / name).stat().st_ino for name in names]
    publish(release(stating("vote", "2020"), run=replace(RUN, id="again")), out, SETTINGS)
    assert [(out / name).stat().st_ino for name in names] == before


def test_a_list_that_is_gone_or_that_somebody_changed_is_made_again(out: Path, tmp_path: Path) -> None:
    before = contents(out)
    (out / "parts" / "dataset.ttl.txt").unlink()
    (out / "parts" / "facts.jsonl.txt").write_text("none\n", encoding="ascii")
    publish(release(stating("vote", "2020"), run=replace(RUN, id="again")), out, SETTINGS)
    assert contents(out) == before


def test_a_file_has_a_list_while_it_is_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that another version wrote, or that grew or shrank, is like one that is made at once."""
    for number, limit in enumerate((1 << 24, 2000, 1 << 24), start=1):
        monkeypatch.setattr(joined, "LARGE", limit)
        run = replace(RUN, id=str(number))
        publish(release(stating("summit", "2020"), stating("talks"), run=run), tmp_path / "grown", SETTINGS)
        publish(release(stating("summit", "2020"), stating("talks"), run=run), tmp_path / str(number), SETTINGS)
        assert contents(tmp_path / "grown") == contents(tmp_path / str(number))
        assert (tmp_path / "grown" / "parts").is_dir() == (limit < 1 << 24)


def test_an_earlier_release_is_checked_once_it_is_made_whole(tmp_path: Path) -> None:
    settings = replace(SETTINGS, keep=3)
    for start in ("2020", "2021", "2022", "2023"):
        publish(release(stating("talks", start), stating("summit")), tmp_path, settings)
    assert not any((tmp_path / ".previous-3" / name).exists() for name in DATASET_FORMS)
    made_whole(tmp_path / ".previous-3", settings)
    assert checked(tmp_path / ".previous-3") == set()
