"""Servers that mean ill, or are ill: they drip, lead inside, put off, break off; and what we owe to good ones."""

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from ingest_server import STORY, Handler, Server

from flows.errors import FetchError, SourceError
from flows.exchange import is_inside
from flows.ingest import PoliteSession, expand, ingest, open_session
from flows.ingest.sources import MOST_ENTRIES
from flows.intake import Intake
from flows.settings import Settings

TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def settings() -> Settings:
    return Settings(fetch_timeout=0.4, contact="https://example.org/contact")


@pytest.fixture
def session(settings: Settings) -> Iterator[PoliteSession]:
    with open_session(settings) as session:
        yield session


@pytest.fixture
def inside() -> Iterator[str]:
    """Another server of this machine, which nobody named; whoever rings at it fails the test."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.05)
        rung = []
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    rung.append(door.accept()[0].close())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        ended.set()
        thread.join()
        assert not rung


def drip(bytes_: bytes) -> "object":
    """Sends these bytes one by one, and goes on for longer than anybody should wait."""

    def answer(handler: Handler) -> None:
        handler.close_connection = True
        for byte in bytes_ * 100:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize("path", ["/story", "/robots.txt"])
@pytest.mark.parametrize(
    "sent", [b"HTTP/1.1 200 OK and so on", b"HTTP/1.1 200 OK\r\nX-A: b\r\n", b"HTTP/1.1 200 OK\r\n\r\nslow"]
)
def test_a_server_that_drips_anything_is_left_in_time(
    sent: bytes, path: str, server: Server, settings: Settings, session: PoliteSession
) -> None:
    server.answers[path] = drip(sent)  # type: ignore[assignment]
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught:
        ingest(server.url("/story"), settings, session)
    assert isinstance(caught.value, FetchError)
    assert time.monotonic() - begun < 8


def test_a_feed_leads_to_no_other_server_of_this_machine(
    inside: str, server: Server, settings: Settings, session: PoliteSession
) -> None:
    items = f"<item><link>{inside}/admin</link></item><item><link>{server.url('/story.txt')}</link></item>"
    server.serve("/story.txt", STORY, "text/plain")
    feed = server.serve("/feed.xml", f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
    stranger, own = expand([feed], settings, session)
    with pytest.raises(FetchError, match="leads to an address inside this machine"):
        ingest(stranger, settings, session)
    assert "Larnholm" in ingest(own, settings, session).text


def test_a_redirect_leads_to_no_other_server_of_this_machine(
    inside: str, server: Server, settings: Settings, session: PoliteSession
) -> None:
    server.answers["/door"] = lambda handler: handler.answer(302, b"", {"Location": f"{inside}/admin"})
    with pytest.raises(FetchError, match="leads to an address inside this machine"):
        ingest(server.url("/door"), settings, session)


def test_robots_txt_leads_to_no_other_server_of_this_machine(
    inside: str, server: Server, settings: Settings, session: PoliteSession
) -> None:
    server.answers["/robots.txt"] = lambda handler: handler.answer(302, b"", {"Location": f"{inside}/robots.txt"})
    with pytest.raises(FetchError, match="leads to an address inside this machine"):
        ingest(server.url("/story"), settings, session)


def test_a_link_may_lead_inside_when_the_user_says_so(server: Server, settings: Settings) -> None:
    server.serve("/story.txt", STORY, "text/plain")
    with open_session(replace(settings, allow_private=True)) as session:
        session.found.add(server.url("/story.txt"))
        assert "Larnholm" in ingest(server.url("/story.txt"), settings, session).text


INSIDE = (
    "127.0.0.1 10.1.2.3 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 "
    "::1 fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 2002:7f00:1:: 64:ff9b::a01:203 ::"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_addresses_inside_are_known_in_every_spelling(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses_are_not_inside(address: str) -> None:
    assert not is_inside(address)


def test_a_login_goes_to_its_host_and_into_nothing_that_is_kept(server: Server, settings: Settings) -> None:
    named = server.address.replace("//", "//ana:se%40cret@")
    items = "<item><link>/story.txt</link></item><item><link>/gone.txt</link></item>"
    server.serve("/feed.xml", f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
    told = []
    server.answers["/story.txt"] = lambda handler: (
        told.append(handler.headers["Authorization"]),
        handler.answer(200, STORY.encode(), TEXT),
    )[1]
    intake = Intake([f"{named}/feed.xml"], settings)
    read = intake.read()
    assert told == ["Basic YW5hOnNlQGNyZXQ="]
    assert "cret" not in f"{read.kept} {read.failures} {intake} {settings}"
    assert [failure.source for failure in read.failures] == [server.url("/gone.txt")]


def test_a_login_is_not_sent_to_where_its_host_redirects(server: Server, settings: Settings) -> None:
    told = []
    server.answers["/b"] = lambda handler: (
        told.append(handler.headers["Authorization"]),
        handler.answer(200, STORY.encode(), TEXT),
    )[1]
    other = server.address.replace("127.0.0.1", "localhost")
    server.answers["/a"] = lambda handler: handler.answer(302, b"", {"Location": f"{other}/b"})
    with open_session(settings, [other]) as session:
        ingest(server.url("/a").replace("//", "//ana:secret@"), settings, session)
    assert told == [None]


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_time_is_put_aside_and_the_others_are_read(
    status: int, server: Server, settings: Settings, tmp_path: object
) -> None:
    server.answers["/busy"] = lambda handler: handler.answer(status, b"", {"Retry-After": "3600"})
    with open_session(settings) as session:
        for path in ("/busy", "/other.txt"):
            with pytest.raises(FetchError) as caught:
                ingest(server.url(path), settings, session)
            assert caught.value.transient
    assert server.asked == ["/robots.txt", "/busy"]


def test_a_host_that_was_put_aside_is_asked_once_more_when_its_time_has_come(
    server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("flows.intake.sleep", waited.append)
    monkeypatch.setattr(
        PoliteSession, "wait_of", lambda self, address: 0.0 if waited else 30.0 if server.asked else 0.0
    )
    server.answers["/busy"] = lambda handler: (
        handler.answer(200, STORY.encode(), TEXT) if waited else handler.answer(503, b"", {"Retry-After": "30"})
    )
    assert len(Intake([server.url("/busy")], settings).read().kept) == 1
    assert waited == [30.0]


def test_a_host_that_asks_for_an_hour_does_not_make_the_run_repeat(server: Server, settings: Settings) -> None:
    server.answers["/busy"] = lambda handler: handler.answer(503, b"", {"Retry-After": "3600"})
    intake = Intake([server.url("/busy")], settings)
    intake.read()
    assert intake.failing() is None


def test_a_host_that_stays_silent_is_left_alone(server: Server, settings: Settings, session: PoliteSession) -> None:
    server.answers["/robots.txt"] = drip(b"HTTP/1.1 200 OK")  # type: ignore[assignment]
    reasons = []
    for number in range(3):
        with pytest.raises(FetchError) as caught:
            ingest(server.url(f"/{number}"), settings, session)
        reasons.append(caught.value.reason)
    assert "left alone in this run" in reasons[-1]
    assert server.asked.count("/robots.txt") <= 4


def test_the_distance_that_robots_txt_asks_for_is_kept(
    server: Server, settings: Settings, session: PoliteSession
) -> None:
    server.serve("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", "text/plain")
    begun = time.monotonic()
    for path in ("/a.txt", "/b.txt"):
        ingest(server.serve(path, STORY, "text/plain"), settings, session)
    assert time.monotonic() - begun >= 1


def test_robots_txt_that_leads_to_itself_is_asked_once(
    server: Server, settings: Settings, session: PoliteSession
) -> None:
    server.answers["/robots.txt"] = lambda handler: handler.answer(302, b"", {"Location": "/robots.txt"})
    ingest(server.serve("/a.txt", STORY, "text/plain"), settings, session)
    assert server.asked == ["/robots.txt", "/a.txt"]


def test_of_an_endless_feed_the_newest_entries_are_read_and_the_rest_is_told(
    server: Server, settings: Settings, session: PoliteSession, caplog: pytest.LogCaptureFixture
) -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(1000))
    feed = server.serve("/feed.xml", f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
    assert len(expand([feed], settings, session)) == MOST_ENTRIES
    assert "of its 1000 entries are read" in caplog.text


def compressed(kind: str) -> bytes:
    body = STORY.encode() * 20
    if kind == "gzip":
        return gzip.compress(body)
    packer = zlib.compressobj(wbits=15 if kind == "zlib" else -15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize("kind", ["gzip", "zlib", "bare"])
def test_a_packed_page_is_read_whole(kind: str, server: Server, settings: Settings, session: PoliteSession) -> None:
    headers = {**TEXT, "Content-Encoding": "gzip" if kind == "gzip" else "deflate"}
    server.answers["/a"] = lambda handler: handler.answer(200, compressed(kind), headers)
    assert "Larnholm" in ingest(server.url("/a"), settings, session).text


@pytest.mark.parametrize("kind", ["gzip", "zlib", "bare"])
def test_a_packed_page_that_ends_early_is_not_read(
    kind: str, server: Server, settings: Settings, session: PoliteSession
) -> None:
    headers = {**TEXT, "Content-Encoding": "gzip" if kind == "gzip" else "deflate"}
    server.answers["/a"] = lambda handler: handler.answer(200, compressed(kind)[:-30], headers)
    with pytest.raises(FetchError, match="cut off on its way") as caught:
        ingest(server.url("/a"), settings, session)
    assert caught.value.transient


def test_a_page_shorter_than_announced_is_not_read(server: Server, settings: Settings, session: PoliteSession) -> None:
    def short(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(STORY.encode())
        handler.close_connection = True

    server.answers["/a"] = short
    with pytest.raises(FetchError, match="cut off on its way"):
        ingest(server.url("/a"), settings, session)


@pytest.mark.parametrize(
    "mistyped",
    [
        "http://[::1/story",
        "http://a b/c",
        "http://lake.example:port/",
        "http://[/feed.xml",
        "https://" + "a" * 300 + ".example/",
    ],
)
def test_a_mistyped_address_fails_alone(mistyped: str, server: Server, settings: Settings) -> None:
    read = Intake([mistyped, server.serve("/a.txt", STORY, "text/plain")], settings).read()
    assert [failure.source for failure in read.failures] == [mistyped]
    assert len(read.kept) == 1
