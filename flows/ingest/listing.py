"""A file of sources: which feeds, sitemaps, pages and folders are read, how often, and what of them.

What it may say stands in mappings/sources.schema.yaml; what is wrong in it is told with the line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from re import IGNORECASE, escape, search
from typing import Any
from urllib.parse import urlsplit

import yaml

from flows import yamls
from flows.errors import ConfigError
from flows.gazetteer import load_gazetteer
from flows.ingest.words import publishers
from flows.settings import MAPPINGS

SCHEMA = MAPPINGS / "sources.schema.yaml"
SUFFIXES = {".yaml", ".yml"}
KINDS = ("feed", "sitemap", "page", "folder")
LIMIT = 200  # articles of one source in one run; no feed that is read by the hour has as many new ones
WATCH = "2 days"
FILTERS = ("only", "except")
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Shell patterns of paths, and words; an empty one meets nothing."""

    paths: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def meets_path(self, address: str) -> bool:
        """Whether one of the patterns is met by the path of an address."""
        path = urlsplit(address).path
        return any(fnmatchcase(path, pattern) for pattern in self.paths)

    def meets_words(self, text: str) -> bool:
        """Whether one of the words or phrases stands in a text, in capitals or not."""
        return any(search(rf"(?<!\w){escape(word)}(?!\w)", text, IGNORECASE) for word in self.words)


@dataclass(frozen=True, slots=True)
class Listed:
    """One source of the file.

    kind:       feed, sitemap, page or folder
    places:     its addresses; of a folder, paths
    publisher:  who publishes what is there; None where the pages say so themselves
    interval:   seconds from one time that it is asked to the next; 0: in each run
    watch:      seconds for which a page that it lists no longer is asked for again
    """

    name: str
    kind: str
    places: tuple[str, ...]
    publisher: str | None = None
    interval: float = 0.0
    watch: float = 0.0
    limit: int = LIMIT
    only: Filter = Filter()
    but: Filter = Filter()

    def wants(self, address: str) -> bool:
        """Whether a page is to be read, as far as its address tells."""
        return (not self.only.paths or self.only.meets_path(address)) and not self.but.meets_path(address)

    def wants_text(self, text: str) -> bool:
        """Whether an article is to be read, as far as its words tell."""
        return (not self.only.words or self.only.meets_words(text)) and not self.but.meets_words(text)


def is_listing(source: str) -> bool:
    """Whether a source is the name of a file of sources."""
    return Path(source).suffix.casefold() in SUFFIXES and "://" not in source


def read_listing(path: Path) -> tuple[Listed, ...]:
    """The sources of a file; ConfigError with a line for each mistake in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        declared, root = yamls.load(text), yamls.compose(text)
    except OSError as error:
        raise ConfigError(f"{path}: it cannot be opened: {(error.strerror or 'no reason given').lower()}") from error
    except (UnicodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}{_line_of(error)}: this is no YAML ({_problem(error)})") from error
    mistakes = [f"{path}{_line(root, place)}: {told}" for place, told in _mistakes(declared)]
    if mistakes:
        raise ConfigError("\n".join(dict.fromkeys(mistakes)))
    return tuple(_listed(block, path.parent) for block in declared["sources"])


def _listed(block: Mapping[str, Any], folder: Path) -> Listed:
    kind = next(kind for kind in KINDS if kind in block)
    places = _texts(block[kind])
    if kind == "folder":
        places = tuple(str(folder / Path(place).expanduser()) for place in places)
    filters = {name: Filter(**{key: _texts(said) for key, said in block.get(name, {}).items()}) for name in FILTERS}
    return Listed(
        block["name"],
        kind,
        places,
        _publisher(block["publisher"]) if "publisher" in block else None,
        _seconds(block.get("interval", "0 minutes")),
        _seconds(block.get("watch", WATCH if kind in ("feed", "sitemap") else "0 days")),
        block.get("limit", LIMIT),
        *filters.values(),
    )


def _texts(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _seconds(said: str) -> float:
    number, unit = said.split()
    return float(number) * SECONDS[unit.removesuffix("s")]


def _publisher(said: str) -> str | None:
    """The name of a publisher, also of one that is given by its Wikidata item; None for an item that no table has."""
    if search(r"^Q\d+$", said) is None:
        return said
    ours = (publisher.name for publisher in publishers() if publisher.item == said)
    tabled = (entry.label for entry in load_gazetteer().all() if entry.item == said)
    return next(ours, None) or next(tabled, None)


def _mistakes(declared: Any) -> Iterator[tuple[Place, str]]:
    """What is wrong, each with its place in the file."""
    found = sorted(_validator().iter_errors(declared), key=lambda error: [str(part) for part in error.absolute_path])
    for error in found:
        yield from _told(error)
    if found:
        return
    names: set[str] = set()
    for number, block in enumerate(declared["sources"]):
        if block["name"] in names:
            yield ("sources", number, "name"), f"two sources are called {block['name']!r}"
        names.add(block["name"])
        if "publisher" in block and _publisher(block["publisher"]) is None:
            told = f"no publisher with the item {block['publisher']} is known here; write its name"
            yield ("sources", number, "publisher"), told


@cache
def _validator() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(yamls.load(SCHEMA.read_text(encoding="utf-8")))


def _told(error: Any) -> Iterator[tuple[Place, str]]:
    """One mistake of the schema's in words; several keys may be unknown at once."""
    place = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = sorted(error.schema["properties"])
        yield from (((*place, name), _unknown(str(name), known)) for name in error.instance if name not in known)
    elif error.validator == "required":
        yield place, f"{next(name for name in error.validator_value if name not in error.instance)} is missing"
    elif error.validator == "oneOf":
        given = [kind for kind in KINDS if kind in error.instance]
        yield place, f"a source has one of {', '.join(KINDS)}, and here is {' and '.join(given) or 'none of them'}"
    else:
        what = next((f"{part}: " for part in reversed(place) if isinstance(part, str)), "")
        yield place, f"{what}{_short(error.instance)} is not {error.schema['description']}"


def _unknown(name: str, known: Sequence[str]) -> str:
    meant = get_close_matches(name, known, n=1)
    return f"{name} is unknown here; " + (f"is {meant[0]} meant?" if meant else f"known: {', '.join(known)}")


def _short(given: Any) -> str:
    shown = repr(given)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _line(node: Any, place: Place) -> str:
    """ ", line N" of the deepest part of a place that stands in the file."""
    mark = node.start_mark if node is not None else None
    for part in place:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == str(part)), (None, None))
        else:
            key = node = node.value[part] if isinstance(node, yaml.SequenceNode) and isinstance(part, int) else None
        if key is None:
            break
        mark = key.start_mark
    return f", line {mark.line + 1}" if mark else ""


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).replace("\n", " ")
