"""Entities -> links: which Wikidata item each entity is, openly unsure where it is not clear, and why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flows.gazetteer import Gazetteer, load_gazetteer
from flows.link.candidates import shipped_candidates
from flows.link.decide import Case, decide
from flows.link.decisions import Decision, decide_by_hand, load_decisions
from flows.link.question import ask
from flows.model import Article, Extraction, Link, Verdict
from flows.settings import Settings

if TYPE_CHECKING:  # slow to load, and of no use offline
    from flows.link.wikidata import Wikidata

__all__ = ["link_articles", "link_by", "link_cases"]


def link_articles(
    articles: Sequence[tuple[Article, Extraction]], *, offline: bool, settings: Settings
) -> list[tuple[Link, ...]]:
    """The links of each article's entities, in the order of its entities."""
    if offline:
        return link_by(None, articles)
    from flows.link.wikidata import Wikidata

    with Wikidata(settings) as wikidata:
        return link_by(wikidata, articles)


def link_by(wikidata: "Wikidata | None", articles: Sequence[tuple[Article, Extraction]]) -> list[tuple[Link, ...]]:
    """The same in a conversation that goes on afterwards, or by the shipped tables alone."""
    gazetteer = load_gazetteer()
    decisions = load_decisions()
    cases = [_cases(article, extraction, gazetteer) for article, extraction in articles]
    if wikidata:
        cases = _asked(cases, decisions, gazetteer, wikidata)
    return link_cases(cases, decisions, gazetteer)


def link_cases(
    cases: Sequence[Sequence[Case]], decisions: Sequence[Decision], gazetteer: Gazetteer
) -> list[tuple[Link, ...]]:
    """The links of each article's cases."""
    return [decide(one, decisions, gazetteer) for one in cases]


def _cases(article: Article, extraction: Extraction, gazetteer: Gazetteer) -> list[Case]:
    questions = ask(article, extraction.entities)
    return [Case(question, tuple(shipped_candidates(question, gazetteer))) for question in questions]


def _asked(
    articles: Sequence[Sequence[Case]], decisions: Sequence[Decision], gazetteer: Gazetteer, wikidata: "Wikidata"
) -> list[list[Case]]:
    """The cases with Wikidata's candidates, asked once for all articles and only where it is not clear yet."""
    from flows.link.live import ask_wikidata

    first = link_cases(articles, decisions, gazetteer)
    open_cases = {
        (a, n): case
        for a, cases in enumerate(articles)
        for n, case in enumerate(cases)
        if first[a][n].verdict is not Verdict.SAME and not decide_by_hand(case.question, decisions)
    }
    asked = dict(zip(open_cases, ask_wikidata(list(open_cases.values()), wikidata, gazetteer), strict=True))
    return [[asked.get((a, n), case) for n, case in enumerate(cases)] for a, cases in enumerate(articles)]
