"""Inside extract/ imports point down too: each room may use those below it, and nothing else of extract/. A tree is
changed by Word.hang alone."""

import ast
from pathlib import Path

import pytest

EXTRACT = Path(__file__).resolve().parent.parent / "flows" / "extract"
# from the ground up; rooms of one row do not know each other
ROWS = (
    {"words"}, {"grammar", "reading"}, {"names", "draft"}, {"offices", "trees"}, {"mentions"}, {"frames"},
    {"speech", "facts"}, {"article"}, {"reader"}, {"__init__"},
)  # fmt: skip
FLOOR = {room: at for at, row in enumerate(ROWS) for room in row}


def room_of(path: Path) -> str:
    return path.relative_to(EXTRACT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(EXTRACT.rglob("*.py")), ids=lambda p: str(p.relative_to(EXTRACT)))
def test_a_room_uses_the_rooms_below_it_alone(path: Path) -> None:
    modules = [
        n.module or "" for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ImportFrom)
    ]
    used = {module.split(".")[2] for module in modules if module.startswith("flows.extract.")} - {room_of(path)}
    assert [room for room in used if FLOOR[room] >= FLOOR[room_of(path)]] == []


@pytest.mark.parametrize("path", sorted(EXTRACT.rglob("*.py")), ids=lambda p: str(p.relative_to(EXTRACT)))
def test_no_room_changes_a_tree_but_by_hanging_a_word(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    written = [n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)]
    changed = [n.value.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Attribute)
               and n.attr in {"append", "remove", "sort", "insert", "clear"}]  # fmt: skip
    assert not {"head", "dep", "children"} & {*written, *changed}
