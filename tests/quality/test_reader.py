"""The reader against gold: never below the floors, and the floors never lower than they were."""

import json
import subprocess

import pytest
from articles import are_here, article_scores
from held_back import judged
from outside import missing
from scoring import FLOORS, Gold, Score, load_gold, read_gold, rows_of, score

from flows.kinds import kind_of, shipped_kinds
from flows.settings import HOME

LOWERED_BY = "docs/decisions/0013-frames-and-a-network-decide-together.md"  # the last decision that lowered floors
HELD_BACK = 0.02  # of the right facts, at most
FACTUALITIES = {"asserted", "negated", "planned", "possible", "reported"}


def test_gold_sentences_are_read_no_worse_than_the_floors() -> None:
    reached = sum((score(sentence["facts"], rows_of(reading)) for sentence, reading in read_gold()), Score())
    assert_on_floor("sentences", reached.shares())


@pytest.mark.skipif(not are_here(), reason=missing("the development articles and their scorer"))
def test_development_articles_are_read_no_worse_than_the_floors() -> None:
    for name, reached in article_scores().items():
        assert_on_floor(name, reached)


def test_the_gate_holds_back_hardly_anything_that_is_right() -> None:
    reasons = [reason for _, is_right, reason in judged() if is_right]
    assert len(reasons) > 500
    assert sum(reason is not None for reason in reasons) <= HELD_BACK * len(reasons)


def test_floors_only_rise() -> None:
    decided = git("log", "-1", "--format=%H", "--", LOWERED_BY) or ""
    log = git("log", "--format=%H", f"{decided.strip()}..HEAD", "--", "tests/quality/floors.json")
    if log is None:
        pytest.skip("this copy of the repository has no history")
    fallen = [line for commit in log.split() for line in fallen_since(commit)]
    assert fallen == [], "floors fell; that needs a decision record"


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


def fallen_since(commit: str) -> list[str]:
    then = json.loads(git("show", f"{commit}:tests/quality/floors.json") or "{}")
    # other gold is another measure: its floors are compared only while the sentences and our articles stay the same
    if git("rev-parse", f"{commit}:tests/gold/sentences.jsonl") != git("hash-object", "tests/gold/sentences.jsonl"):
        then.pop("sentences", None)
    if git("ls-tree", "--name-only", commit, "tests/gold/articles/") != git("ls-files", "tests/gold/articles/"):
        then = {name: floor for name, floor in then.items() if not name.startswith("own articles")}
    return [
        f"{name} {key}: {value} in {commit[:8]}, {now()[name][key]} now"
        for name, floor in then.items()
        for key, value in floor.items()
        if now()[name][key] < value
    ]


def now() -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def git(*words: str) -> str | None:
    try:
        return subprocess.run(["git", *words], cwd=HOME, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
