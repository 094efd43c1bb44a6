"""The same fact from several places is one, with all its evidence."""

from collections import defaultdict
from dataclasses import replace

from flows.model import Fact, Literal, Value


def unite(facts: list[Fact]) -> tuple[Fact, ...]:
    """Facts in text order; the same fact from several places becomes one with all its evidence, unless the
    qualifiers contradict."""
    kept: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (f.evidence[0], f.kind, f.predicate, f.key)):
        alike = kept[fact.kind, fact.predicate, fact.subject, fact.object]
        twin = next((k for k in alike if same_fact(k, fact)), None)
        if twin is None:
            alike.append(fact)
        else:
            alike[alike.index(twin)] = joined(twin, fact)
    united = [fact for alike in kept.values() for fact in alike]
    return tuple(sorted(united, key=lambda f: (f.evidence[0], f.kind, f.predicate, f.key)))


def same_fact(one: Fact, other: Fact) -> bool:
    """Whether two facts of one kind, predicate, subject and object say the same."""
    if one.polarity != other.polarity or one.factuality is not other.factuality:
        return False
    mine, theirs = dict(one.qualifiers), dict(other.qualifiers)
    return all(compatible(mine[n], theirs[n]) for n in mine.keys() & theirs.keys())


def compatible(one: Value, other: Value) -> bool:
    """Equal values, or dates of which one is the more exact form of the other."""
    if one == other:
        return True
    if isinstance(one, Literal) and isinstance(other, Literal) and one.datatype == other.datatype == "date":
        return one.value.startswith(other.value) or other.value.startswith(one.value)
    return isinstance(one, Literal) and isinstance(other, Literal) and one.datatype == "text"


def joined(one: Fact, other: Fact) -> Fact:
    """One fact with the qualifiers and evidence of both."""
    qualifiers = dict(other.qualifiers)
    for name, value in one.qualifiers:
        present = qualifiers.get(name)
        longer = isinstance(present, Literal) and isinstance(value, Literal) and len(present.value) > len(value.value)
        qualifiers[name] = present if longer and present is not None else value
    spans = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    return replace(
        one,
        qualifiers=tuple(sorted(qualifiers.items())),
        evidence=spans,
        confidence=max(one.confidence, other.confidence),
        traces=tuple(dict.fromkeys((*one.traces, *other.traces))),
    )
