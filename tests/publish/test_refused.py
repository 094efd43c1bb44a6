"""An article of which nothing passes the gate is not lost: it lies beside the release, with the reason."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
from released import SETTINGS, published

from flows.batch import Batch
from flows.iris import fact_iri
from flows.model import Problem, Report
from flows.publish import PublishedArticle
from flows.stages import quarantined

WHY = "An accession says when."


def refused(name: str) -> PublishedArticle:
    """An article that the gate held back whole."""
    whole = published(name)
    fact = fact_iri(whole.reading.article, whole.reading.extraction.facts[0], SETTINGS)
    report = Report(False, (Problem("violation", fact, WHY),), (fact,))
    return replace(whole, quads=(), held_back=whole.quads, report=report)


def test_what_was_refused_whole_is_kept_with_the_reason(tmp_path: Path) -> None:
    one = refused("summit")
    batch = quarantined(Batch([one, published("second")]), tmp_path, SETTINGS)
    [path] = (tmp_path / "quarantine").iterdir()
    kept = list(ox.parse(path=str(path)))
    assert {quad.subject for quad in one.held_back} <= {quad.subject for quad in kept}
    assert WHY in {quad.object.value for quad in kept}
    assert [failure.reason for failure in batch.failures] == [
        f"nothing of it passed the gate: {WHY} What it says is kept in quarantine/{path.name}"
    ]
    assert len(batch.kept) == 1


def test_it_leaves_the_quarantine_when_it_passes_later(tmp_path: Path) -> None:
    quarantined(Batch([refused("summit"), refused("second")]), tmp_path, SETTINGS)
    quarantined(Batch([published("summit")]), tmp_path, SETTINGS)
    assert len(list((tmp_path / "quarantine").iterdir())) == 1
