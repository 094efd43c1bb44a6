"""What stands among an article's paragraphs and is not said by it: posts, corrections, claims that are checked."""

import re
from collections.abc import Sequence

from flows.ingest.draft import Paragraph
from flows.ingest.words import phrases, word_set

# "— Ada Roe (@adaroe) August 24, 2023": who wrote a post, where, and mostly when.
CORRECTED = re.compile(
    r"\W*(?:correction|clarification|amendment|editors?[’']?s?[’']? note)s?\b[^:.]{0,40}:", re.IGNORECASE
)
SIGNED = re.compile(r"(?:^|\s)[-–—]\s*[^@()]{1,80}\(@[\w.@-]{2,60}\)(?:[\s·,|]*[\w ,.:·]{0,60})?$")


def without_strangers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that are the article's own."""
    kept: list[Paragraph] = []
    announced = False
    for paragraph in paragraphs:
        if announces(paragraph):
            announced = True
        elif announced:
            # A correction is the paragraph after its heading; a claim too.
            announced = False
        elif signed := SIGNED.search(paragraph.text):
            # The signature stands behind the post's last paragraph, or alone after it.
            if not paragraph.text[: signed.start()].strip() and kept:
                kept.pop()
        elif not CORRECTED.match(paragraph.text) and not any(
            begins(paragraph, name) for name in ("corrections", "claims")
        ):
            kept.append(paragraph)
    return kept


def announces(paragraph: Paragraph) -> bool:
    """Whether a line of its own says that a correction or a claim follows."""
    line = paragraph.text.casefold().strip(" :.—–-")
    return line in word_set("correction_headings") or line in word_set("claim_headings")


def begins(paragraph: Paragraph, name: str) -> bool:
    """Whether a paragraph begins as one of this list does."""
    return paragraph.text.casefold().lstrip(" *_[(•·–—-").startswith(phrases(name))
