"""A batch keeps what works, reports what does not, and stays in order whatever the number of processes."""

import logging

import pytest

from flows.batch import Batch
from flows.errors import BrokenData, FetchError, NothingStated


def length(word: str) -> tuple[str, int]:
    """A step that some pieces fail, each in its own way."""
    if word == "silent":
        raise NothingStated(word, "states nothing that we know how to say")
    if word == "away":
        raise FetchError(word, "did not answer", transient=True)
    if word == "odd":
        raise KeyError("no such thing")
    if word == "ruin":
        raise BrokenData("ontology/shapes.ttl: line 3 is wrong")
    return word, len(word)


def test_one_failing_article_does_not_stop_the_batch() -> None:
    batch = Batch(["one", "silent", "three"]).each("extract", length)
    assert batch.kept == (("one", 3), ("three", 5))
    assert [(failure.source, failure.reason) for failure in batch.failures] == [
        ("silent", "states nothing that we know how to say")
    ]


def test_a_failure_that_may_pass_is_marked_as_such() -> None:
    assert [failure.transient for failure in Batch(["away", "silent"]).each("extract", length).failures] == [
        True,
        False,
    ]


def test_a_mistake_of_ours_in_one_article_is_reported_with_its_name() -> None:
    (failure,) = Batch(["odd", "one"]).each("extract", length).failures
    assert failure.source == "odd"
    assert "unexpected KeyError" in failure.reason


def test_broken_data_stops_the_run() -> None:
    with pytest.raises(BrokenData, match="line 3"):
        Batch(["ruin"]).each("extract", length)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_in_input_order_whatever_the_number_of_processes(jobs: int) -> None:
    words = ["eleven", "silent", "one", "odd", "seven", "a"]
    batch = Batch(words).each("extract", length, jobs)
    assert [word for word, _ in batch.kept] == ["eleven", "one", "seven", "a"]
    assert [failure.source for failure in batch.failures] == ["silent", "odd"]


def test_earlier_failures_stay_in_the_report() -> None:
    batch = Batch(["one", "silent"]).each("extract", length).each("link", lambda pair: pair[0])
    assert [failure.source for failure in batch.failures] == ["silent"]


def test_progress_names_each_source(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="flows.batch")
    Batch(["one", "three"]).each("extract", length)
    assert caplog.messages == ["extract 1 of 2: one", "extract 2 of 2: three"]
