"""What holds for every article: its parts tile its text, its fields are verbatim, and reading it takes linear time."""

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_server import STORY

from flows.errors import SourceError
from flows.ingest.compose import GAP, compose
from flows.ingest.dates import date_line
from flows.ingest.decode import Form, decode, foreign, form_of
from flows.ingest.page import read_page
from flows.ingest.plain import read_plain
from flows.ingest.shapes import byline, credit, is_furniture, noted, writer
from flows.model import Article, Field

LINES = [
    "",
    "D",
    "espite the rain, the ministers of the lake states met on the pier and spoke for two hours.",
    *STORY.split("\n\n"),
    "Lake states agree on fishing",
    "By Ana Mørk",
    "4 May 2021",
    "www.lakewire.example",
    "a journal of the lakes",
    "Boats. Photo: Ola Berg/Openframe",
    "Five states agree on a rule for boats, writes Ana Mørk.",
    "About",
    "Ana Mørk",
    ":",
    "Ana Mørk is a reporter for Lake Wire.",
    "The views expressed here are the author’s own and do not necessarily reflect those of Lake Wire.",
    "Advertisement",
    "TITLE: Lake states agree",
    "DATE: 2021-05-04",
    "# Heading",
    "\u200b\x00 \u00ad",
    "“Quoted,” she said – twice…",
]
pasted = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=30).map("\n".join)


def all_fields(article: Article) -> list[Field]:
    named = (
        article.title,
        article.description,
        article.publisher,
        article.publisher_description,
        article.image_caption,
    )
    return [field for field in (*named, article.image_creator, article.image_source, *article.authors) if field]


@settings(max_examples=150, deadline=None)
@given(pasted)
def test_the_parts_tile_the_text_and_every_field_is_verbatim(text: str) -> None:
    article = compose(read_plain(text), "pasted.txt")
    assert GAP.join(part.span.of(article.text) for part in article.parts) == article.text
    assert article.hash == f"sha256:{sha256(article.text.encode()).hexdigest()}"
    for field in all_fields(article):
        assert field.span is not None
        assert field.span.of(article.text) == field.value
        assert any(part.span.covers(field.span) for part in article.parts)
    assert all(part.span.of(article.text).strip() for part in article.parts)


@settings(max_examples=100, deadline=None)
@given(pasted)
def test_reading_is_the_same_each_time(text: str) -> None:
    assert compose(read_plain(text), "a") == compose(read_plain(text), "a")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_line_is_too_strange_for_its_shape(text: str) -> None:
    assert [type(shape(text)) for shape in (byline, credit, noted, writer, is_furniture, date_line)]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["", "utf-8", "latin-1", "klingon", "utf-16"]))
def test_no_bytes_are_too_strange_to_be_decoded(content: bytes, charset: str) -> None:
    assert isinstance(decode(content, charset), str)
    assert isinstance(foreign(content), str | None)
    assert isinstance(form_of(content, "", "x.txt"), Form | None)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</div>", "<article>", "<h1>", "{", '<script type="application/ld+json">[', "x y. "])
    )
)
def test_no_page_is_too_broken_to_be_refused_in_words(pieces: list[str]) -> None:
    outcome = read_or_refuse("<html>" + "".join(pieces))
    assert outcome.startswith("broken.html: ") or "x y." in outcome


def read_or_refuse(page: str) -> str:
    """The text of a page, or the sentence that refuses it."""
    try:
        return compose(read_page("broken.html", page), "broken.html").text
    except SourceError as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param((STORY + "\n") * 2000, id="200,000 words"),
        pytest.param("\n\n".join(f"{number}: {STORY[:200]}" for number in range(3000)), id="3,000 paragraphs"),
        pytest.param(STORY.replace("\n\n", " ") * 160, id="a paragraph of 100,000 characters"),
        pytest.param("(" * 10_000 + STORY + ")" * 10_000, id="10,000 brackets"),
        pytest.param("A" * 100_000 + " b. " + STORY, id="a word of 100,000 letters"),
        pytest.param("By " * 40_000 + STORY, id="a byline without an end"),
        pytest.param("July " * 40_000 + STORY, id="a date without an end"),
        pytest.param("Ab " * 40_000 + "\n\nwww.lakewire.example\n\n" + STORY, id="a name without an end"),
        pytest.param("\n".join("(AP) - " * 3 for _ in range(10_000)) + STORY, id="datelines without an end"),
    ],
)
def test_reading_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    assert compose(read_plain(text), "long.txt").text
    assert time.process_time() - begun < 8


def test_a_deep_page_ends() -> None:
    deep = "<div>" * 10_000 + "<p>" + STORY + "</p>"
    with pytest.raises(SourceError):
        read_page("deep.html", f"<html><body>{deep}</body></html>")
