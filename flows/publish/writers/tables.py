"""The facts and links as tables: JSON lines for programs, CSV for spreadsheets, QuickStatements for Wikidata."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from flows.publish.content import Content, Row
from flows.rows import COLUMNS, HASHES, flat, flat_columns, guarded


class _Line:
    """What the csv module writes a line into: it gets the line back."""

    @staticmethod
    def write(line: str) -> str:
        return line


_LINES = csv.writer(_Line, lineterminator="\r\n")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# Without the mark, spreadsheets take UTF-8 for the old encoding of their country.
BYTE_ORDER_MARK = "\ufeff"
ORIGIN = ("fact_iri", "article_iri")
FACT_COLUMNS = tuple(flat_columns((*COLUMNS, *HASHES, *ORIGIN)))
LINK_COLUMNS = (
    *("name", "type", "verdict", "item", "label", "score", "reasons", "pending", "mentions"),
    *("candidates", "candidate_labels", "candidate_descriptions", "candidate_scores", "candidate_reasons"),
    *("decision", "context", "entity_iri", "article_iri"),
)
WITHDRAWN_COLUMNS = ("origin", "article_iri", "withdrawn_on", "reason")
FORMER_COLUMNS = ("former_iri", "name", "entity_iri")


def write_rows(content: Content) -> str:
    """The facts as JSON lines, in the order of the text."""
    return "".join(_json(row) + "\n" for row in content.rows)


def write_facts_table(content: Content) -> str:
    """The facts as CSV (RFC 4180), each qualifier in a column of its own."""
    return _csv(FACT_COLUMNS, (flat(row) for row in content.rows))


def write_links_table(content: Content) -> str:
    """The decisions on each entity as CSV: one row an entity, candidates and reasons beside it.

    The columns `decision` and `context` are left empty, for whoever reviews the table.
    """
    return _csv(LINK_COLUMNS, content.links)


def facts_heading() -> str:
    """The heading of the table of facts."""
    return _csv(FACT_COLUMNS, ())


def links_heading() -> str:
    """The heading of the table of links."""
    return _csv(LINK_COLUMNS, ())


def write_former(rows: Iterable[Row]) -> str:
    """The IRIs that things bore before they were linked, each with what it stands for now."""
    return _csv(FORMER_COLUMNS, rows)


def write_withdrawn(rows: Iterable[Row]) -> str:
    """The articles that were withdrawn: what is left of each."""
    return _csv(WITHDRAWN_COLUMNS, rows)


def write_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Any rows as CSV (RFC 4180) with these columns."""
    return _csv(columns, rows)


def write_row(columns: Sequence[str], row: Row) -> str:
    """One line of such a table."""
    told = row.get
    return str(_LINES.writerow([_cell(told(column)) for column in columns]))


def write_statements(content: Content) -> str:
    """What is new to Wikidata, one QuickStatements command a line, for a person to review and submit."""
    return "".join(f"{line}\n" for line in sorted(set(content.statements)))


def read_rows(text: str) -> tuple[Row, ...]:
    """The rows that `write_rows` wrote."""
    # Not splitlines: it also splits at line separators that JSON leaves inside a text.
    return tuple(json.loads(line) for line in text.split("\n") if line)


def read_table(text: str) -> tuple[Row, ...]:
    """The rows of a CSV table of ours, with texts for values."""
    return tuple(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return guarded(value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
