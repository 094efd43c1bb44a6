"""The dates of the gold facts: each is stated in its sentence, and the finder of times reads it there."""

import pytest
from scoring import Gold, load_gold

from flows.language.times import find_times

DATED = [sentence for sentence in load_gold() if any(fact["qualifiers"].get("start") for fact in sentence["facts"])]


@pytest.mark.parametrize("sentence", DATED, ids=lambda sentence: sentence["id"])
def test_gold_dates_are_read_in_their_sentence(sentence: Gold) -> None:
    found = find_times(sentence["text"], sentence["date"])
    read = {day for time in found for day in (time.start, time.end, *(time.ahead or ()), time.behind)}
    wanted = {
        fact["qualifiers"][name]
        for fact in sentence["facts"]
        for name in ("start", "end")
        if name in fact["qualifiers"]
    }
    assert wanted <= read
