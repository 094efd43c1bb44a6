"""Readings made by hand: a short article of our own, and what it states."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from flows.model import (
    Article,
    Candidate,
    Entity,
    EntityType,
    Extraction,
    Fact,
    Factuality,
    Field,
    Link,
    Literal,
    Mention,
    Part,
    PartKind,
    Reading,
    Reference,
    Span,
    Value,
    Verdict,
)

TITLE = "River states meet in Nairobi"
STANDFIRST = (
    "Ministers of five states along the river gathered for two days to talk about water, trade and the roads "
    "that they want to build together before the end of the decade."
)
BODY = (
    "Kenya is a member of the River Union, which was founded by Kenya and Uganda in Kisumu in June 2001.",
    "Kenya hosted the River Summit in Nairobi on 3 July 2025. Rwanda will join the union in 2027.",
    "Uganda has not signed the Water Charter. Tanzania might leave, according to Ada Roe, foreign minister of Kenya.",
    "“We have waited for this road for twenty years, and we shall not wait for another twenty years to see it built,” "
    "Ada Roe said in Nairobi.",
)
TEXT = "\n\n".join((TITLE, STANDFIRST, *BODY))
NAMES = {
    "kenya": (EntityType.COUNTRY, "Kenya", "Q114"),
    "uganda": (EntityType.COUNTRY, "Uganda", "Q1036"),
    "rwanda": (EntityType.COUNTRY, "Rwanda", "Q1037"),
    "tanzania": (EntityType.COUNTRY, "Tanzania", "Q924"),
    "nairobi": (EntityType.CITY, "Nairobi", "Q3870"),
    "kisumu": (EntityType.CITY, "Kisumu", None),
    "union": (EntityType.ORGANIZATION, "River Union", None),
    "summit": (EntityType.EVENT, "River Summit", None),
    "charter": (EntityType.WORK, "Water Charter", None),
    "roe": (EntityType.PERSON, "Ada Roe", None),
}


def article(**changes: object) -> Article:
    """The article, with some fields changed."""
    return replace(
        Article(
            source="https://news.example/river-states",
            url="https://news.example/river-states",
            text=TEXT,
            parts=(Part(PartKind.TITLE, span(TITLE)), Part(PartKind.STANDFIRST, span(STANDFIRST))),
            hash=f"sha256:{sha256(TEXT.encode()).hexdigest()}",
            title=Field(TITLE, span(TITLE)),
            description=Field(STANDFIRST, span(STANDFIRST)),
            authors=(Field("Ben Poe"),),
            publisher=Field("The Daily Example"),
            published=Field("2025-07-04"),
        ),
        **changes,
    )


def span(words: str) -> Span:
    """Where the article has these words."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def fact(kind: str, subject: str, predicate: str, object_: str, evidence: str, **changes: object) -> Fact:
    """A fact on these words of the article; a subject or object that is an entity's key is a reference."""
    plain = Fact(
        key=f"{kind}-{span(evidence).start}-{subject}-{object_[:12].replace(' ', '-')}",
        kind=kind,
        predicate=predicate,
        subject=value(subject),
        object=value(object_),
        evidence=(span(evidence),),
        confidence=0.9,
    )
    return replace(plain, **changes)


def value(words: str) -> Value:
    """A reference when the words are an entity's key, else the words as a literal."""
    return Reference(words) if words in NAMES or words == "article" else Literal(words)


def qualifiers(**values: str) -> tuple[tuple[str, Value], ...]:
    """Qualifiers, sorted by name."""
    return tuple((name, value(values[name])) for name in sorted(values))


def facts() -> tuple[Fact, ...]:
    """What the article states: asserted, planned, negated, reported and said."""
    return (
        fact("article", "article", "title", TITLE, TITLE),
        fact("article", "article", "author", "Ben Poe", TITLE),
        fact("article", "article", "description", STANDFIRST, STANDFIRST),
        fact("membership", "kenya", "member of", "union", BODY[0]),
        fact(
            "founding", "union", "founded by", "kenya", BODY[0], qualifiers=qualifiers(start="2001-06", place="kisumu")
        ),
        fact("founding", "union", "founded by", "uganda", BODY[0]),
        fact("founding", "union", "inception", "2001-06", BODY[0]),
        fact("founding", "union", "location of formation", "kisumu", BODY[0]),
        fact(
            "hosting", "kenya", "hosted", "summit", BODY[1], qualifiers=qualifiers(start="2025-07-03", place="nairobi")
        ),
        fact("hosting", "summit", "held in", "nairobi", BODY[1], qualifiers=qualifiers(topic="the use of water")),
        fact(
            "accession",
            "rwanda",
            "will join",
            "union",
            BODY[1],
            qualifiers=qualifiers(start="2027"),
            factuality=Factuality.PLANNED,
        ),
        fact("agreement", "uganda", "signed", "charter", BODY[2], factuality=Factuality.NEGATED, polarity=False),
        fact(
            "membership",
            "tanzania",
            "member of",
            "union",
            BODY[2],
            factuality=Factuality.REPORTED,
            polarity=False,
            attributed_to="roe",
        ),
        fact(
            "office", "roe", "position held", "foreign minister of Kenya", BODY[2], qualifiers=qualifiers(place="kenya")
        ),
        fact(
            "statement",
            "roe",
            "said",
            BODY[3].split("”")[0].strip("“"),
            BODY[3],
            qualifiers=qualifiers(mode="direct", place="nairobi", audience="reporters"),
        ),
    )


def entities() -> tuple[Entity, ...]:
    """The things that the article speaks of."""
    return tuple(
        Entity(key, type_, name, (Mention(span(name), "name"),), item) for key, (type_, name, item) in NAMES.items()
    )


def links() -> tuple[Link, ...]:
    """Sure links for what has an item, an unsure one for the summit, none for the rest."""
    return tuple(link(key, name, item) for key, (_, name, item) in NAMES.items())


def link(key: str, name: str, item: str | None) -> Link:
    """The link of one entity."""
    if item:
        return Link(key, Verdict.SAME, item, name, 0.98, ("name",), (Candidate(item, name, score=0.98),))
    if key == "summit":
        return Link(key, Verdict.UNSURE, score=0.4, candidates=(Candidate("Q1072326", "summit", score=0.4),))
    return Link(key, Verdict.NONE)


def reading(**changes: object) -> Reading:
    """The whole reading; `facts`, `links` or fields of the article may be given instead."""
    chosen: Mapping[str, object] = {"facts": facts(), "links": links()} | changes
    page = article(**{name: chosen[name] for name in chosen if name not in ("facts", "links")})
    extraction = Extraction("by hand", entities(), tuple(chosen["facts"]))
    return Reading(page, extraction, tuple(chosen["links"]))
