"""Small readings made by hand, and releases of them: what the tests of this folder publish."""

import gzip
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from flows.mapping import map_reading
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
    Report,
    Span,
    Verdict,
)
from flows.publish import PublishedArticle, Release, Run
from flows.settings import Settings

SETTINGS = Settings(base="https://example.org/")
RUN = Run(
    started="2025-01-02T03:04:05+00:00",
    ended="2025-01-02T03:05:05+00:00",
    id="5f0c2a52-7a53-4f4e-9a5c-6b1df6b5a001",
    name="brave-otter",
    engine="frames",
    offline=True,
    versions=(("code", "0.1.0"), ("model", "sha256:0123")),
)
ITEMS = {"Ruritania": "Q900001", "Alpine League": "Q900002"}
SENTENCES = (
    "Ruritania joined the Alpine League in May 2024.",
    "Graustark will not join it.",
    "“We have waited for this day since our grandparents signed the first protocol in a cold mountain hut without "
    "any heating at all,” Anna Zenda said.",
)


def reading(
    name: str = "summit", *, title: str = "Ruritania joins the “Alpine League”", start: str = "2024-05"
) -> Reading:
    """One article of three sentences and as many facts; `start` is when the accession is said to have been."""
    text = "\n\n".join((title, *SENTENCES))
    article = Article(
        source=f"{name}.txt",
        url=f"https://news.example/{name}",
        text=text,
        parts=tuple(_parts(title)),
        hash=f"sha256:{sha256(text.encode()).hexdigest()}",
        title=Field(title, Span(0, len(title))),
        authors=(Field("Ada Roe"),),
        publisher=Field("The Strelsau Gazette"),
        published=Field("2024-06-01"),
    )
    return Reading(article, Extraction("frames", _entities(text), _facts(text, start)), _links())


def published(name: str = "summit", **varied: str) -> PublishedArticle:
    """One article with nothing held back."""
    read = reading(name, **varied)
    return PublishedArticle(read, tuple(map_reading(read, SETTINGS)), (), Report(conforms=True))


def release(*articles: PublishedArticle, run: Run = RUN) -> Release:
    """A release of these articles, or of a single one."""
    return Release(articles or (published(),), run)


def readable(path: Path) -> bytes:
    """What a file of a release holds, unpacked if it is only there compressed."""
    return path.read_bytes() if path.exists() else gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes())


def quads(path: Path) -> list[ox.Quad]:
    """The statements in a file of a release, in whatever form."""
    return list(ox.parse(readable(path), format=ox.RdfFormat.from_extension(path.suffix.removeprefix("."))))


def _parts(title: str) -> list[Part]:
    parts, start = [Part(PartKind.TITLE, Span(0, len(title)))], len(title) + 2
    for sentence in SENTENCES:
        parts.append(Part(PartKind.BODY, Span(start, start + len(sentence))))
        start += len(sentence) + 2
    return parts


def _entities(text: str) -> tuple[Entity, ...]:
    types = {
        "Ruritania": EntityType.COUNTRY,
        "Alpine League": EntityType.ORGANIZATION,
        "Graustark": EntityType.COUNTRY,
        "Anna Zenda": EntityType.PERSON,
    }
    hints = {"Anna Zenda": (("office", "President of Ruritania"),)}
    return tuple(
        Entity(name, kind, name, (Mention(_span(name, text), "name"),), hints=hints.get(name, ()))
        for name, kind in types.items()
    )


def _facts(text: str, start: str) -> tuple[Fact, ...]:
    joined, refused, said = (_span(sentence, text) for sentence in SENTENCES)
    quote = SENTENCES[2].split("”")[0].removeprefix("“")
    league = Reference("Alpine League")
    return (
        Fact(
            key="accession-1",
            kind="accession",
            predicate="joined",
            subject=Reference("Ruritania"),
            object=league,
            evidence=(joined,),
            qualifiers=(("start", Literal(start, "date")),),
            confidence=0.9,
        ),
        Fact(
            key="accession-2",
            kind="accession",
            predicate="will join",
            subject=Reference("Graustark"),
            object=league,
            evidence=(refused,),
            factuality=Factuality.NEGATED,
            polarity=False,
            confidence=0.75,
        ),
        Fact(
            key="statement-1",
            kind="statement",
            predicate="said",
            subject=Reference("Anna Zenda"),
            object=Literal(quote, "quote"),
            evidence=(said,),
            qualifiers=(("mode", Literal("direct")),),
            confidence=0.95,
        ),
    )


def _links() -> tuple[Link, ...]:
    sure = [Link(name, Verdict.SAME, item, name, 0.97, ("name and type agree",)) for name, item in ITEMS.items()]
    maybe = Candidate("Q900003", "Graustark", "a novel", 0.4, ("the name agrees", "the type does not"))
    return (*sure, Link("Graustark", Verdict.UNSURE, score=0.4, candidates=(maybe,)))


def _span(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
