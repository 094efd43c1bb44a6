"""A loopback server that behaves as servers do, and where the texts for these tests lie."""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from outside import outside

HOME = Path(__file__).resolve().parent.parent.parent
PAGES = HOME / "tests" / "pages"
EXAMPLE = HOME / "flows" / "ingest" / "example"
DEVELOPMENT = outside("articles")

STORY = (
    "The ministers of the five lake states met in Larnholm on Tuesday and agreed on a common rule for fishing. "
    "Each state will keep a third of its boats in port from March to May, they said in a statement. "
    "The rule is the first that all five have signed since the treaty of 1987, and will be reviewed in two years.\n\n"
    "“It was a café table that brought us together, not a conference,” said Ana Mørk, who led the talks. "
    "The next meeting will be held in Osterby in the autumn, and the states have not yet said who will pay for it.\n"
)
Answer = Callable[["Handler"], None]


@dataclass
class Server:
    """Addresses and how they answer; `asked` has the path of every request in order."""

    address: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def serve(
        self, path: str, body: bytes | str, content_type: str = "text/html; charset=utf-8", status: int = 200
    ) -> str:
        content = body.encode() if isinstance(body, str) else body
        self.answers[path] = lambda handler: handler.answer(status, content, {"Content-Type": content_type})
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    """Answers as the test has said."""

    protocol_version = "HTTP/1.1"
    served: Server

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.served.asked.append(path)
        self.served.headers = dict(self.headers)
        try:
            self.served.answers.get(path, lambda handler: handler.answer(404, b"nothing here"))(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def endless(self, piece: bytes, pause: float = 0.0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for _ in range(100_000):
            self.wfile.write(piece)
            time.sleep(pause)

    def zipped(self, body: bytes) -> None:
        self.answer(200, gzip.compress(body), {"Content-Encoding": "gzip", "Content-Type": "text/plain"})

    def log_message(self, format: str, *args: object) -> None:
        pass
