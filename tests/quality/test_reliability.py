"""The reliability table and the fit of the curve, on facts that are made up."""

from reliability import bins_of, error_of, fitted, table_of

SURE = [(0.9, True)] * 90 + [(0.9, False)] * 10
UNSURE = [(0.6, True)] * 50 + [(0.6, False)] * 50


def test_bins_say_how_many_are_right() -> None:
    (only,) = bins_of(SURE)
    assert (only.low, only.high, only.count, only.right) == (0.9, 0.95, 100, 0.9)


def test_the_error_is_how_far_confidence_is_from_the_truth() -> None:
    assert round(error_of(SURE), 6) == 0
    assert round(error_of(SURE + UNSURE), 6) == 0.05


def test_the_table_has_a_line_for_each_bin_and_each_set() -> None:
    lines = list(table_of({"sure": SURE, "unsure": UNSURE}))
    assert "| 0.90 to 0.95 | 100 | 0.900 | 0.900 |" in lines
    assert "| all | 200 | 0.750 | 0.700 | 0.050 |" in lines


def test_the_fit_rises_and_draws_towards_all() -> None:
    (low, few), (high, many) = fitted(SURE + UNSURE)
    assert (low, high) == (0.6, 0.9)
    assert 0.5 < few < many < 0.9


def test_what_falls_is_pooled() -> None:
    assert len(fitted([(0.5, True)] * 50 + [(0.9, False)] * 50)) == 1


def test_the_order_of_facts_does_not_matter() -> None:
    assert fitted(SURE + UNSURE) == fitted([*reversed(UNSURE), *SURE])
