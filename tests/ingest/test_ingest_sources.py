"""What a user may name: folders, feeds, standard input, passages."""

import io
import json
from pathlib import Path

import pytest
import requests
from ingest_server import STORY, Server

from flows.errors import BrokenData, FetchError, NotAnArticle
from flows.ingest import expand, ingest_all, read_passages
from flows.ingest.words import PUBLISHERS, load, publisher_at, publisher_of, publishers
from flows.model import Article, Failure
from flows.settings import MAPPINGS, Settings

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Lake Wire</title><link>https://lake.example/</link>
<item><title>Two</title><link>https://lake.example/two#top</link></item>
<item><title>One</title><link>https://lake.example/one</link></item>
<item><title>Two again</title><link>https://lake.example/two</link></item>
<item><title>No link</title></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Wire</title>
<entry><title>One</title><link rel="alternate" href="/one"/></entry>
<entry><title>Two</title><link rel="alternate" href="https://lake.example/two"/></entry></feed>"""


def test_a_folder_is_its_readable_files_in_order(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    for name in ("b.txt", "a.html", "c.pdf", "notes.docx", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "sub").mkdir()
    found = expand([str(tmp_path)], settings, session)
    assert [Path(name).name for name in found] == ["a.html", "b.txt", "c.pdf"]


def test_a_saved_feed_is_its_entries_each_once(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    feed = tmp_path / "lake.xml"
    feed.write_text(RSS, encoding="utf-8")
    assert expand([str(feed)], settings, session) == ["https://lake.example/two", "https://lake.example/one"]


def test_a_feed_address_is_its_entries_on_their_server(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/feed", ATOM, "application/atom+xml")
    assert expand([url], settings, session) == [server.url("/one"), "https://lake.example/two"]


def test_an_article_that_lies_where_feeds_lie_stays_an_article(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/feed", f"<html><body><p>{STORY}</p></body></html>")
    assert expand([url], settings, session) == [url]


def test_articles_are_not_fetched_to_see_whether_they_are_feeds(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    assert expand([server.url("/story")], settings, session) == [server.url("/story")]
    assert server.asked == []


def test_what_cannot_be_opened_stays_so_that_reading_says_why(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    named = ["nowhere.txt", server.url("/rss"), "nowhere.xml"]
    assert expand(named, settings, session) == named


def test_a_dash_is_the_lines_of_standard_input(settings: Settings, session: requests.Session) -> None:
    lines = io.StringIO("a.txt\n\n  b.txt  \n-\na.txt\n")
    assert expand(["c.txt", "-"], settings, session, lines) == ["c.txt", "a.txt", "b.txt"]


def test_passages_are_articles_named_by_their_ids(
    tmp_path: Path, settings: Settings, session: requests.Session
) -> None:
    path = tmp_path / "passages.jsonl"
    rows = [{"id": 7, "text": "Egypt hosts a summit.", "date": "2025-02-09"}, {"id": "b", "text": "One.\n\nTwo."}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    first, second = (one for one in ingest_all(str(path), settings, session) if isinstance(one, Article))
    assert (first.source, first.text) == ("7", "Egypt hosts a summit.")
    assert first.published is not None
    assert (first.published.value, first.published.span) == ("2025-02-09", None)
    assert (second.source, second.text, second.published) == ("b", "One.\n\nTwo.", None)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2 is no passage"),
        ('{"id": 1}', "line 2 is no passage"),
        ("[1]", "line 2 is no passage"),
        ('{"id": 1, "text": "  "}', "line 2 has no text"),
        ('{"id": 1, "text": null}', "line 2 has no text"),
    ],
)
def test_a_line_that_is_no_passage_fails_alone_and_is_told_by_its_number(line: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    path.write_text(f'{{"id": 0, "text": "Fine."}}\n{line}\n', encoding="utf-8")
    fine, failed = read_passages(path)
    assert isinstance(fine, Article)
    assert isinstance(failed, Failure)
    assert (failed.source, failed.reason.startswith(words)) == ("passages.jsonl", True)


def test_missing_and_empty_passages_are_told(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="cannot be opened"):
        read_passages(tmp_path / "nowhere.jsonl")
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(NotAnArticle, match="holds no passage"):
        read_passages(tmp_path / "empty.jsonl")


def test_publishers_are_sorted_named_once_and_own_their_domains_alone() -> None:
    names = [publisher.name for publisher in publishers()]
    domains = [domain for publisher in publishers() for domain in publisher.domains]
    assert names == sorted(set(names))
    assert len(domains) == len(set(domains))


def test_every_item_of_a_publisher_is_one_of_the_shipped_tables() -> None:
    shipped = {
        line.split("\t")[0]
        for table in (MAPPINGS / "gazetteer").glob("*.tsv")
        for line in table.read_text(encoding="utf-8").splitlines()
    }
    assert [publisher.name for publisher in publishers() if publisher.item and publisher.item not in shipped] == []


@pytest.mark.parametrize("address", ["https://www.bbc.co.uk/news/1", "news.bbc.co.uk", "www.bbc.com"])
def test_a_publisher_is_known_by_its_hosts(address: str) -> None:
    found = publisher_at(address)
    assert found is not None
    assert found.name == "BBC"


def test_a_host_that_only_ends_alike_is_another(tmp_path: Path) -> None:
    assert publisher_at("https://notbbc.com/") is None


@pytest.mark.parametrize("block", [{}, {"name": "Lake Wire", "owner": "nobody"}, {"name": "Lake Wire", "dates": "US"}])
def test_a_wrong_block_of_publishers_is_told(block: dict[str, str]) -> None:
    with pytest.raises(BrokenData, match=r"publishers\.yaml"):
        publisher_of(block, PUBLISHERS)


def test_a_broken_data_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "publishers.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"publishers\.yaml: cannot be read"):
        load(path)
