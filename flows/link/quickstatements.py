"""What is new to Wikidata, as a file for QuickStatements that a person reviews and submits."""

from collections.abc import Sequence
from functools import cache

import yaml

from flows.iris import entity_of
from flows.link.compare import Against, Comparison, Relation, is_plain_date, relations
from flows.link.items import properties
from flows.model import EntityType, Fact, Factuality, Reading, Value
from flows.rows import cut, qualifiers_of
from flows.settings import MAPPINGS

PRECISION = {4: 9, 7: 10, 10: 11}  # length of an ISO date -> Wikidata's code for year, month, day


def quickstatements(readings: Sequence[Reading], compared: Sequence[Sequence[Comparison]], retrieved: str) -> str:
    """One line for each new fact with its dates and its source; `retrieved` is the ISO date of the run."""
    lines = {
        line
        for reading, comparisons in zip(readings, compared, strict=True)
        for line in new_statements(reading, comparisons, retrieved).values()
    }
    return "".join(f"{line}\n" for line in sorted(lines))


def new_statements(reading: Reading, compared: Sequence[Comparison], retrieved: str) -> dict[str, str]:
    """The line of each new fact of one article, by the fact's key; none when nobody can look the article up."""
    facts = {fact.key: fact for fact in reading.extraction.facts}
    return {
        comparison.fact: _line(facts[comparison.fact], comparison, reading, retrieved)
        for comparison in compared
        if comparison.against is Against.NEW and reading.article.url and is_fit(facts[comparison.fact], reading)
    }


def is_fit(fact: Fact, reading: Reading) -> bool:
    """Whether a fact that is new may be proposed: sure enough, with a value that the property takes, and, where it is
    over, with its end. docs/confidence.md says how sure is sure enough."""
    relation = relations()[fact.predicate]
    value = fact.object if relation.carrier == "subject" else fact.subject
    return (
        fact.confidence >= sure_enough()
        and (not relation.types or _type_of(value, reading) in relation.types)
        and (not _is_over(fact, relation, reading) or any(name == "end" for name, _ in fact.qualifiers))
    )


@cache
def sure_enough() -> float:
    """The confidence below which nothing is proposed, from mappings/confidence.yaml."""
    settings = yaml.safe_load((MAPPINGS / "confidence.yaml").read_text(encoding="utf-8"))
    return float(settings["proposed"])


@cache
def _past() -> tuple[str, ...]:
    words = yaml.safe_load((MAPPINGS / "words" / "offices.yaml").read_text(encoding="utf-8"))
    return tuple(words["past"])


def _type_of(value: Value, reading: Reading) -> EntityType | None:
    entity = entity_of(value, reading)
    return None if entity is None else reading.link_of(entity.key).type or entity.type


def _is_over(fact: Fact, relation: Relation, reading: Reading) -> bool:
    """Whether the article says so: by the role ("former president"), or by another of its facts."""
    role = qualifiers_of(fact, reading).get("role", "").casefold()
    if role.replace("-", " ").startswith(tuple(f"{word} " for word in _past())):
        return True
    return any(
        other.predicate == relation.ended_by
        and (other.subject, other.object) == (fact.subject, fact.object)
        and other.factuality is Factuality.ASSERTED
        and other.polarity
        for other in reading.extraction.facts
    )


def _line(fact: Fact, comparison: Comparison, reading: Reading, retrieved: str) -> str:
    cells = [comparison.item or "", comparison.property or "", _cell(comparison.ours)]
    taken = relations()[fact.predicate].qualifiers
    for name, value in fact.qualifiers:
        if name in taken and is_plain_date(value):
            cells += [properties()[name], _cell(value.value)]
    return "\t".join([*cells, *_source(reading, retrieved)])


def _source(reading: Reading, retrieved: str) -> list[str]:
    """Where it was read: URL, title, day of publication, day of retrieval."""
    article, named = reading.article, properties()
    cells = [_reference(named["reference URL"]), _text(article.url or "")]
    # A title that is too long to be released whole is left out: Wikidata wants it verbatim.
    if article.title and cut(article.title.value) == article.title.value:
        cells += [_reference(named["title"]), f"{article.language}:{_text(article.title.value)}"]
    if article.published:
        cells += [_reference(named["published"]), _cell(article.published.value[:10])]
    return [*cells, _reference(named["retrieved"]), _cell(retrieved[:10])]


def _reference(property: str) -> str:
    return "S" + property.removeprefix("P")


def _cell(value: str) -> str:
    """An item as it is, a date as Wikidata writes it."""
    if value.startswith("Q"):
        return value
    full = value + "-00-00"[: 10 - len(value)]
    return f"+{full}T00:00:00Z/{PRECISION[len(value)]}"


def _text(text: str) -> str:
    # A quotation mark or a tab would end the cell.
    return '"' + " ".join(text.replace('"', "”").split()) + '"'
