"""The table of docs/settings.md, from the settings themselves; run, it prints the table."""

from flows.settings import PREFIX, settable


def table() -> list[str]:
    """A line for each setting: its name, its variable, its default, and what it is."""
    return [
        f"| `{one.name}` | `{PREFIX}{one.name.upper()}` | {default(one.name, one.default)} | {one.metadata['what']} |"
        for one in settable()
    ]


def default(name: str, value: object) -> str:
    """A default as the page shows it."""
    if name == "cache":
        return "`~/.cache/communique`"
    return f"`{value}`" if str(value) else ""


if __name__ == "__main__":
    print("\n".join(table()))
