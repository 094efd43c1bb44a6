"""How likely a draft is right, by what the frames and the network say of it together: a logistic regression whose
weights are mappings/decision.yaml (fitted by tests/quality/decide.py on passages that neither has seen)."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from flows import yamls
from flows.errors import BrokenData
from flows.extract.draft import RULE, Draft
from flows.extract.grammar.arguments import expand
from flows.extract.reading.reading import Reading, Thing
from flows.kinds import shipped_kinds
from flows.language.parse import load_model
from flows.model import EntityType
from flows.settings import MAPPINGS

WEIGHTS = MAPPINGS / "decision.yaml"
UNSURE = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.REGION})
HOWS = frozenset({"pronoun", "nominal", "metonym", "demonym"})
ROW = 0.3  # how much less likely may be stated what is told of a name in a row with one of whom it is stated
LONG = 45  # words of a sentence
MOST = 4.0  # of a likelihood's logarithmic odds, either way
LEAST = ("frame", "network", "both", "vouched")
PARTS = ("trigger", "subject", "object", "couple", "mood")
RANKS = ("trigger rank", "subject rank", "object rank")


@dataclass(frozen=True)
class Decision:
    """The weights, and from which likelihood on a draft is stated, by who says it."""

    weights: Mapping[str, float]
    least: Mapping[str, float]  # by who says it, and of the network's what a frame vouches for

    def likelihood(self, found: Mapping[str, float]) -> float:
        """0..1: the share of drafts with these features that are right."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def confidence_of(reading: Reading, draft: Draft) -> float:
    """0..1, two decimals: how likely a draft is right; what its frame says of a predicate that the network does not
    know, whose silence tells nothing then."""
    return round(max(0.01, min(0.99, likelihood(reading, draft))), 2)


def likelihood(reading: Reading, draft: Draft) -> float:
    """0..1: how likely a draft is right."""
    return draft.base if is_unlearnt(draft) else decision().likelihood(features(reading, draft))


def is_unlearnt(draft: Draft) -> bool:
    """Whether a frame states a predicate that came after the network was trained."""
    reader = load_model().facts
    unknown = reader is not None and draft.predicate not in reader.predicates
    refused = source_of(draft) == "frame" and not draft.status.polarity
    return draft.rule != RULE and (unknown or refused) and draft.kind in frame_kinds()


@cache
def frame_kinds() -> frozenset[str]:
    """The kinds whose facts frames read."""
    return frozenset(name for name, kind in shipped_kinds().items() if kind.read_by == "frames")


def decided(reading: Reading, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that are likely enough to be stated; of names in a row that do the same, all where one is."""
    found, rated = decision(), []
    for draft in drafts:
        least = found.least["vouched" if draft.vouched else source_of(draft)]
        rated.append((draft, likelihood(reading, draft) - least))
    return [d for d, more in rated if more >= 0 or (more >= -ROW and any(are_in_row(d, o) for o, m in rated if m >= 0))]


def are_in_row(one: Draft, other: Draft) -> bool:
    """Whether two drafts tell the same of two names in a row: "X, *Y and Z* signed"."""
    if one.trigger is not other.trigger or one.predicate != other.predicate:
        return False
    told = source_of(one) == source_of(other)
    if not told and any(isinstance(t, Thing) and t.type is EntityType.GROUP for t in (one.subject, one.object)):
        return False  # whose members may be told one by one
    mine, theirs = ((d.roles.get("subject", []), d.roles.get("object", [])) for d in (one, other))
    if not all((*mine, *theirs)):
        return False
    varying = [(a[0], b[0]) for a, b in zip(mine, theirs, strict=True) if a[0] is not b[0]]
    return len(varying) == 1 and varying[0][1] in expand(varying[0][0].first_of_row)


def source_of(draft: Draft) -> str:
    """Who says it: frame (or another rule), network, or both."""
    if draft.rule == RULE:
        return "network"
    return "both" if draft.seen else "frame"


def features(reading: Reading, draft: Draft) -> dict[str, float]:
    """What the decision weighs: what frames and network say, and what makes either go wrong."""
    source = source_of(draft)
    found = {"one": 1.0, source: 1.0, f"{source} {draft.predicate}": 1.0}
    if source != "network":
        found["base"] = odds(draft.base)
        found[f"base {source}"] = odds(draft.base)
    if draft.seen is not None:
        found |= {f"{part} {source}": odds(p) for part, p in zip(PARTS, draft.seen.likely[:5], strict=True)}
        found |= {f"{part} {source}": p for part, p in zip(RANKS, draft.seen.likely[5:], strict=True)}
        found[f"crowd {source}"] = math.log(draft.crowd)
        found["least"] = odds(min(draft.seen.likely[:4]))
        found["far"] = math.log1p(abs(draft.seen.trigger - draft.seen.subject))
        found["far object"] = math.log1p(abs(draft.seen.trigger - draft.seen.object))
        agreed = draft.seen.factuality == said_of(draft)
        found["mood agrees" if agreed else "mood differs"] = 1.0
        found[f"said {said_of(draft)}, told {draft.seen.factuality}"] = 1.0
    for name in doubts(reading, draft):
        found[name] = found.get(name, 0.0) + 1
    found[f"said {said_of(draft)}"] = 1.0
    found |= {f"{source} {draft.kind} {end}": 1.0 for end in ends_of(draft)}
    return found


def ends_of(draft: Draft) -> Iterator[str]:
    """The types of what fills the roles."""
    for role, filling in (("by", draft.subject), ("to", draft.object)):
        if isinstance(filling, Thing):
            yield f"{role} {filling.type.value}"


def said_of(draft: Draft) -> str:
    """The factuality as passages mark it: what is denied is negated, whoever says so."""
    return draft.status.factuality.value if draft.status.polarity else "negated"


def doubts(reading: Reading, draft: Draft) -> Iterator[str]:
    """What is true of a draft that makes its reading less sure, each as often as it is true."""
    for word in draft.words:
        thing = reading.at.get(word.i)
        how = reading.how.get(word.i, "")
        if thing is not None and (thing is draft.subject or thing is draft.object) and how in HOWS:
            yield how
    for filling in (draft.subject, draft.object):
        if isinstance(filling, Thing) and filling.item is None and filling.type in UNSURE:
            yield "unknown"
        if isinstance(filling, Thing) and filling.type is EntityType.GROUP:
            yield "group"
    sentence = draft.trigger.sentence
    if len(sentence.words) > LONG:
        yield "long"
    if all(r.pos not in {"VERB", "AUX"} and not any(c.dep == "cop" for c in r.children) for r in sentence.roots):
        yield "verbless"


def odds(likely: float) -> float:
    """Logarithmic odds, kept within MOST."""
    held = min(max(likely, 1e-4), 1 - 1e-4)
    return max(-MOST, min(MOST, math.log(held / (1 - held))))


@cache
def decision() -> Decision:
    """mappings/decision.yaml; BrokenData when it lacks a part."""
    try:
        content: dict[str, Any] = yamls.load(WEIGHTS.read_text(encoding="utf-8"))
        weights = {str(name): float(value) for name, value in content["weights"].items()}
        return Decision(weights, {name: float(content["least"][name]) for name in LEAST})
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BrokenData(f"{WEIGHTS.name}: cannot be read ({error})") from error
