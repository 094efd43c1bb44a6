"""Plain text as people paste or save it, with or without header lines that say title, date and publisher."""

import re

from flows.ingest.addresses import bare
from flows.ingest.arrange import arrange
from flows.ingest.clean import clean, paragraphs_of
from flows.ingest.complete import complete
from flows.ingest.dates import read_date
from flows.ingest.draft import Draft, Paragraph, Said
from flows.ingest.shapes import address, credit, names_in
from flows.ingest.words import publisher_at

# name of a header line -> what it says
HEADERS = {
    "url": "url",
    "link": "url",
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "description": "description",
    "standfirst": "description",
    "summary": "description",
    "image": "image",
    # of a letter
    "subject": "title",
    "from": "sender",
    "to": "receiver",
}
HEADER_LINE = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}):(?:\s+(?P<value>.*))?$")


def read_plain(text: str, markdown: bool = False) -> Draft:
    """The draft of a plain text."""
    draft, start = read_headers(text)
    known = publisher_at(draft.url) if draft.url else None
    paragraphs = [shifted(paragraph, start) for paragraph in paragraphs_of(text[start:], markdown)]
    return complete(arrange(paragraphs, draft, known.dates if known else None))


def shifted(paragraph: Paragraph, by: int) -> Paragraph:
    """The paragraph, where the text begins so much earlier."""
    start = None if paragraph.start is None else paragraph.start + by
    return Paragraph(paragraph.text, start, paragraph.date, paragraph.drop_cap, paragraph.heading)


def read_headers(text: str) -> tuple[Draft, int]:
    """(what the header lines say, where the text after them begins); nothing and 0 when it has none."""
    said: dict[str, str] = {}
    offset = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    fenced = text.startswith("---", offset)
    for number, line in enumerate(text[offset:].splitlines(keepends=True)):
        offset += len(line)
        bare = clean(line)
        if fenced and (number == 0 or not bare):
            continue
        if not bare or (fenced and bare == "---"):
            break
        found = HEADER_LINE.fullmatch(bare)
        if not found or (number == 0 and found["name"].casefold() not in HEADERS):
            return Draft(), 0
        said[found["name"].casefold()] = (found["value"] or "").strip("\"' ")
    if len({HEADERS[name] for name in said if name in HEADERS}) < 2:
        return Draft(), 0
    return drafted(said), offset


def drafted(said: dict[str, str]) -> Draft:
    """The draft that header lines describe; empty ones say nothing."""
    values = {HEADERS[name]: value for name, value in reversed(said.items()) if name in HEADERS and value}
    draft = Draft()
    draft.title = optional(values.get("title"))
    draft.description = optional(values.get("description"))
    draft.publisher = optional(values.get("publisher"))
    draft.authors = [Said(name) for name in names_in(values.get("authors", ""))]
    if not draft.authors and values.get("authors"):
        draft.authors = [Said(values["authors"])]
    dated = read_date(values.get("published", ""))
    draft.published = Said(dated[0], values["published"][: dated[1]]) if dated else None
    link = address(values.get("url", ""))
    draft.url = bare(link) if link and "://" in link else None
    image = credit(values.get("image", ""))
    if image:
        draft.image_caption, draft.image_creator = optional(image.caption), optional(image.creator)
        draft.image_source = optional(image.source)
    return draft


def optional(value: str | None) -> Said | None:
    """The value as something said, or None when there is none."""
    return Said(value) if value else None
