"""docs/frames.md says what the code does: every key, every frame, and a worked example that works."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from frame_table import BEGIN, END, PAGE, frame_table, page_with

from flows.extract.frames.language import EXAMPLE_KEYS, FRAME_KEYS, ROLE_KEYS, TRIGGER_KEYS
from flows.model import EntityType, Factuality
from flows.settings import HOME, MAPPINGS

TEXT = PAGE.read_text(encoding="utf-8")
# reads the examples of one kind with mappings of its own, and prints the facts of that kind
READ_KIND = """
import json, sys
from pathlib import Path
from flows import settings
settings.MAPPINGS = Path(sys.argv[1])
sys.path.insert(0, sys.argv[2])
from told import read, facts_of, shown
from flows.extract.frames.language import load_frames
for frame in load_frames():
    for example in frame.examples if frame.kind == sys.argv[3] else ():
        extraction = read(example["text"], date=example["date"])
        facts = [f for f in facts_of(extraction, frame.kind)]
        rows = [[shown(extraction, f.subject), f.predicate, shown(extraction, f.object)] for f in facts]
        print(json.dumps([example["facts"], rows]))
"""


@pytest.mark.parametrize("key", sorted(FRAME_KEYS | ROLE_KEYS | TRIGGER_KEYS | EXAMPLE_KEYS))
def test_the_page_explains_every_key(key: str) -> None:
    assert re.search(rf"`[^`]*\b{key}\b[^`]*`", TEXT)


@pytest.mark.parametrize("name", sorted({*EntityType, *Factuality}))
def test_the_page_names_every_type_and_factuality(name: str) -> None:
    assert re.search(rf"\b{name}\b", TEXT)


def test_the_page_explains_no_key_that_does_not_exist() -> None:
    tables = TEXT.split("### Keys of a frame")[1].split("### Argument names")[0]
    keys = {
        key for row in re.findall(r"^\| (`[^|]+) \|", tables, flags=re.MULTILINE) for key in re.findall(r"`(\w+)`", row)
    }
    assert keys == FRAME_KEYS | ROLE_KEYS


def test_the_table_covers_every_frame() -> None:
    table = TEXT.partition(BEGIN)[2].partition(END)[0]
    assert table == frame_table(), "run python tests/extract/frame_table.py"


def test_writing_the_table_leaves_the_rest_alone() -> None:
    assert page_with(frame_table()) == TEXT


def block(first_line: str) -> str:
    """The YAML block of the page that begins with this comment."""
    return TEXT.split(f"```yaml\n# {first_line}\n")[1].split("```")[0]


def test_the_worked_example_adds_a_kind_without_python(tmp_path: Path) -> None:
    mappings = tmp_path / "mappings"
    shutil.copytree(MAPPINGS, mappings)
    with (mappings / "kinds.yaml").open("a", encoding="utf-8") as kinds:
        kinds.write(block("mappings/kinds.yaml"))
    frames = block("mappings/text/representation.yaml")
    (mappings / "text" / "representation.yaml").write_text(frames, encoding="utf-8")
    command = [sys.executable, "-c", READ_KIND, str(mappings), str(Path(__file__).parent), "representation"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(yaml.safe_load(frames)["frames"][0]["examples"])
    assert [wanted for wanted, _ in answers] == [found for _, found in answers]
