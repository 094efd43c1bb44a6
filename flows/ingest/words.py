"""What the data files know of pages: their furniture, the words around names and dates, and who publishes where."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.settings import MAPPINGS

PAGE = MAPPINGS / "page.yaml"
PUBLISHERS = MAPPINGS / "publishers.yaml"
DATE_ORDERS = ("day-month", "month-day")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher that we know: how it is called and where it publishes. item and dates: None when not known."""

    name: str
    domains: tuple[str, ...]
    item: str | None = None
    datelines: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    dates: str | None = None


@cache
def phrases(name: str) -> tuple[str, ...]:
    """One list of page.yaml, longest phrase first, in lower case."""
    return tuple(sorted({str(word).casefold() for word in page()[name]}, key=lambda word: (-len(word), word)))


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of page.yaml as a set."""
    return frozenset(phrases(name))


@cache
def disclaimers() -> tuple[frozenset[str], tuple[str, ...]]:
    """What disclaimers speak of, and what they say of it."""
    said = page()["disclaimer"]
    return frozenset(said["of"]), tuple(said["that"])


@cache
def common_words() -> dict[str, frozenset[str]]:
    """The commonest words of each language that we can tell from English, and of English."""
    return {language: frozenset(words) for language, words in page()["languages"].items()}


@cache
def publishers(path: Path = PUBLISHERS) -> tuple[Publisher, ...]:
    """Everyone we read, in the order of the file."""
    return tuple(publisher_of(block, path) for block in load(path).get("publishers", []))


def publisher_of(block: dict[str, Any], path: Path) -> Publisher:
    """One block of publishers.yaml."""
    known = {"name", "domains", "item", "datelines", "feeds", "dates"}
    if not isinstance(block, dict) or not block.get("name") or set(block) - known:
        raise BrokenData(f"{path.name}: {block!r} needs a name, and nothing but {', '.join(sorted(known))}")
    if block.get("dates") not in (None, *DATE_ORDERS):
        raise BrokenData(f"{path.name}: {block['name']} has dates {block['dates']!r}; known: {', '.join(DATE_ORDERS)}")
    lists = {name: tuple(block.get(name, ())) for name in ("domains", "datelines", "feeds")}
    return Publisher(block["name"], item=block.get("item"), dates=block.get("dates"), **lists)


def publisher_at(address: str) -> Publisher | None:
    """Who publishes at an address, with or without its scheme; None when we do not know."""
    host = host_of(address)
    return next((p for p in publishers() for d in p.domains if host == d or host.endswith(f".{d}")), None)


def host_of(address: str) -> str:
    """The host of an address, without "www."."""
    split = urlsplit(address if "//" in address else f"//{address}")
    return (split.hostname or "").removeprefix("www.")


@cache
def page() -> dict[str, Any]:
    """The whole of page.yaml."""
    return load(PAGE)


def load(path: Path) -> dict[str, Any]:
    """A YAML file that holds names and what they mean."""
    try:
        content = yamls.load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BrokenData(f"{path.name}: cannot be read ({error})") from error
    if not isinstance(content, dict):
        raise BrokenData(f"{path.name}: a list of names and their meanings is expected")
    return content
