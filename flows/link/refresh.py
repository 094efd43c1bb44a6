"""The shipped tables rebuilt from Wikidata's SPARQL service: written beside the old ones, with a diff to review."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from flows.errors import LinkError
from flows.link.polite import Clock, Conversation
from flows.settings import MAPPINGS, Settings

GAZETTEER = MAPPINGS / "gazetteer"
SOURCE = "wikidata"
LONGEST_QUERY = 65.0  # seconds; the service itself ends a query after 60
# The columns that tell the rows of a table apart.
KEYS = {"terms": ("person", "office_item", "start")}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """One table after its query: the new text, and how it differs from the old one ("" when it does not)."""

    table: str
    text: str
    diff: str


def refresh(settings: Settings, out: Path, clock: Clock | None = None) -> Iterator[Refreshed]:
    """Each table rebuilt and written to the folder; LinkError when the service does not answer."""
    clock = clock or Clock()
    today = datetime.fromtimestamp(clock.now(), UTC).date().isoformat()
    out.mkdir(parents=True, exist_ok=True)
    patient = replace(
        settings,
        wikidata_api=settings.wikidata_sparql,
        wikidata_interval=settings.sparql_interval,
        fetch_timeout=max(settings.fetch_timeout, LONGEST_QUERY),
    )
    talk = Conversation(patient, clock)
    try:
        for query in sorted((GAZETTEER / "queries").glob("*.rq")):
            found = _rows(talk.ask({"query": query.read_text(encoding="utf-8")}), query.name)
            for table, rows in _tables(query.stem, found, today).items():
                refreshed = rebuild(table, rows)
                (out / f"{table}.tsv").write_text(refreshed.text, encoding="utf-8")
                yield refreshed
    finally:
        talk.close()


def _tables(query: str, found: Sequence[Row], today: str) -> dict[str, Sequence[Row]]:
    """The rows by table: who holds an office is a row of persons, and the holding a row of terms."""
    if query != "terms":
        return {query: found}
    terms = [row | {"person": row["item"], "seen": "" if row.get("end") else today} for row in found]
    persons = {row["item"]: {"item": row["item"], "label": row["label"], "country": row["of"]} for row in found}
    return {"persons": list(persons.values()), "terms": terms}


def rebuild(table: str, found: Sequence[Row], folder: Path = GAZETTEER) -> Refreshed:
    """A table with what was found: facts of known rows brought up to date, unknown rows added, nothing thrown away."""
    old = (folder / f"{table}.tsv").read_text(encoding="utf-8")
    head, *lines = old.splitlines()
    columns = head.split("\t")
    keys = KEYS.get(table, ("item",))
    rows = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]
    known = {tuple(row[key] for key in keys): row for row in rows if any(row[key] for key in keys)}
    for new in found:
        fresh = {column: value for column, value in new.items() if column in columns and value}
        row = known.get(tuple(fresh.get(key, "") for key in keys))
        if row is None:
            row = dict.fromkeys(columns, "") | fresh
            rows.append(row | ({"source": SOURCE} if "source" in columns else {}))
        else:
            # What people chose as label and aliases stays; facts follow Wikidata.
            row.update(
                {column: value for column, value in fresh.items() if column not in ("label", "aliases", "office")}
            )
    rows.sort(key=order)
    text = "".join(f"{line}\n" for line in (head, *("\t".join(row[c] for c in columns) for row in rows)))
    diff = unified_diff(old.splitlines(True), text.splitlines(True), f"{table}.tsv", f"{table}.tsv (refreshed)", n=0)
    return Refreshed(table, text, "".join(diff))


def order(row: Row) -> tuple[str | int, ...]:
    """Where a row stands in its table: by name, whatever its accents, or by person and time."""
    if "person" in row:
        return _number(row["person"]), row["start"], row["office"], row["office_item"]
    letters = (c for c in unicodedata.normalize("NFKD", row["label"]) if not unicodedata.combining(c))
    return "".join(letters).casefold(), _number(row["item"]), row["label"]


def _number(item: str) -> int:
    # Rows without an item stand behind those that have one.
    return int(item[1:]) if item else 10**12


def _rows(answer: Mapping[str, object], query: str) -> list[Row]:
    """The bindings as rows of our columns."""
    try:
        bindings = answer["results"]["bindings"]  # type: ignore[index]
        rows = [{name: _cell(value["value"]) for name, value in binding.items()} for binding in bindings]
    except (KeyError, TypeError, AttributeError):
        raise LinkError(f"the answer to {query} is no table: {json.dumps(answer)[:80]}") from None
    return rows


def _cell(value: str) -> str:
    """An item's id, a day, or plain text that fits into one cell."""
    if match := re.fullmatch(r"https?://www\.wikidata\.org/entity/(Q\d+)", value):
        return match[1]
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T00:00:00Z", value):
        return match[1]
    return " ".join(value.split())
