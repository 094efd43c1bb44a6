"""What a release says about itself whatever is in it: mappings/release/dataset.yaml, read once."""

from functools import cache
from typing import Any

import yaml

from flows.errors import BrokenData
from flows.settings import MAPPINGS

DATASET = MAPPINGS / "release" / "dataset.yaml"


@cache
def load_declared() -> dict[str, Any]:
    """What a release says about itself whatever is in it, from mappings/release/dataset.yaml."""
    try:
        declared = yaml.safe_load(DATASET.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{DATASET}: cannot be read ({error})") from error
    if not isinstance(declared, dict):
        raise BrokenData(f"{DATASET}: must map names to blocks")
    return declared
