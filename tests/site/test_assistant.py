"""What an assistant is told of a release, asked by the protocol's own client."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from made import fact, make_release

from flows.settings import HOME

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client

from flows.ask import questions
from flows.assistant import server_of

EXAMPLE = HOME / "output" / "example"
CALLED = ("says", "stands", "confidence", "words", "source")


def told(data: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the server of a release answers to calls of its tools."""

    async def talk() -> list[Any]:
        async with Client(server_of(data)) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(talk())


def rows(answer: Any) -> Any:
    """The rows of an answer."""
    structured = answer.structured_content
    return structured.get("result", structured)


def test_every_fact_of_every_thing_comes_with_words_source_and_how_it_stands() -> None:
    found = rows(told(EXAMPLE, ("find", {"name": ""}))[0])
    assert len(found) == 20
    for answer in told(EXAMPLE, *(("facts", {"thing": one["id"]}) for one in found)):
        assert all(row[name] for row in rows(answer)["facts"] for name in CALLED)


@pytest.mark.parametrize(
    ("thing", "given", "says", "stands"),
    [
        (
            "Austria",
            {"kind": "accession"},
            "Denied: Austria applied to join NATO",
            "denied: The article says that this is not",
        ),
        ("The Hague", {}, "Planned: Netherlands hosted next summit", "planned: The article says that this is planned"),
        ("NATO", {"since": "2023-01-01", "until": "2023-12-31"}, "Finland joined NATO (4 April 2023)", "stated"),
        ("ireland", {"factuality": "negated"}, "Ireland not a member of NATO", "denied"),
    ],
)
def test_what_is_planned_or_denied_is_told_as_such(thing: str, given: dict[str, str], says: str, stands: str) -> None:
    found = rows(told(EXAMPLE, ("facts", {"thing": thing, **given}))[0])["facts"]
    assert [row for row in found if row["says"].startswith(says) and row["stands"].startswith(stands)]


def test_evidence_gathers_every_telling_of_a_fact(tmp_path: Path) -> None:
    joined = fact("Ruritania", "joined", "League")
    release = make_release(tmp_path, ("One", "2030-01-01", [joined]), ("Two", "2030-01-02", [joined]))
    found = rows(told(release, ("evidence", {"fact": "https://data.example/fact/article-0/0"}))[0])
    assert {row["article"] for row in found} == {"One", "Two"}


def test_questions_are_answered_with_their_parameters() -> None:
    listed, asked = told(
        EXAMPLE, ("questions", {}), ("ask", {"question": "who-met-whom", "parameters": {"place": "Moscow"}})
    )
    assert len(rows(listed)) == len(list(questions()))
    assert [row["other"] for row in rows(asked)["rows"]] == ["Vladimir Putin"]


@pytest.mark.parametrize(
    ("tool", "given", "why"),
    [
        ("facts", {"thing": "Nobody at all"}, "nothing of this release is called so"),
        ("facts", {"thing": "NATO", "since": "soon"}, "no day"),
        ("ask", {"question": "who"}, "no shipped question"),
        ("sparql", {"query": "SELECT {"}, "no SPARQL query"),
    ],
)
def test_what_cannot_be_answered_is_said(tool: str, given: dict[str, str], why: str) -> None:
    answer = told(EXAMPLE, (tool, given))[0]
    assert answer.is_error
    assert why in answer.content[0].text
