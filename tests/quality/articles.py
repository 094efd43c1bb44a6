"""Scores the reader on the development articles, which lie beside the repository and are no part of it."""

import importlib.util
import json
from types import ModuleType
from typing import Any

from scoring import extraction_of, rows_of

from flows.ingest import ingest, open_session
from flows.link import link_articles
from flows.model import Reading
from flows.settings import HOME, Settings

ARTICLES = HOME.parent / "shared" / "articles"
SCORER = HOME.parent / "shared" / "score" / "score_facts.py"


def are_here() -> bool:
    """Whether this machine has the development articles and their scorer."""
    return ARTICLES.is_dir() and SCORER.is_file()


def article_scores() -> dict[str, dict[str, float]]:
    """Precision, recall and F1 on the first article, and on the others together; lenient, without the kind article."""
    scorer = _scorer()
    names = sorted(path.name.removesuffix(".gold.jsonl") for path in ARTICLES.glob("*.gold.jsonl"))
    counts = {name: _counted(scorer, name) for name in names}
    first = [counts.pop("seed")]
    return {"first article": _shares(scorer, first), "other articles": _shares(scorer, list(counts.values()))}


def judged_article(name: str) -> list[tuple[float, bool]]:
    """The confidence of each fact that the reader states on an article, and whether it is right."""
    result = _scored(_scorer(), name)
    right, wrong = result["match"].values(), result["wrong"]
    facts = result["system"]
    return [(facts[at]["confidence"], True) for at in right if at not in result["excused"]] + [
        (facts[at]["confidence"], False) for at in wrong
    ]


def read_source(source: str) -> Reading:
    """A source as the line reads it, linked offline."""
    with open_session(Settings()) as session:
        article = ingest(source, Settings(), session)
    stated = extraction_of(article)
    (links,) = link_articles([(article, stated)], offline=True, settings=Settings())
    return Reading(article, stated, links)


def _counted(scorer: ModuleType, name: str) -> list[int]:
    return [sum(column) for column in zip(*_scored(scorer, name)["rows"].values(), strict=True)]


def _scored(scorer: ModuleType, name: str) -> dict[str, Any]:
    gold = [json.loads(line) for line in (ARTICLES / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [fact for fact in gold if fact["kind"] != "article"]
    result: dict[str, Any] = scorer.score(wanted, rows_of(read_source(str(ARTICLES / f"{name}.txt"))))
    return result


def _shares(scorer: ModuleType, counts: list[list[int]]) -> dict[str, float]:
    precision, recall, f1 = scorer.prf(*(sum(column) for column in zip(*counts, strict=True)))
    return {"precision": precision, "recall": recall, "f1": f1}


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_facts", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
