"""Whole runs on Wikidata's bad days: the release is published, says what is pending, and a healthy run completes it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from faults import FAULTS, Fault, unavailable
from replay import INTERVAL, Replay, serve
from worlds import add, world_of_the_tables

from flows import stages
from flows.batch import Batch
from flows.intake import Intake
from flows.known import known_in
from flows.publish import Release, Run, publish, read_index
from flows.publish.writers.tables import read_table
from flows.settings import Settings
from flows.stages import Stated
from flows.summary import Outcome, in_words, outcome_of
from flows.versions import versions

Near = Callable[..., Settings]
PERSON, ITEM = "Mirela Vantongeren", "Q900001"
RUN = Run("2024-03-12T08:00:00+00:00", "2024-03-12T08:01:00+00:00", "r1", "a run", "frames", False, versions())
TEXT = f"""URL: https://example.org/news/talks-in-lima
TITLE: Talks in Lima
DATE: 2024-03-12

Peruvian diplomat {PERSON} visited Kenya on 4 March 2024. {PERSON} said that Peru backs the African Union.

Finland became a member of NATO in April 2023.
"""


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Batch[Stated]:
    """The article, read once."""
    path = tmp_path_factory.mktemp("news") / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return stages.extract_each(Intake([str(path)], Settings()).read(), "frames", 1)


def world() -> Replay:
    """Everything of the tables, and somebody whom they do not know, with an id that is nobody's."""
    replay = world_of_the_tables()
    add(replay, ITEM, PERSON, "Peruvian diplomat", "Q5", "Q419")
    return replay


def run(stated: Batch[Stated], out: Path, settings: Settings) -> Outcome:
    """One online run from the linking on."""
    known = known_in(out, "frames", offline=False, base=settings.base)
    linked = stages.link_and_compare(stated, False, settings, known.links_of)
    checked = stages.validate_each(stages.map_each(linked, settings, "2024-03-12"))
    former = stages.name_former(checked.kept, out, settings)
    published = publish(Release(checked.kept, RUN, checked.failures, former), out, settings)
    return outcome_of(published, checked.kept, checked.failures)


def item_of(name: str, out: Path) -> str:
    return next(str(row["item"]) for row in read_table((out / "links.csv").read_text("utf-8")) if row["name"] == name)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_run_that_meets_a_fault_is_published_and_the_next_one_completes_it(
    stated: Batch[Stated], near: Near, tmp_path: Path, fault: Fault
) -> None:
    out = tmp_path / "out"
    with serve(world()) as wikidata:
        wikidata.fault = fault
        failing = run(stated, out, near(wikidata))
        assert (failing.total("facts") > 0, item_of("Finland", out), item_of(PERSON, out)) == (True, "Q33", "")
        assert failing.total("pending") > 0
        assert any(sentence.startswith("Pending: Wikidata could not be asked") for sentence in in_words(failing))
        assert not known_in(out, "frames", offline=False, base=Settings().base).has(stated.kept[0][0])
        assert wikidata.shortest_gap() >= INTERVAL * 0.9
        assert wikidata.most_at_once <= 3  # one that timed out may still lie at the server
        wikidata.fault = None
        wikidata.forget()
        healthy = run(stated, out, near(wikidata))
    assert (item_of(PERSON, out), healthy.total("pending")) == (ITEM, 0)
    assert f"Linked since: {PERSON} ({ITEM})" in "; ".join(in_words(healthy))
    assert healthy.total("facts") == failing.total("facts")
    assert wikidata.shortest_gap() >= INTERVAL * 0.9
    assert wikidata.most_at_once <= 3


def test_a_second_run_with_a_warm_cache_sends_nothing(stated: Batch[Stated], near: Near, tmp_path: Path) -> None:
    with serve(world()) as wikidata:
        run(stated, tmp_path / "out", near(wikidata))
        wikidata.forget()
        run(stated, tmp_path / "out", near(wikidata))
    assert wikidata.asked == []


def test_what_could_not_be_compared_is_pending_and_not_without_counterpart(
    stated: Batch[Stated], near: Near, tmp_path: Path
) -> None:
    with serve(world()) as wikidata:
        wikidata.fault = unavailable
        run(stated, tmp_path / "out", near(wikidata))
        text = (tmp_path / "out" / "dataset.ttl").read_text(encoding="utf-8")
    (entry,) = read_index(tmp_path / "out")["articles"]
    assert entry["pending"] > 1
    (accession,) = [block for block in text.split("\n\n") if '"Finland · joined · NATO"' in block]
    assert "comparesAs" not in accession


def test_an_article_keeps_its_links_when_wikidata_is_down_and_its_answers_are_gone(
    stated: Batch[Stated], near: Near, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with serve(world()) as wikidata:
        run(stated, out, near(wikidata))
        wikidata.fault = unavailable
        wikidata.forget()
        failing = run(stated, out, replace(near(wikidata), cache=tmp_path / "empty"))
    assert item_of(PERSON, out) == ITEM
    assert failing.total("pending") > 0
    assert not (out / "former.csv").exists()
