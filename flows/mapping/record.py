"""One reading as a JSON-LD record: plain dictionaries whose keys are words of mappings/context.jsonld."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flows.iris import article_iri, graph_iri
from flows.mapping.cast import Cast, Record
from flows.mapping.context import Context
from flows.mapping.dates import date_value, day_of
from flows.mapping.evidence import address, evidence_record
from flows.mapping.facts import Compared, Page, fact_record
from flows.model import Article, EntityType, Field, Literal, Reading
from flows.settings import Settings


def record_of(
    reading: Reading,
    settings: Settings,
    context: Context,
    limit: Callable[[str], str],
    compared: Mapping[str, Compared] = MappingProxyType({}),
    claims: Mapping[str, str] = MappingProxyType({}),
) -> Record:
    """The reading as one named graph; no literal carries more article text than `limit` leaves."""
    page = Page(reading, settings, context, Cast(reading, settings, limit), limit, compared, claims)
    facts = [fact_record(fact, page) for fact in reading.extraction.facts]
    spans = sorted({fact.evidence[0] for fact in reading.extraction.facts})
    evidence = [evidence_record(reading.article, span, settings, limit) for span in spans]
    article = _article(page)
    return {
        "id": graph_iri(reading.article, settings),
        "graph": [article, *facts, *evidence, *page.cast.records()],
    }


def _article(page: Page) -> Record:
    article = page.reading.article
    authors = [page.cast.iri(Literal(author.value), EntityType.PERSON) for author in article.authors]
    publisher = article.publisher
    record: Record = {
        "id": article_iri(article, page.settings),
        "type": "NewsArticle",
        "author": authors,
        "conformsTo": page.context.ontology,
        "datePublished": day_of(article.published.value) if article.published else None,
        "description": _within(article.description, page),
        "hash": article.hash,
        "headline": _within(article.title, page) or _supplied_title(article),
        "isBasedOn": article.copy_of or None,
        "issued": date_value(article.published.value) if article.published else None,
        "language": article.language,
        "length": str(len(article.text)),
        "mentions": None,
        "publisher": page.cast.iri(Literal(publisher.value), EntityType.ORGANIZATION) if publisher else None,
        "url": address(article.url) if article.url else None,
    }
    record["mentions"] = page.cast.things()
    return {word: value for word, value in record.items() if value is not None}


def _supplied_title(article: Article) -> str:
    """What a text without a headline is called: in brackets, as librarians mark a title that is not the author's."""
    return f"[Text of {article.published.value[:10]}]" if article.published else f"[Text {article.source}]"


def _within(words: Field | None, page: Page) -> str | None:
    return page.limit(words.value) if words else None
