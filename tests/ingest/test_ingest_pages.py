"""Saved pages, one for each style of metadata, against the record that a reader wrote down for it."""

import json
from pathlib import Path

import pytest
import requests
from ingest_server import PAGES, Server

from flows.errors import NotAnArticle
from flows.ingest import ingest
from flows.model import Article, Field, PartKind
from flows.settings import Settings

RECORDS = sorted(PAGES.glob("*.json"))
FIELDS = ("title", "description", "publisher", "published", "image_caption", "image_creator", "image_source")


def recorded(article: Article) -> dict[str, object]:
    """What an article says, in the form of the records."""
    fields: dict[str, Field | None] = {name: getattr(article, name) for name in FIELDS}
    notes = [part.span.of(article.text) for part in article.paragraphs(PartKind.NOTE)]
    return {
        **{name: field.value if field else None for name, field in fields.items()},
        "authors": [author.value for author in article.authors],
        "url": article.url,
        "body": len(article.paragraphs(PartKind.BODY)),
        **({"note": notes[0]} if notes else {}),
    }


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_saved_page_gives_what_its_record_says(record: Path, settings: Settings, session: requests.Session) -> None:
    article = ingest(str(record.with_suffix(".html")), settings, session)
    assert recorded(article) == json.loads(record.read_text(encoding="utf-8"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("junk", ["cookies", "Read more", "Front page", "©", "By Ruben"])
def test_nothing_of_the_page_around_gets_into_the_text(
    junk: str, record: Path, settings: Settings, session: requests.Session
) -> None:
    assert junk not in ingest(str(record.with_suffix(".html")), settings, session).text


def test_a_front_page_is_no_article(settings: Settings, session: requests.Session) -> None:
    with pytest.raises(NotAnArticle, match=r"front-page\.html: no article was found"):
        ingest(str(PAGES / "front-page.html"), settings, session)


def test_a_page_fetched_from_elsewhere_keeps_the_address_it_was_fetched_from(
    server: Server, settings: Settings, session: requests.Session
) -> None:
    url = server.serve("/copy", (PAGES / "open-graph.html").read_bytes())
    assert ingest(url, settings, session).url == url
