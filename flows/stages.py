"""The six stages over a batch, without Prefect: the flow wraps each in a task. The first half is in `reading.py`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad

from flows.batch import Batch
from flows.claims import claims_of
from flows.copies import as_copy, copies_among, print_of, read_print
from flows.extract import extract
from flows.intake import Vanished
from flows.iris import article_iri
from flows.known import Known
from flows.link import link_by
from flows.link.compare import Comparison, compare_with_wikidata
from flows.link.kept import keep_links
from flows.link.quickstatements import new_statements
from flows.link.wikidata import Wikidata
from flows.mapping import map_former, map_gone, map_reading
from flows.model import Article, Failure, Reading
from flows.publish import Former, Gone, PublishedArticle, former_iris, links_of
from flows.publish.refused import forget_refused, keep_refused, place_of_refused
from flows.reading import Stated, link_all, readings_of
from flows.rows import row_of
from flows.settings import Settings

Compared = tuple[Reading, tuple[Comparison, ...]]
LinksBefore = Callable[[Article], Iterable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Mapped:
    """One article with its quads, and its new facts as Wikidata would say them, by the key of the fact.

    pending:  for how many names and facts Wikidata could not be asked
    """

    reading: Reading
    quads: tuple[Quad, ...]
    statements: dict[str, str]
    pending: int


def extract_each(articles: Batch[Article], engine: str, jobs: int, cluster: str = "") -> Batch[Stated]:
    """What each article states, read by as many processes as there are jobs, or by the workers of a Dask cluster."""
    return articles.each("extract", partial(extract_one, engine=engine), jobs, cluster)


def extract_one(article: Article, engine: str) -> Stated:
    """One article with what it states, and by what its text is known again."""
    extraction = extract(article, engine)
    return article, replace(extraction, print=print_of(article, extraction))


def without_copies(stated: Batch[Stated], known: Known, settings: Settings) -> tuple[Batch[Stated], set[str]]:
    """The batch in which an article that tells only what another one told first states nothing but that.

    Also the origins of published articles that are to be read again, for now they are copies, or are none any more.
    """
    if not stated.kept:
        return stated, set()
    read = {article.url or article.source: (article, extraction) for article, extraction in stated.kept}
    printed = {origin: read_print(extraction.print) for origin, (_, extraction) in read.items()}
    printed |= {origin: read_print(text) for origin, text in known.prints().items() if origin not in read}
    copies = copies_among({origin: one for origin, one in printed.items() if one is not None})
    iris = {origin: entry["iri"] for origin, entry in known.entries.items()}
    iris |= {origin: article_iri(article, settings) for origin, (article, _) in read.items()}
    firsts = {origin: iris[first] for origin, first in copies.items()}
    kept = (as_copy(*one, firsts[origin]) if origin in firsts else one for origin, one in read.items())
    there = (origin for origin in known.prints() if not known.is_gone(origin))
    stale = (origin for origin in there if known.entries[origin].get("copy_of") != firsts.get(origin))
    return Batch(kept, stated.failures), {origin for origin in stale if origin not in read}


def link_and_compare(
    stated: Batch[Stated], offline: bool, settings: Settings, before: LinksBefore = lambda _: ()
) -> Batch[Compared]:
    """Each article linked, with how its facts stand against Wikidata; offline nothing is said of that.

    All in one conversation with Wikidata, which keeps the distance between its requests and knows when to give up.
    What it cannot be asked about stays as the rows of links have it that the release had `before` of the article.
    """
    if offline:
        readings = link_all(stated, offline, settings)
        return Batch(((reading, ()) for reading in readings.kept), readings.failures)
    with Wikidata(settings) as wikidata:
        readings = as_before(readings_of(stated, link_by(wikidata, stated.kept)), before)
        compared = compare_with_wikidata(readings.kept, wikidata)
    return Batch(zip(readings.kept, compared, strict=True), readings.failures)


def as_before(readings: Batch[Reading], before: LinksBefore) -> Batch[Reading]:
    """The readings with the links that they had before where Wikidata could not be asked."""
    kept = (
        replace(one, links=keep_links(one.extraction.entities, one.links, before(one.article)))
        if any(link.pending for link in one.links)
        else one
        for one in readings.kept
    )
    return Batch(kept, readings.failures)


def map_each(compared: Batch[Compared], settings: Settings, retrieved: str = "") -> Batch[Mapped]:
    """Each article's quads, and what is new to Wikidata as of the ISO date on which the run began."""
    return compared.each("map", partial(map_one, settings=settings, retrieved=retrieved))


def map_one(compared: Compared, settings: Settings, retrieved: str) -> Mapped:
    """One article's quads; of a fact that Wikidata could not be asked for they do not say how it stands there."""
    reading, comparisons = compared
    known = {comparison.fact: comparison for comparison in comparisons if not comparison.pending}
    quotes, claims = settings.with_quotes, stated_claims(reading, settings)
    quads = tuple(map_reading(reading, settings, with_quotes=quotes, compared=known, claims=claims))
    pending = sum(link.pending for link in reading.links) + len(comparisons) - len(known)
    return Mapped(reading, quads, new_statements(reading, comparisons, retrieved), pending)


def stated_claims(reading: Reading, settings: Settings) -> dict[str, str]:
    """The IRI of the claim that each fact states, by the key of the fact: the same in every article that states it."""
    facts, published = reading.extraction.facts, reading.article.published
    rows = [row_of(fact, reading, settings) for fact in facts]
    found = claims_of(rows, published.value if published else None, settings)
    return {facts[number].key: iri for number, iri in found.items()}


def judge_each(graphs: Batch[Mapped]) -> Batch[PublishedArticle]:
    """Each article's quads as the gate divides them."""
    from flows.validate import load_gate, validate_all  # slow to load, and of no use where nothing is new

    checked = validate_all([of.quads for of in graphs.kept], load_gate())
    judged = (
        PublishedArticle(of.reading, verdict.kept, verdict.held_back, verdict.report, of.statements, of.pending)
        for of, verdict in zip(graphs.kept, checked, strict=True)
    )
    return Batch(judged, graphs.failures)


def passing(judged: Batch[PublishedArticle]) -> Batch[PublishedArticle]:
    """The articles of which something passed the gate; the others have failed."""
    refused = (refusal(article) for article in judged.kept if not article.quads)
    return Batch((article for article in judged.kept if article.quads), (*judged.failures, *refused))


def validate_each(graphs: Batch[Mapped]) -> Batch[PublishedArticle]:
    """What passes of each article; an article of which nothing passes has failed."""
    return passing(judge_each(graphs))


def quarantined(judged: Batch[PublishedArticle], out: Path, settings: Settings) -> Batch[PublishedArticle]:
    """The articles of which something passed; beside the release in `out` the others are kept, with their reasons."""
    passed = passing(judged)
    keep_refused((article for article in judged.kept if not article.quads), out, settings)
    forget_refused((article.reading.article for article in passed.kept), out)
    return passed


def name_former(articles: Sequence[PublishedArticle], out: Path, settings: Settings) -> tuple[Former, ...]:
    """The IRIs of the release in `out` that linked things gave up, with what the gate lets through of each."""
    links = [row for article in articles for row in links_of(article.reading, settings)]
    found = former_iris(links, out, settings)
    if not found:
        return ()
    from flows.validate import conforming, load_gate

    passed = conforming(
        (quad for one in found for quad in map_former(one.iri, one.name, one.now, settings)), load_gate()
    )
    of_each = {one.iri: tuple(quad for quad in passed if quad.subject == NamedNode(one.iri)) for one in found}
    return tuple(replace(one, quads=of_each[one.iri]) for one in found if of_each[one.iri])


def marks_of(vanished: Sequence[Vanished], known: Mapping[str, Any], day: str) -> tuple[Gone, ...]:
    """What marks the articles whose pages are gone, as of an ISO day; `known` are entries of the release by origin."""
    entries = {one.origin: (one, known[one.origin]) for one in vanished if one.origin in known}
    return tuple(
        Gone(origin, day, one.status, tuple(map_gone(entry["iri"], entry["graph"], day)))
        for origin, (one, entry) in entries.items()
    )


def refusal(refused: PublishedArticle) -> Failure:
    """The entry in the report for an article that the gate held back whole."""
    problems, article = refused.report.problems, refused.reading.article
    why = problems[0].message if problems else "it states nothing"
    kept = place_of_refused(article, Path())
    reason = f"nothing of it passed the gate: {why} What it says is kept in {kept}"
    return Failure(article.source, reason, quarantined=True)
