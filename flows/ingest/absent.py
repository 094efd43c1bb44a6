"""Pages that say that there is no article, whatever their status, and those that hold only its beginning."""

import re
from typing import Any

from flows.errors import NotAnArticle
from flows.ingest.clean import clean
from flows.ingest.words import phrases

NOT_FOUND = re.compile(
    r"\W*(?:error|http)?\W*(?:403|404|410)\W*(?:error|not found|gone|forbidden|oops)?\W*", re.IGNORECASE
)
SHORT = 200  # characters: what only says how to read on
LONG = 250  # words: whoever writes so much of a page that cannot be found writes an article


def check_there(source: str, headings: list[str], paragraphs: list[str]) -> None:
    """Raises when a page says that its article is not there or not for us."""
    opening = [*headings, *paragraphs[:2]]
    if sum(len(text.split()) for text in paragraphs) > LONG:
        opening = headings
    said = [text for text in opening if len(text) < 400]
    if found := next((text for text in said if has(text, "absent") or NOT_FOUND.fullmatch(text)), None):
        raise NotAnArticle(source, f"this page says that there is no article ({found[:80]!r})")
    if found := next((text for text in said if has(text, "barred")), None):
        raise NotAnArticle(source, f"this page is not open to readers like us ({found[:80]!r})")


def cut_short(tree: Any) -> str | None:
    """Why a page holds only a part of its article, in words; None when nothing says so."""
    texts = (clean(element.text_content()) for element in tree.xpath("//p | //a | //button | //div[not(.//div)]"))
    short = [text for text in texts if len(text) < SHORT]
    if tree.xpath('//link[@rel="next"][@href]') or any(has(text, "next_page") for text in short):
        return "only the first of several pages was read"
    if any(has(text, "cut_off") for text in short):
        return "the page shows only the beginning to those who have not subscribed"
    return None


def has(text: str, name: str) -> bool:
    """Whether a text has one of the phrases of a list in it."""
    folded = text.casefold()
    return any(phrase in folded for phrase in phrases(name))
