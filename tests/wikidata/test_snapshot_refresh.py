"""The tables rebuilt from a loopback SPARQL service: facts follow, people's choices stay, and a diff shows it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from replay import Handler, Replay, serve

from flows.errors import LinkError
from flows.link.refresh import GAZETTEER, rebuild, refresh
from flows.settings import Settings

Near = Callable[..., Settings]
QUERIES = sorted((GAZETTEER / "queries").glob("*.rq"))
ENTITY = "http://www.wikidata.org/entity/"


def service(*rows: dict[str, str]) -> Callable[[Handler, int], bool]:
    """A SPARQL service that answers every query with these rows; an unbound variable is simply absent."""

    def answer(handler: Handler, number: int) -> bool:
        bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
        body: dict[str, Any] = {"head": {"vars": sorted(rows[0])}, "results": {"bindings": bindings}}
        handler.say(json.dumps(body), Content_Type="application/sparql-results+json")
        return True

    return answer


def settings_for(near: Near, world: Replay) -> Settings:
    return replace(near(world), wikidata_sparql=world.address, sparql_interval=0.02)


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_each_query_is_sparql_and_names_columns_of_its_table(query: Path) -> None:
    text = query.read_text(encoding="utf-8")
    variables = {str(v).lstrip("?") for v in pyoxigraph.Store().query(text).variables}  # type: ignore[union-attr]
    columns = (GAZETTEER / f"{query.stem}.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert variables - set(columns) <= {"item", "label"}


def test_a_known_row_keeps_its_label_and_takes_the_new_fact() -> None:
    found = rebuild("countries", [{"item": "Q232", "label": "Republic of Kazakhstan", "capital": "Q35493"}])
    line = next(line for line in found.text.splitlines() if line.startswith("Q232\t"))
    assert line.split("\t")[1] == "Kazakhstan"
    assert "Q35493" in line.split("\t")
    assert {line[0] for line in found.diff.splitlines()[3:]} == {"-", "+"}


def test_an_unknown_row_is_added_with_its_source_in_its_place() -> None:
    found = rebuild("organizations", [{"item": "Q900001", "label": "Aardvark Union", "start": "1999-01-01"}])
    added = [line for line in found.diff.splitlines() if line.startswith("+Q")]
    assert added == ["+Q900001\tAardvark Union\t\t\t1999-01-01\t\t\twikidata"]
    labels = [line.split("\t")[1].casefold() for line in found.text.splitlines()[1:]]
    assert labels.index("aardvark union") < labels.index("african union")


def test_nothing_new_leaves_the_table_as_it_is() -> None:
    for table in ("countries", "organizations", "persons", "terms", "conflicts", "events"):
        assert rebuild(table, []).diff == ""


def test_a_new_holder_becomes_a_person_and_a_term(near: Near, tmp_path: Path) -> None:
    row = {
        "item": f"{ENTITY}Q900002",
        "label": "Ada Roe",
        "office_item": f"{ENTITY}Q5256775",
        "office": "President of Kazakhstan",
        "of": f"{ENTITY}Q232",
        "start": "2026-06-01T00:00:00Z",
    }
    with serve(Replay()) as world:
        world.fault = service(row)
        tables = {found.table: found for found in refresh(settings_for(near, world), tmp_path / "new")}
    assert set(tables) == {"conflicts", "countries", "events", "organizations", "persons", "terms"}
    assert "+Q900002\tAda Roe\t\tQ232\t\twikidata" in tables["persons"].diff
    assert "+Q900002\tPresident of Kazakhstan\tQ5256775\tQ232\t2026-06-01\t\t20" in tables["terms"].diff
    assert (tmp_path / "new" / "terms.tsv").read_text(encoding="utf-8") == tables["terms"].text


def test_a_service_that_is_cut_off_writes_no_half_table(near: Near, tmp_path: Path) -> None:
    def half(handler: Handler, number: int) -> bool:
        handler.say('{"head":{"vars":["item"]},"results":{"bindings":[{"item":')
        return True

    with serve(Replay()) as world:
        world.fault = half
        with pytest.raises(LinkError, match="no JSON"):
            list(refresh(settings_for(near, world), tmp_path / "new"))
    assert list((tmp_path / "new").iterdir()) == []
