"""A news site on the loopback: it adds, corrects, copies and withdraws articles, and fails now and then."""

import gzip
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


@dataclass
class Site:
    """Pages by their paths, and what of them the feed lists, newest first.

    gone:   paths that answer 410
    asked:  each request: path, and what it was answered
    fails:  the share of requests that fail, drawn by a seed
    """

    address: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    asked: list[tuple[str, int]] = field(default_factory=list)
    fails: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> str:
        """Puts a page, and gives its address."""
        self.pages[path] = body.encode() if isinstance(body, str) else body
        self.kinds[path] = kind
        return self.url(path)

    def write(self, path: str, title: str, published: str, *paragraphs: str, publisher: str = "Example Herald") -> str:
        """Puts an article, and lists it in the feed when it is new there."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        if path not in self.listed:
            self.listed.insert(0, path)
        return self.put(
            path,
            f'<html lang="en"><head><title>{title}</title><meta property="og:type" content="article">'
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{publisher}">'
            f'<link rel="canonical" href="{self.url(path)}">'
            f'<meta property="article:published_time" content="{published}"></head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>",
        )

    def withdraw(self, path: str) -> None:
        """Takes a page away, from the feed too."""
        self.gone.add(path)
        self.listed = [one for one in self.listed if one != path]

    def feed(self) -> bytes:
        """The feed as it is now; readers that come by it are tracked."""
        entries = "".join(f"<item><link>{self.url(path)}?utm_source=rss</link></item>" for path in self.listed)
        return f'<rss version="2.0"><channel><title>Herald</title>{entries}</channel></rss>'.encode()

    def times(self, path: str, status: int = 200) -> int:
        """How often a path was answered so."""
        return self.asked.count((path, status))


class Answers(BaseHTTPRequestHandler):
    """Answers as a news site does, with ETag and Last-Modified."""

    protocol_version = "HTTP/1.1"
    site: ClassVar[Site]

    def do_GET(self) -> None:
        path, site = self.path.split("?")[0], self.site
        body = site.feed() if path == "/feed.xml" else site.pages.get(path)
        tag = f'"{sha256(body or b"").hexdigest()[:16]}"'
        if site.fails and site.chance.random() < site.fails:
            return self.answer(path, 503, b"")
        if path in site.gone:
            return self.answer(path, 410, b"gone")
        if body is None:
            return self.answer(path, 404, b"nothing here")
        if self.headers.get("If-None-Match") == tag:
            return self.answer(path, 304, b"")
        return self.answer(path, 200, body, {"ETag": tag, "Last-Modified": formatdate(0, usegmt=True)})

    def answer(self, path: str, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.site.asked.append((path, status))
        self.send_response(status)
        kind = "application/rss+xml" if path == "/feed.xml" else self.site.kinds.get(path, "text/plain")
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Quiet(ThreadingHTTPServer):
    """Says nothing of readers that leave before they are answered."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site that answers until it is left."""
    site = Site()
    http = Quiet(("127.0.0.1", 0), type("Herald", (Answers,), {"site": site}))
    site.address = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def sitemap(*entries: tuple[str, str], zipped: bool = False) -> bytes:
    """A sitemap of pages with the moments of their last change."""
    listed = "".join(f"<url><loc>{page}</loc><lastmod>{at}</lastmod></url>" for page, at in entries)
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()
    return gzip.compress(text) if zipped else text
