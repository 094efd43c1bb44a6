"""The package as others install it: sdist, wheel, and the command of an environment that knows no checkout."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
Installed = Callable[..., subprocess.CompletedProcess[str]]
OUTSIDE = ("PREFECT", "COMMUNIQUE", "PYTHON")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist of what git keeps, and the wheel that is built from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    tree = folder / "tree"
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOME,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listing.stdout.split("\0"):
        if (HOME / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).symlink_to(HOME / name)
    sdist = folder / backend("sdist", tree, folder)
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "sdist", filter="data")
    (source,) = (folder / "sdist").iterdir()
    return sdist, folder / backend("wheel", source, folder)


def backend(kind: str, source: Path, out: Path) -> str:
    """The name of the file that setuptools builds of a source tree."""
    command = f"from setuptools import build_meta; print(build_meta.build_{kind}({str(out)!r}))"
    done = subprocess.run([sys.executable, "-c", command], cwd=source, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Runs the command of an environment with the wheel in it, from a folder with one text; dependencies are lent."""
    folder = tmp_path_factory.mktemp("elsewhere")
    environment = folder / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    # Lines of a .pth file, so that no .pth file of the lending environment leads back to the checkout.
    lent = [place for place in sys.path if place.endswith("-packages")]
    (packages / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "--disable-pip-version-check"]
    flags = ["--no-index", "--no-deps", "--no-compile", "--quiet", "--ignore-installed"]
    subprocess.run([*pip, "install", *flags, built[1]], check=True, capture_output=True)
    (folder / "empty").mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
    clean |= {"PREFECT_HOME": str(folder / "prefect"), "COMMUNIQUE_CACHE": str(folder / "cache")}

    (folder / "empty" / "bloc.txt").write_text("Sweden joined NATO in March 2024.\n", encoding="utf-8")

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [environment / "bin" / "communique", *arguments]
        return subprocess.run(command, cwd=folder / "empty", env=clean, capture_output=True, text=True, check=False)

    return ran


def test_the_wheel_holds_the_data_and_nothing_but_the_package(built: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(built[1]).namelist()
    packed = {name for name in names if not name.startswith("communique-")}
    data = [path for folder in ("ontology", "mappings") for path in (HOME / folder).rglob("*") if path.is_file()]
    assert {f"flows/{path.relative_to(HOME).as_posix()}" for path in data} <= packed
    assert "flows/language/model/weights.npz" in packed
    assert [name for name in packed if not name.startswith("flows/")] == []


def test_the_sdist_says_what_may_be_done_with_it(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "NOTICE", "README.md", "constraints.txt", "pyproject.toml", "setup.py"} <= names


def test_the_installed_command_publishes_its_example(installed: Installed) -> None:
    ran = installed("run", "--out", "release")
    assert ran.returncode in (0, 1), ran.stderr
    assert "Release: release (1 new)" in ran.stdout
    checked = installed("check", "release/dataset.ttl")
    assert checked.returncode == 0, checked.stderr
    asked = installed("query", "who-is-a-member-of-what", "--data", "release", "--format", "csv")
    assert len(asked.stdout.splitlines()) > 1, asked.stderr


def test_the_installed_command_reads_a_text(installed: Installed) -> None:
    ran = installed("facts", "bloc.txt", "--offline", "--format", "jsonl")
    assert [(row["subject"], row["object"]) for row in map(json.loads, ran.stdout.splitlines())] == [("Sweden", "NATO")]


def test_the_installed_command_links_a_name(installed: Installed) -> None:
    ran = installed("link", "Georgia", "--near", "Tbilisi", "--offline")
    assert ran.returncode == 0, ran.stderr
    assert "Q230" in ran.stdout


def test_the_installed_command_names_its_questions(installed: Installed) -> None:
    assert "who-is-a-member-of-what" in installed("query", "--list").stdout
