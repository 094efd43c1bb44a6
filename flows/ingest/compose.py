"""Puts a draft together: one text, its parts, and for each piece of metadata the words of the text that say it."""

import re
from hashlib import sha256

from flows.ingest.clean import clean
from flows.ingest.draft import Draft, Paragraph, Said
from flows.model import Article, Field, Part, PartKind, Span

GAP = "\n\n"
# The order of the text. Dated lines between the entries of a digest stay where they are.
ORDER = (
    PartKind.TITLE,
    PartKind.STANDFIRST,
    PartKind.BYLINE,
    PartKind.DATE,
    PartKind.BODY,
    PartKind.CAPTION,
    PartKind.NOTE,
    PartKind.PUBLISHER,
    PartKind.URL,
)
# Where the words for each piece of metadata are looked for, best place first.
PLACES = {
    "title": (PartKind.TITLE,),
    "description": (PartKind.STANDFIRST,),
    "authors": (PartKind.BYLINE, PartKind.STANDFIRST, PartKind.NOTE),
    "published": (PartKind.DATE,),
    "image": (PartKind.CAPTION,),
    "publisher": (
        PartKind.PUBLISHER,
        PartKind.NOTE,
        PartKind.STANDFIRST,
        PartKind.BODY,
        PartKind.CAPTION,
        PartKind.URL,
    ),
    "publisher_description": (PartKind.PUBLISHER,),
}


def compose(draft: Draft, source: str) -> Article:
    """The article of a draft."""
    spell_out(draft)
    ordered = sorted(draft.paragraphs, key=lambda pair: ORDER.index(place_of(*pair)))
    parts, offset = [], 0
    for kind, paragraph in ordered:
        span = Span(offset, offset + len(paragraph.text))
        parts.append(Part(kind, span, paragraph.start, paragraph.date))
        offset = span.end + len(GAP)
    text = GAP.join(paragraph.text for _, paragraph in ordered)
    located = Located(text, tuple(parts))
    return Article(
        source=source,
        text=text,
        parts=tuple(parts),
        hash=f"sha256:{sha256(text.encode()).hexdigest()}",
        url=draft.url,
        title=located.field(draft.title, "title"),
        description=located.field(draft.description, "description"),
        authors=tuple(field for said in draft.authors if (field := located.field(said, "authors"))),
        publisher=located.field(draft.publisher, "publisher"),
        publisher_description=located.field(draft.publisher_description, "publisher_description"),
        published=located.field(draft.published, "published"),
        image_caption=located.field(draft.image_caption, "image"),
        image_creator=located.field(draft.image_creator, "image"),
        image_source=located.field(draft.image_source, "image"),
    )


def place_of(kind: PartKind, paragraph: Paragraph) -> PartKind:
    """Where a paragraph goes."""
    return PartKind.BODY if kind is PartKind.DATE and paragraph.date else kind


def spell_out(draft: Draft) -> None:
    """Adds a paragraph for each piece of metadata that only markup or a header said, so that its words can be shown."""
    said: dict[str, list[Said | None]] = {
        "title": [draft.title],
        "description": [draft.description],
        "authors": [*draft.authors],
        "published": [draft.published],
        "image": [draft.image_caption, draft.image_creator, draft.image_source],
        "publisher": [draft.publisher],
        "publisher_description": [draft.publisher_description],
    }
    for name, pieces in said.items():
        texts = draft.texts(*PLACES[name])
        unsaid = [words for piece in pieces if piece and (words := clean(piece.words or piece.value))]
        unsaid = [words for words in unsaid if not any(find(words, text) for text in texts)]
        grouped = [", ".join(unsaid)] if name == "authors" and unsaid else unsaid
        for words in grouped:
            draft.add(PLACES[name][0], Paragraph(words))
    if draft.url and draft.url not in draft.texts(PartKind.URL):
        draft.add(PartKind.URL, Paragraph(draft.url))


def find(words: str, text: str) -> re.Match[str] | None:
    """Where a text has the words, as whole words."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)


class Located:
    """A text in which the words for metadata are looked up."""

    def __init__(self, text: str, parts: tuple[Part, ...]) -> None:
        self.text = text
        self.parts = parts

    def field(self, said: Said | None, name: str) -> Field | None:
        """The value with the words that say it, or None when nothing was said."""
        if said is None or not (value := clean(said.value)):
            return None
        words = clean(said.words or said.value)
        for kind in PLACES[name]:
            for part in self.parts:
                found = find(words, part.span.of(self.text)) if part.kind is kind else None
                if found:
                    return Field(value, Span(part.span.start + found.start(), part.span.start + found.end()))
        return Field(value)
