"""A loopback Wikidata: replays recorded answers, counts what it is asked, and fails in every known way."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

RECORDED = Path(__file__).parent / "recorded"
INTERVAL = 0.03  # seconds that the tests keep between two requests


@dataclass
class Replay:
    """What the server knows and what it saw.

    fault: called with the handler and the request's number before an answer; True when it answered in its own way
    """

    searches: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    fault: "Callable[[Handler, int], bool] | None" = None
    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most_at_once: int = 0
    _at_once: int = 0
    _lock: Lock = field(default_factory=Lock)

    def actions(self, action: str) -> list[dict[str, str]]:
        """The requests of one action."""
        return [params for params in self.asked if params.get("action") == action]

    def shortest_gap(self) -> float:
        """The shortest time between two requests, in seconds."""
        return min((b - a for a, b in zip(self.times, self.times[1:], strict=False)), default=float("inf"))

    def forget(self) -> None:
        """Counts from the beginning."""
        self.asked.clear()
        self.times.clear()

    def begin(self, params: dict[str, str], agent: str) -> int:
        with self._lock:
            self.asked.append(params)
            self.times.append(time.monotonic())
            self.agents.add(agent)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            return len(self.asked)

    def end(self) -> None:
        with self._lock:
            self._at_once -= 1

    def answer(self, params: dict[str, str]) -> dict[str, Any]:
        """What Wikidata would say."""
        if params.get("action") == "wbsearchentities":
            hits = self.searches.get(params["search"], [])
            return {"searchinfo": {"search": params["search"]}, "search": hits, "success": 1}
        ids = params["ids"].split("|")
        if len(ids) > 50:
            return load("error_toomanyvalues.json")
        return {"entities": {one: self.items.get(one, {"id": one, "missing": ""}) for one in ids}, "success": 1}


class Handler(BaseHTTPRequestHandler):
    """Answers one request from the server's Replay."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        replay = self.server.replay
        params = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        number = replay.begin(params, self.headers.get("User-Agent", ""))
        try:
            if not (replay.fault and replay.fault(self, number)):
                self.say(json.dumps(replay.answer(params)))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            replay.end()

    def say(self, body: str | bytes, status: int = 200, **headers: str) -> None:
        """One whole answer."""
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    """The loopback server with its Replay."""

    daemon_threads = True
    block_on_close = False
    replay: Replay

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no error here."""


@contextmanager
def serve(replay: Replay) -> Iterator[Replay]:
    """The replay on a loopback port for as long as the block lasts."""
    server = Server(("127.0.0.1", 0), Handler)
    server.replay = replay
    replay.address = f"http://127.0.0.1:{server.server_address[1]}/w/api.php"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def load(name: str) -> Any:
    """One recorded answer."""
    return json.loads((RECORDED / name).read_text(encoding="utf-8"))
