"""How sure the reader is of a fact: its frame's own rate, lowered for each thing that makes readings go wrong."""

from flows.extract.interpret import Draft
from flows.extract.things import Reading, Thing

FACTORS = {"pronoun": 0.85, "nominal": 0.93, "metonym": 0.95, "demonym": 0.97}
LONG = 45  # words: longer sentences are parsed less well


def confidence_of(reading: Reading, draft: Draft) -> float:
    """0..1, two decimals."""
    value = draft.base
    for word in draft.words:
        thing = reading.at.get(word.i)
        if thing is not None and (thing is draft.subject or thing is draft.object):
            value *= FACTORS.get(reading.how[word.i], 1.0)
    if len(draft.trigger.sentence.words) > LONG:
        value *= 0.95
    for filling in (draft.subject, draft.object):
        if (
            isinstance(filling, Thing)
            and filling.item is None
            and filling.type.value in {"person", "organization", "region"}
        ):
            value *= 0.95
    return round(max(0.05, min(0.99, value)), 2)
