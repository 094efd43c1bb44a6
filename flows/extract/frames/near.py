"""Frames that came close: what was missing where a word could have opened them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.extract.frames.fill import fill, source_words
from flows.extract.frames.language import Frame, Role
from flows.extract.frames.match import Opened, fillings, frames_at, listed, opening
from flows.extract.reading.reading import Reading
from flows.language.parse import Sentence, Word


@dataclass(frozen=True)
class Miss:
    """A frame ("accession.yaml: joins a body") that a word could have opened, what was missing, and how far it came:
    0 for its own conditions, 1 for the subject, 2 for the object."""

    rule: str
    trigger: str
    missing: str
    came: int


def near_misses(reading: Reading, sentence: Sentence) -> Iterator[Miss]:
    """By word, the frames that it could have opened and that state nothing there."""
    for word in sentence.words:
        for frame in frames_at(reading, word):
            opened = opening(reading, frame, word)
            if isinstance(opened, str):
                yield Miss(f"{frame.kind}.yaml: {frame.name}", word.text, opened, 0)
            elif not any(True for _ in fillings(reading, frame, word, opened.place)):
                came, missing = unfilled(reading, frame, word, opened)
                yield Miss(f"{frame.kind}.yaml: {frame.name}", word.text, missing, came)


def unfilled(reading: Reading, frame: Frame, trigger: Word, opened: Opened) -> tuple[int, str]:
    """Which role nothing fills, with what stands in its places."""
    if not fill(reading, frame.subject, trigger, opened.place):
        return 1, asked(reading, "subject", frame.subject, trigger, opened.place)
    if frame.pairs:
        return 2, "pairs: the subject is one alone, or too many"
    if not fill(reading, frame.object, trigger, opened.place):
        return 2, asked(reading, "object", frame.object, trigger, opened.place)
    return 2, "subject and object are the same, or somebody is only at home there"


def asked(reading: Reading, name: str, role: Role, trigger: Word, place: Word) -> str:
    """What a role asks for, and what stands there instead."""
    there = {w.i: w for source in role.sources for w in source_words(trigger, place, source)}
    told = [f"{w.text} ({reading.at[w.i].type.value if w.i in reading.at else 'no name'})" for w in there.values()]
    wanted = f" {' or '.join(sorted(t.value for t in role.types))}" if role.types else ""
    return f"{name}: wants{wanted} as {listed(role.sources)}; there is {', '.join(told) or 'nothing'}"
