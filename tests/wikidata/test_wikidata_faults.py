"""Wikidata's bad days: the run ends, loses nothing, says what is pending, and the next healthy run completes it."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from faults import FAULTS, Fault, unavailable, wrong_shape
from replay import INTERVAL, Handler, Replay, serve
from worlds import add

from flows.errors import LinkError
from flows.link import link_articles
from flows.link.polite import Clock, Conversation
from flows.model import Article, Entity, EntityType, Extraction, Field, Link, Mention, Span, Verdict
from flows.settings import Settings

Near = Callable[..., Settings]
NAMES = ["Roman Vassilenko", "Ada Roe", "Ceyhan", "Institute of Steppe Studies"]
TYPES = [EntityType.PERSON, EntityType.PERSON, EntityType.CITY, EntityType.ORGANIZATION]


def small_world() -> Replay:
    """Four items that the shipped tables do not know, with ids that are nobody's."""
    world = Replay()
    add(world, "Q900001", NAMES[0], "Kazakh diplomat", "Q5", "Q232")
    add(world, "Q900002", NAMES[1], "Turkish politician", "Q5", "Q43")
    add(world, "Q900003", NAMES[2], "city in Turkey", "", "Q43")
    add(world, "Q900004", NAMES[3], "research institute in Almaty", "Q43229", "Q232")
    return world


def run(settings: Settings) -> tuple[Link, ...]:
    text = "Kazakhstan, Turkey, " + ", ".join(NAMES) + " and Nobody Atall were named."
    named = [("Kazakhstan", EntityType.COUNTRY), ("Turkey", EntityType.COUNTRY), *zip(NAMES, TYPES, strict=True)]
    named.append(("Nobody Atall", EntityType.PERSON))
    entities = tuple(
        Entity(name, type, name, (Mention(Span(text.index(name), text.index(name) + len(name)), "name"),))
        for name, type in named
    )
    article = Article("test", text, (), "sha256:0", published=Field("2024-08-09"))
    (links,) = link_articles([(article, Extraction("test", entities, ()))], offline=False, settings=settings)
    return links


def items(links: tuple[Link, ...]) -> dict[str, str | None]:
    return {link.entity: link.item for link in links}


HEALTHY = dict(zip(NAMES, ["Q900001", "Q900002", "Q900003", "Q900004"], strict=True))


def test_healthy_wikidata_links_what_the_tables_do_not_know(near: Near) -> None:
    with serve(small_world()) as world:
        links = run(near(world))
    assert items(links) == {"Kazakhstan": "Q232", "Turkey": "Q43", **HEALTHY, "Nobody Atall": None}
    assert not any(link.pending for link in links)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_with_a_fault_on_every_request_the_run_ends_and_says_what_is_pending(near: Near, fault: Fault) -> None:
    with serve(small_world()) as world:
        world.fault = fault
        begun = time.monotonic()
        links = run(near(world))
        took = time.monotonic() - begun
        seen = len(world.asked)
        world.fault = None
        completed = run(near(world))
    assert took < 20
    assert items(links)["Kazakhstan"] == "Q232"
    assert {link.entity for link in links if link.pending} == {*NAMES, "Nobody Atall"}
    assert all(link.item is None for link in links if link.pending)
    assert seen <= 9  # three tries each, then the circuit opens
    assert {name: items(completed)[name] for name in NAMES} == HEALTHY
    assert not any(link.pending for link in completed)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_now_and_then_changes_nothing(near: Near, fault: Fault) -> None:
    with serve(small_world()) as world:
        world.fault = lambda handler, number: number == 2 and fault(handler, number)
        links = run(near(world))
    if fault is not wrong_shape:  # an answer that is JSON and says nothing is not asked for again in this run
        assert {name: items(links)[name] for name in NAMES} == HEALTHY
    assert world.shortest_gap() >= INTERVAL * 0.9


def test_what_was_answered_before_the_fault_is_linked(near: Near) -> None:
    with serve(small_world()) as world:
        world.fault = lambda handler, number: number > 5 and unavailable(handler, number)
        links = run(near(world))
        assert {link.entity for link in links if link.pending} == set(NAMES)
        world.fault = None
        world.forget()
        run(near(world))
    assert {params["action"] for params in world.asked} == {"wbgetentities"}


def test_retry_after_is_obeyed(near: Near) -> None:
    def busy_once(handler: Handler, number: int) -> bool:
        if number > 1:
            return False
        handler.say("", 429, Retry_After="1")
        return True

    with serve(small_world()) as world:
        world.fault = busy_once
        links = run(near(world))
    assert world.times[1] - world.times[0] >= 0.95
    assert items(links)[NAMES[0]] == "Q900001"


def test_asked_to_wait_very_long_the_run_goes_on_without(near: Near) -> None:
    def busy(handler: Handler, number: int) -> bool:
        handler.say("", 429, Retry_After="86400")
        return True

    with serve(small_world()) as world:
        world.fault = busy
        begun = time.monotonic()
        links = run(near(world))
    assert time.monotonic() - begun < 30
    assert len(world.asked) == 1
    assert all(link.pending for link in links if link.entity in NAMES)


def test_an_item_deleted_between_search_and_get_is_no_candidate(near: Near) -> None:
    with serve(small_world()) as world:
        del world.items["Q900002"]
        links = run(near(world))
    (gone,) = [link for link in links if link.entity == NAMES[1]]
    assert (gone.verdict, gone.item, gone.pending) == (Verdict.NONE, None, False)


def test_an_unreachable_wikidata_ends_the_run_soon(near: Near) -> None:
    with serve(small_world()) as world:
        settings = near(world)
    begun = time.monotonic()
    links = run(settings)
    assert time.monotonic() - begun < 30
    assert sum(link.pending for link in links) == 5


def test_retries_wait_twice_as_long_each_time(near: Near) -> None:
    waited: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        waited.append(round(seconds, 3))
        now[0] += seconds

    with serve(small_world()) as world:
        world.fault = unavailable
        talk = Conversation(replace(near(world), wikidata_interval=1.0), Clock(lambda: now[0], lambda: 0.0, sleep))
        with pytest.raises(Exception, match="HTTP 503"):
            talk.ask({"action": "wbsearchentities", "search": "x"})
        talk.close()
    assert waited == [1.0, 2.0]


def test_two_hundred_names_cost_two_hundred_searches_and_eight_batches_at_most(near: Near) -> None:
    world = Replay()
    names = [f"Person{n:03} Surname{n:03}" for n in range(200)]
    for n, name in enumerate(names):
        for namesake in range(5):
            add(world, f"Q{900000 + n * 10 + namesake}", name, "politician", f"Q{800000 + n}")
    text = ". ".join(names)
    entities = tuple(Entity(name, EntityType.PERSON, name, (Mention(Span(0, 0), "name"),)) for name in names)
    pair = (Article("test", text, (), "sha256:0"), Extraction("test", entities, ()))
    with serve(world):
        settings = replace(near(world), wikidata_interval=0.0)
        link_articles([pair], offline=False, settings=settings)
        first = (len(world.actions("wbsearchentities")), len(world.actions("wbgetentities")))
        world.forget()
        link_articles([pair], offline=False, settings=settings)
    assert first[0] == 200
    assert first[1] <= 8
    assert world.asked == []


def test_a_namesake_in_sports_is_not_taken_for_somebody_in_the_news(near: Near) -> None:
    world = small_world()
    add(world, "Q900009", "Nobody Atall", "Serbian footballer", "Q5", "Q403", sitelinks=12)
    with serve(world):
        links = run(near(world))
    assert items(links)["Nobody Atall"] is None


def test_two_equal_namesakes_are_left_to_a_person(near: Near) -> None:
    world = small_world()
    add(world, "Q900010", "Nobody Atall", "French politician", "Q5", "Q142")
    add(world, "Q900011", "Nobody Atall", "Belgian politician", "Q5", "Q31")
    with serve(world):
        links = run(near(world))
    (open_one,) = [link for link in links if link.entity == "Nobody Atall"]
    assert (open_one.verdict, open_one.item) == (Verdict.UNSURE, None)
    assert {candidate.item for candidate in open_one.candidates} == {"Q900010", "Q900011"}


def test_where_nobody_listens_one_request_is_enough(near: Near) -> None:
    with serve(small_world()) as world:
        settings = near(world)
    talk = Conversation(settings, Clock(sleep=lambda seconds: None))
    for _ in range(4):
        with pytest.raises(LinkError):
            talk.ask({"action": "wbgetentities"})
    assert talk.asked == 3  # three tries of the first request


def test_a_long_phrase_is_not_searched_for(near: Near) -> None:
    phrase = "statement on the importance of free access to the Sulu Sea for everybody"
    work = Entity("w", EntityType.WORK, phrase, (Mention(Span(0, len(phrase)), "nominal"),))
    with serve(small_world()) as world:
        article = Article("test", phrase, (), "sha256:0", published=Field("2024-08-09"))
        link_articles([(article, Extraction("test", (work,), ()))], offline=False, settings=near(world))
        assert world.asked == []
