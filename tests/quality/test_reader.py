"""The reader against gold: never below the floors, and the floors never lower than they were."""

import importlib.util
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest
from scoring import FLOORS, Gold, Score, extraction_of, load_gold, read_gold, rows_of, score

from flows.kinds import kind_of, shipped_kinds
from flows.link import link_articles
from flows.model import Reading
from flows.settings import HOME, Settings

ARTICLES = HOME.parent / "shared" / "articles"
SCORER = HOME.parent / "shared" / "score" / "score_facts.py"
FACTUALITIES = {"asserted", "negated", "planned", "possible", "reported"}


@pytest.fixture(scope="module")
def readings() -> list[tuple[Gold, Reading]]:
    return read_gold()


def test_gold_sentences_are_read_no_worse_than_the_floors(readings: list[tuple[Gold, Reading]]) -> None:
    reached = sum((score(sentence["facts"], rows_of(reading)) for sentence, reading in readings), Score())
    assert_on_floor("sentences", reached.shares())


def test_development_articles_are_read_no_worse_than_the_floors() -> None:
    if not (ARTICLES.is_dir() and SCORER.is_file()):
        pytest.skip("the development articles are not beside the repository")
    scorer = scorer_module()
    names = {path.name.removesuffix(".gold.jsonl"): path for path in sorted(ARTICLES.glob("*.gold.jsonl"))}
    counts = {name: counted(scorer, path, ARTICLES / f"{name}.txt") for name, path in names.items()}
    seed = counts.pop("seed")
    assert_on_floor("first article", shares(scorer, [seed]))
    assert_on_floor("other articles", shares(scorer, counts.values()))


def test_floors_only_rise() -> None:
    log = git("log", "--format=%H", "--", "tests/quality/floors.json")
    if log is None:
        pytest.skip("this copy of the repository has no history")
    for commit in log.split():
        then = json.loads(git("show", f"{commit}:tests/quality/floors.json") or "{}")
        fallen = [
            f"{name} {key} {now()[name][key]} < {value}"
            for name, floor in then.items()
            for key, value in floor.items()
            if now()[name][key] < value
        ]
        assert fallen == [], f"floors fell since {commit[:8]}; that needs a decision record"


def test_gold_sentences_are_enough_and_half_of_them_say_nothing() -> None:
    gold = load_gold()
    silent = sum(not sentence["facts"] for sentence in gold)
    assert len(gold) >= 160
    assert 0.4 <= silent / len(gold) <= 0.6


@pytest.mark.parametrize("sentence", load_gold(), ids=lambda sentence: sentence["id"])
def test_gold_facts_use_the_known_kinds(sentence: Gold) -> None:
    for fact in sentence["facts"]:
        kind = kind_of(shipped_kinds(), fact["kind"])
        kind.predicate(fact["predicate"])
        assert set(fact["qualifiers"]) <= set(kind.qualifiers)
        assert fact["factuality"] in FACTUALITIES


def test_gold_sentences_cover_every_kind_and_predicate() -> None:
    stated = {fact["predicate"] for sentence in load_gold() for fact in sentence["facts"]}
    known = {name for kind in shipped_kinds().values() if kind.name != "article" for name in kind.predicates}
    assert known - stated == set()


def assert_on_floor(name: str, reached: dict[str, float]) -> None:
    below = {key: (round(reached[key], 4), floor) for key, floor in now().get(name, {}).items() if reached[key] < floor}
    assert below == {}, f"{name}: below the floor (reached, floor)"


def counted(scorer: ModuleType, gold: Path, text: Path) -> list[int]:
    ingest = pytest.importorskip("flows.ingest").ingest
    (article, *_) = ingest(str(text), Settings())
    said = extraction_of(article)
    (links,) = link_articles([(article, said)], offline=True, settings=Settings())
    facts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    wanted = [fact for fact in facts if fact["kind"] != "article"]
    rows = scorer.score(wanted, rows_of(Reading(article, said, links)))["rows"].values()
    return [sum(column) for column in zip(*rows, strict=True)]


def shares(scorer: ModuleType, counts: Iterable[list[int]]) -> dict[str, float]:
    precision, recall, f1 = scorer.prf(*(sum(column) for column in zip(*counts, strict=True)))
    return {"precision": precision, "recall": recall, "f1": f1}


def scorer_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_facts", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def now() -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def git(*words: str) -> str | None:
    try:
        return subprocess.run(["git", *words], cwd=HOME, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
