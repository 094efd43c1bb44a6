"""Scores the reader on whole articles: those for development, which are no part of the repository (tests/outside.py),
and our own, of which some are never looked at while rules are written."""

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))  # when run as a script

from outside import outside
from scoring import extraction_of, rows_of

from flows.ingest import ingest, open_session
from flows.link import link_articles
from flows.model import Reading
from flows.settings import HOME, Settings

ARTICLES = outside("articles")
OWN = HOME / "tests" / "gold" / "articles"
UNSEEN = ("17", "19", "20")
SCORER = outside("score", "score_facts.py")


def are_here() -> bool:
    """Whether this machine has the development articles and their scorer."""
    return ARTICLES.is_dir() and SCORER.is_file()


def article_scores() -> dict[str, dict[str, float]]:
    """Precision, recall and F1 on each group of articles together; lenient, without the kind article."""
    scorer = _scorer()
    groups: dict[str, list[list[int]]] = {}
    for gold in [*sorted(ARTICLES.glob("*.gold.jsonl")), *sorted(OWN.glob("*.gold.jsonl"))]:
        groups.setdefault(_group(gold), []).append(_counted(scorer, gold))
    return {name: _shares(scorer, counts) for name, counts in groups.items()}


def _group(gold: Path) -> str:
    """Which articles an article is scored with."""
    if gold.parent == OWN:
        return "own articles, unseen" if gold.name.startswith(UNSEEN) else "own articles"
    return "first article" if gold.name.startswith("seed") else "other articles"


def unseen() -> list[Path]:
    """The gold of those of our own articles that are not looked at while rules are written."""
    return [gold for gold in sorted(OWN.glob("*.gold.jsonl")) if gold.name.startswith(UNSEEN)]


def judged_article(gold: Path) -> list[tuple[float, bool]]:
    """The confidence of each fact that the reader states on an article, and whether it is right."""
    result = _scored(_scorer(), gold)
    right, wrong = result["match"].values(), result["wrong"]
    facts = result["system"]
    return [(facts[at]["confidence"], True) for at in right if at not in result["excused"]] + [
        (facts[at]["confidence"], False) for at in wrong
    ]


@cache
def read_source(source: str) -> Reading:
    """A source as the line reads it, linked offline."""
    with open_session(Settings()) as session:
        article = ingest(source, Settings(), session)
    stated = extraction_of(article)
    (links,) = link_articles([(article, stated)], offline=True, settings=Settings())
    return Reading(article, stated, links)


def _counted(scorer: ModuleType, gold: Path) -> list[int]:
    return [sum(column) for column in zip(*_scored(scorer, gold)["rows"].values(), strict=True)]


def _scored(scorer: ModuleType, gold: Path) -> dict[str, Any]:
    wanted = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    source = gold.with_name(gold.name.replace(".gold.jsonl", ".txt"))
    aliases = gold.with_name("aliases.tsv")
    groups = [line.split("\t") for line in aliases.read_text("utf-8").splitlines()] if aliases.is_file() else []
    names = scorer.Names(scorer.ALIASES + groups)
    facts = [fact for fact in wanted if fact["kind"] != "article"]
    result: dict[str, Any] = scorer.score(facts, rows_of(read_source(str(source))), names=names)
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
