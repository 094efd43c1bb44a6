"""Sorts the paragraphs of an article into title, standfirst, byline, date, body, caption, note and publisher's lines,
by their shapes and their order; what belongs to the page alone is left out."""

import re
from collections.abc import Sequence
from functools import partial

from flows.ingest.clean import SENTENCE_END
from flows.ingest.copies import key_of, one_copy
from flows.ingest.dates import date_line, opens_with_date
from flows.ingest.draft import Draft, Paragraph, Said
from flows.ingest.rewritten import speak_of_last_change
from flows.ingest.shaped import Shape, Shaped, divided, is_head, shapes_of
from flows.ingest.shapes import (
    byline,
    credit,
    is_description,
    is_post,
    leads_away,
    noted,
    only_names,
    writer,
)
from flows.ingest.strangers import without_strangers
from flows.model import PartKind

STANDFIRST_WORDS = 80  # at most
TITLE_WORDS = 30
FOOT = {Shape.ABOUT, Shape.CREDIT, Shape.DATE, Shape.FURNITURE, Shape.NOTE, Shape.SHORT, Shape.SITE, Shape.BYLINE}

QUESTION = re.compile(r"(?:Q|Question) ?: ")  # what opens an interview


def arrange(paragraphs: Sequence[Paragraph], draft: Draft, order: str | None = None) -> Draft:
    """The draft with every paragraph in its place. What it said before of title, authors or date stays as it is;
    `order` is how the publisher writes a date like 7/12/2024, or None."""
    paragraphs = [piece for paragraph in paragraphs for piece in divided(paragraph, order)]
    shaped = shapes_of(one_copy(without_strangers(paragraphs), partial(is_head, order=order)), order)
    if is_digest(shaped):
        shaped = arrange_digest(shaped, draft, order)
    shaped = take_title(shaped, draft)
    start = body_start(shaped, draft)
    foot = foot_start(shaped, start)
    for place, (shape, paragraph) in enumerate(shaped):
        put(draft, shape, paragraph, order)
        if shape is Shape.PROSE:
            draft.add(PartKind.BODY if place >= start else PartKind.STANDFIRST, paragraph)
        elif shape is Shape.NOTE and not is_note(paragraph, place >= foot, shaped[max(0, place - 2) : place], draft):
            draft.add(PartKind.BODY, paragraph)
        elif shape is Shape.NOTE:
            draft.add(PartKind.NOTE, paragraph)
        elif shape is Shape.SHORT:
            put_short(draft, shaped, place, start <= place < foot)
    if not draft.texts(PartKind.BODY):
        # A text without a single long paragraph is nothing but body, if it is anything.
        placed = {paragraph for _, paragraph in draft.paragraphs}
        for shape, paragraph in shaped:
            if shape in {Shape.SHORT, Shape.NOTE} and paragraph not in placed:
                draft.add(PartKind.BODY, paragraph)
    speak_of_last_change(draft, [paragraph.text for shape, paragraph in shaped if shape is Shape.DATE])
    return draft


def is_digest(shaped: Shaped) -> bool:
    """Whether the paragraphs are entries, each begun by a line with its date."""
    shapes = [shape for shape, _ in shaped]
    entries = ([Shape.DATE, Shape.PROSE], [Shape.DATE, Shape.SHORT, Shape.PROSE])
    begun = [any(shapes[place : place + len(entry)] == entry for entry in entries) for place in range(len(shapes))]
    dates = {paragraph.text for shape, paragraph in shaped if shape is Shape.DATE}
    return sum(begun) >= 2 and len(dates) >= 2


def arrange_digest(shaped: Shaped, draft: Draft, order: str | None) -> Shaped:
    """What stands before the first entry; the entries go into the draft, each with its date."""
    first = next(place for place, (shape, _) in enumerate(shaped) if shape is Shape.DATE)
    today = None
    for shape, paragraph in shaped[first:]:
        dated = date_line(paragraph.text, order)
        today = dated[0][:10] if dated else today
        kind = PartKind.DATE if dated else PartKind.BODY
        if shape in {Shape.DATE, Shape.PROSE, Shape.SHORT, Shape.NOTE}:
            draft.add(kind, Paragraph(paragraph.text, paragraph.start, today))
    return shaped[:first]


def take_title(shaped: Shaped, draft: Draft) -> Shaped:
    """The paragraphs without the title, which goes into the draft."""
    if draft.title:
        key = key_of(Paragraph(draft.title.value))
        return [(shape, paragraph) for shape, paragraph in shaped if key_of(paragraph) != key]
    place = title_place(shaped)
    if place is None:
        return shaped
    draft.title = Said(shaped[place][1].text)
    draft.add(PartKind.TITLE, shaped[place][1])
    key = key_of(shaped[place][1])
    return [(shape, paragraph) for shape, paragraph in shaped if key_of(paragraph) != key]


def title_place(shaped: Shaped) -> int | None:
    """Which paragraph is the title: a short one before the text, sharing most words with it; or None."""
    prose = [place for place, (shape, _) in enumerate(shaped) if shape is Shape.PROSE]
    head = range(prose[0]) if prose else range(len(shaped) if len(shaped) > 1 else 0)
    places = [place for place in head if may_be_title(shaped, place)]
    if not places and prose:
        places = [
            place for place in range(prose[-1], len(shaped)) if may_be_title(shaped, place) and marked(shaped, place)
        ]
    vocabulary = {word for place in prose for word in content_words(shaped[place][1].text)}
    scores = {place: title_score(shaped[place][1], vocabulary) for place in places}
    return max(scores, key=lambda place: (scores[place], -place), default=None)


def may_be_title(shaped: Shaped, place: int) -> bool:
    """Whether a paragraph may be a title: short, and no person's name beside a date, no line on what a site is."""
    shape, paragraph = shaped[place]
    if shape is not Shape.SHORT or len(paragraph.text.split()) > TITLE_WORDS:
        return False
    beside = {shaped[near][0] for near in (place - 1, place + 1) if 0 <= near < len(shaped)}
    if only_names(paragraph.text) and beside & {Shape.DATE, Shape.ABOUT}:
        return False
    return not (is_description(paragraph.text) and Shape.SITE in beside)


def marked(shaped: Shaped, place: int) -> bool:
    """Whether a date, byline or credit stands near."""
    return bool(
        {Shape.DATE, Shape.BYLINE, Shape.CREDIT} & {shape for shape, _ in shaped[max(0, place - 2) : place + 3]}
    )


def title_score(paragraph: Paragraph, vocabulary: set[str]) -> tuple[bool, int, bool]:
    """How much a paragraph looks like the title of the text with that vocabulary."""
    shared = len(content_words(paragraph.text) & vocabulary)
    return paragraph.heading, min(shared, 4), len(paragraph.text.split()) > 2


def content_words(text: str) -> set[str]:
    """The words of a text that are not only grammar."""
    return {word.casefold() for word in re.findall(r"\w+", text) if len(word) > 3 or word.isupper()}


def body_start(shaped: Shaped, draft: Draft) -> int:
    """The place of the first paragraph of the body: prose before it is standfirst."""
    prose = [place for place, (shape, _) in enumerate(shaped) if shape is Shape.PROSE]
    if len(prose) < 2:
        return prose[0] if prose else len(shaped)
    first, second = prose[:2]
    text = shaped[first][1].text
    if len(text.split()) > STANDFIRST_WORDS or shaped[first][1].drop_cap:
        return first
    before = {shape for shape, _ in shaped[:first]}
    between = {shape for shape, _ in shaped[first + 1 : second]}
    known = draft.description and key_of(Paragraph(draft.description.value)) == key_of(shaped[first][1])
    if writer(text) or known or shaped[second][1].drop_cap:
        return second
    marks = {Shape.DATE, Shape.BYLINE}
    return second if (draft.title and between & marks and not marks <= before) else first


def foot_start(shaped: Shaped, start: int) -> int:
    """The place after the last paragraph of the body."""
    for place in range(len(shaped) - 1, start - 1, -1):
        if shaped[place][0] not in FOOT:
            return place + 1
    return start


def is_note(paragraph: Paragraph, at_foot: bool, before: Shaped, draft: Draft) -> bool:
    """Whether what looks like a note on an author is one: at the foot, under "About", or about an author we know."""
    announced = any(shape is Shape.ABOUT for shape, _ in before)
    return at_foot or announced or noted(paragraph.text) in {author.value for author in draft.authors}


def put(draft: Draft, shape: Shape, paragraph: Paragraph, order: str | None) -> None:
    """Paragraphs whose shape alone says what they are, with what they say."""
    if shape is Shape.DATE and draft.published is None and (dated := date_line(paragraph.text, order)):
        draft.published = Said(*dated)
        draft.add(PartKind.DATE, paragraph)
    elif shape is Shape.SITE:
        draft.add(PartKind.URL, paragraph)
    elif shape is Shape.BYLINE and not draft.authors:
        draft.authors = [Said(name) for name in byline(paragraph.text) or []]
        draft.add(PartKind.BYLINE, paragraph)
    elif shape is Shape.CREDIT:
        put_credit(draft, paragraph)


def put_credit(draft: Draft, paragraph: Paragraph) -> None:
    """A line under an image; the first one speaks of the article's image."""
    said = credit(paragraph.text)
    if said and not any(kind is PartKind.CAPTION for kind, _ in reversed(draft.paragraphs)):
        draft.image_caption = draft.image_caption or (Said(said.caption) if said.caption else None)
        draft.image_creator = draft.image_creator or (Said(said.creator) if said.creator else None)
        draft.image_source = draft.image_source or (Said(said.source) if said.source else None)
    draft.add(PartKind.CAPTION, paragraph)


def put_short(draft: Draft, shaped: Shaped, place: int, in_body: bool) -> None:
    """A short line: a heading in the body, a standfirst, a name under the title, what the publisher says of itself."""
    paragraph = shaped[place][1]
    beside = {shaped[near][0] for near in (place - 1, place + 1) if 0 <= near < len(shaped)}
    if in_body:
        if not (place and leads_away(shaped[place - 1][1].text)):
            draft.add(PartKind.BODY, paragraph)
    elif is_description(paragraph.text) and Shape.SITE in beside:
        draft.publisher_description = draft.publisher_description or Said(paragraph.text)
        draft.add(PartKind.PUBLISHER, paragraph)
    elif (
        not draft.authors
        and (Shape.DATE in beside or heads_post(shaped, place))
        and (names := only_names(paragraph.text))
    ):
        draft.authors = [Said(name) for name in names]
        draft.add(PartKind.BYLINE, paragraph)
    elif is_subtitle(paragraph, draft):
        draft.description = Said(paragraph.text)
        draft.add(PartKind.STANDFIRST, paragraph)


def heads_post(shaped: Shaped, place: int) -> bool:
    """Whether the line behind one tells what its person is, and for whom: "Africa correspondent, Lake News"."""
    behind = shaped[place + 1] if place + 1 < len(shaped) else None
    return behind is not None and behind[0] is Shape.SHORT and is_post(behind[1].text)


def is_subtitle(paragraph: Paragraph, draft: Draft) -> bool:
    """Whether a short line in the head, after the title, is a standfirst without a full stop."""
    if draft.title is None or draft.description is not None or len(paragraph.text.split()) < 7:
        return False
    if opens_with_date(paragraph.text) or any(map(date_line, re.split(r"\s+[-–—|·•]\s+", paragraph.text))):
        return False
    if SENTENCE_END.search(paragraph.text[:-1]) or draft.texts(PartKind.BODY) or QUESTION.match(paragraph.text):
        return False
    titles = (p.start or 0 for kind, p in draft.paragraphs if kind is PartKind.TITLE)
    return (paragraph.start or 0) >= max(titles, default=0)
