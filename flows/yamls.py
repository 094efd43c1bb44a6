"""YAML read by libyaml where PyYAML brings it: the same, in a tenth of the time."""

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Untyped(LOADER):  # type: ignore[misc]
    """Leaves open what a word stands for: to find that out takes longer than all the rest."""

    def resolve(self, kind: Any, value: str | None, implicit: object) -> str:
        """The tag of a node: nothing but its kind."""
        return f"tag:yaml.org,2002:{kind.id}"

    def descend_resolver(self, parent: yaml.Node | None, index: yaml.Node | int | None) -> None:
        """Nothing is to be known of where a node stands."""

    def ascend_resolver(self) -> None:
        """The same."""


def load(text: str) -> Any:
    """What a text declares; yaml.YAMLError where it is no YAML."""
    return yaml.load(text, Loader=LOADER)


def compose(text: str) -> Any:
    """The root node of a text, with its lines, or None where it is empty; yaml.YAMLError where it is no YAML.

    Tags say whether a node is a scalar, a sequence or a mapping, and no more.
    """
    return yaml.compose(text, Loader=Untyped)
