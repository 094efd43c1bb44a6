"""What a page is, and how long lists are parted into several."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, the template that makes it, and what that shows."""

    path: str
    template: str
    title: str
    description: str
    shows: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    alternates: Sequence[Mapping[str, str]] = ()
    structured: Mapping[str, Any] | None = None
    made_of: Any = None  # all that it depends on, where that is known: the same makes the same page
    anywhere: bool = False  # whether it is shown at other addresses than its own, so that links are from the top

    @property
    def root(self) -> str:
        """How the page's links reach the start of the site."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page that is one of several leads: to the one before it and the one after it, None at either end."""

    number: int
    before: str | None
    after: str | None


def parted(listed: Sequence[T], most: int, stem: str) -> Iterator[tuple[str, Pager, Sequence[T]]]:
    """The list in pieces: path and pager of each piece, and what is in it; one empty piece of an empty list."""
    count = max(ceil(len(listed) / most), 1)
    for number in range(1, count + 1):
        before = numbered(stem, number - 1) if number > 1 else None
        after = numbered(stem, number + 1) if number < count else None
        piece = listed[(number - 1) * most : number * most]
        yield numbered(stem, number), Pager(number, before, after), piece


def numbered(stem: str, number: int) -> str:
    """The path of the piece with this number; the first one needs none."""
    return f"{stem}.html" if number == 1 else f"{stem}/{number}.html"


def files_of(stem: str) -> tuple[Mapping[str, str], ...]:
    """The data beside the page with this path and no ending."""
    return (
        {"type": "text/turtle", "href": f"{stem}.ttl", "label": "Turtle"},
        {"type": "application/ld+json", "href": f"{stem}.jsonld", "label": "JSON-LD"},
    )
