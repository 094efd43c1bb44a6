"""Interviews: paragraphs that open with who speaks ("Q:", "A:", "ROE:"). What is answered is the speaker's word."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.draft import Draft
from flows.extract.reading.reading import Reading, Thing
from flows.extract.words import word_set
from flows.gazetteer import fold
from flows.kinds import shipped_kinds
from flows.model import EntityType, Factuality

LABEL = re.compile(r"(?P<label>[^\W\d_](?:[\w.’'-]| (?=[^\W\d_])){0,40}) ?:\s+(?=\S)")
ENOUGH = 2  # paragraphs that open so, one of them a question: then it is an interview


def labels_of(texts: Sequence[str]) -> list[str]:
    """Who speaks in each paragraph, as its label says, or "" where none does; no paragraph of an article that is no
    interview has one."""
    found = [match["label"] if (match := LABEL.match(text)) and is_label(match["label"]) else "" for text in texts]
    asked = any(label and text.rstrip().endswith("?") for label, text in zip(found, texts, strict=True))
    return found if asked and sum(map(bool, found)) >= ENOUGH else [""] * len(found)


def is_label(label: str) -> bool:
    """Whether a word before a colon says who speaks: "Q", "Answer", a name in capitals."""
    return label.isupper() or label.casefold() in word_set("speech", "asker") | word_set("speech", "answerer")


def width_of(label: str, text: str) -> int:
    """How many characters of a paragraph its label takes."""
    match = LABEL.match(text) if label else None
    return match.end() if match else 0


def told_in_interview(reading: Reading, drafts: list[Draft], labels: Sequence[str]) -> None:
    """Put what an interview's paragraphs say into the mouth of who speaks there."""
    if not any(labels):
        return
    answerer = answerer_of(reading, labels)
    for draft in drafts:
        label = labels[draft.trigger.sentence.paragraph]
        if not label or draft.told is not None or shipped_kinds()[draft.kind].read_by != "frames":
            continue
        if draft.status.factuality in {Factuality.ASSERTED, Factuality.NEGATED}:
            draft.status = replace(draft.status, factuality=Factuality.REPORTED)
        answers = label.casefold() in word_set("speech", "answerer")
        speaker = answerer if answers else called(reading, label)
        if speaker is not None:
            draft.qualifiers.setdefault("attributed to", speaker)


def answerer_of(reading: Reading, labels: Sequence[str]) -> Thing | None:
    """The one person who is named in a label: whoever "A" is."""
    named = Counter(id(t) for label in labels if (t := called(reading, label)) is not None)
    return next((t for t in reading.things if id(t) in named), None) if len(named) == 1 else None


def called(reading: Reading, label: str) -> Thing | None:
    """The one person of the article whose name ends like a label."""
    last = fold(label).casefold().split()[-1:] or [""]
    people = [t for t in reading.things if t.type is EntityType.PERSON and fold(t.name).casefold().split()[-1:] == last]
    return people[0] if len(people) == 1 else None
