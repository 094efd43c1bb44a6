"""Imports point down only: commands -> flow -> stages -> ground."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

FLOWS = Path(__file__).resolve().parent.parent / "flows"
GROUND = {
    "exchange",
    "yamls",
    "things",
    "worker",
    "parent",
    "progress",
    "article",
    "model",
    "outcomes",
    "errors",
    "settings",
    "gazetteer",
    "judge",
    "kinds",
    "plover",
    "rows",
    "iris",
}
STAGES = {"ingest", "language", "extract", "link", "mapping", "validate", "claims", "publish"}
TOP = {
    "withdraw",
    "options",
    "cli",
    "using",
    "show",
    "looking",
    "ask",
    "asof",
    "parameters",
    "misread",
    "store",
    "summary",
    "why",
    "identity",
    "intake",
    "copies",
    "cluster",
    "reading",
    "lately",
    "telling",
    "known",
    "piped",
    "log",
    "server",
    "publish_articles",
    "schedule",
    "assistant",
    "push",
    "export",
    "parquet",
    "site",
    "serve",
    "stages",
    "batch",
    "versions",
}
MAY_IMPORT_PREFECT = {"publish_articles.py", "schedule.py"}
MODULES = sorted(FLOWS.rglob("*.py"))
# extract reads with the language reader, publish tells across articles; all else is a stage of its own.
MAY_CALL = {"extract": {"language"}, "publish": {"claims"}}


def part_of(path: Path) -> str:
    """The first name below flows/: a folder, or a module at the top."""
    return path.relative_to(FLOWS).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            if node.module == "flows":
                yield from (f"flows.{alias.name}" for alias in node.names)


def flows_parts(path: Path) -> set[str]:
    """The parts of flows/ that a file imports."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("flows.")}
    return {name for name in names if not name.startswith("__")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FLOWS)))
def test_imports_are_absolute(path: Path) -> None:
    assert not [name for name in imported(path) if name.startswith(".")]


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path) in STAGES], ids=str)
def test_a_stage_imports_itself_and_the_ground_alone(path: Path) -> None:
    stage = part_of(path)
    assert flows_parts(path) <= {stage} | GROUND | MAY_CALL.get(stage, set())


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path) in GROUND], ids=str)
def test_the_ground_imports_the_ground_alone(path: Path) -> None:
    assert flows_parts(path) <= GROUND


def test_only_the_flow_and_the_schedule_import_prefect() -> None:
    importers = {path.name for path in MODULES if any(name.split(".")[0] == "prefect" for name in imported(path))}
    assert importers <= MAY_IMPORT_PREFECT


def test_every_part_has_a_known_place_in_the_house() -> None:
    parts = {part_of(path) for path in MODULES}
    assert parts <= STAGES | GROUND | TOP | {"training", "__init__"}
