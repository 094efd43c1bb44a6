"""The running text of a PDF: pages without heads and page numbers, lines joined, words whole again."""

import io
import re
from collections import Counter
from itertools import pairwise

from flows.errors import NotAnArticle
from flows.ingest.clean import SENTENCE_END, clean
from flows.ingest.setting import headline_of, page_text, squeezed

PAGES = 100  # no article is longer
EDGE = 2  # lines at the top and bottom of a page where running heads stand
NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def text_of_pdf(source: str, content: bytes) -> str:
    """The text, its paragraphs divided by empty lines."""
    headline, texts = pages_of(source, content)
    pages = [[line for line in map(clean, text.splitlines()) if line] for text in texts]
    lines = [line for page in without_running_heads(pages) for line in page]
    if not lines:
        raise NotAnArticle(source, "this PDF holds no text; it may be a scan")
    before, title, after = around(lines, clean(headline or ""))
    return "\n\n".join([*before, *title, *(paragraphs(after) if after else [])])


def pages_of(source: str, content: bytes) -> tuple[str | None, list[str]]:
    """(the headline or None, the text of each page as it stands in the file)."""
    from pypdf import PdfReader  # slow to load, and few sources are PDF

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotAnArticle(source, "this PDF is locked with a password")
        pages = [page for page, _ in zip(reader.pages, range(PAGES), strict=False)]
        said = reader.metadata.title if reader.metadata else None
        return (headline_of(pages[0], said) if pages else None), [page_text(page) for page in pages]
    except NotAnArticle:
        raise
    except NotImplementedError as error:
        raise NotAnArticle(source, "this PDF is encrypted in a way that cannot be read") from error
    # A damaged PDF breaks its reader in ways that nobody has counted.
    except Exception as error:
        raise NotAnArticle(source, "this PDF is damaged") from error


def around(lines: list[str], headline: str) -> tuple[list[str], list[str], list[str]]:
    """(the lines before the headline, the headline, the lines after it); all after when it is not among the first."""
    wanted = squeezed(headline)
    for first in range(min(EDGE * 3, len(lines)) if wanted else 0):
        together = ""
        for last, line in enumerate(lines[first:], start=first):
            together += squeezed(line)
            if together == wanted:
                return lines[:first], [headline], lines[last + 1 :]
            if not wanted.startswith(together):
                break
    return [], [], lines


def without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers, and without lines that stand at the edge of most pages."""
    edges = Counter(key for page in pages for key in {re.sub(r"\d+", "0", line) for line in edge_lines(page)})
    running = {key for key, count in edges.items() if len(pages) > 1 and count > max(1, len(pages) // 2)}
    return [[line for number, line in enumerate(page) if not is_running(page, number, line, running)] for page in pages]


def edge_lines(page: list[str]) -> list[str]:
    """The first and last lines of a page."""
    return [*page[:EDGE], *page[-EDGE:]]


def is_running(page: list[str], number: int, line: str, running: set[str]) -> bool:
    """Whether a line at the edge of a page is a page number or a running head."""
    at_edge = number < EDGE or number >= len(page) - EDGE
    return at_edge and (bool(NUMBER.fullmatch(line)) or re.sub(r"\d+", "0", line) in running)


def paragraphs(lines: list[str]) -> list[str]:
    """The lines joined; a paragraph ends where a sentence does on a line that stops before the edge."""
    edge = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]
    words = Counter(word for line in lines for word in re.findall(r"\w[\w-]*\w", line.casefold()))
    found = [lines[0]]
    for before, line in pairwise(lines):
        short = len(before) < 0.85 * edge
        if short and (SENTENCE_END.search(before) or not line[0].islower()):
            found.append(line)
        else:
            found[-1] = together(found[-1], line, words)
    return found


def together(text: str, line: str, words: Counter[str]) -> str:
    """A line behind the text before it; a word that was cut at the end of the line is whole again."""
    cut = re.search(r"(\w+)[-\u2010]$", text)
    follows = re.match(r"\w+", line)
    if not cut or not follows:
        return f"{text} {line}"
    head, tail = cut[1].casefold(), follows[0].casefold()
    parts = words[head] > 1 and words[tail] > 1
    keep = words[f"{head}-{tail}"] > 0 or not line[0].islower() or (parts and not words[head + tail])
    return f"{text}{line}" if keep else f"{text[:-1]}{line}"
