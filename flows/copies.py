"""The same story on several sites: which articles tell nothing but what another one told before.

A copy is a text that is nearly the same as an earlier one and states nothing that the earlier one does not. Which
article is a copy of which follows from the articles alone, and not from the order in which they were read.
Texts are compared by MinHash (Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900): the share of places at which
two signatures agree is about the share of word sequences that two texts have in common.
"""

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from re import findall

import numpy as np
from numpy.typing import NDArray

from flows.kinds import kind_of, shipped_kinds
from flows.model import Article, Extraction, Fact, PartKind, Reading, Reference
from flows.rows import name_of

SHINGLE = 4  # words
FEWEST = 30  # words; a shorter text is nobody's copy
PLACES = 64  # of a signature
ROWS = 2  # places that are looked up together; texts that agree at half of them are found for certain, in effect
ALIKE = 0.5  # of the places, at least: a copy may leave out the second half of a text
WITHIN = timedelta(days=4)  # between the first and its copies

Words = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Print:
    """By what a text is known again. Texts without a date, or with hardly any words, have none.

    at:     when it was published: a moment in UTC
    words:  the signature of its words
    facts:  short hashes of the facts that it states, what it says of itself left out
    """

    at: datetime
    words: Words
    facts: frozenset[int]


def print_of(article: Article, extraction: Extraction) -> str:
    """The print of an article as text; "" when it has none."""
    body = " ".join(part.span.of(article.text) for part in article.paragraphs(PartKind.BODY))
    words, reading = findall(r"\w+", body.casefold()), Reading(article, extraction, ())
    at = _moment(article.published.value) if article.published else None
    facts = {_fact_hash(fact, reading) for fact in extraction.facts if not _is_about_itself(fact)}
    if at is None or len(words) < FEWEST or not facts:
        return ""
    packed = np.array(sorted(facts), dtype="<u4").tobytes()
    return f"{at.isoformat()} {_text(signature(words).astype('<u4').tobytes())} {_text(packed)}"


def read_print(text: str) -> Print | None:
    """The print that a text says; None for "" ."""
    if not text:
        return None
    at, words, facts = text.split(" ")
    numbers = np.frombuffer(b64decode(facts), dtype="<u4")
    return Print(datetime.fromisoformat(at), np.frombuffer(b64decode(words), dtype="<u4"), frozenset(map(int, numbers)))


def copies_among(prints: Mapping[str, Print]) -> dict[str, str]:
    """Which articles are copies, by any names, and of which other one each: the first that tells as much."""
    order = sorted(prints, key=lambda name: (prints[name].at, name))
    place = {name: number for number, name in enumerate(order)}
    alike: dict[str, list[str]] = defaultdict(list)
    for one, other in _alike(order, prints):
        first, second = sorted((one, other), key=place.__getitem__)
        alike[second].append(first)
    copies: dict[str, str] = {}
    for name in order:
        earlier = (one for one in sorted(alike[name], key=place.__getitem__) if one not in copies)
        if found := next((one for one in earlier if _tells(prints[one], prints[name])), None):
            copies[name] = found
    return copies


def as_copy(article: Article, extraction: Extraction, first: str) -> tuple[Article, Extraction]:
    """An article that is a copy of the one with an IRI: what is left of it is what it says of itself."""
    facts = tuple(fact for fact in extraction.facts if _is_about_itself(fact))
    used = {value.entity for fact in facts for value in _values(fact) if isinstance(value, Reference)}
    entities = tuple(entity for entity in extraction.entities if entity.key in used)
    return replace(article, copy_of=first), replace(extraction, entities=entities, facts=facts)


def signature(words: list[str]) -> Words:
    """The MinHash signature of a text's words."""
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}
    hashes = np.array([_hash(run, 8) for run in sorted(runs)], dtype=np.uint64)
    factors, offsets = _permutations()
    mixed: Words = ((hashes[:, None] * factors + offsets) >> np.uint64(32)).astype(np.uint32)
    least: Words = mixed.min(axis=0)
    return least


def _alike(order: list[str], prints: Mapping[str, Print]) -> Iterator[tuple[str, str]]:
    """Pairs of texts whose signatures agree at enough places, each once."""
    seen: set[tuple[int, int]] = set()
    for start in range(0, PLACES, ROWS):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        for number, name in enumerate(order):
            key = prints[name].words[start : start + ROWS].tobytes()
            for earlier in buckets[key]:
                if (earlier, number) not in seen:
                    seen.add((earlier, number))
                    if np.mean(prints[order[earlier]].words == prints[name].words) >= ALIKE:
                        yield order[earlier], name
            buckets[key].append(number)


def _tells(first: Print, copy: Print) -> bool:
    """Whether the first tells all that the other one does, about that time."""
    return copy.facts <= first.facts and copy.at - first.at <= WITHIN


def _is_about_itself(fact: Fact) -> bool:
    return kind_of(shipped_kinds(), fact.kind).read_by == "metadata"


def _values(fact: Fact) -> Iterable[object]:
    return (fact.subject, fact.object, *(value for _, value in fact.qualifiers))


def _fact_hash(fact: Fact, reading: Reading) -> int:
    names = [name_of(value, reading) for value in (fact.subject, fact.object)]
    qualifiers = [f"{name}={name_of(value, reading)}" for name, value in fact.qualifiers]
    speaker = name_of(Reference(fact.attributed_to), reading) if fact.attributed_to else ""
    mood = (fact.factuality.value, str(fact.polarity), speaker)
    return _hash("\n".join([fact.kind, fact.predicate, *names, *qualifiers, *mood]).casefold(), 4)


def _moment(said: str) -> datetime | None:
    """When something was published, as exactly as it is said; None where not even the day is."""
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    numbers = [[_hash(f"{what} {number}", 8) for number in range(PLACES)] for what in ("factor", "offset")]
    factors, offsets = (np.array(row, dtype=np.uint64) for row in numbers)
    return factors | np.uint64(1), offsets


def _hash(text: str, size: int) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest(), "little")


def _text(data: bytes) -> str:
    return b64encode(data).decode()
