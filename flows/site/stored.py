"""Facts, things and articles as JSON that a record keeps, with things as numbers; and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.site.facts import Article, Fact, Head, Party, Thing

Numbers = Mapping[str, int]  # of things, by IRI
Things = Mapping[int, Thing]


def head_told(article: Article, ids: Numbers) -> str:
    """An article as lists name it."""
    publisher = next((fact.object for fact in article.of_itself("publisher")), None)
    told = {name: getattr(article, name) for name in ("iri", "url", "title", "published")}
    return _json({**told, "publisher": publisher and _kept(publisher, ids), "facts": len(article.facts)})


def head_of(slug: str, told: str, things: Things) -> Head:
    """The article that head_told told."""
    read = json.loads(told)
    return Head(slug, **{**read, "publisher": _party(read["publisher"], things)})


def thing_told(thing: Thing) -> str:
    """A thing but its IRI."""
    return _json([thing.name, thing.label, thing.type, thing.item, thing.description, thing.also])


def thing_of(iri: str, told: str) -> Thing:
    """The thing that thing_told told."""
    name, label, type_, item, description, also = json.loads(told)
    return Thing(iri, name, label, type_, item, description, tuple(also))


def names_in(told: str) -> Iterator[str]:
    """All names of a thing."""
    _, label, *_, also = json.loads(told)
    yield label
    yield from also


def fact_told(fact: Fact, ids: Numbers) -> str:
    """The fields of a fact but its article and page, in their order."""
    played = {role: [ids[thing.iri] for thing in things] for role, things in fact.things.items()}
    speaker = _kept(fact.speaker, ids) if fact.speaker else None
    told = (fact.iri, fact.kind, _kept(fact.subject, ids), fact.predicate, _kept(fact.object, ids), fact.qualifiers)
    stands = (played, fact.factuality, fact.polarity, speaker, fact.confidence, fact.evidence)
    return _json([*told, *stands, fact.at, fact.opens, fact.row])


def fact_of(slug: str, page: int, told: str, things: Things) -> Fact:
    """The fact that fact_told told, of the article with this slug."""
    iri, kind, subject, predicate, object_, qualifiers, played, *stands = json.loads(told)
    factuality, polarity, speaker, confidence, evidence, at, opens, row = stands
    return Fact(
        iri=iri,
        article=slug,
        kind=kind,
        subject=_party(subject, things),
        predicate=predicate,
        object=_party(object_, things),
        qualifiers=qualifiers,
        things={role: tuple(things[id_] for id_ in ids) for role, ids in played.items()},
        factuality=factuality,
        polarity=polarity,
        speaker=_party(speaker, things),
        confidence=confidence,
        evidence=evidence,
        at=at,
        opens=opens,
        row=row,
        page=page,
    )


def _kept(party: Party, ids: Numbers) -> tuple[str, int | None]:
    return party.words, ids[party.thing.iri] if party.thing else None


def _party(stored: Sequence[Any] | None, things: Things) -> Any:
    return stored and Party(stored[0], things[stored[1]] if stored[1] else None)


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
