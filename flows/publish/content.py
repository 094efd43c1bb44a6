"""What a writer is given: what a release says by one article."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode, Quad

from flows.iris import article_iri, article_slug, entity_iri, fact_iri, graph_iri
from flows.model import Entity, Fact, Link, Reading, Report
from flows.publish.graph import Subjects, by_subject, graph_of, in_sections, sorted_nquads, subjects_in, types_of
from flows.publish.layout import Layout
from flows.publish.release import PublishedArticle
from flows.rows import cut, row_of, shorten
from flows.settings import Settings
from flows.things import entities_of

Row = Mapping[str, object]

SEPARATOR = "|"  # between the values of one cell, for tools that split such cells


@dataclass(frozen=True)
class Content:
    """Quads, rows of facts and rows of links of an article; `reading` is None when they were read back from files.

    name:   slug of the article
    statements:  what is new to Wikidata, as lines for QuickStatements
    """

    name: str
    settings: Settings
    layout: Layout
    quads: tuple[Quad, ...]
    rows: tuple[Row, ...]
    links: tuple[Row, ...]
    report: Report
    held_back: tuple[Quad, ...] = ()
    reading: Reading | None = None
    statements: tuple[str, ...] = ()

    @cached_property
    def subjects(self) -> Subjects:
        """What is said of each subject, whatever the graph."""
        return subjects_in(self.nquads, *self.graphs) if len(self.graphs) == 1 else by_subject(self.quads)

    @cached_property
    def own(self) -> Subjects:
        """What is said of the subjects that are the article's alone: itself, its facts, its evidence, its links."""
        others = self.layout.others
        return {iri: pairs for iri, pairs in self.subjects.items() if self.layout.rank(types_of(pairs)) != others}

    @cached_property
    def shared(self) -> Subjects:
        """What is said of the others, of which other articles may speak as well."""
        return {iri: pairs for iri, pairs in self.subjects.items() if iri not in self.own}

    @cached_property
    def sections(self) -> list[tuple[str, list[str]]]:
        """Each heading with the subjects below it, in order."""
        return in_sections(self.subjects, self.layout)

    @cached_property
    def shown(self) -> Subjects:
        """What of each thing is shown wherever another one points to it."""
        stub = self.layout.stub
        return {iri: [pair for pair in pairs if pair[0] in stub] for iri, pairs in self.subjects.items()}

    @cached_property
    def lines(self) -> dict[str, str]:
        """What is said of each subject in JSON-LD, as far as a writer has made it: others need not make it again."""
        return {}

    @property
    def address(self) -> str:
        """The IRI of the article."""
        return f"{self.settings.base}article/{self.name}"

    @cached_property
    def graphs(self) -> list[str]:
        """The IRIs of the graphs that the quads are in, sorted."""
        return sorted({graph_of(quad) for quad in self.quads})

    @cached_property
    def nquads(self) -> str:
        """The quads in their canonical form."""
        return sorted_nquads(self.quads)


Writer = Callable[[Content], str]


def content_of(article: PublishedArticle, layout: Layout, settings: Settings) -> Content:
    """One article's content; a fact that was held back has no row."""
    reading = article.reading
    return Content(
        name=article_slug(reading.article),
        settings=settings,
        layout=layout,
        quads=in_graph(article.quads, graph_iri(reading.article, settings)),
        rows=tuple(_rows(article, settings)),
        links=tuple(links_of(reading, settings)),
        held_back=article.held_back,
        report=article.report,
        reading=reading,
        statements=tuple(_statements(article, settings)),
    )


def in_graph(quads: tuple[Quad, ...], graph: str) -> tuple[Quad, ...]:
    """The same triples, all in one named graph."""
    name = NamedNode(graph)
    return tuple(
        quad if quad.graph_name == name else Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads
    )


def _published_facts(article: PublishedArticle, settings: Settings) -> Iterator[tuple[Fact, str]]:
    """The facts that the gate let pass, each with its IRI."""
    reading, stated = article.reading, {quad.subject for quad in article.quads}
    for fact in reading.extraction.facts:
        iri = fact_iri(reading.article, fact, settings)
        if NamedNode(iri) in stated:
            yield fact, iri


def _statements(article: PublishedArticle, settings: Settings) -> Iterator[str]:
    facts = _published_facts(article, settings) if article.statements else ()
    return (article.statements[fact.key] for fact, _ in facts if fact.key in article.statements)


def _rows(article: PublishedArticle, settings: Settings) -> Iterator[Row]:
    reading = article.reading
    for fact, iri in _published_facts(article, settings):
        row = row_of(fact, reading, settings)
        about = {"fact_iri": iri, "article_iri": article_iri(reading.article, settings)}
        yield {**(row if settings.with_quotes else shorten(row)), **about}


def links_of(reading: Reading, settings: Settings) -> Iterator[Row]:
    """A row for each entity that is listed: which item it is, or why none."""
    for entity in entities_of(reading):
        yield _link(entity, reading.link_of(entity.key), reading, settings)


def _link(entity: Entity, link: Link, reading: Reading, settings: Settings) -> Row:
    return {
        "name": cut(entity.name),
        "type": entity.type.value,
        "verdict": link.verdict.value,
        "item": link.item,
        "label": link.label or None,
        "score": round(link.score, 2),
        "reasons": "; ".join(cut(reason) for reason in link.reasons),
        "candidates": SEPARATOR.join(candidate.item for candidate in link.candidates),
        "candidate_labels": _joined(candidate.label for candidate in link.candidates),
        "candidate_descriptions": _joined(candidate.description for candidate in link.candidates),
        "candidate_scores": SEPARATOR.join(f"{candidate.score:.2f}" for candidate in link.candidates),
        "candidate_reasons": _joined("; ".join(map(cut, candidate.reasons)) for candidate in link.candidates),
        "pending": link.pending,
        "mentions": len(entity.mentions),
        "entity_iri": entity_iri(entity, reading, settings),
        "article_iri": article_iri(reading.article, settings),
    }


def _joined(texts: Iterable[str]) -> str:
    return SEPARATOR.join(text.replace(SEPARATOR, "/") for text in texts)
