"""Ingest, extract and link over a batch: all that `facts` and `entities` need, who map and publish nothing."""

from collections.abc import Sequence
from functools import partial

from flows.batch import Batch, some
from flows.extract import SILENT, extract_names, states_nothing
from flows.intake import Intake
from flows.link import link_articles
from flows.model import Article, Extraction, Failure, Link, Reading
from flows.settings import Settings, load_settings

Stated = tuple[Article, Extraction]


def read(sources: list[str], engine: str, offline: bool, jobs: int) -> Batch[Reading]:
    """The sources through ingest, extract and link: what they state and whom they name. An article whose text states
    nothing still says of itself when it appeared, and is named among the failures all the same."""
    readings = read_names(sources, engine, offline, jobs)
    silent = (reading.article.source for reading in readings.kept if states_nothing(reading.extraction))
    telling = (reading for reading in readings.kept if reading.extraction.facts)
    return some(Batch(telling, (*readings.failures, *(Failure(source, SILENT) for source in silent))))


def read_names(sources: list[str], engine: str, offline: bool, jobs: int) -> Batch[Reading]:
    """The same for whoever asks for names alone: an article that states nothing still names somebody."""
    settings = load_settings()
    articles = some(Intake(sources, settings).read())
    named = articles.each("extract", partial(name_one, engine=engine), jobs, settings.cluster)
    return link_all(some(named), offline, settings)


def name_one(article: Article, engine: str) -> Stated:
    """One article with whom and what it names, and what it states if anything."""
    return article, extract_names(article, engine)


def link_all(stated: Batch[Stated], offline: bool, settings: Settings) -> Batch[Reading]:
    """Each article with the Wikidata items of its entities, decided over the whole batch."""
    return readings_of(stated, link_articles(stated.kept, offline=offline, settings=settings))


def readings_of(stated: Batch[Stated], links: Sequence[tuple[Link, ...]]) -> Batch[Reading]:
    """Each article with its links."""
    readings = (Reading(article, said, of) for (article, said), of in zip(stated.kept, links, strict=True))
    return Batch(readings, stated.failures)
