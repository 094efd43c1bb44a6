"""The development articles by the live protocol alone: no shipped table helps to decide."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from outside import missing, outside
from replay import Replay, serve
from worlds import add, hold, world_of_the_tables

from flows.gazetteer import Gazetteer, load_gazetteer
from flows.link.candidates import shipped_candidates
from flows.link.decide import Case, decide
from flows.link.live import ask_wikidata
from flows.link.question import ask
from flows.link.wikidata import Wikidata
from flows.model import Article, Entity, EntityType, Field, Link, Mention, Span
from flows.settings import Settings

ARTICLES = outside("articles")
NOTHING = Gazetteer(entries={})
Near = Callable[[Replay], Settings]


def linked(path: Path, gold: list[dict[str, str]], settings: Settings) -> tuple[Link, ...]:
    text = path.with_name(path.name.replace(".entities.jsonl", ".txt")).read_text(encoding="utf-8")
    entities = [
        Entity(str(n), EntityType(row["type"]), row["surface"], (Mention(Span(0, 0), "name"),))
        for n, row in enumerate(gold)
    ]
    article = Article(path.stem, text, (), "sha256:0", published=Field("2025-06-01"))
    cases = [Case(question, ()) for question in ask(article, entities)]
    with Wikidata(replace(settings, wikidata_interval=0.0)) as wikidata:
        return decide(ask_wikidata(cases, wikidata, NOTHING), (), NOTHING)


@pytest.mark.skipif(not ARTICLES.exists(), reason=missing("the development articles"))
@pytest.mark.parametrize("name", ["seed", "ap-asean-vientiane", "reuters-xi-vietnam", "upi-georgia-nato"])
def test_verified_entities_are_linked_by_search_and_get_alone(near: Near, name: str) -> None:
    path = ARTICLES / f"{name}.entities.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with serve(world_of_the_tables()) as world:
        add(world, "Q900050", "Nikola Mikovic", "Serbian basketball player", "Q5", "Q403", sitelinks=2)
        links = linked(path, gold, near(world))
    wrong = [
        (row["surface"], link.item)
        for row, link in zip(gold, links, strict=True)
        if row["qid"] and link.item not in (None, row["qid"])
    ]
    asked_for = [(row, link) for row, link in zip(gold, links, strict=True) if row["qid"] and row["verified"]]
    right = sum(row["qid"] == link.item for row, link in asked_for)
    assert wrong == []
    assert right / len(asked_for) >= 0.8
    assert all(link.item is None for row, link in zip(gold, links, strict=True) if row["surface"] == "Nikola Mikovic")


def asked(name: str, type: str, settings: Settings, *hints: tuple[str, str], on: str = "2025-06-01") -> Link:
    """The link of one entity, by the tables and the live protocol together."""
    gazetteer = load_gazetteer()
    entity = Entity("e1", EntityType(type), name, (Mention(Span(0, len(name)), "name"),), hints=hints)
    article = Article("one", name, (), "sha256:0", published=Field(on))
    questions = ask(article, [entity])
    cases = [Case(question, tuple(shipped_candidates(question, gazetteer))) for question in questions]
    with Wikidata(replace(settings, wikidata_interval=0.0)) as wikidata:
        return decide(ask_wikidata(cases, wikidata, gazetteer), (), gazetteer)[0]


def test_a_known_name_without_an_item_is_linked_to_what_wikidata_has_of_it(near: Near) -> None:
    with serve(Replay()) as world:
        add(world, "Q900060", "Houthi movement", "armed group in Yemen", "Q43229", aliases=("Houthis",))
        assert asked("Houthi movement", "organization", near(world)).item == "Q900060"


def test_a_conflict_that_a_phrase_tells_is_searched_by_the_name_of_the_tables(near: Near) -> None:
    with serve(Replay()) as world:
        add(world, "Q900061", "Tajikistani Civil War", "civil war in Tajikistan", "Q8465")
        told = (("in", "Tajikistan"), ("noun", "civil war"))
        assert asked("civil war in Tajikistan", "conflict", near(world), *told).item == "Q900061"


@pytest.mark.parametrize(
    ("on", "item"),
    [("2018-05-01", "Q900062"), ("2021-05-01", "Q900063"), ("2016-05-01", None), ("2024-05-01", None)],
)
def test_the_head_of_a_body_is_whom_wikidata_names_for_the_day(near: Near, on: str, item: str | None) -> None:
    body = next(entry for entry in load_gazetteer().find("ASEAN") if entry.item)
    with serve(Replay()) as world:
        add(world, body.item, body.label, "international organization", "Q43229")
        for person, name in (("Q900062", "Ada Roe"), ("Q900063", "Ben Doe")):
            add(world, person, name, "diplomat", "Q5")
        hold(world, body.item, "P3975", "Q900062", "2017-01-01", "2020-12-31")
        hold(world, body.item, "P3975", "Q900063", "2021-01-01", "2023-12-31")
        found = asked("ASEAN secretary-general", "group", near(world), on=on)
    assert (found.item, found.type) == (item, EntityType.PERSON if item else None)


def test_a_deputy_is_not_the_head_of_the_body(near: Near) -> None:
    body = next(entry for entry in load_gazetteer().find("ASEAN") if entry.item)
    with serve(Replay()) as world:
        add(world, body.item, body.label, "international organization", "Q43229")
        add(world, "Q900062", "Ada Roe", "diplomat", "Q5")
        hold(world, body.item, "P3975", "Q900062", "2017-01-01")
        assert asked("ASEAN deputy secretary-general", "group", near(world)).item is None


def test_a_minister_is_whom_wikidata_names_at_the_office_itself(near: Near) -> None:
    office = next(entry for entry in load_gazetteer().find("Kenyan president") if entry.item)
    with serve(Replay()) as world:
        add(world, office.item, office.label, "office", "Q4164871")
        add(world, "Q900062", "Ada Roe", "politician", "Q5")
        hold(world, office.item, "P1308", "Q900062", "2032-01-01")
        assert asked("Kenyan president", "group", near(world), ("of", "Kenya"), on="2033-02-01").item == "Q900062"
