"""A file of sources: what it says is taken as it is meant, and each mistake is told in a sentence with its line."""

from pathlib import Path

import pytest

from flows.errors import ConfigError
from flows.ingest import write_sources
from flows.ingest.listing import Filter, Listed, read_listing
from flows.ingest.sitemaps import listed_in

GOOD = """sources:
  - name: World
    feed: [https://herald.example/world.xml, https://herald.example/more.xml]
    publisher: Q130879
    language: en-GB
    interval: 30 minutes
    watch: 1 day
    limit: 20
    only: {paths: "/world/*", words: [treaty, cease-fire]}
    except: {paths: ["*/live/*"]}
  - name: Sent
    folder: inbox
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_source_is_what_the_file_says(tmp_path: Path) -> None:
    world, sent = read_listing(written(tmp_path, GOOD))
    assert world == Listed(
        "World",
        "feed",
        ("https://herald.example/world.xml", "https://herald.example/more.xml"),
        "Reuters",
        1800.0,
        86400.0,
        20,
        Filter(("/world/*",), ("treaty", "cease-fire")),
        Filter(("*/live/*",)),
    )
    assert (sent.kind, sent.places) == ("folder", (str(tmp_path / "inbox"),))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("interval", "intervall"), "line 6: intervall is unknown here; is interval meant?"),
        (("30 minutes", "5"), 'line 6: interval: 5 is not a time such as "30 minutes", "6 hours" or "2 days"'),
        (("en-GB", "fr"), "line 5: language: 'fr' is not a language that can be read; only English can"),
        (("limit: 20", "limit: 0"), "line 8: limit: 0 is not a number of articles of at least 1"),
        (("Q130879", "Q1"), "line 4: no publisher with the item Q1 is known here; write its name"),
        (("name: Sent", "name: World"), "line 11: two sources are called 'World'"),
        (("folder: inbox", "page: inbox"), "line 12: page: 'inbox' is not an address that begins with http"),
        (("    folder: inbox\n", ""), "line 11: a source has one of feed, sitemap, page, folder, and here is none"),
        (("sources:", "sources: ["), "this is no YAML"),
        ((GOOD, ""), "None is not a file of sources, which begins with"),
    ],
)
def test_a_mistake_is_told_with_its_line(change: tuple[str, str], told: str, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(ConfigError) as raised:
        read_listing(path)
    assert f"{path}" in str(raised.value)
    assert told in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be opened: no such file"):
        read_listing(tmp_path / "nowhere.yaml")


def test_the_example_that_init_writes_is_good_and_takes_no_files_place(tmp_path: Path) -> None:
    path = write_sources(tmp_path)
    assert path is not None
    assert len(read_listing(path)) == 1
    assert write_sources(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "meets"),
    [("The Treaty was signed.", True), ("treaty-makers met", True), ("Entreaty", False), ("A CEASE-FIRE holds", True)],
)
def test_words_are_whole_words_in_any_letters(text: str, meets: bool) -> None:
    assert Filter(words=("treaty", "cease-fire")).meets_words(text) is meets


def test_a_news_sitemap_is_its_pages_in_english() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "https://herald.example/secret">]>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://herald.example/a</loc><n:news><n:publication><n:language>en</n:language></n:publication>
    <n:publication_date>2024-07-12T10:00:00+02:00</n:publication_date></n:news></url>
    <url><loc>https://herald.example/b</loc><n:news><n:publication><n:language>fr</n:language></n:publication></n:news>
    </url><url><loc>&a;</loc></url><url><loc>file:///etc/passwd</loc></url></urlset>"""
    assert listed_in("map.xml", text.encode()) == ([("2024-07-12T08:00:00+00:00", "https://herald.example/a")], [])
