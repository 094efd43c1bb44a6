"""What articles tell across one another, for assistants: the tables of a release, a page of rows at a time."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.errors import CommuniqueError

TABLES = {"disagreements": "disagreements.csv", "promises": "promises.csv"}
NOTE = {
    "disagreements": "Which side is right is not decided. Tell both, each with its words and article.",
    "promises": "`overdue`: its day lies before the newest article, and none was read to tell of it since.",
}


def rows_of(table: str, data: Path, wanted: str, skip: int, limit: int) -> dict[str, Any]:
    """Rows of a table in which the wanted words stand, `limit` of them; none where the release has no such table."""
    asked = wanted.casefold().split()
    found = [row for row in _rows(data / TABLES[table]) if all(word in _text(row) for word in asked)]
    shown = [{name: cell for name, cell in row.items() if cell} for row in found[skip : skip + limit]]
    told = {"found_in_all": len(found), table: shown, "note": NOTE[table]}
    left = len(found) - skip - len(shown)
    return {**told, "more": f"{left} more with skip={skip + len(shown)}"} if left > 0 else told


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommuniqueError(f"{path}: this table cannot be read ({error})") from error


def _text(row: Mapping[str, str]) -> str:
    return " ".join(row.values()).casefold()
