"""Scores the reader on the development articles, which lie beside the repository and are no part of it."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

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


def _counted(scorer: ModuleType, name: str) -> list[int]:
    reading = _read(ARTICLES / f"{name}.txt")
    gold = [json.loads(line) for line in (ARTICLES / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [fact for fact in gold if fact["kind"] != "article"]
    rows = scorer.score(wanted, rows_of(reading))["rows"].values()
    return [sum(column) for column in zip(*rows, strict=True)]


def _read(path: Path) -> Reading:
    with open_session(Settings()) as session:
        article = ingest(str(path), Settings(), session)
    stated = extraction_of(article)
    (links,) = link_articles([(article, stated)], offline=True, settings=Settings())
    return Reading(article, stated, links)


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
