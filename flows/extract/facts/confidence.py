"""How sure the reader is of a fact: its frame's own rate, lowered for each thing that makes readings go wrong, and
sent through a curve that can be fitted on gold. Factors and curve are mappings/confidence.yaml."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import yaml

from flows.errors import BrokenData
from flows.extract.draft import Draft
from flows.extract.reading.reading import Reading, Thing
from flows.model import EntityType
from flows.settings import MAPPINGS

UNSURE = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.REGION})

CURVE = MAPPINGS / "confidence.yaml"

Curve = list[tuple[float, float]]


def confidence_of(reading: Reading, draft: Draft) -> float:
    """0..1, two decimals: the share of facts at this value that are right."""
    product = draft.base
    for feature in features(reading, draft):
        product *= float(settings()["factors"][feature])
    return round(max(0.05, min(0.99, calibrated(product, curve()))), 2)


def features(reading: Reading, draft: Draft) -> Iterator[str]:
    """What is true of a fact that makes its reading less sure, each as often as it is true."""
    for word in draft.words:
        thing = reading.at.get(word.i)
        how = reading.how.get(word.i, "")
        if thing is not None and (thing is draft.subject or thing is draft.object) and how in settings()["factors"]:
            yield how
    for filling in (draft.subject, draft.object):
        if isinstance(filling, Thing) and filling.item is None and filling.type in UNSURE:
            yield "unknown"
    sentence = draft.trigger.sentence
    if len(sentence.words) > settings()["long_sentence"]:
        yield "long"
    if all(r.pos not in {"VERB", "AUX"} and not any(c.dep == "cop" for c in r.children) for r in sentence.roots):
        yield "verbless"


def calibrated(product: float, points: Curve) -> float:
    """Where the curve stands at this value; beyond its ends as at them."""
    for (left, low), (right, high) in pairwise(points):
        if product <= right:
            share = (max(product, left) - left) / (right - left) if right > left else 1.0
            return low + share * (high - low)
    return points[-1][1]


def curve() -> Curve:
    """The curve as (product, share) points, rising."""
    return [(float(product), float(share)) for product, share in settings()["curve"]]


@cache
def settings() -> dict[str, Any]:
    """mappings/confidence.yaml; BrokenData when it lacks a part or its curve falls."""
    try:
        content = yaml.safe_load(CURVE.read_text(encoding="utf-8"))
        rising = all(one[0] < two[0] and one[1] <= two[1] for one, two in pairwise(content["curve"]))
        complete = content["factors"] and content["long_sentence"] and rising
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BrokenData(f"{CURVE.name}: cannot be read ({error})") from error
    if not complete:
        raise BrokenData(f"{CURVE.name}: should have factors, long_sentence and a curve that rises")
    return dict(content)
