"""Days that partial dates may mean, as numbers that can be subtracted."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def days_of(text: str) -> tuple[int, int] | None:
    """The first and last day that an ISO 8601 date may mean, as ordinals; None where it is none."""
    text = text[:10]
    try:
        match len(text):
            case 4:
                return date(int(text), 1, 1).toordinal(), date(int(text), 12, 31).toordinal()
            case 7:
                year, month = int(text[:4]), int(text[5:])
                return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
            case 10:
                day = date.fromisoformat(text).toordinal()
                return day, day
            case _:
                return None
    except ValueError:
        return None


def gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many days lie between two stretches; 0 where they share one."""
    return max(0, one[0] - other[1], other[0] - one[1])


def within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the first stretch lies wholly in the second."""
    return other[0] <= one[0] and one[1] <= other[1]
