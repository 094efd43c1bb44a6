"""What a file of settings, a variable and `communique init` set, and how a wrong one is named."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from ran import Ran
from settings_table import table

from flows import __version__
from flows.errors import ConfigError
from flows.settings import Settings, load_settings, settable

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with no variable of ours set."""
    for one in settable():
        monkeypatch.delenv(f"COMMUNIQUE_{one.name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_file_and_variable_all_is_as_shipped(folder: Path) -> None:
    assert load_settings() == Settings()


def test_a_variable_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "communique.toml").write_text('title = "By file"\npublisher = "Example Herald"\nfetch_timeout = 5\n')
    monkeypatch.setenv("COMMUNIQUE_TITLE", "By variable")
    chosen = load_settings()
    assert (chosen.title, chosen.publisher, chosen.fetch_timeout) == ("By variable", "Example Herald", 5.0)


def test_paths_are_meant_from_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "deep").mkdir()
    (folder / "deep" / "own.toml").write_text('cache = "remembered"\n')
    monkeypatch.setenv("COMMUNIQUE_CONFIG", "deep/own.toml")
    assert load_settings().cache == folder / "deep" / "remembered"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('base = "https://data.example.org/news"', "base: .* ends with / or #"),
        ('base = "/home/data/"', "base: .* is not an address"),
        ('base = "https://data.example.org/a b/"', "base: .* is not an address"),
        ('contact = "the desk"', "contact: 'the desk' is not an address"),
        ("fetch_timeout = -1", "fetch_timeout: '-1' is not a number that is not negative"),
        ('fetch_limit = "much"', "fetch_limit: 'much' is not a number"),
        ("fetch_limit = 1.5", "fetch_limit: '1.5' is not a number"),
        ("title = [1]", "title: .* is not a text"),
        ('access_rights = "public"', "access_rights: 'public' is not a code in capital letters"),
        ("colour = 1", "colour is no setting; known: access_rights, base"),
        ("base = ", "these settings cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(folder: Path, line: str, sentence: str) -> None:
    (folder / "communique.toml").write_text(f"{line}\n")
    with pytest.raises(ConfigError, match=f"communique.toml: {sentence}"):
        load_settings()


def test_a_wrong_variable_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FETCH_TIMEOUT", "soon")
    with pytest.raises(ConfigError, match="COMMUNIQUE_FETCH_TIMEOUT: 'soon' is not a number"):
        load_settings()


def test_init_writes_every_setting_and_sets_the_chosen_ones(folder: Path, communique: Callable[..., Ran]) -> None:
    herald = 'The "Example" Herald \\ Tribune'
    assert communique("init", "--base", "https://data.example.org/#", "--publisher", herald).status == 0
    written = (folder / "communique.toml").read_text(encoding="utf-8")
    assert tomllib.loads(written) == {"base": "https://data.example.org/#", "publisher": herald}
    uncommented = "\n".join(line.removeprefix("# ") for line in written.splitlines() if " = " in line)
    assert set(tomllib.loads(uncommented)) == {one.name for one in settable()}
    assert load_settings().publisher == herald


def test_init_leaves_a_file_that_is_there(folder: Path, communique: Callable[..., Ran]) -> None:
    (folder / "communique.toml").write_text("# mine\n")
    ran = communique("init")
    assert (ran.status, "stays as it is" in ran.err) == (2, True)
    assert (folder / "communique.toml").read_text() == "# mine\n"


def test_a_file_that_is_not_there_is_named(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "--offline", "--config", "nowhere.toml")
    assert ran.status == 2
    assert "nowhere.toml: these settings cannot be read" in ran.err


def test_the_page_of_settings_says_what_the_code_says() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert rows == table()


def test_the_version_is_said(communique: Callable[..., Ran]) -> None:
    assert communique("--version").out == f"communique {__version__}\n"


def test_completion_is_offered() -> None:
    command = Path(sys.executable).parent / "communique"
    named = os.environ | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # not the shell that runs the tests
    words = [command, "--show-completion", "bash"]
    shown = subprocess.run(words, env=named, capture_output=True, text=True, check=False)
    assert "_COMMUNIQUE_COMPLETE" in shown.stdout + shown.stderr or shown.returncode == 0


def test_the_log_as_json_is_one_object_a_line(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "nowhere.txt", "--offline", "--log-format", "json")
    lines = [json.loads(line) for line in ran.err.splitlines()]
    assert {line["level"] for line in lines} == {"info", "error"}
    assert lines[-1]["message"].startswith("nowhere.txt: there is no such file")
    assert {line["stage"] for line in lines[:-1]} == {"ingest", "extract"}


def test_quiet_is_quiet(article: Path, communique: Callable[..., Ran]) -> None:
    ran = communique("facts", article, "--offline", "-q")
    assert (ran.status, ran.err) == (0, "")


def test_the_log_shows_what_was_read(article: Path, communique: Callable[..., Ran]) -> None:
    assert "INFO:extract 1 of 1: bloc-grows.txt" in communique("facts", article, "--offline", "-v").err
