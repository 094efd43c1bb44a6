"""The query page: the shipped questions with their parameters, any query in an editor, and the answer as a table.

It needs no script: the forms lead to the page itself, which asks; the editor takes the place of a plain field.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from jinja2 import Environment

from flows import ask
from flows.errors import CommuniqueError
from flows.parameters import parameters_of, with_parameters
from flows.serve.answers import TRIPLES, Asked, Refused
from flows.site.page import Page
from flows.site.templates import environment_of, rendered

HERE = Path(__file__).parent / "query"
ASSETS = ("yasqe.min.js", "yasqe.min.css", "query.js", "query.css")
JSON, CSV = "application/sparql-results+json", "text/csv"
MOST_ROWS = 500  # shown; files hold all of them
MOST_TEXT = 100_000  # characters of triples shown
RESERVED = ("question", "query", "as")  # what a parameter of a question cannot be called
BOUND_VALUE = r'BIND\s*\(\s*"([^"\n]*)"[^()]*\?(\w+)\s*\)'  # what a question says unless told otherwise
Answer = Callable[[Asked, str], tuple[str, bytes]]  # the media type and text of an answer in a form


@dataclass(frozen=True, slots=True)
class Form:
    """What the page is asked: a shipped question with its parameters, or a query; neither, when it only opens."""

    question: str = ""
    query: str = ""
    given: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Form":
        """The form that an address carries; fields left empty are not given."""
        given = {name: value for name, value in asked.items() if name not in RESERVED and value.strip()}
        return cls(asked.get("question", ""), asked.get("query", "").strip(), tuple(given.items()))

    def text(self, prefixes: Mapping[str, str]) -> str:
        """The SPARQL that it asks; raises CommuniqueError where its question is none of ours."""
        if not self.question:
            return self.query
        if self.question not in {known.name for known in ask.questions()}:
            raise CommuniqueError(f"{self.question}: no shipped question")
        return with_parameters(ask.text_of(self.question), dict(self.given), prefixes)


def query_page(asked: Mapping[str, str], base: str, prefixes: Mapping[str, str], answer: Answer) -> tuple[int, str]:
    """The status and the HTML of the query page; `base` is what IRIs of the release begin with."""
    form = Form.of(asked)
    shows: dict[str, Any] = {"form": form, "questions": list(ask.questions()), "parameters": {}, "told": None}
    beginning = (HERE / "beginning.rq").read_text(encoding="utf-8")
    shows |= {"error": "", "sparql": form.query or beginning, "prefixes": dict(prefixes)}
    status = 200
    try:
        text = form.text(prefixes)
        if form.question:
            shows["parameters"] = _parameters(form, prefixes)
            shows["sparql"] = text
        if text:
            shows["told"] = _told(text, base, prefixes, answer)
    except CommuniqueError as error:
        status = error.status if isinstance(error, Refused) else 400
        shows["error"] = str(error)
    page = Page("query", "query.html", "Ask", "Ask the facts of this release by question or query.", shows)
    return status, rendered(_environment(), page)


def in_a_file(asked: Mapping[str, str], prefixes: Mapping[str, str], answer: Answer) -> tuple[str, bytes]:
    """The media type and text of the whole answer, as CSV or, of triples, as Turtle."""
    return answer(Asked(Form.of(asked).text(prefixes)), f"{CSV}, text/turtle, {JSON}")


def _parameters(form: Form, prefixes: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The parameters of a question: what is given for each, and what it has otherwise."""
    given, text = dict(form.given), ask.text_of(form.question)
    has = {name: value for value, name in re.findall(BOUND_VALUE, text)}
    return {name: (given.get(name, ""), has.get(name, "")) for name in parameters_of(text, prefixes)}


def _told(text: str, base: str, prefixes: Mapping[str, str], answer: Answer) -> dict[str, Any]:
    began = perf_counter()
    kind, content = answer(Asked(text), f"{JSON}, text/turtle")
    told: dict[str, Any] = {"seconds": perf_counter() - began, "columns": [], "rows": [], "count": 0, "triples": ""}
    if kind in TRIPLES:
        return told | {"triples": content.decode()[:MOST_TEXT], "cut": len(content) > MOST_TEXT}
    read = json.loads(content)
    if "boolean" in read:
        return told | {"yes": read["boolean"]}
    columns, rows = read["head"]["vars"], read["results"]["bindings"]
    cells = [[_cell(row.get(name), base, prefixes) for name in columns] for row in rows[:MOST_ROWS]]
    return told | {"columns": columns, "rows": cells, "count": len(rows)}


def _cell(value: Mapping[str, str] | None, base: str, prefixes: Mapping[str, str]) -> tuple[str, str, str]:
    """A value as (words, address that it leads to if any, language or kind of number)."""
    if value is None:
        return "", "", ""
    if value["type"] != "uri":
        return value["value"], "", value.get("xml:lang", "") or value.get("datatype", "").rpartition("#")[2]
    iri = value["value"]
    if iri.startswith(base):
        return iri.removeprefix(base), f"/{iri.removeprefix(base)}", "iri"
    short = next((f"{name}:{iri.removeprefix(full)}" for name, full in prefixes.items() if iri.startswith(full)), iri)
    return short, iri if iri.startswith(("http://", "https://")) else "", "iri"


@cache
def _environment() -> Environment:
    environment = environment_of({"title": "Communiqué", "at": ""}, lambda name: False)
    environment.loader.searchpath.append(str(HERE))  # type: ignore[union-attr]
    return environment
