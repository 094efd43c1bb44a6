"""Entities -> links: which Wikidata item each entity is, openly unsure where it is not clear, and why."""

from collections.abc import Sequence

from flows.gazetteer import Gazetteer, load_gazetteer
from flows.link.candidates import shipped_candidates
from flows.link.decide import Case, decide
from flows.link.decisions import load_decisions
from flows.link.question import ask
from flows.model import Article, Extraction, Link
from flows.settings import Settings

__all__ = ["link_articles"]


def link_articles(
    articles: Sequence[tuple[Article, Extraction]], *, offline: bool, settings: Settings
) -> list[tuple[Link, ...]]:
    """The links of each article's entities, in the order of its entities."""
    gazetteer = load_gazetteer()
    cases = [_cases(article, extraction, gazetteer) for article, extraction in articles]
    decisions = load_decisions()
    return [decide(case, decisions, gazetteer) for case in cases]


def _cases(article: Article, extraction: Extraction, gazetteer: Gazetteer) -> list[Case]:
    return [
        Case(question, tuple(shipped_candidates(question, gazetteer))) for question in ask(article, extraction.entities)
    ]
