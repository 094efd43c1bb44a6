"""The events of PLOVER that facts tell of, as mappings/plover.tsv has them, so that event data sets can be joined."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.errors import BrokenData
from flows.model import Factuality
from flows.settings import MAPPINGS

TABLE = MAPPINGS / "plover.tsv"
AS_IT_IS = (Factuality.ASSERTED, Factuality.REPORTED)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of PLOVER: its name, and in which mode and context, "" where neither is told."""

    event: str
    mode: str = ""
    context: str = ""


def event_of(kind: str, predicate: str, factuality: str, polarity: bool) -> Event | None:
    """The event that a fact tells of; None of what is none, is denied or is only possible."""
    row = _rows(TABLE).get((kind, predicate))
    if row is None or not polarity:
        return None
    if factuality in AS_IT_IS:
        return Event(row["event"], row["mode"], row["context"])
    if factuality == Factuality.PLANNED and row["planned"]:
        return Event(row["planned"], context=row["context"])
    return None


@cache
def _rows(path: Path) -> Mapping[tuple[str, str], Mapping[str, str]]:
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        rows = [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
        return {(row["kind"], row["predicate"]): row for row in rows}
    except (OSError, KeyError) as error:
        raise BrokenData(f"{path}: is no table of events: {error!r}") from error
