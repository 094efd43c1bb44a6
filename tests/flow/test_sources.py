"""A file of sources, read by the clock: only what may be new is asked for, and what is gone is said to be."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from here import Run
from newsroom import Site, serving, sitemap

from flows.publish import load_dataset

BLOC = "Sweden joined NATO in March 2024, and Finland had become a member of NATO in April 2023, a year before."
UNION = "The African Union was founded in 2002 in Durban. Its members meet each year, and argue about who pays for it."
SUMMIT = "Kazakhstan hosted the summit in Astana on 3 July 2024, and leaders of nine states came to the city for it."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def listing(site: Site, tmp_path: Path) -> Path:
    """A file with the site's feed in it."""
    return write(tmp_path, {"name": "Herald", "feed": site.url("/feed.xml")})


REST = (
    "People in the streets said that they had heard of it on the radio, and that little would change for them. "
    "It was a warm day, the shops were open, and the cafés along the river were full until late in the evening."
)


def write(folder: Path, *sources: dict[str, Any]) -> Path:
    """A file of sources."""
    path = folder / "sources.yaml"
    path.write_text(yaml.safe_dump({"sources": list(sources)}), encoding="utf-8")
    return path


def entries(out: Path) -> dict[str, dict[str, Any]]:
    """The articles of a release, by the end of their addresses."""
    lines = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["origin"].rsplit("/", 1)[-1]: entry for entry in map(json.loads, lines)}


def test_a_page_that_has_not_changed_is_not_sent_again(
    site: Site, listing: Path, tmp_path: Path, run_here: Run
) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    run_here(tmp_path / "out", listing)
    site.write("/union", "A union meets", "2024-07-12T09:00:00Z", UNION, REST)
    second = run_here(tmp_path / "out", listing)
    third = run_here(tmp_path / "out", listing)
    assert (site.times("/bloc"), site.times("/bloc", 304)) == (1, 2)
    assert (len(second.published.new), len(third.articles)) == (1, 0)
    assert site.times("/feed.xml", 304) == 1


def test_tracking_parameters_make_no_new_article(site: Site, listing: Path, tmp_path: Path, run_here: Run) -> None:
    url = site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    run_here(tmp_path / "out", listing)
    again = run_here(tmp_path / "out", f"{url}?utm_medium=mail&fbclid=1")
    assert len(again.published.kept) == 1


def test_a_corrected_article_replaces_its_facts_and_keeps_its_name(
    site: Site, listing: Path, tmp_path: Path, run_here: Run
) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    run_here(tmp_path / "out", listing)
    before = entries(tmp_path / "out")["bloc"]
    site.write(
        "/bloc", "Correction: the bloc has grown", "2024-07-12T08:00:00Z", BLOC.replace("March", "February"), REST
    )
    outcome = run_here(tmp_path / "out", listing)
    after = entries(tmp_path / "out")["bloc"]
    facts = (tmp_path / "out" / "facts.csv").read_text(encoding="utf-8")
    assert (after["slug"], after["title"]) == (before["slug"], "Correction: the bloc has grown")
    assert outcome.published.updated == (before["slug"],)
    assert ("2024-02" in facts, "2024-03" in facts) == (True, False)


def test_a_page_that_is_gone_is_marked_and_what_it_stated_stays(
    site: Site, listing: Path, tmp_path: Path, run_here: Run
) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    site.write("/union", "A union meets", "2024-07-12T09:00:00Z", UNION, REST)
    facts = run_here(tmp_path / "out", listing).published.counts["facts"]
    site.withdraw("/bloc")
    outcome = run_here(tmp_path / "out", listing)
    entry = entries(tmp_path / "out")["bloc"]
    assert outcome.published.gone == (entry["slug"],)
    assert outcome.failures == ()
    assert outcome.published.counts["facts"] == facts
    assert entry["gone"]["status"] == 410
    report = (tmp_path / "out" / "articles" / entry["slug"] / "report.md").read_text(encoding="utf-8")
    assert f"- gone: since {entry['gone']['on']} its server answers 410" in report
    query = f"ASK {{ GRAPH ?g {{ <{entry['iri']}> <https://schema.org/expires> ?day }} }}"
    assert load_dataset(tmp_path / "out").query(query)
    assert run_here(tmp_path / "out", listing).published.gone == ()


def test_a_page_that_is_back_is_marked_no_longer(site: Site, listing: Path, tmp_path: Path, run_here: Run) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    before = run_here(tmp_path / "out", listing).published.hash
    site.withdraw("/bloc")
    gone = run_here(tmp_path / "out", listing).published.hash
    site.gone.clear()
    assert gone != before
    assert run_here(tmp_path / "out", listing).published.hash == before


def test_a_source_whose_time_has_not_come_is_not_asked(site: Site, tmp_path: Path, run_here: Run) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    listing = write(tmp_path, {"name": "Herald", "feed": site.url("/feed.xml"), "interval": "6 hours"})
    run_here(tmp_path / "out", listing)
    asked = len(site.asked)
    assert run_here(tmp_path / "out", listing).not_due == ("Herald",)
    assert len(site.asked) == asked
    run_here(tmp_path / "out", listing, force=True)
    assert len(site.asked) > asked


def test_sitemaps_are_followed_through_their_index_and_compression(site: Site, tmp_path: Path, run_here: Run) -> None:
    pages = [
        site.write("/world/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST),
        site.write("/world/union", "A union meets", "2024-07-12T09:00:00Z", UNION, REST),
        site.write("/sport/cup", "A cup", "2024-07-12T09:00:00Z", SUMMIT, REST),
    ]
    maps = [site.put("/news.xml.gz", sitemap(*((page, "2024-07-12") for page in pages), zipped=True))]
    listed = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in maps)
    index = site.put("/sitemap.xml", f"<sitemapindex>{listed}</sitemapindex>", "application/xml")
    listing = write(tmp_path, {"name": "Herald", "sitemap": index, "except": {"paths": "/sport/*"}})
    run_here(tmp_path / "out", listing)
    assert sorted(entries(tmp_path / "out")) == ["bloc", "union"]


def test_articles_are_kept_or_left_out_by_their_words(site: Site, tmp_path: Path, run_here: Run) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    site.write("/union", "A union meets", "2024-07-12T09:00:00Z", UNION, REST)
    listing = write(tmp_path, {"name": "Herald", "feed": site.url("/feed.xml"), "only": {"words": "nato"}})
    run_here(tmp_path / "out", listing)
    run_here(tmp_path / "out", listing)
    assert sorted(entries(tmp_path / "out")) == ["bloc"]
    assert site.times("/union", 304) == 1


def test_one_failing_feed_does_not_stop_the_others(site: Site, tmp_path: Path, run_here: Run) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    listing = write(
        tmp_path,
        {"name": "Herald", "feed": site.url("/feed.xml")},
        {"name": "Elsewhere", "feed": site.url("/nowhere.xml"), "interval": "1 day"},
    )
    outcome = run_here(tmp_path / "out", listing)
    assert [failure.source for failure in outcome.failed] == [site.url("/nowhere.xml")]
    assert len(outcome.published.new) == 1
    assert run_here(tmp_path / "out", listing).not_due == ()


def test_the_publisher_of_a_source_is_that_of_its_pages(site: Site, tmp_path: Path, run_here: Run) -> None:
    url = site.put("/bare", f'<html lang="en"><body><h1>The bloc grows</h1><p>{BLOC}</p><p>{REST}</p></body></html>')
    listing = write(tmp_path, {"name": "Wire", "page": url, "publisher": "Q130879"})
    run_here(tmp_path / "out", listing)
    facts = (tmp_path / "out" / "facts.csv").read_text(encoding="utf-8")
    assert "Reuters" in facts


def test_what_states_nothing_is_not_sent_again_either(site: Site, listing: Path, tmp_path: Path, run_here: Run) -> None:
    site.write("/bloc", "The bloc grows", "2024-07-12T08:00:00Z", BLOC, REST)
    rain = "It rained for a long while in the morning, and then it stopped. The streets were wet until noon. "
    site.write("/rain", "Rain", "2024-07-12T09:00:00Z", rain * 3)
    run_here(tmp_path / "out", listing)
    run_here(tmp_path / "out", listing)
    assert (site.times("/rain"), site.times("/rain", 304)) == (1, 1)
