"""A release for assistants: read-only tools of the Model Context Protocol, whose every fact says how it stands."""

import functools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import __version__, ask, show
from flows.errors import CommuniqueError
from flows.gazetteer import fold
from flows.site.reader import Article, Fact, Reading, Thing, read_release
from flows.site.timeline import day_after, first_day
from flows.site.wording import merged, mood, sentence, sureness
from flows.worker import work_once

if TYPE_CHECKING:
    from mcp.server import MCPServer

MOST = 100  # rows of an answer
SECONDS = 30.0  # for a query
TOLD = (
    "Facts that a program read in news articles; nobody has checked them by hand. Each fact says in `stands` whether "
    "the article states, plans, reports or denies it: never repeat one without that. `words` are the article's own, "
    "`source` opens them. `confidence` is the share of such readings that are right."
)
BARE = "Rows hold what the query selects. Before telling one as a fact, look it up with facts or evidence."

Row = dict[str, Any]


class Desk:
    """What the tools answer from: one release, read once."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.reading: Reading = read_release(data)
        self.articles: dict[str, Article] = {article.slug: article for article in self.reading.articles}
        self.by_iri: dict[str, Fact] = {fact.iri: fact for fact in self.reading.facts}

    def find(self, name: str, type: str = "") -> list[Row]:
        """People, states, bodies, places, events by name or a part of it, those with most facts first."""
        asked = fold(name).casefold().split()
        found = [
            thing
            for thing in self.reading.things
            if (not type or thing.type == type) and all(word in _names(thing) for word in asked)
        ]
        found.sort(key=lambda thing: (fold(thing.label).casefold().split() != asked, -self._count(thing)))
        return [self._thing(thing) for thing in found[:20]]

    def facts(
        self, thing: str, kind: str = "", factuality: str = "", since: str = "", until: str = "", start_at: int = 0
    ) -> Row:
        """What is told of a thing, by the `id` that find gives or its exact name.

        `kind` is one such as meeting or membership; `factuality` is asserted, planned, possible, reported or negated;
        `since` and `until` are days as YYYY-MM-DD, and leave out what has no date. `start_at` leaves out
        so many rows, for a second call.
        """
        meant = self._meant(thing)
        told = merged(self.reading.facts_of.get(meant.iri, ()))
        first, last = _day(since, "since"), _day(until, "until")
        rows = [
            one
            for one in told
            if kind in ("", one.fact.kind)
            and factuality in ("", one.fact.factuality, mood(one.fact).name)
            and _within(one.fact, first, last)
        ]
        shown = [{**self._row(one.fact), "told_by": 1 + len(one.others)} for one in rows[start_at : start_at + MOST]]
        return {"thing": self._thing(meant), "facts_in_all": len(rows), "facts": shown}

    def evidence(self, fact: str) -> list[Row]:
        """A fact by its IRI, with its words and source, and every other telling of the same."""
        if fact not in self.by_iri:
            raise CommuniqueError(f"{fact}: no fact of this release")
        one = self.by_iri[fact]
        near = one.subject.thing or one.object.thing
        told = merged(self.reading.facts_of[near.iri]) if near else merged([one])
        same = next(group for group in told if one in (group.fact, *group.others))
        return [self._row(other) for other in (same.fact, *same.others)[:MOST]]

    def questions(self) -> list[Row]:
        """The questions that ship with the ontology: a name for ask, and what it asks."""
        return [{"name": question.name, "asks": question.asks} for question in ask.questions()]

    def ask(self, question: str, parameters: dict[str, str] | None = None) -> Row:
        """The answer to a shipped question; `parameters` keep the rows with a value in a column."""
        if question not in {known.name for known in ask.questions()}:
            raise CommuniqueError(f"{question}: no shipped question; the tool questions names them")
        return self.sparql(question, parameters)

    def sparql(self, query: str, parameters: dict[str, str] | None = None) -> Row:
        """The answer to a SPARQL query, within limits; the prefixes of the release need not be declared."""
        answer = work_once(
            *(ask.name_of(query), show.answered, query, self.data, parameters or {}, "json", False), seconds=SECONDS
        )
        if not answer.startswith("{"):
            return {"triples": answer[:100_000], "note": BARE}
        told = json.loads(answer)
        if "boolean" in told:
            return {"yes": told["boolean"], "note": BARE}
        rows = [{name: cell["value"] for name, cell in row.items()} for row in told["results"]["bindings"]]
        return {"rows_in_all": len(rows), "rows": rows[:MOST], "note": BARE}

    def _meant(self, thing: str) -> Thing:
        wanted = thing.casefold()
        for one in self.reading.things:
            if wanted in (one.name.casefold(), one.iri.casefold()):
                return one
        named = [one for one in self.reading.things if wanted in (name.casefold() for name in (one.label, *one.also))]
        if not named:
            raise CommuniqueError(
                f"{thing}: nothing of this release is called so; the tool find looks for parts of names"
            )
        return max(named, key=self._count)

    def _count(self, thing: Thing) -> int:
        return len(self.reading.facts_of.get(thing.iri, ()))

    def _thing(self, thing: Thing) -> Row:
        told = {"id": thing.name, "name": thing.label, "type": thing.type, "description": thing.description}
        return {**told, "also": list(thing.also), "wikidata": thing.item, "facts": self._count(thing)}

    def _row(self, fact: Fact) -> Row:
        article, stands = self.articles[fact.article], mood(fact)
        return {
            "says": sentence(fact),
            "stands": f"{stands.mark}: {stands.means}",
            "kind": fact.kind,
            "qualifiers": dict(fact.qualifiers),
            "confidence": f"{fact.confidence:.2f}, {sureness(fact.confidence)}",
            "words": fact.evidence,
            "source": fact.opens or article.url or article.slug,
            "article": article.title,
            "published": article.published[:10],
            "fact": fact.iri,
        }


def _names(thing: Thing) -> str:
    return fold(" ".join((thing.label, *thing.also))).casefold()


def _day(told: str, name: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise CommuniqueError(f"{name}: {told!r} is no day as YYYY-MM-DD") from None


def _within(fact: Fact, first: date | None, last: date | None) -> bool:
    begins, ends = first_day(fact), day_after(fact)
    if first is None and last is None:
        return True
    return (
        begins is not None and ends is not None and (first is None or ends > first) and (last is None or begins <= last)
    )


def server_of(data: Path) -> "MCPServer[Any]":
    """The server of a release; raises CommuniqueError where there is none, or no extra `mcp`."""
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise CommuniqueError("mcp: this needs the extra: pip install 'communique[mcp]'") from error
    desk = Desk(data)
    server: MCPServer[Any] = MCPServer("communique", instructions=TOLD, version=__version__, log_level="ERROR")
    for tool in (desk.find, desk.facts, desk.evidence, desk.questions, desk.ask, desk.sparql):
        hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        server.add_tool(_plainly(tool, ToolError), annotations=hints)
    return server


def _plainly(tool: Callable[..., Any], error: type[Exception]) -> Callable[..., Any]:
    """The tool, with our sentences as the errors that an assistant is shown."""

    @functools.wraps(tool)
    def wrapped(**given: Any) -> Any:
        try:
            return tool(**given)
        except CommuniqueError as failed:
            raise error(str(failed)) from failed

    return wrapped
