"""An HTML page: its main text by trafilatura, its metadata by its own markup."""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import trafilatura
from trafilatura import load_html

from flows.errors import NotAnArticle
from flows.ingest.absent import check_there, cut_short
from flows.ingest.arrange import arrange, put_credit
from flows.ingest.clean import SENTENCE_END, clean, rejoined
from flows.ingest.complete import complete
from flows.ingest.copies import key_of
from flows.ingest.draft import Draft, Paragraph, Said
from flows.ingest.english import other_language
from flows.ingest.jsonld import claims_in
from flows.ingest.markup import headings_of, meta_elements, read_markup, scripts_of
from flows.ingest.prune import date_posts, prune
from flows.ingest.shapes import credit, is_prose, noted, sentence
from flows.ingest.words import publisher_at
from flows.model import PartKind

# It reports every odd page; what matters to our reader stands in our own errors.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

LOG = logging.getLogger(__name__)

BLOCKS = ("p", "head", "item", "quote", "row")
FEW_WORDS = 30  # a page with less prose than that holds no article
SAME_START = 40  # letters


def read_page(source: str, text: str, url: str | None = None) -> Draft:
    """The draft of a page; `url` is where it was fetched, or None for a saved file."""
    tree = load_html(text)
    if tree is None:
        raise NotAnArticle(source, "this HTML page is empty or damaged")
    headings = headings_of(tree, meta_elements(tree))
    prune(tree, headings)
    draft = read_markup(tree, url)
    under, about = captions(tree), list(notes(tree, draft))
    apart = {paragraph.text for paragraph in (*under, *about)} | set(claims_in(scripts_of(tree)))
    live = date_posts(tree)
    main = main_text(source, tree, live)
    check_there(source, headings, [paragraph.text for paragraph in main])
    paragraphs = [*(words for words in main if words.text.strip('“”"') not in apart), *about]
    put_captions(draft, under)
    known = publisher_at(draft.url) if draft.url else None
    drop_teaser(draft, paragraphs)
    draft = complete(arrange(paragraphs, draft, known.dates if known else None))
    cut = cut_short(tree)
    check_prose(source, draft, cut)
    if cut:
        LOG.warning("%s: %s", source, cut)
    return draft


def check_prose(source: str, draft: Draft, cut: str | None) -> None:
    """Raises when a page has too few sentences for an article; `cut` says why it may hold only a part of one."""
    body = draft.texts(PartKind.BODY)
    readable = other_language("\n".join(body)) is None
    if readable and sum(len(words.split()) for words in body if is_prose(words)) < FEW_WORDS:
        raise NotAnArticle(source, f"no article was found on this page{f' ({cut})' if cut else ''}")


def main_text(source: str, tree: Any, live: bool) -> list[Paragraph]:
    """The paragraphs of a page's main text."""
    # It works on the tree that it is given.
    document = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_precision=False, favor_recall=live
    )
    if document is None or document.body is None:
        raise NotAnArticle(source, "no article was found on this page")
    return rejoined([Paragraph(words, heading=kind == "head") for kind, words in blocks(document.body)])


def blocks(body: Any) -> Iterator[tuple[str, str]]:
    """(kind, words) of each block that holds no other block."""
    for element in body.iter(*BLOCKS):
        if any(True for inner in element.iterdescendants(*BLOCKS)):
            continue
        for words in lines_in(element):
            if any(sign.isalnum() for sign in words):
                yield element.tag, words


def lines_in(element: Any) -> Iterator[str]:
    """The text of a block; a line break behind the end of a sentence divides it as paragraphs do."""
    for line_break in element.iter("lb"):
        line_break.tail = f"\n{line_break.tail or ''}"
    text = (" " if element.tag == "row" else "").join(element.itertext())
    lines = [""]
    for line in map(clean, text.split("\n")):
        if SENTENCE_END.search(lines[-1]):
            lines.append(line)
        else:
            lines[-1] = f"{lines[-1]} {line}".strip()
    yield from filter(None, lines)


def captions(tree: Any) -> list[Paragraph]:
    """What stands under the images, in the order of the page, each once."""
    found = (clean(" ".join(caption.itertext())) for caption in tree.xpath("//figure//figcaption"))
    return [Paragraph(words) for words in dict.fromkeys(found) if words]


def put_captions(draft: Draft, under: list[Paragraph]) -> None:
    """The first caption speaks of the article's image, with a credit or without; the others are not kept."""
    for paragraph in under[:1]:
        if credit(paragraph.text) is None:
            draft.image_caption = draft.image_caption or Said(sentence(paragraph.text))
        put_credit(draft, paragraph)


def notes(tree: Any, draft: Draft) -> Iterator[Paragraph]:
    """The notes on the authors, which often stand outside the main text."""
    authors, found = {author.value for author in draft.authors}, set()
    for element in tree.xpath("//p | //div[not(.//p)][not(.//div)]"):
        words = clean(element.text_content())
        if len(words) < 1200 and words not in found and noted(words) in authors:
            found.add(words)
            yield Paragraph(words)


def drop_teaser(draft: Draft, paragraphs: list[Paragraph]) -> None:
    """Forgets a description that is only the beginning of the text, as many pages give for search engines."""
    if draft.description is None:
        return
    teaser = key_of(Paragraph(re.sub(r"(…|\.\.\.)$", "", draft.description.value)))
    for paragraph in paragraphs:
        key = key_of(paragraph)
        if len(teaser) >= SAME_START and key != teaser and key.startswith(teaser):
            draft.description = None
            return
