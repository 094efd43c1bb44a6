"""One fact that is put otherwise in an article touches only its own lines, in each form of the release."""

import gzip
from difflib import unified_diff
from pathlib import Path

import pytest
from written import write_article

from flows import stages
from flows.intake import Intake
from flows.publish import Release, Run, diff, publish
from flows.settings import load_settings

RUN = Run("2024-05-01T00:00:00+00:00", "2024-05-01T00:01:00+00:00", "one", "one", "frames", True, (("code", "0.1.0"),))
DATES = ("March 2024", "March 2023")


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two releases of one article, which differ in the date of one fact."""
    return [published(tmp_path_factory.mktemp("release"), f"Sweden joined NATO in {date}.") for date in DATES]


def published(folder: Path, sentence: str) -> Path:
    settings = load_settings()
    source = write_article(folder, "bloc-grows", sentence)
    articles = Intake([str(source)], settings).read()
    compared = stages.link_and_compare(stages.extract_each(articles, "frames", 1), True, settings)
    checked = stages.validate_each(stages.map_each(compared, settings))
    publish(Release(checked.kept, RUN), folder / "out", settings)
    return folder / "out"


def changed(releases: list[Path], name: str) -> tuple[list[str], list[str]]:
    """The lines that the one has and the other has not."""
    old, new = (text_of(release / name).splitlines() for release in releases)
    lines = [line for line in unified_diff(old, new, lineterm="", n=0) if not line.startswith(("---", "+++", "@@"))]
    return [line[1:] for line in lines if line[0] == "-"], [line[1:] for line in lines if line[0] == "+"]


def text_of(path: Path) -> str:
    """What a file says, unpacked if it is compressed."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def test_the_difference_between_the_releases_is_that_fact(releases: list[Path]) -> None:
    (change,) = diff(*releases)
    how_sure = {"confidence"}  # the network may hold one year for a little likelier than the other
    assert set(change.columns) - how_sure == {"evidence", "evidence_sha256", "qualifier_start"}
    assert str(change).startswith("changed: Sweden · joined · NATO;")


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.csv"])
def test_one_row_changes(releases: list[Path], name: str) -> None:
    gone, come = changed(releases, name)
    assert len(gone) == len(come) == 1


def test_in_turtle_only_the_block_of_the_fact_its_evidence_and_the_hash_of_the_text_change(
    releases: list[Path],
) -> None:
    for lines in changed(releases, "dataset.ttl"):
        subjects = [line for line in lines if line.startswith(("<", "fact:"))]
        assert len(subjects) <= 1
        assert all(subject.startswith("fact:") for subject in subjects)
        assert sum("cmq:textHash" in line for line in lines) == 2
        assert len(lines) <= 20
        assert not [line for line in lines if "Finland" in line or "African Union" in line]


@pytest.mark.parametrize("name", ["dataset.jsonld.gz", "dataset.nq.gz"])
def test_in_json_and_quads_nothing_of_other_facts_changes(releases: list[Path], name: str) -> None:
    for lines in changed(releases, name):
        others = [line for line in lines if "NewsArticle" not in line]  # the article shows whom it mentions
        assert others
        assert not [line for line in others if "Finland" in line or "Durban" in line]
