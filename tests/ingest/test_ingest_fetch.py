"""Fetching: what servers do, and the one sentence that each failure becomes."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from ingest_server import STORY, Server

from flows.errors import FetchError, NotAnArticle
from flows.ingest import ingest
from flows.settings import Settings


def test_an_address_gives_the_article_and_keeps_its_name(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/story.txt", STORY, "text/plain; charset=utf-8")
    article = ingest(url, settings, session)
    assert (article.source, article.url) == (url, url)
    assert "“It was a café table" in article.text


def test_the_server_is_told_who_asks_and_how_to_reach_us(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    ingest(server.serve("/story.txt", STORY, "text/plain"), settings, session)
    assert server.headers["User-Agent"].startswith("communique/")
    assert "https://example.org/contact" in server.headers["User-Agent"]
    assert "gzip" in server.headers["Accept-Encoding"]


def test_redirects_are_followed_and_the_last_address_is_the_articles(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    server.answers["/old"] = lambda handler: handler.answer(302, b"", {"Location": "/older"})
    server.answers["/older"] = lambda handler: handler.answer(301, b"", {"Location": server.url("/new.txt")})
    new = server.serve("/new.txt", STORY, "text/plain")
    article = ingest(server.url("/old"), settings, session)
    assert (article.source, article.url) == (server.url("/old"), new)


def test_a_redirect_loop_ends_in_words(server: Server, settings: Settings, session: requests.Session) -> None:
    server.answers["/loop"] = lambda handler: handler.answer(302, b"", {"Location": "/loop"})
    with pytest.raises(FetchError, match="redirects more than 10 times"):
        ingest(server.url("/loop"), settings, session)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/story", "javascript:alert(1)"])
def test_a_redirect_leads_to_web_pages_only(
    target: str, server: Server, settings: Settings, session: requests.Session
) -> None:
    server.answers["/away"] = lambda handler: handler.answer(302, b"", {"Location": target})
    with pytest.raises(FetchError, match="only http and https"):
        ingest(server.url("/away"), settings, session)


@pytest.mark.parametrize("address", ["ftp://example.org/a", "http://", "https:///story", "gopher://example.org"])
def test_only_web_addresses_are_read(address: str, settings: Settings, session: requests.Session) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        ingest(address, settings, session)


def test_a_zipped_page_is_unzipped(server: Server, settings: Settings, session: requests.Session) -> None:
    server.answers["/story"] = lambda handler: handler.zipped(STORY.encode())
    assert "Larnholm" in ingest(server.url("/story"), settings, session).text


def test_a_zip_bomb_is_refused_by_its_unzipped_size(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    server.answers["/bomb"] = lambda handler: handler.zipped(b"peace " * 5_000_000)
    with pytest.raises(FetchError, match="larger than the limit of 1 MB"):
        ingest(server.url("/bomb"), settings, session)


def test_a_broken_zip_is_refused_in_words(server: Server, settings: Settings, session: requests.Session) -> None:
    server.answers["/torn"] = lambda handler: handler.answer(200, b"no gzip at all", {"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="compression is broken"):
        ingest(server.url("/torn"), settings, session)


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("text/plain; charset=utf-8", "utf-8"),
        ("text/plain; charset=ISO-8859-1", "cp1252"),
        ("text/plain; charset=windows-1252", "cp1252"),
        ("text/plain; charset=utf-8", "cp1252"),  # a lie that many servers tell
        ("text/plain; charset=klingon", "utf-8"),
        ("text/plain", "cp1252"),
        ("text/plain", "utf-8-sig"),
        ("text/plain", "utf-16"),
        ("text/plain", "utf-16-le"),
        ("text/plain; charset=iso-8859-1", "utf-8"),
    ],
)
def test_the_text_is_readable_whatever_it_is_written_in(
    header: str, written: str, server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/story", STORY.encode(written), header)
    text = ingest(url, settings, session).text
    assert "“It was a café table that brought us together, not a conference,” said Ana Mørk" in text


def test_the_page_itself_may_say_its_character_set(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n"))
    head = '<head><meta charset="windows-1252"><title>Lake states agree</title></head>'
    page = f"<html>{head}<body><article>{paragraphs}</article></body></html>"
    url = server.serve("/story", page.encode("cp1252"), "text/html")
    assert "said Ana Mørk" in ingest(url, settings, session).text


@pytest.mark.parametrize(("status", "words"), [(404, "404 Not Found"), (403, "403 Forbidden"), (410, "410 Gone")])
def test_a_refusal_is_told_and_lasts(
    status: int, words: str, server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/story", "no", status=status)
    with pytest.raises(FetchError, match=words) as caught:
        ingest(url, settings, session)
    assert not caught.value.transient
    assert server.asked.count("/story") == 1


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    def busy_once(handler: object) -> None:
        first = server.asked.count("/story.txt") == 1
        handler.answer(503, b"", {"Retry-After": "1"}) if first else handler.answer(200, STORY.encode())  # type: ignore[attr-defined]

    server.answers["/story.txt"] = busy_once
    begun = time.monotonic()
    assert "Larnholm" in ingest(server.url("/story.txt"), settings, session).text
    assert time.monotonic() - begun >= 1


def test_a_server_that_stays_busy_may_answer_another_day(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/story", "later", status=503)
    with pytest.raises(FetchError, match="503 Service Unavailable") as caught:
        ingest(url, settings, session)
    assert caught.value.transient
    assert server.asked.count("/story") == 4


def test_nobody_listening_is_told_and_may_pass(settings: Settings, session: requests.Session) -> None:
    with pytest.raises(FetchError, match="the connection to the server failed") as caught:
        ingest("http://127.0.0.1:9/story", settings, session)
    assert caught.value.transient


def test_an_endless_page_is_cut_off_by_size(server: Server, settings: Settings, session: requests.Session) -> None:
    server.answers["/endless"] = lambda handler: handler.endless(b"and so on " * 5000)
    with pytest.raises(FetchError, match="larger than the limit"):
        ingest(server.url("/endless"), settings, session)


def test_a_page_that_drips_is_cut_off_by_time(server: Server, settings: Settings, session: requests.Session) -> None:
    server.answers["/drip"] = lambda handler: handler.endless(b"drip ", pause=0.05)
    begun = time.monotonic()
    with pytest.raises(FetchError, match="too slow") as caught:
        ingest(server.url("/drip"), replace(settings, fetch_timeout=0.3), session)
    assert caught.value.transient
    assert time.monotonic() - begun < 30


def test_a_silent_server_is_not_waited_for(server: Server, settings: Settings) -> None:
    from flows.ingest import open_session

    quick = replace(settings, fetch_timeout=0.2)
    server.answers["/silent"] = lambda handler: time.sleep(1)
    with open_session(quick) as session, pytest.raises(FetchError, match="within the time limit") as caught:
        ingest(server.url("/silent"), quick, session)
    assert caught.value.transient


def test_an_announced_size_beyond_the_limit_is_refused_unread(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/big.txt", b"x" * (2 * 1024 * 1024), "text/plain")
    with pytest.raises(FetchError, match="larger than the limit of 1 MB"):
        ingest(url, settings, session)


def test_robots_txt_is_obeyed_and_asked_once(server: Server, settings: Settings, session: requests.Session) -> None:
    server.serve("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    open_page = server.serve("/open.txt", STORY, "text/plain")
    closed = server.serve("/private/story.txt", STORY, "text/plain")
    ingest(open_page, settings, session)
    with pytest.raises(FetchError, match=r"robots\.txt asks not to"):
        ingest(closed, settings, session)
    assert server.asked == ["/robots.txt", "/open.txt"]


def test_robots_txt_that_cannot_be_read_now_may_be_read_later(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    server.serve("/robots.txt", "busy", status=503)
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read at the moment") as caught:
        ingest(server.serve("/story.txt", STORY, "text/plain"), settings, session)
    assert caught.value.transient


def test_robots_txt_may_speak_to_us_by_name(server: Server, settings: Settings, session: requests.Session) -> None:
    server.serve("/robots.txt", "User-agent: communique\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        ingest(server.serve("/story.txt", STORY, "text/plain"), settings, session)


def test_robots_txt_holds_behind_a_redirect_too(server: Server, settings: Settings, session: requests.Session) -> None:
    server.serve("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    server.answers["/door"] = lambda handler: handler.answer(302, b"", {"Location": "/private/story"})
    with pytest.raises(FetchError, match=r"robots\.txt"):
        ingest(server.url("/door"), settings, session)
    assert "/private/story" not in server.asked


@pytest.mark.parametrize("kind", ["image/png", "text/plain", "text/html"])
def test_an_image_is_no_article_whatever_it_is_called(
    kind: str, server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/story.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), kind)
    with pytest.raises(NotAnArticle, match="a PNG image"):
        ingest(url, settings, session)


def test_a_json_answer_is_no_article(server: Server, settings: Settings, session: requests.Session) -> None:
    with pytest.raises(NotAnArticle, match="only HTML, text and PDF"):
        ingest(server.serve("/api", '{"a": "b"}', "application/json"), settings, session)


def test_a_saved_feed_is_no_article(tmp_path: Path, settings: Settings, session: requests.Session) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text('<?xml version="1.0"?><rss version="2.0"><channel><title>None</title></channel></rss>')
    with pytest.raises(NotAnArticle, match="it is a feed"):
        ingest(str(feed), settings, session)
