"""Drafts, made final; the same fact from several places is one, with all its evidence."""

import hashlib
from collections import defaultdict
from dataclasses import replace

from flows.extract.draft import Draft, Filling
from flows.extract.facts.decide import confidence_of
from flows.extract.reading.reading import Reading, Thing
from flows.kinds import shipped_kinds
from flows.model import Fact, Literal, Reference, Span, Trace, Value


def fact_of(reading: Reading, keys: dict[int, str], draft: Draft) -> Fact:
    """A draft, made final."""
    qualifiers = dict(draft.qualifiers)
    speaker = qualifiers.pop("attributed to", None)
    allowed = shipped_kinds()[draft.kind].qualifiers
    rows = tuple(
        (name, as_value(keys, value, "date" if name in {"start", "end"} else "text"))
        for name, value in sorted(qualifiers.items())
        if name in allowed and value not in ("", None)
    )
    span = evidence_of(draft)
    said = " ".join(f"{name}={v.value}" for name, v in rows if isinstance(v, Literal) and v.datatype == "date")
    said += "" if draft.status.polarity else " not"
    names = [v.name if isinstance(v, Thing) else v for v in (draft.subject, draft.object)]
    return Fact(
        key=digest(draft.kind, draft.predicate, *names, span.of(reading.text), draft.status.factuality, said),
        kind=draft.kind,
        predicate=draft.predicate,
        subject=as_value(keys, draft.subject, "text"),
        object=as_value(keys, draft.object, draft.datatype),
        evidence=(span,),
        qualifiers=rows,
        factuality=draft.status.factuality,
        polarity=draft.status.polarity,
        attributed_to=keys.get(id(speaker)) if isinstance(speaker, Thing) else None,
        confidence=confidence_of(reading, draft),
        traces=(trace_of(draft),),
    )


def trace_of(draft: Draft) -> Trace:
    """How a draft came to be: its rule, its trigger, and the words that filled each role, as far as they are known."""
    filled = {"subject": draft.subject, "object": draft.object, **draft.qualifiers}
    told = ((name, words_for(draft, name, value)) for name, value in filled.items())
    roles = tuple((name, span) for name, span in told if span is not None)
    return Trace(draft.rule, Span(draft.trigger.start, draft.trigger.end), roles)


def words_for(draft: Draft, name: str, value: Filling) -> Span | None:
    """The words that say what fills a role: those that its maker noted, of a thing all that name it there; else where
    the thing is spoken of last before the end of what is said."""
    noted = draft.roles.get(name, [])
    mentions = [(first, last) for first, last, *_ in value.mentions] if isinstance(value, Thing) else []
    here = [m for m in mentions if noted and m[0].i <= noted[0].i <= m[1].i]
    if noted and not here:
        return Span(noted[0].start, noted[-1].end)
    end = max(word.i for word in (draft.trigger, *draft.words))
    first, last = max(here or [m for m in mentions if m[0].i <= end], key=lambda m: m[0].i, default=(None, None))
    return Span(first.start, last.end) if first is not None and last is not None else None


def as_value(keys: dict[int, str], value: Filling, datatype: str) -> Value:
    """A thing as reference, text as literal."""
    return Reference(keys[id(value)]) if isinstance(value, Thing) else Literal(value, datatype)


def evidence_of(draft: Draft) -> Span:
    """From the first to the last word that speaks of the fact, inside one sentence."""
    sentence = draft.trigger.sentence
    words = [w for w in [draft.trigger, *draft.words] if w.sentence is sentence]
    return Span(min(w.start for w in words), max(w.end for w in words))


def digest(*parts: str) -> str:
    """A short key that stays the same as long as what is said and the words that say it do."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


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
