"""A week of hourly runs against a news site that adds, corrects, copies and withdraws articles, and fails now and then.

COMMUNIQUE_HOURS says how many hours it has; 168 unless set.
"""

import gzip
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from here import Run
from newsroom import Site, serving

from flows import stages
from flows.errors import NothingRead
from flows.model import Article
from flows.withdraw import withdraw_now

HOURS = int(os.environ.get("COMMUNIQUE_HOURS", "168"))
FAILING = 0.3  # of the requests
COUNTRIES = ["Sweden", "Finland", "Kenya", "Ghana", "Norway", "Peru", "Chile", "Japan", "Vietnam", "Morocco", "Egypt"]
BODIES = ["NATO", "the African Union", "ASEAN", "the European Union", "the Commonwealth", "BRICS"]
CITIES = ["Astana", "Durban", "Geneva", "Vienna", "Nairobi", "Jakarta", "Lima", "Oslo", "Rabat"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
REST = (
    "People in the streets said that they had heard of it on the radio, and that little would change for them. "
    "It was a warm day, the shops were open, and the cafés along the river were full until late in the evening."
)


@dataclass
class Newsroom:
    """Two sites, and what happens there from hour to hour, drawn by a seed.

    stories:  what each page of the first site says: title, moment, sentences
    touched:  the pages to which something happened in this hour, and what
    """

    wire: Site
    paper: Site
    chance: random.Random = field(default_factory=lambda: random.Random(2024))
    stories: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    touched: dict[str, str] = field(default_factory=dict)

    def pass_hour(self, hour: int) -> None:
        """Lets one hour pass."""
        self.touched.clear()
        draw = self.chance.random()
        there = [path for path in self.stories if path not in self.wire.gone]
        if hour < 3 or draw < 0.25:
            self.add(hour)
        elif draw < 0.35:
            self.correct(self.chance.choice(there))
        elif draw < 0.45 and (fresh := sorted(set(there[-4:]) - self.copied)):
            self.copy(self.chance.choice(fresh), hour)
        elif draw < 0.49 and len(there) > 4:
            path = self.chance.choice(there)
            self.wire.withdraw(path)
            self.touched[self.wire.url(path)] = "changed"

    def add(self, hour: int) -> None:
        """A new story on the first site."""
        pick = self.chance.choice
        one, other, body, city = pick(COUNTRIES), pick(COUNTRIES), pick(BODIES), pick(CITIES)
        month, year = pick(MONTHS), self.chance.randint(1990, 2023)
        sentences = [
            f"{one} joined {body} in {month} {year}, after talks that had taken the better part of a decade.",
            f"{other} hosted a summit in {city} on {self.chance.randint(1, 28)} {pick(MONTHS)} {year + 1}, and many "
            "states sent their foreign ministers, with delegations of forty people.",
        ]
        path = f"/news/{hour:03}"
        self.stories[path] = (f"{one} and {body}, story {hour}", moment(hour), sentences)
        self.write(self.wire, path, path)
        self.touched[self.wire.url(path)] = "came"

    def correct(self, path: str) -> None:
        """A story that says another year than before."""
        title, at, (first, *rest) = self.stories[path]
        year = str(self.chance.randint(1950, 1989))
        words = [year + word[4:] if word[:4].isdigit() else word for word in first.split()]
        self.stories[path] = (title, at, [" ".join(words), *rest])
        self.write(self.wire, path, path)
        self.touched[self.wire.url(path)] = "changed"

    def copy(self, path: str, hour: int) -> None:
        """The second site prints a story of the first, under a title of its own."""
        self.copied.add(path)
        title, _, sentences = self.stories[path]
        name = f"/from-the-wire{path}"
        self.paper.write(name, f"Wire: {title}", moment(hour), *sentences, REST, publisher="Example Herald")
        self.touched[self.paper.url(name)] = "came"

    def write(self, site: Site, name: str, path: str) -> None:
        title, at, sentences = self.stories[path]
        site.write(name, title, at, *sentences, REST, publisher="Example Wire")

    def pages(self) -> list[str]:
        """The addresses of all articles that are there."""
        return [site.url(path) for site in (self.wire, self.paper) for path in site.pages if path not in site.gone]


def moment(hour: int) -> str:
    return f"2024-07-{1 + hour // 24:02}T{hour % 24:02}:00:00Z"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """The sites, nobody who waits, and a reader that reads each text once."""
    read: dict[tuple[str, str, str], Any] = {}
    extract = stages.extract_one

    def once(article: Article, engine: str) -> Any:
        key = (article.hash, article.source, article.slug)
        if key not in read:
            read[key] = extract(article, engine)
        return read[key]

    monkeypatch.setattr(stages, "extract_one", once)
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr("flows.intake.sleep", lambda _: None)
    with serving() as wire, serving() as paper:
        yield Newsroom(wire, paper)


def entries(out: Path) -> dict[str, dict[str, Any]]:
    """The articles of a release, by their origin."""
    lines = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len({entry["origin"] for entry in found}) == len(found)
    return {entry["origin"]: entry for entry in found}


def comparable(found: dict[str, dict[str, Any]], without: set[str]) -> dict[str, str]:
    """The hash of each article's graph; those in `without` and the copies of what is gone left out."""
    gone = {entry["iri"] for entry in found.values() if entry.get("gone")}
    left_out = without | {
        origin for origin, entry in found.items() if entry.get("gone") or entry.get("copy_of") in gone
    }
    return {origin: entry["canonical_hash"] for origin, entry in found.items() if origin not in left_out}


def changes(out: Path) -> list[dict[str, Any]]:
    """What each run changed."""
    return list(map(json.loads, (out / "changes.jsonl").read_text(encoding="utf-8").splitlines()))


def replayed(out: Path) -> set[str]:
    """The quads that all patches together give."""
    quads: set[str] = set()
    for patch in sorted((out / "changes").glob("*.rdfp.gz")):
        for line in gzip.decompress(patch.read_bytes()).decode().splitlines():
            if line.startswith("A "):
                assert line[2:] not in quads
                quads.add(line[2:])
            elif line.startswith("D "):
                quads.remove(line[2:])
    return quads


@pytest.mark.slow
def test_each_hour_the_release_is_what_a_fresh_run_over_what_is_there_would_give(
    newsroom: Newsroom, tmp_path: Path, run_here: Run
) -> None:
    out, listing = tmp_path / "out", tmp_path / "sources.yaml"
    feeds = [{"name": name, "feed": site.url("/feed.xml"), "watch": "30 days"} for name, site in sites_of(newsroom)]
    listing.write_text(yaml.safe_dump({"sources": feeds}), encoding="utf-8")
    taken: set[str] = set()
    late: set[str] = set()  # what failed when something happened to it
    for hour in range(HOURS):
        newsroom.pass_hour(hour)
        before = changes(out) if hour else []
        newsroom.wire.fails = newsroom.paper.fails = FAILING if hour > 2 else 0.0
        failed = failing(run_here, out, listing, newsroom)
        newsroom.wire.fails = newsroom.paper.fails = 0.0
        feeds_failed = any(source.endswith("feed.xml") for source in failed)
        late = (late | set(newsroom.touched)) & failed if not feeds_failed else late | set(newsroom.touched)
        found = entries(out)
        if newsroom.touched:
            fresh = run_here(tmp_path / f"fresh-{hour}", *newsroom.pages()).published.out
            there = entries(fresh)
            left = late | taken | {origin for origin, entry in there.items() if origin not in found and origin in late}
            gone_copies = {
                origin for origin, entry in found.items() if entry.get("copy_of") and is_gone(entry["copy_of"], found)
            }
            assert taken & found.keys() == set()
            assert comparable(found, left) == comparable(there, left | gone_copies), f"hour {hour}: {newsroom.touched}"
        step = changes(out)[len(before) :]
        assert len(step) <= 1
        told = {one["iri"] for head in step for one in head["articles"]}
        assert told >= {found[origin]["iri"] for origin in newsroom.touched if origin in found and origin not in late}
        for name in (name for head in step for name in head["files"] if ".jsonl" in name):
            lines = gzip.decompress((out / "changes" / name).read_bytes()).splitlines()
            assert all(json.loads(line)["why"] for line in lines)
        if hour == HOURS // 2:
            victim = next(
                origin for origin, entry in found.items() if not entry.get("copy_of") and not entry.get("gone")
            )
            copies = {origin for origin, entry in found.items() if entry.get("copy_of") == found[victim]["iri"]}
            withdraw_now(victim, "taken back", out)
            taken |= {victim, *copies}
    with gzip.open(out / "dataset.nq.gz", "rt", encoding="utf-8") as quads:
        assert replayed(out) == set(quads.read().splitlines())


def sites_of(newsroom: Newsroom) -> list[tuple[str, Site]]:
    """The sites by their names."""
    return [("Wire", newsroom.wire), ("Herald", newsroom.paper)]


def failing(run_here: Run, out: Path, listing: Path, newsroom: Newsroom) -> set[str]:
    """Runs, and gives the sources that failed to the last."""
    try:
        return {failure.source.split("?")[0] for failure in run_here(out, listing).failed}
    except NothingRead:
        return {site.url("/feed.xml") for _, site in sites_of(newsroom)}


def is_gone(iri: str, found: dict[str, dict[str, Any]]) -> bool:
    """Whether an article of that IRI is marked as gone."""
    return any(entry["iri"] == iri and entry.get("gone") for entry in found.values())
