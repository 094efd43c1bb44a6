"""What `facts` and `entities` show: rows of a reading, each with the name of its article."""

from collections.abc import Iterable, Sequence

from flows.model import Entity, Link, Mention, Reading
from flows.parquet import as_parquet
from flows.rows import COLUMNS, NO_TEXTS, flat, flat_columns, mood_of, row_of
from flows.settings import load_settings
from flows.show import as_csv, as_jsonl, as_table

FACT_COLUMNS = ("article", *COLUMNS)
FACTS_IN_SHORT = ("article", "subject", "predicate", "object", "qualifiers", "factuality", "attributed_to", "evidence")
ENTITY_COLUMNS = ("article", "surface", "type", "qid", "label", "start", "end", "verdict", "score")

# A pronoun or a description speaks of a thing without naming it.
NAMELESS = {"pronoun", "nominal"}

FACTS_AS_TABLE = tuple(flat_columns(FACT_COLUMNS))

Row = dict[str, object]


def of_facts(readings: Iterable[Reading]) -> list[Row]:
    """One row for each fact, whole, article by article."""
    settings = load_settings()
    return [
        {"article": reading.article.source, **row_of(fact, reading, settings)}
        for reading in readings
        for fact in reading.extraction.facts
    ]


def printed(rows: Sequence[Row], format: str) -> str | bytes:
    """The rows of facts in a format of `facts`: whole, but as a table for people in short."""
    if format == "table":
        return as_table(for_people(rows), FACTS_IN_SHORT)
    if format == "jsonl":
        return as_jsonl(rows, FACT_COLUMNS)
    if format == "csv":
        return as_csv([flat(row) for row in rows], FACTS_AS_TABLE)
    return as_parquet([flat(row) for row in rows], {name: NO_TEXTS.get(name, str) for name in FACTS_AS_TABLE})


def for_people(rows: Iterable[Row]) -> list[Row]:
    """The rows of facts with how each stands in words, as a table shows it."""
    return [
        row
        | {
            "factuality": mood_of(
                str(row["kind"]), str(row["predicate"]), str(row["factuality"]), bool(row["polarity"])
            )
        }
        for row in rows
    ]


def of_entities(readings: Iterable[Reading]) -> list[Row]:
    """One row for each place where an article names something, in text order."""
    return [
        entity_row(reading, entity, mention, reading.link_of(entity.key))
        for reading in readings
        for mention, entity in sorted(
            ((mention, entity) for entity in reading.extraction.entities for mention in entity.mentions),
            key=lambda pair: (pair[0].span, pair[1].key),
        )
        if mention.how not in NAMELESS
    ]


def entity_row(reading: Reading, entity: Entity, mention: Mention, link: Link) -> Row:
    """One naming: the words, and whom we take them to name."""
    return {
        "article": reading.article.source,
        "surface": mention.span.of(reading.article.text),
        "type": entity.type.value,
        "qid": link.item,
        "label": link.label or entity.name,
        "start": mention.span.start,
        "end": mention.span.end,
        "verdict": link.verdict.value,
        "score": round(link.score, 2),
    }
