"""What the commands print: tables, JSON lines, CSV."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from flows.errors import CommuniqueError
from flows.log import say
from flows.model import Link, Problem, Report
from flows.parquet import as_parquet
from flows.rows import guarded
from flows.summary import counted

if TYPE_CHECKING:  # what a command does not need, it does not load
    from rich.table import Table

    from flows.ask import Answer
    from flows.link.decisions import Decision
    from flows.link.review import OpenName
    from flows.publish import Change

Row = Mapping[str, object]

WIDE = 120  # characters: in a narrower terminal long texts leave no room for the rest
WIDTH_IN_A_PIPE = 10_000  # characters: a table that goes to a file or a filter has one row a line


def as_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """The rows as a table for people; columns that say nothing are left out, and on a narrow terminal the evidence."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = [column for column in columns if not rows or says_something(column, rows)]
    for column in shown:
        table.add_column(
            column.replace("_", " "), overflow="fold", no_wrap=column in {"predicate", "factuality", "type"}
        )
    for row in rows:
        table.add_row(*(in_words(row.get(column)) for column in shown))
    return rendered(table)


def says_something(column: str, rows: Sequence[Row]) -> bool:
    """Whether a column is worth its place: something stands in it, and no single article's name all the way down."""
    if column == "evidence" and sys.stdout.isatty() and _width() < WIDE:
        return False
    if column == "article":
        return len({row.get(column) for row in rows}) > 1
    return any(row.get(column) not in (None, "", {}, []) for row in rows)


def _width() -> int:
    from rich.console import Console

    return Console().width


def as_jsonl(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """One JSON object a row, with the columns in order and whatever else the row holds after them."""
    ordered = ({**{column: row[column] for column in columns if column in row}, **row} for row in rows)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered)


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Comma-separated values with a header line, as a spreadsheet opens them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(in_words(row.get(column))) for column in columns] for row in rows)
    return text.getvalue()


FORMATS = {"table": as_table, "jsonl": as_jsonl, "csv": as_csv}


def answered(
    query: str, data: Path, given: Mapping[str, str], format: str, federate: bool, as_of: str = ""
) -> str | bytes:
    """What the release in a folder answers to a query with its parameters, as text; as bytes where it is Parquet. With
    `as_of`, a day, it answers by what articles published by then had told."""
    from flows.ask import ask, dataset, name_of, prefixes_of

    found = ask(query, data, given, federate=federate, as_of=as_of)
    try:
        if isinstance(found, ox.QueryTriples) and format != "parquet":
            return as_text(ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=prefixes_of(dataset(data))))
        return answer(found, format)
    except OSError as error:
        if not federate:
            raise
        raise CommuniqueError(f"{name_of(query)}: the other server does not answer ({error})") from error


def answer(result: "Answer", format: str) -> str | bytes:
    """A SPARQL answer: `ttl` for triples alone, `table`, `csv` or `json` for the others, `parquet` for rows."""
    if format == "parquet":
        return answer_as_parquet(result)
    if isinstance(result, ox.QueryTriples):
        return as_text(ox.serialize(result, format=ox.RdfFormat.TURTLE))
    if format == "ttl":
        raise CommuniqueError("ttl: only CONSTRUCT and DESCRIBE answer in triples; take table, csv or json")
    if format == "json":
        return as_text(result.serialize(format=ox.QueryResultsFormat.JSON)) + "\n"
    if isinstance(result, ox.QueryBoolean):
        return "yes\n" if result else "no\n"
    if format == "csv":
        return as_csv(*solutions(result))
    rows, names = solutions(result)
    return as_table(rows, names) + f"{counted(len(rows), 'row')}\n"


def answer_as_parquet(result: "Answer") -> bytes:
    """The rows of a SELECT as Parquet; a column in which all values are numbers, days or truths is one of such."""
    if not isinstance(result, ox.QuerySolutions):
        raise CommuniqueError("parquet: only SELECT answers in rows; take json, or ttl for triples")
    names = [variable.value for variable in result.variables]
    columns = {name: typed([solution[name] for solution in rows]) for rows in [[*result]] for name in names}
    told = [dict(zip(names, values, strict=True)) for values in zip(*(of for _, of in columns.values()), strict=True)]
    return as_parquet(told, {name: type_ for name, (type_, _) in columns.items()})


def typed(terms: Sequence[object]) -> tuple[type, list[object]]:
    """The terms of a column as values of one type: texts where they are not all of another."""
    kinds = {getattr(getattr(term, "datatype", None), "value", "") for term in terms if term is not None}
    name = kinds.pop().rpartition("#")[2] if len(kinds) == 1 else ""
    type_, read = TYPED.get(name, (str, str))
    try:
        return type_, [None if term is None else read(_text_of(term)) for term in terms]
    except ValueError:
        return str, [None if term is None else _text_of(term) for term in terms]


# What datatypes of XML Schema are in a table.
TYPED: Mapping[str, tuple[type, Callable[[str], object]]] = {
    **dict.fromkeys(("integer", "nonNegativeInteger", "int", "long"), (int, int)),
    **dict.fromkeys(("decimal", "double", "float"), (float, float)),
    "boolean": (bool, {"true": True, "1": True, "false": False, "0": False}.__getitem__),
    "date": (date, date.fromisoformat),
}


def put(told: str | bytes) -> None:
    """Writes to standard output; bytes not to a terminal, which would show them as letters."""
    if isinstance(told, str):
        print(told, end="")
    elif sys.stdout.isatty():
        raise CommuniqueError("parquet: this is no text for a terminal; send it into a file: … > facts.parquet")
    else:
        sys.stdout.buffer.write(told)


def solutions(result: ox.QuerySolutions) -> tuple[list[Row], list[str]]:
    """The rows of a SELECT, and the names of their columns."""
    names = [variable.value for variable in result.variables]
    return [{name: None if row[name] is None else _text_of(row[name]) for name in names} for row in result], names


def _text_of(term: object) -> str:
    return str(getattr(term, "value", term))


def as_text(written: bytes | None) -> str:
    """What pyoxigraph wrote, as text."""
    return (written or b"").decode("utf-8")


def in_words(value: object) -> str:
    """A cell's value as text: nothing for None, `name: value` pairs for qualifiers."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {in_words(of)}" for name, of in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(part) for part in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def rendered(table: "Table") -> str:
    """A table as text, with colours only where standard output is a terminal."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else WIDTH_IN_A_PIPE, force_terminal=terminal, markup=False, emoji=False)
    with console.capture() as capture:
        console.print(table, highlight=False)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def verdict(name: str, report: Report) -> str:
    """What the gate says of a file, in plain words: a line for the whole, and one for each finding."""
    held = [problem for problem in report.problems if problem.severity == "violation"]
    whole = "conforms" if report.conforms else f"does not conform: {counted(len(held), 'violation')}"
    return "".join(f"{line}\n" for line in [f"{name}: {whole}", *(f"  {finding(one)}" for one in report.problems)])


def finding(problem: Problem) -> str:
    """One finding of the gate: how bad, what, and where."""
    value = f" (found: {problem.value})" if problem.value else ""
    return f"{problem.severity}: {problem.message}{value} — {problem.focus} {problem.path}".rstrip()


def decision(link: Link) -> str:
    """Who a name is taken for, whom it might be, and why."""
    rows = [{**asdict(candidate), "reasons": "; ".join(candidate.reasons)} for candidate in link.candidates]
    chosen = f"{link.verdict.value}: {link.item or 'no item'} {link.label}".rstrip()
    reasons = f" ({'; '.join(link.reasons)})" if link.reasons else ""
    table = as_table(rows, ("item", "label", "description", "score", "reasons")) if rows else ""
    return f"{chosen}{reasons}\n{table}"


def changes_in_words(changes: Iterable["Change"]) -> str:
    """What changed between two releases, a fact a line."""
    return "".join(f"{change}\n" for change in changes)


def changes_as_jsonl(changes: Iterable["Change"]) -> str:
    """One JSON object a change, with the rows before and after it."""
    return "".join(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in changes)


CHANGES = {"text": changes_in_words, "jsonl": changes_as_jsonl}


def choose(name: "OpenName") -> "Decision | None":
    """What the person at the terminal decides on a name; None to stop."""
    say(f"\n{name.name} ({name.type}, {counted(name.times, 'article')}): {name.reasons}")
    for number, candidate in enumerate(name.candidates, start=1):
        say(f"  {number}  {candidate.item}  {candidate.label}  {candidate.score:.2f}  {candidate.description}".rstrip())
    say("number or item; n: it has none; s: leave it open; q: stop; `… if WORDS`: only in articles with these words")
    for line in sys.stdin:
        answer, _, context = line.strip().partition(" if ")
        if answer == "q":
            return None
        if decision := decided(answer, name):
            return name.decided(decision, context.strip())
        say("this is none of the answers")
    return None


def decided(answer: str, name: "OpenName") -> str | None:
    """The item, "none" or "skip" that an answer stands for; None when it stands for nothing."""
    if answer.isdecimal() and 0 < int(answer) <= len(name.candidates):
        return name.candidates[int(answer) - 1].item
    if re.fullmatch(r"Q[1-9]\d*", answer):
        return answer
    return {"n": "none", "s": "skip"}.get(answer)
