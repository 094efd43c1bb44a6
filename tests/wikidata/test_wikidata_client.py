"""The client against recorded answers: what it reads, what it remembers, how politely it asks."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from replay import INTERVAL, Replay, load, serve
from worlds import add

from flows.errors import LinkError
from flows.gazetteer import load_gazetteer
from flows.link.items import best, classes_of, entry_of, trim, type_of
from flows.link.live import load_types
from flows.link.polite import Clock
from flows.link.wikidata import Wikidata, is_item
from flows.model import EntityType
from flows.settings import Settings

Near = Callable[[Replay], Settings]


def recorded() -> Replay:
    """A Wikidata of nothing but recorded answers."""
    world = Replay()
    world.searches["attila the hun"] = load("wbsearchentities_attila_2016.json")["search"]
    world.searches["Universe"] = load("wbsearchentities_universe_search-continue.json")["search"]
    for name in (
        "wbgetentities_pruned_Q7747",
        "wbgetentities_full_Q107043381",
        "wbgetentities_redirect_Q53265341_to_Q11036",
    ):
        world.items.update(load(f"{name}.json")["entities"])
    return world


def test_a_recorded_search_is_read(near: Near) -> None:
    with serve(recorded()) as world, Wikidata(near(world)) as wikidata:
        hits = wikidata.search("attila the hun")
    assert (hits[0].item, hits[0].label, hits[0].description) == (
        "Q36724",
        "Attila the Hun",
        "King of the Hunnic Empire",
    )


def test_nothing_found_is_an_answer(near: Near) -> None:
    with serve(recorded()) as world, Wikidata(near(world)) as wikidata:
        assert wikidata.search("jdsakjdnmasdda") == []


def test_a_recorded_item_becomes_an_entry_with_its_terms() -> None:
    item = trim(load("wbgetentities_pruned_Q7747.json")["entities"]["Q7747"])
    entry = entry_of(item, EntityType.PERSON, load_gazetteer())
    president = [term for term in entry.terms if term.office == "President of Russia"]
    assert (entry.label, entry.aliases) == ("Vladimir Putin", ("Vladimir Vladimirovich Putin",))
    assert {(term.start, term.of) for term in president} >= {("2012-05-07", "Q159")}
    assert type_of(item, {}, load_types()) is EntityType.PERSON


def test_deprecated_statements_are_not_read_and_preferred_ones_win() -> None:
    def said(item: str, rank: str) -> dict[str, object]:
        return {"mainsnak": {"datavalue": {"value": {"id": item}}}, "rank": rank}

    claims = {
        "P17": [said("Q1", "deprecated"), said("Q2", "normal"), said("Q3", "preferred")],
        "P31": [said("Q5", "deprecated")],
    }
    item = trim({"id": "Q9", "labels": [], "claims": claims})
    assert best(item, "country") == ["Q3"]
    assert classes_of(item) == []


def test_a_name_may_stand_only_under_mul_or_nowhere() -> None:
    only_mul = trim({"id": "Q9", "labels": {"mul": {"language": "mul", "value": "Ada"}}, "aliases": [], "claims": []})
    nowhere = trim(load("wbgetentities_labels_Q2198063.json")["entities"]["Q2198063"] | {"id": "Q2198063"})
    assert (only_mul["label"], nowhere["label"]) == ("Ada", "")


def test_a_merged_item_is_followed_to_its_new_id(near: Near) -> None:
    with serve(recorded()) as world, Wikidata(near(world)) as wikidata:
        got = wikidata.get(["Q53265341"])
    assert got.found["Q53265341"]["id"] == "Q11036"


def test_a_missing_item_is_left_out_and_not_asked_again(near: Near) -> None:
    world = recorded()
    world.items.update(load("wbgetentities_missing_Q10908976.json")["entities"])
    with serve(world), Wikidata(near(world)) as wikidata:
        assert wikidata.get(["Q10908976", "Q7747"]).found.keys() == {"Q7747"}
        assert wikidata.get(["Q10908976", "Q7747"]).found.keys() == {"Q7747"}
    assert len(world.asked) == 1


@pytest.mark.parametrize("text", ["", "pop", "Q0", "q5", "P31", "Q5|Q6", "Q2147483648", "Q99999999999", "Q5\n"])
def test_what_is_no_id_is_never_sent(near: Near, text: str) -> None:
    assert not is_item(text)
    with serve(recorded()) as world, Wikidata(near(world)) as wikidata:
        assert wikidata.get([text, "Q7747"]).found.keys() == {"Q7747"}
    assert [params["ids"] for params in world.asked] == ["Q7747"]


def test_ids_are_asked_in_batches_of_fifty(near: Near) -> None:
    world = Replay(items={f"Q{n}": {"id": f"Q{n}", "labels": {}, "claims": {}} for n in range(1, 121)})
    with serve(world), Wikidata(near(world)) as wikidata:
        assert len(wikidata.get(world.items).found) == 120
    assert [len(params["ids"].split("|")) for params in world.asked] == [50, 50, 20]


def test_a_second_run_is_silent(near: Near) -> None:
    world = recorded()
    with serve(world):
        for _ in range(2):
            with Wikidata(near(world)) as wikidata:
                wikidata.search("attila the hun")
                wikidata.search("nobody at all")
                wikidata.get(["Q7747", "Q107043381"])
    assert len(world.asked) == 3


def test_an_item_known_from_another_batch_is_not_asked_again(near: Near) -> None:
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        wikidata.get(["Q7747"])
        wikidata.get(["Q7747", "Q107043381"])
    assert [params["ids"] for params in world.asked] == ["Q7747", "Q107043381"]


def test_an_old_answer_is_asked_again_and_served_when_wikidata_fails(near: Near) -> None:
    world, day = recorded(), [0.0]
    with serve(world), Wikidata(near(world), Clock(now=lambda: day[0] * 86400)) as wikidata:
        first = wikidata.search("attila the hun")
        day[0] = 30
        world.fault = lambda handler, _: handler.say("{}", 503) or True
        assert wikidata.search("attila the hun") == first
    assert len(world.asked) > 1


def test_requests_keep_their_distance_and_come_one_at_a_time(near: Near) -> None:
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        for n in range(8):
            wikidata.search(f"name {n}")
    assert world.shortest_gap() >= INTERVAL * 0.9
    assert world.most_at_once == 1


def test_the_client_says_who_it_is_and_sends_no_maxlag(near: Near) -> None:
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        wikidata.search("Universe")
    (agent,) = world.agents
    assert agent.startswith("communique/")
    assert "(https://" in agent
    assert "python-requests/" in agent
    assert "maxlag" not in world.asked[0]


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path: Path, near: Near) -> None:
    (tmp_path / "wikidata").write_text("a file where a folder should be", encoding="utf-8")
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        assert wikidata.search("Universe")
        assert wikidata.search("Universe")
    assert len(world.asked) == 1


def test_a_broken_cache_file_is_no_reason_to_fail(tmp_path: Path, near: Near) -> None:
    (tmp_path / "wikidata").mkdir()
    (tmp_path / "wikidata" / "wikidata.sqlite").write_bytes(b"no database at all" * 100)
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        assert wikidata.search("Universe")


def test_a_lasting_error_is_not_tried_again(near: Near) -> None:
    world = recorded()
    world.fault = lambda handler, _: (
        handler.say((Path(__file__).parent / "recorded/error_no-such-entity_2016.json").read_bytes()) or True
    )
    with serve(world), Wikidata(near(world)) as wikidata, pytest.raises(LinkError):
        wikidata.search("pop")
    assert len(world.asked) == 1


def test_words_of_class_and_description_say_the_type(near: Near) -> None:
    world = Replay()
    add(world, "Q900001", "Ceyhan", "city in Adana Province, Turkey")
    add(world, "Q900002", "Nobody", "Kazakh diplomat")
    add(world, "Q900003", "Something", "")
    types = {item: type_of(trim(world.items[item]), {}, load_types()) for item in world.items}
    assert types == {"Q900001": EntityType.CITY, "Q900002": EntityType.PERSON, "Q900003": None}


def test_two_runs_share_one_memory(near: Near) -> None:
    world = recorded()
    with serve(world), Wikidata(near(world)) as first, Wikidata(near(world)) as second:
        first.search("Universe")
        second.search("Universe")
    assert len(world.asked) == 1


def test_a_memory_that_is_locked_by_another_run_costs_only_a_request(tmp_path: Path, near: Near) -> None:
    world = recorded()
    with serve(world), Wikidata(near(world)) as wikidata:
        wikidata.search("Universe")
        with closing(sqlite3.connect(tmp_path / "wikidata" / "wikidata.sqlite")) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            assert wikidata.search("Universe")
