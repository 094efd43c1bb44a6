"""How sure the reader is: what frames and network say together decides, and what makes readings go wrong counts."""

from pathlib import Path

import pytest

from flows.extract.facts import decide
from flows.extract.facts.decide import Decision, decision, odds


def test_odds_are_kept_within_bounds() -> None:
    assert [odds(p) for p in (0.0, 0.5, 1.0)] == [-decide.MOST, 0.0, decide.MOST]


def test_features_without_a_weight_say_nothing() -> None:
    assert Decision({}, {}).likelihood({"unheard of": 3.0}) == 0.5


def test_what_the_network_alone_tells_must_be_likelier_than_what_a_frame_reads() -> None:
    least = decision().least
    assert least["network"] > max(least["frame"], least["both"])


def test_a_damaged_table_of_weights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "decision.yaml").write_text("least: 1\n", encoding="utf-8")
    monkeypatch.setattr(decide, "WEIGHTS", tmp_path / "decision.yaml")
    decision.cache_clear()
    with pytest.raises(decide.BrokenData, match=r"decision\.yaml"):
        decision()
    decision.cache_clear()
