"""The command as its users meet it, an article of our own, and a web server on the loopback."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from ran import Ran
from typer.testing import CliRunner

from flows.cli import app

ARTICLE = """URL: https://example.org/news/bloc-grows
TITLE: Two nations join the alliance
DATE: 2024-03-12
PUBLISHER: Example Herald

Sweden joined NATO in March 2024, and Finland became a member of NATO in April 2023.

The African Union was founded in 2002 in Durban. Kazakhstan hosted the summit in Astana on 3 July 2024.

“We welcome our new allies,” said Jens Stoltenberg, the secretary general of NATO, in Brussels.
"""

PAGES: dict[str, tuple[int, str, bytes]] = {
    "/missing.html": (404, "text/html; charset=utf-8", b"<html><body>not found</body></html>"),
    "/menu.html": (200, "text/html", b"<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>"),
    "/huge.html": (200, "text/html", b"<p>" + b"x" * 30_000_000),
}


@pytest.fixture
def communique() -> Callable[..., Ran]:
    """Runs the command with these arguments, and gives back what it printed."""

    def ran(*arguments: object, typed: str = "") -> Ran:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return ran


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article of our own, as a text file with header lines."""
    path = tmp_path / "bloc-grows.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a web server that answers with PAGES."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


class Pages(BaseHTTPRequestHandler):
    """Answers with one of PAGES; what it does not know is not found."""

    def do_GET(self) -> None:
        status, kind, content = PAGES.get(self.path, (404, "text/plain", b""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except ConnectionError:
            self.close_connection = True  # the reader has seen enough

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""
