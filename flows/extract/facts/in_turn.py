"""A row of names each of which has a date of its own right behind it: "in Oslo in May 2021 and Riga in June 2022"."""

from dataclasses import dataclass
from itertools import pairwise

from flows.extract.draft import Draft
from flows.extract.facts.circumstances import Dates
from flows.extract.reading.reading import PLACES, Reading, Thing
from flows.extract.words import word_set
from flows.language.parse import Sentence, Word
from flows.language.times import Time

JOINTS = frozenset({")", ",", "and", "then", "the", "in", "at", "to", "with", "of"})


@dataclass(frozen=True)
class Turn:
    """A name, and the date behind it."""

    word: Word
    thing: Thing
    time: Time
    date: Word


def own_dates(draft: Draft, turns: list[Turn], dates: Dates) -> Dates:
    """The dates that may be a draft's own: that of the name it speaks of, else all but those of later names."""
    told = {id(w) for role in ("subject", "object") for w in draft.roles.get(role, [])}
    mine = [t for t in turns if id(t.word) in told or t.thing is draft.subject or t.thing is draft.object]
    kept = mine if len(mine) == 1 else turns[:1] if not mine else turns
    others = {id(turn.date) for turn in turns if turn not in kept}
    return [(time, word) for time, word in dates if id(word) not in others]


def turns_in(reading: Reading, sentence: Sentence, dates: Dates) -> list[Turn]:
    """The names of a sentence's row with their dates; none where no such row stands."""
    found: list[Turn] = []
    places: list[tuple[int, int]] = []  # where each name begins and each date ends
    kept: list[Turn] = []
    for time, date in sorted(dates, key=lambda one: one[0].span.start):
        inside = [w for w in sentence.words if is_in(w, sentence, time)]
        first = inside[0].at
        while first and sentence.words[first - 1].text.lower() in {"(", *word_set("grammar", "before_dates")}:
            first -= 1
        word = sentence.words[first - 1] if first else None
        thing = reading.at.get(word.i) if word is not None else None
        if word is None or thing is None or time.kind not in {"point", "range"}:
            continue
        start = word.at
        while start and reading.at.get(sentence.words[start - 1].i) is thing:
            start -= 1
        found.append(Turn(word, thing, time, date))
        places.append((start, inside[-1].at))
    for (one, (_, end)), (other, (start, _)) in pairwise(zip(found, places, strict=True)):
        between = [w.text.lower() for w in sentence.words[end + 1 : start]]
        if between and set(between) <= JOINTS and set(between) & {",", "and"} and is_alike(one.thing, other.thing):
            kept += [turn for turn in (one, other) if turn not in kept]
    return kept


def is_in(word: Word, sentence: Sentence, time: Time) -> bool:
    """Whether a word is one of a date's."""
    return time.span.start < word.end - sentence.start and word.start - sentence.start < time.span.end


def is_alike(one: Thing, other: Thing) -> bool:
    """Whether two names may stand in one row: two places, or two of one type."""
    return one.type is other.type or (one.type in PLACES and other.type in PLACES)
