"""How the page of a PDF is set: which lines are its headline, and columns that were drawn row by row."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

LARGER = 1.15  # times the size of the running text
HEADLINE_WORDS = range(3, 31)
GUTTER = 3  # spaces between two columns
ROWS = 6  # that two columns have at least side by side


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was drawn, and how large its letters are in points."""

    text: str
    size: float


def page_text(page: Any) -> str:
    """The text of one page, a column after the other."""
    text = str(page.extract_text() or "")
    return by_columns(str(page.extract_text(extraction_mode="layout") or ""), text) if "\n" in text else text


def by_columns(layout: str, text: str) -> str:
    """The text read column by column, when it was drawn row by row over two columns; else as it is.

    `layout` is the same page with its gaps as spaces.
    """
    rows = [row.rstrip() for row in layout.split("\n")]
    middle = gutter_of(rows)
    if middle is None:
        return text
    parts = [halves(row, middle) for row in rows]
    both = [part for part in parts if all(part)]
    close = squeezed(text)
    across = sum(squeezed(left)[-12:] + squeezed(right)[:12] in close for left, right in both)
    if len(both) < ROWS or across < 0.6 * len(both):
        return text
    return "\n".join(line for block in blocks(parts) for line in block)


def gutter_of(rows: Sequence[str]) -> int | None:
    """Where the right column begins: the place at which most rows go on after a gap; None when they do not."""
    starts = Counter(gap.end() for row in rows for gap in re.finditer(rf"(?<=\S) {{{GUTTER},}}(?=\S)", row))
    place, count = max(starts.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
    return place if count >= ROWS and count >= 0.4 * sum(bool(row.strip()) for row in rows) else None


def halves(row: str, middle: int) -> tuple[str, str]:
    """(left, right) of a row; a line that runs over the gutter is all left."""
    if len(row) > middle and row[max(0, middle - GUTTER) : middle].strip():
        return row.strip(), ""
    return row[:middle].strip(), row[middle:].strip()


def blocks(parts: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The lines of the page in reading order: what stands over both columns divides it."""
    found: list[list[str]] = []
    for paired, rows in groupby(parts, key=lambda part: bool(part[1])):
        lines = list(rows)
        left, right = [left for left, _ in lines if left], [right for _, right in lines if right]
        found.extend([left, right] if paired else [left])
    return found


def squeezed(text: str) -> str:
    """A text without its spaces."""
    return re.sub(r"\s+", "", text)


def headline_of(page: Any, said: str | None) -> str | None:
    """The headline of a page: the lines set larger than its text, or those that the file itself calls its title.

    `said` is that title or None; None when neither is there.
    """
    lines: list[Line] = []

    def drawn(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        if text.strip():
            lines.append(Line(" ".join(text.split()), round(abs(float(size) * float(tm[3]) * float(cm[3])), 1)))

    text = squeezed(str(page.extract_text(visitor_text=drawn) or ""))
    if said and squeezed(said) in text and len(said.split()) in HEADLINE_WORDS:
        return " ".join(said.split())
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = max(sizes, key=lambda size: sizes[size], default=0.0)
    large = [
        (size, " ".join(line.text for line in run))
        for size, run in groupby(lines, key=lambda line: line.size)
        if size >= LARGER * usual > 0
    ]
    headlines = [(size, text) for size, text in large if len(text.split()) in HEADLINE_WORDS]
    return max(headlines, key=lambda pair: pair[0], default=(0.0, None))[1]
