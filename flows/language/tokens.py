"""How English text is cut into tokens."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.language.affixes import ADDRESS, INFIX, INITIALS, PREFIX, SUFFIX
from flows.settings import MAPPINGS

TABLE = MAPPINGS / "words" / "tokens.yaml"
RUN = re.compile(r"(\S+)( ?)(\s*)")

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text: what each says, and whether a blank stands behind it. A run of more blanks than that one is
    a token too. `starts` are the tokens that sentences begin with, or None where nobody has said."""

    words: Sequence[str]
    spaced: Sequence[bool]
    starts: Sequence[int] | None = None

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def offsets(self) -> list[int]:
        """Where in the text each token begins."""
        lengths = (len(word) + spaced for word, spaced in zip(self.words, self.spaced, strict=True))
        return list(accumulate(lengths, initial=0))[:-1]

    @cached_property
    def text(self) -> str:
        """The text."""
        return "".join(word + " " * spaced for word, spaced in zip(self.words, self.spaced, strict=True))

    @cached_property
    def printed(self) -> list[int]:
        """The tokens that are no blanks."""
        return [i for i, word in enumerate(self.words) if not word.isspace()]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """(first, last + 1) of each sentence; the whole is one where nobody has said."""
        starts = sorted({0, *(self.starts or ())}) if self.words else []
        return list(zip(starts, [*starts[1:], len(self)], strict=True))


def cut(text: str) -> Tokens:
    """The tokens of a text; together they are the text."""
    lead = text[: len(text) - len(text.lstrip())]
    words, spaced = ([lead], [False]) if lead else ([], [])
    for run in RUN.finditer(text, len(lead)):
        found = tokens_of(run[1])
        words += found
        spaced += [False] * (len(found) - 1) + [bool(run[2])]
        if run[3]:
            words.append(run[3])
            spaced.append(False)
    return Tokens(*joined(words, spaced))


@lru_cache(maxsize=50_000)
def tokens_of(run: str) -> Parts:
    """The tokens of a run without blanks."""
    return cut_run(run, load_exceptions())


def cut_run(run: str, known: Mapping[str, Parts]) -> Parts:
    """The tokens of a run by the rules, but for those that are `known`: signs before and behind come off one by one."""
    before: list[str] = []
    behind: list[str] = []
    while run and run not in known:
        prefix = matched.end() if (matched := PREFIX.match(run)) else 0
        if prefix and run[prefix:] in known:
            before.append(run[:prefix])
            run = run[prefix:]
            break
        ended = SUFFIX.search(run[prefix:])
        suffix = ended.end() - ended.start() if ended else 0
        if suffix and run[:-suffix] in known:
            behind.append(run[-suffix:])
            run = run[:-suffix]
            break
        if not prefix and not suffix:
            break
        if prefix:
            before.append(run[:prefix])
        if suffix:
            behind.append(run[-suffix:])
        run = run[prefix : len(run) - suffix]
    return (*before, *(known.get(run) or parted(run)), *reversed(behind))


def parted(run: str) -> Iterator[str]:
    """A run cut at the signs inside; an address is left whole."""
    if "." in run and ADDRESS.match(run):
        yield run
        return
    start = initials.end() if (initials := INITIALS.match(run)) else 0
    if start:
        yield run[:start]
    for sign in INFIX.finditer(run):
        if sign.start() == 0 or sign.start() < start:
            continue
        if sign.start() > start:
            yield run[start : sign.start()]
        yield sign[0]
        start = sign.end()
    if start < len(run):
        yield run[start:]


def joined(words: list[str], spaced: list[bool]) -> tuple[list[str], list[bool]]:
    """The tokens, where those that make up a known run between others ("(Mr" and ".") are cut as that is."""
    found = [(first, first + len(parts)) for first, word in enumerate(words) for parts in load_torn().get(word, ())
             if tuple(words[first : first + len(parts)]) == parts]  # fmt: skip
    taken: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for first, last in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if first not in taken and last - 1 not in taken:
            chosen.append((first, last))
        taken.update(range(first, last))
    for first, last in sorted(chosen, reverse=True):
        if parts := load_exceptions().get("".join(words[first:last])) if not any(spaced[first : last - 1]) else None:
            spaced[first:last] = [False] * (len(parts) - 1) + [spaced[last - 1]]
            words[first:last] = parts
    return words, spaced


@lru_cache(maxsize=1)
def load_exceptions() -> dict[str, Parts]:
    """The runs of mappings/words/tokens.yaml with the tokens of each; BrokenData when it is no such file."""
    try:
        table: dict[str, Any] = yamls.load(TABLE.read_text(encoding="utf-8"))
        whole, bars = [*table["whole"].split(), *table["before_names"].split()], table["parts"].split()
        for row in table["contracted"]:
            bars += contracted(row["words"].split(), row["endings"].split())
        words = set(table["words"].split())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise BrokenData(f"{TABLE}: no exceptions of tokens there ({error})") from error
    listed = [*((run,) for run in whole), *(tuple(row.split("|")) for row in bars)]
    known = {run: parts for parts in listed if (run := "".join(parts)) not in words}
    return known | {curly(run): tuple(map(curly, parts)) for run, parts in known.items()}


@lru_cache(maxsize=1)
def load_before_names() -> frozenset[str]:
    """Tokens with a full stop that ends no sentence, for a name comes behind: "Amb."."""
    load_exceptions()  # tells of a broken file
    return frozenset(yamls.load(TABLE.read_text(encoding="utf-8"))["before_names"].split())


@lru_cache(maxsize=1)
def load_stops() -> re.Pattern[str]:
    """What ends a sentence, whatever a splitter takes it for."""
    load_exceptions()  # tells of a broken file
    return re.compile("|".join(yamls.load(TABLE.read_text(encoding="utf-8"))["stops"]))


def contracted(words: list[str], endings: list[str]) -> Iterator[str]:
    """Each word, also with a capital, before each ending, also without its apostrophes; parts between bars."""
    for word in dict.fromkeys([*words, *map(str.title, words)]):
        for ending in endings:
            yield f"{word}|{ending}"
            yield f"{word}|{bare(ending)}"


def bare(text: str) -> str:
    """Without apostrophes."""
    return text.replace("'", "")


def curly(text: str) -> str:
    """With curly apostrophes."""
    return text.replace("'", "’")


@lru_cache(maxsize=1)
def load_torn() -> dict[str, list[Parts]]:
    """The exceptions that the rules alone would cut, as those tokens, by the first of them."""
    torn: dict[str, list[Parts]] = {}
    for run in load_exceptions():
        if len(parts := cut_run(run, {})) > 1:
            torn.setdefault(parts[0], []).append(parts)
    return torn
