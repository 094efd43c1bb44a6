"""The development articles by the live protocol alone: no shipped table helps to decide."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from replay import Replay, serve
from worlds import add, world_of_the_tables

from flows.gazetteer import Gazetteer
from flows.link.decide import Case, decide
from flows.link.live import ask_wikidata
from flows.link.question import ask
from flows.link.wikidata import Wikidata
from flows.model import Article, Entity, EntityType, Field, Link, Mention, Span
from flows.settings import Settings

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
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


@pytest.mark.skipif(not ARTICLES.exists(), reason="the development articles are not beside this checkout")
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
