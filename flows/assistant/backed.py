"""Shipped questions with the facts that each row of their answer rests on."""

import re

COLUMN = "restsOn"
SELECT = re.compile(
    r"\bSELECT\s+(DISTINCT\s+)?(?P<columns>(?:\?\w+\s+|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s+)+)WHERE\b"
)
FACT = re.compile(r"\?fact\b")


def with_facts(text: str) -> str:
    """The query of a question with one column more: the IRIs of the facts behind a row, with spaces between them.

    A question that speaks of no `?fact`, or shows it already, stays as it is.
    """
    found = SELECT.search(text)
    if found is None or not FACT.search(text) or re.search(r"(?<!DISTINCT )\?fact\b", found["columns"]):
        return text
    columns = f"{found['columns'].rstrip()} ( GROUP_CONCAT ( DISTINCT STR ( ?fact ) ) AS ?{COLUMN} ) "
    rest = text[found.end("columns") :]
    if not re.search(r"\bGROUP\s+BY\b", rest):
        body, order, by = rest.rpartition("ORDER BY")
        rest = f"{body or by}GROUP BY {found['columns'].strip()}\n{order}{by if body else ''}"
    return f"{text[: found.start()]}SELECT {columns}{rest}"
