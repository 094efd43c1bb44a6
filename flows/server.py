"""A Prefect server of our own, on this machine alone: for one run, or for a schedule. It ends with whoever started it.

One that ends by itself is started again on the same socket, so that whoever asks meanwhile waits and is not refused.
Its records lie in a folder of ours, so that no other version of Prefect on the machine can change them under it.
Started as a program, this module is the server.
"""

import fcntl
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep

import requests

from flows.errors import ServerError
from flows.parent import end_with_standard_input
from flows.settings import load_settings

HOST = "127.0.0.1"
PATIENCE = 120.0  # seconds: the very first start compiles all of Prefect
SHORT_LIFE = 60.0  # seconds: a server that was started again and ends sooner than that is given up
IN_MEMORY = "sqlite+aiosqlite:///file::memory:?cache=shared&uri=true&check_same_thread=false"

# Set before Prefect is imported: it must neither phone home nor write its log between our lines.
CALM_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # Seconds. The very first start compiles all of Prefect, which a busy machine does not do in the 20 that it gives.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at `address`, to whoever knows the login `name:password`."""

    address: str
    login: str


def calm_prefect(logs: bool = False) -> None:
    """Settings of Prefect for a command, with or without its logs; what the user has set already stays."""
    use_own_home()
    for name, value in CALM_PREFECT.items():
        if not (logs and "LOGGING" in name):
            os.environ.setdefault(name, value)


def use_own_home() -> None:
    """Keeps Prefect's files below our cache, unless the user has a server, a home or a database for it."""
    if any(os.environ.get(f"PREFECT_{name}") for name in ("API_URL", "HOME", "API_DATABASE_CONNECTION_URL")):
        return
    profiles = Path.home() / ".prefect" / "profiles.toml"
    if _names_server(profiles):
        return
    home = _writable(load_settings().cache / f"prefect-{version('prefect')}")
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_API_DATABASE_CONNECTION_URL"] = _database(home / "prefect.db")
    if profiles.is_file():
        os.environ.setdefault("PREFECT_PROFILES_PATH", str(profiles))


def _names_server(profiles: Path) -> bool:
    """Whether Prefect's profile that is in use names a server."""
    try:
        told = tomllib.loads(profiles.read_text(encoding="utf-8"))
        active = os.environ.get("PREFECT_PROFILE") or told.get("active", "")
        return "PREFECT_API_URL" in told.get("profiles", {}).get(active, {})
    except (OSError, ValueError, AttributeError, TypeError):
        return False


def _writable(folder: Path) -> Path:
    """The folder, or one that lasts for this run where that one cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        try:
            return Path(tempfile.mkdtemp(prefix="communique-prefect-"))
        except OSError as error:
            raise ServerError(
                f"{folder}: Prefect needs a folder that can be written; set COMMUNIQUE_CACHE to one"
            ) from error


def _database(path: Path) -> str:
    """The address of a database in a file, or of one in memory while the file is locked or cannot be used."""
    try:
        with sqlite3.connect(path, timeout=1, isolation_level=None) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("ROLLBACK")
        database.close()
    except (sqlite3.Error, OSError):
        return IN_MEMORY
    return f"sqlite+aiosqlite:///{path}"


@contextmanager
def own_server(port: int = 0, *, page: bool = False, lost: Callable[[], None] = lambda: None) -> Iterator[Server]:
    """A server on a free port or the one that is given, with its web page or without; ended at the end.

    One that ends before is started again; `lost` is called when that is in vain.
    """
    with socket.socket() as listening, tempfile.TemporaryFile() as log:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as error:
            raise ServerError(
                f"port {port}: {(error.strerror or str(error)).lower()}; choose another --port"
            ) from error
        port = listening.getsockname()[1]
        login = f"communique:{secrets.token_urlsafe(12)}"
        start = partial(_start, listening.fileno(), _environment(port, login, page=page), log.fileno())
        address = f"http://{HOST}:{port}/api"
        with ExitStack() as starting:
            starting.enter_context(_starting_alone())
            process = start()
            try:
                wait_for(address, process, lambda: _last_words(log.fileno()))
            except BaseException:
                _stop(process)
                raise
        with _kept(process, start, lambda: _give_up(listening, lost)):
            yield Server(address, login)


def _give_up(listening: socket.socket, lost: Callable[[], None]) -> None:
    # Nobody would answer: whoever asks from now on is refused, and has not to wait.
    listening.close()
    lost()


def _start(socket: int, environment: dict[str, str], log: int) -> subprocess.Popen[bytes]:
    """The process of a server on a socket that listens."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows.server", str(socket)],
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=log,
        pass_fds=[socket],
        # A session of its own: Ctrl-C must end the runs before it ends the server that records them.
        start_new_session=True,
    )


@contextmanager
def _kept(
    process: subprocess.Popen[bytes], start: Callable[[], subprocess.Popen[bytes]], lost: Callable[[], object]
) -> Iterator[None]:
    """Starts the server again whenever it ends, until that is in vain; at the end it is stopped."""
    over, began = threading.Event(), -SHORT_LIFE

    def watch() -> None:
        nonlocal process, began
        while not over.wait(1.0):
            if process.poll() is not None:
                if monotonic() - began < SHORT_LIFE:
                    lost()
                    return
                _stop(process)
                process, began = start(), monotonic()

    watching = threading.Thread(target=watch, daemon=True, name="keeps the server")
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
        _stop(process)


@contextmanager
def _starting_alone() -> Iterator[None]:
    """Lets no two servers start at once on the same records: each would lay out the tables that the other one does."""
    try:
        handle = os.open(Path(os.environ["PREFECT_HOME"]) / ".starts", os.O_RDWR | os.O_CREAT)
    except (KeyError, OSError):
        yield  # records that are not ours, or that nothing can be written beside
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _environment(port: int, login: str, *, page: bool) -> dict[str, str]:
    """Settings of Prefect for a server that obeys only who knows the login, whatever a web page may try."""
    return {
        **({} if page else {"PREFECT__SERVER_EPHEMERAL": "1"}),  # Prefect takes any value for a yes
        "PREFECT__SERVER_FINAL": "1",
        # What it writes goes to a file, and is read only when it does not start.
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
        "PREFECT_SERVER_UI_ENABLED": str(page).lower(),
        # Without it the page asks port 4200, or whatever server the user has configured.
        "PREFECT_SERVER_UI_API_URL": f"http://{HOST}:{port}/api",
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_API_AUTH_STRING": login,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"http://{HOST}:{port}",
    }


def wait_for(address: str, process: subprocess.Popen[bytes], reason: Callable[[], str]) -> None:
    """Returns when the server answers; one plain error when it ends instead, or takes too long."""
    until = monotonic() + PATIENCE
    while not answers(address):
        if process.poll() is not None:
            raise ServerError(f"Prefect's server did not start: {reason()} ({_way_out()})")
        if monotonic() > until:
            raise ServerError(f"Prefect's server did not start within {PATIENCE:.0f} seconds ({_way_out()})")
        sleep(0.1)


def _way_out() -> str:
    home = os.environ.get("PREFECT_HOME", "~/.prefect")
    return f"its records are in {home}; set PREFECT_HOME to another folder, or PREFECT_API_URL to a server that runs"


def _last_words(log: int) -> str:
    """The last line that the server wrote before it ended."""
    told = os.pread(log, 1 << 20, max(0, os.fstat(log).st_size - (1 << 20))).decode("utf-8", errors="replace")
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line.partition(":")[0]]
    return (errors or lines or ["it says no reason"])[-1][:300]


def answers(address: str) -> bool:
    """Whether a Prefect server answers at the address."""
    try:
        return requests.get(f"{address}/health", timeout=2).ok
    except requests.RequestException:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server: it does so by itself when its standard input is closed."""
    process.terminate()
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """The server itself, on the socket whose number is the argument."""
    import uvicorn

    end_with_standard_input()
    with suppress(KeyboardInterrupt):
        uvicorn.run(
            "prefect.server.api.server:create_app", factory=True, fd=int(sys.argv[1]), log_level="error", lifespan="on"
        )


if __name__ == "__main__":
    main()
