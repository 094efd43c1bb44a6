"""What an assistant is told of a release, asked by the protocol's own client."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from made import fact, make_release, publish_texts

from flows.settings import HOME

pytest.importorskip("mcp", reason="the extra mcp is not installed")
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from flows.ask import asks_elsewhere, questions, text_of
from flows.assistant import server_of

EXAMPLE = HOME / "output" / "example"
CALLED = ("says", "stands", "confidence", "words", "source", "published", "fact")
ASKED = yaml.safe_load((Path(__file__).parent / "asked.yaml").read_text(encoding="utf-8"))
ALL = [*ASKED["example"], *ASKED["summits"]]


@pytest.fixture(scope="session")
def summits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two small articles of our own."""
    folder = tmp_path_factory.mktemp("summits")
    texts = [folder / f"{number}.txt" for number, _ in enumerate(ASKED["articles"])]
    for path, text in zip(texts, ASKED["articles"], strict=True):
        path.write_text(text, encoding="utf-8")
    return publish_texts(folder / "out", *texts)


def told(data: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the server of a release answers to calls of its tools."""

    async def talk() -> list[Any]:
        async with Client(server_of(data)) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(talk())


def facts_in(answer: Any) -> list[dict[str, Any]]:
    """The facts of an answer, of whatever tool."""
    told = answer.structured_content
    return told.get("facts") or told.get("tellings") or [row["because"] for row in told["rows"] if "because" in row]


@pytest.fixture(scope="session")
def answers(summits: Path) -> dict[str, Any]:
    """What is answered to each question, by its words."""
    found = {}
    for data, asked in ((EXAMPLE, ASKED["example"]), (summits, ASKED["summits"])):
        calls = [(tool, row[tool]) for row in asked for tool in ("facts", "ask", "sparql") if tool in row]
        found |= dict(zip((row["question"] for row in asked), told(data, *calls), strict=True))
    return found


def test_thirty_questions_are_asked() -> None:
    assert len({row["question"] for row in ALL}) >= 30


@pytest.mark.parametrize("asked", ALL, ids=[row["question"] for row in ALL])
def test_a_question_is_answered_with_words_source_and_how_it_stands(
    asked: dict[str, Any], answers: dict[str, Any]
) -> None:
    facts = facts_in(answers[asked["question"]])
    assert all(row[name] for row in facts for name in CALLED)
    right = [
        row for row in facts if row["says"].startswith(asked["says"]) and row["stands"].startswith(asked["stands"])
    ]
    assert right, facts


def test_every_fact_of_every_thing_comes_with_words_source_and_how_it_stands() -> None:
    found = told(EXAMPLE, ("find", {"name": ""}))[0].structured_content["found"]
    assert len(found) == 20
    for answer in told(EXAMPLE, *(("facts", {"thing": one["id"], "limit": 100}) for one in found)):
        assert all(row[name] for row in facts_in(answer) for name in CALLED)


def test_who_says_that_something_is_planned_is_told(answers: dict[str, Any]) -> None:
    tellings = facts_in(answers["Did Ruto visit China?"])
    assert [row.get("according_to") for row in tellings] == ["aide", None]


def test_each_shipped_question_answers_with_the_facts_behind_each_row() -> None:
    bare = {"which-links-are-unsure", "which-things-have-no-item"}
    names = [question.name for question in questions() if not asks_elsewhere(text_of(question.name))]
    for name, answer in zip(names, told(EXAMPLE, *(("ask", {"question": name}) for name in names)), strict=True):
        given = answer.structured_content["rows"]
        assert (name, all("because" in row for row in given)) == (name, name not in bare or not given)


def test_evidence_gathers_every_telling_of_a_fact(tmp_path: Path) -> None:
    joined = fact("Ruritania", "joined", "League")
    release = make_release(tmp_path, ("One", "2030-01-01", [joined]), ("Two", "2030-01-02", [joined]))
    found = told(release, ("evidence", {"fact": "https://data.example/fact/article-0/0"}))[0].structured_content
    assert {row["article"] for row in found["tellings"]} == {"One", "Two"}


def test_many_facts_come_a_page_at_a_time() -> None:
    asked = {"thing": "NATO", "limit": 9}
    first = told(EXAMPLE, ("facts", asked))[0].structured_content
    second = told(EXAMPLE, ("facts", {**asked, "skip": 9}))[0].structured_content
    assert first["more"] == f"{first['facts_in_all'] - 9} more with skip=9"
    assert not {row["fact"] for row in first["facts"]} & {row["fact"] for row in second["facts"]}


def test_a_release_that_changes_is_read_again(tmp_path: Path) -> None:
    make_release(tmp_path, ("One", "2030-01-01", [fact("Ruritania", "joined", "League")]))

    async def talk() -> list[int]:
        async with Client(server_of(tmp_path)) as client:
            before = await client.call_tool("find", {})
            make_release(tmp_path, ("One", "2030-01-01", [fact("Syldavia", "joined", "League")]))
            after = await client.call_tool("find", {"name": "Syldavia"})
            return [before.structured_content["found_in_all"], after.structured_content["found_in_all"]]

    assert asyncio.run(talk()) == [2, 1]


def test_each_tool_says_what_it_does_and_what_each_parameter_is() -> None:
    async def listed() -> Any:
        async with Client(server_of(EXAMPLE)) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert {tool.name for tool in tools} == {
        "find",
        "facts",
        "evidence",
        "disagreements",
        "promises",
        "questions",
        "ask",
        "sparql",
    }
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert len(tool.description) > 40
        given = tool.input_schema["properties"].values()
        assert all("description" in {**one, **(one.get("anyOf") or [{}])[0]} for one in given), tool.name


@pytest.mark.slow
def test_the_command_answers_on_standard_input_and_output() -> None:
    command = Path(sys.executable).with_name("communique")
    started = StdioServerParameters(command=str(command), args=["mcp", "--data", str(EXAMPLE)])

    async def talk() -> Any:
        async with Client(stdio_client(started)) as client:
            return await client.call_tool("sparql", {"query": "SELECT ?fact { ?fact a cmq:Visit }"})

    assert len(facts_in(asyncio.run(talk()))) == 2


@pytest.mark.parametrize(
    ("tool", "given", "why"),
    [
        ("facts", {"thing": "Nobody at all"}, "nothing of this release is called so"),
        ("facts", {"thing": "Viktor Orban Jr"}, "did you mean Viktor Orbán (Q57641)?"),
        ("facts", {"thing": "Zelenskii"}, "did you mean Volodymyr Zelenskyy"),
        ("facts", {"thing": "NATO", "since": "soon"}, "no day"),
        ("facts", {"thing": "NATO", "kind": "meetings"}, "no kind of fact; there is"),
        ("facts", {"thing": "NATO", "stands": "true"}, "they are stated, planned"),
        ("find", {"name": "", "type": "state"}, "no type of thing; there is"),
        ("ask", {"question": "who-met"}, "did you mean who-met-whom"),
        ("ask", {"question": "who-met-whom", "parameters": {"who": "NATO"}}, "has no such parameter"),
        ("sparql", {"query": "SELECT {"}, "no SPARQL query"),
        ("sparql", {"query": "/etc/passwd"}, "no SPARQL query"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }"}, "asks another server"),
    ],
)
def test_what_cannot_be_answered_is_said(tool: str, given: dict[str, str], why: str) -> None:
    answer = told(EXAMPLE, (tool, given))[0]
    assert answer.is_error
    assert why in answer.content[0].text
