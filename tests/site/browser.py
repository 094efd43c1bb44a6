"""A real browser to walk through pages with, by the Chrome DevTools Protocol: what they show, tell and ask for."""

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
    "--no-first-run",
)
PATIENCE = 60.0  # seconds for an answer: other processes may be busy


class Browser:
    """One tab. `complaints` is what pages wrote to the console or broke; `asked` are the addresses they asked for."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._number = 0
        self._session: str | None = None
        self._events: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        self.asked: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of a command of the protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._line.send(json.dumps({**message, "sessionId": self._session} if self._session else message))
        while True:
            told = json.loads(self._line.recv(timeout=PATIENCE))
            if told.get("id") == self._number:
                assert "error" not in told, told["error"]
                return told["result"]
            self._note(told)

    def forget(self) -> None:
        """Begins anew to note what pages complain of and ask for."""
        self.call("Page.navigate", url="about:blank")
        self.complaints.clear()
        self.asked.clear()

    def _note(self, event: dict[str, Any]) -> None:
        method, told = event.get("method", ""), event.get("params", {})
        self._events.append(event)
        if method == "Runtime.exceptionThrown":
            self.complaints.append(told["exceptionDetails"].get("exception", {}).get("description", "an exception"))
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(one.get("value")) for one in told["args"]))
        elif method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])

    def look(self, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Shows pages at this size, light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, address: str) -> None:
        """Opens a page, and waits until it is there."""
        self._events.clear()
        failed = self.call("Page.navigate", url=address).get("errorText")
        assert not failed, f"{address}: {failed}"
        self.loaded()

    def loaded(self) -> None:
        """Waits until a page that was asked for is there."""
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._note(json.loads(self._line.recv(timeout=PATIENCE)))

    def click(self, selector: str, text: str = "") -> None:
        """Follows the first link of a selector, with this text if any is given, and waits for its page."""
        self._events.clear()
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        one = f"{found}.find((one) => one.textContent.includes({json.dumps(text)}))"
        within = self.run(f"({one}.href ?? '').split('#')[0] === location.href.split('#')[0]")
        self.run(f"{one}.click()")
        if not within:
            self.loaded()

    def run(self, script: str) -> Any:
        """The value of JavaScript in the page."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, script: str) -> None:
        """Waits until JavaScript in the page is something."""
        ends = time.monotonic() + PATIENCE
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < ends, f"never came to be: {script}"
            time.sleep(0.02)

    @property
    def address(self) -> str:
        """Where the browser is."""
        return str(self.run("location.href"))

    def texts(self, selector: str) -> list[str]:
        """What stands in each element of a selector."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return [str(one) for one in self.run(f"{found}.map((one) => one.textContent)")]

    def text(self, selector: str) -> str:
        """What a person reads in the first element of a selector."""
        return " ".join(str(self.run(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''")).split())

    def picture(self, path: Path, whole: bool = False) -> None:
        """Takes a picture of the page: of what is seen, or of all of it."""
        told = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def browsing(profile: Path) -> Iterator[Browser]:
    """A browser with a profile of its own, for as long as this lasts."""
    assert CHROMIUM, "Chromium is not installed"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        port, path = address_of(profile / "DevToolsActivePort")
        address = f"ws://127.0.0.1:{port}{path}"
        with connect(address, max_size=None, proxy=None) as line:
            yield Browser(line)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def address_of(told: Path) -> list[str]:
    """The port and path of a browser, from the file in which it tells them when it is there."""
    ends = time.monotonic() + PATIENCE
    while not (told.is_file() and len(lines := told.read_text(encoding="utf-8").split()) == 2):
        assert time.monotonic() < ends, "the browser does not start"
        time.sleep(0.05)
    return lines
