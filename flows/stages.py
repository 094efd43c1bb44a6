"""The six stages over a batch, without Prefect: the flow wraps each in a task, `facts` and `entities` call them so."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import sleep

from pyoxigraph import NamedNode, Quad

from flows.batch import Batch, in_short, outcomes, some
from flows.errors import FetchError
from flows.extract import SILENT, extract, extract_names, states_nothing
from flows.identity import apart
from flows.ingest import LONGEST_WAIT, PoliteSession, expand, ingest_all, is_address, open_session, without_login
from flows.link import Wikidata, link_articles, link_by
from flows.link.compare import Comparison, compare_with_wikidata
from flows.link.kept import keep_links
from flows.link.quickstatements import new_statements
from flows.mapping import map_former, map_reading
from flows.model import Article, Extraction, Failure, Link, Reading
from flows.publish import Former, PublishedArticle, former_iris, links_of
from flows.publish.refused import forget_refused, keep_refused, place_of_refused
from flows.settings import Settings, load_settings
from flows.validate import conforming, load_gate, validate_all

LOG = logging.getLogger(__name__)

Stated = tuple[Article, Extraction]
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
    named = articles.each("extract", partial(name_one, engine=engine), jobs)
    return link_all(some(named), offline, settings)


class Intake:
    """The sources of one run. Reading again asks only those whose failure may pass by itself."""

    def __init__(self, sources: list[str], settings: Settings) -> None:
        self.named = tuple(without_login(source) for source in sources)
        self.settings = settings
        self.outcomes: dict[str, list[Article | Failure] | Failure] = {}
        self._given = tuple(sources)
        self._found: set[str] = set()

    def __str__(self) -> str:
        return in_short(self.named)

    def read(self) -> Batch[Article]:
        """The articles of all sources, with folders and feeds opened up, in their order, each once."""
        addresses = [source for source in self._given if is_address(source)]
        with open_session(self.settings, addresses) as session:
            sources = list(self.outcomes) or expand(self._given, self.settings, session)
            session.found |= self._found
            self._found = session.found
            self._ask([source for source in sources if self.may_pass(source)], session)
            self._come_back(session)
        told = [one if isinstance(one, list) else [one] for one in self.outcomes.values()]
        failures = [one for some in told for one in some if isinstance(one, Failure)]
        read = [one for some in told for one in some if isinstance(one, Article)]
        # An article that was read at two addresses is one.
        articles = {(article.url or article.source, article.hash): article for article in read}
        return apart(Batch(articles.values(), failures))

    def _ask(self, sources: list[str], session: PoliteSession) -> None:
        step = partial(ingest_all, settings=self.settings, session=session)
        self.outcomes |= dict(zip(sources, outcomes("ingest", step, sources), strict=True))

    def _come_back(self, session: PoliteSession) -> None:
        """Asks once more what hosts put off that asked for some time; after that it is not asked again in this run."""
        waits = {source: session.wait_of(source) for source in self.outcomes if self.may_pass(source)}
        soon = {source: wait for source, wait in waits.items() if 0 < wait <= LONGEST_WAIT}
        if soon:
            LOG.info("waiting %.0f seconds for hosts that asked for time", max(soon.values()))
            sleep(max(soon.values()))
            self._ask(list(soon), session)
        for source, outcome in self.outcomes.items():
            if isinstance(outcome, Failure) and waits.get(source):
                self.outcomes[source] = replace(outcome, transient=False)

    def may_pass(self, source: str) -> bool:
        """Whether a source was not asked yet, or failed for a reason that may be gone by the next time."""
        outcome = self.outcomes.get(source)
        return outcome is None or (isinstance(outcome, Failure) and outcome.transient)

    def failing(self) -> FetchError | None:
        """The first failure that may pass by itself, as an error; None when there is none."""
        failures = [outcome for outcome in self.outcomes.values() if isinstance(outcome, Failure) and outcome.transient]
        return FetchError(failures[0].source, failures[0].reason, transient=True) if failures else None


def extract_each(articles: Batch[Article], engine: str, jobs: int) -> Batch[Stated]:
    """What each article states, read by as many processes as there are jobs."""
    return articles.each("extract", partial(extract_one, engine=engine), jobs)


def extract_one(article: Article, engine: str) -> Stated:
    """One article with what it states."""
    return article, extract(article, engine)


def name_one(article: Article, engine: str) -> Stated:
    """One article with whom and what it names, and what it states if anything."""
    return article, extract_names(article, engine)


def link_all(stated: Batch[Stated], offline: bool, settings: Settings) -> Batch[Reading]:
    """Each article with the Wikidata items of its entities, decided over the whole batch."""
    return readings_of(stated, link_articles(stated.kept, offline=offline, settings=settings))


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


def readings_of(stated: Batch[Stated], links: Sequence[tuple[Link, ...]]) -> Batch[Reading]:
    """Each article with its links."""
    readings = (Reading(article, said, of) for (article, said), of in zip(stated.kept, links, strict=True))
    return Batch(readings, stated.failures)


def map_each(compared: Batch[Compared], settings: Settings, retrieved: str = "") -> Batch[Mapped]:
    """Each article's quads, and what is new to Wikidata as of the ISO date on which the run began."""
    return compared.each("map", partial(map_one, settings=settings, retrieved=retrieved))


def map_one(compared: Compared, settings: Settings, retrieved: str) -> Mapped:
    """One article's quads; of a fact that Wikidata could not be asked for they do not say how it stands there."""
    reading, comparisons = compared
    known = {comparison.fact: comparison for comparison in comparisons if not comparison.pending}
    quads = tuple(map_reading(reading, settings, with_quotes=settings.with_quotes, compared=known))
    pending = sum(link.pending for link in reading.links) + len(comparisons) - len(known)
    return Mapped(reading, quads, new_statements(reading, comparisons, retrieved), pending)


def judge_each(graphs: Batch[Mapped]) -> Batch[PublishedArticle]:
    """Each article's quads as the gate divides them."""
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
    passed = conforming(
        (quad for one in found for quad in map_former(one.iri, one.name, one.now, settings)), load_gate()
    )
    of_each = {one.iri: tuple(quad for quad in passed if quad.subject == NamedNode(one.iri)) for one in found}
    return tuple(replace(one, quads=of_each[one.iri]) for one in found if of_each[one.iri])


def refusal(refused: PublishedArticle) -> Failure:
    """The entry in the report for an article that the gate held back whole."""
    problems, article = refused.report.problems, refused.reading.article
    why = problems[0].message if problems else "it states nothing"
    kept = place_of_refused(article, Path())
    reason = f"nothing of it passed the gate: {why} What it says is kept in {kept}"
    return Failure(article.source, reason, quarantined=True)
