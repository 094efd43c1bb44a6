"""The same story on several sites is one set of facts with several sources, whatever came first to us."""

import gzip
import json
import os
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from here import Run
from newsroom import Site, serving

from flows.publish import load_dataset
from flows.withdraw import withdraw_now

STORY = (
    "Sweden joined NATO in March 2024, and Finland had become a member of NATO in April 2023, a year before.",
    "The African Union was founded in 2002 in Durban. Its members meet each year, and argue about who pays for it.",
    "People in the streets said that they had heard of it on the radio, and that little would change for them. It was "
    "a warm day, the shops were open, and the cafés along the river were full until late in the evening.",
)
EARLY, LATER, LAST = "2024-07-12T08:00:00Z", "2024-07-12T11:00:00Z", "2024-07-13T07:00:00Z"
CLOCKED = ("index.json", "articles.jsonl", "changes", "feed.atom", "run.ttl", "dcat.ttl", "ldes")


@pytest.fixture
def sites() -> Iterator[tuple[Site, Site, Site]]:
    """An agency and two papers that print its stories, one of them cut and with a line of its own."""
    with serving() as agency, serving() as paper, serving() as other:
        agency.write("/bloc", "The bloc grows", EARLY, *STORY, publisher="Example Wire")
        paper.write("/wire/bloc-grows", "A bloc that grows", LATER, *STORY, publisher="Example Herald")
        note = "This story was first printed elsewhere, and we thank all who wrote to us about it."
        other.write("/2024/bloc", "Bloc is growing", LAST, *STORY[:2], STORY[2].split(". ")[0] + ".", note)
        yield agency, paper, other


def entries(out: Path) -> list[dict[str, Any]]:
    """The articles of a release."""
    return list(map(json.loads, (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()))


def firsts(out: Path) -> dict[str, str]:
    """Of each article, by the end of its address, which one it is a copy of."""
    names = {entry["iri"]: entry["origin"].rsplit("/", 1)[-1] for entry in entries(out)}
    return {names[entry["iri"]]: names.get(entry.get("copy_of"), "") for entry in entries(out)}


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a release but those that know the clock."""
    paths = [Path(folder, name) for folder, _, names in os.walk(out.resolve(), followlinks=True) for name in names]
    files = {path.relative_to(out.resolve()).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in files.items() if not name.startswith((".", *CLOCKED))}


def test_copies_state_nothing_themselves_and_name_the_first(
    sites: tuple[Site, Site, Site], tmp_path: Path, run_here: Run
) -> None:
    feeds = [site.url("/feed.xml") for site in sites]
    run_here(tmp_path / "out", *feeds)
    (first,) = (entry for entry in entries(tmp_path / "out") if not entry.get("copy_of"))
    copies = [entry for entry in entries(tmp_path / "out") if entry.get("copy_of")]
    facts = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["counts"]["facts"]
    assert first["origin"] == sites[0].url("/bloc")
    assert [copy["copy_of"] for copy in copies] == [first["iri"]] * 2
    assert facts == sum(entry["counts"]["facts"] for entry in entries(tmp_path / "out"))
    query = f"SELECT ?copy {{ GRAPH ?g {{ ?copy <https://schema.org/isBasedOn> <{first['iri']}> }} }}"
    assert len(list(load_dataset(tmp_path / "out").query(query))) == 2
    kinds = [line.split(",")[0] for line in (tmp_path / "out" / "facts.csv").read_text("utf-8-sig").splitlines()[1:]]
    assert kinds.count("accession") == 2


def test_any_order_of_any_number_of_runs_gives_the_same_bytes(
    sites: tuple[Site, Site, Site], tmp_path: Path, run_here: Run
) -> None:
    feeds = [site.url("/feed.xml") for site in sites]
    run_here(tmp_path / "once", *feeds)
    expected = contents(tmp_path / "once")
    for number, order in enumerate(list(permutations(feeds))[1::2]):
        for feed in order:
            run_here(tmp_path / str(number), feed)
        assert contents(tmp_path / str(number)) == expected


def test_a_rewrite_with_another_fact_is_no_copy(sites: tuple[Site, Site, Site], tmp_path: Path, run_here: Run) -> None:
    agency, paper, _ = sites
    paper.write("/wire/bloc-grows", "A bloc that grows", LATER, STORY[0].replace("March", "May"), *STORY[1:])
    run_here(tmp_path / "out", agency.url("/feed.xml"), paper.url("/feed.xml"))
    assert firsts(tmp_path / "out")["bloc-grows"] == ""


def test_a_copy_states_its_facts_again_when_the_first_is_corrected(
    sites: tuple[Site, Site, Site], tmp_path: Path, run_here: Run
) -> None:
    agency, paper, _ = sites
    feeds = [agency.url("/feed.xml"), paper.url("/feed.xml")]
    run_here(tmp_path / "out", *feeds)
    before = firsts(tmp_path / "out")
    agency.write("/bloc", "The bloc grows", EARLY, STORY[0].replace("March", "May"), *STORY[1:])
    run_here(tmp_path / "out", *feeds)
    run_here(tmp_path / "fresh", *feeds)
    assert (before["bloc-grows"], firsts(tmp_path / "out")["bloc-grows"]) == ("bloc", "")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    last = json.loads((tmp_path / "out" / "changes.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    reasons = {
        json.loads(line)["why"]
        for name in last["files"]
        if ".jsonl" in name
        for line in gzip.decompress((tmp_path / "out" / "changes" / name).read_bytes()).splitlines()
    }
    assert reasons == {"the article changed", "the article is no copy any more"}


def test_who_withdraws_a_story_withdraws_its_copies(
    sites: tuple[Site, Site, Site], tmp_path: Path, run_here: Run
) -> None:
    agency, paper, _ = sites
    run_here(tmp_path / "out", agency.url("/feed.xml"), paper.url("/feed.xml"))
    agency.write("/other", "Another one", LAST, "Kazakhstan hosted the summit in Astana on 3 July 2024.", STORY[2])
    withdraw_now(agency.url("/bloc"), "the agency took it back", tmp_path / "out")
    run_here(tmp_path / "out", agency.url("/feed.xml"), paper.url("/feed.xml"))
    assert list(firsts(tmp_path / "out")) == ["other"]
