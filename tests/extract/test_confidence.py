"""How sure the reader is: the curve rises, and what makes readings go wrong makes it less sure."""

from itertools import pairwise

import pytest
from told import facts_of, read

from flows.extract.facts.confidence import calibrated, curve

POINTS = [(0.0, 0.0), (0.5, 0.8), (1.0, 0.9)]


@pytest.mark.parametrize(
    ("product", "share"), [(0.0, 0.0), (0.25, 0.4), (0.5, 0.8), (0.75, 0.85), (1.0, 0.9), (1.2, 0.9)]
)
def test_between_its_points_the_curve_is_straight(product: float, share: float) -> None:
    assert calibrated(product, POINTS) == pytest.approx(share)


def test_the_shipped_curve_rises() -> None:
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(curve()))


def test_a_body_that_nobody_knows_makes_a_fact_less_sure() -> None:
    known, unknown = (facts_of(read(f"Kenya joined {body} in April."))[0] for body in ("BRICS", "the Qorvax Council"))
    assert unknown.confidence < known.confidence
