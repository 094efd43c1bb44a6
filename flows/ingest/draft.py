"""An article on its way from a source to its cleaned form."""

from dataclasses import dataclass, field

from flows.model import PartKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One cleaned paragraph.

    start:     where it began in the source text, or None when the source is no plain text
    date:      ISO date that this paragraph alone has, else None
    drop_cap:  whether its first letter stood apart, as that of an article's first paragraph does
    heading:   whether the source marked it as a heading
    """

    text: str
    start: int | None = None
    date: str | None = None
    drop_cap: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of metadata and the words that say it, where they are not the value itself."""

    value: str
    words: str = ""


@dataclass(slots=True)
class Draft:
    """The paragraphs of one article, each with what it is, and its metadata; in no order yet."""

    paragraphs: list[tuple[PartKind, Paragraph]] = field(default_factory=list)
    title: Said | None = None
    description: Said | None = None
    authors: list[Said] = field(default_factory=list)
    publisher: Said | None = None
    publisher_description: Said | None = None
    published: Said | None = None
    image_caption: Said | None = None
    image_creator: Said | None = None
    image_source: Said | None = None
    url: str | None = None

    def add(self, kind: PartKind, paragraph: Paragraph) -> None:
        """One paragraph more."""
        self.paragraphs.append((kind, paragraph))

    def texts(self, *kinds: PartKind) -> list[str]:
        """The words of the paragraphs of these kinds."""
        return [paragraph.text for kind, paragraph in self.paragraphs if kind in kinds]
