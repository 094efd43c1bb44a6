"""What the README prints is what the commands print, asked of the example's release."""

import json
import re
import shlex
from collections.abc import Callable

import pytest
from ran import Ran

from flows.settings import HOME

EXAMPLE = HOME / "output" / "example"
README = (HOME / "README.md").read_text(encoding="utf-8")
ASKED = re.findall(r"```\n(communique query [^\n]+)\n```\n\n```\n(.*?)```", README, flags=re.DOTALL)


def test_there_is_something_to_compare() -> None:
    assert len(ASKED) >= 4


@pytest.mark.parametrize(("command", "printed"), ASKED, ids=[command[:50] for command, _ in ASKED])
def test_answers(command: str, printed: str, communique: Callable[..., Ran]) -> None:
    _, *arguments = shlex.split(command)
    said = [line.rstrip() for line in communique(*arguments, "--data", EXAMPLE).out.splitlines()]
    *rows, count = (line.rstrip() for line in printed.splitlines() if line != "…")
    assert [line for line in rows if line not in said] == []
    assert count == said[-1]
    assert "…" in printed or len(said) == len(rows) + 1


def test_blocks_of_turtle() -> None:
    dataset = (EXAMPLE / "dataset.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", README, flags=re.DOTALL)
    assert blocks
    assert [block for block in blocks if block not in dataset] == []


def test_counts() -> None:
    counts = json.loads((EXAMPLE / "index.json").read_text(encoding="utf-8"))["counts"]
    said = re.findall(r"article, (\d+) facts, (\d+) entities of which (\d+) linked", README)
    assert said == [tuple(str(counts[name]) for name in ("facts", "entities", "links"))]
