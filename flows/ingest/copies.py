"""A text that stands twice in what was pasted is kept once: the copy that has title, date and byline before it."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from flows.ingest.draft import Paragraph

LONG = 40  # letters: a shorter paragraph may well be said twice


def one_copy(paragraphs: Sequence[Paragraph], is_head: Callable[[Paragraph], bool]) -> list[Paragraph]:
    """The paragraphs, each long one once. `is_head` tells whether one belongs to the head of an article."""
    places = places_of(paragraphs)
    copies = [where for key, where in places.items() if len(where) > 1 and len(key) >= LONG]
    if copies:
        last = heads_before_second(paragraphs, copies, is_head) > heads_before_first(paragraphs, copies, is_head)
        kept = {where[-1] if last else where[0] for where in copies}
        dropped = {place for where in copies for place in where} - kept
        dropped = with_neighbours(dropped, [where for key, where in places.items() if len(key) < LONG])
        paragraphs = [paragraph for place, paragraph in enumerate(paragraphs) if place not in dropped]
    return without_teasers(paragraphs)


def places_of(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Where each paragraph stands, by its letters; one that lost its first letter counts as the whole one."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    keys = [key_of(paragraph) for paragraph in paragraphs]
    beheaded = {key[1:]: key for key in keys if len(key) > LONG}
    for place, key in enumerate(keys):
        places[beheaded.get(key, key)].append(place)
    return places


def key_of(paragraph: Paragraph) -> str:
    """The letters and digits of a paragraph."""
    return "".join(sign for sign in paragraph.text.casefold() if sign.isalnum())


def heads_before_first(
    paragraphs: Sequence[Paragraph], copies: list[list[int]], is_head: Callable[[Paragraph], bool]
) -> int:
    """How many paragraphs before the first copy belong to a head."""
    return sum(map(is_head, paragraphs[: min(where[0] for where in copies)]))


def heads_before_second(
    paragraphs: Sequence[Paragraph], copies: list[list[int]], is_head: Callable[[Paragraph], bool]
) -> int:
    """How many paragraphs right before the second copy belong to a head and stand nowhere else."""
    repeated = {place for where in copies for place in where}
    second = min(copies)[1]
    start = max((place for place in repeated if place < second), default=-1) + 1
    return sum(map(is_head, paragraphs[start:second]))


def with_neighbours(dropped: set[int], short: list[list[int]]) -> set[int]:
    """What is dropped, with the short copies right beside it; one of each is kept."""
    groups = {place: number for number, where in enumerate(short) if len(where) > 1 for place in where}
    dropped = set(dropped)
    left = Counter(number for place, number in groups.items() if place not in dropped)
    for places in (sorted(groups), sorted(groups, reverse=True)):
        for place in places:
            if place not in dropped and left[groups[place]] > 1 and {place - 1, place + 1} & dropped:
                dropped.add(place)
                left[groups[place]] -= 1
    return dropped


def without_teasers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without those that end in an ellipsis and are only the beginning of another."""
    keys = sorted({key_of(paragraph) for paragraph in paragraphs})

    def is_begun(key: str) -> bool:
        following = bisect_right(keys, key)
        return len(key) >= LONG // 2 and following < len(keys) and keys[following].startswith(key)

    return [p for p in paragraphs if not (p.text.endswith(("…", "...")) and is_begun(key_of(p)))]
