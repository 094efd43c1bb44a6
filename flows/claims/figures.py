"""Figures of several articles: how many is meant, and whether they may speak of one number."""

import re
from functools import lru_cache

from flows.claims.rules import shipped_rules

Range = tuple[float, float]
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MORE = 1e18
BOUNDS = {"at least": (1, MORE), "more than": (1, MORE), "up to": (0, 1), "about": (1, 1)}  # as the reader writes them
ROUGH = 0.1  # "about" so many is up to a tenth more or less


@lru_cache(maxsize=1 << 12)
def range_of(text: str) -> Range | None:
    """The least and the most that words for a figure may mean ("at least 40", "$2.5 million", "one million dollars");
    None where they hold no number."""
    rules = shipped_rules()
    words = text.casefold().replace("-", " ")
    found = NUMBER.search(words)
    number = _read(found[0]) if found else next((float(n) for w in words.split() if (n := rules.numbers.get(w))), None)
    if number is None:
        return None
    behind = words[found.end() :] if found else words
    for word in re.findall(r"[a-z]+", behind):
        number *= rules.magnitudes.get(word, 1)
    low, high = next((bounds for bound, bounds in BOUNDS.items() if words.startswith(bound)), (1, 1))
    rough = ROUGH if words.startswith("about") else 0
    return number * (low - rough), number * (high + rough)


def unit_of(text: str) -> str:
    """In what a figure counts: the currency or noun of its words, "" where there is none."""
    rules = shipped_rules()
    words = text.casefold()
    for sign, name in rules.currencies.items():
        if sign in words:
            return name
    words = next((words.removeprefix(bound) for bound in BOUNDS if words.startswith(bound)), words)
    rest = [w for w in re.findall(r"[a-z]+", words) if w not in rules.magnitudes and w not in rules.numbers]
    return rest[-1].removesuffix("s") if rest else ""


def agree(one: str, other: str) -> bool:
    """Whether two figures may be one number."""
    a, b = range_of(one), range_of(other)
    units = {unit_of(one), unit_of(other)} - {""}
    if a is None or b is None or len(units) > 1:
        return one == other
    return a[0] <= b[1] and b[0] <= a[1]


def may_grow(earlier: str, later: str) -> bool:
    """Whether a later figure may be an earlier one that has grown."""
    a, b = range_of(earlier), range_of(later)
    return a is not None and b is not None and b[1] >= a[0]


def starts_alike(one: str, other: str) -> bool:
    """Whether the least that two figures may mean is the same ("at least 40", "40")."""
    a, b = range_of(one), range_of(other)
    return a is None or b is None or a[0] == b[0]


def finer(one: str, other: str) -> int:
    """1 where the second of two figures that agree is more exact, -1 where the first is, 0 where they are as exact."""
    a, b = range_of(one), range_of(other)
    if a is None or b is None:
        return 0
    return ((b[1] - b[0]) < (a[1] - a[0])) - ((a[1] - a[0]) < (b[1] - b[0]))


def _read(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    return float(text.replace(",", ".")) if text.replace(",", ".").count(".") <= 1 else float(re.sub(r"\D", "", text))
