"""Answers of another shape, new or kept: what is wrong with one item leaves it pending, and nothing else."""

import copy
import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from replay import Handler, Replay, load, serve

from flows.errors import LinkError
from flows.link.wikidata import Wikidata
from flows.settings import Settings

Near = Callable[[Replay], Settings]
WHOLE = load("wbgetentities_pruned_Q7747.json")["entities"]["Q7747"]


def bent(path: str, value: Any) -> Any:
    """A real item with one value in it replaced."""
    item = copy.deepcopy(WHOLE)
    inner = item
    *steps, last = path.split("/")
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return item


BENT = {
    "nothing": None,
    "a number": 7,
    "a list": [],
    "a word": "Q7747",
    "empty": {},
    "id a number": {"id": 7},
    "label a word": bent("labels/en", "Putin"),
    "label nothing": bent("labels/en", None),
    "aliases a word": bent("aliases", {"en": "Putin"}),
    "aliases numbers": bent("aliases", {"en": [7]}),
    "revision a word": bent("lastrevid", "new"),
    "claims a list": bent("claims", [1, 2]),
    "claims of a property an object": bent("claims/P31", {"a": 1}),
    "claims of a property numbers": bent("claims/P31", [7]),
    "snak nothing": bent("claims/P31", [{"mainsnak": None}]),
    "time a number": bent("claims/P31", [{"mainsnak": {"datavalue": {"value": {"time": 7}}}}]),
    "rank a number": bent("claims/P31", [{"mainsnak": {}, "rank": 3}]),
    "qualifiers a number": bent("claims/P31", [{"mainsnak": {}, "qualifiers": 3}]),
}


def answering(said: Any) -> Callable[[Handler, int], bool]:
    """A Wikidata that says this to everybody."""

    def fault(handler: Handler, number: int) -> bool:
        handler.say(said if isinstance(said, str) else json.dumps(said))
        return True

    return fault


@pytest.mark.parametrize("item", BENT.values(), ids=BENT.keys())
def test_an_item_of_another_shape_is_pending_and_its_neighbours_are_read(item: Any, near: Near) -> None:
    other = {**WHOLE, "id": "Q1"}
    fault = answering({"entities": {"Q7747": item, "Q1": other}})
    with serve(Replay(fault=fault)) as world, Wikidata(near(world)) as wikidata:
        items = wikidata.get(["Q7747", "Q1"])
    assert items.found["Q1"]["label"] == "Vladimir Putin"
    assert items.pending == {"Q7747"}


NO_ANSWERS = [
    *({}, {"search": 7}, {"search": None}, {"search": {"a": 1}}, {"entities": 7}, {"entities": []}),
    *({"error": "no"}, {"error": {"code": "no-such-entity"}}, {"error": 7}, [], 7, "null", "[" * 100_000),
]


@pytest.mark.parametrize("said", NO_ANSWERS, ids=lambda said: str(said)[:30])
def test_an_answer_of_another_shape_is_no_answer(said: Any, near: Near) -> None:
    with serve(Replay(fault=answering(said))) as world, Wikidata(near(world)) as wikidata:
        assert wikidata.get(["Q1"]).pending == {"Q1"}
        with pytest.raises(LinkError):
            wikidata.search("Putin")


def test_hits_that_make_no_sense_are_left_out(near: Near) -> None:
    good = {"id": "Q7747", "label": "Vladimir Putin"}
    odd = [None, 7, [], {}, {"id": 7}, {"id": "P31"}, {"id": "Q5", "label": {}}, {**good, "match": "Putin"}]
    with serve(Replay(fault=answering({"search": odd}))) as world, Wikidata(near(world)) as wikidata:
        assert [hit.item for hit in wikidata.search("Putin")] == ["Q7747"]


@pytest.mark.parametrize(
    "kept",
    ["", "{", "7", "[1]", '{"id": "Q7747"}', '[["Q1"]]', '"Q7747"', "[" * 100_000, b"\xff\xfe"],
    ids=lambda kept: str(kept)[:12],
)
def test_a_damaged_row_of_the_memory_is_asked_again(kept: Any, near: Near) -> None:
    world = Replay(items={"Q7747": WHOLE}, searches={"Putin": [{"id": "Q7747", "label": "Vladimir Putin"}]})
    with serve(world):
        settings = near(world)
        with Wikidata(settings) as wikidata:
            wikidata.get(["Q7747"])
            wikidata.search("Putin")
        with closing(sqlite3.connect(settings.cache / "wikidata.sqlite")) as rows, rows:
            rows.execute("UPDATE answers SET answer = ?", [kept])
        with Wikidata(settings) as wikidata:
            assert wikidata.get(["Q7747"]).found["Q7747"]["label"] == "Vladimir Putin"
            assert [hit.item for hit in wikidata.search("Putin")] == ["Q7747"]


@pytest.mark.parametrize("sent", [b"HTTP/1.1 200 OK and so on", b"HTTP/1.1 200 OK\r\nX-A: b\r\n"])
def test_a_wikidata_that_drips_is_left_in_time(sent: bytes, near: Near) -> None:
    def drip(handler: Handler, number: int) -> bool:
        handler.close_connection = True
        try:
            for byte in sent * 100:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass
        return True

    with serve(Replay(fault=drip)) as world, Wikidata(replace(near(world), fetch_timeout=0.2)) as wikidata:
        begun = time.monotonic()
        assert wikidata.get(["Q1"]).pending == {"Q1"}
    assert time.monotonic() - begun < 10
