"""Text as it should be read: nothing invisible in it, single spaces, wrapped lines joined, drop caps put back."""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from html import unescape
from itertools import pairwise
from statistics import median

from flows.ingest.draft import Paragraph
from flows.ingest.words import word_set

BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Soft hyphen, zero-width and direction marks; control characters; halves of surrogate pairs.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# "ﬁ" and its like; the rest of Unicode's compatibility signs may mean something of their own.
LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Signs that were written for HTML twice over: "Lom&eacute;", "Ghana &amp; Togo".
ESCAPED = re.compile(
    r"&(?:amp|nbsp|[lr][sd]quo|[mn]dash|hellip|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|slash|caron|ring)|szlig"
    r"|#(?:1[6-9]\d|[2-9]\d\d|[1-9]\d{3,4}));"
)
SPACES = re.compile(r"\s+")
MARKUP = re.compile(r"^(?:#{1,6}|>|[*+-])\s+|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|!?\[([^\][]*)\]\([^()\s]*\)")
WRAPPED = 100  # characters: no longer line in a text that was wrapped by hand or by a program
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
Line = tuple[int, str]


def clean(text: str) -> str:
    """One line or paragraph, composed, without what nobody sees; all else verbatim."""
    text = ESCAPED.sub(lambda found: unescape(found[0]), text)
    text = CONTROL.sub("", UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(LIGATURES)))
    return SPACES.sub(" ", text).strip()


def unmark(text: str) -> str:
    """A line without Markdown's signs."""
    return MARKUP.sub(lambda found: found[1] or "", text)


def paragraphs_of(text: str, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs of a plain text, with drop caps put back and wrapped lines joined."""
    lines = list(lines_of(text))
    wrapped = is_wrapped(lines)
    vocabulary = frozenset(re.findall(r"\w+", text.casefold())) if wrapped else frozenset()
    usual = median([len(line) for _, line in lines if len(line) > 40] or [0])
    found = []
    for block in blocks_of(lines):
        for start, words in joined(block, usual, vocabulary) if wrapped else block:
            heading = markdown and words.startswith("#")
            kept = clean(unmark(words) if markdown else words)
            if any(letter.isalnum() for letter in kept):
                found.append(Paragraph(kept, start, heading=heading))
    return rejoined(found)


def lines_of(text: str) -> Iterator[Line]:
    """(offset of its first visible character, line without spaces around it); empty lines too."""
    start = 0
    for end, next_start in [*((found.start(), found.end()) for found in BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        yield start + len(line) - len(line.lstrip()), line.strip()
        start = next_start


def blocks_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without an empty line between them."""
    block: list[Line] = []
    for line in [*lines, (0, "")]:
        if line[1]:
            block.append(line)
        elif block:
            yield block
            block = []


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines of a text are no paragraphs but parts of them: none is long, and most run on."""
    lengths = [len(line) for _, line in lines if line]
    if not lengths or max(lengths) > WRAPPED + 40:
        return False
    inside = sum(line[:1].islower() and bool(before) for (_, before), (_, line) in pairwise(lines))
    if len(lengths) < 8:
        return inside >= 2 and inside >= len(lengths) / 4
    long = [line for _, line in lines if len(line) > 40]
    running = [line for line in long if not SENTENCE_END.search(line)]
    return len(long) >= 0.4 * len(lengths) and len(running) >= 0.5 * len(long)


def joined(block: Sequence[Line], usual: float = 0, vocabulary: Set[str] = frozenset()) -> Iterator[Line]:
    """The paragraphs of a block of wrapped lines: one ends where a line stops well before the edge."""
    edge = max(len(line) for _, line in block)
    width = median(len(line) for _, line in block) if len(block) > 3 else max(edge, usual)
    start, words = block[0]
    for (_, before), (offset, line) in pairwise(block):
        if len(before) < 0.75 * width and not line[0].islower():
            yield start, words
            start, words = offset, line
        else:
            words = carried_on(words, line, vocabulary)
    yield start, words


def carried_on(words: str, line: str, vocabulary: Set[str]) -> str:
    """The words and the line that goes on behind them; a word that was divided between the two is whole again."""
    if not runs_on(words, line):
        return f"{words} {line}"
    first, rest = re.search(r"\w*$", words[:-1]), re.match(r"\w*", line)
    head, tail = first[0] if first else "", rest[0] if rest else ""
    divided = words.endswith("-") and tail.islower() and f"{head}{tail}".casefold() in vocabulary
    ending = words.endswith("-") and head.isalpha() and tail in word_set("divided_endings")
    return f"{words[:-1]}{line}" if divided or ending else f"{words}{line}"


def runs_on(words: str, line: str) -> bool:
    """Whether a line goes on right behind a dash or hyphen that ends the words before it."""
    return words.endswith(("-", "–", "—")) and words[-2:-1].isalpha() and line[:1].isalpha()


def rejoined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs with each cut-off first letter back before its word."""
    vocabulary = {word for paragraph in paragraphs for word in re.findall(r"\w+", paragraph.text.casefold())}
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        cap = initial(kept[-1].text) if kept else None
        if cap and follows_cap(paragraph.text):
            letter = kept.pop()
            words = f"{letter.text}{'' if belongs(cap, paragraph.text, vocabulary) else ' '}{paragraph.text}"
            kept.append(Paragraph(words, letter.start, drop_cap=True))
        else:
            kept.append(without_gap(paragraph, vocabulary))
    return kept


def initial(text: str) -> str | None:
    """The letter of a paragraph that is nothing but a capital, perhaps behind a quotation mark; else None."""
    bare = text.lstrip("“\"‘'")
    return bare if len(bare) == 1 and bare.isupper() else None


def follows_cap(text: str) -> bool:
    """Whether a paragraph begins in the middle of a word or sentence: in lower case, or with a word in capitals."""
    first = text.split(" ", 1)[0]
    return text[:1].islower() or (text[:1] in "’'" and text[1:2].islower()) or (len(first) > 1 and first.isupper())


def belongs(letter: str, rest: str, vocabulary: set[str]) -> bool:
    """Whether a drop cap is a part of the word behind it, and not a word by itself."""
    if letter not in "AIO":
        return True
    first = re.match(r"\w*", rest.casefold())
    whole = letter.casefold() + (first[0] if first else "")
    return whole in word_set("openers") or whole in vocabulary


def without_gap(paragraph: Paragraph, vocabulary: set[str]) -> Paragraph:
    """The paragraph without the gap that a drop cap left in its first line: "T he summit"."""
    found = re.match(r"([B-HJ-NP-Z]) (\w+)", paragraph.text)
    if not found or not found[2].islower():
        return paragraph
    whole = (found[1] + found[2]).casefold()
    if whole not in vocabulary and whole not in word_set("openers"):
        return paragraph
    return Paragraph(found[1] + paragraph.text[2:], paragraph.start, drop_cap=True)
