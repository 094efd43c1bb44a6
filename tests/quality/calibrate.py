"""Fits the curve of mappings/confidence.yaml on gold, and writes it: python tests/quality/calibrate.py."""

from reliability import Judged, fitted, judged, table_of

from flows.extract.facts.confidence import CURVE, Curve, calibrated

STRAIGHT = [(0.0, 0.0), (1.0, 1.0)]


def main() -> None:
    write(STRAIGHT)  # what is fitted is the product that goes into the curve
    products = judged()
    found = fitted([fact for facts in products.values() for fact in facts])
    points = [(0.0, 0.0), *found, (1.0, max(0.99, found[-1][1]))]
    write(points)
    print("\n".join(table_of({name: bent(facts, points) for name, facts in products.items()})))


def bent(facts: list[Judged], points: Curve) -> list[Judged]:
    """The facts with what the curve makes of their products."""
    return [(round(calibrated(product, points), 2), right) for product, right in facts]


def write(points: Curve) -> None:
    """Put these points in the place of the curve; all else in the file stays."""
    kept = CURVE.read_text(encoding="utf-8").partition("curve: ")[0]
    CURVE.write_text(f"{kept}curve: {[list(point) for point in points]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
