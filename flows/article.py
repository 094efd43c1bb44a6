"""One cleaned article: its text, what each paragraph of it is, and what it says of itself."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: characters start (included) to end (excluded)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class PartKind(StrEnum):
    """What a part of an article is, for its reader."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"  # the author's note at the foot
    PUBLISHER = "publisher"  # the publisher's name, and a line on what it is
    URL = "url"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of `Article.text` and what it is; `source_start` is where it began in the source text,
    or None when the source is no plain text. Body paragraphs may have a date of their own (digests, live
    pages): `date` is that ISO 8601 date, else None."""

    kind: PartKind
    span: Span
    source_start: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One piece of metadata: its value, and the words of `Article.text` that say it (None: only markup says it)."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article.

    source:     what the user named, made stable: the URL, or the file's name without its folder
    url:        where the article can be read, or None when not known
    text:       title, standfirst, body and notes, as paragraphs joined by a blank line; all offsets refer to it
    parts:      the paragraphs in text order
    published:  ISO 8601 date or date-time, as precise as the page says
    language:   BCP 47 tag, "en" for all that we read
    hash:       "sha256:" + hex digest of `text` in UTF-8
    slug:       what it is called in IRIs and paths, "" where that is made of its title
    copy_of:    IRI of the article that told all of it first, "" where it tells something itself
    """

    source: str
    text: str
    parts: tuple[Part, ...]
    hash: str
    url: str | None = None
    language: str = "en"
    title: Field | None = None
    description: Field | None = None
    authors: tuple[Field, ...] = ()
    publisher: Field | None = None
    publisher_description: Field | None = None
    published: Field | None = None
    image_caption: Field | None = None
    image_creator: Field | None = None
    image_source: Field | None = None
    slug: str = ""
    copy_of: str = ""

    def paragraphs(self, *kinds: PartKind) -> tuple[Part, ...]:
        """The parts of these kinds, in text order."""
        return tuple(part for part in self.parts if part.kind in kinds)
