"""What the tools of an assistant answer from a release: every fact says how it stands, off which words and where."""

import json
import weakref
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from flows import ask, show
from flows.assistant.across import rows_of
from flows.assistant.backed import COLUMN, with_facts
from flows.assistant.given import (
    FEW,
    MOST,
    STANDS,
    FactIri,
    Given,
    Kind,
    Limit,
    Name,
    Other,
    Question,
    Since,
    Skip,
    Sparql,
    Standing,
    ThingId,
    ThingType,
    Until,
)
from flows.errors import CommuniqueError
from flows.gazetteer import fold
from flows.kinds import shipped_kinds
from flows.model import EntityType
from flows.parameters import parameters_of
from flows.site.facts import Article, Fact, Thing
from flows.site.reader import Reading, read_release
from flows.site.timeline import is_within
from flows.site.wording import merged, mood, sentence, sureness
from flows.summary import counted
from flows.worker import MEMORY, Worker, work

LONGEST = 60_000  # characters of triples
SECONDS = 30.0  # for a query
TOLD = (
    "Facts that a program read in news articles; nobody has checked them by hand. Each fact says in `stands` whether "
    "the article states, plans, reports or denies it: never repeat one without that. `words` are the article's own, "
    "`source` opens them there. `confidence` is the share of such readings that are right.\n"
    "Begin with find, which gives the id of a person, state, body, place or event; facts tells what is said of it."
)
ALIKE = 70  # of 100: how like a name must be to be proposed
NONE = "No row has these values; find gives the names that the release uses."
BARE = "These rows are what the query selects. Look a fact up with facts or evidence before you tell it as one."
BACKED = "Each row rests on the fact in its `because`, and on as many as `rests_on` says."
Row = dict[str, Any]


class Desk:
    """What the tools answer from: one release, read again when it has changed."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.worker = Worker(SECONDS, MEMORY)
        weakref.finalize(self, self.worker.close)
        self._read()

    def _read(self) -> None:
        self.state = self._state()
        self.reading: Reading = read_release(self.data)
        self.articles: dict[str, Article] = {article.slug: article for article in self.reading.articles}
        told = (fact for article in self.reading.articles for fact in (*article.facts, *article.about))
        self.by_iri: dict[str, Fact] = {fact.iri: fact for fact in told}

    def _state(self) -> tuple[str, int]:
        path = (self.data / "articles.jsonl").resolve()
        return str(path), path.stat().st_mtime_ns if path.exists() else 0

    def refresh(self) -> None:
        """Reads the release again where it is another one by now."""
        if self._state() != self.state:
            self._read()

    def about(self) -> str:
        """What an assistant is told of the release before it asks."""
        days = sorted(article.published[:10] for article in self.reading.articles if article.published)
        span = f" of {days[0]} to {days[-1]}" if days else ""
        told = f"{counted(len(self.by_iri), 'fact')} from {counted(len(self.articles), 'article')}{span}"
        return f"{TOLD}\nThis release: {told}."

    def find(self, name: Name = "", type: ThingType = "", limit: Limit = FEW) -> Row:
        """Find people, states, bodies, places, events by name; those with most facts come first."""
        if type and type not in list(EntityType):
            raise CommuniqueError(f"{type}: no type of thing; there is {', '.join(EntityType)}")
        asked = fold(name).casefold().split()
        found = [
            thing
            for thing in self.reading.things
            if (not type or thing.type == type) and all(word in _names(thing) for word in asked)
        ]
        found.sort(key=lambda thing: (fold(thing.label).casefold().split() != asked, -self._count(thing)))
        near = self._near(name) if asked and not found else []
        told = {"found_in_all": len(found), "found": [self._thing(thing) for thing in found[:limit]]}
        return {**told, "called_alike": near} if near else told

    def facts(
        self,
        thing: ThingId,
        kind: Kind = "",
        stands: Standing = "",
        since: Since = "",
        until: Until = "",
        together_with: Other = "",
        skip: Skip = 0,
        limit: Limit = FEW,
    ) -> Row:
        """What articles tell of a thing, the newest article first; the same told by several articles comes once.

        With `since` or `until`, facts without a date are left out.
        """
        meant, other = self._meant(thing), self._meant(together_with) if together_with else None
        standing = STANDS.get(stands, stands)
        if kind and kind not in shipped_kinds():
            raise CommuniqueError(f"{kind}: no kind of fact; there is {', '.join(shipped_kinds())}")
        if standing and standing not in STANDS.values():
            raise CommuniqueError(f"{stands}: facts do not stand so; they are {', '.join(STANDS)}")
        first, last = _day(since, "since"), _day(until, "until")
        rows = [
            one
            for one in merged(self.reading.facts_of.get(meant.iri, ()))
            if kind in ("", one.fact.kind)
            and (not standing or standing in _standings(one.fact))
            and is_within(one.fact, first, last)
            and (other is None or other.iri in {played.iri for _, played in one.fact.roles})
        ]
        shown = [{**self._row(one.fact), "told_by": 1 + len(one.others)} for one in rows[skip : skip + limit]]
        left = len(rows) - skip - len(shown)
        told = {"thing": self._thing(meant), "facts_in_all": len(rows), "facts": shown}
        return {**told, "more": f"{left} more with skip={skip + len(shown)}"} if left > 0 else told

    def evidence(self, fact: FactIri) -> Row:
        """Every telling of a fact: the words of each article that states it, and where they stand."""
        if fact not in self.by_iri:
            raise CommuniqueError(f"{fact}: no fact of this release")
        one = self.by_iri[fact]
        near = one.subject.thing or one.object.thing
        told = merged(self.reading.facts_of[near.iri]) if near else merged([one])
        same = next(group for group in told if one in (group.fact, *group.others))
        tellings = (same.fact, *same.others)
        return {"told_by": len(tellings), "tellings": [self._row(other) for other in tellings[:MOST]]}

    def disagreements(self, about: Name = "", skip: Skip = 0, limit: Limit = FEW) -> Row:
        """Where articles disagree: both sides with their words, days and articles, and in what they differ."""
        return rows_of("disagreements", self.data, about, skip, limit)

    def promises(self, about: Name = "", skip: Skip = 0, limit: Limit = FEW) -> Row:
        """What was planned for when, and what became of it: fulfilled, postponed, cancelled, open or overdue."""
        return rows_of("promises", self.data, about, skip, limit)

    def questions(self) -> Row:
        """The questions that ship with the ontology: a name for ask, what it asks, and its parameters."""
        return {"questions": [{"name": name, **told} for name, told in _questions(self.data).items()]}

    def ask(self, question: Question, parameters: Given | None = None, limit: Limit = FEW) -> Row:
        """The answer to a shipped question, with the fact that each row rests on."""
        known = _questions(self.data)
        if question not in known:
            near = get_close_matches(question.casefold(), known, n=3, cutoff=0.4)
            raise CommuniqueError(
                f"{question}: no shipped question; "
                + (f"did you mean {' or '.join(near)}?" if near else "see questions")
            )
        given = {name: self._label(value) for name, value in (parameters or {}).items()}
        return self._asked(with_facts(ask.text_of(question)), given, limit)

    def sparql(self, query: Sparql, limit: Limit = FEW) -> Row:
        """The answer to a SPARQL query, within limits of time and size; nothing can be changed, no other server asked.

        Select the fact itself (?fact) to be told how it stands and in which words.
        """
        if not ask.is_query(query):
            raise CommuniqueError(f"{ask.name_of(query)}: this is no SPARQL query")
        return self._asked(query, {}, limit)

    def _asked(self, query: str, given: Mapping[str, str], limit: int) -> Row:
        answer: Any = work(self.worker, ask.name_of(query), show.answered, query, self.data, given, "json", False)
        if not answer.startswith("{"):
            return {"triples": answer[:LONGEST], "note": BARE}
        told = json.loads(answer)
        if "boolean" in told:
            return {"yes": told["boolean"], "note": BARE}
        found = told["results"]["bindings"]
        rows = [self._backed({name: cell["value"] for name, cell in row.items()}) for row in found[:limit]]
        backed = bool(rows) and all("because" in row for row in rows)
        note = NONE if given and not rows else BACKED if backed else BARE
        return {"rows_in_all": len(found), "rows": rows, "note": note}

    def _backed(self, row: Row) -> Row:
        """A row with the fact that it rests on: the one that says most of it, and of those the surest."""
        named = [*row.pop(COLUMN, "").split(), *row.values()]
        facts = [self.by_iri[iri] for iri in dict.fromkeys(named) if iri in self.by_iri]
        if not facts:
            return row
        best = max(facts, key=lambda fact: (_says(fact, row.values()), fact.confidence, fact.iri))
        return {**row, "because": self._row(best), "rests_on": len(facts)}

    def _meant(self, thing: str) -> Thing:
        wanted = thing.casefold()
        for one in self.reading.things:
            if wanted in (one.name.casefold(), one.iri.casefold()):
                return one
        named = [one for one in self.reading.things if wanted in (name.casefold() for name in (one.label, *one.also))]
        if not named:
            near = " or ".join(f"{one['name']} ({one['id']})" for one in self._near(thing))
            hint = f"did you mean {near}?" if near else "find looks for parts of names"
            raise CommuniqueError(f"{thing}: nothing of this release is called so; {hint}")
        return max(named, key=self._count)

    def _label(self, value: str) -> str:
        """What the release calls the thing of that name or id; the value itself where it is none."""
        try:
            return self._meant(value).label
        except CommuniqueError:
            return value

    def _near(self, name: str) -> list[Row]:
        """Things whose names are most like this one."""
        alike = [(max(map(partial(_likeness, name), (one.label, *one.also))), one) for one in self.reading.things]
        near = sorted((pair for pair in alike if pair[0] >= ALIKE), key=lambda pair: (-pair[0], -self._count(pair[1])))
        return [self._thing(thing) for _, thing in near[:3]]

    def _count(self, thing: Thing) -> int:
        return len(self.reading.facts_of.get(thing.iri, ()))

    def _thing(self, thing: Thing) -> Row:
        told = {"id": thing.name, "name": thing.label, "type": thing.type, "facts": self._count(thing)}
        rest = {"description": thing.description, "also": list(thing.also), "wikidata": thing.item}
        return {**told, **{name: value for name, value in rest.items() if value}}

    def _row(self, fact: Fact) -> Row:
        article, stands = self.articles[fact.article], mood(fact)
        return {
            "says": sentence(fact),
            "stands": f"{stands.mark}: {stands.means}",
            **({"according_to": fact.speaker.words} if fact.speaker else {}),
            "confidence": f"{fact.confidence:.2f}, {sureness(fact.confidence)}",
            "words": fact.evidence,
            "source": fact.opens or article.url or article.slug,
            "article": article.title,
            "published": article.published[:10],
            "kind": fact.kind,
            **({"qualifiers": dict(fact.qualifiers)} if fact.qualifiers else {}),
            "fact": fact.iri,
        }


def _names(thing: Thing) -> str:
    return fold(" ".join((thing.label, *thing.also))).casefold()


def _likeness(asked: str, name: str) -> float:
    """How well, of 100, each word that is asked for is found in a name."""
    words, there = fold(asked).casefold().split(), fold(name).casefold().split()
    return sum(max((fuzz.ratio(word, one) for one in there), default=0.0) for word in words) / max(len(words), 1)


def _standings(fact: Fact) -> set[str]:
    """How a fact stands; what is reported or planned not to be so is reported or planned, and denied."""
    return {mood(fact).name} | ({fact.factuality} - {"asserted"})


def _says(fact: Fact, values: Iterable[str]) -> int:
    parties = [party for party in (fact.subject, fact.object, fact.speaker) if party]
    words = {party.words for party in parties} | {party.thing.label for party in parties if party.thing}
    return len((words | set(fact.qualifiers.values())) & set(values))


@cache
def _questions(data: Path) -> Mapping[str, Row]:
    """The questions that the release can answer by itself: what each asks, and the names of its parameters."""
    texts = {question: ask.text_of(question.name) for question in ask.questions()}
    prefixes = ask.prefixes_of(data / ask.DATASET)
    return {
        question.name: {"asks": question.asks, "parameters": ", ".join(parameters_of(text, prefixes))}
        for question, text in texts.items()
        if not ask.asks_elsewhere(text)
    }


def _day(told: str, name: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise CommuniqueError(f"{name}: {told!r} is no day as YYYY-MM-DD") from None
