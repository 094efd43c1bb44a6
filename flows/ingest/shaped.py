"""The paragraphs of an article, each with the shape that it has when it is seen alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from flows.ingest.dates import READING_TIME, date_line
from flows.ingest.draft import Paragraph
from flows.ingest.shapes import address, byline, credit, is_about, is_furniture, is_prose, noted, only_names, writer

LONGEST_HEAD = 200  # characters of a line with byline and date
HEAD_CUT = r"\s*[|·•]\s*|\s+[-–—]\s+|,?\s+(?<!(?i:last|irst)\s)(?=(?i:(?:last |first )?(?:published|posted|updated))\b)"


class Shape(StrEnum):
    """What a paragraph looks like, seen alone."""

    ABOUT = "about"
    BYLINE = "byline"
    CREDIT = "credit"
    DATE = "date"
    FURNITURE = "furniture"
    NOTE = "note"
    PROSE = "prose"
    SHORT = "short"
    SITE = "site"


Shaped = list[tuple[Shape, Paragraph]]
HEAD = {Shape.BYLINE, Shape.CREDIT, Shape.DATE, Shape.SHORT}


def divided(paragraph: Paragraph, order: str | None) -> list[Paragraph]:
    """A line with byline and date as one paragraph for each: "By Ada Roe | 4 May 2021"; any other as it is."""
    cuts = list(re.finditer(HEAD_CUT, paragraph.text))
    if not cuts or len(paragraph.text) > LONGEST_HEAD or date_line(paragraph.text, order):
        return [paragraph]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(paragraph.text)]
    first = paragraph.start
    pieces = [
        replace(paragraph, text=paragraph.text[start:end], start=None if first is None else first + start)
        for start, end in zip(starts, ends, strict=True)
        if end > start
    ]
    pieces = [piece for piece in pieces if not READING_TIME.fullmatch(piece.text)]
    shapes = {shape_of(piece, order) for piece in pieces if not only_names(piece.text)}
    return pieces if Shape.DATE in shapes <= {Shape.DATE, Shape.BYLINE, Shape.FURNITURE} else [paragraph]


def shapes_of(paragraphs: Sequence[Paragraph], order: str | None) -> Shaped:
    """Each paragraph with its shape."""
    return [(shape_of(paragraph, order), paragraph) for paragraph in paragraphs]


def shape_of(paragraph: Paragraph, order: str | None) -> Shape:
    """What one paragraph looks like."""
    text = paragraph.text
    if date_line(text, order):
        return Shape.DATE
    if address(text):
        return Shape.SITE
    if is_about(text):
        return Shape.ABOUT
    if is_furniture(text):
        return Shape.FURNITURE
    if byline(text) is not None:
        return Shape.BYLINE
    if credit(text):
        return Shape.CREDIT
    if noted(text):
        return Shape.NOTE
    return Shape.PROSE if is_prose(text) and not paragraph.heading else Shape.SHORT


def is_head(paragraph: Paragraph, order: str | None) -> bool:
    """Whether a paragraph looks like a part of an article's head."""
    return shape_of(paragraph, order) in HEAD or writer(paragraph.text) is not None
