"""Why a fact was read, and why another was not: for who mends a frame or doubts a fact."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from flows.extract import why
from flows.extract.frames.match import Miss
from flows.iris import ARTICLE
from flows.link import link_articles
from flows.model import Article, Fact, Field, Part, PartKind, Reading, Reference, Span, Trace
from flows.rows import mood_of, name_of
from flows.settings import Settings

NEAREST = 12  # frames that are shown of those that came close


def of_facts(readings: Iterable[Reading]) -> str:
    """Each fact with the frames or passes that made it, the word that opened each, and the words that filled its roles;
    what the article says of itself is left out."""
    blocks = [
        fact_block(reading, fact)
        for reading in readings
        for fact in reading.extraction.facts
        if fact.subject != Reference(ARTICLE)
    ]
    return "\n".join("\n".join(block) + "\n" for block in blocks)


def of_sentence(sentence: str, day: str) -> str:
    """The same for a sentence of its own, written on that day, and the frames that came close, the closest first."""
    article = article_of(sentence, day)
    extraction, misses = why(article)
    (links,) = link_articles([(article, extraction)], offline=True, settings=Settings())
    facts = of_facts([Reading(article, extraction, links)])
    return "\n".join([facts or "No fact.\n", *miss_lines(misses)]) + "\n"


def article_of(sentence: str, day: str) -> Article:
    """A sentence as an article of its own."""
    text = " ".join(sentence.split())
    digest = f"sha256:{sha256(text.encode()).hexdigest()}"
    return Article("the sentence", text, (Part(PartKind.BODY, Span(0, len(text))),), digest, published=Field(day))


def fact_block(reading: Reading, fact: Fact) -> Iterator[str]:
    """The lines that tell of one fact."""
    said = " · ".join([name_of(fact.subject, reading), fact.predicate, name_of(fact.object, reading)])
    yield f"{said}  ({mood_of(fact.kind, fact.predicate, fact.factuality.value, fact.polarity)}, {fact.confidence:.2f})"
    for trace in fact.traces:
        yield from trace_lines(trace, reading.article.text)


def trace_lines(trace: Trace, text: str) -> Iterator[str]:
    """The rule, and beside each role the words that filled it."""
    yield f"    {trace.rule}"
    opened = [("opened by", trace.trigger)] if trace.trigger is not None else []
    width = max((len(name) for name, _ in (*opened, *trace.roles)), default=0)
    for name, span in (*opened, *trace.roles):
        yield f"        {name:<{width}}  {' '.join(span.of(text).split())}"


def miss_lines(misses: Sequence[Miss]) -> Iterator[str]:
    """The frames that came close, the closest first, each with what was missing."""
    if misses:
        yield "Frames that came close:"
    for miss in sorted(misses, key=lambda miss: -miss.came)[:NEAREST]:
        yield f"    {miss.rule} (opened by {miss.trigger!r})"
        yield f"        {miss.missing}"
    if len(misses) > NEAREST:
        yield f"    … and {len(misses) - NEAREST} more"
