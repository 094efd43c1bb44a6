"""Earlier releases are kept as long as asked for, at the cost of what differs, and are asked like the current one."""

from dataclasses import replace
from pathlib import Path

from released import RUN, SETTINGS, published, release
from test_former import linked, same
from test_same_bytes import contents

from flows.ask import ask
from flows.publish import DATASET_FORMS, Release, copy_release, diff, load_dataset, made_whole, publish, read_index
from flows.settings import Settings
from flows.stages import name_former

THREE = replace(SETTINGS, keep=3)
YEARS = ("2020", "2021", "2022", "2023", "2024")
LINKS = (".current", ".previous", ".previous-2", ".previous-3")
TALKS = published("talks", title="Talks about talks")


def grown(out: Path, settings: Settings = THREE) -> list[str]:
    """Runs that each correct one article beside another; the hash of each release, the latest first."""
    hashes = []
    for year in YEARS:
        publish(release(published(start=year), TALKS, run=replace(RUN, id=year)), out, settings)
        hashes.insert(0, read_index(out)["canonical_hash"])
    return hashes


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder that no other release has as well."""
    paths = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in paths if path.stat().st_nlink == 1)


def test_as_many_earlier_releases_stay_as_asked_for(tmp_path: Path) -> None:
    hashes = grown(tmp_path)
    assert [read_index(tmp_path / link)["canonical_hash"] for link in LINKS] == hashes[:4]
    assert len([path for path in (tmp_path / ".releases").iterdir() if not path.name.startswith(".")]) == 4


def test_fewer_stay_once_fewer_are_asked_for(tmp_path: Path) -> None:
    grown(tmp_path)
    publish(release(published(start="2025")), tmp_path, SETTINGS)
    assert sorted(path.name for path in tmp_path.glob(".previous*")) == [".previous"]
    assert len([path for path in (tmp_path / ".releases").iterdir() if not path.name.startswith(".")]) == 2


def test_an_earlier_release_costs_a_fraction_of_a_whole_one(tmp_path: Path) -> None:
    publish(release(*(published(f"talks-{number}", title=f"Talks {number}") for number in range(9))), tmp_path, THREE)
    grown(tmp_path)
    whole, kept = (size_of((tmp_path / link).resolve()) for link in (".current", ".previous-2"))
    assert kept < whole / 4


def test_an_earlier_release_is_made_whole_byte_by_byte(tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = {}
    for year in YEARS:
        publish(release(published(start=year), TALKS), out, THREE)
        copy_release(out, tmp_path / year)
        made[year] = {name: (tmp_path / year / name).read_bytes() for name in DATASET_FORMS}
    for link, year in zip(LINKS, reversed(YEARS), strict=False):
        made_whole(out / link, SETTINGS)
        assert {name: (out / link / name).read_bytes() for name in DATASET_FORMS} == made[year]


def test_an_earlier_release_is_asked_and_compared_like_the_current_one(tmp_path: Path) -> None:
    grown(tmp_path)
    oldest = made_whole(tmp_path / ".previous-3", SETTINGS)
    query = "SELECT ?start { ?fact a cmq:Accession ; cmq:start ?start }"
    assert YEARS[1] in {row["start"].value for row in ask(query, oldest)}
    assert len(load_dataset(oldest)) == len(load_dataset(tmp_path))
    assert {change.what for change in diff(oldest, tmp_path)} == {"changed"}


def test_names_that_things_bore_stay_known_in_earlier_releases(tmp_path: Path) -> None:
    for number, item in enumerate((None, "Q900005", "Q900005", "Q900005")):
        articles = (linked("summit", item),)
        former = name_former(articles, tmp_path, SETTINGS)
        publish(Release(articles, replace(RUN, id=str(number)), former=former), tmp_path, THREE)
    assert same(made_whole(tmp_path / ".previous-2", SETTINGS)) == same(tmp_path) != []


def test_the_next_run_removes_what_was_made_again(tmp_path: Path) -> None:
    grown(tmp_path)
    made_whole(tmp_path / ".previous-2", SETTINGS)
    publish(release(published(start="2025")), tmp_path, THREE)
    assert not any((tmp_path / ".previous-3" / name).exists() for name in DATASET_FORMS)
    assert contents(tmp_path)


def test_what_two_releases_have_alike_lies_on_the_disk_once(tmp_path: Path) -> None:
    grown(tmp_path)
    now, before = ((tmp_path / link / "communique.ttl").stat() for link in (".current", ".previous"))
    assert now.st_ino == before.st_ino
