"""The files for Docker, as far as they can be checked without it."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from flows.cli import app

HOME = Path(__file__).resolve().parent.parent
DOCKERFILE = (HOME / "Dockerfile").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load((HOME / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_image_does_not_run_as_root() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    (user,) = re.findall(r"^USER (\S+)", last, re.MULTILINE)
    assert user not in ("root", "0")
    assert last.index("USER") < last.index("ENTRYPOINT")


def test_the_image_keeps_releases_and_cache_outside() -> None:
    (volumes,) = re.findall(r"^VOLUME (.*)", DOCKERFILE, re.MULTILINE)
    assert set(shlex.split(volumes)) == {"/output", "/cache"}
    assert "COMMUNIQUE_CACHE=/cache" in DOCKERFILE


def test_what_the_image_installs_is_not_left_out_of_its_context() -> None:
    left_out = (HOME / ".dockerignore").read_text(encoding="utf-8").split()
    needed = {"flows", "ontology", "mappings", "setup.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE"}
    assert needed.isdisjoint(left_out)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_reached_from_this_machine_alone(name: str) -> None:
    assert [port for port in SERVICES[name].get("ports", []) if not port.startswith("127.0.0.1:")] == []


def test_the_composed_command_is_one_of_ours() -> None:
    command, *arguments = SERVICES["communique"]["command"]
    known = get_command(app).commands[command]  # type: ignore[attr-defined]
    options = {option for parameter in known.params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= options


def test_the_server_is_the_tested_version_and_asks_for_a_login() -> None:
    pinned = re.search(r"^prefect==(.+)$", (HOME / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert pinned is not None
    assert SERVICES["prefect"]["image"].startswith(f"prefecthq/prefect:{pinned[1]}-")
    assert SERVICES["prefect"]["environment"]["PREFECT_SERVER_API_AUTH_STRING"]
