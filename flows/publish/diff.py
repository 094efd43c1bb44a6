"""What changed between two releases: facts that came, went or changed, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from flows.errors import PublishError
from flows.publish.content import Row
from flows.publish.index import read_index
from flows.publish.place import current
from flows.publish.writers.tables import read_rows, read_table
from flows.rows import flat

# Where a fact stands moves with every word before it, and its IRI with its name; neither is what it says. Which event
# of PLOVER it is follows from what it says.
PLACE = (
    *("evidence_start", "evidence_end", "fact_iri", "article_iri"),
    *("plover_event", "plover_mode", "plover_context"),
)
# What only the linker has a say in.
LINKED = (
    "subject",
    "object",
    "attributed_to",
    "qualifiers",
    "subject_iri",
    "object_iri",
    "subject_item",
    "object_item",
)
BY_HAND = "decided by hand"

Pair = tuple[Row | None, Row | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that came, went or changed, or one name that was linked, unlinked or linked otherwise.

    article:  slug of the article in the newer release that has it
    columns:  what differs, when the fact changed
    """

    what: str
    article: str
    before: Row | None
    after: Row | None
    columns: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        """The change in one line."""
        row = self.after or self.before or {}
        if "predicate" not in row:
            name = f"{row.get('name')} ({row.get('type')})"
            return f"{self.what}: {name}{self._details()} ({self.article}): {self.why}"
        fact = " · ".join(str(row.get(column)) for column in ("subject", "predicate", "object"))
        return f"{self.what}: {fact}{self._details()} ({self.article}): {self.why}"

    def _details(self) -> str:
        if self.before is None or self.after is None:
            return ""
        pairs = ((name, self.before.get(name) or "none", self.after.get(name) or "none") for name in self.columns)
        return "".join(f"; {name}: {before} → {after}" for name, before, after in pairs)


def diff(old: Path, new: Path) -> list[Change]:
    """The changes from one release to another, article by article, each with its reason."""
    before, after = _articles(old), _articles(new)
    return [
        change
        for origin in sorted({*before, *after})
        for change in changes_between(before.get(origin), after.get(origin))
    ]


@dataclass(frozen=True)
class Version:
    """One article of a release: its entry in the index, and its files."""

    entry: Mapping[str, Any]
    folder: Path

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its facts, with each qualifier in a column of its own."""
        return tuple(flat(row) for row in read_rows((self.folder / "facts.jsonl").read_text(encoding="utf-8")))

    @cached_property
    def links(self) -> dict[str, Row]:
        """The decisions on what it names, by type and name."""
        rows = read_table((self.folder / "links.csv").read_bytes().decode())
        return {_link_key(row): row for row in rows}


def _articles(out: Path) -> dict[str, Version]:
    folder = current(out)
    if folder is None:
        raise PublishError(f"{out}: nothing is published here yet")
    entries = read_index(out)["articles"]
    return {entry["origin"]: Version(entry, folder / "articles" / entry["slug"]) for entry in entries}


def changes_between(old: Version | None, new: Version | None) -> Iterator[Change]:
    """The changes from one version of an article to another; None is one that there is not."""
    article = new or old
    if article is None or (old and new and old.entry["canonical_hash"] == new.entry["canonical_hash"]):
        return
    for before, after in _paired(old.rows if old else (), new.rows if new else ()):
        columns = _differing(before, after)
        if before is None or after is None or columns:
            what = "came" if before is None else "went" if after is None else "changed"
            yield Change(what, article.entry["slug"], before, after, columns, _why(old, new, columns))
    if old and new:
        yield from _links_changed(old, new)


def _links_changed(old: Version, new: Version) -> Iterator[Change]:
    """The names that another item stands for now, or one for the first time, or none any more."""
    for after in _links_that_differ(old, new):
        before = old.links[_link_key(after)]
        what = "linked" if not before["item"] else "linked otherwise" if after["item"] else "unlinked"
        columns = ("item", "entity_iri")
        yield Change(what, new.entry["slug"], before, after, columns, str(after["reasons"]) or "no candidate is left")


def _link_key(row: Row) -> str:
    return f"{row['type']} {row['name']}"


def _paired(old: tuple[Row, ...], new: tuple[Row, ...]) -> Iterator[Pair]:
    """Each fact with its other version: by all that it says, else by what is said of whom, else by the sentence."""
    left, right = list(old), list(new)
    for columns in (_all_columns(left, right), ("subject", "object"), ("evidence_sha256",)):
        for row in list(left):
            match = next((other for other in right if _agree(row, other, ("kind", "predicate", *columns))), None)
            if match is not None:
                left.remove(row)
                right.remove(match)
                yield row, match
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in right)


def _all_columns(left: list[Row], right: list[Row]) -> tuple[str, ...]:
    return tuple(sorted({column for row in (*left, *right) for column in row if column not in PLACE}))


def _agree(row: Row, other: Row, columns: tuple[str, ...]) -> bool:
    return all(row.get(column) == other.get(column) for column in columns)


def _differing(before: Row | None, after: Row | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    columns = [column for column in (*before, *(name for name in after if name not in before)) if column not in PLACE]
    return tuple(column for column in columns if before.get(column) != after.get(column))


def _why(old: Version | None, new: Version | None, columns: tuple[str, ...]) -> str:
    if old is None:
        return "the article is new"
    if new is None:
        return "the article is no longer published"
    if old.entry.get("copy_of") != new.entry.get("copy_of"):
        first = new.entry.get("copy_of")
        return f"the article tells what another one told first: {first}" if first else "the article is no copy any more"
    linked = _links_that_differ(old, new)
    if linked and columns and all(_is_linked(name) for name in columns):
        by_hand = any(BY_HAND in str(link.get("reasons")) for link in linked)
        return f"{'a decision by hand' if by_hand else 'a link changed'}: {linked[0]['name']}"
    if old.entry["text_hash"] != new.entry["text_hash"]:
        return "the article changed"
    parts = _versions_that_differ(old, new)
    if parts:
        return f"the reader changed: {', '.join(parts)}"
    return f"a link changed: {linked[0]['name']}" if linked else "neither the article nor the reader changed"


def _is_linked(column: str) -> bool:
    return column in LINKED or column.startswith("qualifier_")


def _links_that_differ(old: Version, new: Version) -> list[Row]:
    return [row for name, row in new.links.items() if name in old.links and old.links[name]["item"] != row["item"]]


def _versions_that_differ(old: Version, new: Version) -> list[str]:
    before = {**old.entry["versions"], "engine": old.entry["engine"]}
    after = {**new.entry["versions"], "engine": new.entry["engine"]}
    return sorted(part for part in {*before, *after} if before.get(part) != after.get(part))
