"""Finds the quotations of a text by their marks: curly, straight, angled, nested, split, over several paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from flows.model import Span

# opening mark -> what closes it; a straight mark is its own
CLOSING = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "”": "”", '"': '"”', "``": "''", "‘": "’", "'": "'"}
SINGLE = {"‘", "'"}
MARK = re.compile(r"``|''|[“”„‟«»\"‘’']|\n[ \t]*\n\s*")
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
# “rock ’n’ roll”, “’tis”, “the ’90s”, “Chad ‘s”: an apostrophe for letters left out, or set apart by mistake
CLIPPED = re.compile(r"(?:\d0s|em|tis|twas|til|cause|n|bout|round|s)\b", re.IGNORECASE)
ENDS = (".", "!", "?", "…", ",", "—", "–", "-")
SCARE = 3  # words
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation.

    span:       with its marks
    content:    without them; of a quotation over several paragraphs from the first to the last of its words
    paragraphs: the content paragraph by paragraph, without the marks repeated at their heads
    depth:      0, or in how many other quotations it stands
    closed:     False when its closing mark is missing; it then ends with its paragraph, or before the next quotation
    words:      how many
    kind:       sentence (it can stand alone), fragment (part of somebody else's sentence), or scare (a few words only)
    continues:  it goes on with the quotation before: “…,” she said, “…”
    """

    span: Span
    content: Span
    paragraphs: tuple[Span, ...]
    depth: int
    closed: bool
    words: int
    kind: str
    continues: bool = False


def find_quotes(text: str) -> list[Quote]:
    """The quotations of a text in order of their opening marks, nested ones after the one they stand in."""
    found = sorted(_scanned(text), key=lambda quote: quote.span)
    return [_continued(text, quote, before) for quote, before in zip(found, _outer_before(found), strict=True)]


@dataclass(slots=True)
class _Open:
    """A quotation whose closing mark has not been met."""

    mark: str
    start: int
    content: int  # where the words of the current paragraph begin
    paragraphs: list[Span] = field(default_factory=list)


def _scanned(text: str) -> Iterator[Quote]:
    marks = list(MARK.finditer(text))
    closers = _closers_ahead(text, marks)
    stack: list[_Open] = []
    repeated = -1  # where a mark stands that only says that the quotation goes on
    for at, (mark, ahead) in enumerate(zip(marks, closers, strict=True)):
        if mark.start() == repeated:
            stack[0].content = mark.end()
        elif mark[0].isspace():
            yield from _at_paragraph(text, mark, stack)
            repeated = mark.end() if stack else -1
        elif (depth := _closes(text, mark, stack, ahead)) is not None:
            yield from _unclosed(text, stack, depth + 1, mark.start())
            yield _quote(text, stack.pop(), depth, mark)
        elif _opens(text, mark, ahead):
            inner = _is_inner(marks[at : at + 16])
            yield from _unclosed(text, stack, len(stack) if inner else _reopened(mark[0], stack), mark.start())
            if len(stack) < DEEPEST:
                stack.append(_Open(mark[0], mark.start(), mark.end()))
    yield from _unclosed(text, stack, 0, len(text))


def _closers_ahead(text: str, marks: list[re.Match[str]]) -> list[bool]:
    """For each mark, whether a single mark that could close follows in its paragraph, before the next single opens."""
    ahead, result = False, []
    for mark in reversed(marks):
        result.append(ahead)
        if mark[0].isspace() or mark[0] == "‘":
            ahead = False
        elif mark[0] in {"’", "'"} and _before(text, mark).strip() and not _after(text, mark).isalnum():
            ahead = True
    return result[::-1]


def _at_paragraph(text: str, gap: re.Match[str], stack: list[_Open]) -> Iterator[Quote]:
    """Ends what is open, unless the next paragraph begins with the outermost mark again."""
    going_on = bool(stack) and text.startswith(stack[0].mark, gap.end())
    yield from _unclosed(text, stack, 1 if going_on else 0, gap.start())
    if going_on:
        stack[0].paragraphs.append(_trimmed(text, stack[0].content, gap.start()))


def _closes(text: str, mark: re.Match[str], stack: list[_Open], ahead: bool) -> int | None:
    """The depth of the quotation that this mark closes, or None."""
    for depth in range(len(stack) - 1, -1, -1):
        opening = stack[depth].mark
        if mark[0] in CLOSING[opening]:
            if opening in SINGLE and not _ends_single(text, mark, ahead):
                return None
            return None if opening == '"' and _looks_opening(text, mark) else depth
    return None


def _ends_single(text: str, mark: re.Match[str], ahead: bool) -> bool:
    before, after = _before(text, mark), _after(text, mark)
    if not before.strip() or (before.isalnum() and after.isalnum()):
        return False
    # “the ministers’ plan” inside single marks, when a better end follows
    possessive = before == "s" and re.match(r"\s[a-z]", text[mark.end() : mark.end() + 2]) is not None
    return not (possessive and ahead)


def _opens(text: str, mark: re.Match[str], ahead: bool) -> bool:
    if mark[0] in {"“", "„", "«", "``", "‟"}:
        return True
    if mark[0] in {'"', "”"}:
        return _looks_opening(text, mark)
    clipped = CLIPPED.match(text, mark.end()) is not None
    if mark[0] == "‘":
        return _looks_opening(text, mark) and not clipped
    return mark[0] == "'" and ahead and _looks_opening(text, mark) and not clipped


def _looks_opening(text: str, mark: re.Match[str]) -> bool:
    before, after = _before(text, mark), _after(text, mark)
    return (not before.strip() or before in "([{-–—/“‘„«\"'") and bool(after.strip()) and after not in ".,;:!?)]}"


def _is_inner(marks: list[re.Match[str]]) -> bool:
    """Whether the first of these marks opens a quotation inside one that it opened too: two close before the next
    opens, in the same paragraph ("“the “troika” spoke,”")."""
    mark = marks[0][0]
    kin = [m[0] for m in marks[1:] if m[0].isspace() or m[0] == mark or m[0] in CLOSING[mark]]
    return mark in {"“", "«"} and len(kin) > 1 and all(m in CLOSING[mark] for m in kin[:2])


def _reopened(mark: str, stack: list[_Open]) -> int:
    """How much of the stack stays open when this mark opens: inside itself a mark does not nest, one was left open."""
    return next((depth for depth, opened in enumerate(stack) if opened.mark == mark), len(stack))


def _unclosed(text: str, stack: list[_Open], keep: int, end: int) -> Iterator[Quote]:
    """Ends the quotations above `keep` without a closing mark; a single mark left open was an apostrophe."""
    while len(stack) > keep:
        opened = stack.pop()
        quote = _quote(text, opened, len(stack), None, end)
        if quote.words and (opened.mark not in SINGLE or (not stack and opened.mark == "‘" and quote.words > SCARE)):
            yield quote


def _quote(text: str, opened: _Open, depth: int, mark: re.Match[str] | None, end: int = 0) -> Quote:
    end = mark.start() if mark else end
    paragraphs = tuple(
        part for part in (*opened.paragraphs, _trimmed(text, opened.content, end)) if part.start < part.end
    )
    content = Span(paragraphs[0].start, paragraphs[-1].end) if paragraphs else Span(opened.content, opened.content)
    span = Span(opened.start, mark.end() if mark else content.end)
    words = sum(1 for part in paragraphs for _ in WORD.finditer(text, part.start, part.end))
    return Quote(span, content, paragraphs, depth, mark is not None, words, _kind(text, content, span, words))


def _kind(text: str, content: Span, span: Span, words: int) -> str:
    quoted = content.of(text)
    first = next((char for char in quoted if char.isalnum()), "")
    ended = quoted.rstrip("’'”»").endswith(ENDS) or text[span.end : span.end + 1] in {",", "."}
    inner_end = re.search(r"[.!?]['’”]?\s+[A-Z]", quoted) is not None
    if (first.isupper() or first.isdigit()) and words > 1 and (inner_end or (ended and not _is_title(quoted, words))):
        return "sentence"
    if words == 1 and first.isupper() and quoted.endswith((".", "!", "?")):
        return "sentence"
    return "scare" if words <= SCARE else "fragment"


def _is_title(quoted: str, words: int) -> bool:
    # “Vision 2030,” and “Peace Through Strength.”: every word of weight is capitalised
    heavy = [word for word in WORD.findall(quoted) if len(word) > 3]
    return words <= 8 and quoted[-1:] not in {"!", "?"} and bool(heavy) and all(not word[0].islower() for word in heavy)


def _outer_before(quotes: list[Quote]) -> Iterator[Quote | None]:
    """For each quotation the outer one that ended before it."""
    last: Quote | None = None
    for quote in quotes:
        yield last
        if quote.depth == 0:
            last = quote


def _continued(text: str, quote: Quote, before: Quote | None) -> Quote:
    if quote.depth or before is None or before.kind != "sentence" or quote.content.start - before.span.end > 120:
        return quote
    between = text[before.span.end : quote.span.start]
    comma_first = before.content.of(text).endswith((",", "—", "–")) or between.startswith(",")
    said = comma_first and re.fullmatch(r",?\s[^.!?\n“”\"]+,\s", between) is not None
    return replace(quote, continues=True, kind="sentence") if said else quote


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(end - len(piece.lstrip()), start + len(piece.rstrip())) if piece.strip() else Span(end, end)


def _before(text: str, mark: re.Match[str]) -> str:
    return text[mark.start() - 1 : mark.start()] if mark.start() else ""


def _after(text: str, mark: re.Match[str]) -> str:
    return text[mark.end() : mark.end() + 1]
