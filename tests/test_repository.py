"""What holds over the whole repository: words, docstrings, data folders without code, a README that tells the truth."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app

HOME = Path(__file__).resolve().parent.parent
MODULES = sorted((HOME / "flows").rglob("*.py"))
DATA_FOLDERS = ("ontology", "mappings")

# Spelled in pieces so that this file does not hold what it forbids.
MACHINE_WORDS = ["/" + "work/", "/" + "root/", "/" + "farm/", "/opt/" + "pypi", "/opt/" + "wheels", "/home/" + "user"]
REGISTRY_WORDS = ["files." + "pythonhosted", "pypi." + "org/simple", "registry." + "npmjs", "index" + "-url"]
# Any word that ends an IRI's authority for a vocabulary; service addresses (an API, a website) are no vocabulary.
VOCABULARY = re.compile(
    r"https?://(schema\.org|www\.w3\.org|w3id\.org/(?!communique/)|purl\.org|xmlns\.com|www\.wikidata\.org/(entity|prop))"
)


def tracked_files() -> list[Path]:
    """Every file that git keeps; outside a git checkout, every file but the caches."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=False)
    names = listing.stdout.decode().split("\0") if listing.returncode == 0 else []
    return [HOME / name for name in names if name and (HOME / name).is_file()]


def text_of(path: Path) -> str:
    """A file's text, or nothing when it is binary."""
    content = path.read_bytes()
    return "" if b"\0" in content[:4096] else content.decode("utf-8", errors="replace")


def test_no_file_speaks_of_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(HOME)}: {word}"
        for path in tracked_files()
        if not path.name.endswith(".min.js")  # others wrote it
        for text in [text_of(path)]
        for word in MACHINE_WORDS + REGISTRY_WORDS
        if word in text
    ]
    assert not found


def test_constraints_are_exact_versions_without_addresses() -> None:
    lines = (HOME / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+", line)] == []


@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_data_folders_hold_no_python(folder: str) -> None:
    assert list((HOME / folder).rglob("*.py")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_no_vocabulary_is_spelled_in_python(path: Path) -> None:
    assert VOCABULARY.search(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME)))
def test_every_public_function_says_what_you_get(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


READER = sorted((HOME / "flows" / "extract").rglob("*.py"))


def branches(function: ast.FunctionDef) -> int:
    """How often a function forks: by if, loop, and, or, and the conditions of comprehensions."""
    forks = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler)
    nodes = list(ast.walk(function))
    loops = sum(1 + len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    joined = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return sum(isinstance(node, forks) for node in nodes) + loops + joined


def test_no_module_of_the_reader_is_longer_than_three_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in READER}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_few_functions_of_the_reader_have_more_than_twenty_branches() -> None:
    nodes = [node for path in READER for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    forked = {node.name: branches(node) for node in nodes if isinstance(node, ast.FunctionDef) and branches(node) > 20}
    assert len(forked) <= 10, forked


def test_nine_modules_in_ten_are_shorter_than_three_hundred_lines() -> None:
    lengths = {str(path.relative_to(HOME)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {name: length for name, length in lengths.items() if length > 300}
    assert len(long) <= len(lengths) / 10, long
    assert max(lengths.values()) < 450


def test_no_public_name_is_a_word_that_says_nothing() -> None:
    empty = re.compile(r"(^|_)(manager|helper|helpers|utils|obj)(_|$)", re.IGNORECASE)
    names = [
        f"{path.relative_to(HOME)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and empty.search(node.name)
    ]
    assert names == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    source = HOME / document
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", source.read_text(encoding="utf-8"))
    assert [target for target in targets if not (source.parent / target).exists()] == []


def test_make_help_lists_every_target() -> None:
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    for target in ("help", "install", "run", "test", "check", "check-slow", "bench", "model", "facts", "lint"):
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target


def test_tests_that_start_prefect_are_run_one_by_one() -> None:
    alone = re.findall(r"^SERVERS := (.*)$", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    users = [p for p in (HOME / "tests").glob("*/*.py") if re.search("prefect_server|prefect_test_harness", text_of(p))]
    assert users
    assert {str(path.parent.relative_to(HOME)) for path in users} <= set(alone)


def test_no_two_test_modules_share_a_name() -> None:
    names = [path.name for path in (HOME / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_commands_in_the_readme_exist_with_their_options() -> None:
    commands = getattr(get_command(app), "commands")  # noqa: B009  (typer's own class says nothing of it)
    shown = re.findall(r"^(?:\$ )?communique ([a-z]+)(.*)$", text_of(HOME / "README.md"), re.MULTILINE)
    assert shown
    for name, arguments in shown:
        known = {option for parameter in commands[name].params for option in parameter.opts}
        if name == "query":  # what stands behind a question are its parameters
            known |= {f"--{word}" for word in re.findall(r"\?(\w+)", _question_in(arguments))}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", arguments)) <= known, name


def _question_in(arguments: str) -> str:
    """The text of the shipped question that a command names; empty when it names none."""
    path = HOME / "ontology" / "questions" / f"{(arguments.split() or [''])[0]}.rq"
    return text_of(path) if path.is_file() else ""
