"""The kinds of fact are spelled in data alone: Python names none, and what the reader does for one is a flag."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.errors import BrokenData
from flows.kinds import ANY_TYPE, load_kinds, shipped_kinds
from flows.model import EntityType
from flows.settings import HOME, MAPPINGS

MODULES = [path for stage in ("extract", "mapping") for path in sorted((HOME / "flows" / stage).rglob("*.py"))]
KIND = """
escort:
  class: Escort
  label: who escorted whom
  predicates:
    escorted: {subject: escort, object: escorted}
  qualifiers: [start, {place: region}, topic]
"""
FLAGS = "  once: true\n  place: true\n  topic: true\n  borrows: [start]\n"
FRAMES = """
kind: escort
frames:
  - name: escorts somebody
    covers: "X escorted Y"
    trigger: {verb: [escort]}
    predicate: escorted
    subject: {from: [subject], type: [country]}
    object: {from: [object], type: [country]}
"""
SENTENCES = ["A NATO summit was held in Vilnius on July 11, 2023.", "Kenya escorted Peru at the NATO summit.",
             "Ghana escorted Chile in Lima since 2022 to discuss fishing rights."]  # fmt: skip
READ = """
import json, sys
from pathlib import Path
from flows import settings
settings.MAPPINGS = Path(sys.argv[1])
sys.path.insert(0, sys.argv[2])
from told import read, facts_of, shown
extraction = read(" ".join(json.loads(sys.argv[3])))
for fact in facts_of(extraction, "escort"):
    print(json.dumps({name: shown(extraction, value) for name, value in fact.qualifiers}))
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOME / "flows")))
def test_no_kind_of_fact_is_named_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [name for name in named if name in shipped_kinds()] == []


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (FLAGS, [{"start": "2023-07-11"}, {"place": "Lima", "topic": "fishing rights"}]),
        ("", [{}, {"start": "2022"}]),
    ],
)
def test_a_flag_of_a_new_kind_works_without_python(tmp_path: Path, flags: str, told: list[dict[str, str]]) -> None:
    mappings = tmp_path / "mappings"
    shutil.copytree(MAPPINGS, mappings)
    with (mappings / "kinds.yaml").open("a", encoding="utf-8") as kinds:
        kinds.write(KIND + flags)
    (mappings / "text" / "escort.yaml").write_text(FRAMES, encoding="utf-8")
    command = [sys.executable, "-c", READ, str(mappings), str(Path(__file__).parent), json.dumps(SENTENCES)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, check=True)
    assert [json.loads(line) for line in done.stdout.splitlines()] == told


def test_a_predicate_knows_the_types_that_its_kind_gives_to_its_roles(tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text(KIND + "  types: {escort: [person, group]}\n", encoding="utf-8")
    escorted = load_kinds(path)["escort"].predicates["escorted"]
    assert (escorted.subject_types, escorted.object_types) == ({EntityType.PERSON, EntityType.GROUP}, ANY_TYPE)


def test_a_predicate_narrows_the_types_of_its_kind() -> None:
    membership = shipped_kinds()["membership"]
    assert EntityType.COUNTRY in membership.types["organization"]
    assert EntityType.COUNTRY not in membership.predicates["member of"].object_types
    assert EntityType.COUNTRY in membership.predicates["former republic of"].object_types


@pytest.mark.parametrize(
    "declared",
    ["  types: {escort: [ships]}\n", "  types: {escort: person}\n", "  types: {escorted: []}\n"],
)
def test_types_that_are_none_are_refused_with_their_place(tmp_path: Path, declared: str) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text(KIND + declared, encoding="utf-8")
    with pytest.raises(BrokenData, match=r"escort\.types\.escort(ed)?: must be a list of country"):
        load_kinds(path)


def test_a_predicate_may_not_widen_the_types_of_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "kinds.yaml"
    widened = KIND.replace("object: escorted}", "object: escorted, types: {escort: [country]}}")
    path.write_text(widened + "  types: {escort: [person]}\n", encoding="utf-8")
    with pytest.raises(BrokenData, match="does not narrow one of its roles"):
        load_kinds(path)
