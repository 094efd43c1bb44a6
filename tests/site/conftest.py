import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from served import make_three, serving

from flows.settings import HOME
from flows.site import build

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the example's release."""
    return build(HOME / "output" / "example", tmp_path_factory.mktemp("pages") / "site").start.parent


@pytest.fixture(scope="session")
def address(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the example's release."""
    with serving(HOME / "output" / "example", example, tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of three articles: each says what it is, and all the same of one thing."""
    data = make_three(tmp_path_factory.mktemp("three"))
    with serving(data, tmp_path_factory.mktemp("no-pages"), tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="session")
def browsed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[str, str]]:
    """What a browser makes of a page: the document once its scripts have run, and what it complained of."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    profile = tmp_path_factory.mktemp("profile")

    def browse(address: str) -> tuple[str, str]:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--enable-logging=stderr"]
        command = [CHROMIUM, *flags, f"--user-data-dir={profile}", "--dump-dom", address]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return ran.stdout, "\n".join(line for line in ran.stderr.splitlines() if ":CONSOLE" in line)

    return browse
