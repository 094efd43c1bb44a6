from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser, browsing
from served import IMPATIENT, make_three, serving

from flows.settings import HOME
from flows.site import build


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
def impatient(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the example's release that ends queries soon."""
    with serving(HOME / "output" / "example", example, tmp_path_factory.mktemp("cache"), IMPATIENT) as address:
        yield address


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of three articles: each says what it is, and all the same of one thing."""
    data = make_three(tmp_path_factory.mktemp("three"))
    with serving(data, tmp_path_factory.mktemp("no-pages"), tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="session")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One tab of a browser for all tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here (Debian: apt-get install chromium)")
    with browsing(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(window: Browser) -> Browser:
    """A browser that has seen and asked nothing yet."""
    window.forget()
    window.look()
    return window
